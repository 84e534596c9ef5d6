// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Terms from bytes. Recursion is bounded by limits.max_nesting. Tested by tests/wire/collections_test.cc and
// block_malformed_test.cc.

#include "hardtack/wire/term_decoder.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/error.h"
#include "hardtack/wire/collections.h"
#include "hardtack/wire/message.h"
#include "hardtack/wire/schema.h"

namespace hardtack::wire {
namespace {

// What comparing a term that a member of a set holds takes of the tables' expansion.
constexpr uint64_t kBytesPerComparedTerm = 64;

uint64_t HeldTerms(const engine::Term& term);

// `terms` and what they hold, on all levels.
uint64_t CountTerms(const std::vector<engine::Term>& terms) {
  uint64_t count = terms.size();
  for (const engine::Term& term : terms) count += HeldTerms(term);
  return count;
}

// What `term` holds; not itself.
uint64_t HeldTerms(const engine::Term& term) {
  if (const auto* array = term.As<engine::Array>()) return CountTerms(array->elements);
  if (const auto* set = term.As<engine::Set>()) return CountTerms(set->members);
  uint64_t count = 0;
  if (const auto* map = term.As<engine::Map>()) {
    for (const engine::MapEntry& entry : map->entries) count += 1 + HeldTerms(entry.value);
  }
  return count;
}

}  // namespace

size_t TermDecoder::Enter(size_t level) const {
  if (level < limits_.max_nesting) return level + 1;
  throw CodecError(absl::StrCat("more than ", limits_.max_nesting, " levels of nesting"), ErrorKind::kTooDeep);
}

std::string TermDecoder::ReadSymbol(uint64_t id) {
  const std::optional<std::string_view> text = tables_.symbols.Find(id);
  if (!text.has_value())
    throw CodecError(absl::StrCat("unknown symbol: ", id), ErrorKind::kUnknownSymbol, std::to_string(id));
  if (text->size() > tables_.expansion) {
    throw CodecError("the symbol references expand to too much text", ErrorKind::kTokenTooLarge);
  }
  tables_.expansion -= text->size();
  return std::string(*text);
}

// Members that hold terms are copied to be compared, and copied again with each set around theirs: without this bound,
// as often as they may nest.
void TermDecoder::PayForComparing(const std::vector<engine::Term>& members) {
  const uint64_t held = CountTerms(members) - members.size();
  if (held * kBytesPerComparedTerm > tables_.expansion) {
    throw CodecError("the sets within sets take too long to compare", ErrorKind::kTokenTooLarge);
  }
  tables_.expansion -= held * kBytesPerComparedTerm;
}

engine::Term TermDecoder::ReadTerm(std::string_view bytes, size_t level) {
  Message<TermField> message(bytes);
  message.NextOfOne("term");
  engine::Term term;
  switch (message.tag_and_type()) {
    case tag_and_type(TermField::kVariable, kVarint):
      term = engine::VariableTerm(ReadSymbol(message.GetUint32()));
      break;
    case tag_and_type(TermField::kInteger, kVarint):
      term = engine::IntegerTerm(message.GetInt64());
      break;
    case tag_and_type(TermField::kString, kVarint):
      term = engine::StringTerm(ReadSymbol(message.GetUint64()));
      break;
    case tag_and_type(TermField::kDate, kVarint):
      term = engine::DateTerm(message.GetUint64());
      break;
    case tag_and_type(TermField::kBytes, kDelimited):
      term = engine::BytesTerm(std::string(message.GetBytes()));
      break;
    case tag_and_type(TermField::kBool, kVarint):
      term = engine::BoolTerm(message.GetUint64() != 0);
      break;
    case tag_and_type(TermField::kSet, kDelimited):
      term = ReadSet(message.GetBytes(), Enter(level));
      break;
    case tag_and_type(TermField::kNull, kDelimited):
      ReadEmpty(message.GetBytes());
      break;  // null, as a new Term is
    case tag_and_type(TermField::kArray, kDelimited):
      term = ReadArray(message.GetBytes(), Enter(level));
      break;
    case tag_and_type(TermField::kMap, kDelimited):
      term = ReadMap(message.GetBytes(), Enter(level));
      break;
    default:
      message.WrongType();
  }
  message.EndOfOne("term");
  return term;
}

engine::Term TermDecoder::ReadSet(std::string_view bytes, size_t level) {
  engine::Set set;
  Reserve(set.members, FieldCounts<TermSetField>(bytes)[TermSetField::kSet], bytes);
  Message<TermSetField> message(bytes);
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(TermSetField::kSet, kDelimited):
        set.members.push_back(ReadTerm(message.GetBytes(), level));
        break;
      default:
        message.WrongType();
    }
  }
  CheckSet(set);
  PayForComparing(set.members);
  engine::TermOrder().RemoveDuplicates(set.members);
  return engine::Term(std::move(set));
}

engine::Term TermDecoder::ReadArray(std::string_view bytes, size_t level) {
  engine::Array array;
  Reserve(array.elements, FieldCounts<ArrayField>(bytes)[ArrayField::kArray], bytes);
  Message<ArrayField> message(bytes);
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(ArrayField::kArray, kDelimited):
        array.elements.push_back(ReadTerm(message.GetBytes(), level));
        break;
      default:
        message.WrongType();
    }
  }
  return engine::Term(std::move(array));
}

engine::Term TermDecoder::ReadMap(std::string_view bytes, size_t level) {
  engine::Map map;
  Reserve(map.entries, FieldCounts<MapField>(bytes)[MapField::kEntries], bytes);
  Message<MapField> message(bytes);
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(MapField::kEntries, kDelimited):
        map.entries.push_back(ReadMapEntry(message.GetBytes(), level));
        break;
      default:
        message.WrongType();
    }
  }
  engine::TermOrder().RemoveDuplicates(map.entries);
  return engine::Term(std::move(map));
}

engine::MapEntry TermDecoder::ReadMapEntry(std::string_view bytes, size_t level) {
  Message<MapEntryField> message(bytes);
  std::optional<engine::MapKey> key;
  std::optional<engine::Term> value;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(MapEntryField::kKey, kDelimited):
        Once(key, ReadMapKey(message.GetBytes()), "key");
        break;
      case tag_and_type(MapEntryField::kValue, kDelimited):
        Once(value, ReadTerm(message.GetBytes(), level), "value");
        break;
      default:
        message.WrongType();
    }
  }
  return {Required(key, "key"), Required(value, "value")};
}

engine::MapKey TermDecoder::ReadMapKey(std::string_view bytes) {
  Message<MapKeyField> message(bytes);
  message.NextOfOne("map key");
  engine::MapKey key;
  switch (message.tag_and_type()) {
    case tag_and_type(MapKeyField::kInteger, kVarint):
      key = message.GetInt64();
      break;
    case tag_and_type(MapKeyField::kString, kVarint):
      key = ReadSymbol(message.GetUint64());
      break;
    default:
      message.WrongType();
  }
  message.EndOfOne("map key");
  return key;
}

}  // namespace hardtack::wire
