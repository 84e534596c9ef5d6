// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// From ids back to syntax. Tested by tests/engine/explain_test.cc.

#include "hardtack/engine/proof_writer.h"

#include <string>
#include <utility>

#include "hardtack/engine/ast_print.h"

namespace hardtack::engine {

ProofWriter::ProofWriter(const World::Impl& world, const SortedFacts& facts, const Proofs& proofs,
                         const Evaluated& evaluated, BodyInfos& infos, size_t max_bytes,
                         std::vector<ProvedFact>& written)
    : world_(world),
      facts_(facts),
      proofs_(proofs),
      evaluated_(evaluated),
      infos_(infos),
      bytes_left_(max_bytes),
      written_(written),
      index_of_(facts.size()) {}

// Shared facts get their ids on the way.
std::optional<uint32_t>& ProofWriter::IndexOf(FactId fact) {
  if (fact >= index_of_.size()) index_of_.resize(fact + 1);
  return index_of_[fact];
}

bool ProofWriter::Take(size_t bytes) {
  if (bytes > bytes_left_) full_ = true;
  if (full_) return false;
  bytes_left_ -= bytes;
  return true;
}

Term ProofWriter::TermOf(Value value) {
  return !full_ && Take(facts_.TextBytes(value)) ? world_.values.ToTerm(value) : NullTerm();
}

Fact ProofWriter::FactOf(FactId fact) {
  const RelationInfo& relation = world_.InfoOf(facts_.RelationOf(fact));
  Fact written{Predicate{std::string(world_.values.Text(relation.name)), {}}};
  if (!Take(written.predicate.name.size())) return written;
  for (Value value : facts_.ValuesOf(fact)) written.predicate.terms.push_back(TermOf(value));
  return written;
}

std::vector<Binding> ProofWriter::BindingsOf(const BodyInfo& info, const PartialFrame& frame) {
  std::vector<Binding> bindings;
  for (size_t slot = 0; slot < info.variables.size(); ++slot) {
    if (!frame[slot].has_value() || !Take(info.variables[slot].size())) continue;
    bindings.push_back({info.variables[slot], TermOf(*frame[slot])});
  }
  return bindings;
}

std::vector<Binding> ProofWriter::BindingsOf(const NamedBody& body, std::span<const FactId> premises) {
  const BodyInfo& info = infos_.Of(body);
  PartialFrame frame(info.variables.size());
  for (uint32_t i = 0; i < premises.size(); ++i) {
    const Range terms = body.program->atoms[body.body->atoms.begin + i].terms;
    const std::span<const Value> values = facts_.ValuesOf(premises[i]);
    for (uint32_t column = 0; column < terms.size(); ++column) {
      const CompiledTerm& term = body.program->terms[terms.begin + column];
      if (term.is_slot) frame[term.slot] = values[column];
    }
  }
  return BindingsOf(info, frame);
}

Predicate ProofWriter::Instance(const Predicate& predicate, const Program& program, const Atom& atom,
                                const PartialFrame& frame) {
  Predicate instance{predicate.name, {}};
  if (!Take(predicate.name.size())) return instance;
  for (uint32_t i = 0; i < predicate.terms.size(); ++i) {
    const CompiledTerm& compiled = program.terms[atom.terms.begin + i];
    const bool is_bound = compiled.is_slot && frame[compiled.slot].has_value();
    if (is_bound) {
      instance.terms.push_back(TermOf(*frame[compiled.slot]));
    } else if (Take(ToString(predicate.terms[i]).size())) {
      instance.terms.push_back(predicate.terms[i]);
    }
  }
  return instance;
}

// Premises first, by a stack: a proof may be as high as the world took rounds. It ends, since they are of lesser
// height.
uint32_t ProofWriter::Write(FactId root) {
  std::vector<std::pair<FactId, size_t>> open;  // with the next premise to write
  if (!IndexOf(root).has_value()) open.emplace_back(root, 0);
  while (!open.empty()) {
    auto& [fact, next] = open.back();
    const std::span<const FactId> premises = proofs_.Of(fact).premises;
    while (next < premises.size() && IndexOf(premises[next]).has_value()) ++next;
    if (next < premises.size()) {
      open.emplace_back(premises[next], 0);
    } else {
      Append(fact);
      open.pop_back();
    }
  }
  return *IndexOf(root);
}

void ProofWriter::Append(FactId fact) {
  const Proof& proof = proofs_.Of(fact);
  IndexOf(fact) = static_cast<uint32_t>(written_.size());
  ProvedFact& written = written_.emplace_back();
  written.fact = FactOf(fact);
  written.origin = OriginOf(fact);
  written.source = proof.source;
  if (proof.source.kind != Source::Kind::kDerived) return;
  const Rule& rule = evaluated_.BlockAt(proof.source.block).rules[proof.source.index];
  const NamedBody body{proof.program, &proof.program->bodies[proof.rule->body], &rule};
  if (!Take(infos_.Of(body).text_bytes)) return;
  written.bindings = BindingsOf(body, proof.premises);
  for (FactId premise : proof.premises) written.premises.push_back(*IndexOf(premise));
}

}  // namespace hardtack::engine
