// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A child that appends to a store and says so, which is killed in the middle of it.

#ifndef HARDTACK_TESTS_AUTHORITY_CHILD_PROCESS_H_
#define HARDTACK_TESTS_AUTHORITY_CHILD_PROCESS_H_

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <sstream>
#include <string>
#include <vector>

#include "doctest/doctest.h"

namespace hardtack::authority {

class AppendingChild {
 public:
  AppendingChild(const std::string& place, const std::string& name) {
    int ends[2];
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    process_ = fork();
    REQUIRE(process_ >= 0);
    if (process_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      execl(HARDTACK_STORE_CHILD, HARDTACK_STORE_CHILD, "append", place.c_str(), name.c_str(), nullptr);
      _exit(126);
    }
    close(ends[1]);
    reports_ = ends[0];
  }
  AppendingChild(const AppendingChild&) = delete;
  AppendingChild& operator=(const AppendingChild&) = delete;
  ~AppendingChild() {
    if (process_ > 0) Kill();
    close(reports_);
  }

  // Until it has acknowledged something.
  void WaitForTheFirstReport() {
    char byte;
    REQUIRE(read(reports_, &byte, 1) == 1);
    text_ += byte;
  }

  void Kill() {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    process_ = -1;
  }

  // What it had reported when it was killed, line by line.
  std::vector<std::string> Reports() {
    char bytes[4096];
    for (ssize_t count; (count = read(reports_, bytes, sizeof bytes)) > 0;) {
      text_.append(bytes, static_cast<size_t>(count));
    }
    std::vector<std::string> lines;
    std::istringstream text(text_);
    for (std::string line; std::getline(text, line);) lines.push_back(line);
    return lines;
  }

 private:
  pid_t process_ = -1;
  int reports_ = -1;
  std::string text_;
};

// What children have been told is kept.
struct Acknowledged {
  std::vector<std::pair<uint64_t, std::string>> rows;  // number and hash
  std::vector<uint64_t> bans;

  void Add(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) {
      std::istringstream words(line);
      std::string what, hash;
      uint64_t number = 0;
      words >> what >> number >> hash;
      CAPTURE(line);
      REQUIRE((what == "row" || what == "ban"));
      if (what == "row") rows.emplace_back(number, hash);
      if (what == "ban") bans.push_back(number);
    }
  }
};

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_CHILD_PROCESS_H_
