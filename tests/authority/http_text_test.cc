// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <set>
#include <string>

#include "doctest/doctest.h"
#include "hardtack/authority/http/field_values.h"
#include "hardtack/authority/http/message.h"
#include "hardtack/authority/http/request_id.h"
#include "hardtack/authority/http/request_target.h"
#include "hardtack/authority/http/response_head.h"

namespace hardtack::authority {
namespace {

using std::string_literals::operator""s;

TEST_CASE("a value that could end its line is no value") {
  CHECK(IsFieldValue(""));
  CHECK(IsFieldValue("Bearer abc, \"d\"\te \xc3\xa9"));
  for (const std::string& value :
       {"a\rb"s, "a\nb"s, "a\0b"s, "a\r\nset-cookie: b"s, "a\x7f"s, "a\x1b"s, " a"s, "a\t"s}) {
    CAPTURE(value);
    CHECK(!IsFieldValue(value));
  }
}

TEST_CASE("a name of a field is a token in lower case") {
  CHECK(IsFieldName("x-request-id"));
  CHECK(IsToken("X-Request-Id"));
  for (const std::string& name : {""s, "X-Request-Id"s, "a b"s, "a:"s, "a\r"s, "a\0"s, "\xc3\xa9"s}) {
    CAPTURE(name);
    CHECK(!IsFieldName(name));
  }
}

TEST_CASE("a target is a path, an https URI, or for OPTIONS a star") {
  const auto target = ParseTarget("/a/%2e?b=c?d", "GET");
  REQUIRE(target.has_value());
  CHECK(target->path == "/a/%2e");
  CHECK(target->query == "b=c?d");
  CHECK(!target->authority.has_value());
  const auto absolute = ParseTarget("HTTPS://host:8443/a?b", "GET");
  REQUIRE(absolute.has_value());
  CHECK(absolute->path == "/a");
  CHECK(absolute->query == "b");
  CHECK(absolute->authority == "host:8443");
  CHECK(ParseTarget("https://host?b", "GET")->path == "/");
  CHECK(ParseTarget("*", "OPTIONS")->path == "*");
  for (const char* none : {"", "*", "a", "http://host/", "https://", "https:///a", "https://user@host/", "/a#b", "/a b",
                           "/\xc3\xa9", "/\x7f", "host:443"}) {
    CAPTURE(none);
    CHECK(!ParseTarget(none, "GET").has_value());
  }
}

TEST_CASE("a host is a name or an address, with or without a port") {
  for (const char* host : {"a", "a.example", "my_service", "10.0.0.1:80", "[::1]", "[::ffff:10.0.0.1]:65535", "a:0"}) {
    CAPTURE(host);
    CHECK(IsHost(host));
  }
  for (const char* host : {"", ":80", "a:", "a:65536", "a:123456", "a:-1", "a b", "a/b", "a@b", "a,b", "[]", "[::1",
                           "[a/]", "[::1]a", "[::1]:", "a%41", "a:80:80"}) {
    CAPTURE(host);
    CHECK(!IsHost(host));
  }
  CHECK(!IsHost(std::string(256, 'a')));
}

TEST_CASE("the first field of a name is found") {
  HttpRequest request;
  request.fields = {{"a", "1"}, {"b", "2"}, {"b", "3"}};
  CHECK(request.Field("b") == "2");
  CHECK(!request.Field("c").has_value());
}

TEST_CASE("a date is written as HTTP has it") {
  CHECK(HttpDate(std::chrono::sys_seconds(std::chrono::seconds(784'111'777))) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(HttpDate(std::chrono::sys_seconds()) == "Thu, 01 Jan 1970 00:00:00 GMT");
}

TEST_CASE("request ids are 128 random bits") {
  std::set<std::string> ids;
  for (int i = 0; i < 100; ++i) ids.insert(RandomRequestId());
  CHECK(ids.size() == 100);
  CHECK(ids.begin()->size() == 32);
  CHECK(ids.begin()->find_first_not_of("0123456789abcdef") == std::string::npos);
}

std::string HeadOf(const HttpResponse& response) {
  return Http1Head(response.status, FieldsOf(response, "id", std::chrono::sys_seconds()), false);
}

TEST_CASE("an answer says what every answer says, and what its handler adds") {
  HttpResponse response;
  response.status = 201;
  response.body = "{}";
  response.fields = {{"etag", "\"1\""}};
  CHECK(HeadOf(response) ==
        "HTTP/1.1 201 Created\r\ndate: Thu, 01 Jan 1970 00:00:00 GMT\r\nserver: hardtack\r\nx-request-id: id\r\n"
        "content-type: application/json\r\ncontent-length: 2\r\ncache-control: no-store\r\n"
        "x-content-type-options: nosniff\r\netag: \"1\"\r\n\r\n");
  CHECK(Http1Head(299, {}, true) == "HTTP/1.1 299 \r\nconnection: close\r\n\r\n");
}

TEST_CASE("a handler may say how its answer is cached") {
  HttpResponse response;
  response.fields = {{"cache-control", "max-age=60"}, {"x-content-type-options", "nosniff"}};
  const std::string head = HeadOf(response);
  CHECK(head.find("cache-control: max-age=60\r\n") != std::string::npos);
  CHECK(head.find("no-store") == std::string::npos);
  CHECK(head.find("nosniff") == head.rfind("nosniff"));
}

TEST_CASE("an answer without a body has no length") {
  for (const unsigned status : {204U, 304U}) {
    CHECK(!HasBody("GET", status));
    CHECK(HeadOf({status, "", "", {}}).find("\r\ncontent-") == std::string::npos);
  }
  CHECK(!HasBody("HEAD", 200));
  CHECK(HasBody("GET", 200));
}

TEST_CASE("an answer that would say something else on its way is not written") {
  const auto is_writable = [](const std::string& name, const std::string& value) {
    HttpResponse response;
    response.fields = {{name, value}};
    return IsWritable(response);
  };
  CHECK(is_writable("location", "/a"));
  CHECK(!is_writable("location", "/a\r\nset-cookie: b=c"));
  CHECK(!is_writable("location", "/a\n"));
  CHECK(!is_writable("location", std::string("/a\0", 3)));
  CHECK(!is_writable("Location", "/a"));
  CHECK(!is_writable("a\r\nb", "c"));
  for (const char* name : {"content-length", "transfer-encoding", "connection", "date", "server", "x-request-id"}) {
    CHECK(!is_writable(name, "1"));
  }
  CHECK(!IsWritable({200, "text/plain\r\na: b", "", {}}));
  for (const unsigned status : {0U, 100U, 199U, 600U}) CHECK(!IsWritable({status, "", "", {}}));
}

TEST_CASE("every status that the server answers with has a phrase, and is a problem in JSON with a code") {
  for (const unsigned status : {400U, 408U, 413U, 417U, 431U, 500U, 501U, 503U, 505U}) {
    CHECK(!PhraseOf(status).empty());
    CHECK(IsWritable(Problem(status, "why")));
    CHECK(Problem(status, "why").body.find("\"code\":\"\"") == std::string::npos);
  }
  const HttpResponse problem = Problem({431, "the head is too large"});
  CHECK(problem.content_type == "application/problem+json");
  CHECK(problem.body == R"({"type":"about:blank","title":"Request Header Fields Too Large","status":431,)"
                        R"("code":"head-too-large","detail":"the head is too large"})");
  CHECK(Problem(503, "busy").fields == HttpFields{{"retry-after", "1"}});
}

}  // namespace
}  // namespace hardtack::authority
