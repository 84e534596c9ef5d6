// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Names, literals and collections as text. Tested by tests/engine/ast_print_test.cc.

#include "hardtack/engine/term_print.h"

#include <chrono>
#include <cstdio>

#include "hardtack/engine/name.h"

namespace hardtack::engine {
namespace {

constexpr uint64_t kLastDate = 253'402'300'799;  // 9999-12-31T23:59:59Z: RFC 3339 has four digits for the year

// Writes the escape of the first character of `text`, which no name may hold; returns how many bytes that was.
size_t AppendEscape(std::string_view text, std::string& out) {
  CodePoint c = FirstCodePoint(text);
  char escape[16];
  if (c.length == 0) {
    std::snprintf(escape, sizeof escape, "\\x{%02X}", static_cast<unsigned>(static_cast<unsigned char>(text[0])));
  } else {
    std::snprintf(escape, sizeof escape, "\\u{%X}", static_cast<unsigned>(c.value));
  }
  out += escape;
  return c.length == 0 ? 1 : c.length;
}

void AppendString(std::string_view text, std::string& out) {
  out += '"';
  for (char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

void AppendDate(Date date, std::string& out) {
  if (date.seconds > kLastDate) {
    out += "<date " + std::to_string(date.seconds) + ">";
    return;
  }
  std::chrono::sys_seconds time{std::chrono::seconds(date.seconds)};
  std::chrono::sys_days midnight = std::chrono::floor<std::chrono::days>(time);
  std::chrono::year_month_day day(midnight);
  std::chrono::hh_mm_ss clock(time - midnight);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  out += text;
}

void AppendKey(const MapKey& key, std::string& out) {
  if (const int64_t* number = std::get_if<int64_t>(&key)) {
    out += std::to_string(*number);
  } else {
    AppendString(std::get<std::string>(key), out);
  }
}

void AppendMapEntry(const MapEntry& entry, std::string& out) {
  AppendKey(entry.key, out);
  out += ": ";
  AppendTerm(entry.value, out);
}

struct TermAppender {
  std::string& out;

  void operator()(const Variable& variable) const {
    out += '$';
    AppendName(variable.name, out);
  }
  void operator()(int64_t number) const { out += std::to_string(number); }
  void operator()(const std::string& text) const { AppendString(text, out); }
  void operator()(Date date) const { AppendDate(date, out); }
  void operator()(const Bytes& bytes) const {
    out += "hex:";
    AppendHex(bytes.data, out);
  }
  void operator()(bool value) const { out += value ? "true" : "false"; }
  void operator()(const Set& set) const {
    out += '{';
    if (set.members.empty()) out += ',';  // `{}` is the empty map
    AppendList(set.members, out, AppendTerm);
    out += '}';
  }
  void operator()(Null) const { out += "null"; }
  void operator()(const Array& array) const {
    out += '[';
    AppendList(array.elements, out, AppendTerm);
    out += ']';
  }
  void operator()(const Map& map) const {
    out += '{';
    AppendList(map.entries, out, AppendMapEntry);
    out += '}';
  }
};

}  // namespace

void AppendName(std::string_view name, std::string& out) {
  if (name.empty()) out += "\\u{}";
  while (!name.empty()) {
    size_t plain = NamePrefix(name);
    out.append(name.substr(0, plain));
    name.remove_prefix(plain);
    if (!name.empty()) name.remove_prefix(AppendEscape(name, out));
  }
}

void AppendHex(std::string_view bytes, std::string& out) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (char c : bytes) {
    unsigned char byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
}

void AppendTerm(const Term& term, std::string& out) { std::visit(TermAppender{out}, term.value); }

}  // namespace hardtack::engine
