// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Watching files. Tested by tests/authority/file_watch_test.cc.

#include "hardtack/authority/server/file_watch.h"

#include <filesystem>
#include <system_error>
#include <utility>

namespace hardtack::authority {
namespace {

namespace fs = std::filesystem;

std::tuple<int64_t, uintmax_t> LookAt(const fs::path& path) {
  std::error_code error;
  const fs::file_time_type time = fs::last_write_time(path, error);
  if (error) return {0, 0};
  const uintmax_t size = fs::file_size(path, error);
  return {time.time_since_epoch().count(), error ? 0 : size};
}

}  // namespace

FileWatch::Times FileWatch::Look() const {
  Times times;
  for (const std::string& path : paths_) {
    times[path] = LookAt(path);
    std::error_code error;
    for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
      times[entry->path().string()] = LookAt(entry->path());
    }
  }
  return times;
}

bool FileWatch::HasChanged() {
  Times now = Look();
  if (now == seen_) return false;
  seen_ = std::move(now);
  return true;
}

}  // namespace hardtack::authority
