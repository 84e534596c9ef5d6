// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A whole server is killed at a random moment while clients ask it over TLS, again and again. What a client was answered
// is recorded, the trail is whole, and the server starts again. What this shows of losses is what store_kill_test.cc says.
//
// authority_serve_test -tc='*killed*' --kill-rounds=200 is a longer run; --kill-seed=N has the moments of the run that
// printed N.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "doctest/doctest.h"
#include "hardtack/authority/dev/dev_folder.h"
#include "hardtack/report/json_text.h"
#include "hardtack/token/biscuit.h"
#include "tests/authority/asked_number.h"
#include "tests/authority/serving_process.h"
#include "tests/authority/tls_peer.h"
#include "tests/cli/process.h"

namespace hardtack::authority {
namespace {

using boost::json::array;
using boost::json::object;
using std::chrono::microseconds;

std::string TextOf(const boost::json::value& value) { return std::string(std::string_view(value.as_string())); }

struct HttpAnswer {
  unsigned status = 0;
  std::string request_id;
  object body;
};

std::string FieldOf(const std::string& head, const std::string& name) {
  const size_t begin = head.find("\r\n" + name + ": ");
  if (begin == std::string::npos) return {};
  const size_t value = begin + name.size() + 4;
  return head.substr(value, head.find("\r\n", value) - value);
}

// nullopt: not all of it has come.
std::optional<HttpAnswer> WholeAnswer(const std::string& text) {
  const size_t end = text.find("\r\n\r\n");
  if (end == std::string::npos) return std::nullopt;
  const std::string head = text.substr(0, end + 2), body = text.substr(end + 4);
  if (body.size() != std::stoul(FieldOf(head, "content-length"))) return std::nullopt;
  return HttpAnswer{static_cast<unsigned>(std::stoul(text.substr(9, 3))), FieldOf(head, "x-request-id"),
                    boost::json::parse(body).as_object()};
}

// An answer that a client has in full, and what has to be recorded of it.
struct Receipt {
  std::string request_id;
  std::string kind;
  bool allowed = false;
  std::vector<std::string> issued;  // revocation ids
};

struct Receipts {
  std::vector<Receipt> answers;
  std::map<uint64_t, std::string> bans;  // by number
  std::vector<std::string> surprises;    // answers that none of the requests should get

  void Add(Receipts&& more) {
    std::ranges::move(more.answers, std::back_inserter(answers));
    bans.merge(more.bans);
    std::ranges::move(more.surprises, std::back_inserter(surprises));
  }
};

// A connection of alice or ops that lasts as long as the server does.
class Connection {
 public:
  Connection(const std::string& folder, const std::string& who, uint16_t port)
      : peer_(port, OptionsOf(folder, folder + "/" + who)) {}

  // nullopt: the connection ended before the answer was there.
  std::optional<HttpAnswer> Post(const std::string& path, const std::string& body) {
    return Ask("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  std::optional<HttpAnswer> Get(const std::string& path) {
    return Ask("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

 private:
  std::optional<HttpAnswer> Ask(const std::string& request) {
    if (!peer_.connected() || !peer_.Send(request)) return std::nullopt;
    return WholeAnswer(peer_.ReceiveAnswer());
  }

  static TlsPeerOptions OptionsOf(const std::string& folder, const std::string& who) {
    TlsPeerOptions options;
    options.authority = cli::ReadWhole(folder + "/ca.crt");
    options.credentials = {cli::ReadWhole(who + ".crt"), cli::ReadWhole(who + ".key")};
    return options;
  }

  TlsPeer peer_;
};

// What one client asks again and again: for an identity, its refresh, a token, a token that it may not have, a ban.
class Client {
 public:
  enum class Wants : uint8_t { kIdentities, kRefreshes, kTokens, kDenials, kBans };

  Client(Wants wants, std::string name) : wants_(wants), name_(std::move(name)) {}

  std::string who() const { return wants_ == Wants::kBans ? "ops" : "alice"; }

  // Until the connection ends. `answered` is raised with each answer.
  void AskUntilCut(Connection& connection, std::atomic<size_t>& answered) {
    while (const std::optional<HttpAnswer> answer = Ask(connection)) {
      Keep(*answer);
      ++answered;
    }
  }
  Receipts TakeReceipts() { return std::move(receipts_); }

 private:
  std::optional<HttpAnswer> Ask(Connection& connection) {
    switch (wants_) {
      case Wants::kRefreshes:
        if (!token_.empty())
          return connection.Post("/refresh_identity_token", R"({"current_token":")" + token_ + "\"}");
        [[fallthrough]];
      case Wants::kIdentities:
        return connection.Post("/request_identity_token", "{}");
      case Wants::kTokens:
        return connection.Post("/request_token", R"({"resource":"database","operation":"read"})");
      case Wants::kDenials:
        return connection.Post("/request_token", R"({"resource":"database","operation":"drop"})");
      case Wants::kBans:
        banned_ = "urn:hessra:alice:" + name_ + "-" + std::to_string(++bans_);
        return connection.Post("/v1/bans", R"({"action":"ban","identity":")" + banned_ + "\"}");
    }
    return std::nullopt;
  }

  void Keep(const HttpAnswer& answer) {
    const bool denied = wants_ == Wants::kDenials;
    if (denied ? answer.status != 401 : answer.status / 100 != 2) {
      receipts_.surprises.push_back(std::to_string(answer.status) + " " + boost::json::serialize(answer.body));
      return;
    }
    Receipt receipt{answer.request_id, Kind(), !denied, {}};
    if (answer.body.contains("token")) {
      const std::string text = TextOf(answer.body.at("token"));
      for (const std::string& id : token::UnverifiedBiscuit::FromText(text)->RevocationIds()) {
        receipt.issued.push_back(report::Hex(id));
      }
      if (wants_ == Wants::kRefreshes) token_ = text;
    }
    if (wants_ == Wants::kBans) receipts_.bans[answer.body.at("number").to_number<uint64_t>()] = banned_;
    receipts_.answers.push_back(std::move(receipt));
    asked_for_first_ = false;
  }

  std::string Kind() const {
    switch (wants_) {
      case Wants::kIdentities:
        return "issue";
      case Wants::kRefreshes:
        return asked_for_first_ ? "issue" : "refresh";
      case Wants::kBans:
        return "ban";
      default:
        return "authorize";
    }
  }

  Wants wants_;
  std::string name_;
  Receipts receipts_;
  std::string token_;  // that is refreshed next
  bool asked_for_first_ = true;
  std::string banned_;
  int bans_ = 0;
};

// A server's folder, and what its clients were told in all rounds.
class Server {
 public:
  Server() : folder_(scratch_.path() / "dev") {
    REQUIRE(MakeDevFolder(folder_, {0, 0}).value());
    std::ofstream(folder_ + "/server.toml", std::ios::app) << "\n[limits]\nrequests_per_minute = 10000000\n";
  }

  const std::string& folder() const { return folder_; }

  // All clients ask at once until the server is gone, which it is so long after the first answer.
  Receipts LoadAndKill(ServingProcess& process, uint16_t port, const std::string& name, microseconds after) const {
    using Wants = Client::Wants;
    std::vector<Client> clients;
    for (const Wants wants :
         {Wants::kIdentities, Wants::kRefreshes, Wants::kTokens, Wants::kTokens, Wants::kDenials, Wants::kBans}) {
      clients.emplace_back(wants, name);
    }
    std::atomic<size_t> answered = 0;
    std::atomic<size_t> ended = 0;
    std::vector<std::thread> threads;
    threads.reserve(clients.size());
    for (Client& client : clients) {
      threads.emplace_back([&] {
        Connection connection(folder_, client.who(), port);
        client.AskUntilCut(connection, answered);
        ++ended;
      });
    }
    while (answered == 0 && ended < clients.size()) std::this_thread::yield();
    std::this_thread::sleep_for(after);
    process.Kill();
    for (std::thread& thread : threads) thread.join();
    Receipts receipts;
    for (Client& client : clients) receipts.Add(client.TakeReceipts());
    return receipts;
  }

  // The trail that lies in the store while nobody serves it.
  void CheckTrail() const {
    const cli::Result result =
        cli::RunProcess({{HARDTACK_COMMAND, "audit", "verify", "--store", "sqlite:" + folder_ + "/authority.db",
                          "--public-key", folder_ + "/root.pub"},
                         {},
                         scratch_.path(),
                         {}});
    CAPTURE(result.out + result.err);
    REQUIRE(result.exit_code == 0);
  }

 private:
  cli::ScratchFolder scratch_;
  std::string folder_;
};

// What a server that runs says of the rows and bans behind those that it was asked for before.
class Reader {
 public:
  explicit Reader(const Server& server) : server_(server) {}

  // Whether each of `receipts` is among what is new; and what was there before still is.
  void CheckNew(uint16_t port, const Receipts& receipts) {
    Connection connection(server_.folder(), "ops", port);
    if (last_row_ > 0)
      CHECK(TextOf(RowsAfter(connection, last_row_ - 1, 1).at(0).as_object().at("hash")) == last_hash_);
    std::map<std::string, object> events;  // by request
    for (array rows = RowsAfter(connection, last_row_, 1000); !rows.empty();
         rows = RowsAfter(connection, last_row_, 1000)) {
      for (const boost::json::value& row : rows) Take(row.as_object(), events);
    }
    for (const Receipt& receipt : receipts.answers) CheckRecorded(receipt, events);
    CheckBans(connection, receipts.bans);
  }

  uint64_t rows() const { return last_row_; }

 private:
  static array RowsAfter(Connection& connection, uint64_t after, size_t limit) {
    const auto answer = connection.Get("/v1/audit?after=" + std::to_string(after) + "&limit=" + std::to_string(limit));
    REQUIRE(answer.has_value());
    REQUIRE(answer->status == 200);
    return answer->body.at("rows").as_array();
  }

  void Take(const object& row, std::map<std::string, object>& events) {
    REQUIRE(row.at("number").to_number<uint64_t>() == last_row_ + 1);
    ++last_row_;
    last_hash_ = TextOf(row.at("hash"));
    const object& event = row.at("event").as_object();
    if (event.contains("request_id")) events[TextOf(event.at("request_id"))] = event;
  }

  static void CheckRecorded(const Receipt& receipt, const std::map<std::string, object>& events) {
    const auto event = events.find(receipt.request_id);
    CAPTURE(receipt.request_id);
    REQUIRE(event != events.end());
    REQUIRE(TextOf(event->second.at("kind")) == receipt.kind);
    REQUIRE(event->second.at("allowed").as_bool() == receipt.allowed);
    std::vector<std::string> issued;
    if (event->second.contains("issued")) {
      for (const boost::json::value& id : event->second.at("issued").as_array()) issued.push_back(TextOf(id));
    }
    REQUIRE(issued == receipt.issued);
  }

  void CheckBans(Connection& connection, const std::map<uint64_t, std::string>& acknowledged) {
    std::map<uint64_t, std::string> bans;
    for (bool more = true; more;) {
      const auto answer = connection.Get("/v1/bans?after=" + std::to_string(last_ban_));
      REQUIRE(answer.has_value());
      const array& list = answer->body.at("bans").as_array();
      for (const boost::json::value& ban : list) {
        last_ban_ = ban.at("number").to_number<uint64_t>();
        bans[last_ban_] = TextOf(ban.at("target"));
      }
      more = !list.empty();
    }
    for (const auto& [number, name] : acknowledged) REQUIRE(bans[number] == name);
  }

  const Server& server_;
  uint64_t last_row_ = 0;
  std::string last_hash_;
  uint64_t last_ban_ = 0;
};

uint16_t PortOf(ServingProcess& process, const Server& server) {
  const uint16_t port = process.AwaitPort();
  INFO(cli::ReadWhole(server.folder() + "/log"));
  REQUIRE(port != 0);
  return port;
}

TEST_CASE("what a server acknowledged before it was killed is recorded, its trail is whole, and it starts again") {
  const unsigned long rounds = AskedNumber("--kill-rounds=", 8);
  const unsigned long seed = AskedNumber("--kill-seed=", std::random_device{}());
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  const Server server;
  Reader reader(server);
  size_t answers = 0, bans = 0;
  Receipts receipts;  // of the round before
  for (unsigned long round = 0; round < rounds; ++round) {
    CAPTURE(round);
    const microseconds moment(random() % 120'000);
    ServingProcess process(server.folder());
    if (round % 8 == 7) {  // while it starts; what was acknowledged before is asked for in the next round
      std::this_thread::sleep_for(moment);
      process.Kill();
      server.CheckTrail();
      continue;
    }
    const uint16_t port = PortOf(process, server);
    reader.CheckNew(port, receipts);
    receipts = server.LoadAndKill(process, port, std::to_string(round), moment);
    REQUIRE(receipts.surprises == std::vector<std::string>{});
    answers += receipts.answers.size();
    bans += receipts.bans.size();
    server.CheckTrail();
  }
  ServingProcess last(server.folder());
  reader.CheckNew(PortOf(last, server), receipts);
  CHECK(last.End() == 0);
  server.CheckTrail();
  MESSAGE("seed " << seed << ": " << rounds << " kills, " << answers << " answers, " << bans
                  << " bans among them, all recorded in " << reader.rows() << " rows");
  CHECK(answers > rounds);
  CHECK(bans > 0);
}

}  // namespace
}  // namespace hardtack::authority
