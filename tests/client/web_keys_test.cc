// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/client/web_keys.h"

#include <string>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/client/web_key_cache.h"
#include "hardtack/crypto/key_text.h"
#include "tests/client/scripted_authority.h"
#include "tests/identity/authorizations.h"

namespace hardtack::client {
namespace {

using identity::AttestorKey;

constexpr char kUrl[] = "https://a:1/.well-known/biscuit-web-keys";

std::string Hex(char n, crypto::Algorithm algorithm = crypto::Algorithm::kEd25519) {
  const std::string text = crypto::ToHexText(AttestorKey(n, algorithm).public_key());
  return text.substr(text.find('/') + 1);
}

std::string Entry(int id, char n, const std::string& more = {}) {
  return R"({"algorithm":"ed25519","key_bytes":")" + Hex(n) + R"(","key_id":)" + std::to_string(id) + more + "}";
}

std::string List(std::initializer_list<std::string> entries) {
  std::string list = "[";
  for (const std::string& entry : entries) list += (list.size() > 1 ? "," : "") + entry;
  return list + "]";
}

TEST_CASE("web keys have an algorithm, bytes and an id, and may have an issuer and an end") {
  const auto keys = ParseWebKeys(List({Entry(0, 1, R"(,"issuer":"ops","expires_at":"2023-11-14T22:13:20Z")"),
                                       R"({"algorithm":"secp256r1","key_bytes":")" +
                                           Hex(2, crypto::Algorithm::kSecp256r1) + R"(","key_id":4294967295})",
                                       R"({"algorithm":"ed448","key_bytes":"00","key_id":3})"}),
                                 kUrl);
  REQUIRE(keys.ok());
  REQUIRE(keys->size() == 2);
  CHECK((*keys)[0] == WebKey{0, AttestorKey(1).public_key(), "ops", 1'700'000'000});
  CHECK((*keys)[1] ==
        WebKey{4'294'967'295, AttestorKey(2, crypto::Algorithm::kSecp256r1).public_key(), "", std::nullopt});
  CHECK(ParseWebKeys("[]", kUrl)->empty());
}

TEST_CASE("what are no web keys is an error of whoever published them") {
  std::string many = "[" + Entry(0, 1);
  for (size_t i = 0; i < kMaxWebKeys; ++i) many += "," + Entry(static_cast<int>(i) + 1, 1);
  const std::string kBad[] = {"",
                              "{}",
                              "[7]",
                              "[{}]",
                              R"([{"algorithm":"ed25519","key_bytes":"00","key_id":1}])",
                              R"([{"algorithm":"ed25519","key_bytes":"zz","key_id":1}])",
                              R"([{"algorithm":"ed25519","key_bytes":")" + Hex(1) + R"("}])",
                              List({Entry(-1, 1)}),
                              R"([{"algorithm":"ed25519","key_bytes":")" + Hex(1) + R"(","key_id":4294967296}])",
                              List({Entry(1, 1, R"(,"expires_at":"soon")")}),
                              List({Entry(1, 1), Entry(1, 2)}),
                              many + "]"};
  for (const std::string& text : kBad) {
    CAPTURE(text.substr(0, 200));
    const auto keys = ParseWebKeys(text, kUrl);
    REQUIRE_FALSE(keys.ok());
    CHECK(KindOf(keys.status()) == ErrorKind::kNetwork);
    CHECK(SubjectOf(keys.status()) == kUrl);
  }
}

std::string Found(const token::RootKeyLookup& lookup, std::optional<uint32_t> id) {
  const auto key = lookup(id);
  if (!key.ok()) return std::string(NameOf(KindOf(key.status()).value()));
  for (char n = 1; n <= 3; ++n) {
    if (*key == AttestorKey(n).public_key()) return std::to_string(n);
  }
  return "another";
}

WebKeyOptions Eager() { return {std::chrono::seconds(3600), std::chrono::seconds(0)}; }

TEST_CASE("keys are fetched when they are first asked for, and then are at hand") {
  const ScriptedAuthority authority({Json(List({Entry(1, 1), Entry(2, 2)}))});
  const WebKeyCache cache(authority.client());
  CHECK(Found(cache.CachedLookup(), 1) == "UnknownRootKey");
  CHECK(Found(cache.Lookup(), 1) == "1");
  CHECK(Found(cache.Lookup(), 2) == "2");
  CHECK(Found(cache.CachedLookup(), 2) == "2");
  CHECK(authority.server().requests().size() == 1);
  CHECK(authority.server().requests().at(0).path == "/.well-known/biscuit-web-keys");
  CHECK(cache.keys().size() == 2);
}

TEST_CASE("a token without a key id is for the only key, where there is one alone") {
  const ScriptedAuthority one({Json(List({Entry(1, 1)}))});
  CHECK(Found(WebKeyCache(one.client()).Lookup(), std::nullopt) == "1");
  const ScriptedAuthority two({Json(List({Entry(1, 1), Entry(2, 2)}))});
  CHECK(Found(WebKeyCache(two.client()).Lookup(), std::nullopt) == "UnknownRootKey");
}

TEST_CASE("an id that is not known yet is asked about: the authority has changed its key") {
  const ScriptedAuthority authority(
      {Json(List({Entry(1, 1)})), Json(List({Entry(1, 1), Entry(2, 2)})), Json(List({Entry(2, 2)}))});
  const WebKeyCache cache(authority.client(), Eager());
  CHECK(Found(cache.Lookup(), 1) == "1");
  CHECK(Found(cache.Lookup(), 2) == "2");
  CHECK(Found(cache.Lookup(), 1) == "1");  // both, for as long as tokens of the older one live
  REQUIRE(cache.Refresh().ok());
  CHECK(Found(cache.CachedLookup(), 1) == "UnknownRootKey");
  CHECK(Found(cache.CachedLookup(), 2) == "2");
}

TEST_CASE("ids that nobody knows cause no more than one fetch in a while") {
  const ScriptedAuthority authority({Json(List({Entry(1, 1)}))});
  const WebKeyCache cache(authority.client());
  std::vector<std::thread> threads;
  for (uint32_t id = 10; id < 18; ++id) {
    threads.emplace_back([&, id] {
      const auto key = cache.Lookup()(id);
      CHECK(KindOf(key.status()) == ErrorKind::kUnknownRootKey);
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(authority.server().requests().size() == 1);
}

TEST_CASE("a key that the authority meant to stop using by now is asked about, and used as long as it is published") {
  const ScriptedAuthority authority({Json(List({Entry(1, 1, R"(,"expires_at":"2001-01-01T00:00:00Z")")}))});
  const WebKeyCache cache(authority.client(), Eager());
  CHECK(Found(cache.Lookup(), 1) == "1");
  CHECK(Found(cache.Lookup(), 1) == "1");
  CHECK(authority.server().requests().size() == 2);
}

TEST_CASE("an old set is renewed by its tag, and stays in use when the authority is away") {
  const ScriptedAuthority authority({{200, List({Entry(1, 1)}), {{"ETag", "\"a\""}}}, {304, ""}, Json("{}", 500)});
  const WebKeyCache cache(authority.client(), {std::chrono::seconds(0), std::chrono::seconds(0)});
  for (int i = 0; i < 3; ++i) CHECK(Found(cache.Lookup(), 1) == "1");
  CHECK(authority.server().requests().at(0).Field("if-none-match").empty());
  CHECK(authority.server().requests().at(1).Field("if-none-match") == "\"a\"");
  CHECK(Found(cache.Lookup(), 2) == "Network");
  CHECK_FALSE(cache.Refresh().ok());
  CHECK(Found(cache.CachedLookup(), 1) == "1");
}

TEST_CASE("a lookup works on when its cache is gone") {
  const ScriptedAuthority authority({Json(List({Entry(1, 1)}))});
  token::RootKeyLookup lookup;
  {
    const WebKeyCache cache(authority.client());
    lookup = cache.Lookup();
  }
  CHECK(Found(lookup, 1) == "1");
}

}  // namespace
}  // namespace hardtack::client
