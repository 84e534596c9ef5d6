# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Which mutants scripts/mutate tries, and which of them tests/mutation/explained.toml may excuse."""

import sys
import tomllib
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mutation.choice import choose, sources
from mutation.explained import change_of, reasons
from mutation.operators import mutants_of, planted
from mutation.suites import SUITES

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = "  return a == b;\n", "  if (a == b && c < d) return e + f;\n" * 20
TEXTS = {"large.cc": LARGE, "small.cc": SMALL}


class ChoiceTest(unittest.TestCase):
    def test_each_source_has_one_and_the_large_ones_have_more(self):
        self.assertEqual({mutant.path for mutant in choose(TEXTS, 2, 1)}, {"large.cc", "small.cc"})
        self.assertEqual([mutant.path for mutant in choose(TEXTS, 30, 1)].count("large.cc"), 29)

    def test_a_seed_has_its_mutants_and_more_of_them_begin_with_fewer(self):
        self.assertEqual(choose(TEXTS, 20, 1), choose(TEXTS, 30, 1)[:20])
        self.assertNotEqual(choose(TEXTS, 20, 1), choose(TEXTS, 20, 2))

    def test_a_change_of_one_source_leaves_the_mutants_of_others(self):
        def of_small(large):
            return [mutant for mutant in choose({**TEXTS, "large.cc": large}, 10, 1) if mutant.path == "small.cc"]

        self.assertEqual(of_small(LARGE), of_small(LARGE[40:]))

    def test_computed_tables_are_left_out(self):
        found = sources(ROOT, SUITES)
        self.assertIn("hardtack/engine/term_table.cc", found)
        self.assertNotIn("hardtack/crypto/lanes/base_table.cc", found)

    def test_what_is_explained_is_a_mutant_of_the_sources_as_they_are(self):
        groups = tomllib.loads((ROOT / "tests/mutation/explained.toml").read_text())["group"]
        changes = [change_of(change) for group in groups for change in group["mutants"]]
        self.assertEqual(len(changes), len(set(changes)))
        reason_of = reasons(ROOT)
        for path in {change[0] for change in changes}:
            mutants = mutants_of(path, (ROOT / path).read_text())
            self.assertEqual(sum(reason_of(mutant) is not None for mutant in mutants),
                             sum(change[0] == path for change in changes), path)

    def test_what_is_planted_is_one_line_of_the_sources_as_they_are(self):
        for bug in tomllib.loads((ROOT / "tests/mutation/planted.toml").read_text())["bug"]:
            planted(bug["path"], (ROOT / bug["path"]).read_text(), bug["name"], bug["before"], bug["after"])


if __name__ == "__main__":
    unittest.main()
