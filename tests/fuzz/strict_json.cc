// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// JSON by recursive descent, which the depth bounds.

#include "tests/fuzz/strict_json.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace hardtack::fuzz {
namespace {

// After a fault nothing is read any more: the rest is taken for empty.
class Reader {
 public:
  Reader(std::string_view text, size_t max_depth) : rest_(text), depth_left_(max_depth) {}

  std::optional<JsonObject> ReadObjectText() {
    SkipSpace();
    JsonObject object;
    ReadObject(&object.members);
    SkipSpace();
    if (failed_ || !rest_.empty()) return std::nullopt;
    object.has_large_exponent = has_large_exponent_;
    return object;
  }

 private:
  void Fail() {
    failed_ = true;
    rest_ = {};
  }
  char Next() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool Take(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }
  void Need(std::string_view what) {
    if (!Take(what)) Fail();
  }
  void SkipSpace() {
    while (Take(" ") || Take("\t") || Take("\n") || Take("\r")) continue;
  }

  // Members are kept where `members` is given.
  void ReadObject(std::map<std::string, JsonMember>* members) {
    Need("{");
    if (!GoDown()) return;
    std::set<std::string> names;
    SkipSpace();
    for (bool more = !Take("}"); more && !failed_;) {
      const std::string name = ReadText();
      if (!names.insert(name).second) Fail();
      SkipSpace();
      Need(":");
      const JsonMember member = ReadValue();
      if (members != nullptr) (*members)[name] = member;
      more = Take(",");
      if (more) SkipSpace();
      if (!more) Need("}");
    }
    ++depth_left_;
  }

  void ReadArray() {
    Need("[");
    if (!GoDown()) return;
    SkipSpace();
    for (bool more = !Take("]"); more && !failed_;) {
      ReadValue();
      more = Take(",");
      if (!more) Need("]");
    }
    ++depth_left_;
  }

  bool GoDown() {
    if (depth_left_ == 0) Fail();
    if (failed_) return false;
    --depth_left_;
    return true;
  }

  // With the space around it.
  JsonMember ReadValue() {
    SkipSpace();
    JsonMember member = ReadBareValue();
    SkipSpace();
    return member;
  }

  JsonMember ReadBareValue() {
    switch (Next()) {
      case '{':
        ReadObject(nullptr);
        return {JsonKind::kObject, {}};
      case '[':
        ReadArray();
        return {JsonKind::kArray, {}};
      case '"':
        return {JsonKind::kText, ReadText()};
      default:
        break;
    }
    if (Take("true") || Take("false")) return {JsonKind::kBoolean, {}};
    if (Take("null")) return {JsonKind::kNull, {}};
    return {ReadNumber(), {}};
  }

  JsonKind ReadNumber() {
    const std::string_view begin = rest_;
    Take("-");
    if (!Take("0")) ReadDigits();
    bool is_whole = true;
    if (Take(".")) {
      is_whole = false;
      ReadDigits();
    }
    if (Take("e") || Take("E")) {
      is_whole = false;
      if (!Take("+")) Take("-");
      if (ReadDigits() > 3) has_large_exponent_ = true;
    }
    if (failed_ || !is_whole) return JsonKind::kOtherNumber;
    const std::string_view number = begin.substr(0, begin.size() - rest_.size());
    int64_t value = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
    return error == std::errc() ? JsonKind::kInteger : JsonKind::kOtherNumber;
  }

  size_t ReadDigits() {
    const size_t count = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    if (count == 0) Fail();
    rest_.remove_prefix(failed_ ? 0 : count);
    return count;
  }

  std::string ReadText() {
    Need("\"");
    std::string text;
    while (!failed_ && !Take("\"")) {
      if (Take("\\")) {
        ReadEscape(text);
      } else {
        ReadCharacter(text);
      }
    }
    return text;
  }

  void ReadEscape(std::string& text) {
    constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
    if (Take("u")) {
      uint32_t code = ReadHex();
      if (code >= 0xDC00 && code < 0xE000) return Fail();
      if (code >= 0xD800 && code < 0xDC00) {
        Need("\\u");
        const uint32_t low = ReadHex();
        if (low < 0xDC00 || low >= 0xE000) return Fail();
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
      }
      return Append(code, text);
    }
    const size_t letter = rest_.empty() ? std::string_view::npos : kLetters.find(rest_.front());
    if (letter == std::string_view::npos) return Fail();
    text += kMeanings[letter];
    rest_.remove_prefix(1);
  }

  uint32_t ReadHex() {
    uint32_t code = 0;
    const std::string_view digits = rest_.substr(0, 4);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (error != std::errc() || end != digits.data() + 4 || digits.size() != 4 || digits.front() == '-') {
      Fail();
      return 0;
    }
    rest_.remove_prefix(4);
    return code;
  }

  static void Append(uint32_t code, std::string& text) {
    const auto put = [&](uint32_t byte) { text += static_cast<char>(byte); };
    const auto put_tail = [&](int shift) { put(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
      put(0xC0 | (code >> 6));
    } else if (code < 0x10000) {
      put(0xE0 | (code >> 12));
      put_tail(6);
    } else {
      put(0xF0 | (code >> 18));
      put_tail(12);
      put_tail(6);
    }
    put_tail(0);
  }

  // One as RFC 3629, section 4, lists them, none of which is a control character here.
  void ReadCharacter(std::string& text) {
    const auto byte = [&](size_t i) { return i < rest_.size() ? static_cast<unsigned char>(rest_[i]) : 0U; };
    const unsigned first = byte(0);
    size_t size = 0;
    unsigned low = 0x80, high = 0xBF;  // of the second byte
    if (first >= 0x20 && first < 0x80) size = 1;
    if (first >= 0xC2 && first < 0xE0) size = 2;
    if (first >= 0xE0 && first < 0xF0) size = 3;
    if (first >= 0xF0 && first < 0xF5) size = 4;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
    if (size == 0 || (size > 1 && (byte(1) < low || byte(1) > high))) return Fail();
    for (size_t i = 2; i < size; ++i) {
      if (byte(i) < 0x80 || byte(i) > 0xBF) return Fail();
    }
    text += rest_.substr(0, size);
    rest_.remove_prefix(size);
  }

  std::string_view rest_;
  size_t depth_left_;
  bool failed_ = false;
  bool has_large_exponent_ = false;
};

}  // namespace

std::optional<JsonObject> ReadStrictJson(std::string_view text, size_t max_depth) {
  return Reader(text, max_depth).ReadObjectText();
}

}  // namespace hardtack::fuzz
