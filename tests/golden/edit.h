// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What no text can say, since the parser refuses it or writes it otherwise, and received tokens may hold all the same;
// and what can be done to a token once it is signed. Each is a line of a recipe (recipe.h).

#ifndef HARDTACK_TESTS_GOLDEN_EDIT_H_
#define HARDTACK_TESTS_GOLDEN_EDIT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"

namespace hardtack::golden {

// Changes `block` before it is encoded:
//
//   head OLD NEW        the heads of its rules have the variable NEW where they had OLD
//   map KEY NAME        the heads of its rules have a map from KEY to the variable NAME where they had the variable
//   no parentheses      the operations stay in their order, without those that stand for parentheses
//   name OLD NEW        its facts named OLD are named NEW, which goes to the end of the line
//   date OLD NEW        its facts have the date NEW where they had OLD, in seconds
//   nest LEVELS         the last term of its last fact is put into so many arrays
//
//   InvalidArgument   another line
absl::Status EditBlock(const std::string& line, engine::Block& block);

// The envelope `bytes` with one thing changed:
//
//   signature N bit     a bit of the signature of block N is flipped
//   signature N cut     it ends after 16 bytes
//   signature N other   it has the other value of s, for secp256r1
//   payload N           block N holds other bytes
//   swap N M            two blocks change places
//   proof               the secret is another one
//
//   InvalidArgument     another line
absl::StatusOr<std::string> EditEnvelope(const std::string& line, const std::string& bytes);

}  // namespace hardtack::golden

#endif  // HARDTACK_TESTS_GOLDEN_EDIT_H_
