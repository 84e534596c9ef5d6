// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Logs of a server. Tested by tests/authority/server_log_test.cc.

#include "hardtack/authority/server/server_log.h"

#include <chrono>
#include <mutex>

#include <fmt/format.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <boost/json/object.hpp>

#include "hardtack/identity/time_text.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

class FunctionSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit FunctionSink(std::function<void(const std::string&)> function) : function_(std::move(function)) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    function_(std::string(message.payload.data(), message.payload.size()));
  }
  void flush_() override {}

  std::function<void(const std::string&)> function_;
};

std::shared_ptr<spdlog::logger> LoggerTo(spdlog::sink_ptr sink) {
  auto logger = std::make_shared<spdlog::logger>("hardtack", std::move(sink));
  logger->set_pattern("%v", spdlog::pattern_time_type::utc);
  logger->flush_on(spdlog::level::trace);
  return logger;
}

std::string Now() {
  using std::chrono::milliseconds;
  const auto now = std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now()).time_since_epoch();
  std::string text = identity::TimeText(now.count() / 1000);
  text.insert(text.size() - 1, fmt::format(".{:03}", now.count() % 1000));  // before the Z
  return text;
}

}  // namespace

ServerLog::ServerLog() : logger_(LoggerTo(std::make_shared<spdlog::sinks::stderr_sink_mt>())) {}

ServerLog::ServerLog(std::function<void(const std::string&)> sink)
    : logger_(LoggerTo(std::make_shared<FunctionSink>(std::move(sink)))) {}

void ServerLog::Write(std::string_view level, std::string_view event, Fields fields) {
  boost::json::object line{{"time", report::JsonText(Now())},
                           {"level", report::JsonText(level)},
                           {"event", report::JsonText(event)}};
  for (const auto& [name, text] : fields) line[name] = report::JsonText(text);
  std::string text = report::DocumentLine(line);
  text.pop_back();  // spdlog ends lines itself
  logger_->info("{}", text);
}

}  // namespace hardtack::authority
