// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The files of a policy folder, read as one generation.

#ifndef HARDTACK_AUTHORITY_POLICY_FILE_H_
#define HARDTACK_AUTHORITY_POLICY_FILE_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace hardtack::authority {

struct PolicyFile {
  std::string name;  // below the folder, e.g. clients.toml
  std::string text;
};

inline constexpr size_t kMaxPolicyBytes = size_t{64} << 20;  // of a folder
inline constexpr size_t kMaxPolicyFiles = 1000;

// The files in `folder` that end in .toml or .datalog, by name; hidden ones and folders are passed over.
//   Io             the folder or a file cannot be read
//   TextTooLarge   more than kMaxPolicyFiles or kMaxPolicyBytes
absl::StatusOr<std::vector<PolicyFile>> ReadPolicyFolder(const std::string& folder);

// SHA-256 over names and texts, in hex: the same for the same policy, wherever it lies.
std::string ContentHash(std::span<const PolicyFile> files);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_POLICY_FILE_H_
