// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any text as a log of bans. What is read and written entry by entry must be the same text, and a verifier that follows
// all of it as a delta must see the same bans. 8 KiB (-max_len=8192) hold several entries of the longest kind.
#include <string>

#include "hardtack/identity/ban_list.h"
#include "hardtack/identity/ban_log.h"
#include "hardtack/identity/ban_text.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

using identity::BanEntry;
using identity::BanFeed;
using identity::BanList;
using identity::BanLog;

const crypto::PrivateKey& Authority() {
  static const crypto::PrivateKey key = crypto::PrivateKey::Generate();
  return key;
}

BanLog WrittenAgain(const BanLog& log) {
  const size_t first_line = log.text().find('\n') + 1;
  identity::BanReader reader(std::string_view(log.text()).substr(first_line), 1);
  BanLog again;
  for (auto entry = reader.Next(); entry.ok() && entry->has_value(); entry = reader.Next()) {
    const bool lifts = (*entry)->action == BanEntry::Action::kUnban;
    const absl::Status status = lifts ? again.Lift((*entry)->ban) : again.Add((*entry)->ban);
    Require(status.ok(), "an entry that was read can be written");
  }
  return again;
}

BanList Followed(const BanLog& log) {
  const auto text = log.SignDelta(0, 0, Authority());
  Require(text.ok(), "a log that was read can be published");
  const auto feed = BanFeed::Verify(*text, Authority().public_key());
  Require(feed.ok(), "what was published verifies");
  const auto list = BanList().Update(*feed);
  Require(list.ok(), "what was published can be followed");
  return *list;
}

void CheckText(std::string_view text) {
  const auto log = BanLog::Read(std::string(text));
  if (!log.ok()) return;
  const BanLog again = WrittenAgain(*log);
  Require(again.text() == log->text() && again.state() == log->state(), "an entry has one spelling");
  const BanList list = Followed(*log);
  Require(list.state() == log->state(), "a list that follows a log is as far as the log");
  Require(list.size() == log->Standing().size() && list.Entries() == log->Standing(), "and has the same bans");
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckText(hardtack::fuzz::AsText(data, size));
  return 0;
}
