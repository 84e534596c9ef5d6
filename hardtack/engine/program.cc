// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The relations of a Program. Tested by tests/engine/compile_test.cc.

#include "hardtack/engine/program.h"

#include <utility>

#include "hardtack/engine/heap_bytes.h"

namespace hardtack::engine {

Program::Program(std::shared_ptr<const Program> base_program, const StructureLimits& structure_limits)
    : interner(base_program != nullptr ? &base_program->interner : nullptr),
      limits(structure_limits),
      patterns(base_program != nullptr ? base_program->patterns : std::make_shared<RegexCache>(structure_limits)),
      base_(std::move(base_program)),
      first_relation_(base_ != nullptr ? static_cast<RelationId>(base_->relation_count()) : 0) {}

RelationId Program::FindRelation(RelationInfo info) const {
  for (const Program* program = this; program != nullptr; program = program->base()) {
    auto it = program->relation_ids_.find(info);
    if (it != program->relation_ids_.end()) return it->second;
  }
  return kNoRelation;
}

RelationId Program::FindOrAddRelation(RelationInfo info) {
  RelationId found = FindRelation(info);
  if (found != kNoRelation) return found;
  RelationId id = static_cast<RelationId>(relation_count());
  relations_.push_back(info);
  relation_ids_.emplace(info, id);
  return id;
}

const RelationInfo& Program::relation(RelationId id) const {
  const Program* program = this;
  while (id < program->first_relation_) program = program->base();
  return program->relations_[id - program->first_relation_];
}

size_t Program::heap_bytes() const {
  return interner.heap_bytes() + signed_blocks.heap_bytes() + relations_.capacity() * sizeof(RelationInfo) +
         TableBytes(relation_ids_);
}

}  // namespace hardtack::engine
