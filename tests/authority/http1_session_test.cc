// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <string>
#include <string_view>

#include "doctest/doctest.h"
#include "tests/authority/session_testing.h"

namespace hardtack::authority {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::string_literals::operator""s;

constexpr std::string_view kGet = "GET /a?b HTTP/1.1\r\nHost: c\r\n\r\n";
constexpr std::string_view kPost = "POST / HTTP/1.1\r\nHost: c\r\nContent-Length: 4\r\n\r\n";
constexpr std::string_view kChunked = "POST / HTTP/1.1\r\nHost: c\r\nTransfer-Encoding: chunked\r\n\r\n";

std::string StatusOf(std::string_view said) { return std::string(said.substr(0, said.find("\r\n"))); }
std::string BodyOf(std::string_view said) { return std::string(said.substr(said.find("\r\n\r\n") + 4)); }
bool Closes(std::string_view said) { return said.find("\r\nconnection: close\r\n") != std::string_view::npos; }

struct Http1Test : SessionTest {
  explicit Http1Test(const HttpLimits& limits = {}) : SessionTest(MakeHttp1Session, limits) {}
};

TEST_CASE("a request reaches the host as it was sent, and its answer goes back") {
  Http1Test test;
  CHECK(test.Say("GET /a%20b?c=d HTTP/1.1\r\nHost: example\r\nX-Request-ID: mine\r\nAccept:  e \r\n\r\n").empty());
  REQUIRE(test.host.asked.size() == 1);
  const HttpRequest& request = test.host.asked[0].request;
  CHECK(request.method == "GET");
  CHECK(request.path == "/a%20b");
  CHECK(request.query == "c=d");
  CHECK(request.Field("host") == "example");
  CHECK(request.Field("accept") == "e");
  CHECK(request.body.empty());
  CHECK(request.id.size() == 32);
  test.Answer(0, "hello");
  const std::string said = test.Said();
  CHECK(StatusOf(said) == "HTTP/1.1 200 OK");
  CHECK(BodyOf(said) == "hello");
  CHECK(said.find("\r\nx-request-id: " + request.id + "\r\n") != std::string::npos);
  CHECK(!Closes(said));
  CHECK(!test.session->Done());
}

TEST_CASE("bytes that come one by one are the same request") {
  Http1Test test;
  const std::string bytes = std::string(kPost) + "body";
  for (const char byte : bytes) {
    CHECK(test.host.asked.empty());
    CHECK(test.Say({&byte, 1}).empty());
  }
  REQUIRE(test.host.asked.size() == 1);
  CHECK(test.host.asked[0].request.body == "body");
}

TEST_CASE("chunks are one body, however they are cut") {
  const std::string bytes = std::string(kChunked) + "3\r\nabc\r\n0A\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";
  for (size_t cut = 0; cut <= bytes.size(); ++cut) {
    CAPTURE(cut);
    Http1Test test;
    test.Say(bytes.substr(0, cut));
    test.Say(bytes.substr(cut));
    REQUIRE(test.host.asked.size() == 1);
    CHECK(test.host.asked[0].request.body == "abc0123456789");
    CHECK(!test.host.asked[0].request.Field("trailer").has_value());
  }
}

TEST_CASE("an empty chunked body may come in any pieces") {
  const std::string bytes = std::string(kChunked) + "0\r\n\r\n";
  for (size_t cut = kChunked.size(); cut <= bytes.size(); ++cut) {
    Http1Test test;
    for (const char byte : bytes.substr(0, cut)) test.Say({&byte, 1});
    test.Say(bytes.substr(cut));
    CHECK(test.host.asked.size() == 1);
  }
}

TEST_CASE("requests that are sent ahead are answered one after the other") {
  Http1Test test;
  CHECK(test.Say(std::string(kGet) + std::string(kPost) + "body" + std::string(kGet)).empty());
  for (size_t i = 0; i < 3; ++i) {
    REQUIRE(test.host.asked.size() == i + 1);
    test.Answer(i, std::to_string(i));
    CHECK(BodyOf(test.Said()) == std::to_string(i));
  }
  CHECK(test.host.asked[1].request.body == "body");
  CHECK(test.host.asked.size() == 3);
}

TEST_CASE("only so much is read ahead while a request is handled") {
  Http1Test test;
  test.Say(kGet);
  CHECK(test.session->WantsInput());
  test.Say(std::string(16 << 10, 'a'));
  CHECK(!test.session->WantsInput());
}

TEST_CASE("what is read ahead counts against the budget, and is forgotten when that is spent") {
  HttpLimits limits;
  limits.buffered_bytes = 1000;
  Http1Test test(limits);
  test.Say(kGet);
  test.host.asked[0].held.Hold(0);
  test.Say(kGet);
  CHECK(test.budget.used() == kGet.size());
  test.Say(std::string(1000, 'a'));
  CHECK(test.budget.used() == 0);
  test.Answer(0, "a");
  const std::string said = test.Said();
  CHECK(BodyOf(said) == "a");
  CHECK(Closes(said));
  CHECK(test.host.asked.size() == 1);
}

TEST_CASE("an empty line between requests is passed over") {
  Http1Test test;
  test.Say("\r\n\r\n");
  test.Say("\r");
  test.Say("\n" + std::string(kGet));
  CHECK(test.host.asked.size() == 1);
}

TEST_CASE("whoever asks for it is told to go on with the body") {
  Http1Test test;
  const std::string head = "POST / HTTP/1.1\r\nHost: c\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
  CHECK(test.Say(head) == "HTTP/1.1 100 Continue\r\n\r\n");
  test.Say("body");
  REQUIRE(test.host.asked.size() == 1);
  test.Answer(0, "");
  CHECK(StatusOf(test.Said()) == "HTTP/1.1 200 OK");
  // Not who sends it at once, nor HTTP/1.0.
  CHECK(test.Say(head + "body").empty());
  Http1Test old;
  CHECK(old.Say("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n").empty());
  Http1Test large;
  CHECK(StatusOf(large.Say("POST / HTTP/1.1\r\nHost: c\r\nExpect: 100-continue\r\nContent-Length: 70000\r\n\r\n")) ==
        "HTTP/1.1 413 Content Too Large");
  CHECK(StatusOf(Http1Test().Say("GET / HTTP/1.1\r\nHost: c\r\nExpect: more\r\n\r\n")) ==
        "HTTP/1.1 417 Expectation Failed");
}

TEST_CASE("a connection is kept for the next request unless one side says otherwise") {
  const auto closes = [](std::string_view head) {
    Http1Test test;
    test.Say(head);
    test.Answer(0, "");
    const bool says_so = Closes(test.Said());
    CHECK(test.session->Done() == says_so);
    CHECK(test.session->WantsInput() != says_so);
    return says_so;
  };
  CHECK(!closes("GET / HTTP/1.1\r\nHost: c\r\n\r\n"));
  CHECK(closes("GET / HTTP/1.1\r\nHost: c\r\nConnection: close\r\n\r\n"));
  CHECK(closes("GET / HTTP/1.0\r\n\r\n"));
  CHECK(!closes("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

TEST_CASE("HEAD is answered with the fields alone") {
  Http1Test test;
  test.Say("HEAD / HTTP/1.1\r\nHost: c\r\n\r\n");
  test.Answer(0, "hello");
  const std::string said = test.Said();
  CHECK(said.find("content-length: 5\r\n") != std::string::npos);
  CHECK(BodyOf(said).empty());
}

TEST_CASE("what is malformed is answered, and the connection ends") {
  struct Row {
    std::string bytes;
    std::string_view status;
  };
  const Row rows[] = {
      {"GET / HTTP/1.1\n", "HTTP/1.1 400 Bad Request"},
      {"GET / HTTP/1.1\r\nHost: c\r\nHost: c\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET / HTTP/2.0\r\nHost: c\r\n\r\n", "HTTP/1.1 505 HTTP Version Not Supported"},
      {"CONNECT c:443 HTTP/1.1\r\nHost: c\r\n\r\n", "HTTP/1.1 501 Not Implemented"},
      {"GET / HTTP/1.1\r\nHost: c\r\nConnection: \"\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"\x16\x03\x01\x02\x00\x01\x00\x01"s, "HTTP/1.1 400 Bad Request"},
      {std::string(kChunked) + "5;a=b\r\nabcde\r\n0\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {std::string(kChunked) + "5;a=\"\n\"\r\nabcde\r\n0\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {std::string(kChunked) + "5\nabcde\r\n0\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {std::string(kChunked) + "5 \r\nabcde\r\n0\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {std::string(kChunked) + "0x5\r\nabcde\r\n0\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {std::string(kChunked) + "-5\r\nabcde\r\n0\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {std::string(kChunked) + "5\r\nabcdef\r\n0\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {std::string(kChunked) + "5\r\nabcde\n0\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {std::string(kChunked) + "10000000000000005\r\nabcde\r\n0\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {std::string(kChunked) + "10001\r\n", "HTTP/1.1 413 Content Too Large"},
      {std::string(kChunked) + "0\r\nTrailer: a\nb\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {std::string(kChunked) + std::string(5000, '0'), "HTTP/1.1 400 Bad Request"},
      {std::string(kChunked) + "0\r\nTrailer: " + std::string(5000, 'a'), "HTTP/1.1 400 Bad Request"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.bytes);
    Http1Test test;
    const std::string said = test.Say(row.bytes);
    CHECK(StatusOf(said) == row.status);
    CHECK(Closes(said));
    CHECK(said.find("\r\nx-request-id: ") != std::string::npos);
    CHECK(test.session->Done());
    CHECK(test.host.asked.empty());
    REQUIRE(test.host.events.size() == 1);
    CHECK(test.host.events[0].starts_with("malformed: "));
    // Whatever comes behind it is not read.
    CHECK(test.Say(kGet).empty());
    CHECK(test.host.asked.empty());
  }
}

TEST_CASE("a head is as large as it may be, and no larger") {
  const auto head_of = [](size_t size) {
    std::string head = "GET / HTTP/1.1\r\nHost: c\r\nA: ";
    return head + std::string(size - head.size() - 4, 'a') + "\r\n\r\n";
  };
  Http1Test fits;
  fits.Say(head_of(16 << 10));
  CHECK(fits.host.asked.size() == 1);
  Http1Test too_large;
  CHECK(StatusOf(too_large.Say(head_of((16 << 10) + 1))) == "HTTP/1.1 431 Request Header Fields Too Large");
  Http1Test endless;
  std::string said;
  for (int i = 0; i < 100 && said.empty(); ++i) said = endless.Say(std::string(1000, 'a'));
  CHECK(StatusOf(said) == "HTTP/1.1 431 Request Header Fields Too Large");
  Http1Test fields;
  std::string many = "GET / HTTP/1.1\r\nHost: c\r\n";
  for (int i = 0; i < 100; ++i) many += "a: b\r\n";
  CHECK(StatusOf(fields.Say(many + "\r\n")) == "HTTP/1.1 431 Request Header Fields Too Large");
}

TEST_CASE("a body is as large as it may be, and no larger") {
  HttpLimits limits;
  limits.body_bytes = 4;
  Http1Test fits(limits);
  fits.Say(std::string(kPost) + "body");
  CHECK(fits.host.asked.size() == 1);
  Http1Test too_large(limits);
  CHECK(StatusOf(too_large.Say("POST / HTTP/1.1\r\nHost: c\r\nContent-Length: 5\r\n\r\n")) ==
        "HTTP/1.1 413 Content Too Large");
  Http1Test chunks(limits);
  CHECK(chunks.Say(std::string(kChunked) + "4\r\nbody\r\n").empty());
  CHECK(StatusOf(chunks.Say("1\r\na\r\n")) == "HTTP/1.1 413 Content Too Large");
}

TEST_CASE("an idle connection is closed without a word") {
  Http1Test test;
  CHECK(test.Left() == seconds(60));
  CHECK(test.SaidAtDeadline().empty());
  CHECK(test.session->Done());
  CHECK(test.host.events == std::vector<std::string>{"timeout: idle"});
}

TEST_CASE("a head has its time from its first byte, however its bytes drip") {
  Http1Test test;
  test.Say("G");
  CHECK(test.Left() == seconds(10));
  test.now += seconds(9);
  test.Say("ET / HTTP/1.1\r\n");
  CHECK(test.Left() == seconds(1));
  const std::string said = test.SaidAtDeadline();
  CHECK(StatusOf(said) == "HTTP/1.1 408 Request Timeout");
  CHECK(Closes(said));
  CHECK(test.session->Done());
  CHECK(test.host.events == std::vector<std::string>{"timeout: header"});
}

TEST_CASE("empty lines do not prolong a head's time") {
  Http1Test test;
  test.Say("\r\n");
  test.now += seconds(5);
  test.Say("\r");
  test.now += seconds(1);
  test.Say("\n");
  test.Say("G");
  test.now += seconds(3);
  CHECK(test.Left() == seconds(6));
}

TEST_CASE("a body has its time from the end of the head") {
  Http1Test test;
  test.Say(kPost);
  CHECK(test.Left() == seconds(30));
  test.now += seconds(29);
  test.Say("bod");
  CHECK(test.Left() == seconds(1));
  CHECK(StatusOf(test.SaidAtDeadline()) == "HTTP/1.1 408 Request Timeout");
  CHECK(test.host.events == std::vector<std::string>{"timeout: body"});
}

TEST_CASE("a handler has all the time it takes") {
  Http1Test test;
  test.Say(kGet);
  CHECK(test.session->Deadline() == HttpSession::Time::max());
}

TEST_CASE("an answer that nobody reads is given up, a large one later") {
  Http1Test test;
  test.Say(kGet);
  test.Answer(0, std::string(80 << 10, 'a'));
  CHECK(test.session->Output().size() > (80 << 10));
  CHECK(test.Left() == seconds(40));
  test.session->Written(1000, test.now);
  CHECK(test.Left() == seconds(40));
  CHECK(test.SaidAtDeadline().empty());
  CHECK(test.session->Done());
  CHECK(test.host.events == std::vector<std::string>{"timeout: write"});
}

TEST_CASE("a server that ends answers what has begun, and says so") {
  Http1Test idle;
  idle.session->Drain(idle.now);
  CHECK(idle.session->Done());
  Http1Test busy;
  busy.Say(std::string(kGet) + std::string(kGet));
  busy.session->Drain(busy.now);
  CHECK(!busy.session->Done());
  busy.Answer(0, "a");
  const std::string said = busy.Said();
  CHECK(BodyOf(said) == "a");
  CHECK(Closes(said));
  CHECK(busy.session->Done());
  CHECK(busy.host.asked.size() == 1);
}

TEST_CASE("a request for which there is no worker is told to come back") {
  Http1Test test;
  test.host.takes = false;
  const std::string said = test.Say(kGet);
  CHECK(StatusOf(said) == "HTTP/1.1 503 Service Unavailable");
  CHECK(said.find("\r\nretry-after: 1\r\n") != std::string::npos);
}

TEST_CASE("what is held counts against the budget of the server, and is given back") {
  HttpLimits limits;
  limits.buffered_bytes = 1000;
  Http1Test test(limits);
  test.Say(std::string(kPost) + "bod");
  CHECK(test.budget.used() == 3);
  test.Say("y");
  REQUIRE(test.host.asked.size() == 1);
  CHECK(test.budget.used() == 4);  // the request is the host's now
  test.host.asked.clear();
  CHECK(test.budget.used() == 0);
  test.session->Answer(0, {}, test.now);
  CHECK(test.budget.used() > 100);
  test.Said();
  test.Say("G");
  CHECK(test.budget.used() == 1);
  CHECK(StatusOf(test.Say(std::string(1000, 'a'))) == "HTTP/1.1 503 Service Unavailable");
  test.session.reset();
  CHECK(test.budget.used() == 0);
}

TEST_CASE("an answer for which there is no memory becomes a short one") {
  HttpLimits limits;
  limits.buffered_bytes = 2000;
  Http1Test test(limits);
  test.Say(kGet);
  test.Answer(0, std::string(3000, 'a'));
  const std::string said = test.Said();
  CHECK(StatusOf(said) == "HTTP/1.1 503 Service Unavailable");
  CHECK(said.find("aaaaaaaaaaaaaaaa") == std::string::npos);
}

TEST_CASE("an answer with a field that ends its line is not written") {
  Http1Test test;
  test.Say(kGet);
  HttpResponse response;
  response.fields = {{"location", "/\r\nset-cookie: a=b"}};
  test.session->Answer(0, response, test.now);
  const std::string said = test.Said();
  CHECK(StatusOf(said) == "HTTP/1.1 500 Internal Server Error");
  CHECK(said.find("set-cookie") == std::string::npos);
  CHECK(test.host.events.size() == 1);
  CHECK(test.host.events[0].starts_with("bad_answer: "));
}

TEST_CASE("answers behind the first are dropped") {
  Http1Test test;
  test.Say(kGet);
  test.Answer(0, "first");
  test.Answer(0, "second");
  CHECK(BodyOf(test.Said()) == "first");
  test.Answer(0, "third");
  CHECK(test.Said().empty());
}

}  // namespace
}  // namespace hardtack::authority
