// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Measuring. Each overload of Below counts what lies behind a value, without the value itself. Tested by
// tests/engine/memory_test.cc against a counting allocator.

#include "hardtack/engine/memory.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hardtack/engine/heap_bytes.h"
#include "hardtack/engine/program.h"

namespace hardtack::engine {
namespace {

size_t Below(const std::string& text) { return TextBytes(text); }
size_t Below(const PublicKey& key) { return Below(key.bytes); }
size_t Below(const Scope& scope) {
  const PublicKey* key = std::get_if<PublicKey>(&scope);
  return key != nullptr ? Below(*key) : 0;
}

size_t Below(const Term& term);
size_t Below(const MapEntry& entry);
size_t Below(const Op& op);
size_t Below(const Predicate& predicate);
size_t Below(const Fact& fact);
size_t Below(const Expression& expression);
size_t Below(const Rule& rule);
size_t Below(const Check& check);
size_t Below(const Origin& origin);
size_t Below(const ScopeSet& set);
size_t Below(const OpenFact& fact);

template <typename T>
size_t Below(const std::vector<T>& values) {
  size_t bytes = values.capacity() * sizeof(T);
  for (const T& value : values) bytes += Below(value);
  return bytes;
}

size_t Below(const Term& term) {
  struct Visitor {
    size_t operator()(const Variable& variable) const { return Below(variable.name); }
    size_t operator()(const std::string& text) const { return Below(text); }
    size_t operator()(const Bytes& bytes) const { return Below(bytes.data); }
    size_t operator()(const Set& set) const { return Below(set.members); }
    size_t operator()(const Array& array) const { return Below(array.elements); }
    size_t operator()(const Map& map) const { return Below(map.entries); }
    size_t operator()(int64_t) const { return 0; }
    size_t operator()(bool) const { return 0; }
    size_t operator()(Date) const { return 0; }
    size_t operator()(Null) const { return 0; }
  };
  return std::visit(Visitor(), term.value);
}

size_t Below(const MapEntry& entry) {
  const std::string* text = std::get_if<std::string>(&entry.key);
  return (text != nullptr ? Below(*text) : 0) + Below(entry.value);
}

size_t Below(const Op& op) {
  struct Visitor {
    size_t operator()(const Term& term) const { return Below(term); }
    size_t operator()(const Unary& unary) const { return Below(unary.extern_name); }
    size_t operator()(const Binary& binary) const { return Below(binary.extern_name); }
    size_t operator()(const Closure& closure) const { return Below(closure.parameters) + Below(closure.ops); }
  };
  return std::visit(Visitor(), op.value);
}

size_t Below(const Predicate& predicate) { return Below(predicate.name) + Below(predicate.terms); }
size_t Below(const Fact& fact) { return Below(fact.predicate); }
size_t Below(const Expression& expression) { return Below(expression.ops); }
size_t Below(const Rule& rule) {
  return Below(rule.head) + Below(rule.body) + Below(rule.expressions) + Below(rule.scopes);
}
size_t Below(const Check& check) { return Below(check.queries); }

size_t Below(const Origin& origin) { return origin.heap_bytes(); }
size_t Below(const ScopeSet& set) { return Below(set.scopes); }
size_t Below(const OpenFact& fact) { return Below(fact.fact); }

// Arrays in an arena, which has been counted: what their elements hold beside.
template <typename T>
size_t BelowEach(const std::pmr::vector<T>& values) {
  size_t bytes = 0;
  for (const T& value : values) bytes += Below(value);
  return bytes;
}

size_t Below(const Program& program) {
  return program.arena_bytes() + program.signed_blocks.heap_bytes() + Below(program.open_facts) +
         BelowEach(program.scope_sets) + BelowEach(program.trusts) + BelowEach(program.base_trusts);
}

}  // namespace

size_t MemoryBytes(const Block& block) {
  return sizeof(Block) + (block.context.has_value() ? Below(*block.context) : 0) + Below(block.scopes) +
         Below(block.facts) + Below(block.rules) + Below(block.checks);
}

size_t MemoryBytes(const Program& program) { return sizeof(Program) + Below(program); }

}  // namespace hardtack::engine
