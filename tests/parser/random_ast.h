// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Random syntax for properties of printer and parser. RandomSource makes trees that text can express; RandomWire also
// what only a token can carry: names and shapes without a text form, operations in any order.

#ifndef HARDTACK_TESTS_PARSER_RANDOM_AST_H_
#define HARDTACK_TESTS_PARSER_RANDOM_AST_H_

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "hardtack/engine/ast.h"

namespace hardtack::test {

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}

  size_t Below(size_t bound) { return engine_() % bound; }
  bool OneIn(size_t n) { return Below(n) == 0; }
  template <typename T, size_t kSize>
  const T& Pick(const T (&choices)[kSize]) {
    return choices[Below(kSize)];
  }
  uint64_t Bits() { return engine_(); }

 private:
  std::mt19937_64 engine_;
};

// Syntax as the parser produces it: every operand binds as tightly as its place asks for.
class RandomSource {
 public:
  explicit RandomSource(uint64_t seed) : random_(seed) {}
  virtual ~RandomSource() = default;

  engine::AuthorizerBlock Authorizer();
  engine::Expression Expression() { return engine::Expression{Level(0, 4).ops}; }

 protected:
  // The operations of an expression and whether it ends in an open `!`, which would swallow a following + - * /.
  struct Tree {
    std::vector<engine::Op> ops;
    bool open = false;
  };

  virtual std::string Name();
  virtual engine::Term Ground(size_t depth);
  virtual Tree Level(size_t level, size_t depth);

  Random random_;

 private:
  std::vector<engine::Scope> Scopes();
  engine::Term AnyTerm() { return random_.OneIn(3) ? engine::VariableTerm(Name()) : Ground(2); }
  engine::Term Scalar(size_t kind);
  engine::Term Collection(size_t depth);
  engine::Predicate Predicate(bool ground);
  engine::Rule Body();
  engine::Rule Rule();
  std::vector<engine::Rule> Queries();

  Tree Infix(size_t level, size_t depth);
  Tree Negation(size_t depth);
  Tree Postfix(size_t depth);
};

// Syntax as only a token can carry it, mixed with the other kind.
class RandomWire : public RandomSource {
 public:
  using RandomSource::RandomSource;

 protected:
  std::string Name() override;
  engine::Term Ground(size_t depth) override;
  Tree Level(size_t level, size_t depth) override;

 private:
  engine::Op AnyOp(size_t depth);
};

}  // namespace hardtack::test

#endif  // HARDTACK_TESTS_PARSER_RANDOM_AST_H_
