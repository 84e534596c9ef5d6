// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A reader of records in one pass. Tested by tests/parser/fact_rows_test.cc.

#include "hardtack/parser/fact_rows.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/name.h"
#include "hardtack/parser/literals.h"
#include "hardtack/parser/parser.h"
#include "hardtack/parser/source.h"

namespace hardtack::parser {
namespace {

using engine::Term;

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";  // some programs begin their texts with it
constexpr std::string_view kTypeNames[] = {"string", "integer", "date", "bool", "bytes"};
constexpr std::string_view kFaults[] = {"", "not an integer of 64 bits: ", "not a date as RFC 3339 writes it: ",
                                        "neither true nor false: ", "not hexadecimal digits, two a byte: "};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsInteger(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  return !digits.empty() && std::ranges::all_of(digits, IsDigit);
}

bool IsHex(std::string_view text) {
  return text.size() % 2 == 0 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// As a term of the language, with nothing around it.
std::optional<Term> DateOf(std::string_view text) {
  if (text.find_first_not_of("0123456789-:.+TZ") != std::string_view::npos) return std::nullopt;
  absl::StatusOr<Term> term = ParseTerm(text);
  if (!term.ok() || !term->Is<engine::Date>()) return std::nullopt;
  return *std::move(term);
}

std::optional<Term> TermOf(std::string_view text, ColumnType type) {
  switch (type) {
    case ColumnType::kString:
      return engine::StringTerm(std::string(text));
    case ColumnType::kInteger: {
      const std::optional<int64_t> value = IsInteger(text) ? ParseInteger(text) : std::nullopt;
      return value.has_value() ? std::optional(engine::IntegerTerm(*value)) : std::nullopt;
    }
    case ColumnType::kDate:
      return DateOf(text);
    case ColumnType::kBool:
      return text == "true" || text == "false" ? std::optional(engine::BoolTerm(text == "true")) : std::nullopt;
    case ColumnType::kBytes:
      return IsHex(text) ? std::optional(engine::BytesTerm(DecodeHex(text))) : std::nullopt;
  }
  return std::nullopt;
}

class RowReader {
 public:
  RowReader(std::string_view text, std::span<const ColumnType> columns)
      : text_(text),
        source_(text),
        columns_(columns),
        at_(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0) {}

  absl::Status CheckEncoding() {
    const size_t well_formed = engine::WellFormedPrefix(text_);
    return well_formed == text_.size() ? absl::OkStatus() : Fail(well_formed, "the text is not UTF-8", {});
  }

  bool done() const { return at_ == text_.size(); }
  size_t offset() const { return at_; }
  std::string Describe(size_t offset) { return source_.Describe(offset); }

  // The values of the next row.
  absl::StatusOr<std::span<const Term>> ReadRow() {
    row_.clear();
    const size_t start = at_;
    for (bool is_last = false; !is_last;) {
      const size_t value_start = at_;
      ASSIGN_OR_RETURN(const std::string_view value, ReadValue());
      if (row_.size() < columns_.size()) RETURN_IF_ERROR(AddTerm(value, value_start));
      ++values_;
      is_last = done() || text_[at_] != ',';
      if (!is_last) ++at_;
    }
    const size_t values = std::exchange(values_, 0);
    if (values != columns_.size()) {
      return Fail(start, absl::StrCat(values, " values for ", columns_.size(), " columns"), {});
    }
    SkipLineBreak();
    return row_;
  }

  absl::Status SkipRow() {
    while (true) {
      RETURN_IF_ERROR(ReadValue().status());
      if (done() || text_[at_] != ',') break;
      ++at_;
    }
    SkipLineBreak();
    return absl::OkStatus();
  }

 private:
  absl::Status Fail(size_t offset, std::string_view what, std::string_view subject) {
    return Error(ErrorKind::kMalformedRows, absl::StrCat(source_.Describe(offset), ": ", ToAbsl(what)), subject);
  }

  absl::Status AddTerm(std::string_view value, size_t offset) {
    const ColumnType type = columns_[row_.size()];
    std::optional<Term> term = TermOf(value, type);
    if (!term.has_value()) {
      const std::string_view fault = kFaults[static_cast<size_t>(type)];
      return Fail(offset, absl::StrCat(ToAbsl(fault), ToAbsl(value)), value);
    }
    row_.push_back(*std::move(term));
    return absl::OkStatus();
  }

  // Up to a comma, a line break or the end.
  absl::StatusOr<std::string_view> ReadValue() {
    if (!done() && text_[at_] == '"') return ReadQuoted();
    const size_t start = at_;
    at_ = std::min(text_.find_first_of(",\"\r\n", at_), text_.size());
    if (!done() && text_[at_] == '"') return Fail(at_, "a quote within a value that is not quoted", {});
    if (!done() && text_[at_] == '\r' && !text_.substr(at_).starts_with("\r\n")) {
      return Fail(at_, "a carriage return that ends no line", {});
    }
    return text_.substr(start, at_ - start);
  }

  absl::StatusOr<std::string_view> ReadQuoted() {
    const size_t start = at_++;
    unquoted_.clear();
    while (true) {
      const size_t quote = text_.find('"', at_);
      if (quote == std::string_view::npos) return Fail(start, "a quoted value that does not end", {});
      unquoted_.append(text_, at_, quote - at_);
      at_ = quote + 1;
      if (done() || text_[at_] != '"') break;
      unquoted_ += '"';
      ++at_;
    }
    if (!done() && text_[at_] != ',' && text_[at_] != '\n' && !text_.substr(at_).starts_with("\r\n")) {
      return Fail(at_, "expected ',' or the end of the line after a quoted value", {});
    }
    return unquoted_;
  }

  void SkipLineBreak() {
    if (!done() && text_[at_] == '\r') ++at_;
    if (!done()) ++at_;
  }

  const std::string_view text_;
  Source source_;
  const std::span<const ColumnType> columns_;
  size_t at_;
  size_t values_ = 0;  // of the row being read, so far
  std::vector<Term> row_;
  std::string unquoted_;
};

}  // namespace

std::optional<ColumnType> ColumnTypeOf(std::string_view name) {
  const auto found = std::ranges::find(kTypeNames, name);
  if (found == std::end(kTypeNames)) return std::nullopt;
  return static_cast<ColumnType>(found - std::begin(kTypeNames));
}

absl::Status ParseRows(std::string_view text, std::span<const ColumnType> columns, FirstRow first_row,
                       absl::FunctionRef<absl::Status(std::span<const Term>)> visit) {
  RowReader reader(text, columns);
  RETURN_IF_ERROR(reader.CheckEncoding());
  if (first_row == FirstRow::kNames && !reader.done()) RETURN_IF_ERROR(reader.SkipRow());
  while (!reader.done()) {
    const size_t start = reader.offset();
    ASSIGN_OR_RETURN(const std::span<const Term> row, reader.ReadRow());
    absl::Status status = visit(row);
    if (!status.ok()) return Annotate(status, reader.Describe(start));
  }
  return absl::OkStatus();
}

}  // namespace hardtack::parser
