# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""A node, `hardtack serve`, and whoever asks it all the time."""

import json
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PATIENCE_SECONDS = 60

_CONFIGURATION = """policy = "policy"
store = "{place}"
client_ca = "ca.crt"
max_ban_age = {max_ban_age}

[[keys]]
file = "root.key"
id = 1

[api]
address = "127.0.0.1"
port = {port}
certificate = "server.crt"
key = "server.key"
"""


class Node:
    """In the folder of an authority. `within` is what its commands are put behind."""

    def __init__(self, command, folder, name, port, place, max_ban_age, within=()):
        self._command, self._folder, self.name, self.port, self._within = command, folder, name, port, list(within)
        (folder / f"{name}.toml").write_text(
            _CONFIGURATION.format(place=place, max_ban_age=max_ban_age, port=port), encoding="ascii")
        self._asker, self._reader, self._lines = None, None, []
        self.start()

    def start(self):
        with open(self._folder / f"{self.name}.log", "ab") as log:
            self._process = subprocess.Popen(
                [*self._within, self._command, "serve", "--config", self._folder / f"{self.name}.toml"],
                stdout=subprocess.PIPE, stderr=log, text=True)
        ready, _, _ = select.select([self._process.stdout], [], [], _PATIENCE_SECONDS)
        if not ready or not self._process.stdout.readline().startswith("listening on "):
            raise SystemExit(f"node {self.name} does not start:\n{self._log()}")

    def kill(self):
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def stop(self):
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(_PATIENCE_SECONDS)
        self._process.stdout.close()
        if code != 0:
            raise SystemExit(f"node {self.name} ended with {code}:\n{self._log()}")

    def ask(self, setting):
        """From now on, until stop_asking."""
        self._asker = subprocess.Popen(
            [*self._within, sys.executable, "-B", _HERE / "asker.py", str(self.port), self._folder / "ca.crt"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._asker.stdin.write(json.dumps(setting) + "\n")
        self._asker.stdin.flush()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def stop_asking(self):
        self._asker.stdin.close()
        self._asker.wait()
        self._reader.join()
        self._asker.stdout.close()

    def answers(self, name, asked_after=0.0):
        """Whole ones, in the order in which they came."""
        return [line for line in list(self._lines)
                if line["name"] == name and line["asked"] > asked_after and line["status"] is not None]

    def accepted(self, name, asked_after=0.0):
        return [line for line in self.answers(name, asked_after) if line["status"] == 201]

    def wait_for(self, what):
        """Until `what` says yes."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while not what():
            if time.monotonic() > end:
                raise SystemExit(f"node {self.name} does not get there; its last answers: {self._lines[-8:]}")
            time.sleep(0.05)

    def _read(self):
        for line in self._asker.stdout:
            self._lines.append(json.loads(line))

    def _log(self):
        return (self._folder / f"{self.name}.log").read_text(encoding="utf-8")
