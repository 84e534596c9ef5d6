// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Stands between a store and its server, on the loopback address, and cuts their connections at chosen moments.

#ifndef HARDTACK_TESTS_AUTHORITY_CUTTING_PROXY_H_
#define HARDTACK_TESTS_AUTHORITY_CUTTING_PROXY_H_

#include <atomic>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace hardtack::authority {

class CuttingProxy {
 public:
  enum class Mode : uint8_t {
    kPass,
    kCutBeforeCommit,  // the next COMMIT does not reach the server
    kCutAfterCommit,   // its answer does not come back
    kHoldCommit,       // the next COMMIT does not reach the server; from then on kSilent
    kSilent,           // nothing goes either way, and nothing is closed
    kClosed,           // no connection stays or is made
  };

  explicit CuttingProxy(uint16_t server);
  ~CuttingProxy();
  CuttingProxy(const CuttingProxy&) = delete;
  CuttingProxy& operator=(const CuttingProxy&) = delete;

  uint16_t port() const { return port_; }
  // `after_cut` is the mode after a connection was cut.
  void Set(Mode mode, Mode after_cut = Mode::kPass);
  Mode mode() const { return mode_; }
  int connections() const { return connections_; }  // that were made so far
  int cuts() const { return cuts_; }

 private:
  void Accept();
  void Carry(int client);
  bool Forward(int from, int to, bool from_client, bool& swallow);

  uint16_t server_;
  uint16_t port_ = 0;
  int listener_ = -1;
  std::atomic<bool> ends_ = false;
  std::atomic<Mode> mode_ = Mode::kPass;
  std::atomic<Mode> after_cut_ = Mode::kPass;
  std::atomic<int> cuts_ = 0;
  std::atomic<int> connections_ = 0;
  std::mutex mutex_;
  std::vector<std::thread> carriers_;  // guarded by mutex_
  std::thread acceptor_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_CUTTING_PROXY_H_
