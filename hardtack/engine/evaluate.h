// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Evaluate runs a Program's rules over its facts to the fixpoint, bottom-up in rounds, and returns the World. Nothing
// in the result depends on hashing or on the machine, except that `max_time`, when set, may stop it; and nothing on the
// order of facts, except how many steps it took (limits.h says what is promised of that).
//
// Biscuit specification, "Datalog fact generation"; docs/language.md says what is decided here beyond it.

#ifndef HARDTACK_ENGINE_EVALUATE_H_
#define HARDTACK_ENGINE_EVALUATE_H_

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/limits.h"
#include "hardtack/engine/origin.h"

namespace hardtack::engine {

class Program;

// A function of the host, called as `$left.extern::name()` (right is null) or `$left.extern::name($right)`. It must be
// a function of its arguments: the engine calls it as often and in whatever order it likes, from the evaluating thread.
// An error becomes ExternEval with the status' message.
using ExternFunction = std::function<absl::StatusOr<Term>(const Term& left, const Term* right)>;
using Externs = std::map<std::string, ExternFunction, std::less<>>;

// What an evaluation may cost and call. `clock` is read only when `limits.max_time` is set.
struct RunOptions {
  RunLimits limits;
  const Externs* externs = nullptr;  // not owned; null: none
  std::function<std::chrono::steady_clock::time_point()> clock = &std::chrono::steady_clock::now;
};

// Facts of one origin, as a world lists them.
struct OriginFacts {
  Origin origin;
  std::vector<Fact> facts;
};

// The facts that hold: those stated by the authorizer, the request and the blocks, and those that rules derived.
// Movable; one thread at a time (queries and decisions intern values and count steps in it).
class World {
 public:
  World(World&&) noexcept = default;
  World& operator=(World&&) noexcept = default;
  ~World() = default;

  // OK when the fixpoint was reached. Otherwise what stopped the evaluation; the facts so far can still be read.
  //   expression errors                                     annotated with block and rule
  //   TooManyFacts, TooManyIterations, TooManySteps, Timeout
  const absl::Status& status() const;

  Usage usage() const;

  // All facts, by origin ascending (Origin's order), within one origin by printed text, bytewise. For tools; allocates
  // as much as limits.h says that a listing may have.
  std::vector<OriginFacts> Facts() const;

  class Impl;  // internal to the engine
  Impl& impl() { return *impl_; }

 private:
  friend World Evaluate(std::shared_ptr<const Program>, std::span<const Fact>, const RunOptions&);
  struct Release {
    void operator()(Impl* impl) const;
  };
  explicit World(std::unique_ptr<Impl, Release> impl);
  std::unique_ptr<Impl, Release> impl_;
};

// Evaluates `program` with the facts of one request, which have the authorizer as origin. `options.externs` must
// outlive the world. A request fact that contains a variable is an InvalidArgument status of the world.
World Evaluate(std::shared_ptr<const Program> program, std::span<const Fact> request, const RunOptions& options);

// The facts that `rule` derives from `world` without adding them. It sees what the authorizer sees by default
// (authority and authorizer, or the rule's own scopes), and may repeat a fact that has several origins. Draws on the
// world's step budget, with the size of the facts.
//   InvalidBlockRule; expression errors; TooManySteps; the world's own status
absl::StatusOr<std::vector<Fact>> Query(World& world, const Rule& rule);

// The same over the facts of all blocks, whatever the rule's scopes, without repetition.
absl::StatusOr<std::vector<Fact>> QueryAll(World& world, const Rule& rule);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_EVALUATE_H_
