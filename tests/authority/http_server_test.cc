// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/authority/http/server.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <deque>
#include <fstream>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/base/error.h"
#include "tests/authority/http2_peer.h"
#include "tests/authority/soon.h"
#include "tests/authority/test_certificates.h"
#include "tests/authority/tls_peer.h"
#include "tests/sanitized.h"

namespace hardtack::authority {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Clock = std::chrono::steady_clock;

constexpr char kHttp2[] = "\x02h2";
constexpr char kHttp1[] = "\x08http/1.1";
constexpr std::string_view kGet = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

const TestCa& ServerCa() {
  static const TestCa ca("server CA");
  return ca;
}
const TestCa& ClientCa() {
  static const TestCa ca("client CA");
  return ca;
}

std::string StatusOf(std::string_view answer) { return std::string(answer.substr(0, answer.find("\r\n"))); }
std::string BodyOf(std::string_view answer) {
  const size_t head = answer.find("\r\n\r\n");
  return head == std::string_view::npos ? "" : std::string(answer.substr(head + 4));
}

// Says who asks for what; of /later it keeps the Respond, /large is 2 MB.
class TestServer {
 public:
  explicit TestServer(HttpServerOptions options = {}, bool asks_for_certificates = true) {
    const TestCredentials server = ServerCa().Server();
    if (options.tls.certificate_chain.empty()) {
      options.tls = IdentityOf(server, asks_for_certificates ? ClientCa().certificate() : "");
    }
    options.on_event = [this](const HttpEvent& event) {
      const std::lock_guard lock(mutex_);
      events_.push_back(std::string(event.what) + ": " + std::string(event.detail));
    };
    auto started = HttpServer::Start(
        options, [this](const HttpRequest& request, Respond respond) { Handle(request, std::move(respond)); });
    REQUIRE_MESSAGE(started.ok(), started.status().message());
    server_ = *std::move(started);
  }

  HttpServer& operator*() { return *server_; }
  HttpServer* operator->() { return server_.get(); }
  void Destroy() { server_.reset(); }

  TlsPeerOptions Options(const std::string& protocols = kHttp1) const {
    TlsPeerOptions options;
    options.authority = ServerCa().certificate();
    options.protocols = protocols;
    return options;
  }
  TlsPeerOptions As(const TestCredentials& credentials) const {
    TlsPeerOptions options = Options();
    options.credentials = credentials;
    return options;
  }
  std::string Ask(std::string_view request = kGet) const { return Ask(request, Options()); }
  std::string Ask(std::string_view request, const TlsPeerOptions& options) const {
    TlsPeer peer(server_->port(), options);
    if (!peer.Send(request)) return "";
    return peer.ReceiveAnswer();
  }
  // Still answers those who behave.
  bool IsAlive() const { return StatusOf(Ask()) == "HTTP/1.1 200 OK"; }

  std::vector<std::string> Events() const {
    const std::lock_guard lock(mutex_);
    return events_;
  }
  bool Saw(std::string_view event) const {
    return Soon([&] {
      return std::ranges::any_of(Events(),
                                 [&](const std::string& seen) { return seen.find(event) != std::string::npos; });
    });
  }
  Respond Later() {
    Soon([&] {
      const std::lock_guard lock(mutex_);
      return !later_.empty();
    });
    const std::lock_guard lock(mutex_);
    if (later_.empty()) return nullptr;
    Respond respond = std::move(later_.front());
    later_.pop_front();
    return respond;
  }
  size_t handled() const { return handled_; }
  std::function<void()> while_handled;  // called by /slow

 private:
  void Handle(const HttpRequest& request, Respond respond) {
    ++handled_;
    HttpResponse response;
    response.content_type = "text/plain";
    if (request.path == "/later") {
      const std::lock_guard lock(mutex_);
      later_.push_back(std::move(respond));
      return;
    }
    if (request.path == "/never") return;
    if (request.path == "/throws") throw std::runtime_error("as it should not");
    if (request.path == "/slow") while_handled();
    response.body = request.path == "/large"
                        ? std::string(2'000'000, 'a')
                        : request.method + " " + request.path + " " + request.query + " by " +
                              request.certificate.value_or("nobody") + " from " + request.address + ": " + request.body;
    respond(std::move(response));
  }

  mutable std::mutex mutex_;
  std::vector<std::string> events_;  // guarded by mutex_
  std::deque<Respond> later_;        // guarded by mutex_
  std::atomic<size_t> handled_ = 0;
  std::unique_ptr<HttpServer> server_;
};

class Http2Client {
 public:
  // Has begun.
  Http2Client(const TestServer& server, uint16_t port) : Http2Client(port, server.Options(kHttp2)) {
    peer.Send(Preface());
  }
  // Has said nothing yet.
  Http2Client(uint16_t port, const TlsPeerOptions& options) : peer(port, options) {}

  bool Send(std::string_view bytes) { return peer.Send(bytes); }
  // Reads until it holds, or the connection ends.
  template <typename Holds>
  bool ReadUntil(Holds holds) {
    while (!holds()) {
      const std::string bytes = peer.Receive();
      if (bytes.empty()) return holds();
      reader.Read(bytes);
    }
    return true;
  }
  bool Ended(uint32_t stream) {
    return ReadUntil([&] { return reader.answers[stream].ended; });
  }
  bool WentAway() {
    return ReadUntil([&] { return reader.went_away >= 0; });
  }

  TlsPeer peer;
  Http2Reader reader;
};

HttpServerOptions With(HttpLimits limits) {
  HttpServerOptions options;
  options.limits = limits;
  return options;
}

TEST_CASE("a request is answered by its handler") {
  TestServer server;
  CHECK(server->port() != 0);
  const std::string answer = server.Ask("POST /a?b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody");
  CHECK(StatusOf(answer) == "HTTP/1.1 200 OK");
  CHECK(BodyOf(answer) == "POST /a b by nobody from 127.0.0.1: body");
  CHECK(answer.find("\r\nserver: hardtack\r\n") != std::string::npos);
}

TEST_CASE("one connection carries one request after the other") {
  TestServer server;
  TlsPeer peer(server->port(), server.Options());
  REQUIRE(peer.connected());
  for (int i = 0; i < 100; ++i) {
    peer.Send("GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    CHECK(BodyOf(peer.ReceiveAnswer()) == "GET /" + std::to_string(i) + "  by nobody from 127.0.0.1: ");
  }
  CHECK(server->connections() == 1);
  peer.Send(std::string(kGet) + std::string(kGet) + "GET /last HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(peer.ReceiveUntil("/last").find("/last") != std::string::npos);
}

TEST_CASE("a request in several records of TLS that arrive together is answered, though nothing more arrives") {
  TestServer server;
  TlsPeer peer(server->port(), server.Options());
  REQUIRE(peer.connected());
  const auto cork = [&](int on) { setsockopt(peer.descriptor(), IPPROTO_TCP, TCP_CORK, &on, sizeof on); };
  cork(1);
  for (const char* record :
       {"POST /records HTTP/1.1\r\n", "Host: localhost\r\n", "Content-Length: 4\r\n\r\n", "bo", "dy"}) {
    peer.Send(record);
  }
  cork(0);
  CHECK(BodyOf(peer.ReceiveAnswer()) == "POST /records  by nobody from 127.0.0.1: body");
}

TEST_CASE("HTTP/2 is spoken with whoever asks for it by ALPN, HTTP/1.1 with others") {
  TestServer server;
  const auto spoken = [&](const std::string& protocols) {
    TlsPeer peer(server->port(), server.Options(protocols));
    if (!peer.connected()) return "none: " + peer.error();
    const unsigned char* name = nullptr;
    unsigned int size = 0;
    SSL_get0_alpn_selected(peer.ssl(), &name, &size);
    return std::string(reinterpret_cast<const char*>(name), size);
  };
  CHECK(spoken(std::string(kHttp1) + kHttp2) == "h2");
  CHECK(spoken(kHttp1) == "http/1.1");
  CHECK(spoken("") == "");
  CHECK(spoken("\x06spdy/3").starts_with("none: "));
  Http2Client client(server, server->port());
  REQUIRE(client.peer.connected());
  client.Send(Get(1, "/a") + Get(3, "/b"));
  CHECK(client.Ended(1));
  CHECK(client.Ended(3));
  CHECK(client.reader.answers[1].body == "GET /a  by nobody from 127.0.0.1: ");
  CHECK(client.reader.answers[3].body == "GET /b  by nobody from 127.0.0.1: ");
  CHECK(server->connections() == 1);
}

TEST_CASE("a large answer arrives whole, in either version") {
  TestServer server;
  CHECK(BodyOf(server.Ask("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")) == std::string(2'000'000, 'a'));
  Http2Client client(server, server->port());
  client.Send(Frame(FrameType::kWindowUpdate, 0, 0, Number32(4'000'000)) + Get(1, "/large") +
              Frame(FrameType::kWindowUpdate, 0, 1, Number32(4'000'000)));
  CHECK(client.Ended(1));
  CHECK(client.reader.answers[1].body == std::string(2'000'000, 'a'));
}

TEST_CASE("a client is who its certificate says, by URI and then by DNS name") {
  TestServer server;
  const auto name_of = [&](const TestCredentials& credentials) {
    const std::string body = BodyOf(server.Ask(kGet, server.As(credentials)));
    const size_t by = body.find(" by ");
    return by == std::string::npos ? body : body.substr(by + 4, body.find(" from ") - by - 4);
  };
  CHECK(name_of(ClientCa().Client("urn:test:argo-cli0")) == "uri:urn:test:argo-cli0");
  CertificateWish wish;
  wish.common_name = "urn:not:this";
  CHECK(name_of(ClientCa().Issue(wish)) == "nobody");
  wish.names = {"Host.example"};
  CHECK(name_of(ClientCa().Issue(wish)) == "dns:host.example");
  CHECK(name_of({}) == "nobody");
}

TEST_CASE("a certificate that is not good fails the handshake") {
  TestServer server;
  const TestCa foreign("client CA");  // the same name, another key
  CertificateWish expired, early, for_servers, malformed;
  expired.uris = early.uris = for_servers.uris = {"urn:a"};
  expired.until_seconds = -60;
  early.since_seconds = 600;
  for_servers.is_for_servers = true;
  malformed.uris = {std::string("urn:a\0b", 7)};
  struct Row {
    TestCredentials credentials;
    std::string reason;
  };
  const Row rows[] = {
      {foreign.Client("urn:a"), "client certificate: certificate signature failure"},
      {TestCa("other CA").Client("urn:a"), "client certificate: unable to get local issuer certificate"},
      {ClientCa().Issue(expired), "client certificate: certificate has expired"},
      {ClientCa().Issue(early), "client certificate: certificate is not yet valid"},
      {ClientCa().Issue(for_servers), "client certificate: unsuitable certificate purpose"},
      {ClientCa().Issue(malformed), "client certificate: a subject alternative name is empty"},
  };
  for (const auto& row : rows) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
      CAPTURE(row.reason);
      TlsPeerOptions options = server.As(row.credentials);
      options.version = version;
      CHECK(server.Ask(kGet, options).empty());
      CHECK(server.Saw("handshake_failed: " + row.reason));
    }
  }
  CHECK(server.handled() == 0);
  CHECK(server.IsAlive());
}

TEST_CASE("an intermediate CA counts when the client shows it, or when it is listed itself") {
  const TestCa intermediate("intermediate", &ClientCa());
  const TestCredentials client = intermediate.Client("urn:below");
  {
    TestServer server;
    const TestCredentials chain = {client.certificate + intermediate.certificate(), client.key};
    CHECK(server.Ask(kGet, server.As(chain)).find("uri:urn:below") != std::string::npos);
    CHECK(server.Ask(kGet, server.As(client)).empty());
  }
  const TestCredentials credentials = ServerCa().Server();
  HttpServerOptions options;
  options.tls = IdentityOf(credentials, intermediate.certificate());
  TestServer server(std::move(options));
  CHECK(server.Ask(kGet, server.As(client)).find("uri:urn:below") != std::string::npos);
}

TEST_CASE("a server without CAs of clients does not ask for certificates") {
  TestServer server({}, false);
  TlsPeer peer(server->port(), server.As(TestCa("any").Client("urn:a")));
  REQUIRE(peer.connected());
  peer.Send(kGet);
  CHECK(peer.ReceiveAnswer().find("by nobody") != std::string::npos);
}

TEST_CASE("a session that goes on by its ticket keeps its identity, and does not outlive its CAs") {
  TestServer server;
  const TestCredentials credentials = ClientCa().Client("urn:a");
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsPeerOptions options = server.As(credentials);
    options.version = version;
    TlsPeer first(server->port(), options);
    first.Send(kGet);
    first.ReceiveAnswer();
    SSL_SESSION* const session = SSL_get1_session(first.ssl());
    options.session = session;
    {
      TlsPeer again(server->port(), options);
      CHECK(SSL_session_reused(again.ssl()) == 1);
      again.Send(kGet);
      CHECK(again.ReceiveAnswer().find("by uri:urn:a") != std::string::npos);
    }
    const TestCa others("other CA");
    const TestCredentials identity = ServerCa().Server();
    REQUIRE(server->Reload(IdentityOf(identity, others.certificate())).ok());
    options.credentials = {};
    {
      TlsPeer again(server->port(), options);
      CHECK(SSL_session_reused(again.ssl()) == 0);
      again.Send(kGet);
      CHECK(again.ReceiveAnswer().find("by nobody") != std::string::npos);
    }
    SSL_SESSION_free(session);
    REQUIRE(server->Reload(IdentityOf(identity, ClientCa().certificate())).ok());
  }
}

TEST_CASE("a connection ends when the certificate of its peer does") {
  TestServer server;
  CertificateWish wish;
  wish.uris = {"urn:short"};
  wish.until_seconds = 3;
  TlsPeer peer(server->port(), server.As(ClientCa().Issue(wish)));
  peer.Send(kGet);
  CHECK(peer.ReceiveAnswer().find("uri:urn:short") != std::string::npos);
  CHECK(peer.Ends());
}

TEST_CASE("old versions, weak ciphers and renegotiation are not spoken") {
  TestServer server;
  TlsPeerOptions options = server.Options();
  options.version = TLS1_1_VERSION;
  CHECK(!TlsPeer(server->port(), options).connected());
  options.version = TLS1_2_VERSION;
  options.ciphers = "ECDHE-ECDSA-AES128-SHA:AES128-GCM-SHA256:@SECLEVEL=0";
  CHECK(!TlsPeer(server->port(), options).connected());
  options.ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256";
  TlsPeer peer(server->port(), options);
  REQUIRE(peer.connected());
  CHECK(SSL_get_current_compression(peer.ssl()) == nullptr);
  SSL_renegotiate(peer.ssl());
  CHECK(SSL_do_handshake(peer.ssl()) != 1);
  CHECK(server.IsAlive());
}

TEST_CASE("another certificate is shown after a reload, and open connections go on") {
  TestServer server;
  TlsPeer before(server->port(), server.Options());
  const TestCa other("another CA");
  const TestCredentials identity = other.Server();
  REQUIRE(server->Reload(IdentityOf(identity)).ok());
  CHECK(!TlsPeer(server->port(), server.Options()).connected());
  TlsPeerOptions options = server.Options();
  options.authority = other.certificate();
  CHECK(TlsPeer(server->port(), options).connected());
  before.Send(kGet);
  CHECK(StatusOf(before.ReceiveAnswer()) == "HTTP/1.1 200 OK");
}

TEST_CASE("a reload that fails changes nothing") {
  TestServer server;
  const int64_t until = server->certificate_until();
  const absl::Status status = server->Reload(IdentityOf({"no PEM", ""}));
  CHECK(KindOf(status) == ErrorKind::kInvalidArgument);
  CHECK(server.IsAlive());
  CHECK(server->certificate_until() == until);
}

TEST_CASE("a server whose certificate has expired starts and says so") {
  CertificateWish wish;
  wish.names = {"localhost"};
  wish.until_seconds = -60;
  const TestCredentials expired = ServerCa().Issue(wish);
  HttpServerOptions options;
  options.tls = IdentityOf(expired);
  TestServer server(std::move(options));
  CHECK(server.Saw("certificate: the server certificate has expired: "));
}

TEST_CASE("a certificate that expires while it is used is told once") {
  CertificateWish wish;
  wish.names = {"localhost"};
  wish.is_for_servers = true;
  wish.until_seconds = 2;
  const TestCredentials identity = ServerCa().Issue(wish);
  HttpServerOptions options;
  options.tls = IdentityOf(identity);
  TestServer server(std::move(options));
  CHECK(server.Events().empty());
  CHECK(Soon([&] { return !TlsPeer(server->port(), server.Options()).connected(); }));
  CHECK(!TlsPeer(server->port(), server.Options()).connected());
  CHECK(server.Saw("certificate: the server certificate has expired"));
  const std::vector<std::string> events = server.Events();
  CHECK(std::ranges::count(events, "certificate: the server certificate has expired") == 1);
}

TEST_CASE("a server that cannot start says why") {
  TestServer server;
  const TestCredentials identity = ServerCa().Server();
  HttpServerOptions options;
  options.tls = IdentityOf(identity);
  options.port = server->port();
  const auto start = [&] { return HttpServer::Start(options, [](const HttpRequest&, const Respond&) {}).status(); };
  CHECK(KindOf(start()) == ErrorKind::kIo);
  CHECK(SubjectOf(start()) == "127.0.0.1 port " + std::to_string(server->port()));
  options.address = "localhost";
  CHECK(KindOf(start()) == ErrorKind::kInvalidArgument);
  options.tls.private_key = {};
  CHECK(KindOf(start()) == ErrorKind::kMalformedKey);
}

TEST_CASE("whatever a peer sends, others are answered") {
  TestServer server;
  const std::string host = "Host: localhost\r\n";
  struct Row {
    std::string request, status;
  };
  const Row rows[] = {
      {"GET / HTTP/1.1\n" + host + "\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET /\r HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET / HTTP/1.1\r\n" + host + host + "\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET / HTTP/1.1\r\n" + host + "A: b\r\n c\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET / HTTP/1.1\r\n" + host + "A : b\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET / HTTP/1.1\r\n" + host + std::string("A: \0\r\n\r\n", 8), "HTTP/1.1 400 Bad Request"},
      {"GET http://localhost/ HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET https://other/ HTTP/1.1\r\n" + host + "\r\n", "HTTP/1.1 400 Bad Request"},
      {"POST / HTTP/1.1\r\n" + host + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
       "HTTP/1.1 400 Bad Request"},
      {"POST / HTTP/1.1\r\n" + host + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nbody", "HTTP/1.1 400 Bad Request"},
      {"POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
       "HTTP/1.1 501 Not Implemented"},
      {"POST / HTTP/1.1\r\n" + host + "Content-Length: 65537\r\n\r\n", "HTTP/1.1 413 Content Too Large"},
      {"GET / HTTP/1.1\r\n" + host + "A: " + std::string(20'000, 'a') + "\r\n\r\n",
       "HTTP/1.1 431 Request Header Fields Too Large"},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/1.1 505 HTTP Version Not Supported"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.request.substr(0, 100));
    TlsPeer peer(server->port(), server.Options());
    // What follows would be a request of its own for whoever reads the first one otherwise.
    peer.Send(row.request + "GET /smuggled HTTP/1.1\r\n" + host + "\r\n");
    CHECK(StatusOf(peer.ReceiveAnswer()) == row.status);
    CHECK(peer.Ends());
  }
  CHECK(server.handled() == 0);
  CHECK(server.IsAlive());
}

TEST_CASE("an answer that refuses a body arrives although the peer goes on sending it") {
  TestServer server;
  TlsPeer peer(server->port(), server.Options());
  peer.Send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n");
  for (int i = 0; i < 10; ++i) peer.Send(std::string(10'000, 'a'));
  CHECK(StatusOf(peer.ReceiveAnswer()) == "HTTP/1.1 413 Content Too Large");
}

TEST_CASE("what is no TLS, or half of it, or HTTP/1 where HTTP/2 was agreed upon, is closed") {
  HttpLimits limits;
  limits.handshake = seconds(1);
  TestServer server(With(limits));
  TlsPeer plain(server->port());
  plain.SendRaw(kGet);
  CHECK(server.Saw("handshake_failed: http request"));
  TlsPeer half(server->port());
  half.SendRaw(std::string("\x16\x03\x01\x02\x00\x01", 6));
  TlsPeer silent(server->port());
  CHECK(server.Saw("timeout: handshake"));
  CHECK(Soon([&] { return server->connections() <= 1; }));
  TlsPeer mixed(server->port(), server.Options(kHttp2));
  mixed.Send(kGet);
  CHECK(mixed.Ends());
  CHECK(server.handled() == 0);
  CHECK(server.IsAlive());
}

TEST_CASE("slow peers are closed, whatever they are slow at") {
  HttpLimits limits;
  limits.header = limits.body = limits.idle = seconds(1);
  TestServer server(With(limits));
  TlsPeer idle(server->port(), server.Options());
  TlsPeer header(server->port(), server.Options());
  header.Send("GET / HT");
  TlsPeer body(server->port(), server.Options());
  body.Send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbod");
  Http2Client http2(server, server->port());
  http2.Send(Frame(FrameType::kHeaders, 0, 1, ""));
  CHECK(StatusOf(header.ReceiveAnswer()) == "HTTP/1.1 408 Request Timeout");
  CHECK(StatusOf(body.ReceiveAnswer()) == "HTTP/1.1 408 Request Timeout");
  CHECK(idle.Ends());
  CHECK(http2.peer.Ends());
  CHECK(server.Saw("timeout: header"));
  CHECK(server.Saw("timeout: body"));
  CHECK(server.Saw("timeout: idle"));
  CHECK(server.IsAlive());
}

TEST_CASE("a peer that does not read its answer is closed") {
  HttpLimits limits;
  limits.write = milliseconds(300);
  TestServer server(With(limits));
  TlsPeer peer(server->port(), server.Options());
  const std::string request = "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n";
  peer.Send(request + request + request + request);
  CHECK(server.Saw("timeout: write"));
  CHECK(Soon([&] { return server->connections() == 0; }));
  CHECK(server.IsAlive());
}

TEST_CASE("peers that go away in the middle of something leave nothing behind") {
  TestServer server;
  const std::string begun[] = {"", "GET / HT", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbo",
                               "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n", std::string(kGet)};
  for (const std::string& bytes : begun) {
    for (int way = 0; way < 3; ++way) {
      TlsPeer peer(server->port(), server.Options());
      if (!bytes.empty()) peer.Send(bytes);
      if (way == 0) peer.Reset();
      if (way == 1) peer.CloseSocket();
      if (way == 2) peer.Shutdown();
    }
  }
  for (int i = 0; i < 5; ++i) {
    Http2Client client(server, server->port());
    client.Send(Get(1, "/large") + Frame(FrameType::kHeaders, kEndHeaders, 3, HeaderBlock(RequestFields("POST", "/"))));
    client.peer.Reset();
  }
  TlsPeer half(server->port());
  half.SendRaw("\x16\x03\x01");
  half.Reset();
  CHECK(Soon([&] { return server->connections() == 0; }));
  CHECK(server.IsAlive());
}

TEST_CASE("an answer may come later, from any thread") {
  TestServer server;
  TlsPeer peer(server->port(), server.Options());
  peer.Send("GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const Respond respond = server.Later();
  REQUIRE(respond != nullptr);
  std::thread([&] {
    std::this_thread::sleep_for(milliseconds(20));
    HttpResponse response;
    response.body = "at last";
    respond(response);
    response.body = "again";
    respond(response);
  }).join();
  CHECK(BodyOf(peer.ReceiveAnswer()) == "at last");
  peer.Send(kGet);
  CHECK(StatusOf(peer.ReceiveAnswer()) == "HTTP/1.1 200 OK");
}

TEST_CASE("an answer to a peer that is gone is dropped, and the connection does not wait for it") {
  TestServer server;
  const std::string request = "GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n";
  auto peer = std::make_unique<TlsPeer>(server->port(), server.Options());
  peer->Send(request);
  const Respond respond = server.Later();
  REQUIRE(respond != nullptr);
  peer->Reset();
  CHECK(Soon([&] { return server->connections() == 0; }));
  respond({});
  Http2Client client(server, server->port());
  client.Send(Get(1, "/later"));
  const Respond second = server.Later();
  REQUIRE(second != nullptr);
  client.peer.CloseSocket();
  CHECK(Soon([&] { return server->connections() == 0; }));
  second({});
  CHECK(server.IsAlive());
}

TEST_CASE("an answer that comes when the server is gone is dropped") {
  TestServer server;
  TlsPeer peer(server->port(), server.Options());
  peer.Send("GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const Respond respond = server.Later();
  REQUIRE(respond != nullptr);
  server.Destroy();
  CHECK(peer.Ends());
  respond({});
}

TEST_CASE("a handler that gives no answer is answered for") {
  TestServer server;
  const std::string never = server.Ask("GET /never HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(StatusOf(never) == "HTTP/1.1 500 Internal Server Error");
  const std::string throws = server.Ask("GET /throws HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(StatusOf(throws) == "HTTP/1.1 500 Internal Server Error");
  CHECK(server.Saw("bad_answer: "));
  CHECK(server.IsAlive());
}

TEST_CASE("a server that ends waits for handlers that run") {
  TestServer server;
  std::atomic<bool> runs = false, ended = false;
  server.while_handled = [&] {
    runs = true;
    std::this_thread::sleep_for(milliseconds(100));
    ended = true;
  };
  TlsPeer peer(server->port(), server.Options());
  peer.Send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
  REQUIRE(Soon([&] { return runs.load(); }));
  server.Destroy();
  CHECK(ended);
}

TEST_CASE("requests for which no worker is left are told to come back") {
  HttpLimits limits;
  limits.waiting_requests = 1;
  TestServer server(With(limits));
  std::atomic<bool> runs = false, go = false;
  server.while_handled = [&] {
    runs = true;
    while (!go) std::this_thread::yield();
  };
  const std::string request = "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n";
  TlsPeer first(server->port(), server.Options()), second(server->port(), server.Options());
  first.Send(request);
  REQUIRE(Soon([&] { return runs.load(); }));
  second.Send(kGet);
  CHECK(Soon([&] { return StatusOf(server.Ask()) == "HTTP/1.1 503 Service Unavailable"; }));
  go = true;
  CHECK(StatusOf(first.ReceiveAnswer()) == "HTTP/1.1 200 OK");
  CHECK(StatusOf(second.ReceiveAnswer()) == "HTTP/1.1 200 OK");
}

TEST_CASE("connections beyond what there may be are closed, and others come when one goes") {
  HttpLimits limits;
  limits.connections = 3;
  TestServer server(With(limits));
  std::vector<std::unique_ptr<TlsPeer>> peers;
  peers.reserve(3);
  for (int i = 0; i < 3; ++i) peers.push_back(std::make_unique<TlsPeer>(server->port(), server.Options()));
  CHECK(Soon([&] { return server->connections() == 3; }));
  CHECK(!TlsPeer(server->port(), server.Options()).connected());
  CHECK(server.Saw("refused: there are as many connections as there may be"));
  peers.pop_back();
  CHECK(Soon([&] { return server.IsAlive(); }));
}

TEST_CASE("one address has only so many connections") {
  HttpLimits limits;
  limits.connections_per_address = 2;
  TestServer server(With(limits));
  TlsPeer first(server->port(), server.Options()), second(server->port(), server.Options());
  CHECK(!TlsPeer(server->port(), server.Options()).connected());
}

TEST_CASE("HTTP/2: a flood of streams taken back is ended, and others are answered") {
  HttpLimits limits;
  limits.resets_per_minute = 100;
  TestServer server(With(limits));
  Http2Client client(server, server->port());
  uint32_t stream = 1;
  std::string bytes;
  for (; stream < 2000; stream += 2) {
    bytes += Get(stream, "/later") + Frame(FrameType::kResetStream, 0, stream, Number32(8));
  }
  client.Send(bytes);
  CHECK(client.WentAway());
  CHECK(client.reader.went_away == 11);  // ENHANCE_YOUR_CALM
  CHECK(server.Saw("reset_flood: "));
  CHECK(server.handled() <= 100);
  CHECK(server.IsAlive());
}

TEST_CASE("HTTP/2: a flood of frames is ended, and others are answered") {
  TestServer server;
  const std::pair<std::string, std::string> rows[] = {
      {Preface(), Frame(FrameType::kPing, 0, 0, "12345678")},
      {Preface(), Frame(FrameType::kSettings, 0, 0, "")},
      {Preface() + Frame(FrameType::kHeaders, kEndStream, 1, ""), Frame(FrameType::kContinuation, 0, 1, "")},
  };
  for (const auto& [begins, frame] : rows) {
    TlsPeer peer(server->port(), server.Options(kHttp2));
    std::string bytes = begins;
    for (int i = 0; i < 10'000; ++i) bytes += frame;
    peer.Send(bytes);
    CHECK(peer.Ends());
  }
  CHECK(server.IsAlive());
}

TEST_CASE("HTTP/2: an answer for which the window never opens is given up, and others arrive") {
  HttpLimits limits;
  limits.write = milliseconds(200);
  TestServer server(With(limits));
  TlsPeer peer(server->port(), server.Options(kHttp2));
  peer.Send(Preface(Setting(4, 0)) + Get(1, "/"));
  Http2Reader reader;
  while (reader.answers[1].reset < 0) {
    const std::string bytes = peer.Receive();
    if (bytes.empty()) break;
    reader.Read(bytes);
  }
  CHECK(reader.answers[1].reset == 8);  // CANCEL
  CHECK(server.Saw("timeout: write"));
  CHECK(server.IsAlive());
}

TEST_CASE("a server drains: what has begun is answered, and nothing else begins") {
  TestServer server;
  TlsPeer idle(server->port(), server.Options()), busy(server->port(), server.Options());
  Http2Client http2(server, server->port());
  busy.Send("GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const Respond first = server.Later();
  http2.Send(Get(1, "/later"));
  const Respond second = server.Later();
  REQUIRE(first != nullptr);
  REQUIRE(second != nullptr);
  std::thread drains([&] { server->Drain(seconds(10)); });
  CHECK(idle.Ends());
  CHECK(http2.WentAway());
  CHECK(!TlsPeer(server->port(), server.Options()).connected());
  HttpResponse response;
  response.body = "the last";
  first(response);
  second(response);
  const std::string answer = busy.ReceiveAnswer();
  CHECK(BodyOf(answer) == "the last");
  CHECK(answer.find("\r\nconnection: close\r\n") != std::string::npos);
  CHECK(http2.Ended(1));
  CHECK(http2.reader.answers[1].body == "the last");
  busy.CloseSocket();
  idle.CloseSocket();
  http2.peer.CloseSocket();
  drains.join();
  CHECK(server->connections() == 0);
}

TEST_CASE("a server that drains closes what does not end in time") {
  TestServer server;
  TlsPeer peer(server->port(), server.Options());
  peer.Send("GET /later HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const Respond respond = server.Later();
  REQUIRE(respond != nullptr);
  const auto begin = Clock::now();
  server->Drain(milliseconds(100));
  CHECK(Clock::now() - begin >= milliseconds(100));
  CHECK(Clock::now() - begin < seconds(5));
  CHECK(server->connections() == 0);
  CHECK(peer.Ends());
}

size_t ResidentBytes() {
  size_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages >> pages;
  return pages * 4096;
}

TEST_CASE("whatever peers begin and do not end, memory stays within its budget, and others are answered") {
  constexpr size_t kPeers = 20, kStreams = 50, kMebibyte = 1 << 20;
  HttpLimits limits;
  limits.buffered_bytes = 2 * kMebibyte;
  limits.write = seconds(5);
  TestServer server(With(limits));
  const size_t before = ResidentBytes();
  // Answers that nobody reads, 1 GB; and bodies that do not end, 20 MB.
  std::string answers = Preface(Setting(4, 0)), bodies = Preface();
  for (uint32_t i = 0; i < kStreams; ++i) {
    const uint32_t stream = 2 * i + 1;
    answers += Get(stream, "/large");
    bodies += Frame(FrameType::kHeaders, kEndHeaders, stream, HeaderBlock(RequestFields("POST", "/")));
    for (int part = 0; part < 4; ++part) bodies += Frame(FrameType::kData, 0, stream, std::string(10'000, 'a'));
  }
  const std::string ping = Frame(FrameType::kPing, 0, 0, "all sent");
  std::vector<std::unique_ptr<Http2Client>> peers;
  for (size_t i = 0; i < kPeers; ++i) {
    peers.push_back(std::make_unique<Http2Client>(server->port(), server.Options(kHttp2)));
    Http2Client& peer = *peers.back();
    peer.Send((i < kPeers / 2 ? answers : bodies) + ping);
    CHECK(peer.ReadUntil([&] { return peer.reader.pings == 1; }));
  }
  CHECK(Soon([&] { return server.handled() == kPeers / 2 * kStreams; }));
  // Both ends are in this process, and a sanitizer keeps what was freed; without the budget it would be more than 1 GB.
  CHECK(ResidentBytes() - before < (testing::kSanitized ? 400 : 100) * kMebibyte);
  peers.clear();
  CHECK(Soon([&] { return server.IsAlive(); }));
}

TEST_CASE("IPv6 is served like IPv4") {
  const TestCredentials identity = ServerCa().Server();
  HttpServerOptions options;
  options.address = "::1";
  options.tls = IdentityOf(identity);
  const auto answers = [](const HttpRequest& request, const Respond& respond) {
    HttpResponse response;
    response.body = request.address;
    respond(response);
  };
  const auto started = HttpServer::Start(options, answers);
  if (!started.ok()) {
    std::printf("NOT RUN: IPv6, since this machine has none: %s\n", std::string(started.status().message()).c_str());
    return;
  }
  TlsPeerOptions peer_options;
  peer_options.over_ipv6 = true;
  TlsPeer peer((*started)->port(), peer_options);
  peer.Send(kGet);
  CHECK(BodyOf(peer.ReceiveAnswer()) == "::1");
}

TEST_CASE("hundreds of idle connections on several threads are kept, and cost little") {
  HttpServerOptions options;
  options.io_threads = 2;
  options.worker_threads = 2;
  TestServer server(std::move(options));
  std::vector<std::unique_ptr<TlsPeer>> peers;
  const size_t before = ResidentBytes();
  constexpr size_t kPeers = 300;
  for (size_t i = 0; i < kPeers; ++i) {
    peers.push_back(std::make_unique<TlsPeer>(server->port(), server.Options(i % 2 == 0 ? kHttp1 : kHttp2)));
    REQUIRE(peers.back()->connected());
    peers.back()->Send(i % 2 == 0 ? std::string(kGet) : Preface() + Get(1, "/"));
    CHECK(!peers.back()->Receive().empty());
  }
  CHECK(server->connections() == kPeers);
  // Both ends are in this process.
  MESSAGE("bytes for both ends of a connection: " << (ResidentBytes() - before) / kPeers);
  for (size_t i = 0; i < kPeers; i += 2) {
    peers[i]->Send(kGet);
    CHECK(!peers[i]->Receive().empty());
  }
  peers.clear();
  CHECK(Soon([&] { return server->connections() == 0; }));
}

TEST_CASE("many threads ask at once and each gets its own answer") {
  HttpServerOptions options;
  options.io_threads = 2;
  options.worker_threads = 2;
  TestServer server(std::move(options));
  std::vector<std::thread> threads;
  threads.reserve(4);
  std::atomic<size_t> right = 0;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      TlsPeer peer(server->port(), server.Options());
      for (int i = 0; i < 50; ++i) {
        const std::string path = "/" + std::to_string(t) + "/" + std::to_string(i);
        peer.Send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        if (BodyOf(peer.ReceiveAnswer()).starts_with("GET " + path + " ")) ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(right == 200);
}

}  // namespace
}  // namespace hardtack::authority
