// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The `result` member: every kind of error has a place in it. tests/conformance compares whole results of the samples.

#include <string>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/parser/parser.h"
#include "hardtack/report/json.h"
#include "hardtack/report/json_text.h"

namespace hardtack::report {
namespace {

std::string Text(const boost::json::object& json) { return boost::json::serialize(json); }

std::string ErrText(ErrorKind kind, const char* message, const char* subject = "") {
  return Text(ResultJson(Error(kind, message, subject)));
}

TEST_CASE("errors have the names of the samples") {
  CHECK(ErrText(ErrorKind::kInvalidSignature, "block 1: no match") ==
        R"({"Err":{"Format":{"Signature":{"InvalidSignature":)"
        R"("signature error: Verification equation was not satisfied"}}}})");
  CHECK(ErrText(ErrorKind::kMalformedSignature, "too short", "\x75\xff") ==
        R"({"Err":{"Format":{"BlockSignatureDeserializationError":)"
        R"("block signature deserialization error: [117, 255]"}}})");
  CHECK(ErrText(ErrorKind::kInvalidBlockRule, "block 1: unbound", "a($x) <- b($y)") ==
        R"j({"Err":{"FailedLogic":{"InvalidBlockRule":[0,"a($x) <- b($y)"]}}})j");
  CHECK(ErrText(ErrorKind::kOverflow, "check 0") == R"({"Err":{"Execution":"Overflow"}})");
  CHECK(ErrText(ErrorKind::kShadowedVariable, "check 0") == R"({"Err":{"Execution":"ShadowedVariable"}})");
  CHECK(ErrText(ErrorKind::kUndefinedExtern, "check 0", "test") ==
        R"({"Err":{"Execution":{"UndefinedExtern":"test"}}})");
  CHECK(ErrText(ErrorKind::kExternEval, "no", "test") == R"({"Err":{"Execution":{"ExternEvalError":["test","no"]}}})");
  CHECK(ErrText(ErrorKind::kTooManyFacts, "1000 facts") == R"({"Err":{"RunLimit":"TooManyFacts"}})");
  CHECK(ErrText(ErrorKind::kTimeout, "1 s") == R"({"Err":{"RunLimit":"Timeout"}})");
  CHECK(ErrText(ErrorKind::kUnsupportedVersion, "block version", "7") ==
        R"({"Err":{"Format":{"Version":{"maximum":6,"minimum":3,"actual":7}}}})");
  CHECK(ErrText(ErrorKind::kUnsupportedVersion, "signature version 2") ==
        R"({"Err":{"Format":{"DeserializationError":"signature version 2"}}})");
  CHECK(ErrText(ErrorKind::kUnknownRootKey, "no key") == R"({"Err":{"Format":"UnknownPublicKey"}})");
  CHECK(ErrText(ErrorKind::kSymbolTableOverlap, "block 1") == R"({"Err":{"Format":"SymbolTableOverlap"}})");
  CHECK(ErrText(ErrorKind::kMalformedEnvelope, "offset 3") ==
        R"({"Err":{"Format":{"DeserializationError":"offset 3"}}})");
  CHECK(ErrText(ErrorKind::kMalformedBlock, "block 1") ==
        R"({"Err":{"Format":{"BlockDeserializationError":"block 1"}}})");
  CHECK(ErrText(ErrorKind::kMalformedText, "offset 3") == R"({"Err":{"Base64":"offset 3"}})");
  CHECK(ErrText(ErrorKind::kSealed, "sealed") == R"({"Err":"AppendOnSealed"})");
  CHECK(ErrText(ErrorKind::kAlreadySealed, "sealed") == R"({"Err":"AlreadySealed"})");
}

TEST_CASE("every kind of error has a result, and so has an error without a kind") {
  for (size_t i = 0; i <= static_cast<size_t>(ErrorKind::kInternal); ++i) {
    const auto kind = static_cast<ErrorKind>(i);
    CAPTURE(NameOf(kind));
    CHECK(Text(ResultJson(Error(kind, "text"))).substr(0, 7) == R"({"Err":)");
  }
  CHECK(Text(ResultJson(absl::CancelledError("elsewhere"))) == R"({"Err":"InternalError"})");
}

TEST_CASE("decisions have the names of the samples") {
  engine::AuthorizerBlock policy = *parser::ParseAuthorizer("check if a(1); allow if b(2); deny if c(3);");
  wire::DecodedBlocks blocks;
  blocks.push_back({*parser::ParseBlock("check if d(4); check if e(5);"), 3, {}, {}});
  engine::Decision decision;
  decision.policy = engine::MatchedPolicy{engine::PolicyKind::kAllow, 0};
  CHECK(Text(ResultJson(decision, blocks, policy)) == R"({"Ok":0})");

  decision.failed_checks = {{engine::kAuthorizerBlock, 0}, {0, 1}};
  const std::string checks = R"j([{"Authorizer":{"check_id":0,"rule":"check if a(1)"}},)j"
                             R"j({"Block":{"block_id":0,"check_id":1,"rule":"check if e(5)"}}])j";
  CHECK(Text(ResultJson(decision, blocks, policy)) ==
        R"({"Err":{"FailedLogic":{"Unauthorized":{"policy":{"Allow":0},"checks":)" + checks + "}}}}");
  decision.policy = engine::MatchedPolicy{engine::PolicyKind::kDeny, 1};
  CHECK(Text(ResultJson(decision, blocks, policy)) ==
        R"({"Err":{"FailedLogic":{"Unauthorized":{"policy":{"Deny":1},"checks":)" + checks + "}}}}");
  decision.policy.reset();
  CHECK(Text(ResultJson(decision, blocks, policy)) ==
        R"({"Err":{"FailedLogic":{"NoMatchingPolicy":{"checks":)" + checks + "}}}}");
}

TEST_CASE("text that is not UTF-8 still makes valid JSON") {
  const std::string json = Text(ResultJson(Error(ErrorKind::kMalformedBlock, "a\xff\xe2\x82z")));
  boost::json::error_code error;
  boost::json::parse(json, error);
  CHECK_FALSE(error);
  CHECK(json.find("a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz") != std::string::npos);
}

TEST_CASE("hex digits are lower case, two a byte") { CHECK(Hex(std::string("\x00\x0f\xff", 3)) == "000fff"); }

}  // namespace
}  // namespace hardtack::report
