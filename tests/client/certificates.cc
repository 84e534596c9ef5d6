// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Certificates for tests, by OpenSSL.

#include "tests/client/certificates.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

namespace hardtack::client {
namespace {

template <auto Free>
struct Freer {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freer<&EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freer<&X509_free>>;
using Memory = std::unique_ptr<BIO, Freer<&BIO_free_all>>;

void Require(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(std::string("OpenSSL: ") + what);
}

std::string Content(const Memory& memory) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &data);
  return {data, static_cast<size_t>(size)};
}

Memory Reader(const std::string& text) { return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

CertifiedKey ToPem(const Certificate& certificate, const Key& key) {
  const Memory first(BIO_new(BIO_s_mem()));
  const Memory second(BIO_new(BIO_s_mem()));
  Require(PEM_write_bio_X509(first.get(), certificate.get()) == 1, "writing a certificate");
  Require(PEM_write_bio_PrivateKey(second.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1,
          "writing a key");
  return {Content(first), Content(second)};
}

void AddExtension(const Certificate& certificate, const Certificate* issuer, int what, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer == nullptr ? certificate.get() : issuer->get(), certificate.get(), nullptr, nullptr,
                 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, what, value.c_str());
  Require(extension != nullptr && X509_add_ext(certificate.get(), extension, -1) == 1, value.c_str());
  X509_EXTENSION_free(extension);
}

// Unsigned, by `issuer` or, where that is null, by itself.
Certificate Draft(const std::string& name, const Key& key, const Certificate* issuer, int days) {
  static int serial = 0;
  Certificate certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
  constexpr long kDay = 86'400;
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), days < 0 ? (days - 1) * kDay : -kDay);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * kDay);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
  const X509* by = issuer == nullptr ? certificate.get() : issuer->get();
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(by));
  return certificate;
}

}  // namespace

CertifiedKey MakeAuthority(const std::string& name) {
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate = Draft(name, key, nullptr, 1);
  AddExtension(certificate, nullptr, NID_basic_constraints, "critical,CA:TRUE");
  AddExtension(certificate, nullptr, NID_key_usage, "critical,keyCertSign,cRLSign");
  AddExtension(certificate, nullptr, NID_subject_key_identifier, "hash");
  Require(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0, "signing");
  return ToPem(certificate, key);
}

CertifiedKey MakeCertificate(const CertifiedKey& authority, const std::string& alternative_name, int days) {
  const Certificate issuer(PEM_read_bio_X509(Reader(authority.certificate).get(), nullptr, nullptr, nullptr));
  const Key issuer_key(PEM_read_bio_PrivateKey(Reader(authority.private_key).get(), nullptr, nullptr, nullptr));
  Require(issuer != nullptr && issuer_key != nullptr, "reading the authority");
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate = Draft("somebody", key, &issuer, days);
  AddExtension(certificate, &issuer, NID_basic_constraints, "critical,CA:FALSE");
  AddExtension(certificate, &issuer, NID_subject_alt_name, alternative_name);
  AddExtension(certificate, &issuer, NID_authority_key_identifier, "keyid");
  Require(X509_sign(certificate.get(), issuer_key.get(), EVP_sha256()) > 0, "signing");
  return ToPem(certificate, key);
}

}  // namespace hardtack::client
