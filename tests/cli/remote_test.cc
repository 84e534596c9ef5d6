// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verbs that ask an authority: the sessions of tests/cli/remote against one as it is served, and against one that
// stands in what takes odd answers, or a look at what was sent.

#include <fcntl.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/identity/issue.h"
#include "tests/cli/process.h"
#include "tests/cli/script.h"
#include "tests/cli/served_authority.h"
#include "tests/client/stand_in_authority.h"

namespace hardtack::cli {
namespace {

namespace fs = std::filesystem;
using client::ServedReply;
using client::StandInAuthority;
using std::chrono::milliseconds;

// Somebody with the command, a certificate, and an authority.
class User {
 public:
  User() {
    WriteWhole(folder_.path() / "ca.crt", authority_.ca().certificate);
    WriteWhole(folder_.path() / "client.crt", authority_.client().certificate);
    WriteWhole(folder_.path() / "client.key", authority_.client().private_key);
  }

  StandInAuthority& authority() { return authority_; }
  fs::path Path(const std::string& name) const { return folder_.path() / name; }

  Process ProcessOf(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), HARDTACK_COMMAND);
    return {arguments,
            {"HARDTACK_HOME=" + Path("home").string(), "HARDTACK_SERVER=" + authority_.server().address(),
             "HARDTACK_CA=ca.crt", "HARDTACK_CERT=client.crt", "HARDTACK_KEY=client.key", "TERM=xterm"},
            folder_.path(),
            {}};
  }
  Result Run(std::vector<std::string> arguments) const { return RunProcess(ProcessOf(std::move(arguments))); }

 private:
  ScratchFolder folder_;
  StandInAuthority authority_;
};

TEST_CASE("the sessions with an authority go as they are written") {
  for (const auto& entry : fs::directory_iterator(HARDTACK_SOURCE_DIR "/tests/cli/remote")) {
    const ServedAuthority authority;
    Script script(entry.path(), HARDTACK_COMMAND);
    script.AddFile("server.port", std::to_string(authority.port()));
    script.AddFile("ca.crt", authority.ca().certificate);
    script.AddFile("client.crt", authority.client().certificate);
    script.AddFile("client.key", authority.client().private_key);
    script.AddFile("public.pem", crypto::ToPem(authority.root().public_key()));
    for (const std::string& failure : script.Run()) FAIL_CHECK(failure);
  }
}

TEST_CASE("published clients would send the same: digits for a lifetime, nothing but the token for a refresh") {
  User user;
  REQUIRE(user.Run({"identity", "authenticate", "--ttl", "30m"}).exit_code == 0);
  REQUIRE(user.Run({"identity", "refresh"}).exit_code == 0);
  const auto requests = user.authority().server().requests();
  const auto sent = [&](const std::string& path) {
    return *std::ranges::find_if(requests, [&](const auto& request) { return request.path == path; });
  };
  CHECK(sent("/request_identity_token").body == R"({"identifier":"1800"})");
  CHECK(sent("/request_identity_token").identity == "uri:urn:test:argo-cli0");
  const client::ServedRequest refresh = sent("/refresh_identity_token");
  CHECK(refresh.identity.empty());
  CHECK(refresh.Field("authorization").empty());
  CHECK(refresh.body.ends_with(R"(,"identifier":null})"));
}

TEST_CASE("a token goes out alone, without the certificate of the one above it, unless that is named") {
  User user;
  REQUIRE(user.Run({"identity", "authenticate"}).exit_code == 0);
  Process process = user.ProcessOf({"authorize", "request", "-r", "resource1", "-o", "read", "-i", "default"});
  std::erase_if(process.environment,
                [](const std::string& v) { return v.starts_with("HARDTACK_CERT") || v.starts_with("HARDTACK_KEY"); });
  REQUIRE(RunProcess(process).exit_code == 0);
  CHECK(user.authority().server().requests().back().identity.empty());
  CHECK(user.authority().server().requests().back().Field("authorization").starts_with("Bearer "));
  REQUIRE(user.Run({"authorize", "request", "-r", "resource1", "-o", "read", "-i", "default"}).exit_code == 0);
  CHECK(user.authority().server().requests().back().identity == "uri:urn:test:argo-cli0");
}

TEST_CASE("a token that the known key did not sign is not saved") {
  User user;
  REQUIRE(user.Run({"identity", "authenticate", "--save-as", "first"}).exit_code == 0);
  user.authority().ChangeRoot();
  const Result result = user.Run({"identity", "authenticate", "--save-as", "second"});
  CHECK(result.exit_code == 1);
  CHECK(result.err.find("error: ") == 0);
  CHECK_FALSE(fs::exists(user.Path("home/store/tokens/second")));
  CHECK(user.Run({"authorize", "request", "-r", "resource1", "-o", "read", "--cert", "client.crt"}).exit_code == 1);
  // Whoever runs the server says that the key has changed.
  const Result refreshed = user.Run({"config", "refresh", "127.0.0.1"});
  CHECK(refreshed.exit_code == 0);
  CHECK(refreshed.err.starts_with("note: the server signs with another key than before: ed25519/"));
  CHECK(user.Run({"identity", "authenticate", "--save-as", "second"}).exit_code == 0);
}

TEST_CASE("a token for somebody else than the server says is not saved") {
  User user;
  identity::IssueRequest request;
  request.subject = "bob";
  request.now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  request.ttl = 3600;
  const auto token = std::get<token::UnverifiedBiscuit>(identity::Issue(request, user.authority().root()).value());
  user.authority().Plan("/request_identity_token",
                        {200, R"({"token":")" + token.ToText() + R"(","identity":"alice","expires_in":3600})"});
  const Result result = user.Run({"identity", "authenticate"});
  CHECK(result.exit_code == 3);
  CHECK(result.err.starts_with("error: the token stands for another identity than the server says, alice: bob\n"));
  CHECK_FALSE(fs::exists(user.Path("home/store")));
}

TEST_CASE("a denial is told with its reason, which cannot steer the terminal") {
  User user;
  user.authority().Plan("/request_identity_token", {401, R"({"response_msg":"who\u001b[31m are you"})"});
  const Result denied = user.Run({"identity", "authenticate"});
  CHECK(denied.exit_code == 1);
  CHECK(denied.err == "error: denied: who\\u{1b}[31m are you\n");
  user.authority().Plan("/request_identity_token", {200, "{}"});
  CHECK(user.Run({"identity", "authenticate"}).err == "error: denied: the server gives no token and no reason\n");
}

TEST_CASE("the network has an exit code of its own") {
  User user;
  user.authority().Plan("/request_identity_token", {500, "{}"});
  const Result broken = user.Run({"identity", "authenticate"});
  CHECK(broken.exit_code == 3);
  CHECK(broken.err.starts_with("error: the server answers 500: https://127.0.0.1:"));
  user.authority().Plan("/request_identity_token", {200, "<html>"});
  CHECK(user.Run({"--json", "identity", "authenticate"}).out.ends_with("\"error_detail\":{\"kind\":\"Network\"}}\n"));
  ServedReply nothing;
  nothing.hang_up = true;
  user.authority().Plan("/request_identity_token", nothing);
  CHECK(user.Run({"identity", "authenticate"}).exit_code == 3);
  CHECK(user.Run({"identity", "authenticate", "--server", "127.0.0.1:1"}).exit_code == 3);
}

TEST_CASE("no token, bearer or key is in what --verbose says") {
  User user;
  REQUIRE(user.Run({"identity", "authenticate"}).exit_code == 0);
  const Result result = user.Run({"-v", "authorize", "request", "-r", "resource1", "-o", "read", "-i", "default"});
  REQUIRE(result.exit_code == 0);
  const std::string bearer = user.authority().server().requests().back().Field("authorization").substr(7);
  CHECK(result.err.find(bearer) == std::string::npos);
  CHECK(result.err.find("PRIVATE KEY") == std::string::npos);
  CHECK(result.err.find("verbose: the authority is https://127.0.0.1:") != std::string::npos);
}

// What a program shows on a terminal of its own.
std::string ShownOnTerminal(const Process& process) {
  int master = -1;
  const pid_t child = forkpty(&master, nullptr, nullptr, nullptr);
  REQUIRE(child >= 0);
  if (child == 0) {
    std::vector<char*> arguments;
    for (const std::string& word : process.arguments) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    std::vector<char*> environment;
    for (const std::string& variable : process.environment) environment.push_back(const_cast<char*>(variable.c_str()));
    environment.push_back(nullptr);
    if (chdir(process.folder.c_str()) == 0) execve(arguments[0], arguments.data(), environment.data());
    _exit(126);
  }
  std::string shown;
  char buffer[4096];
  for (ssize_t count = 0; (count = read(master, buffer, sizeof(buffer))) > 0;) {
    shown.append(buffer, static_cast<size_t>(count));
  }
  int status = 0;
  waitpid(child, &status, 0);
  close(master);
  return shown;
}

TEST_CASE("whoever waits at a terminal sees for what, and nothing of it stays") {
  User user;
  ServedReply late{200, R"({"response_msg":"no","token":null})"};
  late.delay = milliseconds(600);
  user.authority().Plan("/request_identity_token", late);
  const std::string shown = ShownOnTerminal(user.ProcessOf({"identity", "authenticate"}));
  CAPTURE(shown);
  CHECK(shown.find("\r| authenticating at 127.0.0.1 \r/ authenticating at 127.0.0.1 ") != std::string::npos);
  CHECK(shown.find("\r\x1b[K") != std::string::npos);
  CHECK(shown.find("denied: no") > shown.rfind("\r\x1b[K"));

  user.authority().Plan("/request_identity_token", late);
  const Result piped = user.Run({"identity", "authenticate"});
  CHECK(piped.err == "error: denied: no\n");
  CHECK(piped.out.empty());
}

// A program that goes on until it is ended.
class Running {
 public:
  explicit Running(const Process& process) {
    child_ = fork();
    if (child_ != 0) return;
    std::vector<char*> arguments;
    for (const std::string& word : process.arguments) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    std::vector<char*> environment;
    for (const std::string& variable : process.environment) environment.push_back(const_cast<char*>(variable.c_str()));
    environment.push_back(nullptr);
    const int log = open((process.folder / "log").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
    if (chdir(process.folder.c_str()) == 0) execve(arguments[0], arguments.data(), environment.data());
    _exit(126);
  }
  ~Running() {
    kill(child_, SIGTERM);
    int status = 0;
    waitpid(child_, &status, 0);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

 private:
  pid_t child_;
};

bool Within(const std::function<bool()>& condition) {
  for (int i = 0; i < 3000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(milliseconds(10));
  }
  return false;
}

TEST_CASE("a file of bans that is followed has each ban soon, and outlives an authority that is away") {
  User user;
  const auto bans = [&] { return fs::exists(user.Path("bans")) ? ReadWhole(user.Path("bans")) : std::string(); };
  const Running pull(user.ProcessOf({"ban", "pull", "--out", "bans", "--follow"}));
  CHECK(Within([&] { return bans().find("snapshot") != std::string::npos; }));
  user.authority().Ban("alice");
  CHECK(Within([&] { return bans().find("\talice\t") != std::string::npos; }));
  for (int i = 0; i < 4; ++i) user.authority().Plan("/v1/bans/delta", {500, "{}"});
  user.authority().Ban("bob");
  CHECK(Within([&] { return bans().find("\tbob\t") != std::string::npos; }));
  CHECK(user.Run({"ban", "verify", "bans", "--public-key", "home/none"}).exit_code == 2);
}

TEST_CASE("an older list than the one in the file is not written over it") {
  User user;
  user.authority().Ban("alice");
  REQUIRE(user.Run({"ban", "pull", "--out", "bans"}).exit_code == 0);
  const std::string newer = ReadWhole(user.Path("bans"));
  user.authority().Plan("/v1/bans/snapshot",
                        {200, identity::BanLog().SignSnapshot(1'700'000'000, user.authority().root()).value()});
  const Result result = user.Run({"ban", "pull", "--out", "bans"});
  CHECK(result.exit_code == 1);
  CHECK(result.err.find("hint: keep the newer list") != std::string::npos);
  CHECK(ReadWhole(user.Path("bans")) == newer);
}

}  // namespace
}  // namespace hardtack::cli
