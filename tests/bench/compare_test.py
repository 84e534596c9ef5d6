# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""What scripts/bench makes of its figures: bench/compare but for the measuring, building and drawing."""

import re
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, "bench")

from compare import plan, program, report  # noqa: E402  (after the path)
from compare.measure import Result, Samples  # noqa: E402
from compare.plan import Case, Row, Table  # noqa: E402

OURS, PEER = Case("token_bench", "BM_Ours"), Case("biscuit-auth", "cold/theirs")


def table_of(*rows, unit="us"):
    return Table("A table", "a_table", unit, "cpu", 1, rows)


def row_of(goal=None, limit=None, peer=PEER):
    return Row("a row", OURS, peer, goal, limit, slow=False)


def result_of(ours, theirs, row=None):
    """None instead of values: it did not run."""
    sides = [Samples(case, v or [], None if v else "a reason") for case, v in ((OURS, ours), (PEER, theirs))]
    return Result(row or row_of(), *sides)


class Ratios(unittest.TestCase):
    def test_the_ratio_of_times_is_the_peers_median_over_ours(self):
        self.assertEqual(result_of([1, 2, 30], [4, 8, 9]).ratio(is_rate=False), 4)

    def test_the_ratio_of_rates_is_our_median_over_the_peers(self):
        self.assertEqual(result_of([1, 2, 30], [4, 8, 9]).ratio(is_rate=True), 0.25)

    def test_there_is_no_ratio_unless_both_ran(self):
        self.assertIsNone(result_of([1], None).ratio(is_rate=False))
        self.assertIsNone(result_of(None, [1]).ratio(is_rate=False))
        self.assertIsNone(Result(row_of(peer=None), Samples(OURS, [1]), None).ratio(is_rate=False))

    def test_the_spread_is_the_middle_half_over_the_median(self):
        self.assertEqual(Samples(OURS, [8, 9, 10, 11, 100]).spread, 0.2)
        self.assertEqual(Samples(OURS, [8]).spread, 0)


class Goals(unittest.TestCase):
    def verdict(self, row, ours, theirs, unit="us"):
        return report.reached(table_of(row, unit=unit), result_of(ours, theirs, row))

    def test_a_goal_is_reached_from_its_ratio_on(self):
        self.assertIs(self.verdict(row_of(goal=2), [5], [10]), True)
        self.assertIs(self.verdict(row_of(goal=2), [5], [9.9]), False)

    def test_a_limit_is_an_upper_bound_of_times_and_a_lower_one_of_rates(self):
        self.assertIs(self.verdict(row_of(limit=2), [2], [1]), True)
        self.assertIs(self.verdict(row_of(limit=2), [2.1], [1]), False)
        self.assertIs(self.verdict(row_of(limit=2), [2.1], [1], unit="MB/s"), True)
        self.assertIs(self.verdict(row_of(limit=2), [1.9], [1], unit="MB/s"), False)

    def test_goal_and_limit_must_both_be_reached(self):
        self.assertIs(self.verdict(row_of(goal=2, limit=5), [5], [10]), True)
        self.assertIs(self.verdict(row_of(goal=2, limit=4), [5], [10]), False)
        self.assertIs(self.verdict(row_of(goal=3, limit=5), [5], [10]), False)

    def test_what_did_not_run_is_neither_reached_nor_missed(self):
        self.assertIsNone(self.verdict(row_of(goal=2), [5], None))
        self.assertIsNone(self.verdict(row_of(goal=2, limit=5), [5], None))
        self.assertIsNone(self.verdict(row_of(limit=5), None, [1]))
        self.assertIs(self.verdict(row_of(goal=2, limit=4), [5], None), False)

    def test_a_row_without_a_goal_has_no_verdict(self):
        self.assertIsNone(self.verdict(row_of(), [5], [1]))

    def test_the_last_lines_count_goals_and_name_those_that_were_not_reached(self):
        rows = [row_of(goal=2), row_of(goal=3, limit=6), row_of(limit=1), row_of()]
        results = [result_of([5], [10], row) for row in rows[:2]] + [result_of(None, [1], row) for row in rows[2:]]
        self.assertEqual(
            report.goals([(table_of(*rows), results)]),
            [
                "goals              reached  missed  not run",
                "a_table                  1       1        1",
                "missed: a_table, a row: 5 us, 2.00x instead of >= 3x, <= 6 us",
                "not run: a_table, a row: nothing instead of <= 1 us",
            ],
        )


class Summary(unittest.TestCase):
    def test_an_entry_says_what_was_measured_beside_what(self):
        row = row_of(goal=2)
        [entry] = report.entries([(table_of(row), [result_of([1, 2, 3], [8, 10, 12], row)])])
        self.assertEqual(
            entry,
            {
                "table": "A table", "name": "a row", "ours": 2.0, "peer": 10.0, "peer_name": "biscuit-auth",
                "unit": "us", "ratio": 5.0, "spread": 0.5, "goal": 2, "limit": None, "reached": True, "not_run": None,
            },
        )

    def test_an_entry_of_a_row_without_a_peer_has_the_same_fields(self):
        row = row_of(peer=None)
        [entry] = report.entries([(table_of(row), [Result(row, Samples(OURS, [2]), None)])])
        self.assertEqual((entry["ours"], entry["peer"], entry["peer_name"], entry["ratio"]), (2.0, None, None, None))

    def test_why_a_side_did_not_run_is_told(self):
        row = row_of()
        [entry] = report.entries([(table_of(row), [result_of([1], None, row)])])
        self.assertEqual((entry["peer"], entry["ratio"], entry["not_run"]), (None, None, "a reason"))


class Measurements(unittest.TestCase):
    def entry(self, stdout="", stderr="", status=0):
        return program._entry(OURS, subprocess.CompletedProcess([], status, stdout, stderr))

    def test_a_time_is_converted_to_the_unit_of_its_table(self):
        entry = {"cpu_time": 1500, "real_time": 3000, "time_unit": "ns"}
        self.assertEqual(program.value_of(entry, table_of()), 1.5)

    def test_a_peer_prints_one_entry_and_google_benchmark_a_list(self):
        self.assertEqual(self.entry('{"name": "a"}'), {"name": "a"})
        self.assertEqual(self.entry('{"benchmarks": [{"name": "a"}]}'), {"name": "a"})

    def test_what_fails_says_why_it_did_not_run(self):
        failures = {
            "ended with status 3: the last line": {"stderr": "first\nthe last line\n", "status": 3},
            "has no case BM_Ours": {"stdout": '{"benchmarks": []}'},
            "denied": {"stdout": '{"benchmarks": [{"error_occurred": true, "error_message": "denied"}]}'},
            "did not print what a peer prints": {"stdout": "hello"},
        }
        for reason, printed in failures.items():
            with self.subTest(reason), self.assertRaisesRegex(program.NotRun, reason):
                self.entry(**printed)


class Comparisons(unittest.TestCase):
    tables = plan.read("bench/comparisons.toml")

    def test_every_table_has_a_name_of_its_own(self):
        names = [table.picture for table in self.tables]
        self.assertEqual(len(names), len(set(names)))

    def test_every_case_of_ours_is_a_benchmark_that_is_there(self):
        sources = {f"{path.stem}_bench": path.read_text() for path in Path("bench").rglob("*.cc")}
        for table in self.tables:
            for case in (case for row in table.rows for case in (row.ours, row.peer) if case is not None):
                if case.program not in program.PEERS:
                    function = re.match(r"\w+", case.name).group()
                    self.assertIn(f"BENCHMARK({function})", sources[case.program])


unittest.main()
