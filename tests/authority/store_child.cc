// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A process that uses a store in a way that ends it, or that it could not take back.
//
//   append PLACE NAME    appends rows from three threads and bans from a fourth until it is killed, and writes a line
//                        for each that was acknowledged: "row NUMBER HASH" or "ban NUMBER"
//   full PLACE           appends until the system allows its files no more bytes, then is allowed more and goes on
//   open PLACE USER      gives up root for the user number, if it is root, opens the store and appends to it
//
// The last two write "ok" or the message of an error, a line each.

#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

#include "hardtack/authority/store/store.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

constexpr rlim_t kRoom = rlim_t{600} << 10;

std::vector<AuditRecord> Records(size_t count, const std::string& actor, size_t bytes) {
  return {count, {1'700'000'000, "authorize", actor, actor + std::string(bytes, ' ')}};
}

// In one piece, as a pipe keeps lines of this length.
void Report(const std::string& line) {
  const std::string whole = line + "\n";
  if (write(STDOUT_FILENO, whole.data(), whole.size()) < 0) _exit(3);
}

void Report(const absl::Status& status) { Report(status.ok() ? "ok" : std::string(status.message())); }

void AppendRows(Store& store, const std::string& name) {
  for (size_t i = 0;; ++i) {
    const auto head = store.Append(Records(1 + i % 5, name + "/" + std::to_string(i), 200));
    if (!head.ok()) return Report(head.status());
    Report("row " + std::to_string(head->number) + " " + report::Hex(crypto::View(head->hash)));
  }
}

void AppendBans(Store& store, const std::string& name) {
  uint64_t number = 0;
  while (true) {
    const auto bans = store.ReadBans(number, 1000);
    if (!bans.ok()) return Report(bans.status());
    if (!bans->empty()) number = bans->back().number;
    const auto appended = store.AppendBan({number + 1, name}, Records(1, name, 10).front());
    if (!appended.ok()) return Report(appended.status());
    if (*appended) Report("ban " + std::to_string(number + 1));
  }
}

void Append(Store& store, const std::string& name) {
  std::vector<std::thread> threads;
  for (const char* part : {"a", "b", "c"}) {
    threads.emplace_back([&store, name, part] { AppendRows(store, name + part); });
  }
  threads.emplace_back([&store, name] { AppendBans(store, name); });
  for (std::thread& thread : threads) thread.join();
}

void Fill(Store& store) {
  signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  getrlimit(RLIMIT_FSIZE, &limit);
  const rlimit small{kRoom, limit.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  absl::Status status;
  for (int i = 0; i < 1000 && status.ok(); ++i) status = store.Append(Records(20, "full", 1000)).status();
  Report(status);
  Report(store.Check());
  setrlimit(RLIMIT_FSIZE, &limit);
  Report(store.Append(Records(1, "after", 10)).status());
}

int Main(const std::vector<std::string>& arguments) {
  if (arguments.size() < 2) return 2;
  if (arguments[0] == "open" && geteuid() == 0) {
    const auto user = static_cast<uid_t>(std::strtoul(arguments[2].c_str(), nullptr, 10));
    if (setgid(user) != 0 || setuid(user) != 0) return 3;
  }
  auto store = OpenStore(arguments[1]);
  if (!store.ok()) {
    Report(store.status());
    return 1;
  }
  if (arguments[0] == "append") Append(**store, arguments.at(2));
  if (arguments[0] == "full") Fill(**store);
  if (arguments[0] == "open") Report((*store)->Append(Records(1, "opened", 10)).status());
  return 0;
}

}  // namespace
}  // namespace hardtack::authority

int main(int count, char** arguments) { return hardtack::authority::Main({arguments + 1, arguments + count}); }
