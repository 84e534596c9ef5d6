// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Programs over a random schema of few predicates, each column with a type that most terms keep to.

#include "tests/differential/generate.h"

#include <string>
#include <utility>
#include <vector>

#include "tests/differential/generate_expression.h"
#include "tests/differential/generate_term.h"

namespace hardtack::differential {
namespace {

struct Relation {
  std::string name;
  std::vector<Type> columns;
};

std::vector<engine::PublicKey> Keys() {
  return {{engine::Algorithm::kEd25519, std::string(32, '\x01')},
          {engine::Algorithm::kEd25519, std::string(32, '\x02')},
          {engine::Algorithm::kSecp256r1, "\x02" + std::string(32, '\x01')}};
}

class Generator {
 public:
  explicit Generator(Random random) : random_(std::move(random)) {}

  Program Generate() {
    ChooseSchema();
    wildness_ = random_.OneOf<size_t>({0, 0, 1, 4});
    Program program;
    program.limits = Limits();
    for (size_t count = random_.Below(6); count > 0; --count) program.blocks.push_back(SignedBlockOf());
    if (random_.Below(500) == 0) AddEmptyBlocks(program);
    program.authorizer.block = BlockOf(5, 3, 1);
    program.authorizer.policies = PoliciesOf();
    for (size_t count = random_.Below(4); count > 0; --count) program.request.push_back(FactOf(0));
    if (random_.Percent(30)) program.queries.push_back(RuleOf());
    if (random_.Percent(40)) AddShared(program);
    return program;
  }

 private:
  void ChooseSchema() {
    const size_t relations = 2 + random_.Below(3);
    for (size_t i = 0; i < relations; ++i) {
      Relation relation{std::string(1, static_cast<char>('a' + random_.Below(3))), {}};
      for (size_t columns = 1 + random_.Below(3); columns > 0; --columns) {
        relation.columns.push_back(GenerateType(random_));
      }
      schema_.push_back(std::move(relation));
    }
  }

  // Facts of a base, some of which the authorizer or the request state as well.
  void AddShared(Program& program) {
    for (size_t count = 1 + random_.Below(12); count > 0; --count) program.shared.push_back(FactOf(0));
    if (!program.request.empty() && random_.Percent(20)) program.shared.push_back(random_.OneOf(program.request));
  }

  // Steps are not counted by the naive evaluator, so they never run out; facts and rounds do now and then.
  engine::RunLimits Limits() {
    engine::RunLimits limits;
    limits.max_facts = random_.Percent(6) ? 4 + random_.Below(20) : 60;
    limits.max_iterations = random_.Percent(4) ? 1 + random_.Below(3) : 100;
    limits.max_steps = 1'000'000'000;
    return limits;
  }

  // So many that ids no longer fit into one machine word, before one that states and derives.
  void AddEmptyBlocks(Program& program) {
    program.blocks.resize(60 + random_.Below(10));
    program.blocks.push_back(SignedBlockOf());
  }

  SignedBlock SignedBlockOf() {
    SignedBlock block{BlockOf(3, 2, 1), std::nullopt};
    if (random_.Percent(40)) block.signer = random_.OneOf(Keys());
    return block;
  }

  engine::Block BlockOf(size_t facts, size_t rules, size_t checks) {
    engine::Block block;
    if (random_.Percent(12)) block.scopes = ScopesOf();
    for (size_t count = random_.Below(facts + 1); count > 0; --count) block.facts.push_back(FactOf(1));
    for (size_t count = random_.Below(rules + 1); count > 0; --count) block.rules.push_back(RuleOf());
    for (size_t count = random_.Below(checks + 1); count > 0; --count) block.checks.push_back(CheckOf());
    return block;
  }

  std::vector<engine::Scope> ScopesOf() {
    std::vector<engine::Scope> scopes;
    for (size_t count = 1 + random_.Below(2); count > 0; --count) {
      switch (random_.Below(4)) {
        case 0:
          scopes.push_back(engine::ScopeKind::kAuthority);
          break;
        case 1:
          scopes.push_back(engine::ScopeKind::kPrevious);
          break;
        default:
          scopes.push_back(random_.OneOf(Keys()));
      }
    }
    return scopes;
  }

  // `variables`: the chance of a variable, in percent and per term; such a fact never matches.
  engine::Fact FactOf(size_t variables) {
    const Relation& relation = random_.OneOf(schema_);
    engine::Fact fact{{relation.name, {}}};
    for (Type type : relation.columns) fact.predicate.terms.push_back(ConstantOf(type));
    std::vector<engine::Term>& terms = fact.predicate.terms;
    if (random_.Percent(variables)) terms[random_.Below(terms.size())] = engine::VariableTerm("x0");
    return fact;
  }

  engine::Term ConstantOf(Type type) {
    return GenerateTerm(random_, random_.Percent(3) ? GenerateType(random_) : type);
  }

  // A rule whose head takes its variables from the body, except that now and then one is unbound.
  engine::Rule RuleOf() {
    std::vector<TypedVariable> variables;
    engine::Rule rule = BodyOf(variables, wildness_ / 2, random_.Below(2));
    const Relation& relation = random_.OneOf(schema_);
    rule.head.name = relation.name;
    rule.head.terms.clear();
    for (Type type : relation.columns) rule.head.terms.push_back(HeadTermOf(type, variables));
    if (wildness_ > 0 && random_.Percent(1)) rule.head.terms.back() = engine::VariableTerm("unbound");
    return rule;
  }

  engine::Term HeadTermOf(Type type, const std::vector<TypedVariable>& variables) {
    std::vector<std::string> fitting;
    for (const TypedVariable& variable : variables) {
      if (variable.type == type) fitting.push_back(variable.name);
    }
    if (fitting.empty() || random_.Percent(10)) return ConstantOf(type);
    return engine::VariableTerm(random_.OneOf(fitting));
  }

  engine::Rule QueryOf() {
    std::vector<TypedVariable> variables;
    return BodyOf(variables, wildness_, random_.Below(3));
  }

  // A query with up to three atoms, `expressions` expressions and, at times, scopes. Adds the variables that it binds.
  engine::Rule BodyOf(std::vector<TypedVariable>& variables, size_t wildness, size_t expressions) {
    engine::Rule rule = engine::QueryRule();
    for (size_t count = random_.OneOf<size_t>({0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3}); count > 0; --count) {
      rule.body.push_back(AtomOf(variables));
    }
    if (rule.body.empty()) ++expressions;
    for (; expressions > 0; --expressions) {
      rule.expressions.push_back(GenerateExpression(random_, variables, wildness));
    }
    if (random_.Percent(20)) rule.scopes = ScopesOf();
    return rule;
  }

  engine::Predicate AtomOf(std::vector<TypedVariable>& variables) {
    const Relation& relation = random_.OneOf(schema_);
    engine::Predicate atom{relation.name, {}};
    for (Type type : relation.columns) atom.terms.push_back(AtomTermOf(type, variables));
    return atom;
  }

  engine::Term AtomTermOf(Type type, std::vector<TypedVariable>& variables) {
    if (random_.Percent(20)) return ConstantOf(type);
    if (random_.Percent(35)) {
      for (const TypedVariable& variable : variables) {
        if (variable.type == type && random_.Percent(60)) return engine::VariableTerm(variable.name);
      }
    }
    variables.push_back({"x" + std::to_string(variables.size()), type});
    return engine::VariableTerm(variables.back().name);
  }

  std::vector<engine::Rule> QueriesOf() {
    std::vector<engine::Rule> queries = {QueryOf()};
    while (random_.Percent(25)) queries.push_back(QueryOf());
    return queries;
  }

  engine::Check CheckOf() {
    const engine::CheckKind kind = random_.OneOf(
        {engine::CheckKind::kIf, engine::CheckKind::kIf, engine::CheckKind::kAll, engine::CheckKind::kReject});
    return {kind, QueriesOf()};
  }

  // Half of the lists end in `allow if true`.
  std::vector<engine::Policy> PoliciesOf() {
    std::vector<engine::Policy> policies;
    for (size_t count = random_.Below(4); count > 0; --count) policies.push_back(PolicyOf());
    if (random_.Percent(50)) policies.push_back(AllowIfTrue());
    return policies;
  }

  static engine::Policy AllowIfTrue() {
    engine::Rule query = engine::QueryRule();
    query.expressions = {{{engine::ValueOp(engine::BoolTerm(true))}}};
    return {engine::PolicyKind::kAllow, {query}};
  }

  engine::Policy PolicyOf() {
    return {random_.Percent(75) ? engine::PolicyKind::kAllow : engine::PolicyKind::kDeny, QueriesOf()};
  }

  Random random_;
  std::vector<Relation> schema_;
  size_t wildness_ = 0;
};

// --- Shuffling

void ShuffleTerm(engine::Term& term, Random& random);

void ShuffleTerms(std::vector<engine::Term>& terms, Random& random) {
  for (engine::Term& term : terms) ShuffleTerm(term, random);
}

void ShuffleTerm(engine::Term& term, Random& random) {
  if (auto* set = std::get_if<engine::Set>(&term.value)) {
    ShuffleTerms(set->members, random);
    random.Shuffle(set->members);
  } else if (auto* array = std::get_if<engine::Array>(&term.value)) {
    ShuffleTerms(array->elements, random);
  } else if (auto* map = std::get_if<engine::Map>(&term.value)) {
    for (engine::MapEntry& entry : map->entries) ShuffleTerm(entry.value, random);
    random.Shuffle(map->entries);
  }
}

void ShuffleOps(std::vector<engine::Op>& ops, Random& random) {
  for (engine::Op& op : ops) {
    if (auto* term = std::get_if<engine::Term>(&op.value)) ShuffleTerm(*term, random);
    if (auto* closure = std::get_if<engine::Closure>(&op.value)) ShuffleOps(closure->ops, random);
  }
}

void ShuffleRule(engine::Rule& rule, Random& random) {
  ShuffleTerms(rule.head.terms, random);
  for (engine::Predicate& atom : rule.body) ShuffleTerms(atom.terms, random);
  random.Shuffle(rule.body);
  for (engine::Expression& expression : rule.expressions) ShuffleOps(expression.ops, random);
  random.Shuffle(rule.scopes);
}

void ShuffleFacts(std::vector<engine::Fact>& facts, Random& random) {
  for (engine::Fact& fact : facts) ShuffleTerms(fact.predicate.terms, random);
  random.Shuffle(facts);
}

void ShuffleBlock(engine::Block& block, Random& random) {
  ShuffleFacts(block.facts, random);
  random.Shuffle(block.scopes);
  for (engine::Rule& rule : block.rules) ShuffleRule(rule, random);
  for (engine::Check& check : block.checks) {
    for (engine::Rule& query : check.queries) ShuffleRule(query, random);
  }
}

}  // namespace

Program Generate(uint64_t seed) { return Generator(Random(seed)).Generate(); }
Program Generate(Random random) { return Generator(std::move(random)).Generate(); }

Program Shuffled(const Program& program, Random& random) {
  Program shuffled = program;
  for (SignedBlock& block : shuffled.blocks) ShuffleBlock(block.block, random);
  ShuffleBlock(shuffled.authorizer.block, random);
  for (engine::Policy& policy : shuffled.authorizer.policies) {
    for (engine::Rule& query : policy.queries) ShuffleRule(query, random);
  }
  for (engine::Rule& query : shuffled.queries) ShuffleRule(query, random);
  ShuffleFacts(shuffled.request, random);
  ShuffleFacts(shuffled.shared, random);
  return shuffled;
}

}  // namespace hardtack::differential
