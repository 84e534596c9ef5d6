// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Request ids. Tested by tests/authority/http_text_test.cc.

#include "hardtack/authority/http/request_id.h"

#include <array>

#include <openssl/rand.h>

#include "hardtack/report/json_text.h"

namespace hardtack::authority {

std::string RandomRequestId() {
  std::array<unsigned char, 16> bytes = {};
  // Fails only where no random numbers are to be had, and then no handshake succeeds either.
  if (RAND_bytes(bytes.data(), bytes.size()) != 1) bytes = {};
  return report::Hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

}  // namespace hardtack::authority
