// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The spinner. Tested by tests/cli/remote_test.cc, at a terminal of its own.

#include "hardtack/cli/spinner.h"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string_view>
#include <utility>

namespace hardtack::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kUnnoticed{150};
constexpr milliseconds kFrame{100};
constexpr std::string_view kFrames = "|/-\\";

bool IsShown() {
  const char* term = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && term != nullptr && std::string_view(term) != "dumb";
}

// Whether the time passed; false: it is enough.
bool Wait(milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any woken;
  std::unique_lock lock(mutex);
  woken.wait_for(lock, stop, time, [] { return false; });
  return !stop.stop_requested();
}

void Spin(const std::string& step, const std::stop_token& stop) {
  if (!Wait(kUnnoticed, stop)) return;
  for (size_t i = 0;; ++i) {
    std::fprintf(stderr, "\r%c %s ", kFrames[i % kFrames.size()], step.c_str());
    std::fflush(stderr);
    if (!Wait(kFrame, stop)) break;
  }
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
}

}  // namespace

Spinner::Spinner(std::string step) {
  if (!IsShown()) return;
  thread_ = std::jthread([step = std::move(step)](const std::stop_token& stop) { Spin(step, stop); });
}

Spinner::~Spinner() = default;

}  // namespace hardtack::cli
