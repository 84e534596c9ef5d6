// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The two stages of compilation. What is visible outside this file is compile.h alone; bodies are compiled by
// body_compiler.h. Tested by tests/engine/compile_test.cc.

#include "hardtack/engine/compile.h"

#include <functional>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/engine/ast_validate.h"
#include "hardtack/engine/body_compiler.h"
#include "hardtack/engine/program.h"

namespace hardtack::engine {
namespace {

class Compiler {
 public:
  explicit Compiler(Program& program) : program_(program), bodies_(program, program.interner, find_or_add_) {}

  absl::Status AddBlock(BlockId id, const Block& block) {
    UseScopesOf(id, block);
    for (const Fact& fact : block.facts) AddFact(id, fact);
    for (uint32_t i = 0; i < block.rules.size(); ++i) RETURN_IF_ERROR(AddRule(id, i, block.rules[i]));
    for (uint32_t i = 0; i < block.checks.size(); ++i) {
      const Check& check = block.checks[i];
      program_.checks.push_back({id, i, check.kind, AddQueries(check.queries, check.kind == CheckKind::kAll)});
    }
    return absl::OkStatus();
  }

  void AddPolicy(const Policy& policy) {
    program_.policies.push_back({policy.kind, AddQueries(policy.queries, false)});
  }

  void ResolveScopes() {
    for (const ScopeSet& set : program_.scope_sets) program_.trusts.push_back(Resolve(set, program_.signed_blocks));
    if (program_.base() == nullptr) return;
    for (const ScopeSet& set : program_.base()->scope_sets) {
      program_.base_trusts.push_back(Resolve(set, program_.signed_blocks));
    }
  }

 private:
  RelationId RelationOf(const Predicate& predicate) {
    return program_.FindOrAddRelation(
        {program_.interner.TextId(predicate.name), static_cast<uint32_t>(predicate.terms.size())});
  }

  void UseScopesOf(BlockId id, const Block& block) {
    block_ = id;
    block_trust_ = AddScopes(block.scopes);
  }

  uint32_t AddScopes(const std::vector<Scope>& scopes) {
    program_.scope_sets.push_back({block_, scopes});
    return static_cast<uint32_t>(program_.scope_sets.size() - 1);
  }

  uint32_t TrustOf(const Rule& rule) { return rule.scopes.empty() ? block_trust_ : AddScopes(rule.scopes); }

  void AddFact(BlockId id, const Fact& fact) {
    Range range;
    range.begin = static_cast<uint32_t>(program_.fact_values.size());
    for (const Term& term : fact.predicate.terms) {
      std::optional<Value> value = program_.interner.FromTerm(term, program_.limits.max_nesting);
      if (!value.has_value()) {
        program_.fact_values.resize(range.begin);
        AddOpenFact(id, fact);
        return;
      }
      program_.fact_values.push_back(*value);
    }
    range.end = static_cast<uint32_t>(program_.fact_values.size());
    program_.facts.push_back({id, RelationOf(fact.predicate), range});
  }

  // A block that states the same fact twice states it once; ground terms are the same in whatever order sets are
  // written.
  void AddOpenFact(BlockId id, const Fact& fact) {
    Interner& values = program_.interner;
    std::vector<Value> key = {values.String(fact.predicate.name)};
    for (const Term& term : fact.predicate.terms) {
      std::optional<Value> value = values.FromTerm(term, program_.limits.max_nesting);
      key.push_back(value.value_or(Value(ValueKind::kClosure, values.TextId(ToString(term)))));
    }
    if (open_facts_.emplace(id, values.Array(key)).second) program_.open_facts.push_back({id, fact});
  }

  absl::Status AddRule(BlockId id, uint32_t index, const Rule& rule) {
    CompiledRule compiled;
    compiled.block = id;
    compiled.index = index;
    compiled.head = RelationOf(rule.head);
    compiled.shared = program_.FindShared(program_.relation(compiled.head));
    compiled.body = bodies_.Compile(rule, TrustOf(rule), false);
    std::optional<Range> head_terms = bodies_.CompileHead(rule.head);
    if (!head_terms.has_value()) {
      std::string text = ToString(rule);
      return Error(ErrorKind::kInvalidBlockRule,
                   absl::StrCat("rule ", index, ": a head term has a variable inside: ", text), text);
    }
    compiled.head_terms = *head_terms;
    program_.rules.push_back(compiled);
    return absl::OkStatus();
  }

  Range AddQueries(const std::vector<Rule>& queries, bool defer_expressions) {
    Range range;
    range.begin = static_cast<uint32_t>(program_.bodies.size());
    for (const Rule& query : queries) bodies_.Compile(query, TrustOf(query), defer_expressions);
    range.end = static_cast<uint32_t>(program_.bodies.size());
    return range;
  }

  Program& program_;
  std::function<RelationId(RelationInfo)> find_or_add_ = [this](RelationInfo info) {
    return program_.FindOrAddRelation(info);
  };
  BodyCompiler bodies_;
  BlockId block_ = kAuthorizerBlock;
  uint32_t block_trust_ = 0;
  absl::flat_hash_set<std::pair<BlockId, Value>> open_facts_;  // those already stated
};

}  // namespace

absl::StatusOr<std::shared_ptr<const Program>> CompileAuthorizer(const AuthorizerBlock& authorizer,
                                                                 const StructureLimits& limits,
                                                                 std::shared_ptr<const FactBase> facts) {
  if (absl::Status status = Validate(authorizer, limits); !status.ok()) return Annotate(status, "authorizer");
  auto program = std::make_shared<Program>(std::move(facts), limits);
  Compiler compiler(*program);
  absl::Status status = compiler.AddBlock(kAuthorizerBlock, authorizer.block);
  if (!status.ok()) return Annotate(status, "authorizer");
  for (const Policy& policy : authorizer.policies) compiler.AddPolicy(policy);
  compiler.ResolveScopes();
  return program;
}

absl::StatusOr<std::shared_ptr<const Program>> CompileToken(std::span<const TokenBlock> blocks,
                                                            std::shared_ptr<const Program> authorizer,
                                                            const StructureLimits& limits) {
  if (blocks.size() > limits.max_blocks) {
    return Error(ErrorKind::kTooManyBlocks, absl::StrCat(blocks.size(), " blocks, at most ", limits.max_blocks));
  }
  auto program = std::make_shared<Program>(std::move(authorizer), limits);
  program->block_count = blocks.size();
  program->signed_blocks = SignedBlocks(blocks);
  Compiler compiler(*program);
  for (BlockId id = 0; id < blocks.size(); ++id) {
    absl::Status status = Validate(*blocks[id].block, limits);
    if (status.ok()) status = compiler.AddBlock(id, *blocks[id].block);
    if (!status.ok()) return Annotate(status, absl::StrCat("block ", id));
  }
  compiler.ResolveScopes();
  return program;
}

}  // namespace hardtack::engine
