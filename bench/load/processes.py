# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""The servers that are measured, each a process on the server's core with a folder of its own."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

DESCRIPTORS = 10_500  # of a process that has 10,000 connections


@dataclass(frozen=True)
class Cores:
    """The last cores: the first has the interrupts."""

    server: int
    client: int


def cores():
    found = sorted(os.sched_getaffinity(0))
    if len(found) < 2:
        sys.exit("load: two cores are needed, one for the server and one for its clients")
    return Cores(server=found[-1], client=found[-2])


def pinned(core, command):
    return ["taskset", "-c", str(core), *map(str, command)]


@dataclass(frozen=True)
class Server:
    """A server that runs: its process, and the ports that it answers on."""

    pid: int
    folder: Path
    port: int
    open_port: int  # asks for no client certificate

    def processes(self):
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [self.pid, *map(int, children)]

    def cpu_seconds(self):
        """Of the processor, in the program and in the kernel for it, since it began."""
        tasks = [task for pid in self.processes() for task in Path(f"/proc/{pid}/task").iterdir()]
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9

    def resident_bytes(self):
        pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self.processes())
        return pages * os.sysconf("SC_PAGE_SIZE")


@contextlib.contextmanager
def authority(hardtack, folder, core):
    """`hardtack serve` with all that `hardtack dev` makes, limits as they are but for the rate of requests."""
    ports = _free_ports(2)
    _make_dev_folder(hardtack, folder, ports)
    config = folder / "server.toml"
    text = config.read_text()
    # One core is all that it gets.
    config.write_text(f"io_threads = 1\nworker_threads = 2\n{text}\n[limits]\nrequests_per_minute = {2**32 - 1}\n")
    with _running([hardtack, "serve", "--config", config], core, folder / "server.log", ports) as pid:
        yield Server(pid, folder, *ports)


def _make_dev_folder(hardtack, folder, ports):
    command = [hardtack, "dev", "--folder", folder, "--port", ports[0], "--public-port", ports[1]]
    with _running(command, None, folder.with_suffix(".log"), ports):
        pass


NGINX = """daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 16384; }}
http {{
  access_log {folder}/access.log;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {certificates}/server.crt;
    ssl_certificate_key {certificates}/server.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    default_type text/plain;
    location / {{ return 200 "ok"; }}
  }}
}}
"""


@contextlib.contextmanager
def nginx(folder, certificates, core):
    """nginx with one worker, which answers everything with a word."""
    (port,) = _free_ports(1)
    folder.mkdir()
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, certificates=certificates, port=port))
    command = ["nginx", "-p", folder, "-c", config, "-e", folder / "error.log"]
    with _running(command, core, folder / "nginx.log", [port]) as pid:
        yield Server(pid, folder, port, port)


@contextlib.contextmanager
def _running(command, core, log, ports):
    command = [str(word) for word in command] if core is None else pinned(core, command)
    with open(log, "w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        _await(process, ports, log)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _await(process, ports, log):
    end = time.monotonic() + 20
    for port in ports:
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > end:
                sys.exit(f"load: a server did not start: see {log}")
            time.sleep(0.02)


def _answers(port):
    with contextlib.closing(socket.socket()) as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


# nginx cannot choose one itself. Held together, so that they differ.
def _free_ports(count):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(contextlib.closing(socket.socket())) for _ in range(count)]
        for held in sockets:
            held.bind(("127.0.0.1", 0))
        return [held.getsockname()[1] for held in sockets]
