// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>

#include "doctest/doctest.h"
#include "hardtack/authority/http/request_shape.h"

namespace hardtack::authority {
namespace {

using std::string_literals::operator""s;

TEST_CASE("a head ends with an empty line, however its bytes arrive") {
  const std::string head = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  HeadSearch search;
  for (size_t size = 0; size < head.size(); ++size) {
    SearchHeadEnd(std::string_view(head).substr(0, size), search);
    CHECK(!search.end.has_value());
    CHECK(!search.fault.has_value());
  }
  SearchHeadEnd(head + "GET /next", search);
  CHECK(search.end == head.size());
}

TEST_CASE("a line that ends otherwise, or NUL, is known as soon as it is there") {
  const auto fault_of = [](std::string_view bytes) {
    HeadSearch search;
    SearchHeadEnd(bytes, search);
    return search.fault.has_value() ? search.fault->reason : std::string_view("none");
  };
  CHECK(fault_of("GET / HTTP/1.1\n") == "a line ends with a bare line feed");
  CHECK(fault_of("\n") == "a line ends with a bare line feed");
  CHECK(fault_of("GET / HTTP/1.1\r\nHost: a\n\r\n") == "a line ends with a bare line feed");
  CHECK(fault_of("GET /\rHTTP/1.1") == "there is a bare carriage return");
  CHECK(fault_of("GET / HTTP/1.1\r\r\n") == "there is a bare carriage return");
  CHECK(fault_of("GET / HTTP/1.1\r\nA: \0"s) == "the head contains NUL");
  CHECK(fault_of("GET / HTTP/1.1\r") == "none");
}

struct Row {
  std::string head;  // without the empty line
  unsigned status;
  std::string_view reason;
};

TEST_CASE("a head that two readers might read in two ways is refused") {
  const Row rows[] = {
      {"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n", 400, "there is more than one Host"},
      {"GET / HTTP/1.1\r\n", 400, "Host is missing"},
      {"GET / HTTP/1.1\r\nHost: a b\r\n", 400, "Host is neither a name nor an address"},
      {"GET / HTTP/1.1\r\nHost:\r\n", 400, "Host is neither a name nor an address"},
      {"GET https://b/ HTTP/1.1\r\nHost: a\r\n", 400, "the target and Host name different hosts"},
      {"GET https://a:443/ HTTP/1.1\r\nHost: a\r\n", 400, "the target and Host name different hosts"},
      {"GET http://a/ HTTP/1.1\r\nHost: a\r\n", 400, "the target is neither a path nor an https URI"},
      {"GET /#a HTTP/1.1\r\nHost: a\r\n", 400, "the target is neither a path nor an https URI"},
      {"GET  / HTTP/1.1\r\nHost: a\r\n", 400, "the target is neither a path nor an https URI"},
      {"GET /\tHTTP/1.1\r\nHost: a\r\n", 400, "the request line is not METHOD TARGET VERSION"},
      {"GET /\r\nHost: a\r\n", 400, "the request line is not METHOD TARGET VERSION"},
      {"\r\nHost: a\r\n", 400, "the request line is not METHOD TARGET VERSION"},
      {"G@T / HTTP/1.1\r\nHost: a\r\n", 400, "the method is no token"},
      {" GET / HTTP/1.1\r\nHost: a\r\n", 400, "the method is no token"},
      {"GET / http/1.1\r\nHost: a\r\n", 400, "the request line does not end with a version"},
      {"GET / HTTP/1.1 \r\nHost: a\r\n", 400, "the request line does not end with a version"},
      {"GET / HTTP/0.9\r\nHost: a\r\n", 505, "only HTTP/1.1, HTTP/1.0 and, chosen by ALPN, HTTP/2 are spoken"},
      {"PRI * HTTP/2.0\r\n", 505, "only HTTP/1.1, HTTP/1.0 and, chosen by ALPN, HTTP/2 are spoken"},
      {"CONNECT a:443 HTTP/1.1\r\nHost: a\r\n", 501, "this is no proxy"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n", 400,
       "there are both Content-Length and Transfer-Encoding"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n", 400,
       "there is more than one Content-Length"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\ncontent-length: 1\r\n", 400,
       "there is more than one Content-Length"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n", 400, "Content-Length is no number"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n", 400, "Content-Length is no number"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n", 400, "Content-Length is no number"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n", 400, "Content-Length is no number"},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551617\r\n", 413, "the body is too large"},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 400,
       "there is more than one Transfer-Encoding"},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n", 501,
       "the only Transfer-Encoding is chunked"},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n", 501, "the only Transfer-Encoding is chunked"},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n", 501, "the only Transfer-Encoding is chunked"},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: \x0b"
       "chunked\r\n",
       400, "a field has a control character"},
      {"POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n", 400, "HTTP/1.0 has no Transfer-Encoding"},
      {"GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n c\r\n", 400, "a field is folded over lines"},
      {"GET / HTTP/1.1\r\n Host: a\r\n", 400, "a field is folded over lines"},
      {"GET / HTTP/1.1\r\nHost : a\r\n", 400, "there is white space before a colon"},
      {"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding\t: chunked\r\n", 400, "there is white space before a colon"},
      {"GET / HTTP/1.1\r\nHost: a\r\nA\r\n", 400, "a field has no colon"},
      {"GET / HTTP/1.1\r\nHost: a\r\n: b\r\n", 400, "the name of a field is no token"},
      {"GET / HTTP/1.1\r\nHost: a\r\nA b: c\r\n", 400, "the name of a field is no token"},
      {"GET / HTTP/1.1\r\nHost: a\r\nA: \x7f\r\n", 400, "a field has a control character"},
      {"GET / HTTP/1.1\r\nHost: a\r\nA: b\nC: d\r\n", 400, "a field has a control character"},
      {"GET / HTTP/1.1\r\nHost: a\r\nA: b\rC: d\r\n", 400, "a field has a control character"},
      {"GET / HTTP/1.1\r\nHost: a\r\nA: \0\r\n"s, 400, "a field has a control character"},
      {"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n", 400, "there is something behind the head"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head);
    const auto fault = CheckHead(row.head + "\r\n");
    REQUIRE(fault.has_value());
    CHECK(fault->status == row.status);
    CHECK(fault->reason == row.reason);
  }
  CHECK(CheckHead("GET / HTTP/1.1\r\nHost: a\r\n")->reason == "the head does not end");
}

TEST_CASE("a head with one meaning is let through") {
  for (const char* head : {
           "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
           "GET / HTTP/1.0\r\n\r\n",
           "GET https://A.example:8443/b?c HTTP/1.1\r\nHost: a.example:8443\r\n\r\n",
           "OPTIONS * HTTP/1.1\r\nhost:a\r\n\r\n",
           "BREW /pot HTTP/1.1\r\nHOST: \t a \t \r\nEmpty:\r\n\r\n",
           "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n",
           "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0005\r\nAccept: a\r\nAccept: b\r\n\r\n",
           "GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: caf\xc3\xa9\r\n\r\n",
       }) {
    CAPTURE(head);
    CHECK(!CheckHead(head).has_value());
  }
}

TEST_CASE("fields that decide something may be there once") {
  HttpRequest request;
  request.fields = {{"authorization", "a"}, {"accept", "b"}, {"accept", "c"}, {"host", "d"}};
  CHECK(!CheckFields(request, {}).has_value());
  for (const char* name : {"authorization", "content-type", "host", "expect", "content-length"}) {
    request.fields = {{name, "1"}, {name, "1"}};
    CAPTURE(name);
    REQUIRE(CheckFields(request, {}).has_value());
    CHECK(CheckFields(request, {})->status == 400);
  }
}

TEST_CASE("a body that will be too large is known by its head") {
  const auto status_of = [](const char* length) {
    HttpRequest request;
    request.fields = {{"content-length", length}};
    const auto fault = CheckFields(request, {});
    return fault.has_value() ? fault->status : 200;
  };
  CHECK(status_of("65536") == 200);
  CHECK(status_of("00065536") == 200);
  for (const char* length : {"65537", "99999999999999999999999", "", "a", "1a"}) CHECK(status_of(length) == 413);
}

TEST_CASE("there are only so many fields, and one expectation") {
  HttpRequest request;
  request.fields.assign(100, {"a", "b"});
  CHECK(!CheckFields(request, {}).has_value());
  request.fields.emplace_back("a", "b");
  CHECK(CheckFields(request, {})->status == 431);
  request.fields = {{"expect", "100-Continue"}};
  CHECK(!CheckFields(request, {}).has_value());
  request.fields = {{"expect", "a miracle"}};
  CHECK(CheckFields(request, {})->status == 417);
}

}  // namespace
}  // namespace hardtack::authority
