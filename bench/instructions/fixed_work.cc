// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Fixed work whose instructions callgrind counts: `fixed_work CASE`. Inputs are prepared outside of Measured, which is
// all that guard.py has counted. Signatures are not among the cases: callgrind hides AVX-512 from the program.

#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "bench/graph.h"
#include "bench/tokens.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/evaluate.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/envelope.h"
#include "hardtack/wire/text_form.h"

namespace hardtack::bench {

using Work = std::function<void()>;

// The function whose instructions are counted, by this name.
[[gnu::noinline]] void Measured(const Work& work) { work(); }

namespace {

// Text, envelope and blocks of a token.
Work DecodeToken() {
  return [token = ReadToken(10)] {
    const token::UnverifiedBiscuit unverified = Unverified(token);
    wire::Tables tables;
    for (const crypto::ChainLink& link : unverified.links()) {
      benchmark::DoNotOptimize(Must(wire::DecodeBlock(link.payload, tables)));
    }
  };
}

Work ParseStatements() {
  std::string text;
  for (int i = 0; i < 200; ++i) {
    const std::string n = std::to_string(i);
    text += "right(\"/docs/" + n + "\", \"read\"); may($u, " + n + ") <- user($u), limit($l), $l > " + n +
            " && $u != \"\"; check if time($t), $t < 2030-01-01T00:00:00Z, [1, 2, " + n + "].contains($t);\n";
  }
  return [text] { benchmark::DoNotOptimize(Must(parser::ParseAuthorizer(text))); };
}

Work CompileToken() {
  const Token token = ReadToken(10);
  const auto authorizer = Must(engine::CompileAuthorizer(token.policy));
  return [authorizer, verified = Verified(token)] {
    benchmark::DoNotOptimize(Must(engine::CompileToken(TokenBlocks(verified), authorizer)));
  };
}

// Checks and expressions of a token of ten blocks, a hundred times.
Work DecideToken() {
  const Token token = ReadToken(10);
  const token::Biscuit verified = Verified(token);
  const auto program = Must(engine::CompileToken(TokenBlocks(verified), Must(engine::CompileAuthorizer(token.policy))));
  return [program] {
    for (int i = 0; i < 100; ++i) Check(engine::Run(program, {}, {}).decision.status());
  };
}

// Small recursive worlds, ten times.
Work DecideGroups() {
  std::ifstream file(HARDTACK_BENCH_WORLDS "/groups_97.datalog");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto authorizer = Must(token::Authorizer::Create(Must(parser::ParseAuthorizer(text))));
  return [authorizer, bearer = Verified(ReadToken("bearer"))] {
    for (int i = 0; i < 10; ++i) Check(authorizer.Authorize(bearer).status());
  };
}

// A world large enough for indexes.
Work CloseGraph() {
  engine::AuthorizerBlock block =
      Must(parser::ParseAuthorizer("path($x, $y) <- edge($x, $y); path($x, $z) <- path($x, $y), edge($y, $z);"));
  for (const auto& [from, to] : RandomGraph(200, 400)) {
    block.block.facts.push_back({{"edge", {engine::IntegerTerm(from), engine::IntegerTerm(to)}}});
  }
  engine::RunOptions options;
  options.limits = {UINT64_MAX, UINT64_MAX, UINT64_MAX, std::nullopt};
  return [options, program = Must(engine::CompileAuthorizer(block))] {
    Check(engine::Evaluate(program, {}, options).status());
  };
}

const std::map<std::string, Work (*)()> kCases = {
    {"wire: decode a token of 10 blocks", DecodeToken},      {"parser: read 600 statements", ParseStatements},
    {"engine: compile a token of 10 blocks", CompileToken},  {"engine: decide a token of 10 blocks", DecideToken},
    {"engine: decide in a world of 97 facts", DecideGroups}, {"engine: the closure of a graph", CloseGraph},
};

}  // namespace
}  // namespace hardtack::bench

int main(int argc, char** argv) {
  using hardtack::bench::kCases;
  if (argc == 1) {
    for (const auto& [name, prepare] : kCases) std::cout << name << "\n";
    return 0;
  }
  const auto found = kCases.find(argv[1]);
  if (found == kCases.end()) {
    std::cerr << "no such case: " << argv[1] << "\n";
    return 1;
  }
  const hardtack::bench::Work work = found->second();
  work();  // what is built once, such as compiled patterns, is not counted
  hardtack::bench::Measured(work);
  return 0;
}
