// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The spinner. Tested by tests/cli/remote_test.cc, at a terminal of its own.

#include "hardtack/cli/spinner.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <string_view>
#include <utility>

#include "hardtack/cli/environment.h"
#include "hardtack/client/pause.h"

namespace hardtack::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kUnnoticed{150};
constexpr milliseconds kFrame{100};
constexpr std::string_view kFrames = "|/-\\";

bool IsShown() {
  const std::string term = Environment("TERM");
  return isatty(STDERR_FILENO) == 1 && !term.empty() && term != "dumb";
}

void Spin(const std::string& step, const std::stop_token& stop) {
  if (!client::Pause(kUnnoticed, stop)) return;
  for (size_t i = 0;; ++i) {
    std::fprintf(stderr, "\r%c %s ", kFrames[i % kFrames.size()], step.c_str());
    std::fflush(stderr);
    if (!client::Pause(kFrame, stop)) break;
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
