// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// VerifiedCache remembers which tokens and which beginnings of tokens verified, so that a token that comes again costs no
// signature, and one that was narrowed from it only the signatures of what was added.
//
// It answers for signatures alone. Who verifies with it asks the same root key lookup as without, so that a key that is
// no longer there is refused at once; bans, expiry, checks and limits are judged on every token anew. A token is
// found by all of the text or bytes in which it came, a beginning under a keyed 128-bit hash of the root key, the limits
// within which it was read and all of its bytes: what differs in one bit is another one.
//
// A service keeps one for as long as it runs, and hands it to token::Biscuit::Verify, token::VerifyAll or the verifiers of
// identity. All members may be called from several threads.

#ifndef HARDTACK_TOKEN_VERIFIED_CACHE_H_
#define HARDTACK_TOKEN_VERIFIED_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"
#include "hardtack/engine/limits.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::crypto {
struct Hash128;  // keyed_hash.h, internal to crypto and token
}

namespace hardtack::token {

class VerifiedCache {
 public:
  // Keeps at most `max_bytes` of tokens, decoded and compiled; what was not asked for lately goes first. A token of more
  // than a thirty-second of that is not kept.
  explicit VerifiedCache(size_t max_bytes = size_t{64} << 20);
  ~VerifiedCache();
  VerifiedCache(const VerifiedCache&) = delete;
  VerifiedCache& operator=(const VerifiedCache&) = delete;

  struct Statistics {
    uint64_t hits = 0;         // tokens that cost no signature
    uint64_t prefix_hits = 0;  // tokens that cost the signatures of what was added
    uint64_t misses = 0;       // all others whose root key is known, those that do not verify included
    size_t tokens = 0;         // kept now
    size_t bytes = 0;          // that they take, blocks that tokens share counted for each of them
  };
  Statistics statistics() const;

  // Below what verifying does with it.

  // How a token came. One that comes in both forms is kept in both.
  enum class Form : uint8_t { kText, kBytes };

  // The token that came as `received`, as it verified, or why there is no root key for it now; nullopt: it is not known
  // in this form, or not under the root key that `lookup` gives, or was read within other limits.
  std::optional<absl::StatusOr<Biscuit>> Find(Form form, std::string_view received,
                                              const engine::StructureLimits& limits, const RootKeyLookup& lookup);

  // How many blocks of a token, from the first on, verified before, and the hashes that say so; and those of them, from the
  // first on, that some token still has.
  struct Beginning {
    size_t blocks = 0;
    std::vector<crypto::Hash128> keys;
    wire::DecodedBlocks decoded;
    size_t decoded_bytes = 0;  // that they take
  };
  Beginning FindBeginning(const UnverifiedBiscuit& token, const crypto::PublicKey& root);

  // Remembers `token`, which verified, and whose beginning was looked for, by its text, or by its bytes if `text` is
  // empty.
  void Add(const Biscuit& token, const Beginning& beginning, std::string_view text);

  // Of what is compiled for the tokens that it keeps.
  const std::shared_ptr<ProgramBudget>& programs() const;

 private:
  class Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_VERIFIED_CACHE_H_
