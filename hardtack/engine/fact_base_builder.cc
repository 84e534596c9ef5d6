// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Collecting the facts of a base. Tested by tests/engine/fact_base_test.cc.

#include <algorithm>
#include <deque>
#include <functional>
#include <random>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/ast_validate.h"
#include "hardtack/engine/base_relation_builder.h"
#include "hardtack/engine/fact_base.h"
#include "hardtack/engine/fact_base_impl.h"
#include "hardtack/engine/term_table_builder.h"

namespace hardtack::engine {

FactBaseSeed FactBaseSeed::Random() {
  std::random_device random;
  auto word = [&] { return uint64_t{random()} << 32 | random(); };
  return {word(), word()};
}

class FactBaseBuilder::Impl {
 public:
  Impl(FactBaseSeed seed, const StructureLimits& limits)
      : key_{seed.low, seed.high}, max_nesting_(limits.max_nesting), terms_(key_) {}

  absl::Status Add(std::string_view name, std::span<const Term> terms) {
    row_.clear();
    for (const Term& term : terms) {
      const std::optional<Value> value = terms_.FromTerm(term, max_nesting_);
      if (!value.has_value()) return Refuse(name, terms);
      row_.push_back(*value);
    }
    BaseRelationBuilder& relation = RelationOf(name, static_cast<uint32_t>(terms.size()));
    if (terms_.full()) return Error(ErrorKind::kTextTooLarge, "the texts of a fact base take more than 16 GiB");
    if (relation.size() == UINT32_MAX) {
      return Error(ErrorKind::kTooManyFacts, absl::StrCat("more than ", UINT32_MAX, " facts of one relation"));
    }
    relation.Add(row_);
    return absl::OkStatus();
  }

  void Index(std::string_view name, uint32_t arity, std::span<const uint32_t> columns) {
    RelationOf(name, arity).AddIndex(columns);
  }

  std::shared_ptr<const FactBase> Build() && {
    std::vector<std::pair<RelationKey, BaseRelationBuilder*>> in_order;
    for (auto& [name_and_arity, number] : numbers_) {
      if (relations_[number].size() > 0) in_order.emplace_back(name_and_arity, &relations_[number]);
    }
    std::ranges::sort(in_order);
    SectionVectors sections;
    std::move(terms_).Finish(sections);
    for (auto& [name_and_arity, relation] : in_order) std::move(*relation).Finish(key_, sections);
    ForEachSection(sections, [](std::string_view, auto& array) { array.shrink_to_fit(); });
    return std::make_shared<const FactBase>(std::make_unique<const FactBase::Impl>(std::move(sections), key_));
  }

 private:
  using RelationKey = std::pair<uint64_t, uint32_t>;  // name's text id, arity

  absl::Status Refuse(std::string_view name, std::span<const Term> terms) const {
    const Fact fact{{std::string(name), {terms.begin(), terms.end()}}};
    for (const Term& term : terms) {
      if (NestingDepth(term) <= max_nesting_) continue;
      return Error(ErrorKind::kTooDeep, absl::StrCat("a fact nests more than ", max_nesting_, " levels deep"));
    }
    const std::string text = ToString(fact);
    return Error(ErrorKind::kInvalidArgument, absl::StrCat("a fact of a base cannot hold a variable: ", text), text);
  }

  BaseRelationBuilder& RelationOf(std::string_view name, uint32_t arity) {
    const uint64_t id = terms_.TextId(name);
    const auto [entry, is_new] = numbers_.try_emplace({id, arity}, relations_.size());
    if (is_new) relations_.emplace_back(static_cast<uint32_t>(id), arity);
    return relations_[entry->second];
  }

  const SipKey key_;
  const size_t max_nesting_;
  TermTableBuilder terms_;
  std::deque<BaseRelationBuilder> relations_;
  absl::flat_hash_map<RelationKey, size_t> numbers_;  // in relations_
  std::vector<Value> row_;                            // of the fact being added
};

FactBaseBuilder::FactBaseBuilder(FactBaseSeed seed, const StructureLimits& limits)
    : impl_(std::make_unique<Impl>(seed, limits)) {}
FactBaseBuilder::~FactBaseBuilder() = default;

absl::Status FactBaseBuilder::Add(std::string_view name, std::span<const Term> terms) {
  return impl_->Add(name, terms);
}

absl::Status FactBaseBuilder::Index(std::string_view name, uint32_t arity, std::span<const uint32_t> columns) {
  const bool ascends = std::ranges::adjacent_find(columns, std::greater_equal()) == columns.end();
  if (columns.empty() || !ascends || columns.back() >= arity) {
    return Error(ErrorKind::kInvalidArgument,
                 absl::StrCat("the columns of an index ascend from 0 and are below ", arity, ": ", ToAbsl(name)), name);
  }
  impl_->Index(name, arity, columns);
  return absl::OkStatus();
}

std::shared_ptr<const FactBase> FactBaseBuilder::Build() && { return std::move(*impl_).Build(); }

}  // namespace hardtack::engine
