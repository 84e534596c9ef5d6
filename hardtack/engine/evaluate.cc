// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Semi-naive evaluation of a Program to its fixpoint, and queries over the result. Each round applies every rule to the
// facts of the rounds before; from the second on only to combinations with a fact of the last round, since the others
// have been seen. Bancilhon 1986, "Naive Evaluation of Recursively Defined Relations".
//
// Tested by tests/engine/evaluate_test.cc and against the naive evaluator in tests/differential.

#include "hardtack/engine/evaluate.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/ast_validate.h"
#include "hardtack/engine/body_compiler.h"
#include "hardtack/engine/join.h"
#include "hardtack/engine/path_evaluator.h"
#include "hardtack/engine/raised_error.h"
#include "hardtack/engine/world.h"

namespace hardtack::engine {
namespace {

// Facts kept of a round that goes past max_facts, for tools to show what was growing. When there are more, the round's
// facts are all forgotten, so that what is left does not depend on the order in which they came.
constexpr uint64_t kMaxSurplusFacts = 10'000;

class Evaluator {
 public:
  explicit Evaluator(World::Impl& world) : world_(world), program_(*world.program) {}

  // Runs rounds until nothing is new, or something stops it.
  absl::Status Run() {
    world_.Advance();
    for (uint64_t round = 1;; ++round) {
      facts_left_ = FactsLeft();
      if (round > 1) RETURN_IF_ERROR(PreparePaths());
      RETURN_IF_ERROR(RunRound(round == 1));
      RETURN_IF_ERROR(CountPendingBits());
      if (overflowed_) {
        world_.DropPending();
      } else {
        RETURN_IF_ERROR(PayForPending());
        if (world_.Advance() == 0) return absl::OkStatus();
      }
      RETURN_IF_ERROR(CountRound());
    }
  }

 private:
  // From the second round on, since only then rules run on what is recent.
  absl::Status PreparePaths() {
    if (!paths_.has_value() && PathEvaluator::IsWorthwhile(world_)) {
      paths_.emplace(world_, WithSurplus(world_.options.limits.max_facts));
    }
    if (!paths_.has_value() || paths_->Prepare()) return absl::OkStatus();
    return world_.budget.status();
  }

  absl::Status CountPendingBits() {
    if (!paths_.has_value()) return absl::OkStatus();
    const std::optional<uint64_t> pending = paths_->CountPending();
    if (!pending.has_value()) {
      world_.DropPending();
      return world_.budget.status();
    }
    overflowed_ |= *pending > facts_left_;
    return absl::OkStatus();
  }

  // The facts of a round are paid for together and kept or forgotten together: whatever the order in which they came.
  absl::Status PayForPending() {
    if (world_.budget.Charge(world_.StepsToKeepPending())) return absl::OkStatus();
    world_.DropPending();
    return world_.budget.status();
  }

  // How many facts a round may add before it overflows.
  uint64_t FactsLeft() const {
    const uint64_t facts = world_.fact_count(), most = world_.options.limits.max_facts;
    return WithSurplus(facts < most ? most - facts : 0);
  }

  static uint64_t WithSurplus(uint64_t facts) {
    return facts < UINT64_MAX - kMaxSurplusFacts ? facts + kMaxSurplusFacts : UINT64_MAX;
  }

  // By block, the authorizer's rules last, so that the first rule that raises is the least.
  absl::Status RunRound(bool first) {
    RETURN_IF_ERROR(RunRules(program_, first));
    return program_.base() != nullptr ? RunRules(*program_.base(), first) : absl::OkStatus();
  }

  absl::Status RunRules(const Program& program, bool first) {
    if (!world_.budget.Charge(program.rules.size() / kFreeWidth)) return world_.budget.status();
    for (const CompiledRule& rule : program.rules) RETURN_IF_ERROR(RunRule(program, rule, first));
    return absl::OkStatus();
  }

  absl::Status RunRule(const Program& program, const CompiledRule& rule, bool first) {
    const Body& body = program.bodies[rule.body];
    std::optional<RaisedError> raised;
    if (!world_.budget.Charge(StepsForWidth(body.atoms.size()))) return world_.budget.status();
    if (paths_.has_value() && paths_->Runs(rule)) {
      if (!overflowed_ && !paths_->Run(rule)) return world_.budget.status();
      return absl::OkStatus();
    }
    if (first || (!body.has_plan_for_each_atom() && HasRecent(program, body))) {
      Derive(program, rule, body, Joiner::kNoDelta, raised);
    } else if (body.has_plan_for_each_atom()) {
      for (uint32_t atom = body.atoms.begin; atom < body.atoms.end; ++atom) {
        const Relation* relation = world_.FindRelation(program.atoms[atom].relation);
        if (relation != nullptr && relation->has_recent()) Derive(program, rule, body, atom, raised);
      }
    }
    if (world_.budget.exhausted()) return world_.budget.status();
    if (!raised.has_value()) return absl::OkStatus();
    return raised->ToStatus(absl::StrCat(ToAbsl(BlockName(rule.block)), ": rule ", rule.index));
  }

  // A body without a plan for each atom is joined anew whenever something that it reads changed.
  bool HasRecent(const Program& program, const Body& body) {
    for (uint32_t i = body.atoms.begin; i < body.atoms.end; ++i) {
      Relation* relation = world_.FindRelation(program.atoms[i].relation);
      if (relation != nullptr && relation->has_recent()) return true;
    }
    return false;
  }

  // Inserts what the rule derives, with `delta` from recent facts of that atom; after an error, or when the round has overflowed, nothing is inserted any
  // more, but errors are looked for to the end, so that the least is found whatever the order of facts.
  void Derive(const Program& program, const CompiledRule& rule, const Body& body, uint32_t delta,
              std::optional<RaisedError>& raised) {
    if (!world_.budget.Charge(1 + StepsForWidth(body.frame_size) + StepsForWidth(rule.head_terms.size()))) return;
    OriginKey own = world_.origins.KeyOf(Origin{rule.block});
    std::pmr::vector<Value>& row = world_.row;
    row.resize(rule.head_terms.size());
    Joiner joiner(world_, program, body, TrustOf(program_, program, body), delta);
    joiner.Run([&](const BindingResult& result) {
      if (result.kind == BindingResult::Kind::kRaises) {
        RaisedError::Keep(raised, result.expression, world_.machine.error());
      }
      if (result.kind != BindingResult::Kind::kHolds) return true;
      if (!world_.budget.Charge(joiner.StepsForResult(row.size()))) return false;
      if (raised.has_value() || overflowed_) return true;
      FillRow(program, rule.head_terms, joiner.frame(), row);
      return Insert(rule, row, body.atoms.empty() ? own : world_.origins.Union(own, joiner.MatchedOrigins()));
    });
  }

  // Of the origin of shared facts what is shared is not derived again. False: the budget is exhausted.
  bool Insert(const CompiledRule& rule, std::span<const Value> row, OriginKey origin) {
    if (rule.shared != nullptr && origin == world_.authorizer_origin) {
      if (!world_.budget.Charge(1 + StepsForWidth(row.size()))) return false;
      if (rule.shared->Contains(row)) return true;
    }
    if (!world_.relations[rule.head].Insert(row, origin)) return true;
    if (facts_left_ == 0) {
      overflowed_ = true;
    } else {
      --facts_left_;
    }
    return true;
  }

  absl::Status CountRound() {
    const RunLimits& limits = world_.options.limits;
    ++world_.iterations;
    if (world_.iterations >= limits.max_iterations) {
      return Error(ErrorKind::kTooManyIterations, absl::StrCat("rules still derive new facts after ", world_.iterations,
                                                               " of ", limits.max_iterations, " rounds"));
    }
    if (overflowed_) {
      return Error(ErrorKind::kTooManyFacts,
                   absl::StrCat("more than ", limits.max_facts + kMaxSurplusFacts, " facts in round ",
                                world_.iterations, ", the limit is ", limits.max_facts));
    }
    uint64_t facts = world_.fact_count();
    if (facts < limits.max_facts) return absl::OkStatus();
    return Error(ErrorKind::kTooManyFacts,
                 absl::StrCat(facts, " facts after round ", world_.iterations, ", the limit is ", limits.max_facts));
  }

  World::Impl& world_;
  const Program& program_;
  std::optional<PathEvaluator> paths_;  // once there are facts enough
  uint64_t facts_left_ = 0;
  bool overflowed_ = false;  // this round
};

using Rows = std::set<std::pair<std::vector<Value>, OriginKey>>;

std::vector<Fact> ToSortedFacts(const Interner& values, const std::string& name, const Rows& rows) {
  std::vector<std::pair<std::string, Fact>> printed;
  for (const auto& [row, origin] : rows) {
    Fact fact{Predicate{name, {}}};
    for (Value value : row) fact.predicate.terms.push_back(values.ToTerm(value));
    std::string text = ToString(fact);
    printed.emplace_back(std::move(text), std::move(fact));
  }
  std::ranges::sort(printed, {}, [](const auto& entry) -> const std::string& { return entry.first; });
  std::vector<Fact> facts;
  facts.reserve(printed.size());
  for (auto& [text, fact] : printed) facts.push_back(std::move(fact));
  return facts;
}

// Which facts of a query are the same: those with the same values, or only if their origins are the same too.
enum class Repetition { kPerOrigin, kNone };

// A rule compiled over a world that has already been evaluated. Sorted by printed text.
absl::StatusOr<std::vector<Fact>> RunQuery(World::Impl& world, const Rule& rule, const TrustedOrigins& trust,
                                           Repetition repetition) {
  RETURN_IF_ERROR(world.status);
  RETURN_IF_ERROR(Validate(rule, world.program->limits));
  Program program(world.program, world.program->limits);
  auto find = [&](RelationInfo info) { return world.FindRelationId(info); };
  BodyCompiler compiler(program, world.values, find);
  const Body& body = program.bodies[compiler.Compile(rule, 0, false)];
  std::optional<Range> head = compiler.CompileHead(rule.head);
  if (!head.has_value()) return Error(ErrorKind::kInvalidBlockRule, "query: a head term has a variable inside");

  std::optional<RaisedError> raised;
  std::vector<Value> row(head->size());
  Rows rows;
  Joiner joiner(world, program, body, trust);
  joiner.Run([&](const BindingResult& result) {
    if (result.kind == BindingResult::Kind::kRaises) {
      RaisedError::Keep(raised, result.expression, world.machine.error());
    }
    if (result.kind != BindingResult::Kind::kHolds) return true;
    if (!world.budget.Charge(joiner.StepsForResult(row.size()))) return false;
    FillRow(program, *head, joiner.frame(), row);
    bool per_origin = repetition == Repetition::kPerOrigin && !body.atoms.empty();
    rows.emplace(row, per_origin ? joiner.MatchedOrigins() : 0);
    return true;
  });
  if (world.budget.exhausted()) return world.budget.status();
  if (raised.has_value()) return raised->ToStatus("query");
  uint64_t steps = 0;
  for (const auto& [values, origin] : rows) steps += world.StepsToKeep(rule.head.name, values);
  if (!world.budget.Charge(steps)) return world.budget.status();
  return ToSortedFacts(world.values, rule.head.name, rows);
}

// Asks for what will be looked at among shared terms, so that it comes while the world is made.
void FetchTexts(const Program& program, std::span<const Fact> request) {
  if (program.shared_facts() == nullptr) return;
  for (const Fact& fact : request) {
    for (const Term& term : fact.predicate.terms) {
      if (const auto* text = term.As<std::string>()) program.interner.FetchText(*text);
    }
  }
}

}  // namespace

World Evaluate(std::shared_ptr<const Program> program, std::span<const Fact> request, const RunOptions& options) {
  FetchTexts(*program, request);
  auto impl = World::Impl::Make(std::move(program), options);
  if (impl->program->base() != nullptr) impl->AddProgramFacts(*impl->program->base());
  impl->AddProgramFacts(*impl->program);
  for (const Fact& fact : request) impl->AddRequestFact(fact);
  if (impl->status.ok()) impl->status = Evaluator(*impl).Run();
  return World(std::move(impl));
}

absl::StatusOr<std::vector<Fact>> Query(World& world, const Rule& rule) {
  World::Impl& impl = world.impl();
  TrustedOrigins trust = Resolve({kAuthorizerBlock, rule.scopes}, impl.program->signed_blocks);
  return RunQuery(impl, rule, trust, Repetition::kPerOrigin);
}

absl::StatusOr<std::vector<Fact>> QueryAll(World& world, const Rule& rule) {
  World::Impl& impl = world.impl();
  TrustedOrigins everything{kAuthorizerBlock};
  size_t blocks = impl.program->block_count;
  if (blocks > 0) everything.InsertUpTo(static_cast<BlockId>(blocks - 1));
  return RunQuery(impl, rule, everything, Repetition::kNone);
}

}  // namespace hardtack::engine
