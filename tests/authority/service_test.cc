// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A whole server, asked over TLS: what it answers, what it limits, and what it takes over while it runs.
#include "hardtack/authority/server/service.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/authority/audit/audit_check.h"
#include "hardtack/authority/dev/certificates.h"
#include "hardtack/authority/dev/dev_folder.h"
#include "hardtack/authority/file_text.h"
#include "hardtack/authority/server/server_log.h"
#include "hardtack/authority/store/store.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/delegate.h"
#include "hardtack/report/json_text.h"
#include "hardtack/token/biscuit.h"
#include "tests/authority/soon.h"
#include "tests/authority/tls_peer.h"

namespace hardtack::authority {
namespace {

namespace fs = std::filesystem;

// A server of a folder of its own, which goes with it, and what it logged.
class TestService {
 public:
  explicit TestService(const std::string& more_config = {}) {
    std::string name = "/tmp/hardtack-service-XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    root_ = name;
    REQUIRE(MakeDevFolder(folder(), {0, 0}).value());
    std::ofstream(folder() + "/server.toml", std::ios::app) << more_config;
    Start();
  }
  void Start() {
    Faults faults;
    auto config = ReadServerConfig(folder() + "/server.toml", faults);
    for (const PolicyFault& fault : faults.told()) FAIL_CHECK(fault.message);
    REQUIRE(config.ok());
    auto service = Service::Start(*std::move(config), "9.9", log_, faults, [this] { return SystemTime() + ahead; });
    CAPTURE(std::string(service.status().message()));
    REQUIRE(service.ok());
    service_ = *std::move(service);
  }
  ~TestService() {
    service_.reset();
    fs::remove_all(root_);
  }

  std::string folder() const { return root_ + "/dev"; }
  Service& operator*() { return *service_; }
  Service* operator->() { return service_.get(); }
  void End() { service_.reset(); }
  // What a check of the trail finds once the server has ended: no fault.
  AuditCheckResult EndedTrail() {
    End();
    const auto store = OpenStore("sqlite:" + folder() + "/authority.db");
    REQUIRE(store.ok());
    const auto result = CheckAudit(**store, {});
    REQUIRE(result.ok());
    CHECK(!result->fault.has_value());
    return *result;
  }
  void ForgetLog() {
    const std::lock_guard lock(mutex_);
    lines_.clear();
  }
  std::atomic<int64_t> ahead = 0;  // by so many seconds its clock is before the machine's

  std::string File(const std::string& name) const { return ReadFileText(folder() + "/" + name).value(); }
  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(folder() + "/" + name, std::ios::trunc) << text;
  }

  // An answer of HTTP/1, its head and body; empty: the connection failed. `who`: alice, ops, or nobody.
  std::string Ask(const std::string& request, const std::string& who = "", uint16_t port = 0) {
    TlsPeerOptions options;
    options.authority = File("ca.crt");
    if (!who.empty()) options.credentials = {File(who + ".crt"), File(who + ".key")};
    TlsPeer peer(port == 0 ? service_->api_port() : port, options);
    if (!peer.connected() || !peer.Send(request)) return {};
    return peer.ReceiveAnswer();
  }
  std::string Get(const std::string& path, const std::string& who = "", uint16_t port = 0) {
    return Ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n", who, port);
  }
  std::string Post(const std::string& path, const std::string& body, const std::string& who = "") {
    return Ask("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
                   std::to_string(body.size()) + "\r\n\r\n" + body,
               who);
  }

  // Whether a line of the log holds all of `words`.
  bool Logged(const std::vector<std::string>& words) {
    const std::lock_guard lock(mutex_);
    return std::ranges::any_of(lines_, [&](const std::string& line) {
      return std::ranges::all_of(words, [&](const std::string& word) { return line.find(word) != std::string::npos; });
    });
  }

 private:
  std::string root_;
  std::mutex mutex_;
  std::vector<std::string> lines_;
  ServerLog log_{[this](const std::string& line) {
    const std::lock_guard lock(mutex_);
    lines_.push_back(line);
  }};
  std::unique_ptr<Service> service_;
};

bool Has(const std::string& answer, std::string_view part) { return answer.find(part) != std::string::npos; }

// What a JSON body has as a text member.
std::string MemberOf(const std::string& answer, const std::string& name) {
  const size_t begin = answer.find("\"" + name + "\":\"");
  if (begin == std::string::npos) return {};
  const size_t value = begin + name.size() + 4;
  return answer.substr(value, answer.find('"', value) - value);
}

TEST_CASE("a client gets its identity over TLS, and the answer says who answered and when") {
  TestService service;
  const std::string answer = service.Post("/request_identity_token", "{\"identifier\":null}", "alice");
  CAPTURE(answer);
  CHECK(answer.starts_with("HTTP/1.1 200 "));
  CHECK(Has(answer, "\"identity\":\"urn:hessra:alice\""));
  CHECK(Has(answer, "cache-control: no-store"));
  CHECK(Has(service.Post("/request_identity_token", "{}"), "HTTP/1.1 401 "));
  CHECK(service.Logged(
      {"\"event\":\"request\"", "\"path\":\"/request_identity_token\"", "\"status\":\"200\"", "uri:urn:hessra:alice"}));
}

TEST_CASE("what is logged holds no token and no body") {
  TestService service;
  const std::string answer = service.Post("/request_identity_token", "{}", "alice");
  const size_t begin = answer.find("\"token\":\"") + 9;
  const std::string token = answer.substr(begin, answer.find('"', begin) - begin);
  CHECK(token.size() > 100);
  service.Post("/refresh_identity_token", R"({"current_token":")" + token + R"(","identifier":"secret-word"})");
  CHECK(service.Logged({"/refresh_identity_token"}));
  CHECK(!service.Logged({token.substr(0, 40)}));
  CHECK(!service.Logged({"secret-word"}));
}

TEST_CASE("the public listener has keys, health and metrics, and nothing that issues") {
  TestService service;
  const uint16_t port = service->public_port();
  CHECK(Has(service.Get("/.well-known/biscuit-web-keys", "", port), "\"key_id\":1"));
  CHECK(Has(service.Get("/readyz", "", port), "HTTP/1.1 200 "));
  service.Get("/health");
  const std::string metrics = service.Get("/metrics", "", port);
  CHECK(Has(metrics, "hardtack_requests_total{path=\"/health\",status=\"200\"} 1"));
  CHECK(Has(metrics, "hardtack_policy_generation 1"));
  CHECK(Has(service.Get("/public_key", "", port), "HTTP/1.1 404 "));
  CHECK(Has(service.Get("/metrics"), "HTTP/1.1 404 "));
}

TEST_CASE("paths that strangers make up are counted together") {
  TestService service;
  service.Get("/made-up-1");
  service.Get("/made-up-2");
  const std::string metrics = service.Get("/metrics", "", service->public_port());
  CHECK(Has(metrics, "hardtack_requests_total{path=\"other\",status=\"404\"} 2"));
  CHECK(!Has(metrics, "made-up"));
}

TEST_CASE("beyond the requests of a minute the next one is 429, and says how long to wait") {
  TestService service("\n[limits]\nrequests_per_minute = 3\n");
  for (int i = 0; i < 3; ++i) CHECK(Has(service.Get("/health"), "HTTP/1.1 200 "));
  const std::string answer = service.Get("/health");
  CHECK(Has(answer, "HTTP/1.1 429 "));
  CHECK(Has(answer, "retry-after: "));
  CHECK(Has(answer, "\"code\":\"too-many-requests\""));
}

TEST_CASE("a changed policy is in use after a reload, and one with faults is not") {
  TestService service;
  const std::string body = R"({"resource":"database","operation":"drop"})";
  CHECK(Has(service.Post("/request_token", body, "alice"), "HTTP/1.1 401 "));
  std::string policy = service.File("policy/clients.toml");
  const std::string before = "operations = [\"read\", \"write\"] }]\nlifetime";
  REQUIRE(Has(policy, before));
  policy.replace(policy.find(before), before.size(), "operations = [\"drop\"] }]\nlifetime");
  service.Write("policy/clients.toml", policy);
  service->Reload();
  CHECK(Has(service.Post("/request_token", body, "alice"), "HTTP/1.1 201 "));
  service.Write("policy/clients.toml", "clients = 5");
  service->Reload();
  CHECK(service.Logged({"policy_fault", "clients.toml", "\"line\":\"1\""}));
  CHECK(Has(service.Post("/request_token", body, "alice"), "HTTP/1.1 201 "));
}

TEST_CASE("another key signs after a reload, and tokens of one that is taken out hold no more") {
  TestService service;
  const auto verify = [&](const std::string& token) {
    return service.Post("/v1/identities/verify", R"({"token":")" + token + "\"}");
  };
  const auto issue = [&] {
    const std::string answer = service.Post("/request_identity_token", "{}", "alice");
    const size_t begin = answer.find("\"token\":\"") + 9;
    return answer.substr(begin, answer.find('"', begin) - begin);
  };
  const std::string before = issue();
  service.Write("second.key", std::string(crypto::ToPem(crypto::PrivateKey::Generate()).view()));
  fs::permissions(service.folder() + "/second.key", fs::perms::owner_read | fs::perms::owner_write);
  const std::string config = service.File("server.toml");
  service.Write("server.toml", config + "\n[[keys]]\nfile = \"second.key\"\nid = 2\nsince = 1\n");
  service->Reload();
  const std::string after = issue();
  CHECK(token::UnverifiedBiscuit::FromText(after)->root_key_id() == 2);
  CHECK(Has(verify(before), "\"valid\":true"));
  CHECK(Has(verify(after), "\"valid\":true"));
  std::string without = config;
  without.replace(without.find("root.key"), 8, "second.key");
  without.replace(without.find("id = 1"), 6, "id = 2");
  service.Write("server.toml", without);
  service->Reload();
  CHECK(Has(verify(before), "\"kind\":\"UnknownKey\""));
  CHECK(Has(verify(after), "\"valid\":true"));
  service.Write("server.toml", without + "\n[[keys]]\nfile = \"none.key\"\nid = 3\n");
  service->Reload();
  CHECK(service.Logged({"keys_refused", "cannot read"}));
  service.Write("server.toml", "keys = 5");
  service->Reload();
  CHECK(service.Logged({"configuration_fault"}));
  CHECK(Has(verify(after), "\"valid\":true"));
}

TEST_CASE("another server certificate is shown after a reload, and one that does not fit its key is not") {
  TestService service;
  const CertifiedKey ca{service.File("ca.crt"), crypto::SecretString(service.File("ca.key"))};
  const CertifiedKey other = MakeCertificate(ca, {"other", {"DNS:localhost", "IP:127.0.0.1"}, true, 1}).value();
  service.Write("server.crt", other.certificate);
  service->Reload();
  CHECK(service.Logged({"certificates_refused"}));
  CHECK(Has(service.Get("/health"), "HTTP/1.1 200 "));
  service.Write("server.key", std::string(other.private_key.view()));
  service->Reload();
  TlsPeerOptions options;
  options.authority = service.File("ca.crt");
  const TlsPeer peer(service->api_port(), options);
  REQUIRE(peer.connected());
  char name[64] = {};
  X509* const shown = SSL_get1_peer_certificate(peer.ssl());
  X509_NAME_get_text_by_NID(X509_get_subject_name(shown), NID_commonName, name, sizeof name);
  X509_free(shown);
  CHECK(std::string(name) == "other");
}

TEST_CASE("a server certificate that has expired is told of whenever it is taken up, and the server goes on") {
  const TestCa ca("CA of servers");
  TestService service;
  const auto use = [&](long until_seconds) {
    CertificateWish wish;
    wish.names = {"localhost"};
    wish.is_for_servers = true;
    wish.until_seconds = until_seconds;
    const TestCredentials made = ca.Issue(wish);
    service.Write("server.crt", made.certificate);
    service.Write("server.key", made.key);
  };
  const auto is_trusted = [&] {
    TlsPeerOptions options;
    options.authority = ca.certificate();
    return TlsPeer(service->api_port(), options).connected();
  };
  const auto answers_the_careless = [&] {
    TlsPeer peer(service->api_port(), TlsPeerOptions());
    return peer.Send("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n") && Has(peer.ReceiveAnswer(), "HTTP/1.1 200 ");
  };
  const auto was_told = [&] {
    return service.Logged({"\"level\":\"warn\"", "\"event\":\"certificate\"", "the server certificate has expired"});
  };
  service.End();
  use(-60);
  service.Start();
  CHECK(was_told());
  CHECK(!is_trusted());
  CHECK(answers_the_careless());

  // Reloaded twice, since files may just be read because they have changed.
  const auto reload = [&] {
    service->Reload();
    service.ForgetLog();
    service->Reload();
  };
  use(3600);
  reload();
  CHECK(!was_told());
  CHECK(is_trusted());

  use(-60);
  reload();
  CHECK(was_told());
  CHECK(!is_trusted());
  CHECK(answers_the_careless());

  use(5);
  reload();
  CHECK(!was_told());
  CHECK(is_trusted());
  CHECK(Soon([&] { return !is_trusted(); }));
  // Whoever connects next is the occasion; the one before may have been accepted a moment too soon.
  CHECK(answers_the_careless());
  CHECK(Soon(was_told));
}

// What alice's tokens are worth, asked over TLS.
struct Worth {
  bool identity, right;
  friend bool operator==(const Worth&, const Worth&) = default;
};

std::string Delegated(const std::string& token, const std::string& name, int64_t now) {
  identity::DelegateRequest request;
  request.identity = name;
  request.now = now;
  request.ttl = 4 * 3600;
  const auto verdict = identity::Delegate(*token::UnverifiedBiscuit::FromText(token), request);
  return std::get<identity::Delegated>(*verdict).token.ToText();
}

TEST_CASE("a clock that is set ahead by an hour and back leaves a whole trail, and no ban is forgotten") {
  TestService service;
  const int64_t begin = SystemTime();
  const auto answers = [&] { return Has(service.Post("/request_identity_token", "{}", "alice"), "HTTP/1.1 200 "); };
  const auto checkpoint = [&] { return service.Get("/v1/audit/checkpoint", "ops"); };
  const auto ban = [&](const std::string& name, const std::string& more) {
    const std::string body = R"({"action":"ban","identity":")" + name + "\"" + more + "}";
    CHECK(Has(service.Post("/v1/bans", body, "ops"), "HTTP/1.1 201 "));
  };
  const std::string identity = MemberOf(service.Post("/request_identity_token", "{}", "alice"), "token");
  const std::string right =
      MemberOf(service.Post("/request_token", R"({"resource":"database","operation":"read"})", "alice"), "token");
  const auto worth = [&] {
    const std::string asked = R"({"token":")" + right + R"(","resource":"database","operation":"read"})";
    return Worth{Has(service.Post("/v1/identities/verify", R"({"token":")" + identity + "\"}"), "\"valid\":true"),
                 Has(service.Post("/v1/authorizations/verify", asked), "\"valid\":true")};
  };
  const auto is_believed = [&](const std::string& name) {
    const std::string agent = Delegated(identity, name, SystemTime() + service.ahead);
    return Has(service.Post("/v1/identities/verify", R"({"token":")" + agent + "\"}"), "\"valid\":true");
  };
  ban("urn:hessra:alice:for-ever", "");
  ban("urn:hessra:alice:half-an-hour", R"(,"until":)" + std::to_string(begin + 1800));
  CHECK(worth() == Worth{true, true});
  CHECK(!is_believed("urn:hessra:alice:half-an-hour"));
  CHECK(Has(checkpoint(), "HTTP/1.1 200 "));

  service.ahead = 3600;
  CHECK(Soon([&] { return service.Logged({"\"event\":\"clock\"", "the clock was set ahead by "}); }));
  CHECK(Soon(answers));  // the list of bans seems an hour old until the store is asked again
  CHECK(worth() == Worth{true, false});
  CHECK(!is_believed("urn:hessra:alice:for-ever"));
  CHECK(is_believed("urn:hessra:alice:half-an-hour"));
  CHECK(Has(service.Get("/v1/audit?since=" + std::to_string(begin + 3600), "ops"), "\"kind\":\"issue\""));
  ban("urn:hessra:alice:ahead", "");
  CHECK(!is_believed("urn:hessra:alice:ahead"));
  CHECK(Has(checkpoint(), "HTTP/1.1 200 "));

  service.ahead = 0;
  CHECK(Soon([&] { return service.Logged({"\"event\":\"clock\"", "the clock was set back by "}); }));
  CHECK(Soon(answers));
  CHECK(worth() == Worth{true, true});
  for (const char* name : {"for-ever", "half-an-hour", "ahead"}) {
    CAPTURE(name);
    CHECK(!is_believed(std::string("urn:hessra:alice:") + name));
  }
  CHECK(is_believed("urn:hessra:alice:other"));
  CHECK(Has(service.Get("/v1/bans/snapshot", "alice"), "identity\turn:hessra:alice:ahead\t"));
  CHECK(Has(checkpoint(), "HTTP/1.1 200 "));
  CHECK(service.EndedTrail().checkpoints == 3);
}

TEST_CASE("rates of requests do not follow a clock that is set") {
  TestService service("\n[limits]\nrequests_per_minute = 2\n");
  for (int i = 0; i < 2; ++i) CHECK(Has(service.Get("/health"), "HTTP/1.1 200 "));
  for (const int64_t ahead : {0, 3600, -3600}) {
    service.ahead = ahead;
    CHECK(Has(service.Get("/health"), "HTTP/1.1 429 "));
  }
}

TEST_CASE("a stolen bearer gets nothing once it is banned, over a connection that was open before too") {
  TestService service;
  const std::string token = MemberOf(service.Post("/request_identity_token", "{}", "alice"), "token");
  const std::string body = R"({"resource":"database","operation":"read"})";
  const std::string request = "POST /request_token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
                              ("Authorization: Bearer " + token) +
                              "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  TlsPeerOptions options;
  options.authority = service.File("ca.crt");
  TlsPeer thief(service->api_port(), options);
  REQUIRE(thief.Send(request));
  CHECK(Has(thief.ReceiveAnswer(), "HTTP/1.1 201 "));
  const std::string id = report::Hex(token::UnverifiedBiscuit::FromText(token)->RevocationIds()[0]);
  CHECK(Has(service.Post("/v1/bans", R"({"action":"ban","revocation_id":")" + id + "\"}", "ops"), "HTTP/1.1 201 "));
  REQUIRE(thief.Send(request));
  CHECK(Has(thief.ReceiveAnswer(), "HTTP/1.1 401 "));
  CHECK(Has(service.Post("/refresh_identity_token", R"({"current_token":")" + token + "\"}"), "HTTP/1.1 401 "));
  CHECK(Has(service.Post("/request_identity_token", "{}", "alice"), "HTTP/1.1 200 "));
}

TEST_CASE("a server that was drained leaves a whole trail, signed to its end, and starts again where it was") {
  TestService service;
  service.Post("/request_identity_token", "{}", "alice");
  service->Drain(std::chrono::milliseconds(500));
  const AuditCheckResult trail = service.EndedTrail();
  CHECK(trail.head.number == 2);
  CHECK(trail.checkpoints == 1);
}

TEST_CASE("what keeps a server from starting is said") {
  const auto start = [](const std::string& config, Faults& faults) {
    std::vector<std::string> lines;
    ServerLog log([&](const std::string& line) { lines.push_back(line); });
    auto read = ReadServerConfig(config, faults);
    REQUIRE(read.ok());
    return std::string(Service::Start(*std::move(read), "9.9", log, faults).status().message());
  };
  TestService folder;
  folder.End();
  const std::string config = folder.folder() + "/server.toml";
  Faults faults;
  const std::string clients = folder.File("policy/clients.toml");
  folder.Write("policy/clients.toml", "clients = 5");
  CHECK(start(config, faults) == "the policy has 1 fault");
  CHECK(faults.count() == 1);
  folder.Write("policy/clients.toml", clients);
  Faults none;
  fs::permissions(folder.folder() + "/root.key", fs::perms::others_read, fs::perm_options::add);
  CHECK(start(config, none).starts_with("others than its owner can use the key; run: chmod 600 "));
  fs::permissions(folder.folder() + "/root.key", fs::perms::others_read, fs::perm_options::remove);
  folder.Write("server.crt", "no certificate");
  CHECK(Has(start(config, none), "certificate"));
  CHECK(none.empty());
}

}  // namespace
}  // namespace hardtack::authority
