// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Makes load on a server, and prints what came of it as one line of JSON. bench/load/__main__.py calls it.
//
//   issue     asks for authorization tokens: each connection as soon as it has its answer, or, with --rate, at moments
//             that are fixed beforehand, and then times are counted from these, however long a connection was missing
//   connect   connects, asks once, closes, again and again
//   hold      opens connections, asks once over each, says "held", waits for a line, and asks over each again

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <deque>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "bench/load/bearers.h"
#include "bench/load/connection.h"

namespace hardtack::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
  uint16_t port = 0;
  std::string certificate;
  std::string key;
  std::string show = "copies";
  std::string path = "/health";
  size_t connections = 1;
  size_t requests = 1;
  double rate = 0;  // a second; 0: as fast as answers come
};

double SecondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::string Get(const std::string& path) { return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"; }

std::string Post(const std::string& path, const std::string& body, const std::string& bearer) {
  const std::string authorization = bearer.empty() ? "" : "Authorization: Bearer " + bearer + "\r\n";
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: localhost\r\n{}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}", path,
      authorization, body.size(), body);
}

// The one answer that is waited for.
std::string BodyOf(Crowd& crowd, size_t place, const std::string& request, int expected) {
  crowd.at(place).Send(request);
  std::string body;
  while (body.empty()) {
    crowd.Poll(-1, [&](size_t, const Answer& answer) {
      if (answer.status != expected) Stop(fmt::format("status {} instead of {}", answer.status, expected));
      body = answer.body;
    });
  }
  return body;
}

// Alice's identity, which the server gives for her certificate.
std::string Authenticate(const Options& options) {
  const ClientTls tls(options.certificate, options.key);
  Crowd crowd(tls, options.port);
  crowd.OpenAll(1);
  const std::string body = BodyOf(crowd, 0, Post("/request_identity_token", "{}", ""), 200);
  constexpr std::string_view kMember = "\"token\":\"";
  const size_t begin = body.find(kMember) + kMember.size();
  return body.substr(begin, body.find('"', begin) - begin);
}

// The requests of a load, made beforehand.
class Requests {
 public:
  explicit Requests(const Options& options) : is_shown_(options.show != "certificate") {
    if (!is_shown_) {
      bearers_ = {""};
      return;
    }
    const int64_t now = std::time(nullptr);
    const token::UnverifiedBiscuit agent = AgentOf(Authenticate(options), now);
    // One more, so that the server has seen the identity that they are copies of.
    bearers_ = options.show == "copies" ? NarrowedCopies(agent, options.requests + 1, now)
                                        : std::vector<std::string>{agent.ToText()};
  }

  std::string Next() {
    const std::string& bearer = bearers_[next_++ % bearers_.size()];
    return Post("/request_token", fmt::format(R"({{"resource":"{}","operation":"{}"}})", kResource, kOperation),
                bearer);
  }
  bool shows_bearer() const { return is_shown_; }

 private:
  bool is_shown_;
  std::vector<std::string> bearers_;
  size_t next_ = 0;
};

// Times in milliseconds, in any order.
std::string Percentiles(std::vector<double>& times) {
  std::ranges::sort(times);
  const auto at = [&](double share) {
    return times[static_cast<size_t>(share * static_cast<double>(times.size() - 1))];
  };
  return fmt::format(R"("p50_ms":{:.3f},"p99_ms":{:.3f},"p999_ms":{:.3f},"max_ms":{:.3f})", at(0.5), at(0.99),
                     at(0.999), times.back());
}

class Issuing {
 public:
  explicit Issuing(const Options& options)
      : options_(options),
        requests_(options),
        tls_(requests_.shows_bearer() ? "" : options.certificate, options.key),
        crowd_(tls_, options.port),
        sent_at_(options.connections) {
    crowd_.OpenAll(options.connections);
    BodyOf(crowd_, 0, requests_.Next(), 201);
    for (size_t place = 0; place < options.connections; ++place) idle_.push_back(place);
  }

  void Run() {
    const Clock::time_point start = Clock::now();
    while (times_.size() < options_.requests) {
      SendDue(start);
      crowd_.Poll(WaitTime(), [&](size_t place, const Answer& answer) { Take(place, answer); });
    }
    const double seconds = SecondsSince(start);
    std::cout << fmt::format(R"({{"requests":{},"seconds":{:.4f},"rate":{:.1f},{}}})", times_.size(), seconds,
                             static_cast<double>(times_.size()) / seconds, Percentiles(times_))
              << "\n";
  }

 private:
  // The moment at which request `number` is due; without a rate, now.
  Clock::time_point DueAt(size_t number, Clock::time_point start) const {
    if (options_.rate == 0) return Clock::now();
    const std::chrono::duration<double> after(static_cast<double>(number) / options_.rate);
    return start + std::chrono::duration_cast<Clock::duration>(after);
  }

  void SendDue(Clock::time_point start) {
    while (!idle_.empty() && sent_ < options_.requests) {
      const Clock::time_point due = DueAt(sent_, start);
      if (due > Clock::now()) return;
      const size_t place = idle_.front();
      idle_.pop_front();
      sent_at_[place] = due;
      crowd_.at(place).Send(requests_.Next());
      ++sent_;
    }
  }

  // With a rate it does not sleep, which would make it late.
  int WaitTime() const { return options_.rate == 0 || sent_ == options_.requests ? -1 : 0; }

  void Take(size_t place, const Answer& answer) {
    if (answer.status != 201) Stop(fmt::format("status {} instead of 201: {}", answer.status, answer.body));
    times_.push_back(SecondsSince(sent_at_[place]) * 1e3);
    idle_.push_back(place);
  }

  const Options& options_;
  Requests requests_;
  ClientTls tls_;
  Crowd crowd_;
  std::vector<Clock::time_point> sent_at_;
  std::deque<size_t> idle_;
  size_t sent_ = 0;
  std::vector<double> times_;
};

void Issue(const Options& options) { Issuing(options).Run(); }

void Connect(const Options& options) {
  const ClientTls tls("", "");
  Crowd crowd(tls, options.port);
  const std::string request = Get(options.path);
  const Clock::time_point start = Clock::now();
  size_t begun = 0;
  size_t done = 0;
  for (; begun < std::min(options.connections, options.requests); ++begun) crowd.Open();
  while (done < options.requests) {
    crowd.Poll(-1, [&](size_t place, const Answer& answer) {
      if (crowd.at(place).state() == Connection::State::kClosed) Stop("the server closed a connection");
      if (answer.status == 0) return crowd.at(place).Send(request);
      if (answer.status != 200) Stop(fmt::format("status {} instead of 200", answer.status));
      crowd.Close(place);
      ++done;
      if (begun++ < options.requests) crowd.Open();
    });
  }
  const double seconds = SecondsSince(start);
  std::cout << fmt::format(R"({{"connections":{},"seconds":{:.4f},"rate":{:.1f}}})", done, seconds,
                           static_cast<double>(done) / seconds)
            << "\n";
}

// Asks once over each connection. How many answered; those that the server has closed do not.
size_t AskAll(Crowd& crowd, const std::string& request) {
  constexpr size_t kAtATime = 64;
  std::vector<bool> waits(crowd.size());
  size_t waiting = 0;
  size_t answered = 0;
  const auto take = [&](size_t place, const Answer& answer) {
    if (answer.status == 200) ++answered;
    if (waits[place]) --waiting;
    waits[place] = false;
  };
  for (size_t place = 0; place < crowd.size(); ++place) {
    if (crowd.at(place).state() != Connection::State::kIdle) continue;
    crowd.at(place).Send(request);
    waits[place] = crowd.at(place).state() == Connection::State::kWaiting;
    waiting += waits[place] ? 1 : 0;
    while (waiting >= kAtATime) crowd.Poll(-1, take);
  }
  while (waiting > 0) crowd.Poll(-1, take);
  return answered;
}

void Hold(const Options& options) {
  const ClientTls tls("", "");
  Crowd crowd(tls, options.port);
  const Clock::time_point start = Clock::now();
  crowd.OpenAll(options.connections);
  const double seconds = SecondsSince(start);
  const size_t before = AskAll(crowd, Get(options.path));
  std::cout << "held" << std::endl;
  std::string line;
  std::getline(std::cin, line);
  const size_t after = AskAll(crowd, Get(options.path));
  std::cout << fmt::format(
                   R"({{"connections":{},"opened_in_seconds":{:.2f},"answered_before":{},"answered_after":{}}})",
                   crowd.size(), seconds, before, after)
            << "\n";
}

}  // namespace
}  // namespace hardtack::bench

// NOLINTNEXTLINE(bugprone-exception-escape): what is not caught ends it, with a message
int main(int count, char** arguments) {
  using namespace hardtack::bench;
  Options options;
  CLI::App app("Makes load on a server; bench/README.md");
  app.add_option("--port", options.port)->required();
  app.add_option("--connections", options.connections);
  app.require_subcommand(1);
  CLI::App* const issue = app.add_subcommand("issue")->fallthrough();
  issue->add_option("--certificate", options.certificate)->required();
  issue->add_option("--key", options.key)->required();
  issue->add_option("--show", options.show)->check(CLI::IsMember({"copies", "identity", "certificate"}));
  issue->add_option("--requests", options.requests);
  issue->add_option("--rate", options.rate);
  CLI::App* const connect = app.add_subcommand("connect")->fallthrough();
  connect->add_option("--requests", options.requests);
  connect->add_option("--path", options.path);
  CLI::App* const hold = app.add_subcommand("hold")->fallthrough();
  hold->add_option("--path", options.path);
  CLI11_PARSE(app, count, arguments);
  if (issue->parsed()) Issue(options);
  if (connect->parsed()) Connect(options);
  if (hold->parsed()) Hold(options);
}
