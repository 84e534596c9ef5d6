# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Compares the instructions of fixed work with those that the repository keeps: guard.py FIXED_WORK [--refresh]

Instruction counts do not depend on clocks or on what else a machine does, so a few percent are seen where times show
nothing. Fails when a case takes more than 5 % more; --refresh writes the counts of today instead. Called by
scripts/instructions from the project's root.
"""

import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

KEPT = Path("bench/instructions.json")
ALLOWED = 1.05


def main():
    program, options = sys.argv[1], sys.argv[2:]
    cases = subprocess.run([program], capture_output=True, text=True, check=True).stdout.splitlines()
    with ThreadPoolExecutor() as pool:
        counts = dict(zip(cases, pool.map(lambda case: count(program, case), cases)))
    if options == ["--refresh"]:
        write(counts)
        return
    kept = json.loads(KEPT.read_text())
    print(table(counts, kept["instructions"]))
    found = problems(counts, kept, compiler())
    if found:
        sys.exit("\n".join(f"instructions: {problem}" for problem in found))
    print(f"instructions: all {len(counts)} cases within {100 * ALLOWED - 100:.0f} % of what is kept")


def count(program, case):
    """The instructions that callgrind saw in Measured."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "valgrind", "--tool=callgrind", "--toggle-collect=hardtack::bench::Measured*",
            f"--callgrind-out-file={folder}/out", program, case,
        ]
        done = subprocess.run(command, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or found is None or int(found.group(1)) == 0:
        sys.exit(f"instructions: {case}: valgrind counted nothing: {done.stderr.strip()}")
    return int(found.group(1))


def write(counts):
    kept = {"compiler": compiler(), "instructions": counts}
    KEPT.write_text(json.dumps(kept, indent=2) + "\n")
    print(f"wrote {KEPT}")


def compiler():
    return subprocess.run(["g++", "-dumpfullversion"], capture_output=True, text=True, check=True).stdout.strip()


def table(counts, kept):
    lines = [f"{'case':40} {'kept':>12} {'now':>12} {'change':>8}"]
    for case in sorted({*counts, *kept}):
        before, now = kept.get(case), counts.get(case)
        change = f"{100 * (now / before - 1):+.1f} %" if before and now else "?"
        lines.append(f"{case:40} {before or '-':>12} {now or '-':>12} {change:>8}")
    return "\n".join(lines)


def problems(counts, kept, used_compiler):
    """What is wrong, a sentence each, and what to do about it; nothing if nothing is."""
    before = kept["instructions"]
    found = []
    worse = [case for case in counts if case in before and counts[case] > before[case] * ALLOWED]
    if worse:
        found.append(f"too many: {', '.join(worse)}")
    strange = sorted(counts.keys() ^ before.keys())
    if strange:
        found.append(f"not the cases that are kept: {', '.join(strange)}")
    if not found:
        return []
    if kept["compiler"] != used_compiler:
        found.append(f"kept with g++ {kept['compiler']}, this is {used_compiler}")
    return [*found, "mend it, or say in the commit why it must be so and run: scripts/instructions --refresh"]


if __name__ == "__main__":
    main()
