# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""An authority of `hardtack dev`, on free ports of this machine, until it is stopped."""

import select
import signal
import socket
import subprocess

_PATIENCE_SECONDS = 60

_CERTIFICATE = """[req]
distinguished_name = name
[name]
[extensions]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = clientAuth
subjectAltName = URI:{uri}
"""


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def openssl(arguments, cwd=None):
    return subprocess.run(["openssl", *arguments], cwd=cwd, check=True, capture_output=True).stdout


class Authority:
    """In `folder`, which is made. The files there are those of `hardtack dev`."""

    def __init__(self, command, folder):
        self._command, self.folder = command, folder
        self.port, self.public_port = free_ports(2)
        self._process = None
        self.start()
        self.stop()

    def read(self, name):
        return (self.folder / name).read_text(encoding="ascii")

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def make_root_key(self, algorithm):
        """Another one. What was recorded is forgotten, since the one before has signed it."""
        for path in self.folder.glob("authority.db*"):
            path.unlink()
        self.write("root.pub", subprocess.run(
            [self._command, "keygen", "--algorithm", algorithm, "--out", self.folder / "root.key", "--force"],
            check=True, capture_output=True, text=True).stdout)

    def check_trail(self):
        subprocess.run([self._command, "audit", "verify", "--store", f"sqlite:{self.folder}/authority.db",
                        "--public-key", self.folder / "root.pub"], check=True, capture_output=True)

    def certify(self, name, uri):
        """A client certificate of the folder's CA: NAME.crt and NAME.key."""
        self.write("openssl.cnf", _CERTIFICATE.format(uri=uri))
        openssl(["req", "-x509", "-config", "openssl.cnf", "-extensions", "extensions", "-subj", f"/CN={name}",
                 "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "2",
                 "-CA", "ca.crt", "-CAkey", "ca.key", "-keyout", f"{name}.key", "-out", f"{name}.crt"], cwd=self.folder)

    def start(self):
        with open(self.folder.with_suffix(".log"), "ab") as log:
            self._process = subprocess.Popen(
                [self._command, "dev", "--folder", self.folder, "--port", str(self.port), "--public-port",
                 str(self.public_port)], stdout=subprocess.PIPE, stderr=log, text=True)
        ready, _, _ = select.select([self._process.stdout], [], [], _PATIENCE_SECONDS)
        line = self._process.stdout.readline() if ready else ""
        if not line.startswith("listening on "):
            self.stop()
            raise SystemExit(f"the authority does not start:\n{self.log()}")

    def stop(self):
        """It has to end by itself, and well."""
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            code = process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        process.stdout.close()
        if code != 0:
            raise SystemExit(f"the authority ended with {code}:\n{self.log()}")

    def log(self):
        return self.folder.with_suffix(".log").read_text(encoding="utf-8")
