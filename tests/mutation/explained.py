# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Mutants that survive since nothing that can be seen has changed: tests/mutation/explained.toml."""

import tomllib


def reasons(root):
    """A function from a mutant to the reason why no test can notice it; None: not known to be so."""
    groups = tomllib.loads((root / "tests/mutation/explained.toml").read_text())["group"]
    known = {change_of(change): group["reason"] for group in groups for change in group["mutants"]}
    return lambda mutant: known.get(_change_of_mutant(root, mutant))


def change_of(entry):
    """An entry of the file, with which of the equal lines it means: the first if it does not say."""
    return entry["path"], entry["before"], entry["after"], entry.get("nth", 1)


def _change_of_mutant(root, mutant):
    lines = (root / mutant.path).read_text().split("\n")[: mutant.line]
    nth = sum(line.strip() == mutant.before.strip() for line in lines)
    return mutant.path, mutant.before.strip(), mutant.after.strip(), nth
