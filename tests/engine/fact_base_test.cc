// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/engine/fact_base.h"

#include <string>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "tests/engine/fact_base_testing.h"

namespace hardtack::engine {
namespace {

TEST_CASE("a base lists its relations by name and arity, with their indexes") {
  const auto base = FactBaseOf(R"(member("alice", "admins"); member("bob", "admins"); member("x"); admin("alice");)");
  CHECK(base->fact_count() == 4);
  CHECK(base->Relations() == std::vector<FactBaseRelation>{
                                 {"admin", 1, 1, {{{0}, 1}}},
                                 {"member", 1, 1, {{{0}, 1}}},
                                 {"member", 2, 2, {{{0}, 2}, {{0, 1}, 2}, {{1}, 1}}},
                             });
}

TEST_CASE("a fact that is stated twice is there once, in whatever order its sets are written") {
  const auto base = FactBaseOf(R"(a(1, {1, 2}); a(1, {2, 1}); a(1, {1, 2}); a(2, {});)");
  CHECK(base->fact_count() == 2);
}

TEST_CASE("an index that was asked for is there, and one on facts that never came is not") {
  FactBaseBuilder builder;
  CHECK(builder.Index("right", 3, std::vector<uint32_t>{0, 2}).ok());
  CHECK(builder.Index("other", 3, std::vector<uint32_t>{0, 2}).ok());
  AddFacts(builder, R"(right("g", "f", "read"); right("g", "f", "write");)");
  const auto base = std::move(builder).Build();
  CHECK(base->Relations() ==
        std::vector<FactBaseRelation>{{"right", 3, 2, {{{0}, 1}, {{0, 1, 2}, 2}, {{0, 2}, 2}, {{1}, 1}, {{2}, 2}}}});
}

TEST_CASE("columns of an index must ascend and be there") {
  FactBaseBuilder builder;
  for (const std::vector<uint32_t>& columns : std::vector<std::vector<uint32_t>>{{}, {2}, {1, 0}, {0, 0}}) {
    const absl::Status status = builder.Index("right", 2, columns);
    CHECK(KindOf(status) == ErrorKind::kInvalidArgument);
    CHECK(status.message() == "the columns of an index ascend from 0 and are below 2: right");
    CHECK(SubjectOf(status) == "right");
  }
}

TEST_CASE("a fact with a variable is refused by its text, and the others stay") {
  FactBaseBuilder builder;
  CHECK(builder.Add({{"a", {IntegerTerm(1)}}}).ok());
  const absl::Status status = builder.Add({{"a", {IntegerTerm(1), Term(Array{{VariableTerm("x")}})}}});
  CHECK(KindOf(status) == ErrorKind::kInvalidArgument);
  CHECK(status.message() == "a fact of a base cannot hold a variable: a(1, [$x])");
  CHECK(SubjectOf(status) == "a(1, [$x])");
  CHECK(std::move(builder).Build()->fact_count() == 1);
}

TEST_CASE("a fact that nests too deeply is refused") {
  StructureLimits limits;
  limits.max_nesting = 2;
  FactBaseBuilder builder(FactBaseSeed::Random(), limits);
  Term term = IntegerTerm(1);
  for (int i = 0; i < 2; ++i) term = Term(Array{{term}});
  CHECK(builder.Add("a", std::vector{term}).ok());
  const absl::Status status = builder.Add("a", std::vector{Term(Array{{term}})});
  CHECK(KindOf(status) == ErrorKind::kTooDeep);
  CHECK(status.message() == "a fact nests more than 2 levels deep");
}

TEST_CASE("a base without facts is one") {
  const auto base = FactBaseBuilder().Build();
  CHECK(base->fact_count() == 0);
  CHECK(base->Relations().empty());
}

TEST_CASE("every term of a base comes back by its value") {
  const auto base = SmallFactBase();
  CHECK(base->fact_count() == 12);
  const FactBase::Impl& impl = base->impl();
  const BaseRelation* limit = impl.Find(*impl.terms.FindText("limit"), 5);
  REQUIRE(limit != nullptr);
  const BaseIndex& index = limit->indexes()[0];
  const Value minus_one(ValueKind::kInteger, static_cast<uint64_t>(-1));
  const BaseRows found = index.Find({&minus_one, 1});
  REQUIRE(found.size == 1);
  CHECK(index.At(found.first, 0) == minus_one);
  CHECK(impl.terms.NumberAt(index.At(found.first, 1).payload()) == INT64_MAX);
  CHECK(impl.terms.Text(index.At(found.first, 2).payload()) == std::string_view("\0\xff", 2));
  CHECK(index.At(found.first, 3) == Value::Bool(true));
  CHECK(index.At(found.first, 4) == Value::Null());
  CHECK(impl.Find(*impl.terms.FindText("limit"), 4) == nullptr);
  CHECK(impl.Find(*impl.terms.FindText("alice"), 2) == nullptr);
}

TEST_CASE("many threads read one base") {
  const auto base = SmallFactBase();
  const uint64_t expected = ReadAll(base->impl().sections, base->impl().key);
  std::vector<std::thread> threads;
  std::vector<uint64_t> sums(4);
  for (uint64_t& sum : sums) {
    threads.emplace_back([&] { sum = ReadAll(base->impl().sections, base->impl().key); });
  }
  for (std::thread& thread : threads) thread.join();
  for (uint64_t sum : sums) CHECK(sum == expected);
}

}  // namespace
}  // namespace hardtack::engine
