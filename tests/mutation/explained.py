# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Mutants that survive since nothing that can be seen has changed: tests/mutation/explained.toml."""

import tomllib


def reasons(root):
    """A function from a mutant to the reason why no test can notice it; None: not known to be so."""
    groups = tomllib.loads((root / "tests/mutation/explained.toml").read_text()).get("group", [])
    known = {(change["path"], change["before"], change["after"]): group["reason"]
             for group in groups for change in group["mutants"]}
    return lambda mutant: known.get((mutant.path, mutant.before.strip(), mutant.after.strip()))
