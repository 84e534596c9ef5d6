# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""What a table of figures is worth nothing without: the machine, the compilers, the versions, the date."""

import datetime
import os
import platform
import re
import subprocess
import tomllib
from pathlib import Path


def describe():
    """By title, in the order in which they are shown."""
    return {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{_os_release()}, Linux {platform.release().split('-')[0]}",
        "Hardtack": _first_line(["git", "describe", "--always", "--dirty"]),
        "compiler": _first_line(["g++", "--version"]),
        "Rust": _first_line(["rustc", "--version"]),
        "Java": _first_line(["java", "--version"]),
        "Go": _first_line(["go", "version"]),
        "libsodium": package("libsodium23"),
        "libmacaroons": package("libmacaroons0"),
        **_versions(),
    }


def _processor():
    found = re.search(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found.group(1) if found else platform.machine()


def _os_release():
    return platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")


def _first_line(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return "not installed"


def package(name):
    return _first_line(["dpkg-query", "--show", "--showformat=${Version}", name])


# As the manifests pin them.
def _versions():
    versions = {}
    for manifest in sorted(Path("bench/peers").glob("*/Cargo.toml")):
        for name, version in tomllib.loads(manifest.read_text()).get("dependencies", {}).items():
            version = version.get("version", "") if isinstance(version, dict) else version
            if version.startswith("=") and name != "cpu-time":
                versions[name] = version[1:]
    pom = Path("bench/peers/biscuit_java/pom.xml").read_text()
    versions["biscuit-java"] = re.search(r"<artifactId>biscuit</artifactId>\s*<version>(.*?)</version>", pom).group(1)
    versions["DuckDB"] = Path("bench/peers/duckdb/requirements.txt").read_text().partition("==")[2].strip()
    found = re.search(r"open-policy-agent/opa v(\S+)", Path("bench/peers/opa/go.mod").read_text())
    versions["OPA"] = found.group(1)
    return versions
