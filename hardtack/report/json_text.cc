// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Text on its way into JSON. Tested by tests/report/result_json_test.cc.

#include "hardtack/report/json_text.h"

#include <fmt/format.h>

#include <iterator>

#include <boost/json/serialize.hpp>

#include "hardtack/identity/utf8.h"
#include "hardtack/report/escape.h"

namespace hardtack::report {

boost::json::string JsonText(std::string_view text) {
  if (identity::IsPlain(text)) return boost::json::string_view(text.data(), text.size());
  boost::json::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::string_view before = text;
    const bool valid = identity::TakeCodePoint(text).has_value();
    const std::string_view taken = before.substr(0, before.size() - text.size());
    result.append(valid ? boost::json::string_view(taken.data(), taken.size()) : "\xEF\xBF\xBD");
  }
  return result;
}

std::string DocumentLine(const boost::json::object& document) {
  std::string json = boost::json::serialize(document);
  const bool is_plain = identity::IsPlain(json);
  json += '\n';
  if (is_plain) return json;
  std::string line;
  line.reserve(json.size());
  for (std::string_view rest = json; !rest.empty();) {
    const std::string_view before = rest;
    const char32_t code_point = identity::TakeCodePoint(rest).value_or(U'\uFFFD');
    // All of them are in the first plane. The line feed at the end is the only one.
    if (IsUnsafe(code_point) && code_point != '\n') {
      fmt::format_to(std::back_inserter(line), "\\u{:04x}", static_cast<uint32_t>(code_point));
    } else {
      line.append(before.substr(0, before.size() - rest.size()));
    }
  }
  return line;
}

std::string Hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string digits;
  digits.reserve(bytes.size() * 2);
  for (unsigned char byte : bytes) {
    digits += kDigits[byte >> 4];
    digits += kDigits[byte & 0xF];
  }
  return digits;
}

}  // namespace hardtack::report
