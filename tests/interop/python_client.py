# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""hessra-py against an authority of Hardtack, a step a run: what a step makes is one JSON object on standard output.

    python_client.py STEP SETTING.json
"""

import json
import sys

import hessra_py

ALICE = "urn:hessra:alice"
AGENT = "urn:hessra:alice:main-agent"


class Setting:
    def __init__(self, path):
        with open(path, encoding="ascii") as file:
            self._facts = json.load(file)
        self.nodes = self._facts["nodes"]
        self.received = self._facts["received"]

    def client(self, name=None, personal_key=None):
        """Of the client NAME, or of whoever shows no certificate; with the authority's public key."""
        builder = hessra_py.HessraConfig.builder().base_url("localhost").port(self._facts["port"]).protocol("http1")
        builder = builder.server_ca(self._facts["ca"])
        if name is not None:
            builder = builder.mtls_cert(self._facts[name]["certificate"]).mtls_key(self._facts[name]["key"])
        if personal_key is not None:
            builder = builder.personal_keypair(personal_key)
        return hessra_py.HessraClient(builder.build()).setup_new()

    def chain(self):
        return json.dumps([{"component": node["component"], "public_key": node["public_key"]} for node in self.nodes])


def same(got, expected):
    if got != expected:
        raise SystemExit(f"{got!r} is not {expected!r}")


def refused(reason, function, *arguments):
    try:
        function(*arguments)
    except hessra_py.HessraPyException as error:
        if reason not in str(error):
            raise SystemExit(f"{function.__name__}{arguments} was refused for another reason: {error}") from error
    else:
        raise SystemExit(f"{function.__name__}{arguments} was not refused")


def complete(answer, identity, seconds):
    same((answer.identity, answer.expires_in), (identity, seconds))
    return answer.token


def identity(setting):
    alice = setting.client("alice")
    token = complete(alice.request_identity_token(None), ALICE, 8 * 3600)
    complete(alice.request_identity_token("600"), ALICE, 600)
    alice.verify_identity_token_local(token, ALICE)
    agent = alice.attenuate_identity_token(token, AGENT, 3600)
    alice.verify_identity_token_local(agent, AGENT)
    refused("", alice.verify_identity_token_local, agent, ALICE)
    complete(alice.refresh_identity_token(token, None), ALICE, 8 * 3600)
    refreshed = complete(setting.client().refresh_identity_token(token, ALICE), ALICE, 8 * 3600)
    alice.verify_identity_token_local(refreshed, ALICE)
    return {"token": token, "agent": agent, "refreshed": refreshed}


def identity_refused(setting):
    alice = setting.client("alice")
    token = alice.request_identity_token(None).token
    refused("401", setting.client().request_identity_token, None)
    refused("Identity mismatch", alice.request_identity_token, "urn:hessra:bob")
    agent = alice.attenuate_identity_token(token, AGENT, 60)
    refused("a delegated identity is not refreshed", setting.client().refresh_identity_token, agent, None)
    refused("Identity mismatch", setting.client("shop").refresh_identity_token, token, None)
    return {}


def token(setting):
    alice = setting.client("alice")
    write = alice.request_token_simple("database", "write")
    alice.verify_token_local(write, ALICE, "database", "write")
    agent = alice.attenuate_identity_token(alice.request_identity_token(None).token, AGENT, 3600)
    read = setting.client().request_token_with_identity("database", "read", agent)
    for client in (alice, setting.client()):
        client.verify_token(read, AGENT, "database", "read")
    alice.verify_token_remote(read, AGENT, "database", "read")
    refused("", alice.verify_token_local, read, ALICE, "database", "read")
    refused("401", alice.verify_token_remote, read, ALICE, "database", "read")
    return {"write": write, "read": read}


def token_refused(setting):
    alice = setting.client("alice")
    agent = alice.attenuate_identity_token(alice.request_identity_token(None).token, AGENT, 3600)
    refused("not authenticated", setting.client().request_token_simple, "database", "read")
    refused("not allowed", setting.client().request_token_with_identity, "database", "write", agent)
    refused("not allowed", alice.request_token_simple, "database", "drop")
    refused("Identity mismatch", setting.client("shop").request_token_with_identity, "database", "read", agent)
    return {}


def chain(setting):
    alice = setting.client("alice")
    issued = attested = alice.request_token_simple("payments", "pay")
    there = ("payments",)
    here = ("payments", "pay", setting.chain())
    for node in setting.nodes:
        alice.verify_service_chain_token_local(attested, ALICE, *here, node["component"])
        alice.verify_service_chain_token_remote(attested, ALICE, *there, node["component"])
        refused("", alice.verify_service_chain_token_local, attested, ALICE, *here, None)
        refused("401", alice.verify_service_chain_token_remote, attested, ALICE, *there, None)
        service = setting.client(personal_key=node["private_key"])
        attested = service.attest_service_chain_token(attested, "payments")
    alice.verify_service_chain_token_local(attested, ALICE, *here, None)
    alice.verify_service_chain_token_remote(attested, ALICE, *there, None)
    return {"issued": issued, "attested": attested}


def received_identity(setting):
    received, client = setting.received, setting.client()
    client.verify_identity_token_local(received["token"], received["name"])
    refused("", client.verify_identity_token_local, received["token"], received["name"] + "2")
    return {}


def received_token(setting):
    received, client = setting.received, setting.client()
    client.verify_token_local(received["token"], received["name"], "database", "read")
    refused("", client.verify_token_local, received["token"], received["name"], "database", "drop")
    return {}


def received_chain(setting):
    received, client = setting.received, setting.client("alice")
    client.verify_service_chain_token_local(received["token"], ALICE, "payments", "pay", setting.chain(), None)
    client.verify_service_chain_token_remote(received["token"], ALICE, "payments", None)
    return {}


def received_minted(setting):
    """It cannot name the domain that the identity is bound to."""
    received = setting.received
    read = setting.client().request_token_with_identity("catalog", "read", received["token"])
    setting.client("shop").verify_token_remote(read, received["name"], "catalog", "read")
    refused("401", setting.client("alice").verify_token_remote, read, received["name"], "catalog", "read")
    return {"read": read}


def main():
    name, path = sys.argv[1:]
    steps = {step.__name__.replace("_", "-"): step for step in
             (identity, identity_refused, token, token_refused, chain, received_identity, received_token,
              received_chain, received_minted)}
    print(json.dumps(steps[name](Setting(path))))


main()
