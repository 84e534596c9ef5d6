// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What an authority is asked, as plain values. docs/client.md names the endpoint of each.

#ifndef HARDTACK_CLIENT_REQUESTS_H_
#define HARDTACK_CLIENT_REQUESTS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "hardtack/crypto/key.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::client {

struct TokenRequest {
  std::string resource;
  std::string operation;
  std::optional<std::string> domain{};  // where; nullopt: anywhere
};

// A token that narrows its resource to a prefix that the holder of a key will name later.
struct StubRequest {
  std::string target_identity;  // whom it is for
  std::string resource;
  std::string operation;
  crypto::PublicKey prefix_attenuator_key;
  std::optional<int64_t> duration{};  // seconds; nullopt: as the authority likes
};

struct VerifyTokenRequest {
  token::UnverifiedBiscuit token;
  std::string subject;
  std::string resource;
  std::string operation;
};

struct VerifyServiceChainTokenRequest {
  token::UnverifiedBiscuit token;
  std::string subject;
  std::string resource;
  std::optional<std::string> operation{};
  std::optional<std::string> component{};  // the node that verifies; nullopt: a service behind them all
};

// A ban, or the lifting of one: exactly one of `identity` and `revocation_id` is set.
struct BanRequest {
  enum class Action : uint8_t { kBan, kUnban } action = Action::kBan;
  std::optional<std::string> identity{};
  std::optional<std::string> revocation_id{};  // hex
  std::string reason{};
  std::optional<int64_t> until{};  // UTC seconds; nullopt: it does not end by itself
};

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_REQUESTS_H_
