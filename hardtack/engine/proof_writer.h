// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ProofWriter turns facts, values and proofs of a world into the terms of an Explanation, as many bytes of them as it
// may hold. Internal to explain.h.

#ifndef HARDTACK_ENGINE_PROOF_WRITER_H_
#define HARDTACK_ENGINE_PROOF_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "hardtack/engine/body_info.h"
#include "hardtack/engine/explain.h"
#include "hardtack/engine/explanation.h"
#include "hardtack/engine/nearest.h"
#include "hardtack/engine/proof.h"
#include "hardtack/engine/sorted_facts.h"
#include "hardtack/engine/world.h"

namespace hardtack::engine {

class ProofWriter {
 public:
  ProofWriter(const World::Impl& world, const SortedFacts& facts, const Proofs& proofs, const Evaluated& evaluated,
              BodyInfos& infos, size_t max_bytes, std::vector<ProvedFact>& written);

  // The index of the fact among those written, which it and its proof are added to unless they are there.
  uint32_t Write(FactId root);

  Fact FactOf(FactId fact);
  Origin OriginOf(FactId fact) const { return world_.origins.OriginOf(facts_.OriginOf(fact)); }
  std::vector<Binding> BindingsOf(const BodyInfo& info, const PartialFrame& frame);
  // Of a body's variables when these facts stand for its predicates.
  std::vector<Binding> BindingsOf(const NamedBody& body, std::span<const FactId> premises);
  // `predicate` with what is bound in its place; `atom` is its compiled form.
  Predicate Instance(const Predicate& predicate, const Program& program, const Atom& atom, const PartialFrame& frame);

  // Takes room for text that goes with what is written but is not in it; false: there is not enough.
  bool Take(size_t bytes);

  // Whether something did not fit. From then on terms are null, so what was written since the last time when it was
  // not full must be dropped: `mark` is what size() was then.
  bool full() const { return full_; }
  size_t size() const { return written_.size(); }
  void DropFrom(size_t mark) { written_.resize(mark); }

 private:
  Term TermOf(Value value);
  void Append(FactId fact);
  std::optional<uint32_t>& IndexOf(FactId fact);

  const World::Impl& world_;
  const SortedFacts& facts_;
  const Proofs& proofs_;
  const Evaluated& evaluated_;
  BodyInfos& infos_;
  size_t bytes_left_;
  bool full_ = false;
  std::vector<ProvedFact>& written_;
  std::vector<std::optional<uint32_t>> index_of_;  // by fact, as far as it has grown
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PROOF_WRITER_H_
