// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// WebKeyCache holds an authority's web keys, so that tokens are verified without asking it, and asks again when it has
// to: when a token carries a key id that is not known, as after a change of keys, when the set has grown old, or when
// the authority meant to stop using the key. A set that cannot be renewed stays in use.

#ifndef HARDTACK_CLIENT_WEB_KEY_CACHE_H_
#define HARDTACK_CLIENT_WEB_KEY_CACHE_H_

#include <chrono>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "hardtack/client/client.h"
#include "hardtack/client/web_keys.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::client {

struct WebKeyOptions {
  std::chrono::seconds max_age{3600};     // after which the set is fetched again
  std::chrono::seconds min_interval{10};  // between two fetches that lookups cause: strangers' tokens can cause no more
};

// Thread-safe and cheap to copy: copies share one set. Lookups may outlive it.
class WebKeyCache {
 public:
  explicit WebKeyCache(Client client, WebKeyOptions options = {});

  // Fetches the set now; an error leaves the older one in place.
  //   Network   as Client, and as ParseWebKeys
  absl::Status Refresh() const;

  // What is known now.
  std::vector<WebKey> keys() const;

  // By key id; for a token without one the only key, if there is one alone. Never uses the network.
  //   UnknownRootKey   no such key is known
  token::RootKeyLookup CachedLookup() const;

  // The same, and asks the authority where that may help. Waits for its answer.
  //   Network   also: the key is not known, and the authority could not be asked
  token::RootKeyLookup Lookup() const;

 private:
  class Set;
  std::shared_ptr<Set> set_;
};

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_WEB_KEY_CACHE_H_
