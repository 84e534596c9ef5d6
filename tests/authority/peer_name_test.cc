// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/authority/http/peer_name.h"

#include <string>

#include "doctest/doctest.h"
#include "hardtack/authority/http/openssl_objects.h"
#include "hardtack/base/error.h"
#include "tests/authority/test_certificates.h"

#include <openssl/pem.h>

namespace hardtack::authority {
namespace {

using std::string_literals::operator""s;

absl::StatusOr<std::optional<std::string>> NameOf(const CertificateWish& wish) {
  static const TestCa ca("ca");
  const std::string pem = ca.Issue(wish).certificate;
  const BioPtr bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  const CertificatePtr certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  return PeerName(certificate.get());
}

CertificateWish Wish(std::vector<std::string> uris, std::vector<std::string> names = {}) {
  CertificateWish wish;
  wish.common_name = "urn:not:this";
  wish.uris = std::move(uris);
  wish.names = std::move(names);
  return wish;
}

TEST_CASE("the first URI is the name, to the letter") {
  CHECK(**NameOf(Wish({"urn:test:argo-cli0"})) == "uri:urn:test:argo-cli0");
  CHECK(**NameOf(Wish({"spiffe://Example/A", "urn:second"}, {"host"})) == "uri:spiffe://Example/A");
}

TEST_CASE("without a URI the first DNS name is, in lower case") {
  CHECK(**NameOf(Wish({}, {"Host.Example", "second"})) == "dns:host.example");
}

TEST_CASE("a common name, an address or nothing is no name") {
  CHECK(!NameOf(Wish({}))->has_value());
  CertificateWish wish;
  wish.addresses = {"\x7f\0\0\x01"s};
  CHECK(!NameOf(wish)->has_value());
}

TEST_CASE("a name that is read in two ways is refused") {
  for (const std::string& uri : {"urn:admin\0.attacker"s, ""s, "urn:a b"s, "urn:a\nb"s, "urn:\xc3\xa9"s, "\0"s}) {
    CAPTURE(uri);
    const auto name = NameOf(Wish({uri}, {"host"}));
    REQUIRE(!name.ok());
    CHECK(KindOf(name.status()) == ErrorKind::kInvalidArgument);
    CHECK(SubjectOf(name.status()) == uri);
  }
  CHECK(!NameOf(Wish({}, {"host\0.attacker"s})).ok());
  // The second one does not count, whatever it is.
  CHECK(NameOf(Wish({"urn:a", "urn:b\0c"s})).ok());
}

}  // namespace
}  // namespace hardtack::authority
