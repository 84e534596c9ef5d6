# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Three nodes on one PostgreSQL: one is killed, one is cut off, and a subtree is banned.

    nodes_test.py PATH_OF_THE_COMMAND

All three are asked all the time. From the bounds of docs/stores.md on none of them accepts what was banned, the one
that is cut off included; and whatever was acknowledged is in the trail.
"""

import json
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import network
import postgres
from authority import Authority, free_ports
from node import Node

_ALICE = "urn:hessra:alice"
_NAMES = {  # who asks for what
    "alice": (_ALICE, "database", "read"),
    "agent": (f"{_ALICE}:main-agent", "database", "read"),
    "worker": (f"{_ALICE}:main-agent:worker", "results", "write"),
    "rogue": (f"{_ALICE}:rogue", "results", "write"),
}
_BELOW = [name for name in _NAMES if name != "alice"]
_AWARE_SECONDS = 2  # a node that reaches the server knows of a ban
_MAX_BAN_AGE = 5  # one that does not believes nobody any more


class Scene:
    """Nodes `one` and `two`, which stay joined, and `three`, which can be cut off by `way`."""

    def __init__(self, command, folder, way, stack):
        self._command = command
        self._authority = Authority(command, folder / "dev")
        self.folder = self._authority.folder
        self.way = way
        port, *ports = free_ports(4)
        self._server = postgres.Postgres(folder / "postgres", way.listen, port)
        stack.callback(self._server.stop)
        places = [self._server.place(), self._server.place(), self._server.place(way.host, way.port_of(port))]
        self.nodes = []
        for name, place, port, within in zip(("one", "two", "three"), places, ports, ([], [], way.within)):
            node = Node(command, self.folder, name, port, place, _MAX_BAN_AGE, within)
            stack.callback(node.kill)  # does nothing to one that has ended
            self.nodes.append(node)

    def hardtack(self, *arguments):
        result = subprocess.run([self._command, *arguments], check=False, capture_output=True, text=True)
        if result.returncode != 0:
            raise AssertionError(f"hardtack {' '.join(map(str, arguments))}: {result.stdout}{result.stderr}")
        return result.stdout

    def setting(self):
        """Alice's identity from the first node, and what is delegated of it offline."""
        alice = json.loads(self._send(self.nodes[0], "alice", "/request_identity_token", {"identifier": None}))["token"]
        tokens = {}
        for name, (identity, resource, operation) in _NAMES.items():
            token = alice if identity == _ALICE else self.hardtack(
                "identity", "delegate", "--from-token", alice, "--identity", identity, "--ttl", "1h").strip()
            tokens[name] = {"token": token, "resource": resource, "operation": operation}
        return {"tokens": tokens, "reader": alice}

    def ban(self, node, identity):
        """By ops; when it was acknowledged."""
        self._send(node, "ops", "/v1/bans", {"action": "ban", "identity": identity, "reason": "tried it"})
        return time.monotonic()

    def rows(self):
        """Of the trail, which has to be whole."""
        store = ["--store", self._server.place()]
        self.hardtack("audit", "verify", *store, "--public-key", self.folder / "root.pub")
        return json.loads(self.hardtack("audit", "list", *store, "--limit", "1000000", "--json"))["rows"]

    def _send(self, node, certificate, path, body):
        trust = ssl.create_default_context(cafile=self.folder / "ca.crt")
        trust.load_cert_chain(self.folder / f"{certificate}.crt", self.folder / f"{certificate}.key")
        request = urllib.request.Request(f"https://localhost:{node.port}{path}", data=json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, context=trust, timeout=60) as response:
            return response.read()


class ThreeNodes(unittest.TestCase):
    scene = None

    def assert_banned(self, node, names, since):
        """Whatever they asked for since then was refused because of the ban; and alice, above them, goes on."""
        node.wait_for(lambda: node.accepted("alice", since) and all(node.answers(name, since) for name in names))
        for name in names:
            for answer in node.answers(name, since):
                self.assertIn("is banned since", answer["says"])

    def assert_believes_nobody(self, node, since):
        node.wait_for(lambda: all(node.answers(name, since) for name in (*_NAMES, "reader")))
        for name in (*_NAMES, "reader"):
            self.assertEqual({answer["status"] for answer in node.answers(name, since)}, {503})

    def ban_and_kill(self):
        """One bans, and dies as soon as it has said so."""
        one, two, three = self.scene.nodes
        acknowledged = self.scene.ban(two, _NAMES["rogue"][0])
        two.kill()
        known = acknowledged + _AWARE_SECONDS + 1  # which two processors may be late by
        for node in (one, three):
            self.assert_banned(node, ["rogue"], known)

    def cut_and_ban(self):
        """One is cut off, and hears nothing of the next ban. Returns the second in which the ban was acknowledged."""
        one, _, three = self.scene.nodes
        self.scene.way.cut()
        acknowledged, clock = self.scene.ban(one, _NAMES["agent"][0]), int(time.time())
        over = acknowledged + _MAX_BAN_AGE + 1  # ages are whole seconds
        self.assert_believes_nobody(three, over)
        self.assert_banned(one, _BELOW, acknowledged)
        self.assert_banned(one, _BELOW, over)
        return clock

    def start_again(self):
        """The one that was killed knows of both bans."""
        two = self.scene.nodes[1]
        started = time.monotonic()
        two.start()
        self.assert_banned(two, _BELOW, started)

    def join(self):
        """The one that was cut off goes on by itself."""
        three = self.scene.nodes[2]
        joined = time.monotonic()
        self.scene.way.join()
        three.wait_for(lambda: three.accepted("alice", joined))
        self.assert_banned(three, _BELOW, three.accepted("alice", joined)[0]["asked"])

    def assert_no_list_is_newer_than_it_is(self, clock):
        """Whoever shows a list without the ban does not say that it is from after the ban."""
        for node in self.scene.nodes:
            without = [line for line in node.answers("reader") if line["status"] == 200
                       and _NAMES["agent"][0] not in line["says"]]
            self.assertTrue(without)
            self.assertLessEqual(max(line["as_of"] for line in without), clock, f"node {node.name}")

    def assert_nothing_is_lost(self, rows):
        events = [row["event"] for row in rows]
        recorded = {event.get("request_id"): event for event in events}
        count = 0
        for node in self.scene.nodes:
            for line in (line for name in _NAMES for line in node.accepted(name)):
                self.assertIn(line["id"], recorded)
                self.assertTrue(recorded[line["id"]]["allowed"])
                count += 1
        bans = [event["subject"] for event in events if event["kind"] == "ban"]
        self.assertEqual(bans, [_NAMES["rogue"][0], _NAMES["agent"][0]])
        print(f"{count} acknowledged answers, {len(rows)} rows", flush=True)

    def test_one_is_killed_one_is_cut_off_and_a_subtree_is_banned(self):
        setting = self.scene.setting()
        for node in self.scene.nodes:
            node.ask(setting)
        for node in self.scene.nodes:
            node.wait_for(lambda node=node: all(len(node.accepted(name)) > 5 for name in _NAMES))
        try:
            self.ban_and_kill()
            clock = self.cut_and_ban()
            self.start_again()
            self.join()
        finally:
            for node in self.scene.nodes:
                node.stop_asking()
        for node in self.scene.nodes:
            node.stop()
        self.assert_no_list_is_newer_than_it_is(clock)
        self.assert_nothing_is_lost(self.scene.rows())


def main():
    command = Path(sys.argv[1]).resolve()
    if missing := postgres.obstacle():
        print(f"NOT RUN: three nodes, {missing} (nodes_test)", flush=True)
        return
    obstacle = network.enter([sys.executable, "-B", *sys.argv])
    if obstacle:
        print(f"NOT RUN: a node cut off in a network namespace, {obstacle}; a proxy that falls silent stands in "
              "(nodes_test)", flush=True)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        # PostgreSQL runs as another user, in a folder below this one.
        Path(folder).chmod(0o711)
        way = network.SilentProxy() if obstacle else network.Namespace()
        stack.callback(way.end)
        ThreeNodes.scene = Scene(command, Path(folder), way, stack)
        tests = unittest.TestLoader().loadTestsFromTestCase(ThreeNodes)
        result = unittest.TextTestRunner(verbosity=2).run(tests)
    sys.exit(0 if result.wasSuccessful() else 1)


main()
