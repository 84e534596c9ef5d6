# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Called by scripts/mutate from the project's root."""

import argparse
import random
import sys
import tomllib
from pathlib import Path

from mutation.campaign import SUITES, Fate, Tree, sources, suites_of
from mutation.operators import mutants_of, planted


def main():
    arguments = _arguments()
    folders = arguments.folder or list(SUITES)
    root = Path.cwd()
    chosen = _planted(root) if arguments.planted else _choose(root, folders, arguments.count, arguments.seed)
    tree = Tree(root, Path("build/mutation").resolve(), arguments.patience)
    print(f"== build {tree.build}", flush=True)
    tree.prepare(sorted({target for folder in folders for target in SUITES[folder]}))
    trials = []
    for number, mutant in enumerate(chosen, 1):
        trial = tree.try_mutant(mutant, suites_of(mutant.path))
        trials.append(trial)
        by = f" by {trial.by}" if trial.by else ""
        print(f"{number}/{len(chosen)} {trial.fate.value}{by}, {trial.seconds:.0f} s: {mutant}", flush=True)
    if arguments.planted:
        _report_planted(trials)
    else:
        _report(trials, folders, arguments.seed)


def _arguments():
    parser = argparse.ArgumentParser(prog="scripts/mutate")
    parser.add_argument("--count", type=int, default=300, help="how many mutants to try (default: 300)")
    parser.add_argument("--seed", type=int, default=None, help="which ones (default: others each time)")
    parser.add_argument("--folder", action="append", choices=list(SUITES), help="of this folder alone; may be repeated")
    parser.add_argument("--patience", type=int, default=300, help="seconds that one test may take (default: 300)")
    parser.add_argument("--planted", action="store_true", help="the bugs of tests/mutation/planted.toml instead")
    arguments = parser.parse_args()
    if arguments.seed is None:
        arguments.seed = random.SystemRandom().randrange(1 << 32)
    return arguments


def _planted(root):
    """The bugs that some test must find."""
    bugs = tomllib.loads((root / "tests/mutation/planted.toml").read_text())["bug"]
    return [planted(bug["path"], (root / bug["path"]).read_text(), bug["name"], bug["before"], bug["after"]) for bug in bugs]


def _choose(root, folders, count, seed):
    """As many of each folder, at random among all of its places."""
    chance = random.Random(seed)
    chosen = []
    for index, folder in enumerate(folders):
        every = [mutant for path in sources(root, [folder]) for mutant in mutants_of(path, Path(root, path).read_text())]
        share = (count + index) // len(folders)
        chosen += chance.sample(every, min(share, len(every)))
    return chosen


def _report(trials, folders, seed):
    built = [trial for trial in trials if trial.fate is not Fate.NOT_BUILT]
    survived = [trial for trial in built if trial.fate is Fate.SURVIVED]
    print("\n| folder | mutants | killed | survived |\n|---|---|---|---|")
    for folder in folders:
        of = [trial for trial in built if trial.mutant.path.startswith(folder + "/")]
        left = sum(trial.fate is Fate.SURVIVED for trial in of)
        print(f"| {folder} | {len(of)} | {len(of) - left} | {left} |")
    print(f"\nmutation: {len(built)} mutants, {len(built) - len(survived)} killed, {len(survived)} survived, "
          f"{len(trials) - len(built)} that do not compile (seed {seed})")
    for trial in survived:
        print(f"survived: {trial.mutant}")


def _report_planted(trials):
    print("\n| planted bug | found by |\n|---|---|")
    for trial in trials:
        print(f"| {trial.mutant.operator} | {trial.by or trial.fate.value.upper()} |")
    if any(trial.fate is not Fate.KILLED for trial in trials):
        sys.exit("mutate: a planted bug was not found: see the table")


main()
