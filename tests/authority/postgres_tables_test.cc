// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The tables in PostgreSQL: how they come to be, who needs which rights, and what the database may be like.

#include <atomic>

#include "hardtack/authority/store/postgres_connection.h"
#include "hardtack/authority/store/postgres_tables.h"
#include "tests/authority/postgres_testing.h"

namespace hardtack::authority {
namespace {

// Opens the store in four threads at once.
void OpenTogether(const std::string& place) {
  std::atomic<int> failures = 0;
  RunTogether(4, [&](int) {
    if (!OpenStore(place).ok()) ++failures;
  });
  CHECK(failures == 0);
}

TEST_CASE("of several that begin at once in an empty database, one makes the tables") {
  if (!PostgresHome::Available()) return;
  for (int i = 0; i < 4; ++i) {
    const PostgresHome home;
    OpenTogether(home.place());
    CHECK(ValueOf(home.Open()->Append(Records(1, "x"))).number == 1);
  }
}

TEST_CASE("a schema that was made beforehand is used, and the right to make one is not needed then") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const PostgresServer& server = PostgresServer::Shared();
  home.Run("CREATE ROLE owner LOGIN PASSWORD 'owner'; CREATE SCHEMA hardtack AUTHORIZATION owner");
  CHECK(OpenOrFail(server.Uri(home.database(), server.port(), "owner", "owner"))->Append(Records(1, "x")).ok());
  home.Run("DROP OWNED BY owner; DROP ROLE owner");
}

// As version 1 was: never to be changed here.
constexpr char kVersion1[] = R"(
  CREATE SCHEMA hardtack;
  CREATE TABLE hardtack.version (number bigint PRIMARY KEY);
  CREATE TABLE hardtack.audit (number bigint PRIMARY KEY, time bigint NOT NULL, kind text NOT NULL,
                               actor bytea NOT NULL, event bytea NOT NULL, hash bytea NOT NULL);
  CREATE INDEX audit_by_actor ON hardtack.audit (actor);
  CREATE INDEX audit_by_time ON hardtack.audit (time);
  CREATE TABLE hardtack.bans (number bigint PRIMARY KEY, line bytea NOT NULL);
  CREATE TABLE hardtack.checkpoints (number bigint NOT NULL, time bigint NOT NULL, hash bytea NOT NULL,
                                     key text NOT NULL, signature bytea NOT NULL,
                                     PRIMARY KEY (number, time, hash, key, signature));
  CREATE TABLE hardtack.generations (number bigint PRIMARY KEY, hash text NOT NULL, time bigint NOT NULL);
  CREATE TABLE hardtack.probe (count bigint NOT NULL);
  INSERT INTO hardtack.probe VALUES (0);
  INSERT INTO hardtack.version VALUES (1);
  INSERT INTO hardtack.audit VALUES (1, 1700000000, 'ban', 'alice', '{}', decode(repeat('5a', 32), 'hex'));
  INSERT INTO hardtack.bans VALUES (1, 'a line');
  INSERT INTO hardtack.generations VALUES (4, 'aa', 1700000000))";

TEST_CASE("tables of version 1 are migrated by one of several that begin at once, and keep what they have") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  home.Run(kVersion1);
  OpenTogether(home.place());
  const auto store = home.Open();
  CHECK(ValueOf(store->ReadAudit({.kind = "ban"})).size() == 1);
  CHECK(ValueOf(store->ReadBans(0, 9))[0].line == "a line");
  CHECK(ValueOf(store->NumberGeneration("bb", 1)) == 5);
  CHECK(store->Check().ok());
  CHECK(home.Run("SELECT max(number) FROM hardtack.version") == "2");
  CHECK(home.Run("SELECT to_regclass('hardtack.audit_by_kind')") == "hardtack.audit_by_kind");
}

// docs/stores.md lists these rights.
TEST_CASE("a role that may add and read, but not change rows, is enough once the tables are there") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const PostgresServer& server = PostgresServer::Shared();
  home.Run("CREATE ROLE node LOGIN PASSWORD 'node'");
  const std::string uri = server.Uri(home.database(), server.port(), "node", "node");
  CHECK(Holds(RefusalOf(OpenStore(uri).status()), "grant the role"));
  home.Open();
  CHECK(Holds(RefusalOf(OpenStore(uri).status()), "grant the role"));
  home.Run(
      "GRANT USAGE ON SCHEMA hardtack TO node;"
      "GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA hardtack TO node;"
      "GRANT UPDATE ON hardtack.probe TO node");
  const auto store = OpenOrFail(uri);
  CHECK(ValueOf(store->Append(Records(2, "x"))).number == 2);
  CHECK(ValueOf(store->AppendBan({1, "line"}, RecordBy("alice", "ban"))));
  CHECK(ValueOf(store->NumberGeneration("aa", 1)) == 1);
  CHECK(store->AddCheckpoint({{}, 1, "key", "signature"}).ok());
  CHECK(store->Check().ok());
  SideConnection node(uri);
  CHECK_FALSE(node.Run("UPDATE hardtack.audit SET event = ''"));
  CHECK_FALSE(node.Run("DELETE FROM hardtack.bans"));
  CHECK(WholeTrail(*store).size() == 3);
  home.Run("DROP OWNED BY node; DROP ROLE node");
}

TEST_CASE("neither the database's encoding nor its settings change what is kept") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
  home.Run("ALTER DATABASE " + home.database() + " SET default_transaction_isolation = 'serializable'");
  home.Run("ALTER DATABASE " + home.database() + " SET synchronous_commit = 'off'");
  const auto store = home.Open();
  home.Run(
      "CREATE FUNCTION check_settings() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
      "  IF current_setting('synchronous_commit') <> 'on' OR"
      "     current_setting('transaction_isolation') <> 'read committed' THEN RAISE EXCEPTION 'settings'; END IF;"
      "  RETURN NEW; END $$;"
      "CREATE TRIGGER check_settings BEFORE INSERT ON hardtack.audit"
      "  FOR EACH ROW EXECUTE FUNCTION check_settings()");
  const AuditRecord record{1, "authorize", "\xe2\x82\xac:\xff", "\xf0\x9f\x8d\x9e\n"};
  REQUIRE(store->Append({&record, 1}).ok());
  CHECK((WholeTrail(*store)[0].record == record));
}

TEST_CASE("a query by actor walks its index in a large trail") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  home.Open();
  home.Run(
      "INSERT INTO hardtack.audit SELECT n, n, 'issue', convert_to('a' || n % 1000 || ':b', 'UTF8'), '{}',"
      "  decode(repeat('00', 32), 'hex') FROM generate_series(1, 20000) n; ANALYZE hardtack.audit");
  const PostgresPlace place = ValueOf(PostgresPlace::Parse(home.place()));
  const auto connection = ValueOf(PostgresConnection::Open(place, {}));
  PostgresCommand query = SelectAudit({.actor = "a7"});
  CHECK(ValueOf(connection->Run(query)).size() == 20);
  query.sql = "EXPLAIN " + query.sql;
  const PostgresRows rows = ValueOf(connection->Run(query));
  std::string plan;
  for (int i = 0; i < rows.size(); ++i) plan += std::string(rows.BytesAt(i, 0)) + "\n";
  CAPTURE(plan);
  CHECK(Holds(plan, "audit_by_actor"));
  CHECK_FALSE(Holds(plan, "Seq Scan"));
}

// docs/stores.md names this program.
TEST_CASE("a dump is a backup") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  REQUIRE(home.Open()->Append(Records(20, "x")).ok());
  REQUIRE(ValueOf(home.Open()->AppendBan({1, "line"}, RecordBy("alice", "ban"))));
  const PostgresHome restored;
  const cli::ScratchFolder folder;
  const std::string dump = (folder.path() / "dump").string();
  const auto run = [&](const std::vector<std::string>& arguments) {
    const cli::Result result = cli::RunProcess({arguments, {"PATH=/usr/bin:/bin"}, folder.path(), "", nullptr});
    CHECK_MESSAGE(result.exit_code == 0, result.err);
  };
  run({"/usr/lib/postgresql/15/bin/pg_dump", "--file=" + dump, home.place()});
  run({"/usr/lib/postgresql/15/bin/psql", "--quiet", "--no-psqlrc", "--file=" + dump, restored.place()});
  const auto store = restored.Open();
  CHECK(WholeTrail(*store).size() == 21);
  CHECK(ValueOf(store->Append(Records(1, "y"))).number == 22);
}

}  // namespace
}  // namespace hardtack::authority
