// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/wire/third_party_codec.h"

#include <string>

#include "doctest/doctest.h"
#include "tests/wire/protobuf.h"

namespace hardtack::wire {
namespace {

using testing::Content;
using testing::KindName;
using testing::Mentions;
using testing::Number;

const std::string kKey = Number(1, 0) + Content(2, "key");
const std::string kExternal = Content(1, "external") + Content(2, kKey);

TEST_CASE("a request carries the previous signature") {
  const std::string bytes = EncodeThirdPartyRequest({"signature"});
  CHECK(bytes == Content(3, "signature"));
  CHECK(DecodeThirdPartyRequest(bytes).value().previous_signature == "signature");
}

TEST_CASE("contents carry the payload and the external signature") {
  const std::string bytes = Content(1, "payload") + Content(2, kExternal);
  const ThirdPartyContentsView contents = DecodeThirdPartyContents(bytes).value();
  CHECK(contents.payload == "payload");
  CHECK(contents.external.signature == "external");
  CHECK(contents.external.key.bytes == "key");
  CHECK(EncodeThirdPartyContents(contents) == bytes);
}

TEST_CASE("malformed requests are refused") {
  const struct {
    std::string what, bytes, message;
  } rows[] = {
      {"nothing", "", "missing field: previousSignature"},
      {"a legacy previous key", Content(1, kKey) + Content(3, "s"), "legacyPreviousKey"},
      {"a legacy key table", Content(3, "s") + Content(2, kKey), "legacyPublicKeys"},
      {"a legacy field of another type", Number(1, 1) + Content(3, "s"), "field 1 has wire type 0"},
      {"two signatures", Content(3, "s") + Content(3, "s"), "repeated field"},
      {"a signature that is a number", Number(3, 1), "field 3"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const absl::Status status = DecodeThirdPartyRequest(row.bytes).status();
    CHECK(KindName(status) == "MalformedThirdParty");
    CHECK_MESSAGE(Mentions(status, row.message), status.ToString());
  }
}

TEST_CASE("malformed contents are refused") {
  const struct {
    std::string what, bytes, kind, message;
  } rows[] = {
      {"no payload", Content(2, kExternal), "MalformedThirdParty", "missing field: payload"},
      {"no external signature", Content(1, "p"), "MalformedThirdParty", "missing field: externalSignature"},
      {"no key", Content(1, "p") + Content(2, Content(1, "e")), "MalformedThirdParty", "missing field: publicKey"},
      {"two keys", Content(1, "p") + Content(2, kExternal + Content(2, kKey)), "MalformedThirdParty", "repeated field"},
      {"an unknown algorithm", Content(1, "p") + Content(2, Content(2, Number(1, 2) + Content(2, "k"))),
       "UnsupportedAlgorithm", "2"},
      {"a payload that is a number", Number(1, 1) + Content(2, kExternal), "MalformedThirdParty", "field 1"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const absl::Status status = DecodeThirdPartyContents(row.bytes).status();
    CHECK(KindName(status) == row.kind);
    CHECK_MESSAGE(Mentions(status, row.message), status.ToString());
  }
}

TEST_CASE("every truncation of a third-party message is refused") {
  const std::string request = Content(3, "signature");
  for (size_t size = 0; size < request.size(); ++size) {
    CHECK(KindName(DecodeThirdPartyRequest(request.substr(0, size)).status()) == "MalformedThirdParty");
  }
  const std::string contents = Content(1, "payload") + Content(2, kExternal);
  for (size_t size = 0; size < contents.size(); ++size) {
    CHECK(KindName(DecodeThirdPartyContents(contents.substr(0, size)).status()) == "MalformedThirdParty");
  }
}

TEST_CASE("third-party messages beyond the limit are refused") {
  engine::StructureLimits limits;
  limits.max_token_bytes = 3;
  CHECK(DecodeThirdPartyRequest(Content(3, "s"), limits).ok());
  CHECK(KindName(DecodeThirdPartyRequest(Content(3, "s!"), limits).status()) == "TokenTooLarge");
  CHECK(KindName(DecodeThirdPartyContents(Content(1, "p!"), limits).status()) == "TokenTooLarge");
}

}  // namespace
}  // namespace hardtack::wire
