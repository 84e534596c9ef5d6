// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a server is made of, without its listeners: chores, watched files, logs, metrics, configuration, dev folders.
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "doctest/doctest.h"
#include "hardtack/authority/dev/certificates.h"
#include "hardtack/authority/dev/dev_folder.h"
#include "hardtack/authority/file_text.h"
#include "hardtack/authority/policy.h"
#include "hardtack/authority/policy_cases.h"
#include "hardtack/authority/server/clock_watch.h"
#include "hardtack/authority/server/file_watch.h"
#include "hardtack/authority/server/keeper.h"
#include "hardtack/authority/server/metrics.h"
#include "hardtack/authority/server/request_rates.h"
#include "hardtack/authority/server/server_log.h"
#include "hardtack/authority/server_config.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key_text.h"

namespace hardtack::authority {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

// A folder that goes with the test.
struct TemporaryFolder {
  TemporaryFolder() {
    std::string name = "/tmp/hardtack-server-XXXXXX";
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~TemporaryFolder() { fs::remove_all(path); }
  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::trunc) << text;
    return path / name;
  }
  fs::path path;
};

TEST_CASE("chores are done again and again, each in its own interval, and a long one delays the rest") {
  std::latch often(5), seldom(2);
  std::atomic<int> running = 0;
  std::atomic<bool> together = false;
  Keeper keeper;
  const auto chore = [&](std::latch& done) {
    return [&] {
      if (running.fetch_add(1) > 0) together = true;
      if (!done.try_wait()) done.count_down();
      running.fetch_sub(1);
    };
  };
  keeper.Every(milliseconds(2), chore(often));
  keeper.Every(milliseconds(5), chore(seldom));
  often.wait();
  seldom.wait();
  CHECK(!together);
}

TEST_CASE("a chore keeps what it remembers, and a keeper without chores ends") {
  { const Keeper idle; }
  std::latch done(3);
  std::vector<int> seen;
  {
    Keeper keeper;
    keeper.Every(milliseconds(1), [&, count = 0]() mutable {
      if (done.try_wait()) return;
      seen.push_back(++count);
      done.count_down();
    });
    done.wait();
  }
  CHECK(seen == std::vector<int>{1, 2, 3});
}

TEST_CASE("a changed, a new and a removed file are noticed once each") {
  const TemporaryFolder folder;
  const std::string file = folder.Write("a", "1");
  FileWatch watch({folder.path, folder.path / "missing"});
  CHECK(!watch.HasChanged());
  folder.Write("a", "22");
  CHECK(watch.HasChanged());
  CHECK(!watch.HasChanged());
  folder.Write("b", "1");
  CHECK(watch.HasChanged());
  fs::remove(folder.path / "b");
  CHECK(watch.HasChanged());
  CHECK(!watch.HasChanged());
}

TEST_CASE("a clock that was set is noticed once, and one that goes a little wrong is not") {
  const ClockWatch::Steady begin{};
  ClockWatch watch(1000, begin);
  CHECK(!watch.Step(1002, begin + std::chrono::seconds(2)).has_value());
  CHECK(!watch.Step(1008, begin + std::chrono::seconds(4)).has_value());
  CHECK(watch.Step(4610, begin + std::chrono::seconds(6)) == 3600);
  CHECK(!watch.Step(4612, begin + std::chrono::seconds(8)).has_value());
  CHECK(watch.Step(1014, begin + std::chrono::seconds(10)) == -3600);
  CHECK(!watch.Step(1016, begin + milliseconds(11'800)).has_value());
}

TEST_CASE("a log line is one JSON object, whatever is in its fields") {
  std::vector<std::string> lines;
  ServerLog log([&](const std::string& line) { lines.push_back(line); });
  log.Info("request", {{"path", "/x\n\x1b[31m\""}, {"status", "200"}});
  log.Error("store");
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].find('\n') == std::string::npos);
  const boost::json::object first = boost::json::parse(lines[0]).as_object();
  CHECK(first.at("level") == "info");
  CHECK(first.at("event") == "request");
  CHECK(first.at("path") == "/x\n\x1b[31m\"");
  CHECK(first.at("time").as_string().size() == 24);
  CHECK(boost::json::parse(lines[1]).as_object().at("level") == "error");
}

TEST_CASE("metrics are in the text format of Prometheus") {
  Metrics metrics;
  metrics.CountRequest("/request_token", 201, milliseconds(3));
  metrics.CountRequest("/request_token", 201, milliseconds(30));
  metrics.CountRequest("other", 404, milliseconds(1));
  metrics.CountConnectionEvent("handshake_failed");
  metrics.CountRefusedByRate();
  const std::string text = metrics.Text({.connections = 7, .bans = 3, .ban_age = 2, .policy_generation = 5});
  CAPTURE(text);
  for (const char* line : {"hardtack_requests_total{path=\"/request_token\",status=\"201\"} 2\n",
                           "hardtack_requests_total{path=\"other\",status=\"404\"} 1\n",
                           "hardtack_request_seconds_bucket{path=\"/request_token\",le=\"0.005\"} 1\n",
                           "hardtack_connection_events_total{event=\"handshake_failed\"} 1\n",
                           "hardtack_rate_limited_total 1\n", "hardtack_connections 7\n", "hardtack_bans 3\n",
                           "hardtack_ban_age_seconds 2\n", "hardtack_policy_generation 5\n"}) {
    CAPTURE(line);
    CHECK(text.find(line) != std::string::npos);
  }
}

TEST_CASE("a certificate has one rate, from however many addresses it is shown, and an address one whoever comes from it") {
  const auto from = [](std::string address, std::optional<std::string> certificate) {
    HttpRequest request;
    request.address = std::move(address);
    request.certificate = std::move(certificate);
    return request;
  };
  const RateLimiter::Time now{};
  RequestRates certificates(2);
  CHECK(!certificates.Take(from("1", "uri:a"), now).has_value());
  CHECK(!certificates.Take(from("2", "uri:a"), now).has_value());
  CHECK(certificates.Take(from("3", "uri:a"), now) == std::chrono::seconds(30));
  CHECK(!certificates.Take(from("3", "uri:b"), now).has_value());
  RequestRates addresses(2);
  CHECK(!addresses.Take(from("1", "uri:a"), now).has_value());
  CHECK(!addresses.Take(from("1", std::nullopt), now).has_value());
  CHECK(addresses.Take(from("1", "uri:b"), now).has_value());
  CHECK(!addresses.Take(from("1", "uri:b"), now + std::chrono::seconds(30)).has_value());
}

constexpr char kSmallest[] = R"(
policy = "policy"
store = "sqlite:a.db"
[[keys]]
file = "root.key"
[api]
address = "127.0.0.1"
certificate = "server.crt"
key = "server.key"
)";

TEST_CASE("a configuration names its files relative to itself, and has defaults for the rest") {
  const TemporaryFolder folder;
  Faults faults;
  const auto config = ReadServerConfig(folder.Write("server.toml", kSmallest), faults);
  REQUIRE(config.ok());
  REQUIRE(faults.empty());
  CHECK(config->policy == folder.path / "policy");
  CHECK(config->store == "sqlite:" + (folder.path / "a.db").string());
  CHECK(config->keys[0].file == folder.path / "root.key");
  CHECK(!config->keys[0].id.has_value());
  CHECK(config->api.port == 0);
  CHECK(!config->open.has_value());
  CHECK(config->max_ban_age == 15);
  CHECK(config->limits.body_bytes == 65536);
}

TEST_CASE("every setting is read") {
  const TemporaryFolder folder;
  const std::string all = R"(
policy = "/etc/policy"
store = "postgresql://host/name"
ca_certificate = "ca.crt"
client_ca = "clients.crt"
max_ban_age = 30
io_threads = 3
worker_threads = 4
[[keys]]
file = "1.key"
id = 1
since = 5
until = 9
[api]
address = "::1"
port = 7443
certificate = "a.crt"
key = "a.key"
[public]
address = "0.0.0.0"
port = 80
certificate = "b.crt"
key = "b.key"
[limits]
handshake = 1
header = "2s"
body = "1m"
idle = 4
header_bytes = 4096
body_bytes = 8192
connections = 10
connections_per_address = 5
streams = 7
requests_per_minute = 60
)";
  Faults faults;
  const auto config = ReadServerConfig(folder.Write("server.toml", all), faults);
  REQUIRE(config.ok());
  for (const PolicyFault& fault : faults.told()) FAIL_CHECK(fault.message);
  CHECK(config->policy == "/etc/policy");
  CHECK(config->store == "postgresql://host/name");
  CHECK(config->client_ca == folder.path / "clients.crt");
  CHECK(config->keys[0].id == 1);
  CHECK(config->keys[0].since == 5);
  CHECK(config->keys[0].until == 9);
  CHECK(config->open->port == 80);
  CHECK(config->io_threads == 3);
  CHECK(config->worker_threads == 4);
  CHECK(config->max_ban_age == 30);
  CHECK(config->limits.body == std::chrono::minutes(1));
  CHECK(config->limits.connections_per_address == 5);
  CHECK(config->limits.streams == 7);
  CHECK(config->requests_per_minute == 60);
}

TEST_CASE("what is wrong with a configuration is said with its place") {
  const TemporaryFolder folder;
  struct Row {
    std::string text, fault;
  };
  const Row kRows[] = {
      {"", "the configuration needs \"policy\""},
      {std::string("polcy = \"x\"\n") + kSmallest, "polcy"},
      {std::string(kSmallest) + "port = 70000\n", "\"port\" of the API's listener is 70000, expected 0 to 65535"},
      {"policy = \"p\"\nstore = \"sqlite:a\"\n", "there is no root key: add [[keys]] with a file"},
      {"policy = \"p\"\nstore = \"sqlite:a\"\n[[keys]]\nfile=\"k\"\n", "there is no listener: add [api]"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.text);
    Faults faults;
    REQUIRE(ReadServerConfig(folder.Write("server.toml", row.text), faults).ok());
    bool found = false;
    for (const PolicyFault& fault : faults.told()) found = found || fault.message.find(row.fault) != std::string::npos;
    CHECK(found);
  }
  Faults faults;
  CHECK(KindOf(ReadServerConfig(folder.path / "none.toml", faults).status()) == ErrorKind::kIo);
}

TEST_CASE("a key that others can read is not used, nor is a file that holds none") {
  const TemporaryFolder folder;
  const auto key = crypto::PrivateKey::Generate();
  const std::string file = folder.Write("root.key", std::string(crypto::ToPem(key).view()));
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  CHECK(ReadKeyFile(file).status().message() ==
        "others than its owner can use the key; run: chmod 600 " + file);
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  CHECK(ReadKeyFile(file)->public_key() == key.public_key());
  const std::string none = folder.Write("none.key", "nothing");
  fs::permissions(none, fs::perms::owner_read | fs::perms::owner_write);
  CHECK(KindOf(ReadKeyFile(none).status()) == ErrorKind::kMalformedKey);
  CHECK(ReadSecretFile(none)->view() == ReadFileText(none).value());
  CHECK(KindOf(ReadSecretFile(folder.path / "missing").status()) == ErrorKind::kIo);
  CHECK(ReadKeyFile(folder.path / "missing").status().message() ==
        "cannot read: " + (folder.path / "missing").string());
}

TEST_CASE("a folder for trying out has everything, for its owner alone, and is made once") {
  const TemporaryFolder folder;
  const std::string dev = folder.path / "dev";
  CHECK(MakeDevFolder(dev, {7443, 7444}).value());
  CHECK(!MakeDevFolder(dev, {1, 2}).value());
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(dev)) {
    CAPTURE(entry.path().string());
    CHECK((entry.status().permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
  }
  Faults faults;
  const auto config = ReadServerConfig(dev + "/server.toml", faults);
  REQUIRE(faults.empty());
  CHECK(config->api.port == 7443);
  CHECK(ReadKeyFile(config->keys[0].file).ok());
  const auto policy_files = ReadPolicyFolder(config->policy), case_files = ReadPolicyFolder(config->policy + "/tests");
  const auto policy = Policy::Load(*policy_files, faults);
  const std::vector<PolicyCase> cases = ReadCases(*case_files, faults);
  REQUIRE(faults.empty());
  const CasesReport report = RunCases(*policy, cases);
  CHECK(report.failed == 0);
  CHECK(cases.size() == 4);
}

TEST_CASE("a folder with something else in it is left alone") {
  const TemporaryFolder folder;
  folder.Write("mine", "x");
  CHECK(MakeDevFolder(folder.path, {}).status().message() ==
        "there is something else already: " + folder.path.string());
  CHECK(MakeDevFolder(folder.path / "no/such", {}).status().code() == absl::StatusCode::kUnavailable);
}

TEST_CASE("a certificate needs names that are some") {
  const CertifiedKey ca = MakeCertificateAuthority("test", 1).value();
  CHECK(MakeCertificate(ca, {"x", {"URI:urn:a"}, false, 1}).ok());
  CHECK(MakeCertificate(ca, {"x", {"WHAT:urn:a"}, false, 1}).status().message() ==
        "not alternative names of a certificate: WHAT:urn:a");
  CHECK(MakeCertificate({"", crypto::SecretString()}, {"x", {"URI:urn:a"}, false, 1}).status().message() ==
        "not a CA and its key");
}

}  // namespace
}  // namespace hardtack::authority
