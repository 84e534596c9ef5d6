// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// X.509 over OpenSSL. P-256 keys, since they are made quickly.

#include "tests/authority/test_certificates.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace hardtack::authority {
namespace {

template <typename Write>
std::string ToPem(Write write) {
  BIO* const bio = BIO_new(BIO_s_mem());
  write(bio);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string text(data, static_cast<size_t>(size));
  BIO_free(bio);
  return text;
}

std::string ToPem(X509* certificate) {
  return ToPem([&](BIO* bio) { PEM_write_bio_X509(bio, certificate); });
}

std::string ToPem(EVP_PKEY* key) {
  return ToPem([&](BIO* bio) { PEM_write_bio_PKCS8PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr); });
}

// By hand, since OpenSSL's texts have no room for NUL and commas.
void AddName(GENERAL_NAMES* names, int type, const std::string& bytes) {
  GENERAL_NAME* const name = GENERAL_NAME_new();
  ASN1_STRING* const text = ASN1_STRING_type_new(type == GEN_IPADD ? V_ASN1_OCTET_STRING : V_ASN1_IA5STRING);
  ASN1_STRING_set(text, bytes.data(), static_cast<int>(bytes.size()));
  GENERAL_NAME_set0_value(name, type, text);
  sk_GENERAL_NAME_push(names, name);
}

void AddNames(X509* certificate, const CertificateWish& wish) {
  if (wish.uris.empty() && wish.names.empty() && wish.addresses.empty()) return;
  GENERAL_NAMES* const names = GENERAL_NAMES_new();
  for (const std::string& name : wish.names) AddName(names, GEN_DNS, name);
  for (const std::string& uri : wish.uris) AddName(names, GEN_URI, uri);
  for (const std::string& address : wish.addresses) AddName(names, GEN_IPADD, address);
  X509_add1_ext_i2d(certificate, NID_subject_alt_name, names, 0, X509V3_ADD_DEFAULT);
  GENERAL_NAMES_free(names);
}

void AddExtension(X509* certificate, X509* issuer, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

void AddRandomSerial(X509* certificate) {
  uint32_t serial = 0;
  RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial | 1);
}

}  // namespace

TestCa::TestCa(const std::string& name, const TestCa* issuer, long until_seconds) : key_(EVP_EC_gen("P-256")) {
  CertificateWish wish;
  wish.common_name = name;
  wish.is_ca = true;
  wish.until_seconds = until_seconds;
  certificate_ = Make(wish, key_.get(), issuer == nullptr ? nullptr : issuer->certificate_.get(),
                      issuer == nullptr ? nullptr : issuer->key_.get());
}

TestCa::Certificate TestCa::Make(const CertificateWish& wish, EVP_PKEY* key, X509* issuer, EVP_PKEY* issuer_key) {
  Certificate made(X509_new());
  X509* const certificate = made.get();
  X509_set_version(certificate, 2);  // X.509 v3
  AddRandomSerial(certificate);
  X509_gmtime_adj(X509_getm_notBefore(certificate), wish.since_seconds);
  X509_gmtime_adj(X509_getm_notAfter(certificate), wish.until_seconds);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                             reinterpret_cast<const unsigned char*>(wish.common_name.data()),
                             static_cast<int>(wish.common_name.size()), -1, 0);
  if (issuer == nullptr) issuer = certificate;
  if (issuer_key == nullptr) issuer_key = key;
  X509_set_issuer_name(certificate, X509_get_subject_name(issuer));
  X509_set_pubkey(certificate, key);
  AddExtension(certificate, issuer, NID_basic_constraints, wish.is_ca ? "critical,CA:TRUE" : "critical,CA:FALSE");
  AddExtension(certificate, issuer, NID_subject_key_identifier, "hash");
  if (!wish.is_ca)
    AddExtension(certificate, issuer, NID_ext_key_usage, wish.is_for_servers ? "serverAuth" : "clientAuth");
  AddNames(certificate, wish);
  X509_sign(certificate, issuer_key, EVP_sha256());
  return made;
}

TestCredentials TestCa::Issue(const CertificateWish& wish) const {
  const Key key(EVP_EC_gen("P-256"));
  const Certificate certificate = Make(wish, key.get(), certificate_.get(), key_.get());
  return {ToPem(certificate.get()), ToPem(key.get())};
}

std::string TestCa::certificate() const { return ToPem(certificate_.get()); }

TestCredentials TestCa::Server() const {
  CertificateWish wish;
  wish.common_name = "server";
  wish.names = {"localhost"};
  wish.addresses = {std::string("\x7f\0\0\x01", 4)};
  wish.is_for_servers = true;
  return Issue(wish);
}

TestCredentials TestCa::Client(const std::string& uri) const {
  CertificateWish wish;
  wish.common_name = "client";
  wish.uris = {uri};
  return Issue(wish);
}

}  // namespace hardtack::authority
