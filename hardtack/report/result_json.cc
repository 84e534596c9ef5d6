// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The `result` member: decisions and errors under the names that the official samples use. Tested by
// tests/report/result_json_test.cc and, against every sample, by tests/conformance.

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/value.hpp>

#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/report/json.h"
#include "hardtack/report/json_text.h"

namespace hardtack::report {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

// An enum variant that carries data, as the samples tag them.
object Tagged(std::string_view tag, value content) { return object{{JsonText(tag), std::move(content)}}; }

object Failed(value error) { return Tagged("Err", std::move(error)); }
value Format(value content) { return Tagged("Format", std::move(content)); }

std::string TextOf(const absl::Status& status) { return std::string(status.message()); }

const engine::Check& FindCheck(const engine::CheckPosition& position, const wire::DecodedBlocks& blocks,
                               const engine::AuthorizerBlock& policy) {
  const engine::Block& block = position.block == engine::kAuthorizerBlock ? policy.block : blocks[position.block].block;
  return block.checks[position.check];
}

value FailedCheckJson(const engine::CheckPosition& position, const std::string& text) {
  if (position.block == engine::kAuthorizerBlock) {
    return Tagged("Authorizer", object{{"check_id", position.check}, {"rule", JsonText(text)}});
  }
  return Tagged("Block", object{{"block_id", position.block}, {"check_id", position.check}, {"rule", JsonText(text)}});
}

// The samples print the bytes of a signature that has no signature's form as a list of numbers.
std::string ByteList(std::string_view bytes) {
  std::string list;
  for (unsigned char byte : bytes) list += (list.empty() ? "" : ", ") + std::to_string(byte);
  return "[" + list + "]";
}

// A number that an error carries as its subject; null when it carries none.
value NumberSubject(const absl::Status& error) {
  const std::string subject = SubjectOf(error);
  uint64_t number = 0;
  auto [end, code] = std::from_chars(subject.data(), subject.data() + subject.size(), number);
  if (code != std::errc() || end != subject.data() + subject.size()) return nullptr;
  return number;
}

// Only a Datalog version is known to the reference as a version; that of a signature is an error of decoding.
value VersionJson(const absl::Status& error) {
  constexpr int kMinimum = 3;  // docs/wire_format.md
  constexpr int kMaximum = 6;
  value actual = NumberSubject(error);
  if (actual.is_null()) return Tagged("DeserializationError", JsonText(TextOf(error)));
  return Tagged("Version", object{{"maximum", kMaximum}, {"minimum", kMinimum}, {"actual", std::move(actual)}});
}

value ExecutionJson(ErrorKind kind, const absl::Status& error) {
  switch (kind) {
    case ErrorKind::kUnknownVariable:
    case ErrorKind::kUndefinedExtern:
      return Tagged(NameOf(kind), JsonText(SubjectOf(error)));
    case ErrorKind::kExternEval:
      return Tagged("ExternEvalError", array{JsonText(SubjectOf(error)), JsonText(TextOf(error))});
    default:
      return JsonText(NameOf(kind));
  }
}

value FormatJson(ErrorKind kind, const absl::Status& error) {
  switch (kind) {
    case ErrorKind::kMalformedEnvelope:
    case ErrorKind::kUnsupportedAlgorithm:
      return Tagged("DeserializationError", JsonText(TextOf(error)));
    case ErrorKind::kMalformedBlock:
      return Tagged("BlockDeserializationError", JsonText(TextOf(error)));
    case ErrorKind::kMalformedSignature:
      return Tagged("BlockSignatureDeserializationError",
                    JsonText("block signature deserialization error: " + ByteList(SubjectOf(error))));
    case ErrorKind::kMalformedKey:
      return Tagged("InvalidKey", JsonText(TextOf(error)));
    case ErrorKind::kUnknownSymbol:
      return Tagged("UnknownSymbol", NumberSubject(error));
    case ErrorKind::kUnknownPublicKey:
      return "UnknownExternalKey";
    case ErrorKind::kUnknownRootKey:
      return "UnknownPublicKey";
    case ErrorKind::kUnsupportedVersion:
      return VersionJson(error);
    case ErrorKind::kInvalidSignature:
      return Tagged("Signature",
                    Tagged("InvalidSignature", "signature error: Verification equation was not satisfied"));
    case ErrorKind::kInvalidProof:
      return Tagged("Signature", Tagged("InvalidSignature", JsonText(TextOf(error))));
    default:  // SymbolTableOverlap, PublicKeyTableOverlap, and kinds that the reference does not know
      return JsonText(NameOf(kind));
  }
}

bool IsFromAnExpression(ErrorKind kind) { return kind >= ErrorKind::kInvalidType && kind <= ErrorKind::kExternEval; }

value ErrorJson(ErrorKind kind, const absl::Status& error) {
  if (IsFromAnExpression(kind)) return Tagged("Execution", ExecutionJson(kind, error));
  if (CodeOf(kind) == absl::StatusCode::kResourceExhausted) return Tagged("RunLimit", JsonText(NameOf(kind)));
  switch (kind) {
    case ErrorKind::kInvalidBlockRule:
      // The reference always says block 0: docs/compatibility.md.
      return Tagged("FailedLogic", Tagged("InvalidBlockRule", array{0, JsonText(SubjectOf(error))}));
    case ErrorKind::kMalformedText:
      return Tagged("Base64", JsonText(TextOf(error)));
    case ErrorKind::kSyntax:
    case ErrorKind::kParameter:
      return Tagged("Language", JsonText(TextOf(error)));
    case ErrorKind::kSealed:
      return "AppendOnSealed";
    case ErrorKind::kAlreadySealed:
      return "AlreadySealed";
    case ErrorKind::kIo:
    case ErrorKind::kNetwork:
    case ErrorKind::kInvalidArgument:
    case ErrorKind::kInternal:
      return "InternalError";
    default:
      return Format(FormatJson(kind, error));
  }
}

}  // namespace

object ResultJson(const engine::Decision& decision, const wire::DecodedBlocks& blocks,
                  const engine::AuthorizerBlock& policy) {
  if (decision.allowed()) return object{{"Ok", decision.policy->index}};
  array checks;
  for (const engine::CheckPosition& position : decision.failed_checks) {
    checks.push_back(FailedCheckJson(position, engine::ToString(FindCheck(position, blocks, policy))));
  }
  if (!decision.policy.has_value()) {
    return Failed(Tagged("FailedLogic", Tagged("NoMatchingPolicy", object{{"checks", std::move(checks)}})));
  }
  const bool allow = decision.policy->kind == engine::PolicyKind::kAllow;
  object matched = Tagged(allow ? "Allow" : "Deny", decision.policy->index);
  object unauthorized{{"policy", std::move(matched)}, {"checks", std::move(checks)}};
  return Failed(Tagged("FailedLogic", Tagged("Unauthorized", std::move(unauthorized))));
}

object ResultJson(const absl::Status& error) {
  return Failed(ErrorJson(KindOf(error).value_or(ErrorKind::kInternal), error));
}

}  // namespace hardtack::report
