# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Called by scripts/bench from the project's root: builds the peers, measures, reports."""

import argparse
from pathlib import Path

from compare import build, machine, measure, picture, plan, report
from compare.measure import say
from compare.program import Folders


def main():
    arguments = _arguments()
    folders = Folders(ours=Path("build/release"), peers=Path("build/peers"))
    missing = build.build_peers(folders)
    build.write_graphs(folders)
    effort = measure.QUICK if arguments.quick else measure.FULL
    tables = plan.read("bench/comparisons.toml")
    results = measure.measure(tables, folders, missing, effort)
    _report(Path("bench/results"), results, arguments.quick)
    _tell_missing(missing)


def _arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--quick", action="store_true", help="few repetitions, without the slow rows")
    return parser.parse_args()


def _report(folder, results, quick):
    folder.mkdir(exist_ok=True)
    described = machine.describe()
    command = "scripts/bench --quick" if quick else "scripts/bench"
    report.write_json(folder / "summary.json", results, described, quick)
    report.write_markdown(folder / "summary.md", results, described, command, quick)
    picture.draw(folder, results)
    say(f"== wrote {folder}/summary.md, summary.json and the pictures")


def _tell_missing(missing):
    for name, reason in missing.items():
        say(f"NOT RUN: {name}: {reason}")


main()
