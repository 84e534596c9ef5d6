# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""bench/load/client.cc, on the client's core."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager

from load.processes import pinned


class Client:
    def __init__(self, program, core):
        self._program, self._core = program, core

    def issue(self, server, show, connections, requests, rate=0):
        """Asks for authorization tokens: how many came in a second, and percentiles of the time that they took."""
        credentials = ["--certificate", server.folder / "alice.crt", "--key", server.folder / "alice.key"]
        counts = ["--connections", connections, "--requests", requests, "--rate", rate]
        return self._run("issue", "--port", server.port, "--show", show, *credentials, *counts)

    def connect(self, port, path, connections, requests):
        """How many connections a second, each with a whole handshake and one request."""
        return self._run(
            "connect", "--port", port, "--path", path, "--connections", connections, "--requests", requests
        )

    @contextmanager
    def hold(self, port, path, connections):
        """Connections that are open and idle within the `with`; asks over each before and after: see `result`."""
        command = self._command("hold", "--port", port, "--path", path, "--connections", connections)
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if process.stdout.readline() != "held\n":
            sys.exit("load: the connections could not be opened: see the line above")
        held = Held(time.monotonic())
        try:
            yield held
        finally:
            held.seconds = time.monotonic() - held.since
            output, _ = process.communicate("\n")
        held.result = json.loads(output)

    def _command(self, *words):
        return pinned(self._core, [self._program, *words])

    def _run(self, *words):
        done = subprocess.run(self._command(*words), capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr.strip() or f"load: the client ended with status {done.returncode}")
        return json.loads(done.stdout)


class Held:
    def __init__(self, since):
        self.since, self.seconds, self.result = since, 0, None
