// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any text as rows of values. What is read and written again, every value in quotes, is read as the same terms. The
// first byte says how many columns there are, the next ones of which types; the rest is the text. 1 KiB
// (-max_len=1024): a row is rarely longer than a few values.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/fact_rows.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

using parser::ColumnType;
using parser::FirstRow;
using Rows = std::vector<std::vector<engine::Term>>;

constexpr size_t kMaxColumns = 4;
constexpr size_t kTypes = 5;

struct Input {
  std::vector<ColumnType> columns;
  FirstRow first_row = FirstRow::kValues;
  std::string_view text;
};

Input Split(std::string_view bytes) {
  Input input;
  if (bytes.empty()) return input;
  const auto first = static_cast<uint8_t>(bytes[0]);
  bytes.remove_prefix(1);
  input.first_row = (first & 0x80) != 0 ? FirstRow::kNames : FirstRow::kValues;
  for (size_t count = first % (kMaxColumns + 1); count > 0 && !bytes.empty(); --count) {
    input.columns.push_back(static_cast<ColumnType>(static_cast<uint8_t>(bytes[0]) % kTypes));
    bytes.remove_prefix(1);
  }
  input.text = bytes;
  return input;
}

absl::Status Read(const Input& input, Rows& rows) {
  return parser::ParseRows(input.text, input.columns, input.first_row, [&](std::span<const engine::Term> terms) {
    Require(terms.size() == input.columns.size(), "a row has a term for each column");
    rows.emplace_back(terms.begin(), terms.end());
    return absl::OkStatus();
  });
}

// A term as it stands in a row, without quotes.
std::string ValueOf(const engine::Term& term) {
  if (const auto* text = term.As<std::string>()) return *text;
  const std::string printed = engine::ToString(term);
  return term.Is<engine::Bytes>() ? printed.substr(std::string_view("hex:").size()) : printed;
}

std::string Quoted(const std::string& value) {
  std::string quoted = "\"";
  for (char c : value) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + "\"";
}

std::string Write(const Rows& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) text.append(i > 0 ? "," : "").append(Quoted(ValueOf(row[i])));
    text.append("\r\n");
  }
  return text;
}

void CheckRows(std::string_view bytes) {
  const Input input = Split(bytes);
  Rows rows;
  const absl::Status status = Read(input, rows);
  Require(status.ok() || KindOf(status) == ErrorKind::kMalformedRows, "what is wrong with rows is said");
  Require(status.ok() || status.message().substr(0, 5) == "line ", "and where");
  if (input.columns.empty()) return;
  const std::string written = Write(rows);
  Rows again;
  Require(Read({input.columns, FirstRow::kValues, written}, again).ok(), "rows that were written are read");
  Require(again == rows, "as the same terms");
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckRows(hardtack::fuzz::AsText(data, size));
  return 0;
}
