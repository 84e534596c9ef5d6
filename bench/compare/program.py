# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""The programs that are measured, and one measurement of one of their cases.

A peer is called as PROGRAM CASE SECONDS from the project's root and prints one line of JSON as Google Benchmark would:
name, cpu_time, real_time, time_unit. Ours are Google Benchmark programs.
"""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

NANOSECONDS = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}


class NotRun(Exception):
    """Why something was not measured, in one sentence."""


@dataclass(frozen=True)
class Folders:
    """Where things are built, from the project's root."""

    ours: Path
    peers: Path


JAVA = "{peers}/biscuit_java/target"

# How those programs are called that are not Google Benchmark programs of ours.
PEERS = {
    "biscuit-auth": ["{peers}/cargo/release/biscuit_auth_peer"],
    "biscuit-java": ["java", "-cp", f"{JAVA}/classes:{JAVA}/dependency/*", "Peer"],
    "cedar": ["{peers}/cargo/release/cedar_peer"],
    "ascent": ["{peers}/cargo/release/ascent_peer"],
    "opa": ["{peers}/opa/opa_peer"],
    "duckdb": ["{peers}/venv/bin/python", "bench/peers/duckdb/recursion.py"],
    "command": ["{peers}/venv/bin/python", "bench/peers/command/start.py", "{ours}/hardtack"],
}


def command_of(case, folders, seconds):
    """The command line that measures `case`."""
    if case.program in PEERS:
        words = [word.format(peers=folders.peers, ours=folders.ours) for word in PEERS[case.program]]
        return [*words, case.name, str(seconds)]
    return [
        str(folders.ours / "bench" / case.program),
        f"--benchmark_filter=^{re.escape(case.name)}$",
        f"--benchmark_min_time={seconds}",
        "--benchmark_format=json",
    ]


def measure(case, folders, cores, seconds, timeout):
    """One measurement, pinned to `cores`: the JSON entry of the case."""
    command = command_of(case, folders, seconds)
    if shutil.which(command[0]) is None:
        raise NotRun(f"there is no {command[0]}")
    try:
        done = subprocess.run(
            ["taskset", "-c", ",".join(map(str, cores)), *command],
            capture_output=True,
            text=True,
            timeout=timeout,
            env={**os.environ, "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired:
        raise NotRun(f"takes longer than {timeout} s") from None
    return _entry(case, done)


def _entry(case, done):
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip() or "nothing").splitlines()[-1]
        raise NotRun(f"{case.program} ended with status {done.returncode}: {said}")
    try:
        result = json.loads(done.stdout)
    except json.JSONDecodeError:
        raise NotRun(f"{case.program} did not print what a peer prints") from None
    entries = result.get("benchmarks", [result])
    if not entries:
        raise NotRun(f"{case.program} has no case {case.name}")
    if entries[0].get("error_occurred"):
        raise NotRun(f"{case.program} {case.name}: {entries[0]['error_message']}")
    return entries[0]


def value_of(entry, table):
    """What a measurement says, in the table's unit."""
    if table.is_rate:
        return entry["bytes_per_second"] / 1e6
    return entry[f"{table.clock}_time"] * NANOSECONDS[entry["time_unit"]] / NANOSECONDS[table.unit]
