# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""A node's way to the others, which can be cut: a network namespace, or where there is none a proxy that falls silent.

Both have `host`, at which the node finds whoever listens here, `port_of(port)`, the port to ask there, and `within`,
what to put before a command that is to run on the node's side.
"""

import os
import select
import socket
import subprocess
import threading

_OURS, _THEIRS = "10.213.0.1", "10.213.0.2"
_INSIDE = "HARDTACK_TEST_HAS_A_NETWORK_OF_ITS_OWN"


def _run(*command):
    subprocess.run(command, check=True, capture_output=True, text=True)


def enter(arguments):
    """Begins this program anew in a network of its own, which nobody else sees and which goes when it ends.

    Returns why there can be none, or an empty text once it runs in one.
    """
    if os.environ.get(_INSIDE):
        _run("ip", "link", "set", "lo", "up")
        return ""
    if os.geteuid() != 0:
        return "which takes root"
    try:
        _run("unshare", "--net", "ip", "link", "add", "tried", "type", "veth")
    except FileNotFoundError:
        return "which takes the commands unshare and ip (util-linux, iproute2)"
    except subprocess.CalledProcessError as error:
        return "which may not be made here: " + error.stderr.strip()
    os.execvpe("unshare", ["unshare", "--net", *arguments], dict(os.environ, **{_INSIDE: "1"}))


class Namespace:
    """A second network, joined to this one by a pair of virtual cards. It lasts as long as this program at most."""

    host = _OURS
    listen = ("127.0.0.1", _OURS)  # where whoever the node looks for has to listen

    def __init__(self):
        self._holder = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", "ip link set lo up && echo ready && exec cat"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE)
        if self._holder.stdout.readline() != b"ready\n":
            raise SystemExit("a network namespace cannot be made")
        self.within = ["nsenter", f"--net=/proc/{self._holder.pid}/ns/net"]
        _run("ip", "link", "add", "ours", "type", "veth", "peer", "name", "theirs", "netns", str(self._holder.pid))
        _run("ip", "address", "add", f"{_OURS}/30", "dev", "ours")
        _run(*self.within, "ip", "address", "add", f"{_THEIRS}/30", "dev", "theirs")
        _run(*self.within, "ip", "link", "set", "theirs", "up")
        self.join()

    def port_of(self, port):
        return port

    def join(self):
        _run("ip", "link", "set", "ours", "up")

    def cut(self):
        _run("ip", "link", "set", "ours", "down")

    def end(self):
        self._holder.communicate()


class SilentProxy:
    """Carries bytes between the node and one port, until it is cut: then it carries nothing, and closes nothing."""

    host = "127.0.0.1"
    listen = ("127.0.0.1",)
    within = []

    def __init__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._joined, self._ends = threading.Event(), False
        self._port = None
        self._threads = [threading.Thread(target=self._accept)]
        self.join()

    def port_of(self, port):
        self._port = port
        self._threads[0].start()
        return self._listener.getsockname()[1]

    def join(self):
        self._joined.set()

    def cut(self):
        self._joined.clear()

    def end(self):
        self._ends = True
        self._joined.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self):
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            self._threads.append(threading.Thread(target=self._carry, args=[near]))
            self._threads[-1].start()

    def _carry(self, near):
        self._joined.wait()
        try:
            with near, socket.create_connection(("127.0.0.1", self._port)) as far:
                while not self._ends:
                    ready, _, _ = select.select([near, far], [], [], 0.1)
                    self._joined.wait()
                    for end in ready:
                        received = end.recv(65536)
                        if not received:
                            return
                        (far if end is near else near).sendall(received)
        except OSError:
            return
