// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Service is a whole server: an Authority behind its listeners, kept up to date while it runs.

#ifndef HARDTACK_AUTHORITY_SERVER_SERVICE_H_
#define HARDTACK_AUTHORITY_SERVER_SERVICE_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "hardtack/authority/policy_fault.h"
#include "hardtack/authority/server_config.h"
#include "hardtack/authority/signing_keys.h"

namespace hardtack::authority {

class ServerLog;

// The machine's clock.
int64_t SystemTime();

// Thread-safe.
class Service {
 public:
  // Opens the store, reads policy, keys and certificates, and listens. What is wrong with the policy is among `faults`.
  // `log` must outlive it. What is issued, banned and recorded has its time from `clock`; certificates are judged by the
  // machine's, and connections and rates are timed by none that can be set.
  //   InvalidArgument, Io, MalformedKey, UnsupportedVersion   what cannot be used, and why
  static absl::StatusOr<std::unique_ptr<Service>> Start(ServerConfig config, const std::string& version, ServerLog& log,
                                                        Faults& faults, Clock clock = &SystemTime);
  virtual ~Service() = default;

  virtual uint16_t api_port() const = 0;
  virtual uint16_t public_port() const = 0;  // 0: there is no such listener

  // Reads policy, certificates, CAs, and which keys the configuration has, again, though nothing seems changed. What cannot be used stays out of use, and
  // the log says why. Files are looked at every two seconds besides.
  virtual void Reload() = 0;

  // Answers what was begun, for so long; then ends.
  virtual void Drain(std::chrono::milliseconds deadline) = 0;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_SERVER_SERVICE_H_
