// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Biscuit web keys: the public keys that an authority publishes at /.well-known/biscuit-web-keys, each with the key id
// that its tokens carry. Several at a time let it change its key while tokens of the older one live.
//
// Biscuit, "Biscuit web keys".

#ifndef HARDTACK_CLIENT_WEB_KEYS_H_
#define HARDTACK_CLIENT_WEB_KEYS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"

namespace hardtack::client {

inline constexpr size_t kMaxWebKeys = 256;

struct WebKey {
  uint32_t id = 0;
  crypto::PublicKey key;
  std::string issuer;                 // free text, which makes nothing trustworthy; empty: none
  std::optional<int64_t> expires_at;  // UTC seconds: when the authority means to stop using it
  bool operator==(const WebKey&) const = default;
};

// Reads the document. Keys of algorithms that are not known here are left out, as a later version may have more. Linear
// in the text; keeps no state, any thread.
//   Network   not such a document, a key that is none, two of one id, more than kMaxWebKeys; the subject is `url`, where
//             it came from
absl::StatusOr<std::vector<WebKey>> ParseWebKeys(std::string_view json, const std::string& url);

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_WEB_KEYS_H_
