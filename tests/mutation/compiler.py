# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Compiles changed sources as cheaply as can be: most of the time of a campaign goes here.

Most of a compiler's time goes to headers. All that the sources of a folder include is compiled once, and code is not
optimised. Sources with options of their own (vector registers, a warning less) are compiled as the build does it.
"""

import json
import re
import shlex
import subprocess
from collections import Counter
from pathlib import Path


class Compiler:
    def __init__(self, root, build, work):
        self._root, self._build, self._work = root, build, work
        self._commands = {entry["file"]: shlex.split(entry["command"])
                          for entry in json.loads((build / "compile_commands.json").read_text())}
        self._prefixes = {}  # of a source's command, by its path

    def prepare(self, folder, paths):
        """What the sources of a folder include; to be called before objects are made."""
        [(options, _)] = Counter(self._options(path) for path in paths).most_common(1)
        plain = [path for path in paths if self._options(path) == options]
        prefix = self._prefix(options, plain, self._work / f"{Path(folder).name}.h")
        self._prefixes.update((path, prefix) for path in plain)

    def changed(self, path, text, folder):
        """The object of a source with this text; None: the compiler refuses it."""
        as_built = [self._commands[str(self._root / path)][0], *self._options(path), "-w", "-g0"]
        source, result = folder / Path(path).name, folder / "changed.o"
        source.write_text(text)
        words = [*self._prefixes.get(path, as_built), "-c", source, "-o", result]
        made = subprocess.run(words, cwd=self._build, check=False, stderr=subprocess.DEVNULL)
        return result if made.returncode == 0 else None

    def _options(self, path):
        words = self._commands[str(self._root / path)]
        return tuple(words[1 : words.index("-o")])

    def _prefix(self, options, paths, header):
        """The command that compiles on top of the folder's headers, which are compiled here if they changed."""
        lines = {line for path in paths for line in (self._root / path).read_text().splitlines()
                 if re.fullmatch(r'#include (<[\w/.]+>|"[\w/.]+\.h").*', line)}
        text = "".join(line + "\n" for line in sorted(lines))
        compiled = header.with_suffix(".pch")
        command = ["clang++-14", *options, "-w", "-g0", "-O0"]
        newest = max(path.stat().st_mtime for path in (self._root / "hardtack").rglob("*.h"))
        if not compiled.exists() or compiled.stat().st_mtime < newest or header.read_text() != text:
            header.write_text(text)
            subprocess.run([*command, "-fpch-instantiate-templates", "-x", "c++-header", header, "-o", compiled],
                           cwd=self._build, check=True)
        return [*command, "-include-pch", str(compiled)]
