// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Ids for texts, numbers and composite terms. Tested by tests/engine/interner_test.cc.

#include "hardtack/engine/interner.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "absl/hash/hash.h"
#include "absl/types/span.h"
#include "hardtack/base/abseil.h"
#include "hardtack/engine/composite_order.h"
#include "hardtack/engine/term_value.h"

namespace hardtack::engine {
namespace {

uint64_t HashOf(std::string_view text) { return absl::HashOf(ToAbsl(text)); }
uint64_t HashOf(uint64_t bits) { return absl::HashOf(bits); }
uint64_t HashOf(ValueKind kind, std::span<const Value> sorted) {
  return absl::HashOf(kind, absl::MakeConstSpan(sorted.data(), sorted.size()));
}

}  // namespace

Interner::Interner(Arena& arena, const Interner* base)
    : arena_(&arena),
      base_(base),
      texts_(&arena),
      numbers_(&arena),
      composites_(&arena),
      text_ids_(&arena),
      number_ids_(&arena),
      composite_ids_(&arena) {
  if (base == nullptr) return;
  table_ = base->table_;
  first_text_ = base->first_text_ + base->texts_.size();
  first_number_ = base->first_number_ + base->numbers_.size();
  first_composite_ = base->first_composite_ + base->composites_.size();
}

Interner::Interner(Arena& arena, const TermTable& table) : Interner(arena) {
  table_ = &table;
  first_text_ = table.text_count();
  first_number_ = table.number_count();
  first_composite_ = table.composite_count();
}

std::optional<uint64_t> Interner::FindText(std::string_view text, uint64_t hash) const {
  for (const Interner* layer = this; layer != nullptr; layer = layer->base_) {
    auto found = layer->text_ids_.Find(hash, [&](uint32_t id) { return layer->texts_[id] == text; });
    if (found.has_value()) return layer->first_text_ + *found;
  }
  return table_ != nullptr ? table_->FindText(text) : std::nullopt;
}

std::optional<uint64_t> Interner::FindTextId(std::string_view text) const { return FindText(text, HashOf(text)); }

uint64_t Interner::TextId(std::string_view text) {
  const uint64_t hash = HashOf(text);
  if (auto found = FindText(text, hash)) return *found;
  const uint32_t id = static_cast<uint32_t>(texts_.size());
  texts_.push_back(arena_->Copy(text));
  text_ids_.Add(hash, id);
  return first_text_ + id;
}

std::string_view Interner::Text(uint64_t id) const {
  const Interner* layer = this;
  while (id < layer->first_text_) {
    if (layer->base_ == nullptr) return table_->Text(id);
    layer = layer->base_;
  }
  return layer->texts_[id - layer->first_text_];
}

std::optional<uint64_t> Interner::FindNumber(uint64_t bits, uint64_t hash) const {
  for (const Interner* layer = this; layer != nullptr; layer = layer->base_) {
    auto found = layer->number_ids_.Find(hash, [&](uint32_t id) { return layer->numbers_[id] == bits; });
    if (found.has_value()) return layer->first_number_ + *found;
  }
  return table_ != nullptr ? table_->FindNumber(bits) : std::nullopt;
}

Value Interner::Number(ValueKind kind, uint64_t bits) {
  const uint64_t hash = HashOf(bits);
  if (auto found = FindNumber(bits, hash)) return Value(kind, *found);
  const uint32_t id = static_cast<uint32_t>(numbers_.size());
  numbers_.push_back(bits);
  number_ids_.Add(hash, id);
  return Value(kind, first_number_ + id);
}

uint64_t Interner::NumberAt(uint64_t id) const {
  const Interner* layer = this;
  while (id < layer->first_number_) {
    if (layer->base_ == nullptr) return table_->NumberAt(id);
    layer = layer->base_;
  }
  return layer->numbers_[id - layer->first_number_];
}

Value Interner::Integer(int64_t value) {
  if (value >= Value::kMinInline && value <= Value::kMaxInline)
    return Value(ValueKind::kInteger, static_cast<uint64_t>(value));
  return Number(ValueKind::kLargeInteger, static_cast<uint64_t>(value));
}

Value Interner::Date(uint64_t seconds) {
  if (seconds <= static_cast<uint64_t>(Value::kMaxInline)) return Value(ValueKind::kDate, seconds);
  return Number(ValueKind::kLargeDate, seconds);
}

int64_t Interner::IntegerOf(Value value) const {
  if (value.kind() == ValueKind::kInteger) return value.signed_payload();
  return static_cast<int64_t>(NumberAt(value.payload()));
}

uint64_t Interner::DateOf(Value value) const {
  return value.kind() == ValueKind::kDate ? value.payload() : NumberAt(value.payload());
}

std::optional<uint64_t> Interner::FindComposite(ValueKind kind, std::span<const Value> sorted, uint64_t hash) const {
  for (const Interner* layer = this; layer != nullptr; layer = layer->base_) {
    auto found = layer->composite_ids_.Find(hash, [&](uint32_t id) {
      const OwnComposite& composite = layer->composites_[id];
      return composite.kind == kind && std::ranges::equal(composite.view.sorted, sorted);
    });
    if (found.has_value()) return layer->first_composite_ + *found;
  }
  return table_ != nullptr ? table_->FindComposite(kind, sorted) : std::nullopt;
}

CompositeView Interner::Composite(uint64_t id) const {
  const Interner* layer = this;
  while (id < layer->first_composite_) {
    if (layer->base_ == nullptr) return table_->Composite(id);
    layer = layer->base_;
  }
  return layer->composites_[id - layer->first_composite_].view;
}

std::span<const Value> Interner::Copy(std::span<const Value> values) {
  if (values.empty()) return {};
  void* memory = arena_->allocate(values.size_bytes(), alignof(Value));
  std::memcpy(memory, values.data(), values.size_bytes());
  return {static_cast<const Value*>(memory), values.size()};
}

Value Interner::Intern(ValueKind kind, std::span<const Value> sorted, std::span<const Value> written) {
  const uint64_t hash = HashOf(kind, sorted);
  if (auto found = FindComposite(kind, sorted, hash)) return Value(kind, *found);
  const uint32_t id = static_cast<uint32_t>(composites_.size());
  CompositeView view{Copy(sorted), {}, kTermBytes};
  view.written = std::ranges::equal(sorted, written) ? view.sorted : Copy(written);
  for (Value element : sorted) view.term_bytes += TermBytes(element);
  composites_.push_back({kind, view});
  composite_ids_.Add(hash, id);
  return Value(kind, first_composite_ + id);
}

Value Interner::Array(std::span<const Value> elements) { return Intern(ValueKind::kArray, elements, elements); }

Value Interner::Set(std::span<const Value> members) {
  const OrderedElements elements = OrderSet(members, arena_);
  return Intern(ValueKind::kSet, elements.sorted, elements.written);
}

Value Interner::Map(std::span<const Value> entries) {
  const OrderedElements elements = OrderMap(entries, arena_);
  return Intern(ValueKind::kMap, elements.sorted, elements.written);
}

std::optional<Value> Interner::FromTerm(const Term& term, size_t max_nesting) {
  return TermReader<Interner>(*this).Read(term, max_nesting);
}

uint64_t Interner::TermBytes(Value value) const {
  switch (value.type()) {
    case ValueKind::kString:
    case ValueKind::kBytes:
      return kTermBytes + TextOf(value).size();
    case ValueKind::kSet:
    case ValueKind::kArray:
    case ValueKind::kMap:
      return Composite(value.payload()).term_bytes;
    default:
      return kTermBytes;
  }
}

std::vector<Term> Interner::ToTerms(Value composite) const {
  std::vector<Term> terms;
  for (Value element : ElementsOf(composite)) terms.push_back(ToTerm(element));
  return terms;
}

engine::Map Interner::ToMap(Value map) const {
  engine::Map terms;
  std::span<const Value> entries = ElementsOf(map);
  for (size_t i = 0; i < entries.size(); i += 2) {
    Value key = entries[i];
    MapKey map_key = key.type() == ValueKind::kInteger ? MapKey(IntegerOf(key)) : MapKey(std::string(TextOf(key)));
    terms.entries.push_back({std::move(map_key), ToTerm(entries[i + 1])});
  }
  return terms;
}

Term Interner::ToTerm(Value value) const {
  switch (value.type()) {
    case ValueKind::kInteger:
      return IntegerTerm(IntegerOf(value));
    case ValueKind::kString:
      return StringTerm(std::string(TextOf(value)));
    case ValueKind::kDate:
      return DateTerm(DateOf(value));
    case ValueKind::kBytes:
      return BytesTerm(std::string(TextOf(value)));
    case ValueKind::kBool:
      return BoolTerm(value.is_true());
    case ValueKind::kSet:
      return Term(engine::Set{ToTerms(value)});
    case ValueKind::kArray:
      return Term(engine::Array{ToTerms(value)});
    case ValueKind::kMap:
      return Term(ToMap(value));
    default:
      return NullTerm();
  }
}

}  // namespace hardtack::engine
