# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""What scripts/instructions makes of its counts: bench/instructions/guard.py but for the counting."""

import sys
import unittest

sys.path.insert(0, "bench/instructions")

import guard  # noqa: E402  (after the path)

KEPT = {"compiler": "12.2.0", "instructions": {"a": 1000, "b": 2000}}


def problems(counts, compiler="12.2.0"):
    return guard.problems(counts, KEPT, compiler)


class Guard(unittest.TestCase):
    def test_five_percent_more_is_allowed_and_fewer_as_well(self):
        self.assertEqual(problems({"a": 1050, "b": 100}), [])

    def test_more_than_that_fails_and_says_what_to_do(self):
        found = problems({"a": 1051, "b": 2000})
        self.assertEqual(found[0], "too many: a")
        self.assertIn("scripts/instructions --refresh", found[-1])

    def test_another_compiler_is_told_when_it_fails(self):
        self.assertIn("kept with g++ 12.2.0, this is 13.1.0", problems({"a": 1051, "b": 2000}, "13.1.0"))
        self.assertEqual(problems({"a": 1000, "b": 2000}, "13.1.0"), [])

    def test_a_case_that_is_not_kept_or_no_longer_there_fails(self):
        self.assertIn("not the cases that are kept: b", problems({"a": 1000}))
        self.assertIn("not the cases that are kept: c", problems({"a": 1000, "b": 2000, "c": 1}))

    def test_the_table_shows_every_case(self):
        lines = guard.table({"a": 1100, "c": 5}, KEPT["instructions"]).splitlines()
        self.assertEqual([line.split() for line in lines[1:]],
                         [["a", "1000", "1100", "+10.0", "%"], ["b", "2000", "-", "?"], ["c", "-", "5", "?"]])


unittest.main()
