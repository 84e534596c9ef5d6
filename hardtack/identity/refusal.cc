// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Names and texts of refusals. Tested by tests/identity/verify_test.cc and tests/report/identity_json_test.cc.

#include "hardtack/identity/refusal.h"

#include "hardtack/identity/time_text.h"

namespace hardtack::identity {
namespace {

std::string Quoted(const std::string& text) { return '"' + text + '"'; }
std::string Block(engine::BlockId block) { return "block " + std::to_string(block); }

struct Namer {
  std::string_view operator()(const UnknownKey&) const { return "UnknownKey"; }
  std::string_view operator()(const Banned&) const { return "Banned"; }
  std::string_view operator()(const InvalidSignature&) const { return "InvalidSignature"; }
  std::string_view operator()(const WrongKind&) const { return "WrongKind"; }
  std::string_view operator()(const ForgedFact&) const { return "ForgedFact"; }
  std::string_view operator()(const InvalidName&) const { return "InvalidName"; }
  std::string_view operator()(const NoExpiry&) const { return "NoExpiry"; }
  std::string_view operator()(const Expired&) const { return "Expired"; }
  std::string_view operator()(const IdentityMismatch&) const { return "IdentityMismatch"; }
  std::string_view operator()(const NotDelegatable&) const { return "NotDelegatable"; }
  std::string_view operator()(const DomainMismatch&) const { return "DomainMismatch"; }
  std::string_view operator()(const RightsDenied&) const { return "RightsDenied"; }
  std::string_view operator()(const ChainIncomplete&) const { return "ChainIncomplete"; }
  std::string_view operator()(const PartyMissing&) const { return "PartyMissing"; }
  std::string_view operator()(const CheckFailed&) const { return "CheckFailed"; }
  std::string_view operator()(const LimitReached&) const { return "LimitReached"; }
};

struct Describer {
  std::string operator()(const UnknownKey& refusal) const {
    if (!refusal.root_key_id.has_value()) return "no root key is known for this token";
    return "no root key is known with the id " + std::to_string(*refusal.root_key_id);
  }
  std::string operator()(const Banned& refusal) const {
    const std::string where = refusal.block.has_value() ? Block(*refusal.block) + ": " : std::string();
    const std::string what = refusal.identity.has_value() ? "the identity " + Quoted(*refusal.identity) : "this block";
    const std::string why = refusal.reason.empty() ? std::string() : ": " + refusal.reason;
    return where + what + " is banned since " + TimeText(refusal.since) + why;
  }
  std::string operator()(const InvalidSignature& refusal) const {
    return Block(refusal.block) + ": the signature does not match";
  }
  std::string operator()(const WrongKind& refusal) const {
    return "this is not an " + refusal.expected + " token, its kind is: " + refusal.found;
  }
  std::string operator()(const ForgedFact& refusal) const {
    return Block(refusal.block) + ": a delegated block states what only the verifier may say: " + refusal.predicate;
  }
  std::string operator()(const InvalidName& refusal) const {
    return refusal.where + ": the name is not valid: " + refusal.why;
  }
  std::string operator()(const NoExpiry&) const { return "the token never expires"; }
  std::string operator()(const Expired& refusal) const {
    return Block(refusal.block) + ": the token expired at " + TimeText(refusal.at) + ", now is " +
           TimeText(refusal.now);
  }
  std::string operator()(const IdentityMismatch& refusal) const {
    if (refusal.expected == refusal.actual) return "the name is the holder's own: " + Quoted(refusal.actual);
    if (refusal.on_delegation) {
      return "the new name must lie below the holder's, " + Quoted(refusal.expected) +
             ", and does not: " + Quoted(refusal.actual);
    }
    return Block(refusal.block) + ": only " + Quoted(refusal.expected) +
           " and what is delegated below it may act, not: " + Quoted(refusal.actual);
  }
  std::string operator()(const NotDelegatable& refusal) const {
    if (refusal.reason == NotDelegatable::Reason::kSealed) return "the token is sealed against further delegation";
    return "this identity may not delegate: " + Quoted(refusal.identity);
  }
  std::string operator()(const DomainMismatch& refusal) const {
    if (!refusal.expected.has_value()) return "the token is bound to no domain";
    if (!refusal.actual.has_value()) return "the token holds only in the domain: " + Quoted(*refusal.expected);
    return "the token holds only in the domain " + Quoted(*refusal.expected) + ", not: " + Quoted(*refusal.actual);
  }
  std::string operator()(const RightsDenied& refusal) const {
    const std::string who = refusal.subject.has_value() ? Quoted(*refusal.subject) : std::string("the bearer");
    return who + " may not do " + Quoted(refusal.operation) + " on: " + Quoted(refusal.resource);
  }
  std::string operator()(const ChainIncomplete& refusal) const {
    return "the service chain is not complete at " + Quoted(refusal.component) + ": " + refusal.reason;
  }
  std::string operator()(const PartyMissing& refusal) const {
    return Quoted(refusal.component) + " has not signed off with the key: " + refusal.key;
  }
  std::string operator()(const CheckFailed& refusal) const {
    return Block(refusal.block) + ": check " + std::to_string(refusal.check) + " does not hold: " + refusal.text;
  }
  std::string operator()(const LimitReached& refusal) const {
    return "a limit is reached: " + refusal.which + " of " + std::to_string(refusal.limit);
  }
};

}  // namespace

std::string_view RefusalName(const Refusal& refusal) { return std::visit(Namer(), refusal); }

std::string Describe(const Refusal& refusal) { return std::visit(Describer(), refusal); }

}  // namespace hardtack::identity
