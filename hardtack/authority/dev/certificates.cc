// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Certificates by OpenSSL. Tested by tests/authority/dev_test.cc.

#include "hardtack/authority/dev/certificates.h"

#include <memory>
#include <string_view>
#include <utility>

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "absl/strings/str_join.h"
#include "hardtack/authority/http/openssl_objects.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

using ExtensionPtr = std::unique_ptr<X509_EXTENSION, OpensslFree<X509_EXTENSION_free>>;
using NumberPtr = std::unique_ptr<BIGNUM, OpensslFree<BN_free>>;

constexpr long kDaySeconds = 24 * 3600;
// A clock that is a little behind must not refuse what was made just now.
constexpr long kBackdateSeconds = 300;

absl::Status Failed(std::string_view what) {
  return Error(ErrorKind::kInternal, "OpenSSL cannot make " + std::string(what));
}

// In memory that is zeroed when it is freed.
BioPtr SecretMemory() { return BioPtr(BIO_new(BIO_s_secmem())); }

std::string_view Contents(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<size_t>(size)};
}

absl::StatusOr<CertifiedKey> ToPem(X509* certificate, EVP_PKEY* key) {
  const BioPtr text(BIO_new(BIO_s_mem()));
  const BioPtr secret = SecretMemory();
  if (PEM_write_bio_X509(text.get(), certificate) != 1) return Failed("PEM of a certificate");
  if (PEM_write_bio_PKCS8PrivateKey(secret.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
    return Failed("PEM of a key");
  }
  return CertifiedKey{std::string(Contents(text.get())), crypto::SecretString(Contents(secret.get()))};
}

// A serial number that cannot be guessed, as CAs have to give (CA/Browser Forum, section 7.1).
bool SetSerial(X509* certificate) {
  unsigned char bytes[16];
  if (RAND_bytes(bytes, sizeof bytes) != 1) return false;
  bytes[0] = (bytes[0] & 0x7F) | 0x40;  // positive, and of a fixed length
  const NumberPtr number(BN_bin2bn(bytes, sizeof bytes, nullptr));
  return number != nullptr && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool SetName(X509_NAME* target, const std::string& name) {
  const auto* text = reinterpret_cast<const unsigned char*>(name.data());
  return X509_NAME_add_entry_by_txt(target, "CN", MBSTRING_UTF8, text, static_cast<int>(name.size()), -1, 0) == 1;
}

bool AddExtension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// With everything but extensions and signature.
absl::StatusOr<CertificatePtr> Begin(const std::string& name, EVP_PKEY* key, int days) {
  CertificatePtr certificate(X509_new());
  const bool made = certificate != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
                    SetSerial(certificate.get()) && SetName(X509_get_subject_name(certificate.get()), name) &&
                    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kBackdateSeconds) != nullptr &&
                    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * kDaySeconds) != nullptr &&
                    X509_set_pubkey(certificate.get(), key) == 1;
  if (!made) return Failed("a certificate for: " + name);
  return certificate;
}

absl::StatusOr<std::pair<CertificatePtr, KeyPtr>> Parse(const CertifiedKey& pem) {
  const BioPtr text(BIO_new_mem_buf(pem.certificate.data(), static_cast<int>(pem.certificate.size())));
  const std::string_view secret = pem.private_key.view();
  const BioPtr key_text(BIO_new_mem_buf(secret.data(), static_cast<int>(secret.size())));
  CertificatePtr certificate(PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
  KeyPtr key(PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr));
  if (certificate == nullptr || key == nullptr) return Error(ErrorKind::kInvalidArgument, "not a CA and its key");
  return std::pair(std::move(certificate), std::move(key));
}

}  // namespace

absl::StatusOr<CertifiedKey> MakeCertificateAuthority(const std::string& name, int days) {
  const KeyPtr key(EVP_EC_gen("P-256"));
  if (key == nullptr) return Failed("a key");
  ASSIGN_OR_RETURN(const CertificatePtr certificate, Begin(name, key.get(), days));
  X509* const ca = certificate.get();
  const bool made = X509_set_issuer_name(ca, X509_get_subject_name(ca)) == 1 &&
                    AddExtension(ca, ca, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                    AddExtension(ca, ca, NID_key_usage, "critical,keyCertSign,cRLSign") &&
                    AddExtension(ca, ca, NID_subject_key_identifier, "hash") &&
                    X509_sign(ca, key.get(), EVP_sha256()) > 0;
  if (!made) return Failed("a CA");
  return ToPem(ca, key.get());
}

absl::StatusOr<CertifiedKey> MakeCertificate(const CertifiedKey& ca, const CertificateRequest& request) {
  ASSIGN_OR_RETURN(const auto issuer, Parse(ca));
  const KeyPtr key(EVP_EC_gen("P-256"));
  if (key == nullptr) return Failed("a key");
  ASSIGN_OR_RETURN(const CertificatePtr certificate, Begin(request.name, key.get(), request.days));
  X509* const made = certificate.get();
  X509* const signer = issuer.first.get();
  const bool set = X509_set_issuer_name(made, X509_get_subject_name(signer)) == 1 &&
                   AddExtension(made, signer, NID_basic_constraints, "critical,CA:FALSE") &&
                   AddExtension(made, signer, NID_key_usage, "critical,digitalSignature") &&
                   AddExtension(made, signer, NID_ext_key_usage, request.server ? "serverAuth" : "clientAuth") &&
                   AddExtension(made, signer, NID_authority_key_identifier, "keyid");
  if (!set) return Failed("a certificate for: " + request.name);
  const std::string names = absl::StrJoin(request.alternative, ",");
  if (!AddExtension(made, signer, NID_subject_alt_name, names)) {
    return Error(ErrorKind::kInvalidArgument, "not alternative names of a certificate: " + names, names);
  }
  if (X509_sign(made, issuer.second.get(), EVP_sha256()) <= 0) return Failed("a signature");
  return ToPem(made, key.get());
}

}  // namespace hardtack::authority
