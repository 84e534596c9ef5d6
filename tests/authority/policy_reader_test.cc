// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/authority/policy_reader.h"

#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/authority/policy_testing.h"

namespace hardtack::authority {
namespace {

using Texts = std::vector<std::string>;

constexpr char kKey[] = "ed25519/acdd6d5b53bfee478bf689f8e012fe7988bf755e3d7c5152947abc149bc20189";

std::string Client(const std::string& rest) {
  return "[[clients]]\nidentifier = { type = \"san_uri\", value = \"urn:a\" }\n" + rest;
}

TEST_CASE("the published shapes are read as they are") {
  const auto policy = PolicyOf(R"(
version = "0.2.0"
[cacerts]
cert_chain = """
-----BEGIN CERTIFICATE-----
AAAA
-----END CERTIFICATE-----
"""
[[clients]]
identifier = { type = "san_uri", value = "urn:test:argo-cli0" }
resources = [{ name = "resource1", operations = ["read", "write"] }]
[resources.resource1]
type = "service_chain"
nodes = [{ component = "edge", public_key = ")" +
                               std::string(kKey) + R"(" }]
)");
  const PolicyTables& tables = policy->tables();
  REQUIRE(tables.clients.size() == 1);
  CHECK(tables.clients[0].certificate == "uri:urn:test:argo-cli0");
  CHECK(tables.clients[0].identity == "uri:urn:test:argo-cli0");
  REQUIRE(tables.clients[0].permissions.size() == 1);
  CHECK(tables.clients[0].permissions[0].operations == Texts{"read", "write"});
  REQUIRE(tables.resources.size() == 1);
  REQUIRE(tables.resources[0].nodes.size() == 1);
  CHECK(tables.resources[0].nodes[0].component == "edge");
  CHECK(tables.client_authorities.size() == 1);
}

TEST_CASE("lifetimes are seconds or texts with a unit, and one bound gives the other") {
  const auto policy = PolicyOf(Client("lifetime = { usual = 90, longest = \"2m\" }\n") +
                               "[lifetimes]\nidentity = { longest = \"1d\" }\nauthorization = { usual = \"30s\" }\n");
  CHECK(policy->tables().clients[0].lifetime->usual == 90);
  CHECK(policy->tables().clients[0].lifetime->longest == 120);
  CHECK(policy->tables().identity_lifetime.usual == 86'400);
  CHECK(policy->tables().authorization_lifetime.longest == 30);
}

TEST_CASE("a misspelt member is a fault at its place, not something to pass over") {
  CHECK(FaultsOf(Client("resorces = []\n")) ==
        Texts{"policy.toml:3:1: a client has no \"resorces\"; it may have identifier, identity, resources, lifetime"});
  CHECK(FaultsOf("clients = 3\n") ==
        Texts{"policy.toml:1:11: \"clients\" of a policy file is an integer, expected an array of tables"});
  CHECK(FaultsOf("[client]\n").size() == 1);
}

TEST_CASE("all faults of all files are told together") {
  CHECK(FaultsOf("[[clients]]\n[[delegates]]\n[[realms]]\n[[stubs]]\n") ==
        Texts{"policy.toml:1:1: a client needs \"identifier\"",
              "policy.toml:2:1: delegates have either \"name\", one identity, or \"below\", all below one",
              "policy.toml:3:1: a realm needs \"identity\"", "policy.toml:4:1: a stub needs \"identity\"",
              "policy.toml:4:1: a stub needs \"target\""});
}

TEST_CASE("what is no TOML is one fault with its place") {
  const Texts faults = FaultsOf("a = 1\nb = = 2\n");
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].starts_with("policy.toml:2:5: "));
}

TEST_CASE("letters beyond ASCII are no white space, and text where it may stand") {
  CHECK(FaultsOf("\u00e9 = 1\n").size() == 1);
  CHECK(FaultsOf("# \u00e9\nversion = \u00e9\n").size() == 1);
  CHECK(PolicyOf("[[delegates]]\nname = \"caf\u00e9\" # \u00e9\n")->tables().delegates[0].name == "caf\u00e9");
}

TEST_CASE("a file that is not UTF-8 is a fault where it ceases to be") {
  CHECK(FaultsOf("a = 1\nb = \"\xff\"\n") == Texts{"policy.toml:2:6: the file is not UTF-8"});
}

TEST_CASE("what toml++ itself takes for impossible is a fault too") {
  CHECK(FaultsOf("[[[a]]]\n") ==
        Texts{"policy.toml:1:1: somewhere in this file stands a key or a header that is not TOML, such as `[[[`"});
}

TEST_CASE("each value of a wrong kind or beyond its bounds is told") {
  const auto only = [](const std::string& text) {
    const Texts faults = FaultsOf(text);
    REQUIRE_MESSAGE(faults.size() == 1, text);
    return faults[0].substr(faults[0].find(": ") + 2);
  };
  CHECK(only("version = \"9\"\n") == "version \"9\" is not known; clients have 0.2.0, resources 0.1.0");
  CHECK(only("[cacerts]\ncert_chain = \"ca.pem\"\n") == "\"cert_chain\" holds no PEM certificate");
  CHECK(only(Client("identity = \"a::b\"\n")) == "\"identity\" is no name: empty segment");
  CHECK(only(Client("resources = [{ name = \"db\", operations = [] }]\n")) ==
        "\"operations\" of a permission is empty");
  CHECK(only(Client("resources = [{ name = \"db\" }]\n")) == "a permission needs \"operations\"");
  CHECK(only(Client("resources = [{ name = \"\", operations = [\"r\"] }]\n")) == "\"name\" is no name: empty name");
  CHECK(only(Client("resources = [{ name = \"db\", operations = [1] }]\n")) ==
        "\"operations\" of a permission is an integer, expected an array of strings");
  CHECK(only(Client("lifetime = {}\n")) == "a lifetime needs \"usual\" or \"longest\"");
  CHECK(only(Client("lifetime = { usual = \"2h\", longest = \"1h\" }\n")) ==
        "the usual lifetime of 7200 s is longer than the longest, 3600 s");
  for (const char* none : {"0", "-1", "\"\"", "\"1w\"", "\"h\"", "\"9999999999d\"", "1.5", "true"}) {
    CHECK(only(Client("lifetime = { usual = " + std::string(none) + " }\n")).find("is no lifetime") !=
          std::string::npos);
  }
  CHECK(only("[[clients]]\nidentifier = { type = \"cn\", value = \"a\" }\n") ==
        "identifiers of type \"cn\" are not known, only san_uri and san_dns");
  CHECK(only("[[delegates]]\nbelow = \"a\"\nmax_depth = 0\n") == "\"max_depth\" of delegates is 0, expected 1 to 100");
  CHECK(only("[[realms]]\nidentity = \"a\"\neveryone = [\"r\"]\n") == "the realm has no role \"r\"");
  CHECK(only("[[realms]]\nidentity = \"a\"\nmembers = [{ name = \"b\" }]\n") == "\"b\" is not below its realm, \"a\"");
  CHECK(only("[resources.r]\ntype = \"chain\"\n") ==
        "resources of type \"chain\" are not known, only plain, service_chain and multi_party");
  CHECK(only("[resources.r]\ntype = \"service_chain\"\n") == "a service chain needs \"nodes\"");
  CHECK(only("[resources.r]\ntype = \"multi_party\"\n") == "multi-party resources need \"parties\"");
  const std::string node = "{ component = \"a\", public_key = \"" + std::string(kKey) + "\" }";
  CHECK(only("[resources.r]\ntype = \"service_chain\"\nnodes = [" + node + ", " + node + "]\n") ==
        "two of one name, \"a\"");
}

TEST_CASE("who or what has two entries is told with both places") {
  CHECK(FaultsOf(Client("") + Client("")) ==
        Texts{"policy.toml:3:1: a client \"uri:urn:a\" is there already, at policy.toml:1"});
  CHECK(FaultsOf("[[realms]]\nidentity = \"a\"\n[[realms]]\nidentity = \"a\"\n") ==
        Texts{"policy.toml:3:1: a realm \"a\" is there already, at policy.toml:1"});
}

TEST_CASE("more faults than anybody reads are counted") {
  Faults faults;
  for (size_t i = 0; i < 2 * Faults::kMost; ++i) faults.Add("a", {}, "b");
  CHECK(faults.count() == 2 * Faults::kMost);
  CHECK(faults.told().size() == Faults::kMost);
}

TEST_CASE("a fault is shown with its line and a caret, where a line can be shown") {
  CHECK(ToText({"a.toml", {2, 3}, "wrong"}, "one\ntwo\n") == "a.toml:2:3: wrong\n  two\n    ^\n");
  CHECK(ToText({"a.toml", {9, 3}, "wrong"}, "one\ntwo\n") == "a.toml:9:3: wrong\n");
  CHECK(ToText({"a.toml", {1, 1}, "w\x1b"}, "\x1b[31m\n") == "a.toml:1:1: w\\u{1b}\n  \\u{1b}[31m\n  ^\n");
}

}  // namespace
}  // namespace hardtack::authority
