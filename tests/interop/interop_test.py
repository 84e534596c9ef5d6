# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Published Hessra clients, as they were released, against `hardtack dev`.

    interop_test.py PATH_OF_THE_COMMAND FOLDER [TEST...]

FOLDER keeps the clients that cargo and pip make. TEST is a class or a method of suites.py, all by default. Clients that
cannot be had are named in a line that begins with NOT RUN.
"""

import sys
import tempfile
import unittest
from pathlib import Path

import published
import suites
from python_environment import NotRun
from scene import Scene


def available(folder):
    """Tells suites where the clients are, and yields the classes that can run."""
    try:
        command, program = published.rust_clients(folder)
        suites.HessraCommand.path, suites.HessraSdk.program = command, [program]
        yield from (suites.HessraCommand, suites.HessraCommandSecp256r1, suites.HessraSdk, suites.HessraSdkSecp256r1)
    except NotRun as reason:
        print(f"NOT RUN: published clients of Rust, {reason} (interop_test)", flush=True)
    try:
        python = published.python_client(folder)
        suites.HessraPy.program = [python, Path(__file__).resolve().parent / "python_client.py"]
        suites.OpenApi.python = python
        yield from (suites.HessraPy, suites.HessraPySecp256r1, suites.OpenApi)
    except NotRun as reason:
        print(f"NOT RUN: the published client of Python and a validator of OpenAPI, {reason} (interop_test)", flush=True)


def main():
    command, folder, *names = sys.argv[1:]
    folder = Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    classes = list(available(folder))
    if not classes:
        return
    loader = unittest.TestLoader()
    tests = loader.loadTestsFromNames(names, suites) if names else unittest.TestSuite(
        loader.loadTestsFromTestCase(each) for each in classes)
    with tempfile.TemporaryDirectory() as place:
        suites.Suite.scene = scene = Scene(Path(command).resolve(), Path(place))
        try:
            scene.start()
            result = unittest.TextTestRunner(verbosity=2).run(tests)
        finally:
            scene.stop()
    sys.exit(0 if result.wasSuccessful() else 1)


main()
