// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A PostgreSQL server of the tests' own, from the system's package: on a port of the loopback address, with a password,
// in a folder that goes with it.

#ifndef HARDTACK_TESTS_AUTHORITY_POSTGRES_SERVER_H_
#define HARDTACK_TESTS_AUTHORITY_POSTGRES_SERVER_H_

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/cli/process.h"

namespace hardtack::authority {

class PostgresServer {
 public:
  static constexpr char kUser[] = "authority";
  static constexpr char kPassword[] = "s3cret-of-the-tests";

  // Why there can be no server here; empty: there can.
  static std::string Obstacle();
  // The one that all tests share, begun when it is first asked for.
  static PostgresServer& Shared();

  // REQUIRES: no obstacle. Throws std::runtime_error when the server does not start.
  PostgresServer();
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  // `settings` are NAME=VALUE.
  void Start(const std::vector<std::string>& settings = {});
  // As an administrator does it: connections are ended.
  void Stop();

  uint16_t port() const { return port_; }
  std::string Uri(const std::string& database, uint16_t port, const std::string& user = kUser,
                  const std::string& password = kPassword) const;
  std::string Uri(const std::string& database) const { return Uri(database, port_); }

  // A new empty database; `options` as CREATE DATABASE takes them.
  std::string NewDatabase(const std::string& options = "");

  // Runs SQL; the first value of the last result, empty if there is none. Throws std::runtime_error on an error.
  std::string Run(const std::string& database, const std::string& sql) const;

 private:
  void MakeFolder();
  void WaitUntilReady() const;

  cli::ScratchFolder folder_;
  uint16_t port_;
  pid_t process_ = -1;
  int databases_ = 0;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_POSTGRES_SERVER_H_
