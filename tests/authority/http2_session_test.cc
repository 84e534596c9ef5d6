// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <string>
#include <string_view>

#include "doctest/doctest.h"
#include "tests/authority/http2_peer.h"
#include "tests/authority/session_testing.h"

namespace hardtack::authority {
namespace {

using std::chrono::seconds;

constexpr uint32_t kNoError = 0, kProtocolError = 1, kRefusedStream = 7, kCancel = 8, kEnhanceYourCalm = 11;
constexpr uint16_t kMaxConcurrentStreams = 3, kInitialWindowSize = 4, kMaxHeaderListSize = 6;

struct Http2Test : SessionTest {
  explicit Http2Test(const HttpLimits& limits = {}, std::string_view settings = {})
      : SessionTest(MakeHttp2Session, limits) {
    Send(Preface(settings));
  }

  void Send(std::string_view bytes) { reader.Read(Say(bytes)); }
  void Give(size_t asked, std::string body) {
    Answer(asked, std::move(body));
    reader.Read(Said());
  }
  const Http2Reader::Answer& Answered(uint32_t stream) { return reader.answers[stream]; }
  std::string StatusOf(uint32_t stream) {
    const auto& statuses = Answered(stream).statuses;
    return statuses.empty() ? "" : statuses.back();
  }
  bool Ended() const { return session->Done(); }

  Http2Reader reader;
};

std::string Headers(uint32_t stream, const Http2Fields& fields, bool ends = true) {
  return Frame(FrameType::kHeaders, static_cast<uint8_t>(kEndHeaders | (ends ? kEndStream : 0)), stream,
               HeaderBlock(fields));
}
std::string Post(uint32_t stream, const Http2Fields& more = {}) {
  return Headers(stream, RequestFields("POST", "/", more), false);
}
std::string Data(uint32_t stream, std::string_view bytes, bool ends) {
  return Frame(FrameType::kData, ends ? kEndStream : 0, stream, bytes);
}
std::string Reset(uint32_t stream) { return Frame(FrameType::kResetStream, 0, stream, Number32(kCancel)); }

TEST_CASE("HTTP/2: a request reaches the host as HTTP/1 would bring it") {
  Http2Test test;
  test.Send(Headers(
      1, RequestFields("GET", "/a%20b?c=d", {{"accept", "e"}, {"cookie", "f=1"}, {"cookie", ""}, {"cookie", "g=2"}})));
  REQUIRE(test.host.asked.size() == 1);
  const HttpRequest& request = test.host.asked[0].request;
  CHECK(request.method == "GET");
  CHECK(request.path == "/a%20b");
  CHECK(request.query == "c=d");
  CHECK(request.Field("host") == "localhost");
  CHECK(request.Field("accept") == "e");
  CHECK(request.Field("cookie") == "f=1; g=2");
  CHECK(request.id.size() == 32);
  test.Give(0, "hello");
  CHECK(test.StatusOf(1) == "200");
  CHECK(test.Answered(1).body == "hello");
  CHECK(test.Answered(1).ended);
  CHECK(test.Answered(1).fields.at("content-length") == "5");
  CHECK(test.Answered(1).fields.at("x-request-id") == request.id);
  CHECK(test.Answered(1).fields.at("cache-control") == "no-store");
  CHECK(!test.Ended());
}

TEST_CASE("HTTP/2: the server says its limits") {
  Http2Test test;
  CHECK(test.reader.settings.at(kMaxConcurrentStreams) == 100);
  CHECK(test.reader.settings.at(kInitialWindowSize) == (64 << 10) + 1);
  CHECK(test.reader.settings.at(kMaxHeaderListSize) == 16 << 10);
}

TEST_CASE("HTTP/2: bodies of several streams do not mix, and answers may come in any order") {
  Http2Test test;
  test.Send(Post(1) + Post(3) + Data(1, "on", false) + Data(3, "tw", false) + Data(1, "e", true) + Data(3, "o", true));
  REQUIRE(test.host.asked.size() == 2);
  CHECK(test.host.asked[0].request.body == "one");
  CHECK(test.host.asked[1].request.body == "two");
  test.Give(1, "second");
  test.Give(0, "first");
  CHECK(test.Answered(1).body == "first");
  CHECK(test.Answered(3).body == "second");
}

TEST_CASE("HTTP/2: trailers end a request and are not among its fields") {
  Http2Test test;
  test.Send(Post(1) + Data(1, "body", false) + Headers(1, {{"authorization", "Bearer t"}}));
  REQUIRE(test.host.asked.size() == 1);
  CHECK(test.host.asked[0].request.body == "body");
  CHECK(!test.host.asked[0].request.Field("authorization").has_value());
}

TEST_CASE("HTTP/2: HEAD and empty answers have no body") {
  Http2Test test;
  test.Send(Headers(1, RequestFields("HEAD", "/")) + Get(3, "/"));
  test.Give(0, "hello");
  test.Give(1, "");
  CHECK(test.Answered(1).fields.at("content-length") == "5");
  CHECK(test.Answered(1).body.empty());
  CHECK(test.Answered(1).ended);
  CHECK(test.Answered(3).ended);
}

TEST_CASE("HTTP/2: whoever asks for it is told to go on with the body") {
  Http2Test test;
  test.Send(Post(1, {{"expect", "100-continue"}}));
  CHECK(test.Answered(1).statuses == std::vector<std::string>{"100"});
  test.Send(Data(1, "body", true));
  test.Give(0, "");
  CHECK(test.Answered(1).statuses == std::vector<std::string>{"100", "200"});
}

TEST_CASE("HTTP/2: a request that is none is answered with what is wrong") {
  const auto without = [](std::string_view name) {
    Http2Fields fields = RequestFields("GET", "/");
    std::erase_if(fields, [&](const auto& field) { return field.first == name; });
    return fields;
  };
  Http2Fields other_scheme = without(":scheme");
  other_scheme.insert(other_scheme.begin(), {":scheme", "http"});
  struct Row {
    Http2Fields fields;
    std::string status;  // empty: nghttp2 may have found it malformed before us
  };
  const Row rows[] = {
      {RequestFields("GET", "/", {{"host", "other"}}), "400"},
      {RequestFields("GET", "/", {{"host", "localhost"}, {"host", "localhost"}}), ""},
      {RequestFields("GET", "/", {{"authorization", "a"}, {"authorization", "b"}}), "400"},
      {RequestFields("GET", "/", {{"expect", "more"}}), "417"},
      {RequestFields("POST", "/", {{"content-length", "65537"}}), ""},
      {RequestFields("GET", "/a#b"), "400"},
      {RequestFields("GET", "https://localhost/"), ""},
      {RequestFields("GET", "*"), ""},
      {without(":authority"), ""},
      {without(":path"), ""},
      {other_scheme, "400"},
      {RequestFields("GET", "/", {{"Upper", "case"}}), ""},
      {RequestFields("GET", "/", {{"a", "b\r\nc: d"}}), ""},
      {RequestFields("GET", "/", {{"a", " b"}}), ""},
      {RequestFields("GET", "/", {{"connection", "close"}}), ""},
      {RequestFields("GET", "/", {{"transfer-encoding", "chunked"}}), ""},
      {RequestFields("GET", "/", {{"content-length", "1"}}), ""},
      {RequestFields("GET", "/", Http2Fields(100, {"a", "b"})), "431"},
      {RequestFields("GET", "/", {{"a", std::string(16'250, 'b')}}), "431"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.fields.back().first);
    CAPTURE(row.fields.back().second.substr(0, 20));
    Http2Test test;
    test.Send(Headers(1, row.fields));
    CHECK(test.host.asked.empty());
    const bool is_reset = test.Answered(1).reset == kProtocolError;
    CAPTURE(test.StatusOf(1));
    CHECK((is_reset || test.StatusOf(1) == (row.status.empty() ? "400" : row.status)));
    if (!row.status.empty()) CHECK(test.StatusOf(1) == row.status);
    // Others go on.
    test.Send(Get(3, "/"));
    CHECK(test.host.asked.size() == 1);
  }
}

TEST_CASE("HTTP/2: a body is as large as it may be, and no larger; the rest of it is not wanted") {
  HttpLimits limits;
  limits.body_bytes = 4;
  Http2Test test(limits);
  test.Send(Post(1) + Data(1, "body", true));
  CHECK(test.host.asked.size() == 1);
  test.Send(Post(3) + Data(3, "body", false) + Data(3, "s", false));
  CHECK(test.StatusOf(3) == "413");
  CHECK(test.Answered(3).ended);
  CHECK(test.host.asked.size() == 1);
  CHECK(test.Left() == seconds(1));
  test.reader.Read(test.SaidAtDeadline());
  CHECK(test.Answered(3).reset == kNoError);
  CHECK(!test.Ended());
}

TEST_CASE("HTTP/2: a body that will be too large is refused before it comes") {
  Http2Test test;
  test.Send(Post(1, {{"content-length", "65537"}, {"expect", "100-continue"}}));
  CHECK(test.Answered(1).statuses == std::vector<std::string>{"413"});
  // What of it is on its way is passed over.
  test.Send(Data(1, std::string(10'000, 'a'), false) + Get(3, "/"));
  CHECK(test.host.asked.size() == 1);
  CHECK(!test.Ended());
}

TEST_CASE("HTTP/2: a connection without streams is closed when it is idle, whatever PING says") {
  Http2Test test;
  CHECK(test.Left() == seconds(60));
  test.now += seconds(50);
  test.Send(Frame(FrameType::kPing, 0, 0, "12345678"));
  CHECK(test.reader.pings == 1);
  CHECK(test.Left() == seconds(10));
  test.reader.Read(test.SaidAtDeadline());
  CHECK(test.reader.went_away == kNoError);
  CHECK(test.Ended());
  CHECK(test.host.events == std::vector<std::string>{"timeout: idle"});
}

TEST_CASE("HTTP/2: a request that is handled keeps the connection open") {
  Http2Test test;
  test.Send(Get(1, "/"));
  CHECK(test.session->Deadline() == HttpSession::Time::max());
  test.now += std::chrono::hours(1);
  test.Give(0, "");
  CHECK(test.Left() == seconds(60));
}

TEST_CASE("HTTP/2: whoever begins and says nothing is closed") {
  SessionTest test(MakeHttp2Session);
  test.Say(Preface().substr(0, 20));
  CHECK(test.Left() == seconds(10));
  test.SaidAtDeadline();
  CHECK(test.session->Done());
  CHECK(test.host.events == std::vector<std::string>{"timeout: header"});
}

TEST_CASE("HTTP/2: a head has its time, though frames continue it") {
  Http2Test test;
  const std::string block = HeaderBlock(RequestFields("GET", "/"));
  test.Send(Frame(FrameType::kHeaders, kEndStream, 1, block.substr(0, 10)));
  CHECK(test.Left() == seconds(10));
  test.now += seconds(8);
  test.Send(Frame(FrameType::kContinuation, 0, 1, block.substr(10, 5)));
  CHECK(test.Left() == seconds(2));
  test.SaidAtDeadline();
  CHECK(test.Ended());
  CHECK(test.host.events == std::vector<std::string>{"timeout: header"});
}

TEST_CASE("HTTP/2: a slow body is given up, and other streams go on") {
  Http2Test test;
  test.Send(Post(1));
  test.now += seconds(20);
  test.Send(Data(1, std::string(100, 'a'), false) + Get(3, "/"));
  CHECK(test.Left() == seconds(10));
  test.reader.Read(test.SaidAtDeadline());
  CHECK(test.StatusOf(1) == "408");
  test.reader.Read(test.SaidAtDeadline());
  CHECK(test.Answered(1).reset == kNoError);
  CHECK(!test.Ended());
  test.Give(0, "other");
  CHECK(test.Answered(3).body == "other");
}

TEST_CASE("HTTP/2: an answer that waits for a window which never opens is given up") {
  Http2Test test({}, Setting(kInitialWindowSize, 0));
  test.Send(Get(1, "/"));
  test.Give(0, std::string(80 << 10, 'a'));
  CHECK(test.StatusOf(1) == "200");
  CHECK(test.Answered(1).body.empty());
  CHECK(test.budget.used() > 80 << 10);
  CHECK(test.Left() == seconds(40));
  test.reader.Read(test.SaidAtDeadline());
  CHECK(test.Answered(1).reset == kCancel);
  CHECK(test.budget.used() < 1000);
  CHECK(test.host.events == std::vector<std::string>{"timeout: write"});
}

TEST_CASE("HTTP/2: a large answer goes out as far as windows open") {
  Http2Test test;
  test.Send(Get(1, "/"));
  const std::string body(200'000, 'a');
  test.Give(0, body);
  CHECK(test.Answered(1).body.size() == 65'535);
  test.Send(Frame(FrameType::kWindowUpdate, 0, 0, Number32(1'000'000)) +
            Frame(FrameType::kWindowUpdate, 0, 1, Number32(1'000'000)));
  CHECK(test.Answered(1).body == body);
  CHECK(test.Answered(1).ended);
}

TEST_CASE("HTTP/2: streams taken back at once are a flood, and make no room while they are handled") {
  HttpLimits limits;
  limits.streams = 10;
  limits.resets_per_minute = 50;
  Http2Test test(limits);
  uint32_t stream = 1;
  for (; stream < 1000 && !test.Ended(); stream += 2) test.Send(Get(stream, "/") + Reset(stream));
  CHECK(test.Ended());
  CHECK(test.reader.went_away == kEnhanceYourCalm);
  CHECK(test.host.asked.size() == 10);
  CHECK(stream < 150);
  CHECK(test.host.events == std::vector<std::string>{"reset_flood: streams that were taken back"});
}

TEST_CASE("HTTP/2: a stream taken back now and then is no flood") {
  HttpLimits limits;
  limits.resets_per_minute = 60;
  Http2Test test(limits);
  for (uint32_t i = 0; i < 300; ++i) {
    test.Send(Get(2 * i + 1, "/") + Reset(2 * i + 1));
    REQUIRE(test.host.asked.size() == 1);
    test.Give(0, "nobody reads this");
    test.host.asked.clear();
    test.now += seconds(1);
  }
  CHECK(!test.Ended());
}

TEST_CASE("HTTP/2: frames that break streams count like streams taken back") {
  HttpLimits limits;
  limits.resets_per_minute = 50;
  Http2Test test(limits);
  uint32_t stream = 1;
  for (; stream < 1000 && !test.Ended(); stream += 2) {
    // A stream that depends on itself, then more of what was to be over.
    test.Send(Get(stream, "/") + Frame(FrameType::kWindowUpdate, 0, stream, Number32(0x7fffffff)));
  }
  CHECK(test.Ended());
  CHECK(stream < 300);
}

TEST_CASE("HTTP/2: more streams than may be there are refused") {
  HttpLimits limits;
  limits.streams = 2;
  Http2Test test(limits);
  test.Send(Frame(FrameType::kSettings, kAck, 0, ""));
  for (const uint32_t stream : {1U, 3U, 5U}) test.Send(Get(stream, "/"));
  CHECK(test.host.asked.size() == 2);
  CHECK((test.Answered(5).reset == kRefusedStream || test.reader.went_away == kProtocolError));
}

TEST_CASE("HTTP/2: frames that carry nothing are a flood") {
  struct Row {
    std::string name, frame;
  };
  const Row rows[] = {
      {"PING", Frame(FrameType::kPing, 0, 0, "12345678")},
      {"SETTINGS", Frame(FrameType::kSettings, 0, 0, "")},
      {"PRIORITY", Frame(FrameType::kPriority, 0, 3, Number32(0) + "\x10")},
      {"WINDOW_UPDATE", Frame(FrameType::kWindowUpdate, 0, 0, Number32(1))},
      {"DATA", Data(1, "", false)},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    Http2Test test;
    test.Send(Post(1));
    int sent = 0;
    for (; sent < 3000 && !test.Ended(); ++sent) test.Send(row.frame);
    CHECK(test.Ended());
    CHECK(sent > 900);
    CHECK(sent < 1100);
    CHECK(test.reader.went_away == kEnhanceYourCalm);
    CHECK(test.host.events == std::vector<std::string>{"flood: frames that carry no request"});
  }
}

TEST_CASE("HTTP/2: frames that nobody knows are passed over, and do not keep a connection open") {
  Http2Test test;
  for (int i = 0; i < 100; ++i) test.Send(Frame(FrameType::kUnknown, 0, 0, "what is this?"));
  CHECK(test.Left() == seconds(60));
  test.Send(Get(1, "/"));
  CHECK(test.host.asked.size() == 1);
}

TEST_CASE("HTTP/2: answers to PING that nobody reads do not pile up") {
  Http2Test test;
  std::string pings;
  for (int i = 0; i < 500; ++i) pings += Frame(FrameType::kPing, 0, 0, "12345678");
  test.session->Receive(pings, test.now);
  CHECK(test.Ended());
  CHECK(test.host.events.size() == 1);
  CHECK(test.host.events[0].starts_with("flood: "));
}

TEST_CASE("HTTP/2: a head in more pieces than it may have ends the connection") {
  Http2Test test;
  test.Send(Frame(FrameType::kHeaders, kEndStream, 1, HeaderBlock(RequestFields("GET", "/"))));
  int sent = 0;
  for (; sent < 1000 && !test.Ended(); ++sent) test.Send(Frame(FrameType::kContinuation, 0, 1, ""));
  CHECK(test.Ended());
  CHECK(sent < 20);
}

// One field that is indexed, then named again and again: a byte for 4 KB.
std::string Bomb(const Http2Fields& fields) {
  return HeaderBlock(fields) + "\x40\x01" + "a" + "\x7f\xa1\x1e" + std::string(4000, 'a') + std::string(10'000, '\xbe');
}

TEST_CASE("HTTP/2: few bytes that stand for many are not read to their end") {
  const std::string heads[] = {
      Frame(FrameType::kHeaders, kEndHeaders | kEndStream, 1, Bomb(RequestFields("GET", "/"))),
      // As trailers.
      Post(1) + Frame(FrameType::kHeaders, kEndHeaders | kEndStream, 1, Bomb({})),
  };
  for (const std::string& head : heads) {
    Http2Test test;
    test.Send(head);
    CHECK(test.host.asked.empty());
    CHECK(test.Ended());
    CHECK(test.budget.used() <= 17'000);
    CHECK(test.host.events == std::vector<std::string>{"flood: a head that goes on and on"});
  }
}

TEST_CASE("HTTP/2: what is not HTTP/2 ends the connection") {
  for (const std::string_view bytes :
       {"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nXX\r\n\r\n"}) {
    SessionTest test(MakeHttp2Session);
    test.Say(bytes);
    CHECK(test.session->Done());
    CHECK(test.host.asked.empty());
    CHECK(test.host.events.size() == 1);
  }
  Http2Test frame;
  frame.Send(Frame(FrameType::kData, 0, 0, "no stream"));
  CHECK(frame.Ended());
  CHECK(frame.reader.went_away == kProtocolError);
  Http2Test compression;
  compression.Send(Frame(FrameType::kHeaders, kEndHeaders | kEndStream, 1, "\xff\xff\xff\xff\xff\xff\xff"));
  CHECK(compression.Ended());
}

TEST_CASE("HTTP/2: a server that ends answers what has begun and takes nothing new") {
  Http2Test idle;
  idle.session->Drain(idle.now);
  idle.reader.Read(idle.Said());
  CHECK(idle.Ended());
  CHECK(idle.reader.went_away == kNoError);
  Http2Test busy;
  busy.Send(Get(1, "/"));
  busy.session->Drain(busy.now);
  busy.reader.Read(busy.Said());
  CHECK(busy.reader.last_stream == 1);
  CHECK(!busy.Ended());
  busy.Send(Get(3, "/"));
  CHECK(busy.host.asked.size() == 1);
  busy.Give(0, "last");
  CHECK(busy.Answered(1).body == "last");
  CHECK(busy.Ended());
}

TEST_CASE("HTTP/2: a request for which there is no worker is told to come back") {
  Http2Test test;
  test.host.takes = false;
  test.Send(Get(1, "/"));
  CHECK(test.StatusOf(1) == "503");
  CHECK(test.Answered(1).fields.at("retry-after") == "1");
}

TEST_CASE("HTTP/2: memory for requests and answers comes from the budget, and goes back") {
  HttpLimits limits;
  limits.buffered_bytes = 3000;
  Http2Test test(limits);
  test.Send(Post(1) + Data(1, std::string(1000, 'a'), false));
  CHECK(test.budget.used() > 1000);
  test.Send(Post(3) + Data(3, std::string(2500, 'a'), false));
  CHECK(test.StatusOf(3) == "503");
  test.Send(Data(1, "", true));
  REQUIRE(test.host.asked.size() == 1);
  test.Give(0, std::string(3000, 'a'));
  CHECK(test.StatusOf(1) == "503");
  test.host.asked.clear();
  CHECK(test.budget.used() == 0);
}

TEST_CASE("HTTP/2: an answer to a stream that is gone is dropped") {
  Http2Test test;
  test.Send(Get(1, "/") + Reset(1));
  REQUIRE(test.host.asked.size() == 1);
  test.Give(0, "late");
  CHECK(test.Answered(1).statuses.empty());
  CHECK(!test.Ended());
  CHECK(test.Left() == seconds(60));
}

TEST_CASE("HTTP/2: an answer with a field that ends its line is not written") {
  Http2Test test;
  test.Send(Get(1, "/"));
  HttpResponse response;
  response.fields = {{"location", "/\r\nset-cookie: a=b"}};
  test.session->Answer(1, response, test.now);
  test.reader.Read(test.Said());
  CHECK(test.StatusOf(1) == "500");
  CHECK(test.host.events.size() == 1);
}

}  // namespace
}  // namespace hardtack::authority
