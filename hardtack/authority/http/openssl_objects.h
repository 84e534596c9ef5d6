// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Objects of OpenSSL that free themselves, its queue of errors as text, and its times as numbers.

#ifndef HARDTACK_AUTHORITY_HTTP_OPENSSL_OBJECTS_H_
#define HARDTACK_AUTHORITY_HTTP_OPENSSL_OBJECTS_H_

#include <cstdint>
#include <memory>
#include <string>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace hardtack::authority {

template <auto free_function>
struct OpensslFree {
  template <typename T>
  void operator()(T* object) const {
    free_function(object);
  }
};
using BioPtr = std::unique_ptr<BIO, OpensslFree<BIO_free_all>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, OpensslFree<EVP_PKEY_free>>;
using CertificatePtr = std::unique_ptr<X509, OpensslFree<X509_free>>;
using NamesPtr = std::unique_ptr<GENERAL_NAMES, OpensslFree<GENERAL_NAMES_free>>;
using SslContextPtr = std::unique_ptr<SSL_CTX, OpensslFree<SSL_CTX_free>>;
using SslPtr = std::unique_ptr<SSL, OpensslFree<SSL_free>>;

// The last error that OpenSSL reported in this thread, in its words; empties the queue. "no reason" when there is none.
std::string TakeOpensslError();

// UTC seconds; 0: not a time.
int64_t ToUnixTime(const ASN1_TIME* time);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_OPENSSL_OBJECTS_H_
