// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Passphrases from outside. Tested by tests/cli/store.txt and, for the terminal, tests/cli/store_test.cc.

#include "hardtack/cli/passphrase_input.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <span>
#include <string_view>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/file.h"

namespace hardtack::cli {
namespace {

constexpr size_t kMaxPassphrase = 1024;

// A terminal that shows nothing of what is typed until the object goes.
class Silence {
 public:
  explicit Silence(int terminal) : terminal_(terminal) {
    if (tcgetattr(terminal_, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ECHONL;
    on_ = tcsetattr(terminal_, TCSAFLUSH, &silent) == 0;
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;
  ~Silence() {
    if (on_) tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  bool on() const { return on_; }

 private:
  int terminal_;
  termios before_{};
  bool on_ = false;
};

// While it lives, what would end the program interrupts a wait of Interruptible::Wait instead, so that the terminal can
// be put right first. Between waits the signals are held back, so that none is lost before the wait begins.
class Interruptible {
 public:
  Interruptible() {
    sigset_t held;
    sigemptyset(&held);
    for (int signal : kSignals) sigaddset(&held, signal);
    pthread_sigmask(SIG_BLOCK, &held, &mask_before_);
    struct sigaction interrupt {};  // without SA_RESTART
    interrupt.sa_handler = [](int) {};
    for (size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &interrupt, &before_[i]);
  }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
  ~Interruptible() {
    for (size_t i = 0; i < kSignals.size(); ++i) sigaction(kSignals[i], &before_[i], nullptr);
    pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
  }

  // Until something can be read from `file`. False, with errno: EINTR when a signal came.
  bool Wait(int file) const {
    pollfd readable{file, POLLIN, 0};
    return ppoll(&readable, 1, nullptr, &mask_before_) == 1;
  }

 private:
  static constexpr std::array<int, 3> kSignals{SIGINT, SIGTERM, SIGHUP};
  std::array<struct sigaction, 3> before_{};
  sigset_t mask_before_{};
};

absl::StatusOr<crypto::SecretString> FirstLine(std::string_view text, const std::string& where) {
  const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  if (line.empty()) return Error(ErrorKind::kIo, "the passphrase is empty: " + where);
  if (line.size() >= kMaxPassphrase) return Error(ErrorKind::kIo, "the passphrase is over 1 KiB: " + where);
  return crypto::SecretString(line);
}

// One line, which is what a terminal hands out at a time.
absl::StatusOr<crypto::SecretString> ReadAnswer(int terminal, const Interruptible& interruptible) {
  if (!interruptible.Wait(terminal)) return IoError("read", "/dev/tty", errno);
  crypto::SecretString buffer(std::string(kMaxPassphrase, '\0'));
  const ssize_t size = read(terminal, buffer.data(), buffer.size());
  if (size < 0) return IoError("read", "/dev/tty", errno);
  return FirstLine(buffer.view().substr(0, static_cast<size_t>(size)), "terminal");
}

}  // namespace

absl::StatusOr<PassphraseFile> ReadPassphraseFile(const std::string& file) {
  ASSIGN_OR_RETURN(File input, File::OpenToRead(file));
  struct stat status {};
  if (fstat(input.descriptor(), &status) != 0) return IoError("read", file, errno);
  crypto::SecretString buffer(std::string(kMaxPassphrase, '\0'));
  ASSIGN_OR_RETURN(const size_t size, input.Read(std::span(buffer.data(), buffer.size())));
  ASSIGN_OR_RETURN(crypto::SecretString passphrase, FirstLine(buffer.view().substr(0, size), file));
  return PassphraseFile{std::move(passphrase), (status.st_mode & (S_IRGRP | S_IROTH)) != 0};
}

absl::StatusOr<crypto::SecretString> AskPassphrase(const std::string& question) {
  const int terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) {
    return Error(ErrorKind::kIo,
                 "a passphrase is needed, and there is no terminal to ask on: --passphrase-file FILE, or "
                 "HARDTACK_PASSPHRASE_FILE, gives it");
  }
  absl::StatusOr<crypto::SecretString> answer = Error(ErrorKind::kIo, "the terminal cannot be made silent");
  const Interruptible interruptible;
  if (const Silence silence(terminal); silence.on()) {
    const bool asked = write(terminal, question.data(), question.size()) == static_cast<ssize_t>(question.size());
    answer = asked ? ReadAnswer(terminal, interruptible) : IoError("write", "/dev/tty", errno);
  }
  close(terminal);
  return answer;
}

}  // namespace hardtack::cli
