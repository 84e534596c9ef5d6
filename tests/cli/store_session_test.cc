// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Saving where somebody is logged in: with a terminal that asks for a passphrase, and with a desktop's keyring.

#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "tests/cli/process.h"

namespace hardtack::cli {
namespace {

namespace fs = std::filesystem;

bool Contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// The command on a terminal of its own.
class Terminal {
 public:
  Terminal(const fs::path& home, const std::vector<std::string>& arguments,
           const std::vector<std::string>& variables = {}) {
    child_ = forkpty(&terminal_, nullptr, nullptr, nullptr);
    REQUIRE(child_ >= 0);
    if (child_ > 0) return;
    std::vector<char*> words{const_cast<char*>(HARDTACK_COMMAND)};
    for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    const std::string variable = "HARDTACK_HOME=" + home.string();
    std::vector<char*> environment{const_cast<char*>(variable.c_str())};
    for (const std::string& more : variables) environment.push_back(const_cast<char*>(more.c_str()));
    environment.push_back(nullptr);
    execve(HARDTACK_COMMAND, words.data(), environment.data());
    _exit(126);
  }
  ~Terminal() {
    close(terminal_);
    if (!ended_) waitpid(child_, nullptr, 0);  // the closed terminal hangs up on it
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  // Reads until `text` is there, or to the end. A command that says nothing for a minute has failed.
  bool WaitFor(const std::string& text) {
    while (!Contains(shown_, text)) {
      pollfd readable{terminal_, POLLIN, 0};
      if (poll(&readable, 1, 60'000) != 1) {
        kill(child_, SIGKILL);
        FAIL("the command waits for ever after: " << shown_);
      }
      char buffer[256];
      const ssize_t size = read(terminal_, buffer, sizeof(buffer));
      if (size <= 0) return false;
      shown_.append(buffer, static_cast<size_t>(size));
    }
    return true;
  }
  void Type(const std::string& text) const {
    REQUIRE(write(terminal_, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  }
  bool echoes() const {
    termios state{};
    return tcgetattr(terminal_, &state) == 0 && (state.c_lflag & ECHO) != 0;
  }
  int ExitCode() {
    WaitFor("no such text");
    int status = 0;
    REQUIRE(waitpid(child_, &status, 0) == child_);
    ended_ = true;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  const std::string& shown() const { return shown_; }

 private:
  int terminal_ = -1;
  pid_t child_ = -1;
  bool ended_ = false;
  std::string shown_;
};

TEST_CASE("a passphrase is asked for twice when the store begins, once later, and never shown") {
  const ScratchFolder home;
  Terminal begin(home.path(), {"keygen", "--save-as", "root", "--passphrase"});
  REQUIRE(begin.WaitFor("Passphrase of the saved tokens: "));
  CHECK_FALSE(begin.echoes());
  begin.Type("correct horse\n");
  REQUIRE(begin.WaitFor("The same again: "));
  begin.Type("correct horse\n");
  CHECK(begin.ExitCode() == 0);
  CHECK(Contains(begin.shown(), "ed25519/"));
  CHECK_FALSE(Contains(begin.shown(), "horse"));

  for (const std::string passphrase : {"correct horse", "correct horsf"}) {
    Terminal use(home.path(), {"identity", "issue", "--subject", "alice", "--key", "root", "--ttl", "60"});
    REQUIRE(use.WaitFor("Passphrase of the saved tokens: "));
    use.Type(passphrase + "\n");
    const bool right = passphrase == "correct horse";
    CHECK(use.ExitCode() == (right ? 0 : 2));
    CHECK(Contains(use.shown(), "another passphrase locks the saved tokens") == !right);
  }
}

TEST_CASE("a verb that reads and saves asks for the passphrase once") {
  const ScratchFolder home;
  WriteWhole(home.path() / "passphrase", "correct horse\n");
  fs::permissions(home.path() / "passphrase", fs::perms::owner_read);
  const std::string file = (home.path() / "passphrase").string();
  Terminal begin(home.path(), {"keygen", "--save-as", "root", "--passphrase-file", file});
  REQUIRE(begin.ExitCode() == 0);
  Terminal use(home.path(),
               {"identity", "issue", "--subject", "alice", "--key", "root", "--ttl", "60", "--save-as", "alice"});
  REQUIRE(use.WaitFor("Passphrase of the saved tokens: "));
  use.Type("correct horse\n");
  REQUIRE(use.WaitFor("saved as alice: "));
  CHECK(use.shown().find("Passphrase") == use.shown().rfind("Passphrase"));
  CHECK(use.ExitCode() == 0);
}

TEST_CASE("two passphrases that differ begin no store, and neither does an empty one") {
  const ScratchFolder home;
  Terminal differ(home.path(), {"keygen", "--save-as", "root", "--passphrase"});
  REQUIRE(differ.WaitFor("Passphrase of the saved tokens: "));
  differ.Type("correct horse\n");
  REQUIRE(differ.WaitFor("The same again: "));
  differ.Type("correct horsf\n");
  CHECK(differ.ExitCode() == 2);
  CHECK(Contains(differ.shown(), "error: the two passphrases differ"));
  Terminal empty(home.path(), {"keygen", "--save-as", "root", "--passphrase"});
  REQUIRE(empty.WaitFor("Passphrase of the saved tokens: "));
  empty.Type("\n");
  CHECK(empty.ExitCode() == 2);
  CHECK_FALSE(fs::exists(home.path() / "store/store"));
}

TEST_CASE("an interrupted question leaves the terminal as it was") {
  const ScratchFolder home;
  Terminal asked(home.path(), {"keygen", "--save-as", "root", "--passphrase"});
  REQUIRE(asked.WaitFor("Passphrase of the saved tokens: "));
  CHECK_FALSE(asked.echoes());
  asked.Type("\x03");
  REQUIRE(asked.WaitFor("error: cannot read, interrupted system call: /dev/tty"));
  CHECK(asked.echoes());
  CHECK(asked.ExitCode() == 2);
}

TEST_CASE("words are coloured on a terminal that can, and not where NO_COLOR is set") {
  struct Row {
    std::vector<std::string> variables;
    bool coloured;
  };
  const Row rows[] = {{{"TERM=xterm"}, true},
                      {{"TERM=xterm", "NO_COLOR="}, true},
                      {{"TERM=xterm", "NO_COLOR=1"}, false},
                      {{"TERM=dumb"}, false},
                      {{}, false}};
  for (const Row& row : rows) {
    const ScratchFolder home;
    Terminal terminal(home.path(), {"token", "seal", "no.token"}, row.variables);
    CHECK(terminal.ExitCode() == 2);
    CAPTURE(terminal.shown());
    CHECK(Contains(terminal.shown(), "no such file"));
    CHECK(Contains(terminal.shown(), "\x1b[") == row.coloured);
  }
}

Result RunInSession(const fs::path& home, const std::vector<std::string>& arguments, const std::string& keyring) {
  std::vector<std::string> words{HARDTACK_COMMAND};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment{"HARDTACK_HOME=" + home.string(), "LD_LIBRARY_PATH=" HARDTACK_STAND_IN_FOLDER,
                                       "DBUS_SESSION_BUS_ADDRESS=unix:path=/none"};
  if (!keyring.empty()) environment.push_back("STAND_IN_KEYRING=" + keyring);
  return RunProcess({words, environment, home, {}});
}

TEST_CASE("a desktop's keyring keeps the key of a new store, and nothing else does") {
  const ScratchFolder home;
  const std::string keyring = (home.path() / "keyring").string();
  const Result saved = RunInSession(home.path(), {"keygen", "--save-as", "root"}, keyring);
  CHECK(saved.exit_code == 0);
  CHECK(saved.err == "");
  CHECK(Contains(ReadWhole(home.path() / "store/store"), "key keyring\n"));
  CHECK(Contains(ReadWhole(keyring), "org.hardtack.StoreKey application=hardtack fingerprint="));
  CHECK_FALSE(fs::exists(home.path() / "store.key"));

  const std::vector<std::string> issue = {"identity", "issue", "--subject", "alice", "--key", "root", "--ttl", "60"};
  CHECK(RunInSession(home.path(), issue, keyring).exit_code == 0);
  const Result silent = RunInSession(home.path(), issue, "");
  CHECK(silent.exit_code == 2);
  CHECK(silent.err == "error: the desktop's keyring does not answer: nobody is at home\n");
}

TEST_CASE("a keyring that does not answer is passed over for a key file") {
  const ScratchFolder home;
  const Result saved = RunInSession(home.path(), {"keygen", "--save-as", "root"}, "");
  CHECK(saved.exit_code == 0);
  CHECK(Contains(saved.err, "note: made a key for saved tokens"));
  CHECK(fs::exists(home.path() / "store.key"));
}

}  // namespace
}  // namespace hardtack::cli
