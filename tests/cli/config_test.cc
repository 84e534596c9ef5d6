// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/cli/config_text.h"

#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"

namespace hardtack::cli {
namespace {

TEST_CASE("what is written is read again, whatever the paths hold") {
  Settings settings;
  settings.default_server = "auth.example.com";
  settings.default_port = 8443;
  settings.default_cert_path = "/a b/\"quoted\"/back\\slash/\t\n\x01\x7f/über";
  const auto again = ParseSettings(ToText(settings), "f");
  REQUIRE(again.ok());
  CHECK(again->default_server == settings.default_server);
  CHECK(again->default_port == settings.default_port);
  CHECK(again->default_cert_path == settings.default_cert_path);
  CHECK_FALSE(again->default_key_path.has_value());
  const ServerSettings server{"::1", 1, "c", std::nullopt};
  const auto server_again = ParseServer(ToText(server), "f");
  REQUIRE(server_again.ok());
  CHECK(server_again->hostname == "::1");
  CHECK(server_again->port == 1);
  CHECK(server_again->cert_path == "c");
  CHECK_FALSE(server_again->key_path.has_value());
}

TEST_CASE("an empty file sets nothing, and a server has a port anyway") {
  const auto settings = ParseSettings("", "f");
  REQUIRE(settings.ok());
  CHECK_FALSE(settings->default_server.has_value());
  CHECK(ParseServer("hostname = 'a'\n", "f")->port == 443);
}

std::string FaultOf(const absl::Status& status) {
  CHECK(KindOf(status) == ErrorKind::kSyntax);
  return std::string(status.message());
}

TEST_CASE("what a file cannot say is told with its place") {
  CHECK(FaultOf(ParseSettings("default_port = 0\n", "f").status()).starts_with("f:1:16: "));
  CHECK(FaultOf(ParseSettings("default_port = 65536\n", "f").status()).starts_with("f:1:16: "));
  CHECK(FaultOf(ParseSettings("default_server = 7\n", "f").status()).starts_with("f:1:18: "));
  CHECK(FaultOf(ParseSettings("x = 1\n", "f").status()).starts_with("f:1:1: the configuration has no \"x\""));
  CHECK(FaultOf(ParseSettings("= 1\n", "f").status()).starts_with("f:1:"));
  CHECK(FaultOf(ParseServer("port = 1\n", "f").status()).find("needs \"hostname\"") != std::string::npos);
}

}  // namespace
}  // namespace hardtack::cli
