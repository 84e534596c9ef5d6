// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/wire/text_form.h"

#include <string>

#include "doctest/doctest.h"
#include "tests/wire/protobuf.h"

namespace hardtack::wire {
namespace {

using testing::KindName;
using testing::Mentions;

TEST_CASE("the vectors of RFC 4648, written padded and read padded or not") {
  const struct {
    std::string bytes, padded, bare;
  } rows[] = {
      {"", "", ""},
      {"f", "Zg==", "Zg"},
      {"fo", "Zm8=", "Zm8"},
      {"foo", "Zm9v", "Zm9v"},
      {"foob", "Zm9vYg==", "Zm9vYg"},
      {"fooba", "Zm9vYmE=", "Zm9vYmE"},
      {"foobar", "Zm9vYmFy", "Zm9vYmFy"},
      {"\xFB\xEF\xBE", "----", "----"},
      {"\xFF\xFF\xFE", "___-", "___-"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.padded);
    CHECK(EncodeTextForm(row.bytes) == row.padded);
    CHECK(DecodeTextForm(row.padded).value() == row.bytes);
    CHECK(DecodeTextForm(row.bare).value() == row.bytes);
  }
}

TEST_CASE("every byte value at every position of a group survives, in both alphabets") {
  for (Alphabet alphabet : {Alphabet::kUrlSafe, Alphabet::kStandard}) {
    for (size_t size = 1; size <= 4; ++size) {
      for (size_t at = 0; at < size; ++at) {
        for (int value = 0; value < 256; ++value) {
          std::string bytes(size, 'x');
          bytes[at] = static_cast<char>(value);
          CHECK(DecodeTextForm(EncodeTextForm(bytes, alphabet), {}, alphabet).value() == bytes);
        }
      }
    }
  }
}

// Long texts are read by vectors where the processor has them, short ones never.
TEST_CASE("in a long text each character at each place is read, or refused, as it is in a short one") {
  for (Alphabet alphabet : {Alphabet::kUrlSafe, Alphabet::kStandard}) {
    for (size_t at = 0; at < 100; ++at) {
      for (int value = 0; value < 256; ++value) {
        const char character = static_cast<char>(value);
        std::string text(100, 'k');
        text[at] = character;
        std::string group(4, 'k');
        group[at % 4] = character;
        const auto whole = DecodeTextForm(text, {}, alphabet), alone = DecodeTextForm(group, {}, alphabet);
        // A newline may end a text, and padding too: those are other lengths.
        if (at == text.size() - 1 && (character == '\n' || character == '=')) continue;
        if (at % 4 == 3 && (character == '\n' || character == '=')) {
          CHECK(!whole.ok());
          continue;
        }
        REQUIRE(whole.ok() == alone.ok());
        if (whole.ok()) {
          CHECK(whole->substr(at / 4 * 3, 3) == *alone);
        } else {
          CHECK(Mentions(whole.status(), "offset " + std::to_string(at)));
        }
      }
    }
  }
}

TEST_CASE("texts of every length come back") {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    CHECK(DecodeTextForm(EncodeTextForm(bytes)).value() == bytes);
    bytes.push_back(static_cast<char>(i * 37));
  }
}

TEST_CASE("a prefix and one newline at the end are accepted") {
  CHECK(DecodeTextForm("biscuit:Zm9v").value() == "foo");
  CHECK(DecodeTextForm("Zm9v\n").value() == "foo");
  CHECK(DecodeTextForm("biscuit:Zg==\n").value() == "f");
}

TEST_CASE("malformed text is refused") {
  const struct {
    std::string what, text, message;
  } rows[] = {
      {"a character of the standard alphabet", "Zm9+", "offset 3"},
      {"another one", "Zm9/", "offset 3"},
      {"a space inside", "Zm 9v", "offset 2"},
      {"a newline inside", "Zm\n9v", "offset 2"},
      {"two newlines at the end", "Zm9v\n\n", "offset 4"},
      {"a carriage return", "Zm9v\r\n", "offset 4"},
      {"a character beyond ASCII", "Zm9\xC3", "offset 3"},
      {"a NUL", std::string("Zm9\0", 4), "offset 3"},
      {"an offset counts the prefix", "biscuit:Zm9!", "offset 11"},
      {"a prefix in capitals", "BISCUIT:Zm9v", "offset 7"},
      {"a second prefix", "biscuit:biscuit:Zm9v", "offset 15"},
      {"one digit left over", "Zm9vY", "length"},
      {"a lone digit", "Z", "length"},
      {"padding where none belongs", "Zm9v=", "padding"},
      {"too little padding", "Zg=", "padding"},
      {"too much padding", "Zg===", "padding"},
      {"nothing but padding", "====", "offset 0"},
      {"padding inside", "Zg==Zm9v", "offset 2"},
      {"trailing bits after one byte", "Zh==", "trailing bits"},
      {"trailing bits after one byte, not padded", "Zh", "trailing bits"},
      {"trailing bits after two bytes", "Zm9=", "trailing bits"},
      {"a character in the last, short group", "Zm9vY!", "offset 5"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.what);
    const absl::Status status = DecodeTextForm(row.text).status();
    CHECK(KindName(status) == "MalformedText");
    CHECK_MESSAGE(Mentions(status, row.message), status.ToString());
  }
}

TEST_CASE("a caller may ask for the standard alphabet, which then excludes the other") {
  CHECK(DecodeTextForm("//+/", {}, Alphabet::kStandard).value() == "\xFF\xFF\xBF");
  CHECK(EncodeTextForm("\xFF\xFF\xBF", Alphabet::kStandard) == "//+/");
  CHECK(KindName(DecodeTextForm("__-_", {}, Alphabet::kStandard).status()) == "MalformedText");
}

TEST_CASE("text that decodes to more than the limit is refused, and to the limit is not") {
  engine::StructureLimits limits;
  limits.max_token_bytes = 5;
  CHECK(DecodeTextForm("Zm9vYmE=", limits).ok());
  CHECK(DecodeTextForm("Zm9vYmE", limits).ok());
  CHECK(KindName(DecodeTextForm("Zm9vYmFy", limits).status()) == "TokenTooLarge");
  CHECK(KindName(DecodeTextForm("Zm9vYmFyZ", limits).status()) == "TokenTooLarge");
}

}  // namespace
}  // namespace hardtack::wire
