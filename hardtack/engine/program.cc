// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The relations of a Program. Tested by tests/engine/compile_test.cc.

#include "hardtack/engine/program.h"

#include <utility>

#include "absl/hash/hash.h"
#include "hardtack/engine/fact_base_impl.h"

namespace hardtack::engine {

Program::Program(std::shared_ptr<const FactBase> shared_facts, const StructureLimits& structure_limits)
    : facts_(std::move(shared_facts)),
      interner(facts_ != nullptr ? Interner(arena_, facts_->impl().terms) : Interner(arena_)),
      limits(structure_limits),
      patterns(std::make_shared<RegexCache>(structure_limits)),
      arenas(std::make_shared<ArenaPool>()) {}

Program::Program(std::shared_ptr<const Program> base_program, const StructureLimits& structure_limits)
    : facts_(base_program->facts_),
      interner(arena_, &base_program->interner),
      limits(structure_limits),
      patterns(base_program->patterns),
      arenas(base_program->arenas),
      base_(std::move(base_program)),
      first_relation_(static_cast<RelationId>(base_->relation_count())) {}

RelationId Program::FindRelation(RelationInfo info) const {
  const uint64_t hash = absl::HashOf(info);
  for (const Program* program = this; program != nullptr; program = program->base()) {
    auto found = program->relation_ids_.Find(hash, [&](uint32_t id) { return program->relations_[id] == info; });
    if (found.has_value()) return program->first_relation_ + *found;
  }
  return kNoRelation;
}

RelationId Program::FindOrAddRelation(RelationInfo info) {
  if (const RelationId found = FindRelation(info); found != kNoRelation) return found;
  const uint32_t id = static_cast<uint32_t>(relations_.size());
  relations_.push_back(info);
  relation_ids_.Add(absl::HashOf(info), id);
  return first_relation_ + id;
}

const BaseRelation* Program::FindShared(RelationInfo info) const {
  return facts_ != nullptr ? facts_->impl().Find(info.name, info.arity) : nullptr;
}

const RelationInfo& Program::relation(RelationId id) const {
  const Program* program = this;
  while (id < program->first_relation_) program = program->base();
  return program->relations_[id - program->first_relation_];
}

}  // namespace hardtack::engine
