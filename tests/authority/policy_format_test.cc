// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The layout of policy files: what changes, and that nothing else does.
#include "hardtack/authority/policy_format.h"

#include <algorithm>
#include <string>

#include "doctest/doctest.h"
#include "hardtack/authority/toml_value.h"

namespace hardtack::authority {
namespace {

// What two values say, without where they stand.
bool SameContent(const TomlValue& a, const TomlValue& b);

bool SameContent(const TomlValue::Table& a, const TomlValue::Table& b) {
  return std::ranges::equal(a, b, [](const TomlMember& x, const TomlMember& y) {
    return x.key == y.key && SameContent(x.value, y.value);
  });
}

bool SameContent(const TomlValue& a, const TomlValue& b) {
  if (a.content.index() != b.content.index()) return false;
  if (const auto* table = std::get_if<TomlValue::Table>(&a.content)) {
    return SameContent(*table, std::get<TomlValue::Table>(b.content));
  }
  if (const auto* array = std::get_if<TomlValue::Array>(&a.content)) {
    return std::ranges::equal(*array, std::get<TomlValue::Array>(b.content),
                              [](const TomlValue& x, const TomlValue& y) { return SameContent(x, y); });
  }
  if (const auto* text = std::get_if<std::string>(&a.content)) return *text == std::get<std::string>(b.content);
  if (const auto* number = std::get_if<int64_t>(&a.content)) return *number == std::get<int64_t>(b.content);
  if (const auto* flag = std::get_if<bool>(&a.content)) return *flag == std::get<bool>(b.content);
  return true;
}

TEST_CASE("layout is brought into one form, and content stays") {
  struct Row {
    std::string text, formatted;
  };
  const Row kRows[] = {
      {"", ""},
      {"\n\n\n", ""},
      {"a=1", "a = 1\n"},
      {"  a   =   1  \r\nb= \"x = y\"  # why  ", "a = 1\nb = \"x = y\"  # why\n"},
      {"a = 1\n\n\n\nb = 2\n\n", "a = 1\n\nb = 2\n"},
      {"a = 1\n[t]\nb = 2\n[[u]]\nc = 3", "a = 1\n\n[t]\nb = 2\n\n[[u]]\nc = 3\n"},
      {"[t]\na = 1\n# of u\n# still\n[u]\nb = 1", "[t]\na = 1\n\n# of u\n# still\n[u]\nb = 1\n"},
      {"# head\n[t]\na = 1", "# head\n[t]\na = 1\n"},
      {"# head\n\n# of t\n[t]\na = 1", "# head\n\n# of t\n[t]\na = 1\n"},
      {"a = [1,  \n   2,\n\n  # c\n   3]\nb=1", "a = [1,\n   2,\n\n  # c\n   3]\nb = 1\n"},
      {"a = [\"]\", # ]\n '[']\n  b=1", "a = [\"]\", # ]\n '[']\nb = 1\n"},
      {"a=\"\"\"  \n  x  \n\n\n y=1 \n\"\"\"\nb=1", "a = \"\"\"  \n  x  \n\n\n y=1 \n\"\"\"\nb = 1\n"},
      {"a='''\n \"\"\" = [\n'''\nb=1", "a = '''\n \"\"\" = [\n'''\nb = 1\n"},
      {"a = \"\"\"\\\"\"\"\n b \"\"\"\nc=1", "a = \"\"\"\\\"\"\"\n b \"\"\"\nc = 1\n"},
      {"\"a=b\".c=1\n'd=' =2", "\"a=b\".c = 1\n'd=' = 2\n"},
      {"a = { b = 1,c=2 }", "a = { b = 1,c=2 }\n"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const std::string formatted = FormatToml(row.text);
    CHECK(formatted == row.formatted);
    CHECK(FormatToml(formatted) == formatted);
    Faults before, after;
    const TomlValue::Table a = ParseToml(row.text, "f", before), b = ParseToml(formatted, "f", after);
    CHECK(before.empty() == after.empty());
    CHECK(SameContent(a, b));
  }
}

TEST_CASE("what is no TOML is formatted without a crash, and is none afterwards") {
  for (const char* text : {"a = [", "a = \"\"\"x", "=", "[", "a", "\"", "a = \"x", "]]]", "a = '''"}) {
    CAPTURE(text);
    Faults faults;
    ParseToml(FormatToml(text), "f", faults);
    CHECK(!faults.empty());
  }
}

TEST_CASE("rules keep their lines but for white space at ends and empty lines") {
  CHECK(FormatRules("\n\nallow if  actor($a),  \n   time($t);\t\r\n\n\n// c\ndeny if true;") ==
        "allow if  actor($a),\n   time($t);\n\n// c\ndeny if true;\n");
}

}  // namespace
}  // namespace hardtack::authority
