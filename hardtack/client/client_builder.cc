// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Making a Client. Tested by tests/client/client_builder_test.cc.

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/client/authority_link.h"
#include "hardtack/client/client.h"
#include "hardtack/client/curl_transport.h"

namespace hardtack::client {
namespace {

absl::Status Invalid(std::string_view message) { return Error(ErrorKind::kInvalidArgument, message); }

bool HasPem(std::string_view text, std::string_view label) {
  return text.find("-----BEGIN " + std::string(label)) != std::string_view::npos;
}

// libcurl would say less, and later.
absl::Status CheckCertificates(const TlsSettings& tls, bool has_certificate) {
  constexpr std::string_view kCertificate = "CERTIFICATE-----";
  if (!tls.server_ca.empty() && !HasPem(tls.server_ca, kCertificate)) {
    return Invalid("the server's CA is no certificate in PEM form");
  }
  if (!has_certificate) return absl::OkStatus();
  if (!HasPem(tls.certificate, kCertificate)) return Invalid("the client's certificate is none in PEM form");
  const std::string_view key = tls.private_key.view();
  if (key.find("PRIVATE KEY-----") == std::string_view::npos) {
    return Invalid("the key of the client's certificate is no private key in PEM form");
  }
  // PKCS#8, and the older form.
  if (HasPem(key, "ENCRYPTED") || key.find("Proc-Type: 4,ENCRYPTED") != std::string_view::npos) {
    return Invalid("the key of the client's certificate is locked with a passphrase; openssl pkey unlocks it");
  }
  return absl::OkStatus();
}

// The token's text as it is sent, with nothing in it that an HTTP field could not carry.
absl::StatusOr<crypto::SecretString> BearerOf(std::string_view token) {
  if (token.empty()) return crypto::SecretString();
  const auto parsed = token::UnverifiedBiscuit::FromText(token);
  if (!parsed.ok()) return Annotate(parsed.status(), "identity token");
  return crypto::SecretString(parsed->ToText());
}

}  // namespace

struct ClientBuilder::Parts {
  std::string base_url;
  crypto::SecretString identity_token;
  TlsSettings tls;
  bool has_certificate = false;
  AuthorityLink::Settings link;
};

ClientBuilder::ClientBuilder() : parts_(std::make_unique<Parts>()) {}
ClientBuilder::~ClientBuilder() = default;

ClientBuilder& ClientBuilder::BaseUrl(std::string_view url) {
  parts_->base_url = url;
  return *this;
}

ClientBuilder& ClientBuilder::IdentityToken(std::string_view token) {
  parts_->identity_token = crypto::SecretString(token);
  return *this;
}

ClientBuilder& ClientBuilder::ClientCertificate(std::string_view certificate, std::string_view private_key) {
  parts_->tls.certificate = certificate;
  parts_->tls.private_key = crypto::SecretString(private_key);
  parts_->has_certificate = true;
  return *this;
}

ClientBuilder& ClientBuilder::ServerCa(std::string_view certificates) {
  parts_->tls.server_ca = certificates;
  return *this;
}

ClientBuilder& ClientBuilder::ConnectTimeout(std::chrono::milliseconds timeout) {
  parts_->tls.connect_timeout = timeout;
  return *this;
}

ClientBuilder& ClientBuilder::RequestTimeout(std::chrono::milliseconds timeout) {
  parts_->link.timeout = timeout;
  return *this;
}

ClientBuilder& ClientBuilder::Retries(const RetryPolicy& policy) {
  parts_->link.retries = policy;
  return *this;
}

absl::StatusOr<Client> ClientBuilder::Build() {
  const std::unique_ptr<Parts> parts = std::exchange(parts_, std::make_unique<Parts>());
  if (parts->base_url.empty()) return Invalid("the authority's address is missing");
  ASSIGN_OR_RETURN(parts->link.endpoint, ParseEndpoint(parts->base_url));
  RETURN_IF_ERROR(CheckCertificates(parts->tls, parts->has_certificate));
  ASSIGN_OR_RETURN(crypto::SecretString bearer, BearerOf(parts->identity_token.view()));
  auto transport = std::make_shared<CurlTransport>(std::move(parts->tls));
  return Client(std::make_shared<const AuthorityLink>(std::move(parts->link), std::move(transport), std::move(bearer)));
}

}  // namespace hardtack::client
