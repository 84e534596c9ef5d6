// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/identity/bans.h"

#include <cstring>
#include <utility>

#include "hardtack/base/abseil.h"

namespace hardtack::identity {

const crypto::PrivateKey& Authority() {
  static const crypto::PrivateKey key =
      crypto::PrivateKey::FromBytes(crypto::Algorithm::kEd25519, std::string(crypto::kSecretBytes, '\x09')).value();
  return key;
}

Ban BanOfName(std::string_view name) { return {{BanTarget::Kind::kIdentity, name}, 0, std::nullopt, {}, {}}; }
Ban BanOfId(std::string_view id) { return {{BanTarget::Kind::kRevocationId, id}, 0, std::nullopt, {}, {}}; }

std::string IdOf(uint64_t number) {
  std::string id(crypto::kEd25519SignatureBytes, '\x5a');
  std::memcpy(id.data(), &number, sizeof number);
  return id;
}

BanLog LogOf(std::initializer_list<Ban> bans) {
  BanLog log;
  for (const Ban& ban : bans) REQUIRE(log.Add(ban).ok());
  return log;
}

std::string Snapshot(const BanLog& log, int64_t as_of) {
  auto text = log.SignSnapshot(as_of, Authority());
  REQUIRE(text.ok());
  return *std::move(text);
}

std::string Delta(const BanLog& log, uint64_t after, int64_t as_of) {
  auto text = log.SignDelta(after, as_of, Authority());
  REQUIRE(text.ok());
  return *std::move(text);
}

absl::StatusOr<BanList> Update(const BanList& list, std::string_view feed) {
  ASSIGN_OR_RETURN(const BanFeed verified, BanFeed::Verify(feed, Authority().public_key()));
  return list.Update(verified);
}

BanList Updated(const BanList& list, std::string_view feed) {
  auto updated = Update(list, feed);
  CAPTURE(std::string(updated.status().message()));
  REQUIRE(updated.ok());
  return *std::move(updated);
}

BanList ListOf(const BanLog& log) { return Updated(BanList(), Snapshot(log)); }

std::string KindName(const absl::Status& status) {
  const auto kind = KindOf(status);
  return kind.has_value() ? std::string(NameOf(*kind)) : "none";
}

}  // namespace hardtack::identity
