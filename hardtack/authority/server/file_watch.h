// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// FileWatch tells whether files have changed since it was asked before, by their names, sizes and times.

#ifndef HARDTACK_AUTHORITY_SERVER_FILE_WATCH_H_
#define HARDTACK_AUTHORITY_SERVER_FILE_WATCH_H_

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace hardtack::authority {

// Not thread-safe.
class FileWatch {
 public:
  // Files, and folders with what is directly in them. What is not there is watched for, too.
  explicit FileWatch(std::vector<std::string> paths) : paths_(std::move(paths)), seen_(Look()) {}

  // Linear in the files. A change within the same tick of the file system's clock that leaves the size shows with the
  // next one.
  bool HasChanged();

 private:
  using Times = std::map<std::string, std::tuple<int64_t, uintmax_t>>;
  Times Look() const;

  std::vector<std::string> paths_;
  Times seen_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_SERVER_FILE_WATCH_H_
