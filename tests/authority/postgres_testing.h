// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Stores in PostgreSQL that do not wait for long, that a proxy stands before, and connections beside them.

#ifndef HARDTACK_TESTS_AUTHORITY_POSTGRES_TESTING_H_
#define HARDTACK_TESTS_AUTHORITY_POSTGRES_TESTING_H_

#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <string>

#include "hardtack/authority/store/postgres_store.h"
#include "tests/authority/cutting_proxy.h"
#include "tests/authority/store_testing.h"

namespace hardtack::authority {

inline PostgresOptions Impatient() {
  PostgresOptions options;
  options.connect = std::chrono::seconds(2);
  options.statement = std::chrono::milliseconds(1000);
  options.answer = std::chrono::milliseconds(500);
  options.doubt = std::chrono::milliseconds(1500);
  return options;
}

inline std::unique_ptr<Store> OpenImpatient(const std::string& uri) {
  return ValueOf(OpenPostgresStore(uri, Impatient()));
}

// A store behind a proxy.
struct ProxiedStore {
  PostgresHome home;
  CuttingProxy proxy{PostgresServer::Shared().port()};
  std::unique_ptr<Store> store = OpenImpatient(PostgresServer::Shared().Uri(home.database(), proxy.port()));
};

// A connection beside the store's.
class SideConnection {
 public:
  explicit SideConnection(const std::string& uri) : connection_(PQconnectdb(uri.c_str()), &PQfinish) {}
  bool Run(const char* sql) {
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection_.get(), sql), &PQclear);
    return PQresultStatus(result.get()) == PGRES_COMMAND_OK || PQresultStatus(result.get()) == PGRES_TUPLES_OK;
  }
  int TakeNotifications() {
    PQconsumeInput(connection_.get());
    int count = 0;
    for (; PGnotify* notification = PQnotifies(connection_.get()); ++count) PQfreemem(notification);
    return count;
  }

 private:
  std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
};

// Ends all other connections to the database.
inline constexpr char kEndSessions[] =
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()";

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_POSTGRES_TESTING_H_
