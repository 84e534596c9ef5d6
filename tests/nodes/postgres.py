# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""A PostgreSQL of the test's own, from Debian's package, in a folder that goes with the test."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

_PROGRAMS = Path("/usr/lib/postgresql/15/bin")
_USER, _PASSWORD = "authority", "s3cret-of-the-tests"
_PATIENCE_SECONDS = 60
_SMALL = ("shared_buffers=16MB", "max_connections=50", "max_wal_size=64MB", "autovacuum_max_workers=1", "jit=off")


def obstacle():
    """Why there can be none here; empty: there can."""
    return "" if (_PROGRAMS / "postgres").exists() else "which needs the package postgresql, version 15"


class Postgres:
    """Listens on `addresses`; whoever comes from one of them, or from its neighbour, gets in with the password."""

    def __init__(self, folder, addresses, port):
        self._folder, self._port = folder, port
        # It refuses to run as root.
        self._as_user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        folder.mkdir(mode=0o700)
        (folder / "password").write_text(_PASSWORD + "\n", encoding="ascii")
        if self._as_user:
            user = pwd.getpwnam("postgres")
            for path in (folder, folder / "password"):
                os.chown(path, user.pw_uid, user.pw_gid)
        self._run("initdb", "-D", folder / "data", "-U", _USER, "--auth=scram-sha-256", f"--pwfile={folder}/password",
                  "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions")
        with open(folder / "data/pg_hba.conf", "a", encoding="ascii") as rules:
            rules.writelines(f"host all all {address}/30 scram-sha-256\n" for address in addresses)
        settings = [f"listen_addresses={','.join(addresses)}", f"port={port}", f"unix_socket_directories={folder}",
                    *_SMALL]
        with open(folder / "log", "ab") as log:
            self._process = subprocess.Popen(
                [_PROGRAMS / "postgres", "-D", folder / "data", *(word for each in settings for word in ("-c", each))],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=folder, **self._as_user)
        self._wait()

    def place(self, host="127.0.0.1", port=None):
        return f"postgresql://{_USER}:{_PASSWORD}@{host}:{port or self._port}/postgres"

    def stop(self):
        self._process.send_signal(signal.SIGINT)
        self._process.wait()
        shutil.rmtree(self._folder)

    def _run(self, program, *arguments):
        subprocess.run([_PROGRAMS / program, *arguments], check=True, capture_output=True, cwd=self._folder,
                       env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"}, **self._as_user)

    def _wait(self):
        end = time.monotonic() + _PATIENCE_SECONDS
        ready = [_PROGRAMS / "pg_isready", "--quiet", "--host=127.0.0.1", f"--port={self._port}"]
        while subprocess.run(ready, check=False).returncode != 0:
            if self._process.poll() is not None or time.monotonic() > end:
                raise SystemExit("PostgreSQL does not start: " + (self._folder / "log").read_text(encoding="utf-8"))
            time.sleep(0.05)
