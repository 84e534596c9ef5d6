// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens that are small, and whose evaluation would not end: joins, recursion, closures, patterns, strings and sets.

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/hostile/hostile_token.h"
#include "tests/hostile/inputs.h"

namespace hardtack::hostile {
namespace {

// PREFIX0SUFFIX, PREFIX1SUFFIX, ...
std::string Counted(const std::string& prefix, int count, const std::string& suffix) {
  std::string text;
  for (int i = 0; i < count; ++i) absl::StrAppend(&text, prefix, i, suffix);
  return text;
}

Input Block(std::string resource, std::string name, std::string stopped_by, std::string block) {
  return {std::move(resource), std::move(name), std::move(stopped_by),
          [block = std::move(block)] { return Decides(Signed({PayloadOf(block)})); }};
}

Input Listed(std::string resource, std::string name, std::string stopped_by, std::string block) {
  return {std::move(resource), std::move(name), std::move(stopped_by),
          [block = std::move(block)] { return Lists(Signed({PayloadOf(block)})); }};
}

std::string WideFact() {
  std::string columns = "0", variables = "$x0";
  for (int i = 1; i < 2000; ++i) {
    absl::StrAppend(&columns, ", ", i);
    absl::StrAppend(&variables, ", $x", i);
  }
  return "w(" + columns + ");" + Counted("n(", 400, ");") + "q($n, " + variables + ") <- n($n), w(" + variables + ");";
}

std::string SharedArray(int elements) {
  std::string array = "[0";
  for (int i = 1; i < elements; ++i) array += ", 0";
  return "big(" + array + "]);" + Counted("n(", 490, ");") + "q($n, $a) <- n($n), big($a); r($n, $a) <- q($n, $a);";
}

std::string Chain(int rules) {
  std::string chain = "p0(1);";
  for (int i = 0; i < rules; ++i) absl::StrAppend(&chain, "p", i + 1, "($x) <- p", i, "($x);");
  return chain;
}

// A graph in which every node leads to every other, and its paths.
std::string CompleteGraph(int nodes) {
  std::string graph;
  for (int i = 0; i < nodes * nodes; ++i) absl::StrAppend(&graph, "e(", i / nodes, ", ", i % nodes, ");");
  return graph + "p($x, $y) <- e($x, $y); p($x, $z) <- p($x, $y), p($y, $z); check if p($x, $y), $x + $y === -1;";
}

std::string ClosureBomb() {
  std::string bomb = "true";
  for (int i = 0; i < 8; ++i) bomb = absl::StrCat("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all($x", i, " -> ", bomb, ")");
  return "check if " + bomb + ";";
}

// 40,000 patterns of which no two are the same, each of `unit` many times and two facts.
std::string DistinctPatterns(const std::string& unit, int count) {
  std::string pattern = "[";
  for (int i = 0; i < count; ++i) pattern += unit;
  return Counted("p(\"", 200, "\");") + "check if p($a), p($b), \"-\".matches(\"" + pattern +
         "\" + $a + \"_\" + $b + \"]\");";
}

std::string Letters(size_t count, char letter) { return "\"" + std::string(count, letter) + "\""; }

// Integers from `first` on, as a set.
std::string Set(int first, int count) {
  std::string set = absl::StrCat("{", first);
  for (int i = 1; i < count; ++i) absl::StrAppend(&set, ", ", first + i);
  return set + "}";
}

// Adds a text to itself, again and again: each step of the sum is a text of its own.
std::string GrowingText() {
  std::string sum = "$t";
  for (int i = 0; i < 40; ++i) sum += " + $t";
  return Counted("n(", 100, ");") + "t(" + Letters(100'000, 'x') + "); check if t($t), n($n), (" + sum +
         ").length() === $n;";
}

Input ExplodingPattern() {
  return {"patterns", "`(?:[a-h].{0,200}[i-q]){3}zz` on 1 MB of the request", "max_steps", [] {
            const std::vector<engine::Fact> request = {{{"text", {engine::StringTerm(std::string(1 << 20, 'a'))}}}};
            const std::string check = "check if text($t), $t.matches(\"(?:[a-h].{0,200}[i-q]){3}zz\");";
            return Decides(Signed({PayloadOf(check)}), "allow if true;", request);
          }};
}

}  // namespace

std::vector<Input> ProgramInputs() {
  const std::string n360 = Counted("p(", 360, ");");
  return {
      Block("facts", "a round that derives 14,400", "max_facts",
            Counted("p(", 120, ");") + "q($x, $y) <- p($x), p($y);"),
      Block("facts", "a rule that copies 2000 columns 400 times", "max_steps", WideFact()),
      Listed("facts", "980 that share an array of 1000 elements, the world listed", "max_steps", SharedArray(1000)),
      Listed("facts", "980 that share an array of 60,000 elements, the world listed", "max_steps", SharedArray(60'000)),
      Block("rules", "a chain of 1000", "max_iterations", Chain(1000)),
      Block("joins", "a cross product of 360 facts three ways, in a check", "max_steps",
            n360 + "check if p($x), p($y), p($z), $x + $y + $z === -1;"),
      Block("joins", "the same, derived by a rule", "max_steps", n360 + "q($x, $y, $z) <- p($x), p($y), p($z);"),
      Block("joins", "twelve ways, all facts the same but one column", "max_steps",
            Counted("p(1, ", 50, ");") +
                "check if p(1, $a), p(1, $b), p(1, $c), p(1, $d), p(1, $e), p(1, $f), p(1, $g),"
                "p(1, $h), p(1, $i), p(1, $j), p(1, $k), p(1, $l), $a + $l === -1;"),
      Block("joins", "the paths of a complete graph of 31 nodes", "max_facts", CompleteGraph(31)),
      Block("joins", "the paths of a complete graph of 100 nodes", "max_facts", CompleteGraph(100)),
      Block("closures", "eight, each calling the next ten times", "max_steps", ClosureBomb()),
      ExplodingPattern(),
      Block("patterns", "40,000 of ten letters, no two the same", "max_steps", DistinctPatterns("a", 10)),
      Block("patterns", "the same of a hundred `\\w`", "max_steps", DistinctPatterns("\\\\w", 100)),
      Block("patterns", "the same of 2020 `\\w`", "max_steps", DistinctPatterns("\\\\w", 2020)),
      Block("patterns", "one of 1000 `\\S`, too large once translated", "max_pattern_bytes",
            DistinctPatterns("\\\\S", 1000)),
      Block("strings", "a text of 100 KB added to itself, in 100 bindings", "max_steps", GrowingText()),
      Block("strings", "a text of 150 KB looked for in one of 300 KB that nearly has it, in 400 bindings", "max_steps",
            Counted("n(", 400, ");") + "t(" + Letters(300'000, 'a') + "); check if n($n), t($t), $t.contains(" +
                Letters(150'000, 'a').substr(0, 150'000) + "b\") && $n < 0;"),
      Block("sets", "unions of 10,000 members, in 400 bindings", "max_steps",
            Counted("n(", 400, ");") + "s(" + Set(0, 10'000) +
                "); check if n($n), s($s), $s.union({-1}).length() === $n - 500;"),
      Block("sets", "intersections of 40,000 members with as many, in 400 bindings", "max_steps",
            Counted("n(", 400, ");") + "s(" + Set(0, 40'000) + ", " + Set(20'000, 40'000) +
                "); check if n($n), s($s, $t), $s.intersection($t).length() === $n - 500;"),
  };
}

}  // namespace hardtack::hostile
