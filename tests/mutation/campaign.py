# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Tries mutants: compiles the one changed source, links it into test programs in place of its own object, runs these.

Nothing of the tree or of its build is written: a program that names an object defines what the library's object of the
same source would, so that the linker leaves the latter alone.
"""

import resource
import shlex
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from mutation.choice import sources
from mutation.compiler import Compiler
from mutation.suites import LONG_TESTS, SUITES

_MEMORY_BYTES = 12 << 30


class Fate(Enum):
    KILLED = "killed"
    SURVIVED = "survived"
    NOT_BUILT = "does not compile"


@dataclass
class Trial:
    mutant: object
    fate: Fate
    by: str = ""  # the test program that noticed, and how
    seconds: float = 0.0


class Workshop:
    def __init__(self, root, work, patience):
        self.root, self.build, self.work = root, root / "build/dev", work
        self.patience = patience  # processor seconds that a program may take; one that a mutant made endless is killed
        self.work.mkdir(parents=True, exist_ok=True)

    def prepare(self, folders):
        """The test programs as the tree is now. They pass unchanged, or nothing would be learned from their failing."""
        self.targets = sorted({target for folder in folders for target in SUITES[folder]})
        made = subprocess.run(["ninja", "-C", self.build, *self.targets], check=False, capture_output=True, text=True)
        if made.returncode != 0:
            raise SystemExit(f"mutate: the tree does not build:\n{made.stdout[-3000:]}")
        self._compiler = Compiler(self.root, self.build, self.work)
        for folder in SUITES:
            self._compiler.prepare(folder, sources(self.root, [folder]))
        self._links = {target: self._link_command(target) for target in self.targets}
        for target in self.targets:
            self._check_unchanged(target)

    def try_mutant(self, mutant):
        """Of several threads at once, if need be."""
        started = time.monotonic()
        with tempfile.TemporaryDirectory(dir=self.work) as folder:
            fate, by = self._fate(mutant, Path(folder))
        return Trial(mutant, fate, by, time.monotonic() - started)

    def _fate(self, mutant, folder):
        changed = self._compiler.changed(mutant.path, mutant.applied((self.root / mutant.path).read_text()), folder)
        if changed is None:
            return Fate.NOT_BUILT, ""
        for target in self._suites(mutant.path):
            program = self._linked(target, changed)
            if fault := self._fault(program):
                return Fate.KILLED, f"{target}, which {fault}"
        return Fate.SURVIVED, ""

    def _suites(self, path):
        """Those of the folder; first the one that has a test named after the source."""
        suites = next(suites for folder, suites in SUITES.items() if path.startswith(folder + "/"))
        own = f"/{Path(path).stem}_test.cc.o"
        return sorted(suites, key=lambda target: not any(word.endswith(own) for word in self._links[target]))

    def _link_command(self, target):
        lines = subprocess.run(["ninja", "-C", self.build, "-t", "commands", target], check=True, capture_output=True,
                               text=True).stdout.splitlines()
        return shlex.split(lines[-1].removeprefix(": && ").removesuffix(" && :"))

    def _linked(self, target, changed):
        words = self._links[target].copy()
        program = changed.with_name(target)
        words[words.index("-o") + 1] = str(program)
        words[1:1] = ["-fuse-ld=gold", "-Wl,-S", str(changed)]
        subprocess.run(words, cwd=self.build, check=True)
        return program

    def _fault(self, program):
        """What is wrong with the run of a test program; empty: nothing."""
        def limited():
            resource.setrlimit(resource.RLIMIT_CPU, (self.patience, self.patience))
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        words = [program, "--abort-after=1", "--test-case-exclude=" + ",".join(LONG_TESTS)]
        try:
            run = subprocess.run(words, cwd=self.root, check=False, timeout=100 * self.patience, preexec_fn=limited,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return "did not end"
        if run.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return "did not end"
        return "failed" if run.returncode > 0 else "crashed" if run.returncode < 0 else ""

    def _check_unchanged(self, target):
        """Once for each time that it was built."""
        program = next(self.build.glob(f"tests/*/{target}"))
        passed = self.work / f"{target}.passed"
        if passed.exists() and passed.stat().st_mtime > program.stat().st_mtime:
            return
        if fault := self._fault(program):
            raise SystemExit(f"mutate: {target} {fault} with nothing changed")
        passed.touch()
