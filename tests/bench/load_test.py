# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""What scripts/load makes of its figures: bench/load but for the measuring."""

import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, "bench")

from load import measure, report  # noqa: E402  (after the path)
from load.measure import Measured, Part  # noqa: E402


def measured(**changed):
    """Two rounds of an authority that reaches everything."""
    parts = {case: [Part(wall=100, busy=10), Part(wall=100, busy=10)] for case in measure.PARTS}
    parts[measure.ROW] = [Part(wall=20, busy=5), Part(wall=20, busy=5)]
    at_half = {"p50_ms": 1, "p99_ms": 9, "p999_ms": 20}
    held = {"connections": 100, "answered_after": 100, "kilobytes_each": 17.5, "seconds": 15, "beside": at_half}
    figures = {
        "parts": parts,
        "rates": {show: [20_000, 20_000] for show in measure.SHOWN},
        "busy": {show: [30, 30] for show in measure.SHOWN},
        "at_half": [at_half, at_half],
        "half": 10_000,
        "connecting": {"public": [50, 50], "api": [40, 40], "nginx": [100, 100]},
        "connecting_busy": {"public": [300, 300], "api": [400, 400], "nginx": [200, 200]},
        "held": held,
        "audit": "whole: 1 row",
    }
    return Measured(**{**figures, **changed})


def entry(name, **changed):
    found = [entry for entry in report.entries(measured(**changed)) if entry.name == name]
    return found[0]


COPIES = report.SHOWN_NAMES["copies"]
CERTIFICATE = report.SHOWN_NAMES["certificate"]
BUSY = ": the server's processor"


class Issuing(unittest.TestCase):
    def test_a_rate_stands_beside_its_parts_by_the_processor_and_the_row_by_the_wall(self):
        self.assertAlmostEqual(entry(COPIES).peer, 1e6 / (10 + 10 + 20))
        self.assertAlmostEqual(entry(CERTIFICATE).peer, 1e6 / (10 + 20))

    def test_the_ratio_of_rates_is_ours_over_the_parts(self):
        self.assertAlmostEqual(entry(COPIES).ratio, 20_000 * 40 / 1e6)

    def test_the_servers_processor_stands_beside_that_of_the_parts(self):
        self.assertAlmostEqual(entry(COPIES + BUSY).peer, 10 + 10 + 5)
        self.assertAlmostEqual(entry(COPIES + BUSY).ratio, 25 / 30)

    def test_within_thirty_percent_is_reached_and_below_is_missed(self):
        self.assertIs(entry(COPIES, rates={show: [17_500] * 2 for show in measure.SHOWN}).reached, True)
        self.assertIs(entry(COPIES, rates={show: [17_400] * 2 for show in measure.SHOWN}).reached, False)


class Others(unittest.TestCase):
    def test_times_above_ten_milliseconds_are_missed(self):
        name = "p99 at 10000 tokens/s, half of that rate"
        self.assertIs(entry(name).reached, True)
        late = {"p50_ms": 1, "p99_ms": 10.1, "p999_ms": 20}
        self.assertIs(entry(name, at_half=[late, late]).reached, False)

    def test_idle_connections_are_held_when_all_of_them_answer(self):
        name = "idle connections that answered after 15 s, of 100"
        self.assertIs(entry(name).reached, True)
        held = {**measured().held, "answered_after": 99}
        self.assertIs(entry(name, held=held).reached, False)

    def test_connections_stand_beside_nginx_by_rate_and_by_processor(self):
        name = "new connections, asking for no certificate"
        self.assertEqual(entry(name).ratio, 0.5)
        self.assertIs(entry(name).reached, True)
        self.assertEqual(entry(name + BUSY).ratio, 200 / 300)
        self.assertIs(entry("new connections, asking for a certificate, none shown").reached, False)


class Reports(unittest.TestCase):
    def test_the_json_has_the_members_of_the_summary(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "load.json"
            report.write_json(path, report.entries(measured()), {"cores": "2"})
            document = json.loads(path.read_text())
        self.assertEqual(document["machine"], {"cores": "2"})
        for member in ("name", "ours", "peer", "peer_name", "unit", "ratio", "spread", "goal", "limit", "reached"):
            self.assertIn(member, document["entries"][0])

    def test_the_table_says_which_goals_were_missed(self):
        table = report.table(report.entries(measured()))
        self.assertIn("| new connections, asking for a certificate, none shown | 40 | connections/s |", table)
        self.assertIn(">= 0.5x: missed", table)


unittest.main()
