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

namespace hardtack::engine {
namespace {

constexpr int64_t kMaxInline = (int64_t{1} << 59) - 1;
constexpr int64_t kMinInline = -kMaxInline - 1;

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
  first_text_ = base->first_text_ + base->texts_.size();
  first_number_ = base->first_number_ + base->numbers_.size();
  first_composite_ = base->first_composite_ + base->composites_.size();
}

std::optional<uint64_t> Interner::FindText(std::string_view text, uint64_t hash) const {
  for (const Interner* layer = this; layer != nullptr; layer = layer->base_) {
    auto found = layer->text_ids_.Find(hash, [&](uint32_t id) { return layer->texts_[id] == text; });
    if (found.has_value()) return layer->first_text_ + *found;
  }
  return std::nullopt;
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
  while (id < layer->first_text_) layer = layer->base_;
  return layer->texts_[id - layer->first_text_];
}

std::optional<uint64_t> Interner::FindNumber(uint64_t bits, uint64_t hash) const {
  for (const Interner* layer = this; layer != nullptr; layer = layer->base_) {
    auto found = layer->number_ids_.Find(hash, [&](uint32_t id) { return layer->numbers_[id] == bits; });
    if (found.has_value()) return layer->first_number_ + *found;
  }
  return std::nullopt;
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
  while (id < layer->first_number_) layer = layer->base_;
  return layer->numbers_[id - layer->first_number_];
}

Value Interner::Integer(int64_t value) {
  if (value >= kMinInline && value <= kMaxInline) return Value(ValueKind::kInteger, static_cast<uint64_t>(value));
  return Number(ValueKind::kLargeInteger, static_cast<uint64_t>(value));
}

Value Interner::Date(uint64_t seconds) {
  if (seconds <= static_cast<uint64_t>(kMaxInline)) return Value(ValueKind::kDate, seconds);
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
      const Composite& composite = layer->composites_[id];
      return composite.kind == kind && std::ranges::equal(composite.sorted, sorted);
    });
    if (found.has_value()) return layer->first_composite_ + *found;
  }
  return std::nullopt;
}

const Interner::Composite& Interner::Find(uint64_t id) const {
  const Interner* layer = this;
  while (id < layer->first_composite_) layer = layer->base_;
  return layer->composites_[id - layer->first_composite_];
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
  Composite composite{kind, Copy(sorted), {}};
  composite.written = std::ranges::equal(sorted, written) ? composite.sorted : Copy(written);
  for (Value element : sorted) composite.term_bytes += TermBytes(element);
  composites_.push_back(composite);
  composite_ids_.Add(hash, id);
  return Value(kind, first_composite_ + id);
}

Value Interner::Array(std::span<const Value> elements) { return Intern(ValueKind::kArray, elements, elements); }

Value Interner::Set(std::span<const Value> members) {
  Values sorted(members.begin(), members.end(), arena_);
  std::ranges::sort(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (sorted.size() == members.size()) return Intern(ValueKind::kSet, sorted, members);

  Values written(arena_);
  std::pmr::vector<bool> seen(sorted.size(), false, arena_);
  for (Value member : members) {
    size_t position = std::ranges::lower_bound(sorted, member) - sorted.begin();
    if (!seen[position]) written.push_back(member);
    seen[position] = true;
  }
  return Intern(ValueKind::kSet, sorted, written);
}

Value Interner::Map(std::span<const Value> entries) {
  std::pmr::vector<size_t> order(arena_);  // of the entries that count, by key
  for (size_t i = 0; i < entries.size(); i += 2) order.push_back(i);
  std::ranges::sort(order, [&](size_t a, size_t b) { return std::pair(entries[a], a) < std::pair(entries[b], b); });
  std::pmr::vector<size_t> kept(arena_);
  for (size_t i = 0; i < order.size(); ++i) {
    bool overwritten = i + 1 < order.size() && entries[order[i]] == entries[order[i + 1]];
    if (!overwritten) kept.push_back(order[i]);
  }
  auto gather = [&](const std::pmr::vector<size_t>& positions) {
    Values values(arena_);
    for (size_t position : positions) values.insert(values.end(), {entries[position], entries[position + 1]});
    return values;
  };
  const Values sorted = gather(kept);
  std::ranges::sort(kept);
  return Intern(ValueKind::kMap, sorted, gather(kept));
}

std::optional<Interner::Values> Interner::FromTerms(const std::vector<Term>& terms, size_t max_nesting) {
  Values values(arena_);
  values.reserve(terms.size());
  for (const Term& term : terms) {
    std::optional<Value> value = FromTerm(term, max_nesting);
    if (!value.has_value()) return std::nullopt;
    values.push_back(*value);
  }
  return values;
}

std::optional<Value> Interner::FromMap(const engine::Map& map, size_t max_nesting) {
  Values entries(arena_);
  entries.reserve(2 * map.entries.size());
  for (const MapEntry& entry : map.entries) {
    const auto* number = std::get_if<int64_t>(&entry.key);
    std::optional<Value> value = FromTerm(entry.value, max_nesting);
    if (!value.has_value()) return std::nullopt;
    entries.push_back(number != nullptr ? Integer(*number) : String(std::get<std::string>(entry.key)));
    entries.push_back(*value);
  }
  return Map(entries);
}

std::optional<Value> Interner::FromTerm(const Term& term, size_t max_nesting) {
  if (const auto* i = term.As<int64_t>()) return Integer(*i);
  if (const auto* s = term.As<std::string>()) return String(*s);
  if (const auto* d = term.As<engine::Date>()) return Date(d->seconds);
  if (const auto* b = term.As<engine::Bytes>()) return Bytes(b->data);
  if (const auto* b = term.As<bool>()) return Value::Bool(*b);
  if (term.Is<engine::Null>()) return Value::Null();
  if (max_nesting == 0) return std::nullopt;
  if (const auto* set = term.As<engine::Set>()) {
    auto values = FromTerms(set->members, max_nesting - 1);
    return values.has_value() ? std::optional(Set(*values)) : std::nullopt;
  }
  if (const auto* array = term.As<engine::Array>()) {
    auto values = FromTerms(array->elements, max_nesting - 1);
    return values.has_value() ? std::optional(Array(*values)) : std::nullopt;
  }
  if (const auto* map = term.As<engine::Map>()) return FromMap(*map, max_nesting - 1);
  return std::nullopt;  // a variable
}

uint64_t Interner::TermBytes(Value value) const {
  switch (value.type()) {
    case ValueKind::kString:
    case ValueKind::kBytes:
      return kTermBytes + TextOf(value).size();
    case ValueKind::kSet:
    case ValueKind::kArray:
    case ValueKind::kMap:
      return Find(value.payload()).term_bytes;
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
