// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// VerifiedCache: one table of tokens, and one of beginnings: their hashes, and where their blocks are decoded. Tested by
// tests/token/verified_cache_test.cc.

#include "hardtack/token/verified_cache.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "hardtack/crypto/keyed_hash.h"
#include "hardtack/engine/memory.h"
#include "hardtack/token/clock_table.h"
#include "hardtack/token/kept_programs.h"

namespace hardtack::token {
namespace {

using crypto::Hash128;

size_t BlockBytes(const wire::DecodedBlock& block) {
  size_t bytes = sizeof(block) - sizeof(block.block) + engine::MemoryBytes(block.block);
  for (const std::string& symbol : block.symbols) bytes += sizeof(std::string) + symbol.capacity() + 1;
  for (const engine::PublicKey& key : block.public_keys) bytes += sizeof(key) + key.bytes.capacity() + 1;
  return bytes;
}

// A token as it came.
struct Known {
  Biscuit token;
  std::shared_ptr<const std::string> text;  // null: it came as bytes

  bool CameAs(VerifiedCache::Form form, std::string_view received) const {
    if (form == VerifiedCache::Form::kBytes) return text == nullptr && token.unverified().bytes() == received;
    return text != nullptr && *text == received;
  }
};

// A block that verified, with all before it. Weak: what keeps a block is a token, whose bytes are counted.
struct KnownBlock {
  std::weak_ptr<const wire::DecodedBlock> block;
  size_t bytes = 0;  // that the block takes
};
constexpr size_t kControlBlockBytes = 48;  // what is left of a block to which there are only weak references

// What a token takes beside its decoded blocks: its bytes, the chain and the envelope that view them, the keys' texts.
size_t TokenBytes(const Biscuit& token) {
  constexpr size_t kPerBlock = 2 * sizeof(crypto::ChainLink) + sizeof(std::optional<engine::PublicKey>) + 256;
  constexpr size_t kPerToken = 1024;
  return kPerToken + token.unverified().bytes().size() + token.blocks().size() * kPerBlock;
}

// By value: a limit that is added must be added here.
std::array<uint64_t, 7> ValuesOf(const engine::StructureLimits& limits) {
  static_assert(sizeof(limits) == 7 * sizeof(size_t));
  return {limits.max_token_bytes, limits.max_blocks,        limits.max_symbols,       limits.max_nesting,
          limits.max_text_bytes,  limits.max_pattern_bytes, limits.max_pattern_memory};
}

}  // namespace

class VerifiedCache::Tables {
 public:
  // Half of the bytes are for tokens, a quarter for what they are compiled to, a quarter for beginnings.
  explicit Tables(size_t max_bytes)
      : tokens(max_bytes / 2), beginnings(max_bytes / 4), programs(std::make_shared<ProgramBudget>(max_bytes / 4)) {}

  // Of the end of the token, where its last signature and its proof are: two tokens seldom have the same, and those that
  // do take each other's place. What is found is compared whole.
  Hash128 KeyOf(std::string_view received) const {
    constexpr size_t kEndBytes = 128;
    return token_hash_.Of(received.substr(received.size() - std::min(received.size(), kEndBytes)));
  }

  // One for the first block alone, one for the first two, and so on. The root key starts each, since which key a token
  // names by its hint may change, and the limits, since a block may be too much for others.
  std::vector<Hash128> BeginningKeys(const UnverifiedBiscuit& token, const crypto::PublicKey& root) const {
    std::vector<Hash128> keys;
    keys.reserve(token.block_count());
    const std::array<uint64_t, 7> limits = ValuesOf(token.limits());
    Hash128 key =
        beginning_hash_.Of(beginning_hash_.Of(root.bytes()),
                           beginning_hash_.Of({reinterpret_cast<const char*>(limits.data()), sizeof(limits)}));
    for (engine::BlockId block = 0; block < token.block_count(); ++block) {
      key = beginning_hash_.Of(key, beginning_hash_.Of(token.raw_block(block)));
      keys.push_back(key);
    }
    return keys;
  }

  ClockTable<Known> tokens;
  ClockTable<KnownBlock> beginnings;
  const std::shared_ptr<ProgramBudget> programs;
  std::atomic<uint64_t> hits = 0, prefix_hits = 0, misses = 0;

 private:
  const crypto::KeyedHash token_hash_, beginning_hash_;
};

VerifiedCache::VerifiedCache(size_t max_bytes) : tables_(std::make_unique<Tables>(max_bytes)) {}
VerifiedCache::~VerifiedCache() = default;

std::optional<absl::StatusOr<Biscuit>> VerifiedCache::Find(Form form, std::string_view received,
                                                           const engine::StructureLimits& limits,
                                                           const RootKeyLookup& lookup) {
  std::optional<Known> known = tables_->tokens.Find(tables_->KeyOf(received));
  if (!known.has_value() || !known->CameAs(form, received) || known->token.unverified().limits() != limits) {
    return std::nullopt;
  }
  const absl::StatusOr<crypto::PublicKey> root = lookup(known->token.unverified().root_key_id());
  if (!root.ok()) return root.status();
  if (*root != known->token.root_key()) return std::nullopt;
  tables_->hits.fetch_add(1, std::memory_order_relaxed);
  return std::move(known->token);
}

VerifiedCache::Beginning VerifiedCache::FindBeginning(const UnverifiedBiscuit& token, const crypto::PublicKey& root) {
  Beginning beginning{0, tables_->BeginningKeys(token, root), {}, 0};
  size_t& known = beginning.blocks = beginning.keys.size();
  while (known > 0 && !tables_->beginnings.Find(beginning.keys[known - 1]).has_value()) --known;
  for (size_t i = 0; i < known; ++i) {
    const std::optional<KnownBlock> found = tables_->beginnings.Find(beginning.keys[i]);
    std::shared_ptr<const wire::DecodedBlock> block = found.has_value() ? found->block.lock() : nullptr;
    if (block == nullptr) break;
    beginning.decoded.push_back(std::move(block));
    beginning.decoded_bytes += found->bytes;
  }
  (known > 0 ? tables_->prefix_hits : tables_->misses).fetch_add(1, std::memory_order_relaxed);
  return beginning;
}

void VerifiedCache::Add(const Biscuit& token, const Beginning& beginning, std::string_view text) {
  size_t bytes = TokenBytes(token) + text.size() + beginning.decoded_bytes;
  for (size_t i = beginning.decoded.size(); i < beginning.keys.size(); ++i) {
    const size_t block_bytes = BlockBytes(token.blocks()[i]);
    bytes += block_bytes;
    tables_->beginnings.Insert(beginning.keys[i], {token.blocks().Share(i), block_bytes}, kControlBlockBytes);
  }
  Known known{token, text.empty() ? nullptr : std::make_shared<const std::string>(text)};
  const std::string_view received = text.empty() ? token.unverified().bytes() : text;
  tables_->tokens.Insert(tables_->KeyOf(received), std::move(known), bytes);
}

const std::shared_ptr<ProgramBudget>& VerifiedCache::programs() const { return tables_->programs; }

VerifiedCache::Statistics VerifiedCache::statistics() const {
  return {tables_->hits, tables_->prefix_hits, tables_->misses, tables_->tokens.size(),
          tables_->tokens.bytes() + tables_->beginnings.bytes() + tables_->programs->bytes()};
}

}  // namespace hardtack::token
