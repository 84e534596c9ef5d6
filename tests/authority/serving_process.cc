// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack serve`, with its output in a pipe.

#include "tests/authority/serving_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "doctest/doctest.h"

namespace hardtack::authority {
namespace {

constexpr int kPatienceMilliseconds = 30'000;

[[noreturn]] void Become(const std::string& folder, int out) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int log = open((folder + "/log").c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(log, STDERR_FILENO);
  const std::string config = folder + "/server.toml";
  execl(HARDTACK_COMMAND, HARDTACK_COMMAND, "serve", "--config", config.c_str(), nullptr);
  _exit(126);
}

}  // namespace

ServingProcess::ServingProcess(const std::string& folder) {
  int ends[2];
  REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
  process_ = fork();
  REQUIRE(process_ >= 0);
  if (process_ == 0) Become(folder, ends[1]);
  close(ends[1]);
  said_ = ends[0];
}

ServingProcess::~ServingProcess() {
  if (process_ > 0) Kill();
  close(said_);
}

// "listening on https://127.0.0.1:PORT"
uint16_t ServingProcess::AwaitPort() {
  std::string said;
  pollfd readable{said_, POLLIN, 0};
  while (said.find('\n') == std::string::npos) {
    char bytes[256];
    if (poll(&readable, 1, kPatienceMilliseconds) != 1) return 0;
    const ssize_t count = read(said_, bytes, sizeof bytes);
    if (count <= 0) return 0;
    said.append(bytes, static_cast<size_t>(count));
  }
  const size_t colon = said.rfind(':', said.find('\n'));
  return colon == std::string::npos ? uint16_t{0} : static_cast<uint16_t>(std::stoul(said.substr(colon + 1)));
}

void ServingProcess::Kill() {
  kill(process_, SIGKILL);
  Await();
}

int ServingProcess::End() {
  kill(process_, SIGTERM);
  return Await();
}

int ServingProcess::Await() {
  int status = 0;
  waitpid(process_, &status, 0);
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace hardtack::authority
