# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Gets published clients: those of Rust with cargo, that of Python with pip. Both keep what they make in one folder."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from python_environment import NotRun, python_with

HESSRA = "0.3.7"

_HERE = Path(__file__).resolve().parent
_RUST = (1, 89)  # what the crates need


def rust_clients(folder):
    """The `hessra` command and the program of sdk/, built unless they are there."""
    cargo = shutil.which("cargo")
    if cargo is None:
        raise NotRun("which need cargo (Rust 1.89 or newer)")
    version = subprocess.run([cargo, "--version"], check=True, capture_output=True, text=True).stdout
    if tuple(int(part) for part in re.findall(r"\d+", version)[:2]) < _RUST:
        raise NotRun("which need Rust 1.89 or newer")
    manifest = ["--quiet", "--manifest-path", _HERE / "sdk/Cargo.toml"]
    if subprocess.run([cargo, "fetch", *manifest], check=False, capture_output=True).returncode != 0:
        raise NotRun("whose crates cannot be had from crates.io")
    # The two share what they are built of. They run for moments, so what counts is how soon they are built, but for the
    # crate that gives up on a verification after a millisecond.
    profile = ["--config", "profile.dev.package.biscuit-auth.opt-level=2"]
    environment = dict(os.environ, CARGO_TARGET_DIR=str(folder / "cargo"), CARGO_PROFILE_DEV_DEBUG="0",
                       CARGO_INCREMENTAL="0")
    hessra = folder / "bin/hessra"
    if not hessra.exists() or _output([hessra, "--version"]).strip() != f"hessra {HESSRA}":
        subprocess.run([cargo, "install", "--quiet", "hessra", f"--version=={HESSRA}", "--debug", "--force", "--root",
                        folder, *profile], check=True, env=environment)
    subprocess.run([cargo, "build", *manifest, *profile], check=True, env=environment)
    return hessra, folder / "cargo/debug/interop_sdk"


def python_client(folder):
    """A Python that has hessra_py, and openapi_spec_validator."""
    return python_with(folder / "venv", _HERE / "requirements.txt")


def _output(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
