// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Shows that no branch and no address in the derivation of a public key depends on the secret scalar: the scalar is
// marked as uninitialised memory, and MemorySanitizer, with which this file and the sources that it links are compiled,
// stops the program at the first branch or address made of such memory (as Langley's ctgrind has Valgrind do, which does
// not know AVX-512). The result must be marked as well: else the marks would have been lost on the way.
//
//   constant_time branch | index    a branch or an address that does depend on it, at which MemorySanitizer must stop

#include <sanitizer/msan_interface.h>
#include <sodium.h>

#include <cstdio>
#include <cstring>

#include "hardtack/crypto/ed25519_path.h"
#include "hardtack/crypto/lanes/derive.h"

namespace {

constexpr size_t kBytes = 32;

int Fail(const char* what) { return std::fprintf(stderr, "%s\n", what), 1; }

int CheckMultiplication() {
  uint8_t scalar[kBytes], point[kBytes], expected[kBytes];
  for (size_t i = 0; i < kBytes; ++i) scalar[i] = static_cast<uint8_t>(37 * i + 5);
  scalar[kBytes - 1] &= 0x7f;
  (void)!crypto_scalarmult_ed25519_base_noclamp(expected, scalar);
  __msan_unpoison(expected, kBytes);
  __msan_poison(scalar, kBytes);
  hardtack::crypto::lanes::MultiplyBase(scalar, point);
  for (size_t i = 0; i < kBytes; ++i) {
    if (__msan_test_shadow(point + i, 1) != 0) return Fail("the result does not depend on the scalar");
  }
  __msan_unpoison(point, kBytes);
  return std::memcmp(point, expected, kBytes) == 0 ? 0 : Fail("the result is not libsodium's");
}

// Of a marked value.
int Misuse(bool in_branch) {
  static volatile uint8_t table[256];
  volatile uint8_t secret = 0;
  __msan_poison(const_cast<uint8_t*>(&secret), 1);
  if (!in_branch) return table[secret];
  if (secret != 0) std::puts("not zero");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (!hardtack::crypto::ed25519::IsAvailable(hardtack::crypto::ed25519::Path::kLanes)) {
    return std::puts("NOT RUN: that deriving a key in lanes is constant-time, which this processor cannot do"), 0;
  }
  if (argc == 1) return CheckMultiplication();
  return Misuse(std::strcmp(argv[1], "branch") == 0);
}
