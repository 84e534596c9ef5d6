// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The one failure that verifying a well-formed signature has. Internal to crypto.

#ifndef HARDTACK_CRYPTO_MISMATCH_H_
#define HARDTACK_CRYPTO_MISMATCH_H_

#include "hardtack/base/error.h"

namespace hardtack::crypto {

inline absl::Status SignatureMismatch() { return Error(ErrorKind::kInvalidSignature, "the signature does not match"); }

}  // namespace hardtack::crypto

#endif  // HARDTACK_CRYPTO_MISMATCH_H_
