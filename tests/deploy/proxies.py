# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""nginx and Caddy as Debian has them, run by the examples of examples/deploy, with other ports and paths alone."""

import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from authority import free_ports
from python_environment import NotRun

_EXAMPLES = Path(__file__).resolve().parents[2] / "examples/deploy"
_PATIENCE_SECONDS = 60


def example(name, changes):
    """The text of an example, where each piece to be changed has to stand once."""
    text = (_EXAMPLES / name).read_text(encoding="utf-8")
    for old, new in changes.items():
        if text.count(old) != 1:
            raise SystemExit(f"examples/deploy/{name} has {text.count(old)} times what is to be changed: {old}")
        text = text.replace(old, new)
    return text


class Proxy:
    """A child that runs in `folder` until it is stopped, and has to end well."""

    def __init__(self, folder, command, ports):
        self._log = folder / "log"
        with open(self._log, "wb") as log:
            self._process = subprocess.Popen(
                command, cwd=folder, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"}, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log)
        for port in ports:
            self._wait_for(port)

    def stop(self):
        self._process.send_signal(signal.SIGTERM)
        try:
            code = self._process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        if code != 0:
            raise SystemExit(f"a proxy ended with {code}:\n{self.log()}")

    def log(self):
        return self._log.read_text(encoding="utf-8", errors="replace")

    def _wait_for(self, port):
        end = time.monotonic() + _PATIENCE_SECONDS
        while self._process.poll() is None and time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                return
            except ConnectionRefusedError:
                time.sleep(0.05)
        self._process.kill()
        self._process.wait()
        raise SystemExit(f"a proxy does not start:\n{self.log()}")


class Nginx(Proxy):
    # Only for the one who runs the test, who need not be root: files that Debian keeps in /var.
    _PLACES = "access_log off;\n" + "".join(
        f"  {what}_temp_path {what};\n" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))

    def __init__(self, authority, folder):
        program = shutil.which("nginx", path="/usr/sbin:/usr/bin")
        if program is None or not Path("/usr/lib/nginx/modules/ngx_stream_module.so").exists():
            raise NotRun("which needs the packages nginx and libnginx-mod-stream")
        self.port, self.stream_port = free_ports(2)
        (folder / "nginx.conf").write_text(example("nginx.conf", {
            "http {\n": "http {\n  " + self._PLACES,
            "listen 8444 ssl": f"listen 127.0.0.1:{self.port} ssl",
            "listen 8443;": f"listen 127.0.0.1:{self.stream_port};",
            "server 127.0.0.1:7444;": f"server 127.0.0.1:{authority.public_port};",
            "proxy_pass 127.0.0.1:7443;": f"proxy_pass 127.0.0.1:{authority.port};",
            "ssl_certificate server.crt;": f"ssl_certificate {authority.folder}/server.crt;",
            "ssl_certificate_key server.key;": f"ssl_certificate_key {authority.folder}/server.key;",
            "proxy_ssl_trusted_certificate ca.crt;": f"proxy_ssl_trusted_certificate {authority.folder}/ca.crt;",
        }), encoding="utf-8")
        super().__init__(folder, [program, "-p", folder, "-c", folder / "nginx.conf", "-e", "stderr", "-g",
                                  "daemon off; pid nginx.pid;"], [self.port, self.stream_port])


class Caddy(Proxy):
    def __init__(self, authority, folder):
        program = shutil.which("caddy", path="/usr/bin")
        if program is None:
            raise NotRun("which needs the package caddy")
        self.port, = free_ports(1)
        (folder / "Caddyfile").write_text(example("Caddyfile", {
            "\tadmin off\n": "\tadmin off\n\tdefault_bind 127.0.0.1\n",
            "localhost:9444": f"localhost:{self.port}",
            "127.0.0.1:7444": f"127.0.0.1:{authority.public_port}",
            "tls server.crt server.key": f"tls {authority.folder}/server.crt {authority.folder}/server.key",
            "tls_trusted_ca_certs ca.crt": f"tls_trusted_ca_certs {authority.folder}/ca.crt",
        }), encoding="utf-8")
        super().__init__(folder, [program, "run", "--adapter", "caddyfile", "--config", "Caddyfile"], [self.port])
