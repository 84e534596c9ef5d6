// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any signatures over any messages: verification in lanes, of all together, of each alone and of each two, and
// libsodium agree on each. Bytes alone would never be a good signature, so a record may ask for one, which it then
// changes: a record of zeros is good. 4 KiB (-max_len=4096) hold some twenty signatures.
//
// A record is a byte, a key (32 bytes), a signature (64), the size of the message (2, little-endian) and the message.
// In an odd record key and signature are those of a fixed key over the message, exclusive or what the record says.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/crypto/ed25519.h"
#include "hardtack/crypto/ed25519_many.h"
#include "hardtack/crypto/ed25519_path.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

namespace ed25519 = crypto::ed25519;

struct Record {
  std::string key, signature, message;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool empty() const { return bytes_.empty(); }

  // Zeros where there is nothing left.
  std::string Take(size_t size) {
    const std::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(taken.size());
    std::string padded(taken);
    padded.resize(size);
    return padded;
  }

  std::string TakeMessage() {
    const std::string size = Take(2);
    const size_t wanted = static_cast<uint8_t>(size[0]) | static_cast<uint8_t>(size[1]) << 8;
    return Take(std::min(wanted, bytes_.size()));
  }

 private:
  std::string_view bytes_;
};

void ExclusiveOr(std::string& bytes, std::string_view other) {
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(bytes[i] ^ other[i]);
}

Record TakeRecord(Reader& reader) {
  static const std::string seed(32, 'h');
  static const std::string fixed_key = ed25519::PublicKeyOf(seed);
  const bool is_signed = (reader.Take(1)[0] & 1) != 0;
  Record record{reader.Take(32), reader.Take(64), reader.TakeMessage()};
  if (is_signed) {
    ExclusiveOr(record.signature, ed25519::Sign(seed, fixed_key, record.message));
    ExclusiveOr(record.key, fixed_key);
  }
  return record;
}

void CheckItems(std::span<ed25519::Item> items) {
  for (ed25519::Item& item : items) item.valid = false;
  ed25519::VerifyMany(items, ed25519::Path::kLanes);
  for (const ed25519::Item& item : items) {
    const bool expected = ed25519::Verify(item.public_key, item.message, item.signature);
    Require(item.valid == expected, "lanes and libsodium agree on a signature");
  }
}

// Told once where they do not, since then nothing is compared.
bool HasLanes() {
  static const bool has = [] {
    const bool available = ed25519::IsAvailable(ed25519::Path::kLanes);
    if (!available) std::cerr << "NOT RUN: signatures in lanes, which this build or this processor does not have\n";
    return available;
  }();
  return has;
}

void CheckRecords(std::string_view bytes) {
  if (!HasLanes()) return;
  Reader reader(bytes);
  std::vector<Record> records;
  while (!reader.empty()) records.push_back(TakeRecord(reader));
  std::vector<ed25519::Item> items;
  for (const Record& record : records) items.push_back({record.key, record.message, record.signature});
  CheckItems(items);
  for (size_t i = 0; i < items.size(); ++i) {
    CheckItems(std::span(items).subspan(i, 1));
    CheckItems(std::span(items).subspan(i, std::min<size_t>(2, items.size() - i)));
  }
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckRecords(hardtack::fuzz::AsText(data, size));
  return 0;
}
