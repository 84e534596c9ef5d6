// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/client/endpoint.h"

#include <string>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"

namespace hardtack::client {
namespace {

TEST_CASE("an address is a host, or an https URL, with a port or without") {
  struct Row {
    const char* text;
    const char* host;
    int port;  // 0: none
    const char* url;
  };
  const Row kRows[] = {
      {"auth.example.com", "auth.example.com", 0, "https://auth.example.com:443/x"},
      {"AUTH.example.com:8443", "auth.example.com", 8443, "https://auth.example.com:8443/x"},
      {"https://auth.example.com", "auth.example.com", 0, "https://auth.example.com:443/x"},
      {"HTTPS://auth.example.com:1/", "auth.example.com", 1, "https://auth.example.com:1/x"},
      {"127.0.0.1:4433/sign_token", "127.0.0.1", 4433, "https://127.0.0.1:4433/x"},
      {"https://[::1]:8443/", "::1", 8443, "https://[::1]:8443/x"},
      {"[2001:DB8::7]", "2001:db8::7", 0, "https://[2001:db8::7]:443/x"},
      {"auth.example.com?a=b", "auth.example.com", 0, "https://auth.example.com:443/x"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    const auto endpoint = ParseEndpoint(row.text);
    REQUIRE(endpoint.ok());
    CHECK(endpoint->host == row.host);
    CHECK(endpoint->port.value_or(0) == row.port);
    CHECK(endpoint->Url("/x") == row.url);
  }
}

TEST_CASE("what is no address, or asks for something else than HTTPS, is refused") {
  for (const char* text : {"",
                           "http://auth.example.com",
                           "ftp://auth.example.com",
                           "https://",
                           "https:///path",
                           "user@auth.example.com",
                           "https://a:b@auth.example.com",
                           "auth example.com",
                           "auth:0",
                           "auth:65536",
                           "auth:",
                           "auth:80a",
                           "auth:-1",
                           "[::1",
                           "[::1]8443",
                           "[auth]",
                           "..",
                           "-a",
                           "::1",
                           "a\nb",
                           "a%2eb",
                           "[]",
                           "auth:1:2"}) {
    CAPTURE(text);
    const auto endpoint = ParseEndpoint(text);
    REQUIRE_FALSE(endpoint.ok());
    CHECK(KindOf(endpoint.status()) == ErrorKind::kInvalidArgument);
    CHECK(SubjectOf(endpoint.status()) == text);
  }
  CHECK_FALSE(ParseEndpoint(std::string(254, 'a')).ok());
  CHECK(ParseEndpoint(std::string(253, 'a')).ok());
}

}  // namespace
}  // namespace hardtack::client
