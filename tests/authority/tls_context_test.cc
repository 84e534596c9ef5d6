// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/authority/http/tls_context.h"

#include <ctime>
#include <string>
#include <type_traits>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "tests/authority/test_certificates.h"

#include <openssl/pem.h>

namespace hardtack::authority {
namespace {

const TestCa& Ca() {
  static const TestCa ca("ca");
  return ca;
}

std::string FaultOf(const TestCredentials& server, const std::string& client_authorities = "") {
  const auto context = TlsContext::Make(IdentityOf(server, client_authorities));
  return context.ok() ? "none" : std::string(context.status().message());
}

std::string Encrypted(const std::string& key) {
  BIO* const in = BIO_new_mem_buf(key.data(), static_cast<int>(key.size()));
  EVP_PKEY* const parsed = PEM_read_bio_PrivateKey(in, nullptr, nullptr, nullptr);
  BIO* const out = BIO_new(BIO_s_mem());
  PEM_write_bio_PKCS8PrivateKey(out, parsed, EVP_aes_128_cbc(), "secret", 6, nullptr, nullptr);
  char* data = nullptr;
  const long size = BIO_get_mem_data(out, &data);
  std::string text(data, static_cast<size_t>(size));
  EVP_PKEY_free(parsed);
  BIO_free(in);
  BIO_free(out);
  return text;
}

// A key is in one place, whose memory is zeroed.
static_assert(!std::is_copy_constructible_v<TlsIdentity>);

TEST_CASE("certificate and key that belong together make a context") {
  const TestCredentials server = Ca().Server();
  const auto context =
      TlsContext::Make(IdentityOf({server.certificate + Ca().certificate(), server.key}, Ca().certificate()));
  REQUIRE(context.ok());
  CHECK((*context)->warnings().empty());
  const int64_t left = (*context)->certificate_until() - std::time(nullptr);
  CHECK(left > 3500);
  CHECK(left <= 3600);
}

TEST_CASE("a part that cannot be used is named, with the reason") {
  const TestCredentials server = Ca().Server();
  const TestCredentials other = Ca().Server();
  const std::string none = "no PEM";
  const std::string broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  CHECK(FaultOf({none, server.key}) == "server certificate: there is no certificate in PEM");
  CHECK(FaultOf({"", server.key}) == "server certificate: there is no certificate in PEM");
  CHECK(FaultOf({server.key, server.key}) == "server certificate: there is no certificate in PEM");
  CHECK(FaultOf({server.certificate + broken, server.key})
            .starts_with("server certificate: certificate 2 cannot be read: "));
  CHECK(FaultOf({server.certificate, none}) == "server key: there is no private key in PEM");
  CHECK(FaultOf({server.certificate, server.certificate}) == "server key: there is no private key in PEM");
  CHECK(FaultOf({server.certificate, other.key}) == "server key: it does not belong to the server certificate");
  CHECK(FaultOf({server.certificate, Encrypted(server.key)}) ==
        "server key: it is encrypted; give it without a passphrase");
  CHECK(FaultOf({server.certificate, server.key}, none) == "client authorities: there is no certificate in PEM");
  CHECK(FaultOf({server.certificate, server.key}, Ca().certificate() + broken)
            .starts_with("client authorities: certificate 2 cannot be read: "));
  CHECK(FaultOf({server.certificate, server.key}, Ca().certificate() + server.certificate) ==
        "client authorities: certificate 2 is not a CA's");
}

TEST_CASE("a bad key and a bad certificate are different kinds of error") {
  const TestCredentials server = Ca().Server();
  CHECK(KindOf(TlsContext::Make(IdentityOf({server.certificate, ""})).status()) == ErrorKind::kMalformedKey);
  CHECK(KindOf(TlsContext::Make(IdentityOf({"", server.key})).status()) == ErrorKind::kInvalidArgument);
}

TEST_CASE("what will keep clients away is told, and does not keep the server from starting") {
  const auto warnings_of = [](const CertificateWish& wish) {
    const TestCredentials server = Ca().Issue(wish);
    const auto context = TlsContext::Make(IdentityOf(server));
    REQUIRE(context.ok());
    return (*context)->warnings();
  };
  CertificateWish expired;
  expired.names = {"localhost"};
  expired.until_seconds = -60;
  REQUIRE(warnings_of(expired).size() == 1);
  CHECK(warnings_of(expired)[0].starts_with("the server certificate has expired: "));
  CertificateWish early;
  early.names = {"localhost"};
  early.since_seconds = 60;
  REQUIRE(warnings_of(early).size() == 1);
  CHECK(warnings_of(early)[0].starts_with("the server certificate is not valid yet: "));
  CertificateWish nameless;
  CHECK(warnings_of(nameless) ==
        std::vector<std::string>{
            "the server certificate has no subject alternative name, without which clients refuse it"});
  CertificateWish authority;
  authority.names = {"localhost"};
  authority.is_ca = true;
  CHECK(warnings_of(authority) == std::vector<std::string>{"the server certificate is a CA's, which clients refuse"});
}

}  // namespace
}  // namespace hardtack::authority
