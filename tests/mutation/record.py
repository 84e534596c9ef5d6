# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""What became of mutants, kept in a file, so that a campaign can end at any time and go on later."""

import json

from mutation.campaign import Fate, Trial


class Record:
    def __init__(self, path):
        self._path = path
        self._fates = {}
        lines = path.read_text().splitlines() if path.exists() else []
        for line in lines:
            entry = json.loads(line)
            self._fates[entry["mutant"]] = (Fate(entry["fate"]), entry["by"], entry["seconds"])

    def find(self, mutant):
        """None: not tried yet."""
        fate = self._fates.get(_key(mutant))
        return fate and Trial(mutant, *fate)

    def add(self, trial):
        self._fates[_key(trial.mutant)] = (trial.fate, trial.by, trial.seconds)
        entry = {"mutant": _key(trial.mutant), "fate": trial.fate.value, "by": trial.by, "seconds": round(trial.seconds, 1)}
        with self._path.open("a") as file:
            file.write(json.dumps(entry) + "\n")


def _key(mutant):
    return "\n".join([mutant.path, str(mutant.line), mutant.before, mutant.after])
