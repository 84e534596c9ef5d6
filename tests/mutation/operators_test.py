# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""What scripts/mutate makes of a source."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mutation.operators import mutants_of


def changed(line):
    return [mutant.after for mutant in mutants_of("a.cc", line)]


class OperatorsTest(unittest.TestCase):
    def test_each_place_of_a_line_is_a_mutant(self):
        self.assertEqual(changed("  return a == b && c;"), ["  return a != b && c;", "  return a == b || c;"])
        self.assertEqual(changed("  while (i < 10) ++i;"), ["  while (i <= 10) ++i;", "  while (i < 10) --i;"])

    def test_the_parenthesis_of_a_condition_is_closed_behind_it(self):
        self.assertIn("  if (false && (a || f(b))) return c(d);", changed("  if (a || f(b)) return c(d);"))
        self.assertIn("  if (false && (a)) {", changed("  if (a) {"))
        self.assertIn("  if (auto a = f(); false && (a.ok())) {", changed("  if (auto a = f(); a.ok()) {"))
        self.assertEqual(changed("  if (const auto* a = f()) {"), [])

    def test_comments_texts_and_what_says_nothing_at_run_time_are_left_alone(self):
        for line in ['  // a == b', '  f("a == b");', "#if A == 1", "static_assert(a == b);", "template <int i = 0>", "}"]:
            self.assertEqual([after for after in changed(line) if "==" not in after and "if (false)" not in after], [], line)

    def test_statements_whose_effect_is_all_that_they_do_are_left_out(self):
        self.assertEqual(changed("  rows.push_back(row);"), ["  if (false) rows.push_back(row);"])
        self.assertIn("  if (false) RETURN_IF_ERROR(Check(a));", changed("  RETURN_IF_ERROR(Check(a));"))
        self.assertEqual(changed("  const int a = b;"), [])

    def test_a_mutant_is_applied_to_its_line_alone(self):
        text = "x == y;\nx == y;\n"
        mutants = mutants_of("a.cc", text)
        self.assertEqual([mutant.line for mutant in mutants], [1, 2])
        self.assertEqual(mutants[1].applied(text), "x == y;\nx != y;\n")


if __name__ == "__main__":
    unittest.main()
