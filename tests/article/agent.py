"""The Python class of the article "Using Hessra Identity Tokens for Delegated Agent Identities", with `hardtack` for
`hessra`, and SubAgent.create_worker written out as its comment says.

    agent.py PATH_OF_THE_COMMAND

The article relies on one thing: that the token is all that the command prints, so that `stdout.strip()` is it.
"""

import json
import os
import re
import subprocess
import sys
import tempfile


class AIAgent:
    def __init__(self, identity_token):
        self.identity_token = identity_token
        self.identity = "urn:hessra:alice:main-agent"

    def spawn_sub_agent(self, task_name):
        # Create a unique identity for this sub-agent
        sub_identity = f"{self.identity}:{task_name}"

        # Delegate using the CLI
        result = subprocess.run([
            "hardtack", "identity", "delegate",
            "--from-token", self.identity_token,
            "--identity", sub_identity,
            "--ttl", "300"  # 5 minutes for sub-tasks
        ], capture_output=True, text=True)
        expect_token_alone(result)

        sub_token = result.stdout.strip()

        # Spawn the sub-agent with its delegated identity
        return SubAgent(sub_identity, sub_token)


class SubAgent:
    def __init__(self, identity, token):
        self.identity = identity
        self.token = token

    def create_worker(self, worker_id):
        # This creates urn:hessra:alice:main-agent:analyzer:worker-1
        worker_identity = f"{self.identity}:worker-{worker_id}"

        # Delegate further down the chain
        result = subprocess.run([
            "hardtack", "identity", "delegate",
            "--from-token", self.token,
            "--identity", worker_identity,
            "--ttl", "60"
        ], capture_output=True, text=True)
        expect_token_alone(result)
        return SubAgent(worker_identity, result.stdout.strip())


def expect_token_alone(result):
    assert result.returncode == 0, result.stderr
    assert re.fullmatch(r"[A-Za-z0-9_-]+={0,2}\n", result.stdout), result.stdout
    assert result.stderr == "", result.stderr


def hardtack(*arguments):
    return subprocess.run(["hardtack", *arguments], capture_output=True, text=True)


def verified(agent, identity):
    """Whether the agent's token stands for `identity`, and for whom it does otherwise."""
    result = hardtack("identity", "verify", "--token", agent.token, "--public-key", "root.pub",
                      "--identity", identity, "--json")
    answer = json.loads(result.stdout)
    assert result.returncode == (0 if answer["valid"] else 1)
    return answer["valid"]


def expect_only_itself(agent):
    parent = agent.identity.rpartition(":")[0]
    assert verified(agent, agent.identity)
    assert verified(agent, agent.identity + ":deeper")
    assert not verified(agent, parent)
    assert not verified(agent, parent + ":other")
    assert not verified(agent, agent.identity + "2")


def run_pipeline(identity_token):
    sub_agent = AIAgent(identity_token).spawn_sub_agent("analyzer")
    assert sub_agent.identity == "urn:hessra:alice:main-agent:analyzer"
    expect_only_itself(sub_agent)
    worker = sub_agent.create_worker(1)
    assert worker.identity == "urn:hessra:alice:main-agent:analyzer:worker-1"
    expect_only_itself(worker)


def main():
    os.environ["PATH"] = os.path.dirname(os.path.abspath(sys.argv[1])) + ":" + os.environ["PATH"]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        os.environ["HARDTACK_HOME"] = os.path.join(folder, "home")
        with open("root.pub", "w", encoding="ascii") as public_key:
            public_key.write(hardtack("keygen", "--out", "root.key").stdout)
        issued = hardtack("identity", "issue", "--subject", "urn:hessra:alice", "--key", "root.key", "--ttl", "8h",
                          "--save-as", "my-identity")
        assert issued.returncode == 0, issued.stderr
        delegate = ["identity", "delegate", "--from-token", "my-identity",
                    "--identity", "urn:hessra:alice:main-agent", "--ttl", "3600"]
        saved = hardtack(*delegate, "--save-as", "agent-identity")
        assert saved.returncode == 0, saved.stderr
        printed = hardtack(*delegate)
        expect_token_alone(printed)
        # The class takes the name under which the token is saved, a file with it, or the token itself.
        with open("agent.token", "w", encoding="ascii") as file:
            file.write(printed.stdout)
        for identity_token in ("agent-identity", "agent.token", printed.stdout.strip()):
            run_pipeline(identity_token)


main()
