// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ServerLog writes what happens to a server as JSON, one object a line. What is logged names identities, paths and
// addresses; never a token, a key, or the body or a field of a request.

#ifndef HARDTACK_AUTHORITY_SERVER_SERVER_LOG_H_
#define HARDTACK_AUTHORITY_SERVER_SERVER_LOG_H_

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace spdlog {
class logger;
}  // namespace spdlog

namespace hardtack::authority {

// Thread-safe.
class ServerLog {
 public:
  using Fields = std::initializer_list<std::pair<std::string_view, std::string>>;

  // To standard error.
  ServerLog();
  // To `sink`, line by line without line feeds; for tests.
  explicit ServerLog(std::function<void(const std::string&)> sink);

  // `time` (RFC 3339, UTC, milliseconds), `level`, `event`, and the fields. A line is written when the call returns.
  void Info(std::string_view event, Fields fields = {}) { Write("info", event, fields); }
  void Warn(std::string_view event, Fields fields = {}) { Write("warn", event, fields); }
  void Error(std::string_view event, Fields fields = {}) { Write("error", event, fields); }

 private:
  void Write(std::string_view level, std::string_view event, Fields fields);
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_SERVER_SERVER_LOG_H_
