// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Program is compiled Datalog: flat arrays of instructions, join steps and bodies that refer to each other by index.
// Immutable once compiled and shared between threads. A token's program stands on its authorizer's (`base`), whose ids
// it extends.
//
// Internal to the engine: compile.h makes programs, evaluate.h and decide.h run them. Arrays that are read together lie
// together; a Range is a half-open interval of one of them.

#ifndef HARDTACK_ENGINE_PROGRAM_H_
#define HARDTACK_ENGINE_PROGRAM_H_

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string_view>
#include <vector>

#include "hardtack/engine/arena.h"
#include "hardtack/engine/arena_pool.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/column_set.h"
#include "hardtack/engine/id_table.h"
#include "hardtack/engine/interner.h"
#include "hardtack/engine/limits.h"
#include "hardtack/engine/origin.h"
#include "hardtack/engine/regex.h"
#include "hardtack/engine/scopes.h"
#include "hardtack/engine/value.h"

namespace hardtack::engine {

class BaseIndex;
class BaseRelation;
class FactBase;

struct Range {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
};

using RelationId = uint32_t;
inline constexpr RelationId kNoRelation = UINT32_MAX;  // a predicate that no fact and no rule head has: always empty

// The facts of one name and one number of terms.
struct RelationInfo {
  uint64_t name = 0;  // text id
  uint32_t arity = 0;
  bool operator==(const RelationInfo&) const = default;
  template <typename H>
  friend H AbslHashValue(H h, const RelationInfo& info) {
    return H::combine(std::move(h), info.name, info.arity);
  }
};

// One instruction of the stack machine (expression.h).
struct Instruction {
  enum class Code : uint8_t { kConstant, kSlot, kUnknownVariable, kUnary, kBinary, kClosure };
  Code code = Code::kConstant;
  uint8_t kind = 0;      // UnaryKind or BinaryKind
  uint32_t operand = 0;  // slot, closure index, or for extern calls the text id of the name
  Value value;           // kConstant
};

// A closure's body, and where its parameter goes.
struct CompiledClosure {
  Range instructions;
  uint32_t parameter_count = 0;
  uint32_t slot = 0;     // of the only parameter; with more, no operator accepts the closure
  bool shadows = false;  // a parameter is named like a variable already in scope
};

// A term of an atom or of a head: a constant, or the variable in a slot.
struct CompiledTerm {
  bool is_slot = false;
  uint32_t slot = 0;
  Value value;
};

// A predicate of a body, terms in written order.
struct Atom {
  RelationId relation = kNoRelation;
  Range terms;
  const BaseRelation* shared = nullptr;  // the shared facts among its facts; null: none
};

// What a join step does with one column of a candidate tuple.
struct ColumnTest {
  enum class Action : uint8_t { kConstant, kBound, kBind };
  Action action = Action::kBind;
  uint32_t column = 0;
  uint32_t slot = 0;  // kBound, kBind
  Value value;        // kConstant
};

// One atom at its place in a join order. Columns that are known before the step come first, ascending.
struct JoinStep {
  uint32_t atom = 0;  // index in the program's atoms
  Range columns;
  uint32_t known_columns = 0;     // how many of `columns` are constant or bound by an earlier step
  uint32_t expressions_done = 0;  // of the body, those that have run once this step's variables are bound
  ColumnSet probe;                // those of the known columns that an index can cover
  uint32_t probe_columns = 0;     // how many these are: the first of `columns`
  Range shared_probes;            // the looks into indexes of shared facts; none: they are scanned
  uint32_t shared_rows = 0;       // about how many shared facts it meets; for the first step of a plan, at most
  Range fetches;                  // of shared_fetches: what later steps will look up, known once this one is bound
  uint32_t next_fetch =
      kNoFetch;  // what the next step will look up, which differs from one fact of this one to another

  static constexpr uint32_t kNoFetch = UINT32_MAX;
};

// A look into an index of shared facts.
struct SharedProbe {
  const BaseIndex* index = nullptr;
  Range key;  // of shared_keys: for each column of the index, which of the program's columns has its value
};

// What the value in a column of a request's fact will be looked up in, alone.
struct RequestFetch {
  RelationId relation = kNoRelation;
  uint32_t column = 0;
  const BaseIndex* index = nullptr;
  bool operator==(const RequestFetch&) const = default;
};
// Of one program; each fact of a request compares itself with all.
inline constexpr size_t kMostRequestFetches = 8;

// A join order.
struct Plan {
  Range steps;
  uint32_t expressions_before = 0;  // of the body, those that run before any atom
};

// A conjunction of atoms and expressions: the body of a rule or a query.
struct Body {
  Range atoms;
  Range expressions;
  uint32_t frame_size = 0;    // slots for variables and closure parameters
  uint32_t trust = 0;         // index of its scopes, see Program::trusts
  Range plans;                // plan i starts with atom i; of a body with too many atoms there is only one
  uint32_t default_plan = 0;  // the one to take when all relations are of the same size

  bool has_plan_for_each_atom() const { return !atoms.empty() && plans.size() == atoms.size(); }
};

struct CompiledRule {
  BlockId block = kAuthorizerBlock;
  uint32_t index = 0;  // within its block
  RelationId head = kNoRelation;
  const BaseRelation* shared = nullptr;  // the shared facts of the head's relation
  Range head_terms;
  uint32_t body = 0;
};

struct CompiledCheck {
  BlockId block = kAuthorizerBlock;
  uint32_t index = 0;
  CheckKind kind = CheckKind::kIf;
  Range bodies;
};

struct CompiledPolicy {
  PolicyKind kind = PolicyKind::kAllow;
  Range bodies;
};

struct CompiledFact {
  BlockId block = kAuthorizerBlock;
  RelationId relation = kNoRelation;
  Range values;
};

// A fact with a variable in it, as received tokens may carry. It is in the world and never matches.
struct OpenFact {
  BlockId block = kAuthorizerBlock;
  Fact fact;
};

// Whether a body of so many atoms, in a program that has so many join steps already, gets a plan for each of its atoms
// rather than one in written order: ordering takes the square of the atoms, and so do all plans together.
inline constexpr uint32_t kMaxPlannedAtoms = 16;
inline constexpr uint32_t kMaxPlannedSteps = 65'536;

class Program {
  // First, since what is below has its memory from the one and refers to the other.
  Arena arena_;
  std::shared_ptr<const FactBase> facts_;

 public:
  // An authorizer's program, on shared facts if they are not null.
  Program(std::shared_ptr<const FactBase> shared_facts, const StructureLimits& structure_limits);
  // A token's on its authorizer's, or a query's on either.
  Program(std::shared_ptr<const Program> base_program, const StructureLimits& structure_limits);

  // The base and this program, in the order in which rules run: by block, the authorizer last.
  const Program* base() const { return base_.get(); }
  // The shared facts below it and its base; null: none.
  const FactBase* shared_facts() const { return facts_.get(); }

  // The relation of this name and arity here or in the base, kNoRelation if there is none.
  RelationId FindRelation(RelationInfo info) const;
  RelationId FindOrAddRelation(RelationInfo info);
  const RelationInfo& relation(RelationId id) const;
  size_t relation_count() const { return first_relation_ + relations_.size(); }
  // The shared facts of this name and arity; null: none.
  const BaseRelation* FindShared(RelationInfo info) const;

  // What has been allocated for the arrays, the interner and the relations. memory.h counts the rest.
  size_t arena_bytes() const { return arena_.heap_bytes(); }

  Interner interner;
  StructureLimits limits;
  size_t block_count = 0;      // blocks of the token; 0 for an authorizer's program
  SignedBlocks signed_blocks;  // of the token

  std::pmr::vector<Instruction> instructions{&arena_};
  std::pmr::vector<CompiledClosure> closures{&arena_};
  std::pmr::vector<Range> expressions{&arena_};  // each a range of instructions
  std::pmr::vector<CompiledTerm> terms{&arena_};
  std::pmr::vector<Atom> atoms{&arena_};
  std::pmr::vector<ColumnTest> columns{&arena_};
  std::pmr::vector<JoinStep> steps{&arena_};
  std::pmr::vector<SharedProbe> shared_probes{&arena_};
  std::pmr::vector<uint32_t> shared_keys{&arena_};
  std::pmr::vector<uint32_t> shared_fetches{&arena_};  // indexes in shared_probes
  std::pmr::vector<RequestFetch> request_fetches{&arena_};
  std::pmr::vector<Plan> plans{&arena_};
  std::pmr::vector<Body> bodies{&arena_};
  std::pmr::vector<CompiledRule> rules{&arena_};
  std::pmr::vector<CompiledCheck> checks{&arena_};
  std::pmr::vector<CompiledPolicy> policies{&arena_};
  std::pmr::vector<CompiledFact> facts{&arena_};
  std::pmr::vector<Value> fact_values{&arena_};
  std::vector<OpenFact> open_facts;

  std::pmr::vector<ScopeSet> scope_sets{&arena_};         // indexed by Body::trust
  std::pmr::vector<TrustedOrigins> trusts{&arena_};       // the same, resolved
  std::pmr::vector<TrustedOrigins> base_trusts{&arena_};  // the base's scope sets, resolved against this token's blocks

  std::shared_ptr<RegexCache> patterns;  // shared with the base, as the next
  std::shared_ptr<ArenaPool> arenas;     // for evaluations

 private:
  std::shared_ptr<const Program> base_;
  RelationId first_relation_ = 0;
  std::pmr::vector<RelationInfo> relations_{&arena_};
  IdTable relation_ids_{&arena_};
};

// The blocks that a body in `program` trusts when `top` runs; `program` is `top` or its base.
inline const TrustedOrigins& TrustOf(const Program& top, const Program& program, const Body& body) {
  return &top == &program ? top.trusts[body.trust] : top.base_trusts[body.trust];
}

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_PROGRAM_H_
