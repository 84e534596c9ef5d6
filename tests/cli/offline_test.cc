// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Narrowing and verifying need no network: the command runs under a filter of system calls that ends whoever asks for a
// socket.

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstddef>
#include <iterator>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/cli/process.h"

namespace hardtack::cli {
namespace {

void DenySockets() {
  sock_filter program[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
  };
  const sock_fprog filter{static_cast<unsigned short>(std::size(program)), program};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) != 0) {
    _exit(126);
  }
}

void DenySocketsAndAskForOne() {
  DenySockets();
  close(socket(AF_INET, SOCK_STREAM, 0));
}

class Offline {
 public:
  Result Run(std::vector<std::string> arguments, const std::string& in = {}) const {
    arguments.insert(arguments.begin(), HARDTACK_COMMAND);
    return RunProcess({arguments, {"HARDTACK_HOME=" + folder_.path().string()}, folder_.path(), in, &DenySockets});
  }
  std::string Printed(const std::vector<std::string>& arguments, const std::string& in = {}) const {
    const Result result = Run(arguments, in);
    INFO(result.err);
    REQUIRE(result.exit_code == 0);
    return result.out;
  }

 private:
  ScratchFolder folder_;
};

TEST_CASE("the filter ends a program that asks for a socket") {
  const ScratchFolder folder;
  const Result result = RunProcess({{HARDTACK_COMMAND, "--version"}, {}, folder.path(), {}, &DenySocketsAndAskForOne});
  CHECK(result.exit_code == -1);
  CHECK(result.signal == SIGSYS);
}

TEST_CASE("identities are delegated, restricted and verified without a socket and without the root's secret") {
  const Offline offline;
  const std::string root = offline.Printed({"keygen", "--out", "root.key"});
  const std::string key = root.substr(0, root.find('\n'));
  const std::string alice =
      offline.Printed({"identity", "issue", "--subject", "alice", "--key", "root.key", "--ttl", "8h"});
  REQUIRE(offline.Printed({"identity", "verify", "--public-key", key, "--identity", "alice"}, alice).size() > 0);
  std::filesystem::remove("root.key");

  const std::string agent =
      offline.Printed({"identity", "delegate", "--from-token", "-", "--identity", "alice:agent", "--ttl", "60"}, alice);
  const std::string once = offline.Printed({"identity", "restrict", "--token", "-"}, agent);
  CHECK(offline.Run({"identity", "verify", "--public-key", key, "--identity", "alice:agent"}, once).exit_code == 0);
  CHECK(offline.Run({"identity", "verify", "--public-key", key, "--identity", "alice"}, once).exit_code == 1);
}

}  // namespace
}  // namespace hardtack::cli
