# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""What is measured, in rounds, so that what disturbs one figure disturbs the one beside it."""

import resource
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from compare import program
from compare.measure import say
from compare.plan import Case
from compare.program import NANOSECONDS, Folders
from load import processes
from load.client import Client

CONNECTIONS = 64
# Cases of issuance_bench.
SIGNATURE = "BM_Signature"
VERIFICATION = "BM_Verification"
VERIFICATION_OF_COPIES = "BM_VerificationOfCopies/iterations:4096"
VERIFICATION_OF_IDENTITY = "BM_VerificationOfIdentity"
REQUEST = "BM_RequestWithoutRecord"
ROW = f"BM_Commit/waiting:{CONNECTIONS}/iterations:1/process_time/real_time"
PARTS = (SIGNATURE, VERIFICATION, VERIFICATION_OF_COPIES, VERIFICATION_OF_IDENTITY, REQUEST, ROW)
# The parts of a token for who shows a copy; and by what clients show, those that are left where the server's cache helps.
PLAIN = (SIGNATURE, VERIFICATION, ROW)
SHOWN = {
    "copies": (SIGNATURE, VERIFICATION_OF_COPIES, ROW),
    "identity": (SIGNATURE, VERIFICATION_OF_IDENTITY, ROW),
    "certificate": (SIGNATURE, ROW),
}


@dataclass(frozen=True)
class Effort:
    rounds: int
    requests: int  # of a round, for each of SHOWN
    seconds: float  # of a round at a fixed rate
    new_connections: int  # of a round
    held_connections: int
    held_seconds: float  # at least


FULL = Effort(rounds=5, requests=15_000, seconds=5, new_connections=4_000, held_connections=10_000, held_seconds=15)
QUICK = Effort(rounds=2, requests=5_000, seconds=2, new_connections=1_000, held_connections=2_000, held_seconds=3)


@dataclass(frozen=True)
class Part:
    """Microseconds of one, by the wall clock and of the processor."""

    wall: float
    busy: float


@dataclass
class Measured:
    """Lists have one value for each round."""

    parts: dict  # Part by case of issuance_bench
    rates: dict  # tokens a second by what is shown
    busy: dict  # microseconds of the processor for a token, likewise
    at_half: list  # percentiles at half of the rate for copies
    half: float  # that rate
    connecting: dict  # connections a second by server
    connecting_busy: dict  # microseconds of the processor for a connection, likewise
    held: dict
    audit: str


def measure(release, folder, effort):
    _allow_descriptors()
    cores = processes.cores()
    client = Client(release / "bench/load_client", cores.client)
    with processes.authority(release / "hardtack", folder / "authority", cores.server) as server:
        parts, rates, busy = _issue(release, cores, client, server, effort)
        half = statistics.median(rates["copies"]) / 2
        at_half = _at_half(client, server, half, effort)
        with processes.nginx(folder / "nginx", server.folder, cores.server) as nginx:
            connecting, connecting_busy = _connect(client, server, nginx, effort)
        held = _hold(client, server, half, effort)
    audit = _audit(release / "hardtack", server)
    return Measured(parts, rates, busy, at_half, half, connecting, connecting_busy, held, audit)


def _allow_descriptors():
    needed = processes.DESCRIPTORS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < needed:
        sys.exit(f"load: {needed} open files are needed and {hard} allowed: raise `ulimit -Hn`")
    if soft != resource.RLIM_INFINITY and soft < needed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))


def _issue(release, cores, client, server, effort):
    parts = {case: [] for case in PARTS}
    rates, busy = {show: [] for show in SHOWN}, {show: [] for show in SHOWN}
    for number in range(effort.rounds):
        say(f"== issuing, round {number + 1} of {effort.rounds}")
        for case in PARTS:
            parts[case].append(_part(release, cores, case))
        for show in SHOWN:
            before = server.cpu_seconds()
            done = client.issue(server, show, CONNECTIONS, effort.requests)
            rates[show].append(done["rate"])
            busy[show].append(1e6 * (server.cpu_seconds() - before) / done["requests"])
            say(f"   {show}: {done['rate']:.0f} tokens/s, the server busy for {busy[show][-1]:.1f} us each")
    return parts, rates, busy


def _part(release, cores, case):
    folders = Folders(ours=release, peers=Path())
    try:
        entry = program.measure(Case("issuance_bench", case), folders, [cores.server], 0.5, 120)
    except program.NotRun as error:
        sys.exit(f"load: {error}")
    scale = NANOSECONDS[entry["time_unit"]] / 1e3
    rows = round(entry["items_per_second"] * entry["real_time"] * scale / 1e6) if case == ROW else 1
    part = Part(wall=entry["real_time"] * scale / rows, busy=entry["cpu_time"] * scale / rows)
    say(f"   {case}: {part.wall:.1f} us, of the processor {part.busy:.1f} us")
    return part


def _at_half(client, server, half, effort):
    rounds = []
    for number in range(effort.rounds):
        done = client.issue(server, "copies", CONNECTIONS, int(half * effort.seconds), half)
        say(f"== at {half:.0f} tokens/s, round {number + 1} of {effort.rounds}: p99 {done['p99_ms']:.2f} ms")
        rounds.append(done)
    return rounds


def _connect(client, server, nginx, effort):
    # The listener of the API asks for a client certificate, which nginx does not.
    targets = {"api": (server, server.port, "/health"), "public": (server, server.open_port, "/healthz")}
    targets["nginx"] = (nginx, nginx.port, "/")
    rates, busy = {name: [] for name in targets}, {name: [] for name in targets}
    for number in range(effort.rounds):
        say(f"== connecting, round {number + 1} of {effort.rounds}")
        for name, (target, port, path) in targets.items():
            before = target.cpu_seconds()
            done = client.connect(port, path, CONNECTIONS, effort.new_connections)
            rates[name].append(done["rate"])
            busy[name].append(1e6 * (target.cpu_seconds() - before) / done["connections"])
            say(f"   {name}: {done['rate']:.0f} connections/s, the server busy for {busy[name][-1]:.0f} us each")
    return rates, busy


def _hold(client, server, half, effort):
    say(f"== holding {effort.held_connections} idle connections")
    before = server.resident_bytes()
    with client.hold(server.open_port, "/healthz", effort.held_connections) as held:
        bytes_each = (server.resident_bytes() - before) / effort.held_connections
        seconds = max(effort.held_seconds, effort.seconds)
        beside = client.issue(server, "copies", CONNECTIONS, int(half * seconds), half)
    result = {**held.result, "kilobytes_each": bytes_each / 1000, "seconds": held.seconds, "beside": beside}
    say(f"   {result['answered_after']} answered after {held.seconds:.0f} s, {result['kilobytes_each']:.1f} KB each")
    return result


def _audit(hardtack, server):
    command = [hardtack, "audit", "verify", "--store", f"sqlite:{server.folder}/authority.db"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"load: the audit trail is not whole: {done.stdout}{done.stderr}")
    return done.stdout.splitlines()[0]
