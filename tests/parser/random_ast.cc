// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "random_ast.h"

#include <algorithm>
#include <iterator>

namespace hardtack::test {

using engine::BinaryKind;
using engine::Op;
using engine::Term;
using engine::UnaryKind;

namespace {

void Append(std::vector<Op>& ops, std::vector<Op> more) {
  ops.insert(ops.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// The operators of each rung of the precedence ladder, the loosest first.
const std::vector<std::vector<BinaryKind>> kRungs = {
    {BinaryKind::kLazyOr},
    {BinaryKind::kLazyAnd},
    {BinaryKind::kLessThan, BinaryKind::kGreaterThan, BinaryKind::kLessOrEqual, BinaryKind::kGreaterOrEqual,
     BinaryKind::kEqual, BinaryKind::kNotEqual, BinaryKind::kHeterogeneousEqual, BinaryKind::kHeterogeneousNotEqual},
    {BinaryKind::kBitwiseXor},
    {BinaryKind::kBitwiseOr},
    {BinaryKind::kBitwiseAnd},
    {BinaryKind::kAdd, BinaryKind::kSub},
    {BinaryKind::kMul, BinaryKind::kDiv},
};
constexpr size_t kComparisons = 2;
constexpr size_t kSums = 6;
constexpr size_t kFactors = 8;

constexpr BinaryKind kMethods[] = {BinaryKind::kContains, BinaryKind::kPrefix,       BinaryKind::kSuffix,
                                   BinaryKind::kRegex,    BinaryKind::kIntersection, BinaryKind::kUnion,
                                   BinaryKind::kGet,      BinaryKind::kAnd,          BinaryKind::kOr};

}  // namespace

std::string RandomSource::Name() {
  constexpr const char* kNames[] = {"a",     "b1",  "or", "trusting", "true",      "check",
                                    "ns::f", "été", "0",  "x_y",      "extern::f", "hex:"};
  return random_.Pick(kNames);
}

Term RandomSource::Scalar(size_t kind) {
  constexpr int64_t kIntegers[] = {0, 1, -1, 42, INT64_MAX, INT64_MIN};
  constexpr const char* kStrings[] = {
      "", "a", "\"); allow if true; (\"", "line\nline\t\\", "é😁 ;", "/* $x */ // {p}", "\x1b[31m"};
  constexpr uint64_t kDates[] = {0, 1, 951'782'400, 1'700'000'000, 253'402'300'799};
  switch (kind) {
    case 0:
      return engine::IntegerTerm(random_.Pick(kIntegers));
    case 1:
      return engine::StringTerm(random_.Pick(kStrings));
    case 2:
      return engine::DateTerm(random_.Pick(kDates));
    case 3:
      return engine::BytesTerm(std::string(random_.Below(3), static_cast<char>(random_.Bits())));
    case 4:
      return engine::BoolTerm(random_.OneIn(2));
    default:
      return engine::NullTerm();
  }
}

Term RandomSource::Collection(size_t depth) {
  size_t size = random_.Below(4);
  engine::Array array;
  engine::Set set;
  engine::Map map;
  size_t kind = random_.Below(6);
  for (size_t i = 0; i < size; ++i) {
    array.elements.push_back(Ground(depth - 1));
    Term member = Scalar(kind);
    if (std::find(set.members.begin(), set.members.end(), member) == set.members.end()) set.members.push_back(member);
    engine::MapKey key =
        random_.OneIn(2) ? engine::MapKey(static_cast<int64_t>(i)) : engine::MapKey("k" + std::to_string(i));
    map.entries.push_back({std::move(key), Ground(depth - 1)});
  }
  if (random_.OneIn(3)) return Term(std::move(set));
  return random_.OneIn(2) ? Term(std::move(array)) : Term(std::move(map));
}

Term RandomSource::Ground(size_t depth) {
  return depth > 0 && random_.OneIn(4) ? Collection(depth) : Scalar(random_.Below(6));
}

// An expression that may stand where the grammar asks for rung `level` or tighter.
RandomSource::Tree RandomSource::Level(size_t level, size_t depth) {
  if (depth == 0) return {{engine::ValueOp(AnyTerm())}};
  size_t rung = level + random_.Below(kFactors + 2 - level);
  if (rung < kFactors) return Infix(rung, depth);
  return rung == kFactors ? Negation(depth) : Postfix(depth);
}

RandomSource::Tree RandomSource::Infix(size_t level, size_t depth) {
  BinaryKind kind = kRungs[level][random_.Below(kRungs[level].size())];
  Tree tree = Level(level == kComparisons ? level + 1 : level, depth - 1);
  if (level >= kSums && tree.open) tree.ops.push_back(engine::UnaryOp(UnaryKind::kParens));
  Tree right = Level(level + 1, depth - 1);
  if (level < kComparisons) {
    tree.ops.push_back(engine::ClosureOp({}, std::move(right.ops)));
  } else {
    Append(tree.ops, std::move(right.ops));
  }
  tree.ops.push_back(engine::BinaryOp(kind));
  tree.open = right.open;
  return tree;
}

RandomSource::Tree RandomSource::Negation(size_t depth) {
  Tree tree = Level(kSums, depth - 1);
  tree.ops.push_back(engine::UnaryOp(UnaryKind::kNegate));
  tree.open = true;
  return tree;
}

RandomSource::Tree RandomSource::Postfix(size_t depth) {
  Tree tree = Level(0, depth - 1);
  bool term = tree.ops.size() == 1 && std::holds_alternative<Term>(tree.ops[0].value);
  if (!term) tree.ops.push_back(engine::UnaryOp(UnaryKind::kParens));
  tree.open = false;
  Tree argument = Level(0, depth - 1);
  switch (random_.Below(8)) {
    case 0:
      tree.ops.push_back(engine::UnaryOp(random_.OneIn(2) ? UnaryKind::kLength : UnaryKind::kTypeOf));
      break;
    case 1:
      tree.ops.push_back(Op{engine::Unary{UnaryKind::kExtern, Name()}});
      break;
    case 2:
      Append(tree.ops, std::move(argument.ops));
      tree.ops.push_back(Op{engine::Binary{BinaryKind::kExtern, Name()}});
      break;
    case 3:
      tree.ops.push_back(engine::ClosureOp({Name()}, std::move(argument.ops)));
      tree.ops.push_back(engine::BinaryOp(random_.OneIn(2) ? BinaryKind::kAny : BinaryKind::kAll));
      break;
    case 4:
      tree.ops = {engine::ClosureOp({}, std::move(tree.ops))};
      Append(tree.ops, std::move(argument.ops));
      tree.ops.push_back(engine::BinaryOp(BinaryKind::kTryOr));
      break;
    default:
      Append(tree.ops, std::move(argument.ops));
      tree.ops.push_back(engine::BinaryOp(random_.Pick(kMethods)));
  }
  return tree;
}

std::vector<engine::Scope> RandomSource::Scopes() {
  std::vector<engine::Scope> scopes;
  if (!random_.OneIn(3)) return scopes;
  for (size_t i = random_.Below(3); i > 0; --i) {
    bool ed25519 = random_.OneIn(2);
    engine::PublicKey key{ed25519 ? engine::Algorithm::kEd25519 : engine::Algorithm::kSecp256r1,
                          std::string(ed25519 ? 32 : 33, static_cast<char>(random_.Bits()))};
    if (random_.OneIn(2)) {
      scopes.emplace_back(key);
    } else {
      scopes.emplace_back(random_.OneIn(2) ? engine::ScopeKind::kAuthority : engine::ScopeKind::kPrevious);
    }
  }
  return scopes;
}

engine::Predicate RandomSource::Predicate(bool ground) {
  engine::Predicate predicate{Name(), {}};
  for (size_t i = 1 + random_.Below(3); i > 0; --i) predicate.terms.push_back(ground ? Ground(2) : AnyTerm());
  return predicate;
}

engine::Rule RandomSource::Body() {
  engine::Rule rule = engine::QueryRule();
  for (size_t i = random_.Below(3); i > 0; --i) rule.body.push_back(Predicate(false));
  for (size_t i = random_.Below(3) + (rule.body.empty() ? 1 : 0); i > 0; --i) rule.expressions.push_back(Expression());
  rule.scopes = Scopes();
  return rule;
}

engine::Rule RandomSource::Rule() {
  engine::Rule rule = Body();
  rule.head = Predicate(true);
  for (const engine::Predicate& predicate : rule.body) rule.head.terms.push_back(predicate.terms[0]);
  return rule;
}

std::vector<engine::Rule> RandomSource::Queries() {
  std::vector<engine::Rule> queries;
  for (size_t i = 1 + random_.Below(3); i > 0; --i) queries.push_back(Body());
  return queries;
}

engine::AuthorizerBlock RandomSource::Authorizer() {
  engine::AuthorizerBlock authorizer;
  authorizer.block.scopes = Scopes();
  for (size_t i = random_.Below(3); i > 0; --i) authorizer.block.facts.push_back({Predicate(true)});
  for (size_t i = random_.Below(3); i > 0; --i) authorizer.block.rules.push_back(Rule());
  for (size_t i = random_.Below(3); i > 0; --i) {
    authorizer.block.checks.push_back({static_cast<engine::CheckKind>(random_.Below(3)), Queries()});
  }
  for (size_t i = random_.Below(3); i > 0; --i) {
    authorizer.policies.push_back({static_cast<engine::PolicyKind>(random_.Below(2)), Queries()});
  }
  return authorizer;
}

std::string RandomWire::Name() {
  constexpr const char* kNames[] = {"", " ", "a b", "a(1); allow if true; b", "\n", "→", "\xff", "$x", "{p}", "a\"b"};
  return random_.OneIn(6) ? random_.Pick(kNames) : RandomSource::Name();
}

Term RandomWire::Ground(size_t depth) {
  if (random_.OneIn(20)) return engine::DateTerm(random_.Bits());
  if (random_.OneIn(20)) return engine::VariableTerm(Name());
  return RandomSource::Ground(depth);
}

// Now and then anything binds anything, and operations come in any order.
RandomSource::Tree RandomWire::Level(size_t level, size_t depth) {
  if (depth == 0 || !random_.OneIn(3)) return RandomSource::Level(random_.OneIn(2) ? 0 : level, depth);
  Tree tree;
  if (random_.OneIn(4)) {
    for (size_t i = random_.Below(5); i > 0; --i) tree.ops.push_back(AnyOp(depth - 1));
  } else {
    tree = RandomSource::Level(0, depth - 1);
    tree.open = false;
  }
  return tree;
}

Op RandomWire::AnyOp(size_t depth) {
  switch (random_.Below(4)) {
    case 0: {
      UnaryKind kind = static_cast<UnaryKind>(random_.Below(5));
      return Op{engine::Unary{kind, kind == UnaryKind::kExtern ? Name() : ""}};
    }
    case 1: {
      BinaryKind kind = static_cast<BinaryKind>(random_.Below(30));
      return Op{engine::Binary{kind, kind == BinaryKind::kExtern ? Name() : ""}};
    }
    case 2:
      return engine::ClosureOp(std::vector<std::string>(random_.Below(3), Name()), Level(0, depth).ops);
    default:
      return engine::ValueOp(Ground(1));
  }
}

}  // namespace hardtack::test
