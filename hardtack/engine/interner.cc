// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Ids for texts, numbers and composite terms. Tested by tests/engine/interner_test.cc.

#include "hardtack/engine/interner.h"

#include <algorithm>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/engine/heap_bytes.h"

namespace hardtack::engine {
namespace {

constexpr int64_t kMaxInline = (int64_t{1} << 59) - 1;
constexpr int64_t kMinInline = -kMaxInline - 1;

}  // namespace

Interner::Interner(const Interner* base) : base_(base) {
  if (base == nullptr) return;
  first_text_ = base->first_text_ + base->texts_.size();
  first_number_ = base->first_number_ + base->numbers_.size();
  first_composite_ = base->first_composite_ + base->composites_.size();
}

bool Interner::CompositeKey::operator==(const CompositeKey& other) const {
  return kind == other.kind && std::ranges::equal(sorted, other.sorted);
}

std::optional<uint64_t> Interner::FindTextId(std::string_view text) const {
  for (const Interner* layer = this; layer != nullptr; layer = layer->base_) {
    auto it = layer->text_ids_.find(ToAbsl(text));
    if (it != layer->text_ids_.end()) return it->second;
  }
  return std::nullopt;
}

uint64_t Interner::TextId(std::string_view text) {
  if (auto found = FindTextId(text)) return *found;
  uint64_t id = first_text_ + texts_.size();
  text_ids_.emplace(texts_.emplace_back(text), id);
  return id;
}

std::string_view Interner::Text(uint64_t id) const {
  const Interner* layer = this;
  while (id < layer->first_text_) layer = layer->base_;
  return layer->texts_[id - layer->first_text_];
}

std::optional<uint64_t> Interner::FindNumberId(uint64_t bits) const {
  for (const Interner* layer = this; layer != nullptr; layer = layer->base_) {
    auto it = layer->number_ids_.find(bits);
    if (it != layer->number_ids_.end()) return it->second;
  }
  return std::nullopt;
}

Value Interner::Number(ValueKind kind, uint64_t bits) {
  if (auto found = FindNumberId(bits)) return Value(kind, *found);
  uint64_t id = first_number_ + numbers_.size();
  numbers_.push_back(bits);
  number_ids_.emplace(bits, id);
  return Value(kind, id);
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

std::optional<uint64_t> Interner::FindCompositeId(const CompositeKey& key) const {
  for (const Interner* layer = this; layer != nullptr; layer = layer->base_) {
    auto it = layer->composite_ids_.find(key);
    if (it != layer->composite_ids_.end()) return it->second;
  }
  return std::nullopt;
}

const Interner::Composite& Interner::Find(uint64_t id) const {
  const Interner* layer = this;
  while (id < layer->first_composite_) layer = layer->base_;
  return layer->composites_[id - layer->first_composite_];
}

Value Interner::Intern(ValueKind kind, std::vector<Value> sorted, std::span<const Value> written) {
  if (auto found = FindCompositeId({kind, sorted})) return Value(kind, *found);
  uint64_t id = first_composite_ + composites_.size();
  Composite& composite = composites_.emplace_back();
  if (!std::ranges::equal(sorted, written)) composite.written.assign(written.begin(), written.end());
  composite.sorted = std::move(sorted);
  for (Value element : composite.sorted) composite.term_bytes += TermBytes(element);
  composite_ids_.emplace(CompositeKey{kind, composite.sorted}, id);
  return Value(kind, id);
}

Value Interner::Array(std::span<const Value> elements) {
  return Intern(ValueKind::kArray, std::vector<Value>(elements.begin(), elements.end()), elements);
}

Value Interner::Set(std::span<const Value> members) {
  std::vector<Value> sorted(members.begin(), members.end());
  std::ranges::sort(sorted);
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (sorted.size() == members.size()) return Intern(ValueKind::kSet, std::move(sorted), members);

  std::vector<Value> written;
  std::vector<bool> seen(sorted.size());
  for (Value member : members) {
    size_t position = std::ranges::lower_bound(sorted, member) - sorted.begin();
    if (!seen[position]) written.push_back(member);
    seen[position] = true;
  }
  return Intern(ValueKind::kSet, std::move(sorted), written);
}

Value Interner::Map(std::span<const Value> entries) {
  std::vector<size_t> order;  // of the entries that count, by key
  for (size_t i = 0; i < entries.size(); i += 2) order.push_back(i);
  std::ranges::sort(order, [&](size_t a, size_t b) { return std::pair(entries[a], a) < std::pair(entries[b], b); });
  std::vector<size_t> kept;
  for (size_t i = 0; i < order.size(); ++i) {
    bool overwritten = i + 1 < order.size() && entries[order[i]] == entries[order[i + 1]];
    if (!overwritten) kept.push_back(order[i]);
  }
  auto gather = [&](const std::vector<size_t>& positions) {
    std::vector<Value> values;
    for (size_t position : positions) values.insert(values.end(), {entries[position], entries[position + 1]});
    return values;
  };
  std::vector<Value> sorted = gather(kept);
  std::ranges::sort(kept);
  return Intern(ValueKind::kMap, std::move(sorted), gather(kept));
}

std::span<const Value> Interner::ElementsOf(Value value) const {
  const Composite& composite = Find(value.payload());
  return composite.written.empty() ? composite.sorted : composite.written;
}

std::optional<Value> Interner::FromTerm(const Term& term, size_t max_nesting) {
  auto elements = [&](const std::vector<Term>& terms) -> std::optional<std::vector<Value>> {
    std::vector<Value> values;
    for (const Term& element : terms) {
      auto value = FromTerm(element, max_nesting - 1);
      if (!value.has_value()) return std::nullopt;
      values.push_back(*value);
    }
    return values;
  };
  if (const auto* i = term.As<int64_t>()) return Integer(*i);
  if (const auto* s = term.As<std::string>()) return String(*s);
  if (const auto* d = term.As<engine::Date>()) return Date(d->seconds);
  if (const auto* b = term.As<engine::Bytes>()) return Bytes(b->data);
  if (const auto* b = term.As<bool>()) return Value::Bool(*b);
  if (term.Is<engine::Null>()) return Value::Null();
  if (max_nesting == 0) return std::nullopt;
  if (const auto* set = term.As<engine::Set>()) {
    auto values = elements(set->members);
    return values.has_value() ? std::optional(Set(*values)) : std::nullopt;
  }
  if (const auto* array = term.As<engine::Array>()) {
    auto values = elements(array->elements);
    return values.has_value() ? std::optional(Array(*values)) : std::nullopt;
  }
  if (const auto* map = term.As<engine::Map>()) {
    std::vector<Value> entries;
    for (const MapEntry& entry : map->entries) {
      const auto* number = std::get_if<int64_t>(&entry.key);
      auto value = FromTerm(entry.value, max_nesting - 1);
      if (!value.has_value()) return std::nullopt;
      entries.push_back(number != nullptr ? Integer(*number) : String(std::get<std::string>(entry.key)));
      entries.push_back(*value);
    }
    return Map(entries);
  }
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

Term Interner::ToTerm(Value value) const {
  auto elements = [this](Value composite) {
    std::vector<Term> terms;
    for (Value element : ElementsOf(composite)) terms.push_back(ToTerm(element));
    return terms;
  };
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
      return Term(engine::Set{elements(value)});
    case ValueKind::kArray:
      return Term(engine::Array{elements(value)});
    case ValueKind::kMap: {
      engine::Map map;
      std::span<const Value> entries = ElementsOf(value);
      for (size_t i = 0; i < entries.size(); i += 2) {
        Value key = entries[i];
        MapKey map_key = key.type() == ValueKind::kInteger ? MapKey(IntegerOf(key)) : MapKey(std::string(TextOf(key)));
        map.entries.push_back({std::move(map_key), ToTerm(entries[i + 1])});
      }
      return Term(std::move(map));
    }
    default:
      return NullTerm();
  }
}

size_t Interner::heap_bytes() const {
  size_t bytes = DequeBytes(texts_) + DequeBytes(composites_) + numbers_.capacity() * sizeof(uint64_t) +
                 TableBytes(text_ids_) + TableBytes(number_ids_) + TableBytes(composite_ids_);
  for (const std::string& text : texts_) bytes += TextBytes(text);
  for (const Composite& composite : composites_) {
    bytes += (composite.sorted.capacity() + composite.written.capacity()) * sizeof(Value);
  }
  return bytes;
}

}  // namespace hardtack::engine
