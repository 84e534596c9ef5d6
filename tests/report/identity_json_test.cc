// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Refusals and errors as `error_detail`: the data of each, under its names.

#include "hardtack/report/identity_json.h"

#include <string>

#include <boost/json/serialize.hpp>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "hardtack/identity/ban.h"
#include "hardtack/report/json_text.h"
#include "hardtack/report/text.h"
#include "tests/crypto/ecdsa_der.h"

namespace hardtack::report {
namespace {

std::string Detail(const identity::Refusal& refusal) { return boost::json::serialize(DetailJson(refusal)); }
std::string Detail(const absl::Status& error) { return boost::json::serialize(DetailJson(error)); }

TEST_CASE("every refusal has its kind and its data") {
  using Reason = identity::NotDelegatable::Reason;
  CHECK(Detail(identity::UnknownKey{}) == R"({"kind":"UnknownKey","root_key_id":null})");
  CHECK(Detail(identity::UnknownKey{7}) == R"({"kind":"UnknownKey","root_key_id":7})");
  CHECK(Detail(identity::InvalidSignature{2}) == R"({"kind":"InvalidSignature","block":2})");
  CHECK(Detail(identity::WrongKind{"identity", "unknown"}) ==
        R"({"kind":"WrongKind","expected":"identity","found":"unknown"})");
  CHECK(Detail(identity::ForgedFact{1, "actor"}) == R"({"kind":"ForgedFact","block":1,"predicate":"actor"})");
  CHECK(Detail(identity::InvalidName{"block 1", "empty segment"}) ==
        R"({"kind":"InvalidName","where":"block 1","why":"empty segment"})");
  CHECK(Detail(identity::NoExpiry{}) == R"({"kind":"NoExpiry"})");
  CHECK(Detail(identity::Expired{5, 6, 1, 2}) == R"({"kind":"Expired","at":5,"now":6,"block":1,"check":2})");
  CHECK(Detail(identity::IdentityMismatch{"a", "b", 3}) ==
        R"({"kind":"IdentityMismatch","expected":"a","actual":"b","block":3})");
  CHECK(Detail(identity::NotDelegatable{"a", 1, Reason::kLeaf}) ==
        R"({"kind":"NotDelegatable","identity":"a","block":1,"reason":"leaf"})");
  CHECK(Detail(identity::NotDelegatable{"a", 1, Reason::kSealed}) ==
        R"({"kind":"NotDelegatable","identity":"a","block":1,"reason":"sealed"})");
  CHECK(Detail(identity::DomainMismatch{"a", std::nullopt}) ==
        R"({"kind":"DomainMismatch","expected":"a","actual":null})");
  CHECK(Detail(identity::Banned{"a:b", std::nullopt, 1, 5, "stolen"}) ==
        R"({"kind":"Banned","identity":"a:b","block":1,"since":5,"reason":"stolen"})");
  CHECK(Detail(identity::Banned{"a:b", std::nullopt, std::nullopt, 5, ""}) ==
        R"({"kind":"Banned","identity":"a:b","block":null,"since":5,"reason":""})");
  CHECK(Detail(identity::Banned{std::nullopt, "\x01\xfe", 2, 5, ""}) ==
        R"({"kind":"Banned","revocation_id":"01fe","block":2,"since":5,"reason":""})");
  CHECK(Detail(identity::RightsDenied{"a", "r", "o"}) ==
        R"({"kind":"RightsDenied","subject":"a","resource":"r","operation":"o"})");
  CHECK(Detail(identity::RightsDenied{std::nullopt, "r", "o"}) ==
        R"({"kind":"RightsDenied","subject":null,"resource":"r","operation":"o"})");
  CHECK(Detail(identity::ChainIncomplete{"gateway", "it has not attested"}) ==
        R"({"kind":"ChainIncomplete","component":"gateway","reason":"it has not attested"})");
  CHECK(Detail(identity::PartyMissing{"legal", "ed25519/00"}) ==
        R"({"kind":"PartyMissing","component":"legal","key":"ed25519/00"})");
  CHECK(Detail(identity::CheckFailed{1, 2, "check if a(1)"}) ==
        R"j({"kind":"CheckFailed","block":1,"check":2,"text":"check if a(1)"})j");
  CHECK(Detail(identity::LimitReached{"delegation depth", 64}) ==
        R"({"kind":"LimitReached","which":"delegation depth","limit":64})");
}

TEST_CASE("errors that are no refusal have a detail too") {
  const auto where = [](ErrorKind kind, std::string_view message) {
    return std::string(DetailJson(Error(kind, message)).at("where").as_string());
  };
  CHECK(Detail(Error(ErrorKind::kMalformedText, "offset 3: illegal character")) ==
        R"({"kind":"Malformed","where":"text"})");
  CHECK(where(ErrorKind::kUnsupportedVersion, "block 1: version 9") == "block 1");
  CHECK(where(ErrorKind::kMalformedBlock, "some.token: block 12: fact 0: not protobuf: x") == "block 12");
  CHECK(where(ErrorKind::kMalformedBlock, "fact 0: not protobuf: x") == "block");
  CHECK(where(ErrorKind::kUnknownSymbol, "block x: 1") == "block");
  CHECK(where(ErrorKind::kMalformedEnvelope, "not protobuf: x") == "envelope");
  CHECK(where(ErrorKind::kMalformedSignature, "a signature of 3 bytes") == "signature");
  CHECK(where(ErrorKind::kMalformedKey, "a key of 3 bytes") == "key");
  CHECK(Detail(Error(ErrorKind::kTooManySteps, "500000 steps")) == R"({"kind":"LimitReached","which":"TooManySteps"})");
  CHECK(Detail(Error(ErrorKind::kSealed, "sealed")) == R"({"kind":"Sealed"})");
  CHECK(Detail(absl::CancelledError("elsewhere")) == R"({"kind":"Internal"})");
}

TEST_CASE("a lineage has one object per row, null where nothing is known") {
  identity::Lineage lineage;
  lineage.rows.resize(2);
  lineage.rows[0].kind = identity::BlockKind::kIdentity;
  lineage.rows[0].identity = "alice";
  lineage.rows[0].expires = lineage.rows[0].effective_expires = identity::Expiry{100, 0, 1};
  lineage.rows[0].revocation_id = "\x01\xfe";
  lineage.rows[1].block = 1;
  lineage.rows[1].effective_expires = identity::Expiry{100, 0, 1};
  lineage.rows[1].third_party = true;
  CHECK(boost::json::serialize(LineageJson(lineage)) ==
        R"([{"block":0,"kind":"identity","identity":"alice","expires":100,"effective_expires":100,)"
        R"("revocation_id":"01fe","delegating_key":null,"third_party":false,"depth":0},)"
        R"({"block":1,"kind":"other restriction","identity":null,"expires":null,"effective_expires":100,)"
        R"("revocation_id":"","delegating_key":null,"third_party":true,"depth":0}])");
}

TEST_CASE("a row says how ban lists write its id, where they write it otherwise") {
  const crypto::PrivateKey key =
      crypto::PrivateKey::FromBytes(crypto::Algorithm::kSecp256r1, std::string(32, '\x05')).value();
  const std::string canonical = identity::CanonicalRevocationId(key.Sign("message").value()).value();
  identity::Lineage lineage;
  lineage.rows.resize(2);
  lineage.rows[0].identity = "alice";
  lineage.rows[0].revocation_id = crypto::FlipS(canonical);
  lineage.rows[1].revocation_id = canonical;
  const boost::json::array rows = LineageJson(lineage);
  CHECK(rows[0].at("revocation_id").as_string() != rows[0].at("canonical_revocation_id").as_string());
  CHECK(rows[0].at("canonical_revocation_id") == rows[1].at("revocation_id"));
  CHECK_FALSE(rows[1].as_object().contains("canonical_revocation_id"));
  // A table for people has the one that is banned.
  const std::string table = LineageText(lineage);
  const std::string first_line = table.substr(table.find('\n') + 1);
  const std::string shown = Hex(canonical).substr(0, 16);
  CHECK(first_line.substr(0, first_line.find('\n')).find(shown) != std::string::npos);
}

}  // namespace
}  // namespace hardtack::report
