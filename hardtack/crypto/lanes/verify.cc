// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// verify.h: what libsodium 1.0.18 accepts, which is RFC 8032, section 5.1.7, without the cofactor, and besides refuses a
// key that is not encoded canonically and a key or R of small order. libsodium encodes kA.. and compares bytes with R;
// here R is decoded, beside the key, and points are compared. The verdict is the same once an R that is not canonical is
// refused: every other encoding is that of one point only, but for x = 0, where R is of small order.
//
// Tested by tests/crypto/verify_many_test.cc, against libsodium.

#include "hardtack/crypto/lanes/verify.h"

#include <sodium.h>

#include <cstring>

#include "hardtack/crypto/lanes/decompress.h"
#include "hardtack/crypto/lanes/hash.h"
#include "hardtack/crypto/lanes/table.h"

namespace hardtack::crypto::lanes {
namespace {

static_assert(kItemsPerPass == kLanes);

constexpr size_t kPointBytes = 32;

// The items of a pass; lanes that have none repeat the first.
struct Pass {
  Item item[kLanes];

  Pass(const Item* items, int count) {
    for (int lane = 0; lane < kLanes; ++lane) item[lane] = items[lane < count ? lane : 0];
  }
};

struct Encoded {
  Words key, r, s;

  explicit Encoded(const Pass& pass) {
    const uint8_t *keys[kLanes], *rs[kLanes], *ss[kLanes];
    for (int lane = 0; lane < kLanes; ++lane) {
      keys[lane] = pass.item[lane].key;
      rs[lane] = pass.item[lane].signature;
      ss[lane] = pass.item[lane].signature + kPointBytes;
    }
    key = LoadWords(keys);
    r = LoadWords(rs);
    s = LoadWords(ss);
  }
};

// k = SHA-512(R, key, message) modulo the order of the base point.
Words Challenge(const Pass& pass) {
  PrefixedMessage messages[kLanes];
  for (int lane = 0; lane < kLanes; ++lane) {
    const Item& item = pass.item[lane];
    std::memcpy(messages[lane].prefix, item.signature, kPointBytes);
    std::memcpy(messages[lane].prefix + kPointBytes, item.key, kPointBytes);
    messages[lane].body = item.message;
    messages[lane].body_size = item.message_size;
  }
  uint8_t digests[kLanes][kDigestBytes];
  Sha512(messages, digests);
  const uint8_t* scalars[kLanes];
  for (int lane = 0; lane < kLanes; ++lane) {
    uint8_t reduced[crypto_core_ed25519_SCALARBYTES];
    crypto_core_ed25519_scalar_reduce(reduced, digests[lane]);
    std::memcpy(digests[lane], reduced, sizeof(reduced));
    scalars[lane] = digests[lane];
  }
  return LoadWords(scalars);
}

// Kept out of line, each with a loop or a table of its own, so that the loop around them stays in the nearest cache.
[[gnu::noinline]] void DoubleFourTimes(Extended& p) {
  Projective multiple = p;
  for (int i = 0; i < 3; ++i) multiple = ToProjective(Double(multiple));
  p = ToExtended(Double(multiple));
}

[[gnu::noinline]] void SubtractKeyMultiple(Extended& p, const KeyTable& table, const Digit& digit) {
  p = ToExtended(Add(p, table.Get(digit), static_cast<Mask>(~digit.negative)));
}

[[gnu::noinline]] void AddBaseMultiple(Extended& p, const Digit& digit) {
  p = ToExtended(Add(p, GetBaseMultiple(digit), digit.negative));
}

// sB - kA. The two scalars share their doublings (Straus, "Addition chains of vectors", 1964): the windows of k are four
// bits wide, those of s eight.
Projective Combine(const Words& s, const Words& k, const Extended& key) {
  const KeyTable table(key);
  const KeyWindows key_windows(k);
  const BaseWindows base_windows(s);
  Extended sum = Neutral();
  for (int i = KeyWindows::kDigits - 1; i >= 0; --i) {
    DoubleFourTimes(sum);
    SubtractKeyMultiple(sum, table, key_windows.digit(i));
    if (i % 2 == 0) AddBaseMultiple(sum, base_windows.digit(i / 2));
  }
  return sum;
}

}  // namespace

uint8_t VerifyPass(const Item* items, int count) {
  const Pass pass(items, count);
  const Encoded encoded(pass);
  Mask accepted = IsBelowOrder(encoded.s) & IsCanonical(encoded.key) & IsCanonical(encoded.r);
  Decompressed points[2];
  Decompress({encoded.key, encoded.r}, points);
  const auto& [key, r] = points;
  accepted &= key.on_curve & r.on_curve;
  accepted &= static_cast<Mask>(~(HasSmallOrder(key.point) | HasSmallOrder(r.point)));
  accepted &= IsAffine(Combine(encoded.s, Challenge(pass), key.point), r.point);
  return accepted & static_cast<Mask>((1 << count) - 1);
}

}  // namespace hardtack::crypto::lanes
