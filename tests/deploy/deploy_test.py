# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""The examples of examples/deploy, with the nginx, the Caddy and the systemd of Debian, before `hardtack dev`.

    deploy_test.py PATH_OF_THE_COMMAND FOLDER [TEST...]

FOLDER keeps the Python packages of requirements.txt. TEST is a class or a method of suites.py, all by default. What
cannot run is named in a line that begins with NOT RUN.
"""

import contextlib
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

import proxies
import suites
from authority import Authority
from python_environment import NotRun, python_with


def not_run(what, reason):
    print(f"NOT RUN: {what}, {reason} (deploy_test)", flush=True)


def packages(folder):
    try:
        return python_with(folder / "venv", Path(__file__).resolve().parent / "requirements.txt")
    except NotRun as reason:
        not_run("proxies over HTTP/2 and HTTP/3 by Python packages", reason)
        return None


def available(authority, stack):
    """Starts the proxies, and yields the classes that can run."""
    for name, proxy, classes in (("nginx", proxies.Nginx, (suites.Nginx, suites.NginxStream)),
                                 ("Caddy", proxies.Caddy, (suites.Caddy,))):
        folder = authority.folder.parent / name
        folder.mkdir()
        try:
            started = proxy(authority, folder)
        except NotRun as reason:
            not_run(f"an authority behind {name}", reason)
            continue
        stack.callback(started.stop)
        for each in classes:
            each.proxy = started
        yield from classes
    if shutil.which("systemd-analyze") is None:
        not_run("the systemd unit", "which needs systemd-analyze of the package systemd")
    else:
        yield suites.SystemdUnit


def main():
    command, folder, *names = sys.argv[1:]
    folder = Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    suites.Deployed.command = Path(command).resolve()
    suites.BehindAProxy.python = packages(folder)
    with tempfile.TemporaryDirectory() as place, contextlib.ExitStack() as stack:
        suites.Deployed.authority = authority = Authority(suites.Deployed.command, Path(place) / "dev")
        authority.start()
        stack.callback(authority.stop)
        classes = list(available(authority, stack))
        loader = unittest.TestLoader()
        tests = loader.loadTestsFromNames(names, suites) if names else unittest.TestSuite(
            loader.loadTestsFromTestCase(each) for each in classes)
        result = unittest.TextTestRunner(verbosity=2).run(tests)
    sys.exit(0 if result.wasSuccessful() else 1)


main()
