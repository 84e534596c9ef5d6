# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Called by scripts/load from the project's root."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from compare import machine
from compare.measure import say
from load import measure, report

RESULTS = Path("bench/results")
IN_MEMORY = {"tmpfs", "ramfs"}


def main():
    parser = argparse.ArgumentParser(prog="scripts/load")
    parser.add_argument("--quick", action="store_true", help="two short rounds; writes nothing")
    quick = parser.parse_args().quick
    effort = measure.QUICK if quick else measure.FULL
    folder = _folder(Path("build/load").absolute())
    others = Others()
    measured = measure.measure(Path("build/release"), folder, effort)
    machine_now = {**_machine(), "others on the processors": f"{100 * others.share():.0f} % of the time"}
    found = report.entries(measured)
    if not quick:
        report.write_json(RESULTS / "load.json", found, machine_now)
        say(f"== wrote {RESULTS}/load.json")
    print(report.table(found))
    print("\n".join(f"{name}: {value}" for name, value in machine_now.items()))
    print(f"audit trail after all of it: {measured.audit}")


class Others:
    """How much other programs have used the processors since: on a shared core, who waits for the disk also waits for
    whoever took the core meanwhile."""

    def __init__(self):
        self._start, self._busy, self._own = time.monotonic(), _busy_seconds(), _own_seconds()

    def share(self):
        seconds = (time.monotonic() - self._start) * os.cpu_count()
        return (_busy_seconds() - self._busy - (_own_seconds() - self._own)) / seconds


def _busy_seconds():
    user, nice, system, _, _, irq, softirq, steal = map(int, Path("/proc/stat").read_text().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


# Of this program and all that it has started and seen the end of.
def _own_seconds():
    return sum(os.times()[:4])


def _folder(folder):
    """Empty, and on a disk: what a commit costs is what is measured."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command = ["stat", "--file-system", "--format=%T", folder]
    system = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    if system in IN_MEMORY:
        sys.exit(f"load: {folder} is in memory ({system}), where a commit costs nothing: put the project on a disk")
    os.environ["TMPDIR"] = str(folder)  # for issuance_bench
    return folder


def _machine():
    described = machine.describe()
    shown = ("date", "processor", "cores", "system", "Hardtack", "compiler", "libsodium")
    packages = {"OpenSSL": "libssl3", "SQLite": "libsqlite3-0", "nginx": "nginx"}
    return {**{name: described[name] for name in shown}, **{name: machine.package(of) for name, of in packages.items()}}


main()
