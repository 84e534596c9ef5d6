// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a file of shared facts. As they are, they are refused unless every checksum is right; so their sections,
// as large as the header says, are also framed anew, with the checksums that belong to them. The checker accepts these
// if and only if a second opinion (fact_base_rules.h) does; what is accepted can be read in every way, queried and joined
// within few steps, and written again as the same bytes. fact_base_mutator.cc changes entries of sections.
// 8 KiB (-max_len=8192) hold a base with every kind of section.
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hardtack/base/error.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/fact_base_check.h"
#include "hardtack/engine/fact_base_file.h"
#include "hardtack/engine/fact_base_impl.h"
#include "tests/engine/fact_base_reading.h"
#include "tests/fuzz/fact_base_parts.h"
#include "tests/fuzz/fact_base_rules.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

constexpr uint64_t kMaxSteps = 5'000;

// The bytes where a file would be: at a multiple of eight.
class Aligned {
 public:
  explicit Aligned(std::string_view bytes) : words_(bytes.size() / 8 + 1), size_(bytes.size()) {
    if (size_ > 0) std::memcpy(words_.data(), bytes.data(), size_);
  }
  std::string_view bytes() const { return {reinterpret_cast<const char*>(words_.data()), size_}; }

 private:
  std::vector<uint64_t> words_;
  size_t size_;
};

engine::Term Variable(const std::string& prefix, size_t number) {
  return engine::VariableTerm(prefix + std::to_string(number));
}

engine::Predicate AtomOf(const engine::FactBaseRelation& relation, const std::string& prefix) {
  engine::Predicate atom{relation.name, {}};
  for (uint32_t column = 0; column < relation.arity; ++column) atom.terms.push_back(Variable(prefix, column));
  return atom;
}

// all(...) <- relation(...), for each relation, and for each two neighbours their join by the first column. A relation
// may claim any number of columns, none of which takes bytes where there are no rows; few are enough here.
engine::AuthorizerBlock PolicyOver(const std::vector<engine::FactBaseRelation>& relations) {
  engine::AuthorizerBlock policy;
  const engine::FactBaseRelation* before = nullptr;
  for (const engine::FactBaseRelation& relation : relations) {
    if (relation.arity == 0 || relation.arity > 8) continue;
    engine::Rule all{{"all", {Variable("a", 0)}}, {AtomOf(relation, "a")}, {}, {}};
    if (before != nullptr) {
      engine::Rule join{
          {"join", {Variable("b", relation.arity - 1)}}, {AtomOf(*before, "a"), AtomOf(relation, "b")}, {}, {}};
      join.body[1].terms[0] = Variable("a", 0);
      if (relation.arity > 1) policy.block.rules.push_back(std::move(join));
    }
    policy.block.rules.push_back(std::move(all));
    before = &relation;
  }
  return policy;
}

void CheckEvaluation(FactBaseParts parts) {
  const auto base = std::make_shared<const engine::FactBase>(
      std::make_unique<const engine::FactBase::Impl>(std::move(parts.sections), parts.key));
  const std::vector<engine::FactBaseRelation> relations = base->Relations();
  uint64_t facts = 0;
  for (const engine::FactBaseRelation& relation : relations) facts += relation.facts;
  Require(facts == base->fact_count(), "relations have all facts");
  const engine::AuthorizerBlock policy = PolicyOver(relations);
  const auto program = engine::CompileAuthorizer(policy, {}, base);
  Require(program.ok() || KindOf(program.status()) != ErrorKind::kInternal, "a policy over the base compiles");
  if (!program.ok()) return;
  engine::RunOptions options;
  options.limits.max_steps = kMaxSteps;
  engine::Outcome outcome = engine::Run(*program, {}, options);
  outcome.world.Facts();
  for (const engine::Rule& rule : policy.block.rules) {
    const auto answers = engine::QueryAll(outcome.world, rule);
    Require(KindOf(answers.status()) != ErrorKind::kInternal, "a query over the base answers or says why not");
  }
}

void CheckFile(std::string_view bytes) {
  const Aligned given(bytes);
  const auto as_given = engine::ReadFactBaseFile(given.bytes());
  if (as_given.ok()) Require(PutTogether(as_given->sections, as_given->key) == bytes, "a file has one spelling");
  FactBaseParts parts = TakeApart(bytes);
  const engine::SectionSpans sections = engine::SpansOf(parts.sections);
  const Aligned framed(PutTogether(sections, parts.key));
  const auto file = engine::ReadFactBaseFile(framed.bytes());
  Require(file.ok(), "what was written is read");
  Require(PutTogether(file->sections, file->key) == framed.bytes(), "and written again as the same bytes");
  const absl::Status status = engine::CheckSections(sections);
  Require(status.ok() == FollowRules(sections), "a base is accepted if and only if a second opinion accepts it");
  Require(status.ok() || KindOf(status) == ErrorKind::kMalformedFactBase, "what is wrong with a base is said");
  if (!status.ok()) return;
  engine::ReadAll(sections, parts.key);
  CheckEvaluation(std::move(parts));
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckFile(hardtack::fuzz::AsText(data, size));
  return 0;
}
