// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Errors and refusals for people, with what to do about them. Tested by tests/report/text_test.cc.

#include "hardtack/base/error.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/paint.h"
#include "hardtack/report/text.h"

namespace hardtack::report {
namespace {

std::string_view HintFor(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kMalformedText:
      return "check that the token was copied whole, without line breaks";
    case ErrorKind::kMalformedKey:
      return "a key is ed25519/HEX, secp256r1/HEX, their -private twins, or PEM (openssl pkcs8 -topk8 -nocrypt makes "
             "the form)";
    case ErrorKind::kMalformedBanList:
      return "a signed list is read with --public-key, a log without";
    case ErrorKind::kBanListRollback:
      return "keep the newer list, and ask who hands out an older one";
    case ErrorKind::kBanListGap:
      return "fetch a snapshot, and the deltas after it";
    case ErrorKind::kBanListStale:
      return "fetch a newer list from its authority";
    case ErrorKind::kNetwork:
      return "check --server and --port, and with --ca the CA of the server's certificate";
    case ErrorKind::kInvalidSignature:
      return "it was changed, or another key signed it";
    case ErrorKind::kInvalidProof:
      return "blocks were cut off or exchanged";
    case ErrorKind::kAlreadySealed:
      return "use it as it is";
    case ErrorKind::kSealed:
      return "ask whoever sealed the token for the one before sealing";
    case ErrorKind::kInvalidBlockRule:
      return "bind every variable of the head in a predicate of the body";
    case ErrorKind::kTooManyFacts:
      return "raise --max-facts if the policy is meant to derive that many";
    case ErrorKind::kTooManyIterations:
      return "raise --max-iterations if the rules are meant to recurse that deep";
    case ErrorKind::kTooManySteps:
      return "raise --max-steps if the policy is meant to cost that much";
    case ErrorKind::kTimeout:
      return "raise --max-time, or leave it out: steps bound the cost anyway";
    default:
      return {};
  }
}

struct RefusalHint {
  std::string_view operator()(const identity::InvalidSignature&) const { return HintFor(ErrorKind::kInvalidSignature); }
  std::string_view operator()(const identity::UnknownKey&) const { return "give the public key of the issuer"; }
  std::string_view operator()(const identity::WrongKind&) const {
    return "`hardtack token inspect` shows what kind a token is, each kind has verbs of its own";
  }
  std::string_view operator()(const identity::ForgedFact&) const {
    return "whoever appended the block overreached: take the token as it was before";
  }
  std::string_view operator()(const identity::NoExpiry&) const { return "--allow-no-expiry accepts such a token"; }
  std::string_view operator()(const identity::Expired&) const {
    return "ask the issuer or the delegator for a new token";
  }
  std::string_view operator()(const identity::IdentityMismatch& refusal) const {
    if (refusal.expected == refusal.actual) {
      return "to narrow a token without a new name use `hardtack identity restrict`";
    }
    if (refusal.on_delegation) return "continue the holder's name with a colon and something more";
    return "`hardtack identity inspect` shows whom the token stands for";
  }
  std::string_view operator()(const identity::NotDelegatable& refusal) const {
    if (refusal.reason == identity::NotDelegatable::Reason::kSealed) return HintFor(ErrorKind::kSealed);
    return "ask its issuer or delegator for an identity that is no leaf";
  }
  std::string_view operator()(const identity::RightsDenied&) const {
    return "ask the issuer for a token for this subject, resource and operation; `hardtack token inspect` shows this "
           "one's";
  }
  std::string_view operator()(const identity::CheckFailed&) const {
    return "--fact states what a further check asks for, --explain shows how near it came";
  }
  std::string_view operator()(const identity::InvalidName&) const {
    return "a name is segments joined by colons, up to 1024 bytes without control characters";
  }
  std::string_view operator()(const identity::DomainMismatch& refusal) const {
    return refusal.expected.has_value() ? "give the domain with --domain" : "ask the issuer for a token with a domain";
  }
  std::string_view operator()(const identity::Banned&) const { return "ask the authority that banned it"; }
  std::string_view operator()(const identity::ChainIncomplete&) const {
    return "a node attests with `hardtack authorize attest --node`; --service-nodes and --component say where this is";
  }
  std::string_view operator()(const identity::PartyMissing& refusal) const {
    return refusal.component == "prefix" ? "its holder sets one with `hardtack authorize attest --prefix`"
                                         : "it signs off with `hardtack authorize attest --party`";
  }
  std::string_view operator()(const identity::LimitReached&) const { return "--max-depth sets the bound"; }
};

// `message` is escaped already.
std::string Compose(std::string_view message, std::string_view hint, Color color) {
  std::string text = Paint("error", kRed, color).append(": ").append(message);
  if (text.back() != '\n') text += '\n';
  if (!hint.empty()) text.append("hint: ").append(hint).append("\n");
  return text;
}

}  // namespace

std::string ErrorText(const absl::Status& error, Color color) {
  const auto kind = hardtack::KindOf(error).value_or(ErrorKind::kInternal);
  const std::string_view message(error.message().data(), error.message().size());
  // A parser lists its errors on lines of their own; anywhere else a line feed would be the input's.
  const bool of_parser = kind == ErrorKind::kSyntax || kind == ErrorKind::kParameter;
  const std::string escaped = of_parser ? EscapeLines(message) : EscapeLine(message);
  return Compose(escaped, HintFor(kind), color);
}

std::string RefusalText(const identity::Refusal& refusal, Color color) {
  return Compose(EscapeLine(identity::Describe(refusal)), std::visit(RefusalHint(), refusal), color);
}

std::string ComplaintText(std::string_view message, std::string_view hint, Color color) {
  return Compose(EscapeLine(message), EscapeLine(hint), color);
}

}  // namespace hardtack::report
