# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Tries mutants: changes one place of a copy of the tree, builds, and sees whether a test fails."""

import shutil
import subprocess
import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

# The tests that should notice a mutant of a folder, the quickest first.
SUITES = {
    "hardtack/engine": ["engine_test", "fact_base_test", "ast_test", "conformance_test", "token_test",
                        "differential_test"],
    "hardtack/wire": ["wire_test", "token_test", "conformance_test", "golden_test"],
    "hardtack/crypto": ["crypto_test", "crypto_vectors_test", "verify_many_test", "lanes_test", "token_test",
                        "conformance_test"],
    "hardtack/identity": ["identity_test", "ban_test"],
}


class Fate(Enum):
    KILLED = "killed"
    SURVIVED = "survived"
    NOT_BUILT = "does not compile"


@dataclass
class Trial:
    mutant: object
    fate: Fate
    by: str = ""  # the test that failed, or failed to end
    seconds: float = 0.0


class Tree:
    """A copy of the tree with a build folder of its own, in which mutants live one at a time."""

    def __init__(self, root, folder, patience):
        self.root, self.source, self.build = root, folder / "tree", folder / "build"
        self.patience = patience  # seconds that a test may take; one that a mutant made endless is killed

    def prepare(self, targets):
        """The copy as the tree is now, built; what has not changed keeps its time, so that little is built again."""
        files = subprocess.run(["git", "ls-files", "-z"], cwd=self.root, check=True, capture_output=True, text=True).stdout
        for name in files.split("\0")[:-1]:
            original, copy = Path(self.root, name), self.source / name
            if copy.exists() and copy.read_bytes() == original.read_bytes():
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(original, copy)
        subprocess.run(["cmake", "--preset", "dev", "-B", str(self.build), "-DCMAKE_BUILD_TYPE=Debug"],
                       cwd=self.source, check=True, stdout=subprocess.DEVNULL)
        self.make(targets, check=True)

    def make(self, targets, check=False):
        made = subprocess.run(["ninja", "-C", str(self.build), *targets], check=False, capture_output=True, text=True)
        if check and made.returncode != 0:
            raise SystemExit(f"mutate: the tree does not build:\n{made.stdout[-3000:]}")
        return made.returncode == 0

    def passes(self, target):
        program = next(self.build.glob(f"tests/*/{target}"))
        try:
            run = subprocess.run([program], cwd=self.source, check=False, timeout=self.patience,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return False
        return run.returncode == 0

    def try_mutant(self, mutant, suites):
        path = self.source / mutant.path
        text = path.read_text()
        path.write_text(mutant.applied(text))
        started = time.monotonic()
        try:
            fate, by = self._fate(suites)
        finally:
            path.write_text(text)
        return Trial(mutant, fate, by, time.monotonic() - started)

    def _fate(self, suites):
        for target in suites:
            if not self.make([target]):
                return Fate.NOT_BUILT, ""
            if not self.passes(target):
                return Fate.KILLED, target
        return Fate.SURVIVED, ""


def suites_of(path):
    return next(suites for folder, suites in SUITES.items() if path.startswith(folder + "/"))


def sources(root, folders):
    """The sources in question, and nothing of the vector units' generated tables."""
    found = []
    for folder in folders:
        found += [path.relative_to(root).as_posix() for path in sorted(Path(root, folder).rglob("*.cc"))
                  if "table" not in path.name]
    return found
