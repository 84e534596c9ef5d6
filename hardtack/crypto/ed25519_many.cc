// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ed25519_many.h. Tested by tests/crypto/verify_many_test.cc and tests/fuzz/verify_many.cc.

#include "hardtack/crypto/ed25519_many.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "hardtack/crypto/ed25519.h"
#ifdef HARDTACK_HAS_LANES
#include "hardtack/crypto/lanes/verify.h"
#endif

namespace hardtack::crypto::ed25519 {
namespace {

void VerifyOneByOne(std::span<Item* const> items) {
  for (Item* item : items) item->valid = Verify(item->public_key, item->message, item->signature);
}

#ifdef HARDTACK_HAS_LANES

static_assert(kItemsPerPass == lanes::kItemsPerPass);

const uint8_t* Bytes(std::string_view bytes) { return reinterpret_cast<const uint8_t*>(bytes.data()); }

// One item, two, or at most a pass.
void VerifyTogether(std::span<Item* const> items) {
  lanes::Item pass[kItemsPerPass];
  for (size_t i = 0; i < items.size(); ++i) {
    const Item& item = *items[i];
    pass[i] = {Bytes(item.public_key), Bytes(item.signature), Bytes(item.message), item.message.size()};
  }
  const uint8_t valid = items.size() == 1   ? lanes::VerifyOne(pass[0])
                        : items.size() == 2 ? lanes::VerifyPair(pass[0], pass[1])
                                            : lanes::VerifyPass(pass, static_cast<int>(items.size()));
  for (size_t i = 0; i < items.size(); ++i) items[i]->valid = (valid >> i & 1) != 0;
}

// A pass hashes for as long as its longest message takes, so messages of like lengths share one.
void SortByLength(std::vector<Item*>& items) {
  std::ranges::sort(items, {}, [](const Item* item) { return item->message.size(); });
}

#else

void VerifyTogether(std::span<Item* const> items) { VerifyOneByOne(items); }
void SortByLength(std::vector<Item*>&) {}

#endif

}  // namespace

void VerifyMany(std::span<Item> items, Path path) {
  std::vector<Item*> order;
  order.reserve(items.size());
  for (Item& item : items) order.push_back(&item);
  if (path == Path::kPortable) return VerifyOneByOne(order);
  SortByLength(order);
  for (auto rest = std::span<Item* const>(order); !rest.empty();) {
    const size_t most = rest.size() < kFewestForPass ? kItemsPerPair : kItemsPerPass;
    const size_t count = std::min(most, rest.size());
    VerifyTogether(rest.first(count));
    rest = rest.subspan(count);
  }
}

}  // namespace hardtack::crypto::ed25519
