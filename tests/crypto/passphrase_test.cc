// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/crypto/passphrase.h"

#include <string>

#include "doctest/doctest.h"

namespace hardtack::crypto {
namespace {

const std::string kSalt = "000102030405060708090a0b0c0d0e0f";

std::string TextOf(const std::string& memory, const std::string& passes, const std::string& salt = kSalt) {
  return "argon2id m=" + memory + " t=" + passes + " salt=" + salt;
}

// Computed with the reference implementation of Argon2 (phc-winner-argon2).
TEST_CASE("a passphrase gives the key that Argon2id gives") {
  struct Row {
    std::string text, key;
  };
  const Row rows[] = {
      {TextOf("8192", "2"), "5d6feb78fec962f9fe4465119605b64a5dbce8acde9e8ae0c8b3d4c2f518c9a4"},
      {TextOf("65536", "3"), "e3c889ca40ed01e6b6771fc8a5bf16e35ad60b41c9bd5d7e6d63adf51e50b0fd"},
  };
  for (const Row& row : rows) {
    const auto recipe = PassphraseRecipe::FromText(row.text);
    REQUIRE(recipe.has_value());
    CHECK(recipe->ToText() == row.text);
    const auto key = recipe->KeyFor("correct horse");
    REQUIRE(key.has_value());
    CHECK(key->ToText().view() == row.key);
    CHECK(recipe->KeyFor("correct horsf")->ToText().view() != row.key);
  }
}

TEST_CASE("a new recipe is within the bounds, and its salt is its own") {
  const std::string text = PassphraseRecipe::Generate().ToText();
  CHECK(PassphraseRecipe::FromText(text).has_value());
  CHECK(text != PassphraseRecipe::Generate().ToText());
}

TEST_CASE("a recipe that demands too much, or hardly anything, is refused") {
  CHECK(PassphraseRecipe::FromText(TextOf("8192", "1")).has_value());
  CHECK(PassphraseRecipe::FromText(TextOf("1048576", "16")).has_value());
  for (const char* memory : {"0", "8191", "1048577", "104857600", "4294967296", "99999999999999999999", "-8192", ""}) {
    CAPTURE(memory);
    CHECK_FALSE(PassphraseRecipe::FromText(TextOf(memory, "3")).has_value());
  }
  for (const char* passes : {"0", "17", "4294967295", "4294967297", "-1", ""}) {
    CAPTURE(passes);
    CHECK_FALSE(PassphraseRecipe::FromText(TextOf("65536", passes)).has_value());
  }
}

TEST_CASE("a recipe has one text") {
  const std::string good = TextOf("65536", "3");
  REQUIRE(PassphraseRecipe::FromText(good).has_value());
  for (size_t size = 0; size < good.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(PassphraseRecipe::FromText(good.substr(0, size)).has_value());
  }
  const std::string others[] = {
      good + " ",
      good + "\n",
      " " + good,
      TextOf("065536", "3"),
      TextOf("+65536", "3"),
      TextOf("65536", "03"),
      TextOf("65536", "3", kSalt + "00"),
      TextOf("65536", "3", "000102030405060708090A0B0C0D0E0F"),
      "argon2i" + good.substr(8),
      "argon2id t=3 m=65536 salt=" + kSalt,
  };
  for (const std::string& text : others) {
    CAPTURE(text);
    CHECK_FALSE(PassphraseRecipe::FromText(text).has_value());
  }
}

}  // namespace
}  // namespace hardtack::crypto
