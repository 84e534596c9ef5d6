// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Blocks of attestors. Tested by tests/identity/attest_test.cc.

#include "hardtack/identity/attestation.h"

#include <algorithm>
#include <utility>

#include "hardtack/identity/shape_parts.h"

namespace hardtack::identity {
namespace {

engine::Fact ServiceFact(std::string_view resource) { return {{"service", {Text(resource)}}}; }

engine::Check PrefixCheck(std::string_view prefix) { return CheckIf({{"prefix", {Text(prefix)}}}); }

engine::Block BlockOf(engine::Fact fact) {
  engine::Block block;
  block.facts.push_back(std::move(fact));
  return block;
}

}  // namespace

engine::Block BuildServiceAttestation(std::string_view resource) { return BlockOf(ServiceFact(resource)); }

engine::Block BuildPartyAttestation(std::string_view component) { return BlockOf({{"namespace", {Text(component)}}}); }

engine::Block BuildPrefixAttestation(std::string_view prefix) {
  engine::Block block = BlockOf({{"prefix_added", {engine::BoolTerm(true)}}});
  block.checks.push_back(PrefixCheck(prefix));
  return block;
}

bool AttestsService(const engine::Block& block, std::string_view resource) {
  return std::ranges::find(block.facts, ServiceFact(resource)) != block.facts.end();
}

std::optional<std::string> ReadPrefixCheck(const engine::Check& check) {
  const engine::Predicate* predicate = OnlyPredicate(check);
  if (predicate == nullptr) return std::nullopt;
  const auto* prefix = OnlyTerm<std::string>(*predicate);
  if (prefix == nullptr || check != PrefixCheck(*prefix)) return std::nullopt;
  return *prefix;
}

bool Covers(std::string_view prefix, std::string_view resource) {
  if (prefix.empty()) return false;
  if (prefix == resource) return true;
  if (prefix.ends_with('/')) prefix.remove_suffix(1);
  if (!resource.starts_with(prefix)) return false;
  return resource.size() == prefix.size() || resource[prefix.size()] == '/';
}

}  // namespace hardtack::identity
