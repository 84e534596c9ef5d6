// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Keeping web keys. Tested by tests/client/web_keys_test.cc.

#include "hardtack/client/web_key_cache.h"

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/client/authority_link.h"
#include "hardtack/client/kept_error.h"
#include "hardtack/client/moment_text.h"

namespace hardtack::client {
namespace {

using std::chrono::steady_clock;

constexpr char kPath[] = "/.well-known/biscuit-web-keys";

absl::Status Unknown() { return Error(ErrorKind::kUnknownRootKey, "no root key is known for this token"); }

}  // namespace

class WebKeyCache::Set {
 public:
  Set(Client client, WebKeyOptions options) : client_(std::move(client)), options_(options) {}

  std::vector<WebKey> keys() const {
    const std::lock_guard lock(mutex_);
    return keys_;
  }

  std::optional<WebKey> Find(std::optional<uint32_t> id) const {
    const std::lock_guard lock(mutex_);
    if (!id.has_value()) return keys_.size() == 1 ? std::optional(keys_.front()) : std::nullopt;
    const auto key = std::ranges::find(keys_, *id, &WebKey::id);
    return key == keys_.end() ? std::nullopt : std::optional(*key);
  }

  absl::Status Refresh() {
    const std::lock_guard one_at_a_time(fetching_);
    return Fetch();
  }

  absl::StatusOr<crypto::PublicKey> FindOrAsk(std::optional<uint32_t> id) {
    std::optional<WebKey> key = Find(id);
    if (key.has_value() && !IsDue(*key)) return key->key;
    const absl::Status asked = RefreshUnlessRecent();
    key = Find(id);
    if (key.has_value()) return key->key;
    return asked.ok() ? Unknown() : asked;
  }

 private:
  // Whether the authority may have something new to say about the key.
  bool IsDue(const WebKey& key) const {
    if (key.expires_at.has_value() && UtcNow() >= *key.expires_at) return true;
    const std::lock_guard lock(mutex_);
    return !fetched_.has_value() || steady_clock::now() - *fetched_ >= options_.max_age;
  }

  // Those that wait for another's fetch take over what came of it.
  absl::Status RefreshUnlessRecent() {
    const std::lock_guard one_at_a_time(fetching_);
    if (tried_.has_value() && steady_clock::now() - *tried_ < options_.min_interval) return last_.Get();
    return Fetch();
  }

  // REQUIRES: fetching_ is held.
  absl::Status Fetch() {
    absl::Status status = FetchAndTake();
    last_.Set(status);
    tried_ = steady_clock::now();
    return status;
  }

  absl::Status FetchAndTake() {
    const AuthorityLink& link = *client_.link();
    ASSIGN_OR_RETURN(const HttpReply reply, link.Get({kPath, etag_}));
    std::optional<std::vector<WebKey>> keys;
    if (reply.status != 304 || etag_.empty()) {
      if (!IsSuccess(reply.status)) return ErrorOf(reply, link.Url(kPath));
      ASSIGN_OR_RETURN(keys, ParseWebKeys(reply.body, link.Url(kPath)));
      etag_ = reply.etag;
    }
    const std::lock_guard lock(mutex_);
    if (keys.has_value()) keys_ = *std::move(keys);
    fetched_ = steady_clock::now();
    return absl::OkStatus();
  }

  const Client client_;
  const WebKeyOptions options_;

  std::mutex fetching_;  // held while the authority is asked; taken before mutex_
  std::string etag_;     // the next three are guarded by it
  std::optional<steady_clock::time_point> tried_;
  KeptError last_;

  mutable std::mutex mutex_;
  std::vector<WebKey> keys_;  // these two are guarded by it
  std::optional<steady_clock::time_point> fetched_;
};

WebKeyCache::WebKeyCache(Client client, WebKeyOptions options)
    : set_(std::make_shared<Set>(std::move(client), options)) {}

absl::Status WebKeyCache::Refresh() const { return set_->Refresh(); }

std::vector<WebKey> WebKeyCache::keys() const { return set_->keys(); }

token::RootKeyLookup WebKeyCache::CachedLookup() const {
  return [set = set_](std::optional<uint32_t> id) -> absl::StatusOr<crypto::PublicKey> {
    const std::optional<WebKey> key = set->Find(id);
    if (!key.has_value()) return Unknown();
    return key->key;
  };
}

token::RootKeyLookup WebKeyCache::Lookup() const {
  return [set = set_](std::optional<uint32_t> id) { return set->FindOrAsk(id); };
}

}  // namespace hardtack::client
