# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""A Python with packages of PyPI, kept in a folder."""

import shutil
import subprocess
import sys


class NotRun(Exception):
    """What a test needs cannot be had here, and why."""


def python_with(folder, requirements):
    """The interpreter of an environment in `folder`, made unless it is there, with what the file lists."""
    python = folder / "bin/python"
    if not python.exists():
        made = subprocess.run([sys.executable, "-m", "venv", folder], check=False, capture_output=True)
        if made.returncode != 0:
            shutil.rmtree(folder, ignore_errors=True)
            raise NotRun("which needs python3-venv")
    installed = subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", requirements],
        check=False, capture_output=True)
    if installed.returncode != 0:
        raise NotRun("which cannot be had from PyPI for this machine")
    return python
