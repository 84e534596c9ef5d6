// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Names of requests in logs and in the audit trail: 128 random bits, so that no two are alike whichever server gave
// them, and none can be guessed. What a client sends as its own is not used.

#ifndef HARDTACK_AUTHORITY_HTTP_REQUEST_ID_H_
#define HARDTACK_AUTHORITY_HTTP_REQUEST_ID_H_

#include <string>

namespace hardtack::authority {

// 32 digits of lower-case hex. Any thread.
std::string RandomRequestId();

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_REQUEST_ID_H_
