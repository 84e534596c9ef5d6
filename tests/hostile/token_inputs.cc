// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens that are large: bytes, blocks, symbols, and statements of which a token holds as many as it has room for.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "hardtack/engine/limits.h"
#include "tests/hostile/hostile_token.h"
#include "tests/hostile/inputs.h"
#include "tests/wire/protobuf.h"

namespace hardtack::hostile {
namespace {

using wire::testing::Content;
using wire::testing::Number;
using wire::testing::Repeat;

const std::string kVersion = Number(3, 6);
constexpr uint64_t kName = 0;          // a default symbol
constexpr uint64_t kOwnSymbol = 1024;  // the first that the block itself lists

std::string Symbol(const std::string& text) { return Content(1, text); }
std::string Terms(const std::vector<std::string>& terms) {
  std::string bytes;
  for (const std::string& term : terms) bytes += Content(2, term);
  return bytes;
}
std::string Predicate(uint64_t name, const std::vector<std::string>& terms = {}) {
  return Number(1, name) + Terms(terms);
}
std::string Fact(uint64_t name, const std::vector<std::string>& terms = {}) {
  return Content(4, Content(1, Predicate(name, terms)));
}
std::string Integer(uint64_t value) { return Number(2, value); }
std::string Variable(uint64_t name) { return Number(1, name); }
std::string SetOf(const std::string& term) { return Content(1, term); }  // a member

// As many units as a token has room for behind `head`, numbered from 0.
std::string Filled(const std::string& head, const std::function<std::string(uint64_t)>& unit) {
  std::string payload = kVersion + head;
  const size_t most = MostPayloadBytes();
  for (uint64_t i = 0;; ++i) {
    const std::string next = unit(i);
    if (payload.size() + next.size() > most) return payload;
    payload += next;
  }
}

// One fact whose only term holds as many members as fit. `kind` is the field of the collection.
std::string OneCollection(uint32_t kind, const std::function<std::string(uint64_t)>& member) {
  std::string members;
  const size_t most = MostPayloadBytes() - 100;
  for (uint64_t i = 0;; ++i) {
    const std::string next = member(i);
    if (members.size() + next.size() > most) break;
    members += next;
  }
  return kVersion + Fact(kName, {Content(kind, members)});
}

Input OneBlock(std::string resource, std::string name, std::string stopped_by, std::function<std::string()> payload) {
  return {std::move(resource), std::move(name), std::move(stopped_by),
          [payload = std::move(payload)] { return Decides(Signed({payload()})); }};
}

// Sets in arrays in sets, each level with one member more, around as many integers as fit.
std::string NestedSets() {
  std::string inner;
  for (uint64_t i = 0; inner.size() + 2'000 < MostPayloadBytes(); ++i) inner += SetOf(Integer(i));
  std::string term = Content(7, inner);
  for (int level = 0; level < 31; ++level) {
    const std::string array = Content(9, Content(1, term));
    term = Content(7, Content(1, array) + Content(1, Content(9, "")));
  }
  return kVersion + Fact(kName, {term});
}

// Facts of as many names and widths as fit, so that each is a relation of its own, and rules that take many rounds.
std::string ManyRelations() {
  std::string rules;
  for (uint64_t i = 0; i < 98; ++i) {
    rules += Content(5, Content(1, Predicate(kOwnSymbol + i + 1)) + Content(2, Predicate(kOwnSymbol + i)));
  }
  std::string symbols;
  for (uint64_t i = 0; i < 60'000; ++i) symbols += Symbol(std::to_string(i));
  return Filled(symbols + rules + Fact(kOwnSymbol), [](uint64_t i) {
    return Fact(kOwnSymbol + 200 + i % 59'000, std::vector<std::string>(1 + i / 59'000, Content(8, "")));
  });
}

// Many bodies of as many atoms as are still ordered, each atom with columns that are not known.
std::string ManyBodies() {
  return Filled("", [](uint64_t) {
    std::string body;
    for (uint64_t atom = 0; atom < 16; ++atom)
      body += Content(2, Predicate(kName, {Variable(atom), Variable(atom + 1)}));
    return Content(5, Content(1, Predicate(1)) + body);
  });
}

std::string SharedKey() { return Content(8, Number(1, 0) + Content(2, std::string(32, 'k'))); }

}  // namespace

std::vector<Input> TokenInputs() {
  const engine::StructureLimits limits;
  return {
      {"bytes", "10 MB", "max_token_bytes",
       [] { return [bytes = std::string(10 << 20, 'x')] { return Decides(bytes)(); }; }},
      OneBlock("bytes", "a context that fills the token", "max_token_bytes",
               [] { return kVersion + Content(2, std::string(MostPayloadBytes() - 100, 'c')); }),
      OneBlock("bytes", "fields that no schema knows", "max_token_bytes",
               [] { return Filled("", [](uint64_t) { return Number(100, 1); }); }),
      {"blocks", "2000 blocks", "max_blocks", [] { return Decides(Signed(std::vector<std::string>(2000, kVersion))); }},
      {"blocks", "as many as there may be", "max_blocks",
       [=] { return Decides(Signed(std::vector<std::string>(limits.max_blocks - 1, kVersion))); }},
      {"blocks", "the same with secp256r1, each signed by a third party too", "max_blocks",
       [=] {
         return Decides(
             Signed(std::vector<std::string>(limits.max_blocks - 1, kVersion), {crypto::Algorithm::kSecp256r1, true}));
       }},
      OneBlock("symbols", "one more than there may be", "max_symbols",
               [=] {
                 std::string symbols = kVersion;
                 for (size_t i = 0; i <= limits.max_symbols; ++i) symbols += Symbol(std::to_string(i));
                 return symbols;
               }),
      OneBlock("symbols", "as many as fit, each the name of a fact", "max_token_bytes",
               [] {
                 constexpr uint64_t kSymbols = 30'000;
                 std::string symbols;
                 for (uint64_t i = 0; i < kSymbols; ++i) symbols += Symbol(std::to_string(i));
                 return Filled(symbols, [](uint64_t i) { return Fact(kOwnSymbol + i % kSymbols); });
               }),
      OneBlock("symbols", "one of 100 KB that each fact repeats", "max_token_bytes, ten times in text",
               [] { return Filled(Symbol(std::string(100'000, 's')), [](uint64_t) { return Fact(kOwnSymbol); }); }),
      OneBlock("facts", "the same one, as often as it fits", "max_token_bytes",
               [] { return Filled("", [](uint64_t) { return Fact(kName); }); }),
      OneBlock("facts", "as many different ones as fit", "max_token_bytes",
               [] { return Filled("", [](uint64_t i) { return Fact(kName, {Integer(i)}); }); }),
      OneBlock("facts", "as many with a variable as fit", "max_token_bytes",
               [] { return Filled("", [](uint64_t i) {
                      return Fact(kName, {Variable(1), Integer(i)});
                    }); }),
      OneBlock(
          "facts", "one as wide as fits", "max_token_bytes",
          [] { return kVersion + Fact(kName, std::vector<std::string>(MostPayloadBytes() / 4 - 20, Content(8, ""))); }),
      OneBlock("facts", "as many names and widths as fit, and 98 rounds", "max_token_bytes, max_iterations",
               &ManyRelations),
      OneBlock("rules", "as many without a body as fit", "max_token_bytes, max_steps",
               [] { return Filled("", [](uint64_t) { return Content(5, Content(1, Predicate(kName))); }); }),
      OneBlock("rules", "as many as fit, of one atom that nothing matches", "max_token_bytes, max_steps",
               [] {
                 return Filled("", [](uint64_t) {
                   return Content(5, Content(1, Predicate(kName)) + Content(2, Predicate(1, {Integer(1)})));
                 });
               }),
      OneBlock("rules", "one of as many atoms as fit", "max_token_bytes, max_steps",
               [] {
                 return kVersion + Content(5, Content(1, Predicate(kName)) +
                                                  Repeat(Content(2, Predicate(1)), MostPayloadBytes() / 4 - 20));
               }),
      OneBlock("rules", "as many of 16 atoms as fit", "max_token_bytes, kMaxPlannedSteps", &ManyBodies),
      OneBlock("rules", "as many scopes that name a key as fit", "max_token_bytes",
               [] { return Filled(SharedKey(), [](uint64_t) { return Content(7, Number(2, 0)); }); }),
      OneBlock("rules", "as many checks as fit, all without a query", "max_token_bytes",
               [] { return Filled("", [](uint64_t) { return Content(6, ""); }); }),
      OneBlock("sets", "one of as many integers as fit, from the largest down", "max_token_bytes",
               [] { return OneCollection(7, [](uint64_t i) { return SetOf(Integer((1 << 21) - i)); }); }),
      OneBlock("sets", "one of as many sets in arrays as fit", "max_token_bytes",
               [] {
                 return OneCollection(
                     7, [](uint64_t i) { return SetOf(Content(9, Content(1, Content(7, SetOf(Integer(i)))))); });
               }),
      OneBlock("sets", "31 sets, each in an array in the next, around as many integers as fit", "max_token_bytes",
               &NestedSets),
      OneBlock("sets", "a map of as many keys as fit", "max_token_bytes",
               [] {
                 return OneCollection(10, [](uint64_t i) {
                   return Content(1, Content(1, Number(1, (1 << 21) - i)) + Content(2, Content(8, "")));
                 });
               }),
      OneBlock("nesting", "65 arrays", "max_nesting",
               [] {
                 std::string term = Content(9, "");
                 for (int level = 1; level < 65; ++level) term = Content(9, Content(1, term));
                 return kVersion + Fact(kName, {term});
               }),
      OneBlock("nesting", "64 arrays, as often as they fit", "max_nesting, max_token_bytes",
               [] {
                 std::string term = Content(9, "");
                 for (int level = 1; level < 64; ++level) term = Content(9, Content(1, term));
                 return Filled("", [fact = Fact(kName, {term})](uint64_t) { return fact; });
               }),
  };
}

}  // namespace hardtack::hostile
