// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bodies that scan shared facts. Tested by tests/engine/shared_facts_test.cc.

#include <string>
#include <vector>

#include "hardtack/engine/base_relation.h"
#include "hardtack/engine/compile.h"
#include "hardtack/engine/program.h"
#include "hardtack/engine/relation.h"

namespace hardtack::engine {
namespace {

class ScanFinder {
 public:
  explicit ScanFinder(const Program& program) : program_(program) {}

  std::vector<SharedScan> Find() {
    for (const CompiledRule& rule : program_.rules) {
      Look({SharedScan::Kind::kRule, rule.block, rule.index, 0, {}, 0, 0}, rule.body);
    }
    for (const CompiledCheck& check : program_.checks) {
      LookAtQueries({SharedScan::Kind::kCheck, check.block, check.index, 0, {}, 0, 0}, check.bodies);
    }
    for (uint32_t i = 0; i < program_.policies.size(); ++i) {
      LookAtQueries({SharedScan::Kind::kPolicy, kAuthorizerBlock, i, 0, {}, 0, 0}, program_.policies[i].bodies);
    }
    return std::move(scans_);
  }

 private:
  void LookAtQueries(SharedScan scan, Range bodies) {
    for (uint32_t i = bodies.begin; i < bodies.end; ++i) {
      scan.query = i - bodies.begin;
      Look(scan, i);
    }
  }

  // The default plan avoids scans where any order can.
  void Look(SharedScan scan, uint32_t body) {
    const Plan& plan = program_.plans[program_.bodies[body].default_plan];
    for (uint32_t i = plan.steps.begin; i < plan.steps.end; ++i) {
      const Atom& atom = program_.atoms[program_.steps[i].atom];
      if (atom.shared == nullptr || !program_.steps[i].shared_probes.empty()) continue;
      if (atom.shared->size() <= Relation::kScanRows) continue;
      scan.relation = program_.interner.Text(atom.shared->name());
      scan.arity = atom.shared->arity();
      scan.facts = atom.shared->size();
      scans_.push_back(scan);
    }
  }

  const Program& program_;
  std::vector<SharedScan> scans_;
};

}  // namespace

std::vector<SharedScan> SharedScans(const Program& program) { return ScanFinder(program).Find(); }

}  // namespace hardtack::engine
