// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the network and servers can do to a request, over real connections.

#include <openssl/ssl.h>

#include <string>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/client/curl_transport.h"
#include "tests/client/scripted_authority.h"

namespace hardtack::client {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

TlsSettings Trusting(const std::string& ca) {
  TlsSettings tls;
  tls.server_ca = ca;
  return tls;
}

TlsSettings WithClient(const CertifiedKey& client) {
  TlsSettings tls = Trusting(TestCredentials().ca.certificate);
  tls.certificate = client.certificate;
  tls.private_key = crypto::SecretString(client.private_key);
  return tls;
}

HttpCall CallTo(const HttpsServer& server) {
  HttpCall call{"https://" + server.address() + "/x"};
  call.timeout = milliseconds(5'000);
  return call;
}

HttpFailure FailureOf(Transport& transport, const HttpCall& call) {
  const HttpResult result = transport.Send(call, {});
  REQUIRE(std::holds_alternative<HttpFailure>(result));
  return std::get<HttpFailure>(result);
}

HttpReply ReplyOf(Transport& transport, const HttpCall& call) {
  const HttpResult result = transport.Send(call, {});
  if (const auto* failure = std::get_if<HttpFailure>(&result)) FAIL(Describe(failure->error));
  return std::get<HttpReply>(result);
}

ServerOptions Plain() { return {TestCredentials().server}; }

TEST_CASE("an exchange carries body, bearer and tag there, and status, body and fields back") {
  const HttpsServer server(Plain(), InTurn({{201, "{}", {{"eTaG", "\"7\""}, {"Retry-After", " 9 "}}}}));
  CurlTransport transport(Trusting(TestCredentials().ca.certificate));
  HttpCall call = CallTo(server);
  call.body = R"({"a":1})";
  call.bearer = "token==";
  call.etag = "\"6\"";
  const HttpReply reply = ReplyOf(transport, call);
  CHECK(reply.status == 201);
  CHECK(reply.body == "{}");
  CHECK(reply.etag == "\"7\"");
  CHECK(reply.retry_after == "9");
  const ServedRequest request = server.requests().at(0);
  CHECK(request.method == "POST");
  CHECK(request.path == "/x");
  CHECK(request.body == R"({"a":1})");
  CHECK(request.Field("authorization") == "Bearer token==");
  CHECK(request.Field("content-type") == "application/json");
  CHECK(request.Field("if-none-match") == "\"6\"");
  CHECK(request.Field("user-agent") == "hardtack");
  CHECK(request.identity.empty());
}

TEST_CASE("nothing of one call is left for the next over the same connection") {
  const HttpsServer server(Plain(), InTurn({Json("{}")}));
  CurlTransport transport(Trusting(TestCredentials().ca.certificate));
  HttpCall first = CallTo(server);
  first.body = "{}";
  first.bearer = "secret";
  first.etag = "\"1\"";
  ReplyOf(transport, first);
  ReplyOf(transport, CallTo(server));
  const ServedRequest second = server.requests().at(1);
  CHECK(second.method == "GET");
  CHECK(second.body.empty());
  CHECK(second.Field("authorization").empty());
  CHECK(second.Field("if-none-match").empty());
  CHECK(second.connection == 1);
  CHECK(server.connections() == 1);
}

TEST_CASE("calls from several threads have a connection each, which later calls use again") {
  const HttpsServer server(Plain(), [](const ServedRequest&) { return ServedReply{200, "{}", {}, milliseconds(20)}; });
  CurlTransport transport(Trusting(TestCredentials().ca.certificate));
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 5; ++n) transport.Send(CallTo(server), {});
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(server.requests().size() == 20);
  CHECK(server.connections() <= 4);
}

TEST_CASE("a client shows its certificate to who asks for it") {
  const HttpsServer server({TestCredentials().server, TestCredentials().ca.certificate, true}, InTurn({Json("{}")}));
  CurlTransport transport(WithClient(TestCredentials().client));
  ReplyOf(transport, CallTo(server));
  CHECK(server.requests().at(0).identity == "uri:urn:test:argo-cli0");
}

TEST_CASE("a server that nobody vouches for, that expired, or that is another one is refused before anything is sent") {
  struct Row {
    CertifiedKey server;
    std::string ca;
    const char* why;
  };
  const Credentials& credentials = TestCredentials();
  const Row kRows[] = {
      {credentials.server, credentials.foreign_ca.certificate, "unable to get local issuer certificate"},
      {credentials.server, "", "unable to get local issuer certificate"},
      {credentials.expired, credentials.ca.certificate, "certificate has expired"},
      {credentials.elsewhere, credentials.ca.certificate, "matches target host name"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.why);
    const HttpsServer server({row.server}, InTurn({Json("{}")}));
    CurlTransport transport(Trusting(row.ca));
    const HttpFailure failure = FailureOf(transport, CallTo(server));
    CAPTURE(Describe(failure.error));
    CHECK(Describe(failure.error).starts_with("Network: the server's certificate is not trusted ("));
    CHECK(Describe(failure.error).find(row.why) != std::string::npos);
    CHECK_FALSE(failure.sent);
    CHECK_FALSE(failure.passing);
    CHECK(server.requests().empty());
  }
}

TEST_CASE("a server that speaks nothing newer than TLS 1.1 is refused") {
  const HttpsServer server({TestCredentials().server, {}, false, TLS1_1_VERSION}, InTurn({Json("{}")}));
  CurlTransport transport(Trusting(TestCredentials().ca.certificate));
  const HttpFailure failure = FailureOf(transport, CallTo(server));
  CAPTURE(Describe(failure.error));
  CHECK(Describe(failure.error).starts_with("Network: the TLS handshake failed ("));
  CHECK_FALSE(failure.sent);
}

TEST_CASE("a client that the server does not accept is told so") {
  const HttpsServer server({TestCredentials().server, TestCredentials().ca.certificate, true}, InTurn({Json("{}")}));
  CurlTransport none(Trusting(TestCredentials().ca.certificate));
  CurlTransport foreign(WithClient(TestCredentials().foreign));
  for (CurlTransport* transport : {&none, &foreign}) {
    const HttpFailure failure = FailureOf(*transport, CallTo(server));
    CAPTURE(Describe(failure.error));
    CHECK(Describe(failure.error).starts_with("Network: the connection broke ("));
  }
}

TEST_CASE("certificates and keys that cannot be used are the caller's mistake") {
  const HttpsServer server(Plain(), InTurn({Json("{}")}));
  const std::string nothing = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  CurlTransport bad_certificate(WithClient({nothing, TestCredentials().client.private_key}));
  CurlTransport bad_key(WithClient({TestCredentials().client.certificate, "-----BEGIN PRIVATE KEY-----\nAAAA\n"}));
  CurlTransport other_key(WithClient({TestCredentials().client.certificate, TestCredentials().foreign.private_key}));
  for (CurlTransport* transport : {&bad_certificate, &bad_key, &other_key}) {
    const HttpFailure failure = FailureOf(*transport, CallTo(server));
    CAPTURE(Describe(failure.error));
    CHECK(Describe(failure.error).starts_with("InvalidArgument: the client's certificate or its key cannot be used ("));
    CHECK_FALSE(failure.sent);
  }
  CurlTransport bad_ca(Trusting(nothing));
  const HttpFailure failure = FailureOf(bad_ca, CallTo(server));
  CHECK(Describe(failure.error).starts_with("InvalidArgument: the certificate of the server's CA cannot be used ("));
}

TEST_CASE("a port where nobody listens, and a name that nobody knows") {
  uint16_t port = 0;
  {
    const HttpsServer gone(Plain(), InTurn({Json("{}")}));
    port = gone.port();
  }
  CurlTransport transport(Trusting(TestCredentials().ca.certificate));
  const HttpFailure refused = FailureOf(transport, {"https://127.0.0.1:" + std::to_string(port) + "/x"});
  CHECK(Describe(refused.error).starts_with("Network: cannot connect ("));
  CHECK_FALSE(refused.sent);
  CHECK(refused.passing);
  const HttpFailure unknown = FailureOf(transport, {"https://no-such-host.invalid/x"});
  CHECK(Describe(unknown.error).starts_with("Network: no address is known for the host ("));
  CHECK_FALSE(unknown.sent);
}

TEST_CASE("a server that takes too long, or hangs up, may have acted") {
  const HttpsServer slow(Plain(), InTurn({{200, "{}", {}, milliseconds(60'000)}}));
  CurlTransport transport(Trusting(TestCredentials().ca.certificate));
  HttpCall call = CallTo(slow);
  call.timeout = milliseconds(200);
  const HttpFailure late = FailureOf(transport, call);
  CHECK(Describe(late.error).starts_with("Network: no answer in time ("));
  CHECK(late.sent);
  CHECK(late.passing);

  ServedReply nothing;
  nothing.hang_up = true;
  const HttpsServer rude(Plain(), InTurn({nothing}));
  const HttpFailure broken = FailureOf(transport, CallTo(rude));
  CHECK(Describe(broken.error).starts_with("Network: the connection broke ("));
  CHECK(broken.sent);

  ServedReply half;
  half.verbatim = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";
  const HttpsServer stops(Plain(), InTurn({half}));
  CHECK(Describe(FailureOf(transport, CallTo(stops)).error).starts_with("Network: the connection broke ("));
}

TEST_CASE("an answer may be as large as its bound, and not a byte larger, whether or not its length is told") {
  const std::string body(1000, 'x');
  ServedReply untold;
  untold.verbatim = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body;
  for (const ServedReply& reply : {ServedReply{200, body}, untold}) {
    const HttpsServer server(Plain(), InTurn({reply}));
    CurlTransport transport(Trusting(TestCredentials().ca.certificate));
    HttpCall call = CallTo(server);
    call.max_bytes = 1000;
    CHECK(ReplyOf(transport, call).body == body);
    call.max_bytes = 999;
    const HttpFailure failure = FailureOf(transport, call);
    CHECK(Describe(failure.error) == "Network: the answer is larger than it may be: " + call.url);
    CHECK_FALSE(failure.passing);
  }
}

TEST_CASE("an endless head is not read to its end") {
  ServedReply reply;
  reply.verbatim = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 100; ++i) reply.verbatim += "X-" + std::to_string(i) + ": " + std::string(1000, 'x') + "\r\n";
  const HttpsServer server(Plain(), InTurn({reply}));
  CurlTransport transport(Trusting(TestCredentials().ca.certificate));
  CHECK(
      Describe(FailureOf(transport, CallTo(server)).error).starts_with("Network: the answer is larger than it may be"));
}

TEST_CASE("a redirect is an answer like any other") {
  const HttpsServer server(Plain(), InTurn({{302, "", {{"Location", "/elsewhere"}}}}));
  CurlTransport transport(Trusting(TestCredentials().ca.certificate));
  CHECK(ReplyOf(transport, CallTo(server)).status == 302);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("no URL but an https one is fetched") {
  CurlTransport transport({});
  for (const char* url : {"http://127.0.0.1/", "file:///etc/hostname", "https://user:word@127.0.0.1/"}) {
    CAPTURE(url);
    const HttpFailure failure = FailureOf(transport, {url});
    CHECK(Describe(failure.error).starts_with("Network: the exchange failed ("));
    CHECK_FALSE(failure.passing);
  }
}

TEST_CASE("the environment's proxies are not used") {
  setenv("https_proxy", "http://127.0.0.1:1", 1);
  setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
  const HttpsServer server(Plain(), InTurn({Json("{}")}));
  CurlTransport transport(Trusting(TestCredentials().ca.certificate));
  CHECK(ReplyOf(transport, CallTo(server)).status == 200);
  unsetenv("https_proxy");
  unsetenv("ALL_PROXY");
}

TEST_CASE("a call ends at once when a stop is requested") {
  const HttpsServer slow(Plain(), InTurn({{200, "{}", {}, milliseconds(60'000)}}));
  CurlTransport transport(Trusting(TestCredentials().ca.certificate));
  std::stop_source stop;
  std::thread stopper([&] {
    while (slow.requests().empty()) std::this_thread::sleep_for(milliseconds(1));
    stop.request_stop();
  });
  const auto begin = steady_clock::now();
  HttpCall call = CallTo(slow);
  call.timeout = milliseconds(60'000);
  const HttpResult result = transport.Send(call, stop.get_token());
  stopper.join();
  CHECK(steady_clock::now() - begin < milliseconds(10'000));
  REQUIRE(std::holds_alternative<HttpFailure>(result));
  CHECK(Describe(std::get<HttpFailure>(result).error).starts_with("Network: stopped ("));
}

}  // namespace
}  // namespace hardtack::client
