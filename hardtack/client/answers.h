// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What an authority answers, as plain values. A denial is one of them; a server that cannot be reached, or that answers
// what it should not, is a Status.

#ifndef HARDTACK_CLIENT_ANSWERS_H_
#define HARDTACK_CLIENT_ANSWERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hardtack/crypto/key.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::client {

// The authority says no. The reason is its text, as it came but for its length: a terminal needs it escaped.
struct Denied {
  std::string reason;
  bool operator==(const Denied&) const = default;
};

template <typename T>
using Answer = std::variant<T, Denied>;

// Nobody has checked the signatures of the tokens here: local_verifier.h does.
struct IdentityToken {
  token::UnverifiedBiscuit token;
  std::string identity;    // whom the authority says it stands for
  int64_t expires_in = 0;  // seconds, as the authority says
};

// A party whose sign-off a token lacks.
struct PendingSignoff {
  std::string component;
  std::string authorization_service;  // its address, as ParseEndpoint reads it
  crypto::PublicKey public_key;       // with which it signs
  bool operator==(const PendingSignoff&) const = default;
};

struct AuthorizationToken {
  token::UnverifiedBiscuit token;
  std::vector<PendingSignoff> pending_signoffs;  // in the order in which they are to be collected
  std::string message;                           // of the authority, for people
};

struct StubToken {
  token::UnverifiedBiscuit token;
  std::optional<int64_t> expires_in;  // seconds
  std::string target_identity;        // empty: the authority did not say
};

// A token is what was asked for, the authority says.
struct Accepted {
  std::string message;
  bool operator==(const Accepted&) const = default;
};

struct ServerHealth {
  std::string status;
  std::string version;  // empty: the server did not say
  bool operator==(const ServerHealth&) const = default;
};

struct BanReceipt {
  std::optional<uint64_t> number;  // of the entry in the authority's log, when it says so
  bool operator==(const BanReceipt&) const = default;
};

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_ANSWERS_H_
