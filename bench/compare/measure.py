# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Measures the rows of the tables: ours and the peer's in turn, so that what disturbs one disturbs the other."""

import os
import statistics
import sys
import time
from dataclasses import dataclass, field
from typing import Optional

from compare import program
from compare.plan import Case, Row
from compare.program import NotRun


@dataclass(frozen=True)
class Effort:
    """How long and how often to measure."""

    repetitions: int
    seconds: float  # of one measurement, at least
    patience: float  # seconds for a row, after which three repetitions are enough
    timeout: int  # seconds for one measurement
    slow_rows: bool


FULL = Effort(repetitions=11, seconds=0.2, patience=60, timeout=600, slow_rows=True)
QUICK = Effort(repetitions=3, seconds=0.05, patience=0, timeout=120, slow_rows=False)
FEWEST = 3


@dataclass
class Samples:
    """The values of one side of a row, or why there are none."""

    case: Case
    values: list = field(default_factory=list)
    not_run: Optional[str] = None

    @property
    def median(self):
        return statistics.median(self.values) if self.values else None

    @property
    def spread(self):
        """The middle half of the values, as a share of the median."""
        if len(self.values) < 2:
            return 0.0
        low, _, high = statistics.quantiles(self.values, n=4, method="inclusive")
        return (high - low) / self.median


@dataclass(frozen=True)
class Result:
    row: Row
    ours: Samples
    peer: Optional[Samples]

    def ratio(self, is_rate):
        """How many times as fast as the peer ours is; None unless both ran."""
        if self.peer is None or not self.ours.values or not self.peer.values:
            return None
        return self.ours.median / self.peer.median if is_rate else self.peer.median / self.ours.median


def measure(tables, folders, missing, effort):
    """The results of all rows, by table. `missing` says of programs why they cannot run."""
    results, start = [], time.monotonic()
    for place, table in enumerate(tables, start=1):
        say(f"== table {place} of {len(tables)}, after {_minutes(start)}: {table.title}")
        results.append((table, [_row(table, row, folders, missing, effort) for row in table.rows]))
    say(f"== measured {len(tables)} tables in {_minutes(start)}")
    return results


def _minutes(start):
    return f"{(time.monotonic() - start) / 60:.0f} min"


def say(text):
    print(text, file=sys.stderr, flush=True)


def _row(table, row, folders, missing, effort):
    sides = [Samples(case, not_run=_reason(row, case, missing, effort)) for case in (row.ours, row.peer) if case]
    start = time.monotonic()
    for done in range(effort.repetitions):
        if done >= FEWEST and time.monotonic() - start > effort.patience:
            break
        for side in sides:
            _add(side, table, folders, effort)
    result = Result(row, sides[0], sides[1] if row.peer else None)
    _tell(table, result)
    return result


def _add(side, table, folders, effort):
    if side.not_run is not None:
        return
    try:
        entry = program.measure(side.case, folders, _cores(table), effort.seconds, effort.timeout)
        side.values.append(program.value_of(entry, table))
    except NotRun as error:
        side.not_run = str(error)
        side.values.clear()


# The last cores: the first has the interrupts.
def _cores(table):
    return sorted(os.sched_getaffinity(0))[-table.cores :]


def _reason(row, case, missing, effort):
    if row.slow and not effort.slow_rows:
        return "too slow for --quick"
    return missing.get(case.program)


def _tell(table, result):
    line = f"   {result.row.name}: {_side(result.ours, table)}"
    if result.peer is not None:
        line += f", {result.row.peer.program} {_side(result.peer, table)}"
    ratio = result.ratio(table.is_rate)
    say(line + (f", {ratio:.2f} times as fast" if ratio else ""))


def _side(samples, table):
    return f"NOT RUN ({samples.not_run})" if samples.not_run else f"{samples.median:.4g} {table.unit}"
