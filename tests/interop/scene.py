# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Where published clients are tried: two authorities with one policy, who are parties to each other's tokens.

`bank` has an Ed25519 root key, `risk` one on secp256r1. Certificates of clients are bank's.
"""

import json
import ssl
import subprocess
import urllib.request
from collections import namedtuple
from pathlib import Path
from string import Template

from authority import Authority, openssl

_HERE = Path(__file__).resolve().parent
_Algorithm = namedtuple("_Algorithm", "make show size")  # options of openssl; bytes of a public key
_ALGORITHMS = {
    "ed25519": _Algorithm(["-algorithm", "ed25519"], [], 32),
    "secp256r1": _Algorithm(["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
                             ["-ec_conv_form", "compressed"], 33),
}
_NODES = {"edge": "ed25519", "ledger": "secp256r1", "archive": "ed25519"}


class Scene:
    def __init__(self, command, folder):
        self._command, self.folder = command, folder
        self.bank = Authority(command, folder / "bank")
        self.risk = Authority(command, folder / "risk")
        self.risk.make_root_key("secp256r1")
        self.bank.certify("shop", "urn:interop:shop")
        self.nodes = [self._keys(component, algorithm) for component, algorithm in _NODES.items()]
        self.narrower = self._keys("narrower", "ed25519")

    def start(self):
        for authority in (self.bank, self.risk):
            authority.write("policy/clients.toml", self._policy())
            authority.start()

    def stop(self):
        for authority in (self.bank, self.risk):
            authority.stop()
            authority.check_trail()

    def hardtack(self, *arguments):
        return subprocess.run([self._command, *arguments], check=False, capture_output=True, text=True)

    def made(self, *arguments):
        """What a command that must succeed prints."""
        result = self.hardtack(*arguments)
        if result.returncode != 0:
            raise AssertionError(f"hardtack {' '.join(map(str, arguments))}: {result.stderr}")
        return result.stdout.strip()

    def ban(self, authority, name):
        """By ops, who may."""
        trust = ssl.create_default_context(cafile=authority.folder / "ca.crt")
        trust.load_cert_chain(authority.folder / "ops.crt", authority.folder / "ops.key")
        request = urllib.request.Request(
            f"https://localhost:{authority.port}/v1/bans", headers={"Content-Type": "application/json"},
            data=json.dumps({"action": "ban", "identity": name, "reason": "tried it"}).encode())
        urllib.request.urlopen(request, context=trust).close()

    def key_file(self, component):
        return self.folder / f"{component}.key"

    def chain_file(self):
        path = self.folder / "nodes.json"
        public = [{"component": node["component"], "public_key": node["public_key"]} for node in self.nodes]
        path.write_text(json.dumps(public), encoding="ascii")
        return path

    def setting(self, authority, received=None):
        """A file that tells the clients of this folder what to work with."""
        path = self.folder / "setting.json"
        path.write_text(json.dumps({
            "port": authority.port,
            "ca": self.bank.read("ca.crt") + self.risk.read("ca.crt"),
            "alice": {"certificate": self.bank.read("alice.crt"), "key": self.bank.read("alice.key")},
            "shop": {"certificate": self.bank.read("shop.crt"), "key": self.bank.read("shop.key")},
            "nodes": self.nodes,
            "narrower": self.narrower,
            "received": received,
        }), encoding="ascii")
        return path

    def _keys(self, component, algorithm):
        # Published clients read keys as PEM alone.
        private = self.key_file(component)
        openssl(["genpkey", *_ALGORITHMS[algorithm].make, "-out", private])
        spki = openssl(["pkey", "-in", private, "-pubout", "-outform", "DER", *_ALGORITHMS[algorithm].show])
        return {"component": component, "public_key": f"{algorithm}/{spki[-_ALGORITHMS[algorithm].size:].hex()}",
                "private_key": private.read_text(encoding="ascii")}

    def _policy(self):
        row = '  {{ component = "{component}", public_key = "{public_key}" }},\n'
        return Template((_HERE / "policy.toml").read_text(encoding="utf-8")).substitute(
            client_ca=self.bank.read("ca.crt"), nodes="".join(row.format(**node) for node in self.nodes),
            bank_port=self.bank.port, bank_key=self.bank.read("root.pub").strip(),
            risk_port=self.risk.port, risk_key=self.risk.read("root.pub").strip())
