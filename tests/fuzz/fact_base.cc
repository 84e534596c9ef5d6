// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a file of shared facts. As they are, they are refused unless every checksum is right; so their sections,
// as large as the header says, are also framed anew, with the checksums that belong to them. What the checker then
// accepts can be read in every way, queried and joined within few steps, and written again as the same bytes.
// 8 KiB (-max_len=8192) hold a base with every kind of section.
#include <algorithm>
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
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

using engine::SectionSpans;
using engine::SectionVectors;
using engine::SipKey;

constexpr uint64_t kMaxSteps = 5'000;

// Where a header (engine/fact_base_file.cc) has its key and the sizes of its sections, and where it ends.
constexpr size_t kKeyOffset = 24;
constexpr size_t kSizesOffset = 48;
constexpr size_t kSizesStride = 24;
constexpr size_t kHeaderBytes = 384;

uint64_t WordAt(std::string_view bytes, size_t offset) {
  uint64_t word = 0;
  if (offset + sizeof(word) <= bytes.size()) std::memcpy(&word, bytes.data() + offset, sizeof(word));
  return word;
}

struct Carved {
  SectionVectors sections;
  SipKey key;
};

// The sections of a file whose header is taken at its word for their sizes, as far as there are bytes.
Carved Carve(std::string_view bytes) {
  Carved carved{{}, {WordAt(bytes, kKeyOffset), WordAt(bytes, kKeyOffset + 8)}};
  std::string_view rest = bytes.substr(std::min(bytes.size(), kHeaderBytes));
  size_t number = 0;
  engine::ForEachSection(carved.sections, [&]<typename Array>(std::string_view, Array& array) {
    constexpr size_t kBytes = sizeof(typename Array::value_type);
    const uint64_t size = WordAt(bytes, kSizesOffset + kSizesStride * number++);
    array.resize(std::min<uint64_t>(size, rest.size()) / kBytes);
    const size_t taken = array.size() * kBytes;
    if (taken > 0) std::memcpy(static_cast<void*>(array.data()), rest.data(), taken);
    rest.remove_prefix(std::min((taken + 63) / 64 * 64, rest.size()));
  });
  return carved;
}

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

std::string Write(const SectionSpans& sections, SipKey key) {
  std::string file;
  const absl::Status status = engine::WriteFactBaseFile(sections, key, [&](std::string_view piece) {
    file.append(piece);
    return absl::OkStatus();
  });
  Require(status.ok(), "sections can be written");
  return file;
}

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

void CheckEvaluation(Carved carved) {
  const auto base = std::make_shared<const engine::FactBase>(
      std::make_unique<const engine::FactBase::Impl>(std::move(carved.sections), carved.key));
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
  if (as_given.ok()) Require(Write(as_given->sections, as_given->key) == bytes, "a file has one spelling");
  Carved carved = Carve(bytes);
  const Aligned framed(Write(engine::SpansOf(carved.sections), carved.key));
  const auto file = engine::ReadFactBaseFile(framed.bytes());
  Require(file.ok(), "what was written is read");
  Require(Write(file->sections, file->key) == framed.bytes(), "and written again as the same bytes");
  const absl::Status status = engine::CheckSections(file->sections);
  Require(status.ok() || KindOf(status) == ErrorKind::kMalformedFactBase, "what is wrong with a base is said");
  if (!status.ok()) return;
  engine::ReadAll(file->sections, file->key);
  CheckEvaluation(std::move(carved));
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckFile(hardtack::fuzz::AsText(data, size));
  return 0;
}
