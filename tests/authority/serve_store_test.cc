// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A whole server whose store cannot be written any more: what it answers, what it logs, and how it goes on.

#include <sys/resource.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

#include "doctest/doctest.h"
#include "hardtack/authority/dev/dev_folder.h"
#include "tests/authority/serving_process.h"
#include "tests/authority/soon.h"
#include "tests/authority/tls_peer.h"
#include "tests/cli/process.h"

namespace hardtack::authority {
namespace {

namespace fs = std::filesystem;

class Server {
 public:
  Server() : folder_(scratch_.path() / "dev") {
    REQUIRE(MakeDevFolder(folder_, {0, 0}).value());
    process_.emplace(folder_);
    port_ = process_->AwaitPort();
    INFO(Log());
    REQUIRE(port_ != 0);
  }

  std::string File(const std::string& name) const { return cli::ReadWhole(folder_ + "/" + name); }
  std::string Log() const { return File("log"); }
  std::string folder() const { return folder_; }
  ServingProcess& process() { return *process_; }

  // What alice is answered.
  std::string Ask(const std::string& head, const std::string& body = {}) const {
    TlsPeerOptions options;
    options.authority = File("ca.crt");
    options.credentials = {File("alice.crt"), File("alice.key")};
    TlsPeer peer(port_, options);
    peer.Send(head + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
              std::to_string(body.size()) + "\r\n\r\n" + body);
    return peer.ReceiveAnswer();
  }
  bool Gives() const { return Ask("POST /request_identity_token", "{}").starts_with("HTTP/1.1 200 "); }
  bool IsReady() const { return Ask("GET /readyz").starts_with("HTTP/1.1 200 "); }

  // Nothing is given away, the server lives, is not ready, and says why.
  void CheckStopped(const std::string& why) const {
    const std::string answer = Ask("POST /request_identity_token", "{}");
    CHECK(answer.starts_with("HTTP/1.1 503 "));
    CHECK(answer.find("the authority cannot record what it does, and so does nothing") != std::string::npos);
    CHECK(Ask("GET /healthz").starts_with("HTTP/1.1 200 "));
    CHECK(Soon([&] { return !IsReady(); }));
    CHECK(Soon([&] { return Log().find(why) != std::string::npos; }));
  }
  // And by itself all is as it was.
  void CheckGoesOn() {
    CHECK(Soon([&] { return Gives(); }));
    CHECK(Soon([&] { return IsReady(); }));
    CHECK(Soon([&] { return Log().find("the store answers again") != std::string::npos; }));
    CHECK(process_->End() == 0);
    const cli::Result result = cli::RunProcess(
        {{HARDTACK_COMMAND, "audit", "verify", "--store", "sqlite:" + folder_ + "/authority.db"}, {}, folder_, {}});
    CAPTURE(result.out + result.err);
    CHECK(result.exit_code == 0);
  }

 private:
  cli::ScratchFolder scratch_;
  std::string folder_;
  std::optional<ServingProcess> process_;
  uint16_t port_ = 0;
};

TEST_CASE("a server without room for its store gives nothing away, says why, and goes on when there is room") {
  Server server;
  REQUIRE(server.Gives());
  // No file may become much longer than the store's log is. What the server prints is far shorter.
  rlimit before{};
  const rlimit little{fs::file_size(server.folder() + "/authority.db-wal") + (20 << 10), RLIM_INFINITY};
  REQUIRE(prlimit(server.process().id(), RLIMIT_FSIZE, &little, &before) == 0);
  CHECK(Soon([&] { return !server.Gives(); }));
  server.CheckStopped("the store has no room left: free some on its disk, or raise its quota");
  REQUIRE(prlimit(server.process().id(), RLIMIT_FSIZE, &before, nullptr) == 0);
  server.CheckGoesOn();
}

TEST_CASE("a server whose store was moved away gives nothing away, says why, and goes on when it is back") {
  Server server;
  REQUIRE(server.Gives());
  const std::string file = server.folder() + "/authority.db";
  fs::rename(file, file + ".away");
  server.CheckStopped("moved, replaced or removed");
  fs::rename(file + ".away", file);
  server.CheckGoesOn();
}

}  // namespace
}  // namespace hardtack::authority
