// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Client asks an authority over HTTPS: for identities, for tokens that allow one operation on one resource, for its
// verification of a token. docs/client.md introduces it.
//
//   ASSIGN_OR_RETURN(const Client client,
//                    ClientBuilder().BaseUrl("auth.example.com").IdentityToken(agent_token).Build());
//   ASSIGN_OR_RETURN(const auto answer, client.RequestToken({"database", "read"}));
//
// Every function waits for its answer. A denial is an answer (answers.h). Errors of all of them:
//   Network           the server cannot be reached, is not the one that was meant, takes too long, or answers what it
//                     should not; the subject is the URL
//   InvalidArgument   the certificate, its key or the CA that the client was built with cannot be used
//
// What fails is repeated where that can do no harm (retry.h): always what changes nothing, as VerifyToken and the
// functions without an argument; else only while the server surely did not act. Redirects are not followed.

#ifndef HARDTACK_CLIENT_CLIENT_H_
#define HARDTACK_CLIENT_CLIENT_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/client/answers.h"
#include "hardtack/client/requests.h"
#include "hardtack/client/retry.h"
#include "hardtack/crypto/key.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::client {

class AuthorityLink;

// Thread-safe and cheap to copy: copies share connections, which are kept for later requests.
class Client {
 public:
  // An identity token for whom the client's certificate names. Asked without a certificate, an authority denies.
  // `identifier` is for authorities that know one certificate under several names.
  absl::StatusOr<Answer<IdentityToken>> RequestIdentityToken(const std::optional<std::string>& identifier = {}) const;
  // A token that lives on in place of `current`. Authorities refuse delegated ones: ask with the token before.
  absl::StatusOr<Answer<IdentityToken>> RefreshIdentityToken(const token::UnverifiedBiscuit& current,
                                                             const std::optional<std::string>& identifier = {}) const;
  // A leaf identity for `subject`, which is below the domain of the certificate's identity. `duration` in seconds.
  absl::StatusOr<Answer<IdentityToken>> MintIdentityToken(const std::string& subject,
                                                          std::optional<int64_t> duration = {}) const;

  // A token for one operation on one resource, for whom the identity token or the certificate names. The sign-offs of
  // several parties are collected on the way, in the authority's order, from services that see the token and the
  // client's certificate, never its identity token. Denied also when a party refuses.
  absl::StatusOr<Answer<AuthorizationToken>> RequestToken(const TokenRequest& request) const;
  // The same as the authority gives it: with the sign-offs that it lacks.
  absl::StatusOr<Answer<AuthorizationToken>> RequestUnsignedToken(const TokenRequest& request) const;
  // A token for somebody else that the holder of a key narrows to a prefix.
  absl::StatusOr<Answer<StubToken>> RequestStub(const StubRequest& request) const;

  // Asks this server, as one of the parties, for its sign-off.
  absl::StatusOr<Answer<token::UnverifiedBiscuit>> SignToken(const token::UnverifiedBiscuit& token,
                                                             const std::string& resource,
                                                             const std::string& operation) const;

  // The authority's own verdict. local_verifier.h decides without asking.
  absl::StatusOr<Answer<Accepted>> VerifyToken(const VerifyTokenRequest& request) const;
  absl::StatusOr<Answer<Accepted>> VerifyServiceChainToken(const VerifyServiceChainTokenRequest& request) const;

  // Bans somebody, or lifts a ban.
  absl::StatusOr<Answer<BanReceipt>> SubmitBan(const BanRequest& request) const;

  // The key that the authority signs with, the CA of certificates (PEM), and whether the server is well.
  absl::StatusOr<crypto::PublicKey> PublicKey() const;
  absl::StatusOr<std::string> CaCertificate() const;
  absl::StatusOr<ServerHealth> Health() const;

  // "https://HOST:PORT", for messages.
  std::string url() const;

  // For ban_follower.h and web_key_cache.h; internal.
  const std::shared_ptr<const AuthorityLink>& link() const { return link_; }

 private:
  friend class ClientBuilder;
  explicit Client(std::shared_ptr<const AuthorityLink> link) : link_(std::move(link)) {}
  std::shared_ptr<const AuthorityLink> link_;
};

// Says what a Client is made of. Secrets are kept in memory that is erased.
class ClientBuilder {
 public:
  ClientBuilder();
  ~ClientBuilder();
  ClientBuilder(const ClientBuilder&) = delete;
  ClientBuilder& operator=(const ClientBuilder&) = delete;

  // Where the authority is (endpoint.h); has to be given.
  ClientBuilder& BaseUrl(std::string_view url);
  // Whom the client acts as: the text of an identity token, which goes to the authority alone.
  ClientBuilder& IdentityToken(std::string_view token);
  // The same by a certificate: PEM, with those that lead from it to a CA behind it; and its private key, PEM without a
  // passphrase. May stand beside an identity token; both must then name the same identity.
  ClientBuilder& ClientCertificate(std::string_view certificate, std::string_view private_key);
  // Who vouches for the server's certificate: one or more certificates, PEM. Nobody else is trusted then. Without it,
  // whoever the system trusts. Services that sign off are held to the same.
  ClientBuilder& ServerCa(std::string_view certificates);
  // For a connection with its handshake, and for one attempt at a request, its connection included.
  ClientBuilder& ConnectTimeout(std::chrono::milliseconds timeout);
  ClientBuilder& RequestTimeout(std::chrono::milliseconds timeout);
  ClientBuilder& Retries(const RetryPolicy& policy);

  // The builder is empty afterwards. Nothing is sent, and certificates are not looked into before the first request.
  //   InvalidArgument   no address, or not one; a certificate or a CA that is no PEM text; a key that is locked with a
  //                     passphrase, or is none
  //   as token::UnverifiedBiscuit::FromText, for the identity token
  absl::StatusOr<Client> Build();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_CLIENT_H_
