// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A log of bans that several processes write at once. tests/cli/ban.txt has what the verbs say.

#include <string>

#include "doctest/doctest.h"
#include "hardtack/identity/ban_log.h"
#include "tests/cli/process.h"

namespace hardtack::cli {
namespace {

TEST_CASE("bans that are added at the same time are all in the log") {
  constexpr uint64_t kWriters = 12;
  const ScratchFolder folder;
  const std::string add = std::string(HARDTACK_COMMAND) + " ban add --file bans.log --reason r --identity name";
  std::string line;
  for (uint64_t i = 0; i < kWriters; ++i) line += add + std::to_string(i) + " & ";
  const Result result = RunProcess({{"/bin/sh", "-c", line + "wait"}, {}, folder.path(), {}});
  CHECK(result.err.empty());
  const auto log = identity::BanLog::Read(ReadWhole(folder.path() / "bans.log"));
  REQUIRE(log.ok());
  CHECK(log->state().number == kWriters);
  CHECK(log->Standing().size() == kWriters);
}

}  // namespace
}  // namespace hardtack::cli
