// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// VerifyMany: sorts out what the lanes can take. Tested by tests/crypto/verify_many_test.cc.

#include "hardtack/crypto/verify_many.h"

#include "hardtack/crypto/ed25519_many.h"
#include "hardtack/crypto/mismatch.h"

namespace hardtack::crypto {

static_assert(kSignaturesPerPass == ed25519::kItemsPerPass);

std::vector<absl::Status> VerifyMany(std::span<const SignedMessage> items) {
  std::vector<absl::Status> verdicts(items.size());
  std::vector<ed25519::Item> together;
  std::vector<size_t> positions;  // in `items`, of those in `together`
  together.reserve(items.size());
  positions.reserve(items.size());
  for (size_t i = 0; i < items.size(); ++i) {
    const auto& [key, message, signature] = items[i];
    if (key->algorithm() == Algorithm::kEd25519 && signature.size() == kEd25519SignatureBytes) {
      together.push_back({key->bytes(), message, signature});
      positions.push_back(i);
    } else {
      verdicts[i] = Verify(*key, message, signature);
    }
  }
  ed25519::VerifyMany(together, ed25519::FastestPath());
  for (size_t i = 0; i < together.size(); ++i) {
    if (!together[i].valid) verdicts[positions[i]] = SignatureMismatch();
  }
  return verdicts;
}

}  // namespace hardtack::crypto
