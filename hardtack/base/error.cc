// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The table of error kinds and the payload that carries a kind in a Status. Tested by tests/base/error_test.cc.

#include "hardtack/base/error.h"

#include <array>
#include <string>

#include "absl/strings/cord.h"
#include "hardtack/base/abseil.h"

namespace hardtack {
namespace {

constexpr char kPayload[] = "hardtack/error";

struct Row {
  ErrorKind kind;
  std::string_view name;
  absl::StatusCode code;
};

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kExhausted = absl::StatusCode::kResourceExhausted;
constexpr auto kUnauthenticated = absl::StatusCode::kUnauthenticated;

// In the order of the enum: row i describes the kind with value i.
constexpr std::array kTable = {
    Row{ErrorKind::kMalformedText, "MalformedText", kInvalid},
    Row{ErrorKind::kMalformedEnvelope, "MalformedEnvelope", kInvalid},
    Row{ErrorKind::kMalformedBlock, "MalformedBlock", kInvalid},
    Row{ErrorKind::kMalformedSignature, "MalformedSignature", kInvalid},
    Row{ErrorKind::kMalformedKey, "MalformedKey", kInvalid},
    Row{ErrorKind::kMalformedSnapshot, "MalformedSnapshot", kInvalid},
    Row{ErrorKind::kMalformedThirdParty, "MalformedThirdParty", kInvalid},
    Row{ErrorKind::kMalformedBanList, "MalformedBanList", kInvalid},
    Row{ErrorKind::kMalformedFactBase, "MalformedFactBase", kInvalid},
    Row{ErrorKind::kMalformedRows, "MalformedRows", kInvalid},
    Row{ErrorKind::kUnknownSymbol, "UnknownSymbol", kInvalid},
    Row{ErrorKind::kUnknownPublicKey, "UnknownPublicKey", kInvalid},
    Row{ErrorKind::kSymbolTableOverlap, "SymbolTableOverlap", kInvalid},
    Row{ErrorKind::kPublicKeyTableOverlap, "PublicKeyTableOverlap", kInvalid},
    Row{ErrorKind::kInvalidBlockRule, "InvalidBlockRule", kInvalid},
    Row{ErrorKind::kSyntax, "Syntax", kInvalid},
    Row{ErrorKind::kParameter, "Parameter", kInvalid},
    Row{ErrorKind::kInvalidArgument, "InvalidArgument", kInvalid},
    Row{ErrorKind::kInvalidSignature, "InvalidSignature", kUnauthenticated},
    Row{ErrorKind::kInvalidProof, "InvalidProof", kUnauthenticated},
    Row{ErrorKind::kUnknownRootKey, "UnknownRootKey", absl::StatusCode::kNotFound},
    Row{ErrorKind::kUnsupportedVersion, "UnsupportedVersion", absl::StatusCode::kUnimplemented},
    Row{ErrorKind::kUnsupportedAlgorithm, "UnsupportedAlgorithm", absl::StatusCode::kUnimplemented},
    Row{ErrorKind::kSealed, "Sealed", absl::StatusCode::kFailedPrecondition},
    Row{ErrorKind::kAlreadySealed, "AlreadySealed", absl::StatusCode::kFailedPrecondition},
    Row{ErrorKind::kBanListRollback, "BanListRollback", absl::StatusCode::kFailedPrecondition},
    Row{ErrorKind::kBanListGap, "BanListGap", absl::StatusCode::kFailedPrecondition},
    Row{ErrorKind::kBanListStale, "BanListStale", absl::StatusCode::kFailedPrecondition},
    Row{ErrorKind::kInvalidType, "InvalidType", kInvalid},
    Row{ErrorKind::kOverflow, "Overflow", kInvalid},
    Row{ErrorKind::kDivideByZero, "DivideByZero", kInvalid},
    Row{ErrorKind::kInvalidStack, "InvalidStack", kInvalid},
    Row{ErrorKind::kShadowedVariable, "ShadowedVariable", kInvalid},
    Row{ErrorKind::kUnknownVariable, "UnknownVariable", kInvalid},
    Row{ErrorKind::kUndefinedExtern, "UndefinedExtern", kInvalid},
    Row{ErrorKind::kExternEval, "ExternEval", kInvalid},
    Row{ErrorKind::kTooManyFacts, "TooManyFacts", kExhausted},
    Row{ErrorKind::kTooManyIterations, "TooManyIterations", kExhausted},
    Row{ErrorKind::kTooManySteps, "TooManySteps", kExhausted},
    Row{ErrorKind::kTimeout, "Timeout", kExhausted},
    Row{ErrorKind::kTokenTooLarge, "TokenTooLarge", kExhausted},
    Row{ErrorKind::kTooManyBlocks, "TooManyBlocks", kExhausted},
    Row{ErrorKind::kTooManySymbols, "TooManySymbols", kExhausted},
    Row{ErrorKind::kTooDeep, "TooDeep", kExhausted},
    Row{ErrorKind::kPatternTooLarge, "PatternTooLarge", kExhausted},
    Row{ErrorKind::kTextTooLarge, "TextTooLarge", kExhausted},
    Row{ErrorKind::kIo, "Io", absl::StatusCode::kUnavailable},
    Row{ErrorKind::kNetwork, "Network", absl::StatusCode::kUnavailable},
    Row{ErrorKind::kInternal, "Internal", absl::StatusCode::kInternal},
};

constexpr bool RowsFollowTheEnum() {
  for (size_t i = 0; i < kTable.size(); ++i) {
    if (static_cast<size_t>(kTable[i].kind) != i) return false;
  }
  return kTable.size() == static_cast<size_t>(ErrorKind::kInternal) + 1;
}
static_assert(RowsFollowTheEnum());

const Row& RowOf(ErrorKind kind) { return kTable[static_cast<size_t>(kind)]; }

// The payload is the kind as one byte, then the subject.
std::optional<std::string> PayloadOf(const absl::Status& status) {
  auto payload = status.GetPayload(kPayload);
  if (!payload.has_value()) return std::nullopt;
  std::string bytes(*payload);
  if (bytes.empty() || static_cast<uint8_t>(bytes[0]) >= kTable.size()) return std::nullopt;
  return bytes;
}

}  // namespace

absl::Status Error(ErrorKind kind, std::string_view message, std::string_view subject) {
  absl::Status status(CodeOf(kind), ToAbsl(message));
  std::string payload(1, static_cast<char>(kind));
  payload.append(subject);
  status.SetPayload(kPayload, absl::Cord(std::move(payload)));
  return status;
}

std::optional<ErrorKind> KindOf(const absl::Status& status) {
  auto payload = PayloadOf(status);
  if (!payload.has_value()) return std::nullopt;
  return static_cast<ErrorKind>(static_cast<uint8_t>((*payload)[0]));
}

std::string SubjectOf(const absl::Status& status) {
  auto payload = PayloadOf(status);
  return payload.has_value() ? payload->substr(1) : std::string();
}

absl::Status Annotate(const absl::Status& status, std::string_view where) {
  if (status.ok()) return status;
  std::string message(where);
  message.append(": ").append(status.message().data(), status.message().size());
  absl::Status annotated(status.code(), message);
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) { annotated.SetPayload(url, payload); });
  return annotated;
}

std::string_view NameOf(ErrorKind kind) { return RowOf(kind).name; }

absl::StatusCode CodeOf(ErrorKind kind) { return RowOf(kind).code; }

}  // namespace hardtack
