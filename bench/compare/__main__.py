# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Called by scripts/bench from the project's root: builds the peers, measures, reports."""

import argparse
from pathlib import Path

from compare import build, machine, measure, picture, plan, report
from compare.measure import say
from compare.program import Folders


def main():
    tables = plan.read("bench/comparisons.toml")
    arguments = _arguments([table.picture for table in tables])
    if arguments.table:
        tables = [table for table in tables if table.picture in arguments.table]
    folders = Folders(ours=Path("build/release"), peers=Path("build/peers"))
    missing = build.build_peers(folders, set().union(*(table.programs for table in tables)))
    build.write_inputs(folders)
    effort = measure.QUICK if arguments.quick else measure.FULL
    results = measure.measure(tables, folders, missing, effort)
    if not arguments.table:
        _report(Path("bench/results"), results, arguments.quick)
    for name, reason in missing.items():
        say(f"NOT RUN: {name}: {reason}")
    print("\n".join(report.goals(results)))


def _arguments(names):
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--quick", action="store_true", help="few repetitions, without the slow rows")
    parser.add_argument("--table", action="append", choices=names, help="this table alone; nothing is written")
    return parser.parse_args()


def _report(folder, results, quick):
    folder.mkdir(exist_ok=True)
    described = machine.describe()
    command = "scripts/bench --quick" if quick else "scripts/bench"
    report.write_json(folder / "summary.json", results, described, quick)
    report.write_markdown(folder / "summary.md", results, described, command, quick)
    picture.draw(folder, results)
    say(f"== wrote {folder}/summary.md, summary.json and the pictures")


main()
