// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Opening, writing and describing fact bases. Tested by tests/engine/fact_base_test.cc and fact_base_file_test.cc.

#include "hardtack/engine/fact_base.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/engine/fact_base_check.h"
#include "hardtack/engine/fact_base_file.h"
#include "hardtack/engine/fact_base_impl.h"

namespace hardtack::engine {
namespace {

std::vector<BaseRelation> RelationsOf(const SectionSpans& sections, SipKey key) {
  std::vector<BaseRelation> relations;
  relations.reserve(sections.relations.size());
  for (const RelationRecord& record : sections.relations) relations.emplace_back(sections, record, key);
  return relations;
}

}  // namespace

FactBase::Impl::Impl(SectionVectors vectors, SipKey table_key)
    : memory_(std::move(vectors)),
      sections(SpansOf(std::get<SectionVectors>(memory_))),
      key(table_key),
      terms(sections, key),
      relations(RelationsOf(sections, key)) {}

FactBase::Impl::Impl(MappedFile file, const SectionSpans& spans, SipKey table_key)
    : memory_(std::move(file)),
      sections(spans),
      key(table_key),
      terms(sections, key),
      relations(RelationsOf(sections, key)) {}

const BaseRelation* FactBase::Impl::Find(uint64_t name, uint32_t arity) const {
  auto order = [](const BaseRelation& relation) { return std::tuple(relation.name(), relation.arity()); };
  const auto found = std::ranges::lower_bound(relations, std::tuple(name, arity), {}, order);
  return found != relations.end() && order(*found) == std::tuple(name, arity) ? &*found : nullptr;
}

FactBase::FactBase(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
FactBase::~FactBase() = default;

absl::StatusOr<std::shared_ptr<const FactBase>> FactBase::Open(const std::string& path) {
  ASSIGN_OR_RETURN(MappedFile mapped, MappedFile::Open(path));
  ASSIGN_OR_RETURN(const FactBaseFile file, ReadFactBaseFile(mapped.bytes()));
  RETURN_IF_ERROR(CheckSections(file.sections));
  return std::make_shared<const FactBase>(std::make_unique<const Impl>(std::move(mapped), file.sections, file.key));
}

absl::Status FactBase::Write(const std::string& path) const {
  ASSIGN_OR_RETURN(FileInMaking file, FileInMaking::Create(path));
  auto write = [&](std::string_view bytes) { return file.Write(bytes); };
  RETURN_IF_ERROR(WriteFactBaseFile(impl_->sections, impl_->key, write));
  return file.PutInPlace();
}

uint64_t FactBase::fact_count() const {
  uint64_t count = 0;
  for (const BaseRelation& relation : impl_->relations) count += relation.size();
  return count;
}

size_t FactBase::byte_count() const {
  size_t bytes = 0;
  ForEachSection(impl_->sections, [&](std::string_view, const auto& array) { bytes += array.size_bytes(); });
  return bytes;
}

std::vector<FactBaseRelation> FactBase::Relations() const {
  std::vector<FactBaseRelation> listing;
  for (const BaseRelation& relation : impl_->relations) {
    FactBaseRelation& entry = listing.emplace_back();
    entry = {std::string(impl_->terms.Text(relation.name())), relation.arity(), relation.size(), {}};
    for (const BaseIndex& index : relation.indexes()) {
      entry.indexes.push_back({{index.columns().begin(), index.columns().end()}, index.key_count()});
    }
  }
  std::ranges::sort(listing, {}, [](const FactBaseRelation& entry) { return std::tie(entry.name, entry.arity); });
  return listing;
}

}  // namespace hardtack::engine
