# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Called by scripts/mutate from the project's root."""

import argparse
import os
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mutation.campaign import Fate, Workshop
from mutation.choice import choose, sources
from mutation.explained import reasons
from mutation.operators import planted
from mutation.record import Record
from mutation.suites import SUITES


def main():
    arguments = _arguments()
    root = Path.cwd()
    folders = arguments.folder or list(SUITES)
    if arguments.planted:
        chosen = _planted(root)
    else:
        chosen = choose({path: (root / path).read_text() for path in sources(root, folders)}, arguments.count, arguments.seed)
    workshop = Workshop(root, root / "build/mutation", arguments.patience)
    workshop.prepare(folders)
    record = Record(workshop.work / "results.jsonl")
    trials = _tried(workshop, record, chosen, arguments)
    if arguments.planted:
        _report_planted(trials)
    else:
        _report(trials, folders, arguments.seed, reasons(root))


def _tried(workshop, record, chosen, arguments):
    """A trial of each, in their order: as recorded, or else made and recorded now."""
    def trial_of(numbered):
        number, mutant = numbered
        trial = record.find(mutant)
        if trial and not arguments.planted and not (arguments.retry and trial.fate is Fate.SURVIVED):
            return trial
        trial = workshop.try_mutant(mutant)
        record.add(trial)
        by = f" by {trial.by}" if trial.by else ""
        print(f"{number}/{len(chosen)} {trial.fate.value}{by}, {trial.seconds:.0f} s: {mutant}", flush=True)
        return trial

    with ThreadPoolExecutor(arguments.jobs) as pool:
        return list(pool.map(trial_of, enumerate(chosen, 1)))


def _arguments():
    parser = argparse.ArgumentParser(prog="scripts/mutate")
    parser.add_argument("--count", type=int, default=300, help="how many mutants (default: 300)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default: 1)")
    parser.add_argument("--folder", action="append", choices=list(SUITES), help="of this folder alone; may be repeated")
    parser.add_argument("--patience", type=int, default=15, help="seconds that a test program may take (default: 15)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="how many at a time (default: one a core)")
    parser.add_argument("--retry", action="store_true", help="those that survived once more, since tests were written")
    parser.add_argument("--planted", action="store_true", help="the bugs of tests/mutation/planted.toml instead")
    return parser.parse_args()


def _planted(root):
    """The bugs that some test must find."""
    bugs = tomllib.loads((root / "tests/mutation/planted.toml").read_text())["bug"]
    return [planted(bug["path"], (root / bug["path"]).read_text(), bug["name"], bug["before"], bug["after"]) for bug in bugs]


def _report(trials, folders, seed, reason_of):
    built = [trial for trial in trials if trial.fate is not Fate.NOT_BUILT]
    alive = [trial for trial in built if trial.fate is Fate.SURVIVED]
    print("\n| folder | mutants | killed | survived, explained | survived |\n|---|---|---|---|---|")
    for name in [*folders, ""]:
        of = [trial for trial in built if trial.mutant.path.startswith(name)]
        killed = sum(trial.fate is Fate.KILLED for trial in of)
        explained = sum(trial.fate is Fate.SURVIVED and reason_of(trial.mutant) is not None for trial in of)
        print(f"| {name or 'all'} | {len(of)} | {killed} | {explained} | {len(of) - killed - explained} |")
    print(f"\nmutation: {len(built)} mutants of seed {seed}, and {len(trials) - len(built)} that do not compile")
    unexplained = [trial for trial in alive if reason_of(trial.mutant) is None]
    for trial in unexplained:
        print(f"survived: {trial.mutant}")
    if unexplained:
        sys.exit(f"mutate: {len(unexplained)} survived that tests/mutation/explained.toml does not explain")


def _report_planted(trials):
    print("\n| planted bug | source | found by |\n|---|---|---|")
    for trial in trials:
        print(f"| {trial.mutant.operator} | `{trial.mutant.path}` | {trial.by or trial.fate.value.upper()} |")
    if any(trial.fate is not Fate.KILLED for trial in trials):
        sys.exit("mutate: a planted bug was not found: see the table")


main()
