// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What servers of PostgreSQL refuse or warn of, and that no password is ever shown.

#include <chrono>
#include <thread>

#include "tests/authority/postgres_testing.h"

namespace hardtack::authority {
namespace {

using std::chrono::milliseconds;

TEST_CASE("a password is in no description and no message") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const PostgresServer& server = PostgresServer::Shared();
  const std::string secret = "another-s3cret";
  const auto refusal = [](const std::string& uri) { return RefusalOf(OpenStore(uri).status()); };
  const std::string wrong = refusal(server.Uri(home.database(), server.port(), "authority", secret));
  CHECK(Holds(wrong, "password authentication failed"));
  const std::string nobody = refusal(server.Uri(home.database(), server.port(), "nobody", secret));
  const std::string no_database = refusal(server.Uri("none", server.port()));
  CHECK(Holds(no_database, "database \"none\" does not exist"));
  const std::string description = home.Open()->Describe();
  CHECK(description ==
        "postgresql 127.0.0.1:" + std::to_string(server.port()) + "/" + home.database() + " as authority");
  for (const std::string& text : {wrong, nobody, no_database, description}) {
    CHECK_FALSE(Holds(text, secret));
    CHECK_FALSE(Holds(text, PostgresServer::kPassword));
    CHECK_FALSE(Holds(text, "\n"));
  }
}

TEST_CASE("what the server refuses comes with advice") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto store = home.Open();
  const auto refusal = [&] { return RefusalOf(store->Append(Records(1, "x")).status()); };
  home.Run("ALTER DATABASE " + home.database() + " SET default_transaction_read_only = on");
  home.Run(kEndSessions);
  CHECK(Holds(refusal(), "target_session_attrs=read-write"));
  PostgresServer::Shared().Run("postgres",
                               "ALTER DATABASE " + home.database() + " RESET default_transaction_read_only");
  home.Run(kEndSessions);
  CHECK(ValueOf(store->Append(Records(1, "x"))).number == 1);
  home.Run("ALTER TABLE hardtack.audit RENAME TO elsewhere");
  CHECK(Holds(refusal(), "its tables are not there any more"));
  home.Run("ALTER TABLE hardtack.elsewhere RENAME TO audit");
  CHECK(ValueOf(store->Append(Records(1, "y"))).number == 2);
}

TEST_CASE("a server that does not sync is refused") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  PostgresServer& server = PostgresServer::Shared();
  server.Stop();
  server.Start({"fsync=off"});
  CHECK(Holds(RefusalOf(OpenStore(home.place()).status()), "fsync off"));
  server.Stop();
  server.Start();
  CHECK(home.Open()->Append(Records(1, "x")).ok());
}

TEST_CASE("a commit that no standby confirms is an error, though the server has made it") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto store = home.Open();
  const auto impatient = OpenImpatient(home.place());
  const PostgresServer& server = PostgresServer::Shared();
  server.Run("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'none_such'");
  server.Run("postgres", "SELECT pg_reload_conf()");
  std::this_thread::sleep_for(milliseconds(300));
  absl::Status cancelled;
  std::thread appending([&] { cancelled = store->Append(Records(1, "x")).status(); });
  const std::string cancel =
      "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND datname = '" +
      home.database() + "'";
  for (int i = 0; i < 100 && server.Run("postgres", cancel) == "0"; ++i) std::this_thread::sleep_for(milliseconds(50));
  appending.join();
  const absl::Status waited = impatient->Append(Records(1, "y")).status();
  server.Run("postgres", "ALTER SYSTEM RESET synchronous_standby_names");
  server.Run("postgres", "SELECT pg_reload_conf()");
  std::this_thread::sleep_for(milliseconds(300));
  CHECK(Holds(RefusalOf(cancelled), "no standby has confirmed it"));
  CHECK(Holds(RefusalOf(waited), "whether the change was made is not known"));
  // The one that was given up is made once the server waits for nobody.
  CHECK(ValueOf(store->Append(Records(1, "z"))).number == 3);
}

}  // namespace
}  // namespace hardtack::authority
