// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack serve` as a process of its own, which a test kills or ends.

#ifndef HARDTACK_TESTS_AUTHORITY_SERVING_PROCESS_H_
#define HARDTACK_TESTS_AUTHORITY_SERVING_PROCESS_H_

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace hardtack::authority {

class ServingProcess {
 public:
  // With `folder`/server.toml. What it logs is added to `folder`/log.
  explicit ServingProcess(const std::string& folder);
  // Kills it, unless it has ended.
  ~ServingProcess();
  ServingProcess(const ServingProcess&) = delete;
  ServingProcess& operator=(const ServingProcess&) = delete;

  // The port of its API, once it listens there; 0: it ended before, or does not within half a minute.
  uint16_t AwaitPort();

  pid_t id() const { return process_; }
  void Kill();
  // Asks it to end; its exit code, -1 when a signal ended it.
  int End();

 private:
  int Await();

  pid_t process_ = -1;
  int said_ = -1;  // what it prints
};

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_SERVING_PROCESS_H_
