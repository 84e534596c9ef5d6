# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""How long the command takes from its start to its end: start.py HARDTACK CASE SECONDS

  version     hardtack --version
  delegate    hardtack identity delegate, the whole of it, for a token given on standard input
  nothing     a program that does nothing: what starting any program costs
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

TOKEN_FILE = Path("bench/tokens/identity_1_first_party.txt")


def main():
    hardtack, case, seconds = sys.argv[1:]
    delegate = ["identity", "delegate", "--from-token", "-", "--identity", "alice:agent:worker", "--ttl", "5m"]
    commands = {"version": [hardtack, "--version"], "delegate": [hardtack, *delegate], "nothing": ["/bin/true"]}
    if case not in commands:
        sys.exit(f"no such case: {case}")
    count, real, cpu = measure(commands[case], token(), float(seconds))
    print(json.dumps({"name": case, "cpu_time": cpu / count, "real_time": real / count, "time_unit": "ns"}))


def token():
    section = TOKEN_FILE.read_text().split("\n-- token\n")[1]
    return section.split("\n-- ")[0].strip().encode()


def measure(command, given, seconds):
    run(command, given)
    count, real, cpu = 0, time.perf_counter_ns(), children_ns()
    while time.perf_counter_ns() - real < seconds * 1e9:
        run(command, given)
        count += 1
    return count, time.perf_counter_ns() - real, children_ns() - cpu


def run(command, given):
    subprocess.run(command, input=given, stdout=subprocess.DEVNULL, check=True)


def children_ns():
    times = os.times()
    return (times.children_user + times.children_system) * 1e9


main()
