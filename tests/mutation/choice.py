# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Which mutants are tried: the same of a seed for everyone, spread over all sources."""

import hashlib
from collections import Counter
from pathlib import Path

from mutation.operators import mutants_of


def sources(root, folders):
    """The sources of the folders, and no tables of numbers that a program computed."""
    found = [path.relative_to(root).as_posix() for folder in folders for path in sorted(Path(root, folder).rglob("*.cc"))]
    return [path for path in found if "/lanes/" not in path or not path.endswith(("_table.cc", "_constants.cc"))]


def choose(texts, count, seed):
    """`count` mutants of the sources `texts` (path to text): one of each at least if there are that many, else in proportion
    to their places. More of them begin with fewer of them, and a change of one source leaves those of the others."""
    ranked = []
    for path, text in texts.items():
        mutants = _shuffled(mutants_of(path, text), seed)
        ranked += [((at > 0, (at + 0.5) / len(mutants), path), mutant) for at, mutant in enumerate(mutants)]
    ranked.sort(key=lambda pair: pair[0])
    return [mutant for _, mutant in ranked[:count]]


def _shuffled(mutants, seed):
    """By a hash of the change and not of its line, which moves when something is written above."""
    seen = Counter()
    keyed = []
    for mutant in mutants:
        change = f"{seed}\n{mutant.path}\n{mutant.before}\n{mutant.after}"
        seen[change] += 1
        keyed.append((hashlib.sha256(f"{change}\n{seen[change]}".encode()).digest(), mutant))
    return [mutant for _, mutant in sorted(keyed, key=lambda pair: pair[0])]
