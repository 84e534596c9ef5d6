// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// OpenSSL's errors and times. Tested by tests/authority/tls_context_test.cc.

#include "hardtack/authority/http/openssl_objects.h"

#include <openssl/err.h>

namespace hardtack::authority {

std::string TakeOpensslError() {
  const unsigned long code = ERR_peek_last_error();
  const char* const reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  ERR_clear_error();
  return reason == nullptr ? "no reason" : reason;
}

int64_t ToUnixTime(const ASN1_TIME* time) {
  using AsnTimePtr = std::unique_ptr<ASN1_TIME, OpensslFree<ASN1_TIME_free>>;
  constexpr int64_t kDay = 86'400;
  const AsnTimePtr epoch(ASN1_TIME_set(nullptr, 0));
  int days = 0;
  int seconds = 0;
  if (epoch == nullptr || ASN1_TIME_diff(&days, &seconds, epoch.get(), time) != 1) return 0;
  return days * kDay + seconds;
}

}  // namespace hardtack::authority
