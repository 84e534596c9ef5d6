// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// SSL_CTX from PEM texts. Tested by tests/authority/tls_context_test.cc and http_server_test.cc.

#include "hardtack/authority/http/tls_context.h"

#include <ctime>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include "hardtack/authority/http/response_head.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

// TLS 1.2's; those of 1.3 are all such. All are allowed for HTTP/2 (RFC 9113, appendix A).
constexpr char kCiphers[] = "ECDHE+AESGCM:ECDHE+CHACHA20";
constexpr char kGroups[] = "X25519:P-256:P-384";
constexpr long kTicketSeconds = 3600;
constexpr long kMaxPeerChainBytes = 32 << 10;
constexpr int kMaxPeerChainDepth = 5;
constexpr unsigned char kSessionContext[] = "hardtack";

absl::Status Unusable(std::string_view part, std::string_view why) {
  return Error(ErrorKind::kInvalidArgument, fmt::format("{}: {}", part, why));
}

absl::Status UnusableKey(std::string_view why) {
  return Error(ErrorKind::kMalformedKey, fmt::format("server key: {}", why));
}

// Asked for the passphrase of an encrypted key. Without it OpenSSL would ask the terminal.
int NoPassphrase(char*, int, int, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

BioPtr Reading(std::string_view text) { return BioPtr(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

absl::StatusOr<std::vector<CertificatePtr>> ReadCertificates(std::string_view text, std::string_view part) {
  const BioPtr bio = Reading(text);
  std::vector<CertificatePtr> certificates;
  ERR_clear_error();
  while (true) {
    CertificatePtr certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    if (certificate == nullptr) break;
    certificates.push_back(std::move(certificate));
  }
  const unsigned long error = ERR_peek_last_error();
  const bool at_end = ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
  const std::string reason = TakeOpensslError();
  if (!at_end) return Unusable(part, fmt::format("certificate {} cannot be read: {}", certificates.size() + 1, reason));
  if (certificates.empty()) return Unusable(part, "there is no certificate in PEM");
  return certificates;
}

absl::Status UseChain(SSL_CTX* context, const std::vector<CertificatePtr>& chain) {
  if (SSL_CTX_use_certificate(context, chain.front().get()) != 1) {
    return Unusable("server certificate", TakeOpensslError());
  }
  for (size_t i = 1; i < chain.size(); ++i) {
    if (SSL_CTX_add1_chain_cert(context, chain[i].get()) != 1) {
      return Unusable("server certificate", fmt::format("certificate {}: {}", i + 1, TakeOpensslError()));
    }
  }
  return absl::OkStatus();
}

absl::Status UseKey(SSL_CTX* context, std::string_view text) {
  const BioPtr bio = Reading(text);
  bool is_encrypted = false;
  const KeyPtr key(PEM_read_bio_PrivateKey(bio.get(), nullptr, NoPassphrase, &is_encrypted));
  if (key == nullptr) {
    ERR_clear_error();  // its words would not help, and must not show pieces of a key
    return UnusableKey(is_encrypted ? "it is encrypted; give it without a passphrase"
                                    : "there is no private key in PEM");
  }
  if (SSL_CTX_use_PrivateKey(context, key.get()) != 1 || SSL_CTX_check_private_key(context) != 1) {
    ERR_clear_error();
    return UnusableKey("it does not belong to the server certificate");
  }
  return absl::OkStatus();
}

absl::Status UseAuthorities(SSL_CTX* context, const std::vector<CertificatePtr>& authorities) {
  constexpr std::string_view kPart = "client authorities";
  for (size_t i = 0; i < authorities.size(); ++i) {
    X509* const authority = authorities[i].get();
    if (X509_check_ca(authority) != 1) return Unusable(kPart, fmt::format("certificate {} is not a CA's", i + 1));
    if (X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority) != 1 ||
        SSL_CTX_add_client_CA(context, authority) != 1) {
      return Unusable(kPart, fmt::format("certificate {}: {}", i + 1, TakeOpensslError()));
    }
  }
  // An intermediate CA that is listed is trusted, its root need not be there.
  X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_PARTIAL_CHAIN);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
  return absl::OkStatus();
}

// RFC 7301: HTTP/2 before HTTP/1.1, whatever the peer likes better; it is refused when it knows neither.
int SelectProtocol(SSL*, const unsigned char** selected, unsigned char* size, const unsigned char* offered,
                   unsigned int offered_size, void*) {
  static constexpr unsigned char kOurs[] = "\x02h2\x08http/1.1";
  unsigned char* chosen = nullptr;
  const int result = SSL_select_next_proto(&chosen, size, kOurs, sizeof(kOurs) - 1, offered, offered_size);
  *selected = chosen;
  return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

bool Harden(SSL_CTX* context) {
  // Many clients end a connection without a word of TLS. What they sent says itself where it ends, so nothing can be
  // cut off unnoticed.
  SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                   SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_mode(context,
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(context, 1);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);  // tickets only: nothing is kept here
  SSL_CTX_set_timeout(context, kTicketSeconds);
  SSL_CTX_set_num_tickets(context, 1);
  SSL_CTX_set_max_cert_list(context, kMaxPeerChainBytes);
  SSL_CTX_set_verify_depth(context, kMaxPeerChainDepth);
  SSL_CTX_set_alpn_select_cb(context, SelectProtocol, nullptr);
  return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
         SSL_CTX_set_cipher_list(context, kCiphers) == 1 && SSL_CTX_set1_groups_list(context, kGroups) == 1 &&
         SSL_CTX_set_session_id_context(context, kSessionContext, sizeof(kSessionContext) - 1) == 1;
}

std::vector<std::string> WarningsOf(X509* certificate) {
  std::vector<std::string> warnings;
  const int64_t now = std::time(nullptr);
  const int64_t since = ToUnixTime(X509_get0_notBefore(certificate));
  const int64_t until = ToUnixTime(X509_get0_notAfter(certificate));
  const auto date = [](int64_t time) { return HttpDate(std::chrono::sys_seconds(std::chrono::seconds(time))); };
  if (until <= now) warnings.push_back("the server certificate has expired: " + date(until));
  if (since > now) warnings.push_back("the server certificate is not valid yet: " + date(since));
  if (X509_check_ca(certificate) == 1) warnings.emplace_back("the server certificate is a CA's, which clients refuse");
  if (X509_get_ext_by_NID(certificate, NID_subject_alt_name, -1) < 0) {
    warnings.emplace_back("the server certificate has no subject alternative name, without which clients refuse it");
  }
  return warnings;
}

}  // namespace

TlsContext::TlsContext(SslContextPtr context, int64_t certificate_until, std::vector<std::string> warnings)
    : context_(std::move(context)), certificate_until_(certificate_until), warnings_(std::move(warnings)) {}

absl::StatusOr<std::shared_ptr<const TlsContext>> TlsContext::Make(const TlsIdentity& identity) {
  ASSIGN_OR_RETURN(const auto chain, ReadCertificates(identity.certificate_chain, "server certificate"));
  SslContextPtr context(SSL_CTX_new(TLS_server_method()));
  if (context == nullptr || !Harden(context.get())) {
    return Error(ErrorKind::kInternal, "OpenSSL cannot be set up: " + TakeOpensslError());
  }
  RETURN_IF_ERROR(UseChain(context.get(), chain));
  RETURN_IF_ERROR(UseKey(context.get(), identity.private_key.view()));
  if (!identity.client_authorities.empty()) {
    ASSIGN_OR_RETURN(const auto authorities, ReadCertificates(identity.client_authorities, "client authorities"));
    RETURN_IF_ERROR(UseAuthorities(context.get(), authorities));
  }
  const int64_t until = ToUnixTime(X509_get0_notAfter(chain.front().get()));
  return std::shared_ptr<const TlsContext>(new TlsContext(std::move(context), until, WarningsOf(chain.front().get())));
}

}  // namespace hardtack::authority
