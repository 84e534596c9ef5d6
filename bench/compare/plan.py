# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""What is measured beside what: bench/comparisons.toml."""

import tomllib
from dataclasses import dataclass
from typing import Optional

RATES = {"MB/s"}


@dataclass(frozen=True)
class Case:
    """A case of a program, written PROGRAM:CASE."""

    program: str
    name: str

    @staticmethod
    def parse(text):
        program, _, name = text.partition(":")
        return Case(program, name)


@dataclass(frozen=True)
class Row:
    """A line of a table: a case of ours, beside a peer's or alone."""

    name: str
    ours: Case
    peer: Optional[Case]
    goal: Optional[float]
    limit: Optional[float]
    slow: bool


@dataclass(frozen=True)
class Table:
    title: str
    picture: str
    unit: str
    clock: str
    cores: int
    rows: tuple

    @property
    def is_rate(self):
        return self.unit in RATES

    @property
    def programs(self):
        """Those that it takes."""
        return {case.program for row in self.rows for case in (row.ours, row.peer) if case is not None}


def read(path):
    """The tables of a plan, in their order."""
    with open(path, "rb") as file:
        return [_table(entry) for entry in tomllib.load(file)["table"]]


def _table(entry):
    return Table(
        title=entry["title"],
        picture=entry["picture"],
        unit=entry["unit"],
        clock=entry.get("clock", "cpu"),
        cores=entry.get("cores", 1),
        rows=tuple(_row(row) for row in entry["rows"]),
    )


def _row(entry):
    return Row(
        name=entry["name"],
        ours=Case.parse(entry["ours"]),
        peer=Case.parse(entry["peer"]) if "peer" in entry else None,
        goal=entry.get("goal"),
        limit=entry.get("limit"),
        slow=entry.get("slow", False),
    )
