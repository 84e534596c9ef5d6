// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading ban lists. Tested by tests/cli/ban.txt.

#include "hardtack/cli/ban_file.h"

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::cli {
namespace {

using identity::BanFeed;
using identity::BanList;
using identity::BanLog;

absl::StatusOr<BanList> Follow(const BanList& list, const std::string& text, const crypto::PublicKey& authority) {
  ASSIGN_OR_RETURN(const BanFeed feed, BanFeed::Verify(text, authority));
  return list.Update(feed);
}

template <typename T>
absl::StatusOr<T> In(const std::string& file, absl::StatusOr<T> result) {
  if (result.ok()) return result;
  return Annotate(result.status(), file == "-" ? "standard input" : file);
}

}  // namespace

absl::StatusOr<BanLog> ReadBanLog(const std::string& name, Input& input) {
  ASSIGN_OR_RETURN(std::string text, input.ReadBans(name));
  return In(name, BanLog::Read(std::move(text)));
}

absl::StatusOr<BanList> ReadBanList(const std::string& name, const std::vector<std::string>& deltas,
                                    const crypto::PublicKey& authority, Input& input) {
  std::vector<std::string> files = {name};
  files.insert(files.end(), deltas.begin(), deltas.end());
  BanList list;
  for (const std::string& file : files) {
    ASSIGN_OR_RETURN(const std::string text, input.ReadBans(file));
    ASSIGN_OR_RETURN(list, In(file, Follow(list, text, authority)));
  }
  return list;
}

}  // namespace hardtack::cli
