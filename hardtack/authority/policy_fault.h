// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Faults of policy files: each says in which file, where, what is wrong, and what to do. All faults of a folder are told
// together, so that one reading mends them all.

#ifndef HARDTACK_AUTHORITY_POLICY_FAULT_H_
#define HARDTACK_AUTHORITY_POLICY_FAULT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hardtack::authority {

// A place in a text: lines and columns count from 1, columns in characters.
struct Place {
  uint32_t line = 1;
  uint32_t column = 1;
  bool operator==(const Place&) const = default;
};

struct PolicyFault {
  std::string file;  // as in the folder
  Place place;
  std::string message;  // lower case, without a full stop
};

// FILE:LINE:COLUMN: MESSAGE, and below it the line of `text`, the file's, with a caret.
std::string ToText(const PolicyFault& fault, std::string_view text);

// Those of one generation. Beyond kMost it only counts.
class Faults {
 public:
  static constexpr size_t kMost = 100;

  void Add(std::string file, Place place, std::string message) {
    ++count_;
    if (told_.size() < kMost) told_.push_back({std::move(file), place, std::move(message)});
  }
  bool empty() const { return count_ == 0; }
  size_t count() const { return count_; }
  const std::vector<PolicyFault>& told() const { return told_; }

 private:
  std::vector<PolicyFault> told_;
  size_t count_ = 0;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_POLICY_FAULT_H_
