// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Metrics counts what a server does, in the text format of Prometheus. docs/authority.md lists the names.

#ifndef HARDTACK_AUTHORITY_SERVER_METRICS_H_
#define HARDTACK_AUTHORITY_SERVER_METRICS_H_

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace hardtack::authority {

// Thread-safe.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // `path`: of an endpoint, or "other": what strangers make up must not make series.
  void CountRequest(std::string_view path, unsigned status, std::chrono::nanoseconds time);
  // What happened to a connection (HttpServerOptions::Event).
  void CountConnectionEvent(std::string_view what);
  void CountRefusedByRate();

  // What is read off rather than counted.
  struct Gauges {
    size_t connections = 0;
    size_t audit_waiting = 0;
    size_t bans = 0;
    int64_t ban_age = 0;  // seconds
    uint64_t policy_generation = 0;
    uint64_t cache_hits = 0, cache_misses = 0;
    size_t cache_bytes = 0;
  };
  // The text that `/metrics` answers.
  std::string Text(const Gauges& gauges);

 private:
  struct Series;
  std::unique_ptr<Series> series_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_SERVER_METRICS_H_
