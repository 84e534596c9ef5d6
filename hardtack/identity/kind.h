// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What kind of token an authority block makes, read from its exact statements before anything is decided: a token of
// another kind whose checks happen to hold must not pass for an identity.
//
// An identity's authority block holds exactly one `subject(S)`, a name check on S (shapes.h), the domain rule only
// beside a domain check, no other fact or rule, and no scopes. Further checks only narrow and are allowed.

#ifndef HARDTACK_IDENTITY_KIND_H_
#define HARDTACK_IDENTITY_KIND_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hardtack/engine/ast.h"

namespace hardtack::identity {

enum class Kind : uint8_t {
  kIdentity,      // may delegate to names strictly below its own
  kLeafIdentity,  // may not
  kOther,
};

struct Classification {
  Kind kind = Kind::kOther;
  std::string subject;                // empty for kOther
  std::optional<std::string> domain;  // the domain that an identity is restricted to
  bool operator==(const Classification&) const = default;
};

// Linear in the size of the block.
Classification Classify(const engine::Block& authority);

// "identity", "leaf identity" or "other".
std::string_view NameOf(Kind kind);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_KIND_H_
