// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// How libFuzzer changes the inputs of `verify`: a part of a token, which is then signed again most of the time. What is
// no token is changed as bytes, or replaced by a small one.

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include "hardtack/token/builder.h"
#include "hardtack/token/third_party.h"
#include "tests/fuzz/custom_mutator.h"
#include "tests/fuzz/forge.h"

namespace hardtack::fuzz {
namespace {

constexpr size_t kRoom = 64;  // by which one change may lengthen a part

engine::Block BlockOf(std::string name, std::string text) {
  engine::Block block;
  block.facts.push_back(engine::Fact{{std::move(name), {engine::StringTerm(std::move(text))}}});
  return block;
}

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::string Change(const std::string& bytes) {
    std::optional<Token> token = ReadToken(bytes);
    if (Percent(5)) return ChangedBytes(bytes);
    if (!token || token->blocks.empty()) return SmallToken();
    if (Percent(10)) return Continued(bytes);
    for (size_t changes = 1 + Below(3); changes > 0; --changes) ChangePart(*token);
    if (Percent(90)) SignAgain(*token, Percent(80) ? 0 : Below(token->blocks.size()));
    return WriteToken(*token);
  }

 private:
  size_t Below(size_t bound) { return random_() % bound; }
  bool Percent(size_t percent) { return Below(100) < percent; }

  static std::string ChangedBytes(std::string bytes) {
    const size_t size = bytes.size();
    bytes.resize(size + kRoom);
    bytes.resize(LLVMFuzzerMutate(reinterpret_cast<uint8_t*>(bytes.data()), size, bytes.size()));
    return bytes;
  }

  static std::string SmallToken() {
    return std::string(token::Issue(BlockOf("user", "alice"), RootKey(crypto::Algorithm::kEd25519))->bytes());
  }

  // What a holder may do, or the bytes as they were.
  std::string Continued(const std::string& bytes) {
    const auto token = token::UnverifiedBiscuit::FromBytes(bytes);
    if (!token.ok()) return bytes;
    const engine::Block block = BlockOf("group", "admin");
    auto made = Percent(50) ? token::Append(*token, block, OneKey().algorithm()) : WithThirdParty(*token, block);
    return made.ok() ? std::string(made->bytes()) : bytes;
  }

  absl::StatusOr<token::UnverifiedBiscuit> WithThirdParty(const token::UnverifiedBiscuit& token,
                                                          const engine::Block& block) {
    const auto request = token::RequestThirdParty(token);
    if (!request.ok()) return request.status();
    const auto contents = token::SignThirdParty(*request, block, OneKey());
    return contents.ok() ? token::AppendThirdParty(token, *contents, OneKey().algorithm()) : contents.status();
  }

  const crypto::PrivateKey& OneKey() { return Keys()[Below(Keys().size())]; }

  void ChangeKey(Key& key) {
    if (Percent(90)) {
      key = KeyOf(OneKey().public_key());
    } else {
      key.bytes = ChangedBytes(std::move(key.bytes));
    }
  }

  void ChangeExternal(SignedBlock& block) {
    if (block.external && Percent(30)) return block.external.reset();
    if (block.external && Percent(30)) {
      block.external->signature = ChangedBytes(std::move(block.external->signature));
      return;
    }
    if (!block.external) block.external.emplace();
    block.version = 1;
    ChangeKey(block.external->key);
  }

  void ChangeOrder(Token& token) {
    std::vector<SignedBlock>& blocks = token.blocks;
    const size_t at = Below(blocks.size()), other = Below(blocks.size());
    switch (Below(4)) {
      case 0:
        return std::swap(blocks[at], blocks[other]);
      case 1:
        blocks.insert(blocks.begin() + static_cast<std::ptrdiff_t>(at), SignedBlock(blocks[other]));
        return;
      case 2:
        blocks[at].payload = blocks[other].payload;
        return;
      default:
        if (blocks.size() > 1) blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }

  void ChangeProof(Token& token) {
    switch (Below(3)) {
      case 0:
        token.proof_kind = wire::ProofKind::kNextSecret;
        return;
      case 1:
        token.proof_kind = wire::ProofKind::kFinalSignature;
        return;
      default:
        token.proof = ChangedBytes(std::move(token.proof));
    }
  }

  // Of secp256r1 a root key signs where the first signature does not look like one of Ed25519.
  void ChangeSignature(SignedBlock& block) {
    if (Percent(50)) block.signature.resize(block.signature.size() == 64 ? 70 : 64);
    if (Percent(50)) block.signature = ChangedBytes(std::move(block.signature));
  }

  void ChangePart(Token& token) {
    SignedBlock& block = token.blocks[Below(token.blocks.size())];
    switch (Below(12)) {
      case 0:
        return ChangeKey(block.next_key);
      case 1:
        return ChangeExternal(block);
      case 2:
        return ChangeOrder(token);
      case 3:
        return ChangeProof(token);
      case 4:
        return ChangeSignature(block);
      case 5:
        block.version = static_cast<uint32_t>(Percent(90) ? Below(2) : Below(4));
        return;
      case 6:
        token.root_key_id = Percent(50) ? std::nullopt : std::optional<uint32_t>(Below(9));
        return;
      default:
        block.payload = ChangedBytes(std::move(block.payload));
    }
  }

  std::minstd_rand random_;
};

}  // namespace
}  // namespace hardtack::fuzz

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  return hardtack::fuzz::ChangeInput(hardtack::fuzz::Mutator(seed), data, size, max_size);
}
