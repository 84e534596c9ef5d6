// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What kind of token an authority block makes, read from its exact statements before anything is decided: a token of
// another kind whose checks happen to hold must not pass for an identity.
//
//   identity        exactly one `subject(S)`, a name check on S (shapes.h), the domain rule only beside a domain check
//   authorization   grant.h
//   capability      one right that is bound to no subject; only recognised
//   context         one `context(S)` and facts of its exposures; only recognised
//
// None has another fact or rule, or scopes. Further checks only narrow and are allowed. Functions without state: any
// thread.

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
  kAuthorization,
  kCapability,  // of hessra-tokens 2.0
  kContext,     // likewise
  kUnknown,
};

struct Classification {
  Kind kind = Kind::kUnknown;
  std::string subject;                // of an identity or an authorization, else empty
  std::optional<std::string> domain;  // that such a token is restricted to
  bool operator==(const Classification&) const = default;
};

// Linear in the size of the block.
Classification Classify(const engine::Block& authority);

// "identity", "leaf identity", "authorization", "capability", "context" or "unknown".
std::string_view NameOf(Kind kind);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_KIND_H_
