// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A refusal is why a token does not stand for what was asked: an ordinary value with data that programs switch on.
// Malformed input and exhausted budgets are a Status instead. Plain values and functions without state: any thread.
//
// When several reasons hold, the first of this order is given: UnknownKey, Banned by revocation id, InvalidSignature,
// WrongKind, ForgedFact, InvalidName, Banned by name, NoExpiry, Expired, then the rest.

#ifndef HARDTACK_IDENTITY_REFUSAL_H_
#define HARDTACK_IDENTITY_REFUSAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "hardtack/engine/origin.h"

namespace hardtack::identity {

// No root key is known for the token's key id.
struct UnknownKey {
  std::optional<uint32_t> root_key_id;
  bool operator==(const UnknownKey&) const = default;
};
// A ban covers the request: a name that a block of the token names, or the name of who acts, or a name above these; or
// the id of a block.
struct Banned {
  std::optional<std::string> identity;       // the name; nullopt: it is the id that is banned
  std::optional<std::string> revocation_id;  // raw bytes
  std::optional<engine::BlockId> block = 0;  // that has the name or the id; nullopt: the request has the name
  int64_t since = 0;                         // UTC seconds
  std::string reason;
  bool operator==(const Banned&) const = default;
};
struct InvalidSignature {
  engine::BlockId block = 0;  // the first block with a signature that does not match; the last one for a proof
  bool operator==(const InvalidSignature&) const = default;
};
// The authority block makes a token of another kind.
struct WrongKind {
  std::string expected;
  std::string found;
  bool operator==(const WrongKind&) const = default;
};
// A block after the authority states or derives what only the verifier may say, and so could satisfy its own check.
struct ForgedFact {
  engine::BlockId block = 0;
  std::string predicate;
  bool operator==(const ForgedFact&) const = default;
};
struct InvalidName {
  std::string where;  // what carries the name: "block 2", "identity", "subject", "domain"
  std::string why;    // as Describe(NameFault)
  bool operator==(const InvalidName&) const = default;
};
// No block bounds the token's life.
struct NoExpiry {
  bool operator==(const NoExpiry&) const = default;
};
// `now` has reached `at`, the earliest expiry of the token, which check `check` of `block` states. UTC seconds.
struct Expired {
  int64_t at = 0;
  int64_t now = 0;
  engine::BlockId block = 0;
  uint32_t check = 0;
  bool operator==(const Expired&) const = default;
};
// `actual` is not covered by the name `expected`, which `block` demands: it is neither that name nor, where delegation
// is allowed, strictly below it. On delegation: it is not strictly below the holder's name.
struct IdentityMismatch {
  std::string expected;
  std::string actual;
  engine::BlockId block = 0;
  bool on_delegation = false;
  bool operator==(const IdentityMismatch&) const = default;
};
// `identity` may not delegate, and yet `block` does, or a caller asked for it (then `block` is the last one).
struct NotDelegatable {
  std::string identity;
  engine::BlockId block = 0;
  enum class Reason : uint8_t { kLeaf, kSealed } reason = Reason::kLeaf;
  bool operator==(const NotDelegatable&) const = default;
};
// The token is bound to `expected` and the caller stands in `actual`, or the caller demands a binding that is not
// there.
struct DomainMismatch {
  std::optional<std::string> expected;
  std::optional<std::string> actual;
  bool operator==(const DomainMismatch&) const = default;
};
// `subject` may not do `operation` on `resource`: the token's right is another one, or a prefix of the token does not
// cover the resource. A capability is for no subject in particular.
struct RightsDenied {
  std::optional<std::string> subject;
  std::string resource;
  std::string operation;
  bool operator==(const RightsDenied&) const = default;
};
// The service `component` has not attested as the chain demands.
struct ChainIncomplete {
  std::string component;
  std::string reason;
  bool operator==(const ChainIncomplete&) const = default;
};
// The holder of `key` has not signed off as `component`; "prefix" is the component of whoever adds the prefix.
struct PartyMissing {
  std::string component;
  std::string key;  // as "ed25519/HEX" or "secp256r1/HEX"
  bool operator==(const PartyMissing&) const = default;
};
// Any other check of the token that does not hold.
struct CheckFailed {
  engine::BlockId block = 0;
  uint32_t check = 0;
  std::string text;  // printed, escaped
  bool operator==(const CheckFailed&) const = default;
};
// A bound that the caller set, e.g. "delegation depth".
struct LimitReached {
  std::string which;
  uint64_t limit = 0;
  bool operator==(const LimitReached&) const = default;
};

// Of several failed checks the refusal that stands first here is given.
using Refusal = std::variant<UnknownKey, Banned, InvalidSignature, WrongKind, ForgedFact, InvalidName, NoExpiry,
                             Expired, IdentityMismatch, NotDelegatable, DomainMismatch, RightsDenied, ChainIncomplete,
                             PartyMissing, CheckFailed, LimitReached>;

// What was asked for, or why not.
template <typename T>
using Verdict = std::variant<T, Refusal>;

// The alternative's name for programs, e.g. "IdentityMismatch".
std::string_view RefusalName(const Refusal& refusal);

// One line for people, names and texts as they are: a terminal needs them escaped.
std::string Describe(const Refusal& refusal);

}  // namespace hardtack::identity

#endif  // HARDTACK_IDENTITY_REFUSAL_H_
