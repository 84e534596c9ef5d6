# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""What published clients are put to, and what Hardtack's command makes of their tokens."""

import json
import os
import ssl
import subprocess
import time
import unittest
import urllib.request
from pathlib import Path

_HERE = Path(__file__).resolve().parent

ALICE = "urn:hessra:alice"
AGENT = "urn:hessra:alice:main-agent"
ROGUE = "urn:hessra:alice:rogue"
SHOP = "uri:urn:interop:shop"
ANN = "uri:urn:interop:shop:ann"
PREFIX = "tenant/7/ann/"


_TRIES = 10


class Suite(unittest.TestCase):
    scene = None  # scene.Scene, before the first test
    at = "bank"  # the authority of the scene
    # What clients say whose verification ran out of its millisecond, as it does now and then: no answer.
    out_of_time = ("spent too much time verifying", "Reached Datalog execution limits")
    key_id = ("--root-key-id", "1")  # of its root key: an authority whose key has an id believes no token without it

    def setUp(self):
        self.authority = getattr(self.scene, self.at)
        self.root_key = self.authority.folder / "root.key"

    def answered(self, command, **options):
        """Runs it again while it does not answer."""
        for _ in range(_TRIES):
            result = subprocess.run(command, check=False, capture_output=True, text=True, **options)
            if not any(text in result.stdout + result.stderr for text in self.out_of_time):
                break
        return result

    def assert_identity(self, token, name, *more):
        """By Hardtack's command, for this name and for no other."""
        verify = ["identity", "verify", "--token", token, "--public-key", self.authority.folder / "root.pub", *more]
        accepted = self.scene.hardtack(*verify, "--identity", name)
        self.assertEqual(accepted.returncode, 0, accepted.stdout + accepted.stderr)
        self.assertEqual(self.scene.hardtack(*verify, "--identity", name + "2").returncode, 1)

    def allowed(self, token, subject, resource, operation, *more):
        """By Hardtack's command."""
        result = self.scene.hardtack("authorize", "verify", "--token", token, "--public-key",
                                     self.authority.folder / "root.pub", "--subject", subject, "--resource", resource,
                                     "--operation", operation, *more)
        self.assertIn(result.returncode, (0, 1), result.stderr)
        return result.returncode == 0

    def our_identity(self, *more):
        """Delegated by Hardtack's command to alice's agent."""
        issued = self.scene.made("identity", "issue", "--subject", ALICE, "--key", self.root_key, "--ttl", "1h",
                                  *self.key_id)
        return self.scene.made("identity", "delegate", "--from-token", issued, "--identity", AGENT, "--ttl", "5m",
                               *more)

    def our_token(self, subject, resource, operation, *more):
        return self.scene.made("authorize", "issue", "--subject", subject, "--resource", resource, "--operation",
                               operation, "--key", self.root_key, "--ttl", "5m", *self.key_id, *more)


class HessraCommand(Suite):
    """The `hessra` command. It begins as its manual says: `init`, `authenticate`."""

    path = None  # of the command

    def setUp(self):
        super().setUp()
        self.home = self.scene.folder / f"home-{self.at}-{self._testMethodName}"
        self.home.mkdir()
        folder = self.authority.folder
        self.at = ["--port", str(self.authority.port), "--ca", folder / "ca.crt"]
        self.certificate = ["--cert", folder / "alice.crt", "--key", folder / "alice.key"]
        self.answer("init", "localhost", "--port", str(self.authority.port), *self.certificate, "--set-default",
                    "--skip-fetch")
        self.answer("identity", "authenticate", "--ca", folder / "ca.crt")

    def hessra(self, *arguments):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HESSRA_")}
        environment["HOME"] = str(self.home)
        return self.answered([self.path, *arguments], env=environment)

    def answer(self, *arguments):
        result = self.hessra(*arguments, "--json")
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        return json.loads(result.stdout)

    def refused(self, reason, *arguments):
        result = self.hessra(*arguments, "--json")
        self.assertEqual(result.returncode, 1, result.stdout)
        self.assertIn(reason, result.stdout + result.stderr)

    def delegate(self):
        return self.answer("identity", "delegate", "--identity", AGENT, "--ttl", "3600", "--save-as", "agent")["token"]

    def test_init_asks_an_authority_of_a_private_ca_in_vain_and_goes_on(self):
        # For its first question it trusts the public CAs that are built into it, and no others.
        said = self.answer("init", "localhost", "--port", str(self.authority.port), *self.certificate, "--force")
        self.assertEqual((said["success"], said["ca_fetched"], said["public_key_fetched"]), (True, False, False))

    def test_the_ca_that_the_authority_shows_is_one_that_the_command_can_use(self):
        trust = ssl.create_default_context(cafile=self.authority.folder / "ca.crt")
        with urllib.request.urlopen(f"https://localhost:{self.authority.port}/ca_cert", context=trust) as response:
            shown = json.load(response)["ca_cert_pem"]
        self.assertTrue(shown.startswith("-----BEGIN CERTIFICATE-----"))
        path = self.home / "shown.crt"
        path.write_text(shown, encoding="ascii")
        self.answer("identity", "authenticate", "--ca", path)

    def test_authenticate_gives_an_identity(self):
        said = self.answer("identity", "authenticate", "--save-as", "mine")
        self.assertEqual((said["identity"], said["expires_in"]), (ALICE, 8 * 3600))
        self.assert_identity(Path(said["token_path"]).read_text(encoding="ascii"), ALICE)

    def test_authenticate_for_so_many_seconds(self):
        self.assertEqual(self.answer("identity", "authenticate", "--ttl", "600")["expires_in"], 600)
        self.assertEqual(self.answer("identity", "authenticate", "--ttl", "9999999")["expires_in"], 24 * 3600)

    def test_the_authority_s_public_key_is_kept_for_offline_work(self):
        kept = self.home / ".hessra/servers/localhost/public_key.pem"
        token = self.delegate()
        self.assertEqual(self.scene.hardtack("identity", "verify", "--token", token, "--public-key", kept,
                                             "--identity", AGENT).returncode, 0)

    def test_delegate_narrows_to_a_name_below(self):
        self.assert_identity(self.delegate(), AGENT)
        self.answer("identity", "verify", "--token-name", "agent", "--identity", AGENT)
        self.refused("Identity mismatch", "identity", "verify", "--token-name", "agent", "--identity", ALICE)

    def test_inspect_and_list_read_our_tokens(self):
        self.answer("identity", "authenticate", "--ttl", "600", "--save-as", "short")
        said = self.answer("identity", "inspect", "--token-name", "short")
        self.assertEqual((said["identity"], said["status"]), (ALICE, "valid"))
        self.assertIn(said["expires_in_human"], ("in 10 minutes", "in 9 minutes"))
        tokens = self.answer("identity", "list", "--details")["tokens"]
        self.assertEqual({token["identity"] for token in tokens}, {ALICE})
        self.assertEqual(self.answer("identity", "prune", "--dry-run")["expired"], 0)

    def test_refresh_shows_the_token_alone(self):
        self.hessra("config", "set", "default_ca_path", self.authority.folder / "ca.crt")
        said = self.answer("identity", "refresh", "--port", str(self.authority.port), "--save-as", "again")
        self.assertEqual((said["identity"], said["expires_in"]), (ALICE, 8 * 3600))
        self.assert_identity(Path(said["token_path"]).read_text(encoding="ascii"), ALICE)
        self.delegate()
        self.refused("a delegated identity is not refreshed", "identity", "refresh", "--token-name", "agent", "--port",
                     str(self.authority.port))

    def test_authorize_by_certificate(self):
        self.answer("identity", "delete", "default")  # or it would be shown in place of the certificate
        request = ["authorize", "request", "--resource", "database", *self.at, *self.certificate, "--operation"]
        token = self.answer(*request, "write")["token"]
        self.assertTrue(self.allowed(token, ALICE, "database", "write"))
        self.assertEqual(self.hessra(*request, "write", "--token-only").stdout[:2], "CA")
        self.refused("not allowed", *request, "drop")

    def test_authorize_by_identity_as_the_deepest_name(self):
        self.delegate()
        request = ["authorize", "request", "--resource", "database", "--identity-token", "agent", *self.at,
                   "--operation"]
        token = self.answer(*request, "read")["token"]
        self.assertTrue(self.allowed(token, AGENT, "database", "read"))
        self.assertFalse(self.allowed(token, ALICE, "database", "read"))
        self.refused("not allowed", *request, "write")
        verify = ["authorize", "verify", "--token", token, "--resource", "database", "--operation", "read"]
        self.answer(*verify, "--subject", AGENT)
        self.assertEqual(self.hessra(*verify, "--subject", ALICE).returncode, 1)

    def test_a_banned_name_gets_nothing_more_and_its_siblings_do(self):
        request = ["authorize", "request", "--resource", "database", "--operation", "read", *self.at,
                   "--identity-token"]
        for name, identity in (("agent", AGENT), ("rogue", ROGUE), ("helper", ROGUE + ":helper")):
            parent = "rogue" if name == "helper" else "default"
            self.answer("identity", "delegate", "--identity", identity, "--from-token", parent, "--save-as", name)
        self.answer(*request, "rogue")
        self.scene.ban(self.authority, ROGUE)
        for name in ("rogue", "helper"):
            self.refused("is banned since", *request, name)
        self.answer(*request, "agent")

    def test_parties_are_shown(self):
        said = self.answer("authorize", "request", "--resource", "wires", "--operation", "send", *self.at)
        self.assertEqual([party["component"] for party in said["pending_signoffs"]], ["bank", "risk"])

    def test_mint_and_act_in_the_realm_s_domain(self):
        folder = self.scene.bank.folder
        said = self.answer("identity", "mint", "--subject", ANN, "--ttl", "1800", "--save-as", "ann", "--cert",
                           folder / "shop.crt", "--key", folder / "shop.key")
        self.assertEqual((said["identity"], said["expires_in"]), (ANN, 1800))
        self.assert_identity(said["token"], ANN, "--domain", SHOP, "--require-domain")
        request = ["authorize", "request", "--resource", "catalog", "--operation", "read", "--identity-token", "ann",
                   *self.at]
        for domain in (["--domain", SHOP], []):
            token = self.answer(*request, *domain)["token"]
            self.assertTrue(self.allowed(token, ANN, "catalog", "read", "--domain", SHOP))
            self.assertFalse(self.allowed(token, ANN, "catalog", "read"))
        self.refused("the identity token is not valid", *request, "--domain", "elsewhere")
        self.refused("no realm", "identity", "mint", "--subject", ANN)

    def test_it_reads_what_our_command_makes(self):
        for more in ([], ["--third-party"], ["--leaf"]):
            path = self.home / "ours.token"
            path.write_text(self.our_identity(*more), encoding="ascii")
            self.answer("identity", "verify", "--token-file", path, "--identity", AGENT)
            self.refused("Identity mismatch", "identity", "verify", "--token-file", path, "--identity", ALICE)
        self.answer("authorize", "verify", "--token", self.our_token(ALICE, "database", "read"), "--subject", ALICE,
                    "--resource", "database", "--operation", "read")

    def test_config_knows_the_authority(self):
        self.assertEqual(self.answer("config", "list", "--details")[0]["port"], self.authority.port)
        self.assertTrue(self.answer("config", "show", "localhost")["public_key_exists"])
        self.assertFalse(self.answer("config", "refresh", "localhost")["ca_fetched"])  # as with init
        self.answer("config", "switch", "localhost")
        self.assertTrue(self.answer("config", "remove", "localhost", "--force")["success"])


class HessraCommandSecp256r1(HessraCommand):
    at = "risk"


class _Library(Suite):
    """A library, in a program that takes a step's name and a setting."""

    program = []

    def step(self, name, token=None, subject=AGENT):
        """What the step makes, with a token that Hardtack's command made if it takes one. It has to succeed."""
        received = None if token is None else {"token": token, "name": subject}
        result = self.answered([*self.program, name, self.scene.setting(self.authority, received)])
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        return json.loads(result.stdout)

    def test_identities_are_issued_delegated_and_refreshed(self):
        made = self.step("identity")
        self.assert_identity(made["token"], ALICE)
        self.assert_identity(made["agent"], AGENT)
        self.assert_identity(made["refreshed"], ALICE)

    def test_identities_that_are_refused(self):
        self.step("identity-refused")

    def test_tokens_for_a_certificate_and_for_a_delegated_identity(self):
        made = self.step("token")
        self.assertTrue(self.allowed(made["write"], ALICE, "database", "write"))
        self.assertTrue(self.allowed(made["read"], AGENT, "database", "read"))
        self.assertFalse(self.allowed(made["read"], ALICE, "database", "read"))
        # The copy of the identity that was shown ends in five seconds, and what was given for it does not.
        self.assertTrue(self.allowed(made["read"], AGENT, "database", "read", "--now", str(int(time.time()) + 60)))

    def test_tokens_that_are_refused(self):
        self.step("token-refused")

    def test_a_service_chain_is_attested_and_verified(self):
        made = self.step("chain")
        verify = [ALICE, "payments", "pay", "--service-nodes", self.scene.chain_file()]
        self.assertFalse(self.allowed(made["issued"], *verify))
        self.assertTrue(self.allowed(made["attested"], *verify))

    def test_it_reads_what_our_command_makes(self):
        for more in ([], ["--third-party"]):
            self.step("received-identity", self.our_identity(*more))
        self.step("received-token", self.our_token(AGENT, "database", "read"))
        token = self.our_token(ALICE, "payments", "pay", "--service-nodes", self.scene.chain_file())
        for node in self.scene.nodes:
            token = self.scene.made("authorize", "attest", token, "--node", "--key",
                                    self.scene.key_file(node["component"]))
        self.step("received-chain", token)


class HessraSdk(_Library):
    """hessra-sdk, in the program of sdk/."""

    def test_a_realm_mints_and_its_names_act_in_its_domain(self):
        made = self.step("realm")
        self.assert_identity(made["ann"], ANN, "--domain", SHOP, "--require-domain")
        self.assertTrue(self.allowed(made["read"], ANN, "catalog", "read", "--domain", SHOP))
        self.assertFalse(self.allowed(made["read"], ANN, "catalog", "read"))

    def test_what_a_realm_is_refused(self):
        self.step("realm-refused")

    def test_parties_of_two_authorities_sign_off(self):
        made = self.step("parties")
        right = (ALICE, "wires", "send")
        self.assertFalse(self.allowed(made["issued"], *right))
        self.assertFalse(self.allowed(made["half"], *right))
        self.assertTrue(self.allowed(made["signed"], *right))

    def test_a_stub_is_narrowed_to_a_prefix(self):
        made = self.step("stub")
        right = (ANN, "tenant/7/ann/files", "read")
        self.assertFalse(self.allowed(made["stub"], *right))
        self.assertTrue(self.allowed(made["narrowed"], *right))
        self.assertTrue(self.allowed(made["narrowed"], *right, "--prefix", PREFIX))
        self.assertFalse(self.allowed(made["narrowed"], *right, "--prefix", "tenant/8/"))
        # Ours lets a prefix cover what begins with it, and nothing else.
        self.assertFalse(self.allowed(made["beside"], ANN, "files", "read", "--prefix", PREFIX))

    def test_stubs_that_are_refused(self):
        self.step("stub-refused")

    def test_it_reads_a_stub_that_our_command_narrowed(self):
        token = self.our_token(ANN, "tenant/7/ann/files", "read", "--prefix-key", self.scene.narrower["public_key"])
        self.step("received-stub", self.scene.made("authorize", "attest", token, "--prefix", PREFIX, "--key",
                                                   self.scene.key_file("narrower")))


class HessraSdkSecp256r1(HessraSdk):
    at = "risk"


class HessraPy(_Library):
    """hessra-py, in the program python_client.py."""

    out_of_time = (*Suite.out_of_time, "Token does not grant required access rights")  # that for whatever fails

    def test_a_minted_identity_acts_without_naming_its_domain(self):
        minted = self.scene.made("identity", "issue", "--subject", ANN, "--leaf", "--domain", SHOP, "--key",
                                 self.root_key, "--ttl", "1h", *self.key_id)
        made = self.step("received-minted", minted, ANN)
        self.assertTrue(self.allowed(made["read"], ANN, "catalog", "read", "--domain", SHOP))


class HessraPySecp256r1(HessraPy):
    at = "risk"


class OpenApi(Suite):
    """What a validator of such documents says of the one that an authority serves."""

    python = None  # an interpreter that has the validator

    def validated(self, document):
        path = self.scene.folder / "openapi.json"
        path.write_bytes(document)
        return subprocess.run([self.python, "-m", "openapi_spec_validator", path], check=False, capture_output=True,
                              text=True)

    def test_the_document_is_valid(self):
        trust = ssl.create_default_context(cafile=self.authority.folder / "ca.crt")
        address = f"https://localhost:{self.authority.port}/v1/openapi.json"
        with urllib.request.urlopen(address, context=trust) as answer:
            document = answer.read()
        result = self.validated(document)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        damaged = self.validated(document.replace(b'"responses"', b'"answers"', 1))
        self.assertNotEqual(damaged.returncode, 0, damaged.stdout)
