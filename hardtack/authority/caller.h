// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Who makes a request: by the certificate of the connection, by an identity token that is presented with the request, or
// by both, which then have to agree.

#ifndef HARDTACK_AUTHORITY_CALLER_H_
#define HARDTACK_AUTHORITY_CALLER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hardtack/authority/access_request.h"
#include "hardtack/authority/answer.h"
#include "hardtack/authority/authority_state.h"
#include "hardtack/authority/policy_tables.h"

namespace hardtack::authority {

// What a request shows, unverified but for the certificate, which the handshake has verified.
struct Credentials {
  std::optional<std::string> certificate;  // uri:URI or dns:NAME
  std::optional<std::string> bearer;       // the text of an identity token
  std::string address;                     // of the peer
  std::string request_id;
};

struct Caller {
  std::string actor;                  // the deepest name
  std::vector<std::string> lineage;   // the names, the issued one first, `actor` last
  std::optional<std::string> domain;  // that the token is bound to
  // When the identity ends, UTC seconds. A copy that was narrowed to be shown once (identity/restrict.h) ends sooner.
  std::optional<int64_t> expires;
  bool narrowed = false;              // the token is such a copy, or has other blocks that name nobody
  std::vector<std::string> seen;      // revocation ids of the token, hex
  const Client* client = nullptr;     // of the certificate; null: none was shown. Lives as long as the policy
};

// What the policy is asked when the caller wants to do something.
AccessRequest AccessOf(const Caller& caller, const Credentials& credentials, std::string_view resource,
                       std::string_view operation, int64_t now);

// The event of a request of `kind`, with what is known before anything is decided.
AuditEvent EventFor(AuditKind kind, const Credentials& credentials, const AuthorityState& state);

// The same with what is known of the caller.
void AddCaller(const Caller& caller, AuditEvent& event);

// Which credentials a request may be made with.
enum class Accepts : uint8_t { kCertificate, kCertificateOrBearer };

// Who makes the request, in `domain`; where it names none, an identity that is bound to a domain acts there, since some
// clients cannot name it and whoever can knows it. A caller without valid credentials is told nothing else.
//   kUnauthenticated   nothing is shown that is accepted, no client has the certificate, the token does not verify, or
//                      certificate and token disagree ("Identity mismatch")
//   kBanned            a ban covers the client or the token
//   kUnavailable       the token could not be decided about
std::variant<Caller, Denial> Authenticate(const Credentials& credentials, Accepts accepts,
                                          const std::optional<std::string>& domain, const AuthorityState& state);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_CALLER_H_
