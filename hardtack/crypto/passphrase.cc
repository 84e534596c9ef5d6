// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// passphrase.h over libsodium. Tested by tests/crypto/passphrase_test.cc.

#include "hardtack/crypto/passphrase.h"

#include <sodium.h>

#include <charconv>
#include <utility>

#include "hardtack/crypto/encoding.h"
#include "hardtack/crypto/secret.h"

namespace hardtack::crypto {
namespace {

constexpr uint32_t kMemoryKib = 64 << 10;
constexpr uint32_t kPasses = 3;

static_assert(crypto_pwhash_argon2id_SALTBYTES == kArgon2SaltBytes);

// What stands between `prefix` and the next space, or the end; both go. nullopt: `text` does not start so.
std::optional<std::string_view> Take(std::string_view prefix, std::string_view& text) {
  if (text.substr(0, prefix.size()) != prefix) return std::nullopt;
  text.remove_prefix(prefix.size());
  const std::string_view value = text.substr(0, text.find(' '));
  text.remove_prefix(value.size() < text.size() ? value.size() + 1 : value.size());
  return value;
}

std::optional<uint32_t> ToNumber(std::string_view digits) {
  uint32_t number = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (code != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::optional<uint32_t> TakeNumber(std::string_view prefix, std::string_view& text, uint32_t min, uint32_t max) {
  const auto digits = Take(prefix, text);
  if (!digits.has_value()) return std::nullopt;
  const auto number = ToNumber(*digits);
  return number.has_value() && *number >= min && *number <= max ? number : std::nullopt;
}

}  // namespace

PassphraseRecipe PassphraseRecipe::Generate() {
  return {kMemoryKib, kPasses, std::string(RandomSecret(kArgon2SaltBytes).view())};
}

std::optional<PassphraseRecipe> PassphraseRecipe::FromText(std::string_view text) {
  std::string_view rest = text;
  if (Take("argon2id", rest) != "") return std::nullopt;
  const auto memory = TakeNumber("m=", rest, kMinArgon2MemoryKib, kMaxArgon2MemoryKib);
  const auto passes = TakeNumber("t=", rest, 1, kMaxArgon2Passes);
  const auto digits = Take("salt=", rest);
  if (!memory.has_value() || !passes.has_value() || !digits.has_value()) return std::nullopt;
  const auto salt = FromHex(*digits);
  if (!salt.has_value() || salt->size() != kArgon2SaltBytes) return std::nullopt;
  PassphraseRecipe recipe(*memory, *passes, std::string(salt->view()));
  // Leading zeros, capital digits, anything behind: one recipe has one text.
  if (recipe.ToText() != text) return std::nullopt;
  return recipe;
}

std::string PassphraseRecipe::ToText() const {
  return "argon2id m=" + std::to_string(memory_kib_) + " t=" + std::to_string(passes_) +
         " salt=" + std::string(ToHex(salt_).view());
}

std::optional<BoxKey> PassphraseRecipe::KeyFor(std::string_view passphrase) const {
  InitSodium();
  SecretString key = SecretOfSize(kBoxKeyBytes);
  if (crypto_pwhash_argon2id(reinterpret_cast<unsigned char*>(key.data()), key.size(), passphrase.data(),
                             passphrase.size(), reinterpret_cast<const unsigned char*>(salt_.data()), passes_,
                             size_t{memory_kib_} << 10, crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
    return std::nullopt;
  }
  return BoxKey::FromBytes(key.view());
}

}  // namespace hardtack::crypto
