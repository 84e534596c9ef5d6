// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The server. Tested by tests/authority/service_test.cc.

#include "hardtack/authority/server/service.h"

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "hardtack/authority/api/openapi.h"
#include "hardtack/authority/api/own_api.h"
#include "hardtack/authority/api/problem.h"
#include "hardtack/authority/api/public_api.h"
#include "hardtack/authority/api/published_api.h"
#include "hardtack/authority/api/router.h"
#include "hardtack/authority/authority.h"
#include "hardtack/authority/http/server.h"
#include "hardtack/authority/server/clock_watch.h"
#include "hardtack/authority/server/config_files.h"
#include "hardtack/authority/server/file_watch.h"
#include "hardtack/authority/server/keeper.h"
#include "hardtack/authority/server/metrics.h"
#include "hardtack/authority/server/request_rates.h"
#include "hardtack/authority/server/server_log.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

size_t ThreadsOr(size_t configured, size_t per_core) {
  return configured > 0 ? configured : per_core * std::max(std::thread::hardware_concurrency(), 1U);
}

class RunningService final : public Service {
 public:
  RunningService(ServerConfig config, ServerLog& log, Clock clock)
      : config_(std::move(config)),
        log_(log),
        clock_(std::move(clock)),
        rates_(config_.requests_per_minute),
        watch_(WatchedFiles()),
        keys_(config_.keys) {}

  absl::Status Begin(const std::string& version, Faults& faults);

  // Nothing is answered once members begin to go.
  ~RunningService() override {
    if (authority_ != nullptr) authority_->store().OnChange({});
    keeper_.reset();
    open_server_.reset();
    api_server_.reset();
  }

  uint16_t api_port() const override { return api_server_->port(); }
  uint16_t public_port() const override { return open_server_ == nullptr ? 0 : open_server_->port(); }
  void Reload() override;
  void Drain(std::chrono::milliseconds deadline) override;

 private:
  std::vector<std::string> WatchedFiles() const;
  void AddRoutes(const std::string& version, const std::string& ca_certificate);
  absl::StatusOr<TlsIdentity> ApiTls() const;
  absl::StatusOr<std::unique_ptr<HttpServer>> Listen(const ServerConfig::Listener& listener, TlsIdentity tls,
                                                     const Router& router);
  void Answer(const Router& router, const HttpRequest& request, Respond respond);
  std::optional<HttpResponse> RefuseByRate(const HttpRequest& request);
  void Count(const Router& router, const HttpRequest& request, const HttpResponse& response,
             std::chrono::nanoseconds time);
  std::string MetricsText();
  void LogFaults(const Faults& faults, std::string_view event);
  void ReloadPolicy();
  void ReloadKeys();
  void ReloadTls();
  void LogClock(ClockWatch& watch);
  std::unique_ptr<Keeper> MakeKeeper();

  const ServerConfig config_;
  ServerLog& log_;
  const Clock clock_;
  RequestRates rates_;
  Metrics metrics_;
  std::unique_ptr<Authority> authority_;
  Router api_;
  Router open_;
  std::mutex reload_mutex_;
  FileWatch watch_;
  std::vector<ServerConfig::Key> keys_;  // in use; guarded by reload_mutex_
  std::unique_ptr<HttpServer> api_server_;
  std::unique_ptr<HttpServer> open_server_;
  std::unique_ptr<Keeper> keeper_;
};

absl::Status RunningService::Begin(const std::string& version, Faults& faults) {
  ASSIGN_OR_RETURN(std::shared_ptr<const SigningKeys> keys, ReadKeys(config_.keys));
  ASSIGN_OR_RETURN(std::unique_ptr<Store> store, OpenStore(config_.store));
  log_.Info("store", {{"store", store->Describe()}});
  AuthorityOptions options{config_.policy, std::move(keys), config_.max_ban_age, clock_};
  ASSIGN_OR_RETURN(authority_, Authority::Open(std::move(options), std::move(store), faults));
  ASSIGN_OR_RETURN(const std::string ca_certificate, ReadUnlessEmpty(config_.ca_certificate));
  AddRoutes(version, ca_certificate);
  ASSIGN_OR_RETURN(TlsIdentity tls, ApiTls());
  ASSIGN_OR_RETURN(api_server_, Listen(config_.api, std::move(tls), api_));
  if (config_.open.has_value()) {
    ASSIGN_OR_RETURN(TlsIdentity open_tls, ReadTls(*config_.open));
    ASSIGN_OR_RETURN(open_server_, Listen(*config_.open, std::move(open_tls), open_));
  }
  keeper_ = MakeKeeper();
  const AuthorityState state = authority_->state();
  log_.Info("listening", {{"api", config_.api.address + ":" + std::to_string(api_port())},
                          {"policy", state.policy().hash()},
                          {"generation", std::to_string(state.generation.number)}});
  return absl::OkStatus();
}

std::vector<std::string> RunningService::WatchedFiles() const {
  std::vector<std::string> files = {config_.file, config_.policy, config_.api.certificate, config_.api.key,
                                    config_.client_ca};
  if (config_.open.has_value()) files.insert(files.end(), {config_.open->certificate, config_.open->key});
  return files;
}

void RunningService::AddRoutes(const std::string& version, const std::string& ca_certificate) {
  AddPublishedApi(*authority_, {ca_certificate, version}, api_);
  AddBanApi(*authority_, api_);
  AddAuditApi(*authority_, api_);
  AddVerificationApi(*authority_, api_);
  AddWebKeys(*authority_, api_);
  AddHealth(*authority_, api_);
  AddOpenApi(version, api_);
  AddWebKeys(*authority_, open_);
  AddHealth(*authority_, open_);
  open_.Add({.method = "GET",
             .path = "/metrics",
             .summary = "Counters for Prometheus",
             .content_type = "text/plain"},
            [this](const HttpRequest&, const Respond& respond) {
              HttpResponse response;
              response.content_type = "text/plain; version=0.0.4; charset=utf-8";
              response.body = MetricsText();
              respond(std::move(response));
            });
}

absl::StatusOr<TlsIdentity> RunningService::ApiTls() const {
  ASSIGN_OR_RETURN(TlsIdentity tls, ReadTls(config_.api));
  ASSIGN_OR_RETURN(tls.client_authorities, ReadUnlessEmpty(config_.client_ca));
  for (const std::string& authority : authority_->state().policy().tables().client_authorities) {
    tls.client_authorities += "\n" + authority;
  }
  if (!tls.client_authorities.empty()) return tls;
  return Error(ErrorKind::kInvalidArgument,
               "no CA of client certificates is known: set client_ca, or cert_chain of [cacerts] in the policy");
}

absl::StatusOr<std::unique_ptr<HttpServer>> RunningService::Listen(const ServerConfig::Listener& listener,
                                                                   TlsIdentity tls, const Router& router) {
  HttpServerOptions options;
  options.address = listener.address;
  options.port = listener.port;
  options.tls = std::move(tls);
  options.limits = config_.limits;
  options.io_threads = ThreadsOr(config_.io_threads, 1);
  options.worker_threads = ThreadsOr(config_.worker_threads, 2);
  options.on_event = [this](const HttpEvent& event) {
    metrics_.CountConnectionEvent(event.what);
    if (event.what == "certificate") return log_.Warn("certificate", {{"detail", std::string(event.detail)}});
    log_.Info("connection", {{"what", std::string(event.what)},
                             {"address", std::string(event.address)},
                             {"detail", std::string(event.detail)}});
  };
  return HttpServer::Start(options, [this, &router](const HttpRequest& request, Respond respond) {
    Answer(router, request, std::move(respond));
  });
}

void RunningService::Answer(const Router& router, const HttpRequest& request, Respond respond) {
  const auto begin = std::chrono::steady_clock::now();
  // Of the request only what is logged is kept for later: its body may hold a token.
  HttpRequest logged{request.method, request.path, {}, {}, {}, request.certificate, request.address, request.id};
  auto counted = [this, &router, logged = std::move(logged), begin,
                  respond = std::move(respond)](HttpResponse response) {
    Count(router, logged, response, std::chrono::steady_clock::now() - begin);
    respond(std::move(response));
  };
  if (auto refusal = RefuseByRate(request)) return counted(*std::move(refusal));
  router.Handle(request, std::move(counted));
}

std::optional<HttpResponse> RunningService::RefuseByRate(const HttpRequest& request) {
  const std::optional<std::chrono::seconds> wait = rates_.Take(request, std::chrono::steady_clock::now());
  if (!wait.has_value()) return std::nullopt;
  metrics_.CountRefusedByRate();
  HttpResponse response = Problem(429, "too-many-requests", "too many requests: wait as Retry-After says");
  response.fields.emplace_back("retry-after", std::to_string(wait->count()));
  return response;
}

void RunningService::Count(const Router& router, const HttpRequest& request, const HttpResponse& response,
                           std::chrono::nanoseconds time) {
  metrics_.CountRequest(router.Has(request.path) ? request.path : "other", response.status, time);
  log_.Info("request", {{"id", request.id},
                        {"method", request.method},
                        {"path", request.path},
                        {"status", std::to_string(response.status)},
                        {"address", request.address},
                        {"certificate", request.certificate.value_or("")},
                        {"microseconds", std::to_string(time.count() / 1000)}});
}

std::string RunningService::MetricsText() {
  const AuthorityState state = authority_->state();
  const token::VerifiedCache::Statistics cache = authority_->cache().statistics();
  Metrics::Gauges gauges;
  gauges.connections = api_server_->connections() + (open_server_ == nullptr ? 0 : open_server_->connections());
  gauges.audit_waiting = authority_->audit().waiting();
  gauges.bans = state.bans->size();
  gauges.ban_age = state.bans->Age(state.now);
  gauges.policy_generation = state.generation.number;
  gauges.cache_hits = cache.hits;
  gauges.cache_misses = cache.misses;
  gauges.cache_bytes = cache.bytes;
  return metrics_.Text(gauges);
}

void RunningService::Reload() {
  const std::lock_guard lock(reload_mutex_);
  ReloadPolicy();
  ReloadKeys();
  ReloadTls();
}

void RunningService::LogFaults(const Faults& faults, std::string_view event) {
  for (const PolicyFault& fault : faults.told()) {
    log_.Error(event, {{"file", fault.file},
                       {"line", std::to_string(fault.place.line)},
                       {"column", std::to_string(fault.place.column)},
                       {"message", fault.message}});
  }
}

void RunningService::ReloadPolicy() {
  Faults faults;
  const absl::StatusOr<bool> changed = authority_->ReloadPolicy(faults);
  LogFaults(faults, "policy_fault");
  if (!changed.ok()) {
    log_.Error("policy_refused", {{"message", std::string(changed.status().message())}});
  } else if (*changed) {
    const AuthorityState state = authority_->state();
    log_.Info("policy", {{"hash", state.policy().hash()}, {"generation", std::to_string(state.generation.number)}});
  }
}

// Of the configuration only its keys: the rest takes a restart.
void RunningService::ReloadKeys() {
  Faults faults;
  const absl::StatusOr<ServerConfig> config = ReadServerConfig(config_.file, faults);
  LogFaults(faults, "configuration_fault");
  if (!config.ok() || !faults.empty() || config->keys == keys_) return;
  absl::StatusOr<std::shared_ptr<const SigningKeys>> keys = ReadKeys(config->keys);
  const absl::Status status = keys.ok() ? authority_->UseKeys(*std::move(keys)) : keys.status();
  if (!status.ok()) return log_.Error("keys_refused", {{"message", std::string(status.message())}});
  keys_ = config->keys;
  log_.Info("keys", {{"count", std::to_string(keys_.size())}});
}

void RunningService::ReloadTls() {
  const auto reload = [this](const absl::StatusOr<TlsIdentity>& tls, HttpServer& server) {
    const absl::Status status = tls.ok() ? server.Reload(*tls) : tls.status();
    if (!status.ok()) log_.Error("certificates_refused", {{"message", std::string(status.message())}});
  };
  reload(ApiTls(), *api_server_);
  if (open_server_ != nullptr) reload(ReadTls(*config_.open), *open_server_);
}

void RunningService::Drain(std::chrono::milliseconds deadline) {
  log_.Info("draining", {{"connections", std::to_string(api_server_->connections())}});
  api_server_->Drain(deadline);
  if (open_server_ != nullptr) open_server_->Drain(std::chrono::milliseconds(0));
  if (const absl::Status status = authority_->Checkpoint(); !status.ok()) {
    log_.Error("checkpoint", {{"message", std::string(status.message())}});
  }
  log_.Info("ended");
}

void RunningService::LogClock(ClockWatch& watch) {
  const std::optional<int64_t> step = watch.Step(clock_(), std::chrono::steady_clock::now());
  if (!step.has_value()) return;
  const std::string seconds = std::to_string(std::abs(*step)) + " s";
  log_.Warn("clock", {{"message", (*step > 0 ? "the clock was set ahead by " : "the clock was set back by ") + seconds}});
}

std::unique_ptr<Keeper> RunningService::MakeKeeper() {
  auto keeper = std::make_unique<Keeper>();
  keeper->Every(std::chrono::milliseconds(500), [this] { authority_->bans().Expire(clock_()); });
  keeper->Every(std::chrono::seconds(2), [this, was_ok = true]() mutable {
    // A store may be read and not written.
    absl::Status status = authority_->bans().Refresh();
    if (status.ok()) status = authority_->audit().status();
    if (!status.ok() && was_ok) log_.Error("store", {{"message", std::string(status.message())}});
    if (status.ok() && !was_ok) log_.Info("store", {{"message", "the store answers again"}});
    was_ok = status.ok();
  });
  keeper->Every(std::chrono::seconds(2), [this] {
    bool changed = false;
    {
      const std::lock_guard lock(reload_mutex_);
      changed = watch_.HasChanged();
    }
    if (changed) Reload();
  });
  ClockWatch clock_watch(clock_(), std::chrono::steady_clock::now());
  keeper->Every(std::chrono::seconds(2), [this, clock_watch]() mutable { LogClock(clock_watch); });
  keeper->Every(std::chrono::seconds(60), [this] {
    if (const absl::Status status = authority_->Checkpoint(); !status.ok()) {
      log_.Error("checkpoint", {{"message", std::string(status.message())}});
    }
  });
  authority_->store().OnChange([this] { (void)authority_->bans().Refresh(); });
  return keeper;
}

}  // namespace

int64_t SystemTime() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

absl::StatusOr<std::unique_ptr<Service>> Service::Start(ServerConfig config, const std::string& version, ServerLog& log,
                                                        Faults& faults, Clock clock) {
  auto service = std::make_unique<RunningService>(std::move(config), log, std::move(clock));
  RETURN_IF_ERROR(service->Begin(version, faults));
  return service;
}

}  // namespace hardtack::authority
