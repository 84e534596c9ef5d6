// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/term_table.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/engine/interner.h"
#include "hardtack/engine/term_table_builder.h"

namespace hardtack::engine {
namespace {

constexpr SipKey kKey{3, 4};

Term Integers(std::initializer_list<int64_t> values) {
  Set set;
  for (int64_t value : values) set.members.push_back(IntegerTerm(value));
  return Term(set);
}

// A finished table.
struct Finished {
  explicit Finished(TermTableBuilder builder) { std::move(builder).Finish(vectors); }
  TermTable table() const { return TermTable(SpansOf(vectors), kKey); }
  SectionVectors vectors;
};

TEST_CASE("a text is found by its bytes and by its id, and others are not") {
  TermTableBuilder builder(kKey);
  std::vector<std::string> texts = {"", "a", std::string("\0\xff", 2), "abcd", "abcde"};
  for (int i = 0; i < 10'000; ++i) texts.push_back("text number " + std::to_string(i));
  for (const std::string& text : texts) builder.TextId(text);
  const Finished finished(std::move(builder));
  const TermTable table = finished.table();
  CHECK(table.text_count() == texts.size());
  for (size_t id = 0; id < texts.size(); ++id) {
    CHECK(table.Text(id) == texts[id]);
    CHECK(table.FindText(texts[id]) == id);
    CHECK(!table.FindText(texts[id] + "!").has_value());
  }
}

TEST_CASE("a text has one id, however often it comes, and strings share it with byte arrays") {
  TermTableBuilder builder(kKey);
  CHECK(builder.TextId("a") == 0);
  CHECK(builder.TextId("b") == 1);
  CHECK(builder.TextId("a") == 0);
  CHECK(builder.FromTerm(StringTerm("b"), 8) == Value(ValueKind::kString, 1));
  CHECK(builder.FromTerm(BytesTerm("b"), 8) == Value(ValueKind::kBytes, 1));
  CHECK(Finished(std::move(builder)).table().text_count() == 2);
}

TEST_CASE("numbers that do not fit a value are kept, and others are the value") {
  TermTableBuilder builder(kKey);
  const Value least = *builder.FromTerm(IntegerTerm(std::numeric_limits<int64_t>::min()), 8);
  const Value last = *builder.FromTerm(DateTerm(UINT64_MAX), 8);
  CHECK(least == Value(ValueKind::kLargeInteger, 0));
  CHECK(last == Value(ValueKind::kLargeDate, 1));
  CHECK(builder.FromTerm(IntegerTerm(std::numeric_limits<int64_t>::min()), 8) == least);
  CHECK(builder.FromTerm(IntegerTerm(-5), 8)->signed_payload() == -5);
  CHECK(builder.FromTerm(DateTerm(5), 8) == Value(ValueKind::kDate, 5));
  for (uint64_t i = 0; i < 1000; ++i) builder.FromTerm(DateTerm(UINT64_MAX - i), 8);
  const Finished finished(std::move(builder));
  CHECK(finished.table().number_count() == 1001);
  CHECK(finished.table().NumberAt(0) == uint64_t{1} << 63);
  CHECK(finished.table().FindNumber(UINT64_MAX) == 1);
  CHECK(finished.table().FindNumber(UINT64_MAX - 999) == 1000);
  CHECK(!finished.table().FindNumber(5).has_value());
}

TEST_CASE("equal sets and maps are one composite, with the order of the first") {
  TermTableBuilder builder(kKey);
  const Value set = *builder.FromTerm(Integers({3, 1, 2}), 8);
  CHECK(builder.FromTerm(Integers({1, 2, 3, 1}), 8) == set);
  const Map ab{{{MapKey(std::string("a")), IntegerTerm(1)}, {MapKey(int64_t{7}), IntegerTerm(2)}}};
  const Map ba{{ab.entries[1], ab.entries[0]}};
  const Value map = *builder.FromTerm(Term(ab), 8);
  CHECK(builder.FromTerm(Term(ba), 8) == map);
  const Value array = *builder.FromTerm(Term(Array{{IntegerTerm(3), IntegerTerm(1)}}), 8);
  CHECK(builder.FromTerm(Term(Array{{IntegerTerm(1), IntegerTerm(3)}}), 8) != array);

  const Finished finished(std::move(builder));
  const TermTable table = finished.table();
  auto integer = [](uint64_t value) { return Value(ValueKind::kInteger, value); };
  const CompositeView view = table.Composite(set.payload());
  CHECK(std::vector(view.sorted.begin(), view.sorted.end()) == std::vector{integer(1), integer(2), integer(3)});
  CHECK(std::vector(view.written.begin(), view.written.end()) == std::vector{integer(3), integer(1), integer(2)});
  CHECK(table.FindComposite(ValueKind::kSet, view.sorted) == set.payload());
  CHECK(!table.FindComposite(ValueKind::kArray, view.sorted).has_value());
  CHECK(!table.FindComposite(ValueKind::kSet, view.written).has_value());
}

TEST_CASE("the size of a term is what an interner says of it") {
  const std::vector<Term> terms = {
      Integers({1, 2, 1}), Term(Array{{Integers({1, 2}), StringTerm("abc"), BytesTerm("d"), NullTerm()}}), Term(Map{}),
      Term(Map{{{MapKey(std::string("key")), Term(Array{{Integers({2, 1})}})}}})};
  TermTableBuilder builder(kKey);
  Arena arena;
  Interner interner(arena);
  std::vector<Value> values;
  for (const Term& term : terms) values.push_back(*builder.FromTerm(term, 8));
  const Finished finished(std::move(builder));
  for (size_t i = 0; i < terms.size(); ++i) {
    CHECK(finished.table().Composite(values[i].payload()).term_bytes ==
          interner.TermBytes(*interner.FromTerm(terms[i], 8)));
  }
}

TEST_CASE("composites are found among many") {
  TermTableBuilder builder(kKey);
  std::vector<Value> values;
  for (int64_t i = 0; i < 1000; ++i) values.push_back(*builder.FromTerm(Term(Array{{IntegerTerm(i)}}), 8));
  for (int64_t i = 0; i < 1000; ++i) CHECK(builder.FromTerm(Term(Array{{IntegerTerm(i)}}), 8) == values[i]);
  const Finished finished(std::move(builder));
  for (Value value : values) {
    const CompositeView view = finished.table().Composite(value.payload());
    CHECK(finished.table().FindComposite(ValueKind::kArray, view.sorted) == value.payload());
  }
}

TEST_CASE("a variable anywhere, or too much nesting, gives no value") {
  TermTableBuilder builder(kKey);
  CHECK(!builder.FromTerm(VariableTerm("x"), 8).has_value());
  CHECK(!builder.FromTerm(Term(Array{{VariableTerm("x")}}), 8).has_value());
  CHECK(!builder.FromTerm(Term(Map{{{MapKey(int64_t{1}), VariableTerm("x")}}}), 8).has_value());
  Term nested = IntegerTerm(1);
  for (int i = 0; i < 3; ++i) nested = Term(Array{{nested}});
  CHECK(builder.FromTerm(nested, 3).has_value());
  CHECK(!builder.FromTerm(nested, 2).has_value());
}

TEST_CASE("a table that holds nothing finds nothing") {
  CHECK(!TermTable().FindText("").has_value());
  CHECK(!TermTable().FindNumber(0).has_value());
  CHECK(!TermTable().FindComposite(ValueKind::kSet, {}).has_value());
  const Finished finished((TermTableBuilder(kKey)));
  CHECK(!finished.table().FindText("").has_value());
}

}  // namespace
}  // namespace hardtack::engine
