# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Asks one node over and over, until its input ends, and writes a line of JSON for each answer.

    asker.py PORT CA < SETTING

SETTING is a line of JSON: {"tokens": {NAME: {"token", "resource", "operation"}}, "reader": TOKEN}. Each name asks for a
token on its resource, and the reader for the snapshot of bans. A line has `name`, when it was `asked` (of the machine's
monotonic clock), `status` (null: no answer), `id` of the request, `says`, and of a snapshot `as_of`.
"""

import contextlib
import http.client
import json
import re
import ssl
import sys
import threading
import time

_PATIENCE_SECONDS = 30
_PAUSE_SECONDS = 0.02


class Asker:
    def __init__(self, port, ca):
        self._port, self._trust = port, ssl.create_default_context(cafile=ca)
        self._ends, self._writing = threading.Event(), threading.Lock()

    def run(self, setting):
        asking = [(name, "POST", "/request_token", each["token"], {key: each[key] for key in ("resource", "operation")})
                  for name, each in setting["tokens"].items()]
        asking.append(("reader", "GET", "/v1/bans/snapshot", setting["reader"], None))
        threads = [threading.Thread(target=self._go_on, args=each) for each in asking]
        for thread in threads:
            thread.start()
        sys.stdin.read()
        self._ends.set()
        for thread in threads:
            thread.join()

    def _go_on(self, name, method, path, token, body):
        fields = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
        text = None if body is None else json.dumps(body)
        connection = http.client.HTTPSConnection("localhost", self._port, timeout=_PATIENCE_SECONDS,
                                                 context=self._trust)
        while not self._ends.wait(_PAUSE_SECONDS):
            line = {"name": name, "asked": time.monotonic(), "status": None, "id": None, "says": ""}
            try:
                connection.request(method, path, text, fields)
                response = connection.getresponse()
                line |= {"id": response.headers["X-Request-Id"], "says": response.read().decode()}
                line["status"] = response.status  # it has come whole
            except (OSError, http.client.HTTPException):
                connection.close()
            if body is None and line["status"] == 200:
                line["as_of"] = int(re.search(r"^as-of (\d+)$", line["says"], re.MULTILINE)[1])
            self._write(line)
        with contextlib.suppress(OSError):
            connection.close()

    def _write(self, line):
        with self._writing:
            print(json.dumps(line), flush=True)


def main():
    port, ca = sys.argv[1:]
    Asker(int(port), ca).run(json.loads(sys.stdin.readline()))


main()
