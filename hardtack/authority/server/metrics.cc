// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Metrics by prometheus-cpp. Tested by tests/authority/metrics_test.cc.

#include "hardtack/authority/server/metrics.h"

#include <cstddef>
#include <cstdint>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace hardtack::authority {
namespace {

using prometheus::BuildCounter;
using prometheus::BuildGauge;
using prometheus::BuildHistogram;

const prometheus::Histogram::BucketBoundaries kSeconds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                          0.05,   0.1,   0.25,   0.5,   1,    5};

}  // namespace

struct Metrics::Series {
  prometheus::Gauge& Gauge(const char* name, const char* help) {
    return BuildGauge().Name(name).Help(help).Register(registry).Add({});
  }

  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      BuildCounter().Name("hardtack_requests_total").Help("Requests by path and status").Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      BuildHistogram().Name("hardtack_request_seconds").Help("From request to answer, by path").Register(registry);
  prometheus::Family<prometheus::Counter>& connection_events =
      BuildCounter().Name("hardtack_connection_events_total").Help("What ended connections").Register(registry);
  prometheus::Counter& refused_by_rate = BuildCounter()
                                             .Name("hardtack_rate_limited_total")
                                             .Help("Requests refused since too many came")
                                             .Register(registry)
                                             .Add({});
  prometheus::Gauge& connections = Gauge("hardtack_connections", "Open connections");
  prometheus::Gauge& audit_waiting = Gauge("hardtack_audit_waiting", "Events that wait for the store");
  prometheus::Gauge& bans = Gauge("hardtack_bans", "Bans that stand");
  prometheus::Gauge& ban_age = Gauge("hardtack_ban_age_seconds", "Since the store was last asked for bans");
  prometheus::Gauge& generation = Gauge("hardtack_policy_generation", "Number of the policy in use");
  prometheus::Gauge& cache_hits = Gauge("hardtack_cache_hits", "Tokens that cost no signature");
  prometheus::Gauge& cache_misses = Gauge("hardtack_cache_misses", "Tokens that cost all of theirs");
  prometheus::Gauge& cache_bytes = Gauge("hardtack_cache_bytes", "Memory of the cache of verified tokens");
};

Metrics::Metrics() : series_(std::make_unique<Series>()) {}
Metrics::~Metrics() = default;

void Metrics::CountRequest(std::string_view path, unsigned status, std::chrono::nanoseconds time) {
  const std::string where(path);
  series_->requests.Add({{"path", where}, {"status", std::to_string(status)}}).Increment();
  series_->seconds.Add({{"path", where}}, kSeconds).Observe(std::chrono::duration<double>(time).count());
}

void Metrics::CountConnectionEvent(std::string_view what) {
  series_->connection_events.Add({{"event", std::string(what)}}).Increment();
}

void Metrics::CountRefusedByRate() { series_->refused_by_rate.Increment(); }

std::string Metrics::Text(const Gauges& gauges) {
  series_->connections.Set(static_cast<double>(gauges.connections));
  series_->audit_waiting.Set(static_cast<double>(gauges.audit_waiting));
  series_->bans.Set(static_cast<double>(gauges.bans));
  series_->ban_age.Set(static_cast<double>(gauges.ban_age));
  series_->generation.Set(static_cast<double>(gauges.policy_generation));
  series_->cache_hits.Set(static_cast<double>(gauges.cache_hits));
  series_->cache_misses.Set(static_cast<double>(gauges.cache_misses));
  series_->cache_bytes.Set(static_cast<double>(gauges.cache_bytes));
  return prometheus::TextSerializer().Serialize(series_->registry.Collect());
}

}  // namespace hardtack::authority
