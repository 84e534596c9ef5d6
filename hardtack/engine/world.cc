// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The World: what it states at the start, and how it is listed. Tested by tests/engine/evaluate_test.cc.

#include "hardtack/engine/world.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/base_relation.h"

namespace hardtack::engine {

std::unique_ptr<World::Impl, World::Release> World::Impl::Make(std::shared_ptr<const Program> program,
                                                               const RunOptions& options) {
  std::unique_ptr<Arena> arena = program->arenas->Take();
  void* const place = arena->allocate(sizeof(Impl), alignof(Impl));
  auto* impl = new (place) Impl(std::move(program), options, *arena);
  (void)arena.release();  // Release gives it back
  return std::unique_ptr<Impl, Release>(impl);
}

void World::Release::operator()(Impl* impl) const {
  const std::shared_ptr<ArenaPool> arenas = impl->program->arenas;
  std::unique_ptr<Arena> arena(&impl->arena);
  impl->~Impl();
  arenas->Give(std::move(arena));
}

World::Impl::Impl(std::shared_ptr<const Program> top_program, const RunOptions& run_options, Arena& own_arena)
    : options(run_options),
      program(std::move(top_program)),
      arena(own_arena),
      values(arena, &program->interner),
      budget(options),
      origins(program->block_count, &arena),
      authorizer_origin(origins.KeyOf(Origin{kAuthorizerBlock})),
      machine(values, budget, options.externs, program->limits, *program->patterns, &arena),
      join_space(&arena),
      row(&arena),
      relations(&arena),
      request_relations(&arena),
      request_relation_ids(&arena) {
  relations.reserve(program->relation_count());
  for (RelationId id = 0; id < program->relation_count(); ++id)
    relations.emplace_back(program->relation(id).arity, &arena);
}

RelationId World::Impl::FindRelationId(RelationInfo info) const {
  const RelationId id = program->FindRelation(info);
  if (id != kNoRelation) return id;
  auto found = request_relation_ids.Find(absl::HashOf(info), [&](uint32_t i) { return request_relations[i] == info; });
  return found.has_value() ? static_cast<RelationId>(program->relation_count() + *found) : kNoRelation;
}

RelationId World::Impl::FindOrAddRelation(RelationInfo info) {
  if (const RelationId found = FindRelationId(info); found != kNoRelation) return found;
  request_relation_ids.Add(absl::HashOf(info), static_cast<uint32_t>(request_relations.size()));
  request_relations.push_back(info);
  relations.emplace_back(info.arity, &arena);
  return static_cast<RelationId>(relations.size() - 1);
}

const RelationInfo& World::Impl::InfoOf(RelationId id) const {
  size_t known = program->relation_count();
  return id < known ? program->relation(id) : request_relations[id - known];
}

void World::Impl::AddRequestFact(const Fact& fact) {
  row.clear();
  for (const Term& term : fact.predicate.terms) {
    std::optional<Value> value = values.FromTerm(term, program->limits.max_nesting);
    if (!value.has_value()) {
      std::string text = ToString(fact);
      status = Error(ErrorKind::kInvalidArgument,
                     absl::StrCat("a request fact has a variable or nests too deeply: ", text), text);
      return;
    }
    row.push_back(*value);
  }
  const RelationInfo info{values.TextId(fact.predicate.name), static_cast<uint32_t>(row.size())};
  const RelationId id = FindOrAddRelation(info);
  for (const Program* from = program.get(); from != nullptr; from = from->base()) FetchFor(*from, id);
  relations[id].Insert(row, authorizer_origin);
}

void World::Impl::FetchFor(const Program& from, RelationId relation) const {
  for (const RequestFetch& fetch : from.request_fetches) {
    if (fetch.relation == relation) fetch.index->FetchRows(std::span(row).subspan(fetch.column, 1));
  }
}

void World::Impl::AddProgramFacts(const Program& from) {
  for (const CompiledFact& fact : from.facts) {
    const std::span<const Value> terms(from.fact_values.data() + fact.values.begin, fact.values.size());
    relations[fact.relation].Insert(terms, origins.KeyOf(Origin{fact.block}));
  }
}

size_t World::Impl::Advance() {
  size_t added = 0;
  for (Relation& relation : relations) added += relation.Advance();
  return added;
}

void World::Impl::DropPending() {
  for (Relation& relation : relations) relation.DropPending();
}

void World::Impl::HoldAsRows() {
  for (Relation& relation : relations) relation.HoldAsRows();
}

uint64_t World::Impl::fact_count() const {
  uint64_t count = 0;
  for (const Relation& relation : relations) count += relation.facts();
  for (const Program* from = program.get(); from != nullptr; from = from->base()) count += from->open_facts.size();
  return count;
}

uint64_t World::Impl::StepsToKeep(std::string_view name, std::span<const Value> terms) const {
  uint64_t bytes = name.size();
  for (Value value : terms) bytes += values.TermBytes(value);
  return StepsForWidth(bytes / kTermBytes);
}

uint64_t World::Impl::StepsToKeepPending() const {
  uint64_t steps = 0;
  for (RelationId id = 0; id < relations.size(); ++id) {
    const Relation& relation = relations[id];
    if (relation.recent_end() == relation.size() && relation.bits() == nullptr) continue;
    const std::string_view name = values.Text(InfoOf(id).name);
    for (size_t i = relation.recent_end(); i < relation.size(); ++i) steps += StepsToKeep(name, relation.row(i));
    if (relation.bits() != nullptr) steps += StepsToKeepPending(name, *relation.bits());
  }
  return steps;
}

uint64_t World::Impl::StepsToKeepPending(std::string_view name, const BitRelation& bits) const {
  const uint64_t most_bytes = name.size() + 2 * bits.numbers().most_term_bytes();
  if (StepsForWidth(most_bytes / kTermBytes) == 0) return 0;
  uint64_t steps = 0;
  for (const auto& part : bits.parts()) {
    bits.ForEachPending(*part, [&](std::span<const Value> terms) { steps += StepsToKeep(name, terms); });
  }
  return steps;
}

World::World(std::unique_ptr<Impl, Release> impl) : impl_(std::move(impl)) {}

const absl::Status& World::status() const { return impl_->status; }

Usage World::usage() const { return {impl_->fact_count(), impl_->iterations, impl_->budget.used()}; }

std::vector<OriginFacts> World::Facts() const {
  std::map<Origin, std::vector<std::pair<std::string, Fact>>> by_origin;
  auto add = [&](const Origin& origin, Fact fact) {
    std::string text = ToString(fact);
    by_origin[origin].emplace_back(std::move(text), std::move(fact));
  };
  for (RelationId id = 0; id < impl_->relations.size(); ++id) {
    const std::string name(impl_->values.Text(impl_->InfoOf(id).name));
    impl_->relations[id].ForEachFact([&](std::span<const Value> terms, OriginKey origin) {
      Fact fact{Predicate{name, {}}};
      for (Value value : terms) fact.predicate.terms.push_back(impl_->values.ToTerm(value));
      add(impl_->origins.OriginOf(origin), std::move(fact));
    });
  }
  for (const Program* from = impl_->program.get(); from != nullptr; from = from->base()) {
    for (const OpenFact& open : from->open_facts) add(Origin{open.block}, open.fact);
  }
  std::vector<OriginFacts> listing;
  for (auto& [origin, facts] : by_origin) {
    std::ranges::sort(facts, {}, [](const auto& entry) -> const std::string& { return entry.first; });
    OriginFacts& entry = listing.emplace_back(OriginFacts{origin, {}});
    for (auto& [text, fact] : facts) entry.facts.push_back(std::move(fact));
  }
  return listing;
}

}  // namespace hardtack::engine
