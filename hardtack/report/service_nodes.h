// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The nodes of a service chain, or the parties of a sign-off, as a JSON list: `[{"component": "gateway", "public_key":
// "ed25519/HEX"}, ...]`, in order. Keys have any text form (crypto/key_text.h), names differ. Other members are allowed
// and ignored.

#ifndef HARDTACK_REPORT_SERVICE_NODES_H_
#define HARDTACK_REPORT_SERVICE_NODES_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/identity/grant.h"

namespace hardtack::report {

//   Syntax         not JSON, not of this shape, empty, or two entries of one name; the message names the entry
//   MalformedKey, UnsupportedAlgorithm
absl::StatusOr<std::vector<identity::Attestor>> ParseServiceNodes(std::string_view json);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_SERVICE_NODES_H_
