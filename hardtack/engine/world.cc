// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The World: what it states at the start, and how it is listed. Tested by tests/engine/evaluate_test.cc.

#include "hardtack/engine/world.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"

namespace hardtack::engine {

World::Impl::Impl(std::shared_ptr<const Program> top_program, const RunOptions& run_options)
    : options(run_options),
      program(std::move(top_program)),
      values(&program->interner),
      budget(options),
      origins(program->block_count),
      machine(values, budget, options.externs, program->limits, *program->patterns) {
  for (RelationId id = 0; id < program->relation_count(); ++id) relations.emplace_back(program->relation(id).arity);
}

RelationId World::Impl::FindRelationId(RelationInfo info) const {
  RelationId id = program->FindRelation(info);
  if (id != kNoRelation) return id;
  auto it = request_relation_ids.find(info);
  return it == request_relation_ids.end() ? kNoRelation : it->second;
}

const RelationInfo& World::Impl::InfoOf(RelationId id) const {
  size_t known = program->relation_count();
  return id < known ? program->relation(id) : request_relations[id - known];
}

void World::Impl::AddRequestFact(const Fact& fact) {
  std::vector<Value> row;
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
  RelationInfo info{values.TextId(fact.predicate.name), static_cast<uint32_t>(row.size())};
  RelationId id = FindRelationId(info);
  if (id == kNoRelation) {
    id = static_cast<RelationId>(relations.size());
    relations.emplace_back(info.arity);
    request_relations.push_back(info);
    request_relation_ids.emplace(info, id);
  }
  relations[id].Insert(row, origins.KeyOf(Origin{kAuthorizerBlock}));
}

void World::Impl::AddProgramFacts(const Program& from) {
  for (const CompiledFact& fact : from.facts) {
    std::span<const Value> row(from.fact_values.data() + fact.values.begin, fact.values.size());
    relations[fact.relation].Insert(row, origins.KeyOf(Origin{fact.block}));
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

uint64_t World::Impl::fact_count() const {
  uint64_t count = 0;
  for (const Relation& relation : relations) count += relation.recent_end();
  for (const Program* from = program.get(); from != nullptr; from = from->base()) count += from->open_facts.size();
  return count;
}

uint64_t World::Impl::StepsToKeep(std::string_view name, std::span<const Value> row) const {
  uint64_t bytes = name.size();
  for (Value value : row) bytes += values.TermBytes(value);
  return StepsForWidth(bytes / kTermBytes);
}

uint64_t World::Impl::StepsToKeepPending() const {
  uint64_t steps = 0;
  for (RelationId id = 0; id < relations.size(); ++id) {
    const Relation& relation = relations[id];
    if (relation.recent_end() == relation.size()) continue;
    const std::string_view name = values.Text(InfoOf(id).name);
    for (size_t i = relation.recent_end(); i < relation.size(); ++i) steps += StepsToKeep(name, relation.row(i));
  }
  return steps;
}

World::World(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
World::World(World&&) noexcept = default;
World& World::operator=(World&&) noexcept = default;
World::~World() = default;

const absl::Status& World::status() const { return impl_->status; }

Usage World::usage() const { return {impl_->fact_count(), impl_->iterations, impl_->budget.used()}; }

std::vector<OriginFacts> World::Facts() const {
  std::map<Origin, std::vector<std::pair<std::string, Fact>>> by_origin;
  auto add = [&](const Origin& origin, Fact fact) {
    std::string text = ToString(fact);
    by_origin[origin].emplace_back(std::move(text), std::move(fact));
  };
  for (RelationId id = 0; id < impl_->relations.size(); ++id) {
    const Relation& relation = impl_->relations[id];
    for (size_t i = 0; i < relation.recent_end(); ++i) {
      Fact fact{Predicate{std::string(impl_->values.Text(impl_->InfoOf(id).name)), {}}};
      for (Value value : relation.row(i)) fact.predicate.terms.push_back(impl_->values.ToTerm(value));
      add(impl_->origins.OriginOf(relation.origin(i)), std::move(fact));
    }
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
