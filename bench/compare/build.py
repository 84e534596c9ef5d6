# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Builds the peers below build/peers. What cannot be built is reported, and the rest is measured without it."""

import os
import shutil
import subprocess
from pathlib import Path

from compare.measure import say

RUST = {"biscuit-auth": "biscuit_auth", "cedar": "cedar", "ascent": "ascent"}


def build_peers(folders, wanted):
    """Of the programs in `wanted`, why each cannot run; those that can are not in it."""
    folders.peers.mkdir(parents=True, exist_ok=True)
    steps = {name: lambda folder=folder: _rust(folders, folder) for name, folder in RUST.items()}
    steps["biscuit-java"] = lambda: _java(folders)
    steps["opa"] = lambda: _opa(folders)
    steps["duckdb"] = lambda: _duckdb(folders)
    steps["macaroons_bench"] = lambda: _macaroons(folders)
    missing = {}
    for name, step in steps.items():
        if name not in wanted:
            continue
        say(f"== build {name}")
        reason = step()
        if reason is not None:
            missing[name] = reason
            say(f"   NOT RUN: {name}: {reason}")
    return missing


def write_inputs(folders):
    """The inputs that are made and not committed, as files for the peers."""
    for name in ("graphs", "tokens"):
        folder = folders.peers / name
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([str(folders.ours / f"bench/write_{name}"), str(folder)], check=True)


def _rust(folders, folder):
    if shutil.which("cargo") is None:
        return "cargo is not installed: install Rust 1.89 or newer"
    command = ["cargo", "build", "--release", "--quiet", "--manifest-path", f"bench/peers/{folder}/Cargo.toml"]
    environment = {**os.environ, "CARGO_TARGET_DIR": str((folders.peers / "cargo").absolute())}
    return _run(command, folders.peers / f"{folder}.log", environment)


def _java(folders):
    if shutil.which("mvn") is None or shutil.which("javac") is None:
        return "Maven or Java is not installed: scripts/deps --bench"
    command = ["mvn", "--quiet", "--batch-mode", "compiler:compile", "dependency:copy-dependencies"]
    return _run(command, folders.peers / "biscuit_java.log", folder=_copy(folders, "biscuit_java"))


def _opa(folders):
    if shutil.which("go") is None:
        return "go is not installed: install Go 1.26 or newer"
    command = ["go", "build", "-mod=mod", "-o", "opa_peer", "."]
    return _run(command, folders.peers / "opa.log", folder=_copy(folders, "opa"))


# For tools that write beside the sources.
def _copy(folders, name):
    copy = folders.peers / name
    shutil.copytree(f"bench/peers/{name}", copy, dirs_exist_ok=True)
    return copy


def _duckdb(folders):
    pip = [str(folders.peers / "venv/bin/pip"), "install", "--quiet", "--disable-pip-version-check"]
    return _run([*pip, "--requirement", "bench/peers/duckdb/requirements.txt"], folders.peers / "duckdb.log")


def _macaroons(folders):
    built = (folders.ours / "bench/macaroons_bench").exists()
    return None if built else "libmacaroons was not found when the benchmarks were configured: scripts/deps --bench"


def _run(command, log, environment=None, folder=Path(".")):
    with open(log, "w") as output:
        done = subprocess.run(command, stdout=output, stderr=output, cwd=folder, env=environment)
    return None if done.returncode == 0 else f"the build failed: {_first_error(log)} ({log})"


def _first_error(log):
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return next((line for line in lines if "error" in line.lower()), lines[-1] if lines else "without a word")
