// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What is particular to stores in PostgreSQL: servers that go away, connections that are cut, and what servers refuse.

#include <libpq-fe.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "hardtack/authority/store/postgres_connection.h"
#include "hardtack/authority/store/postgres_store.h"
#include "hardtack/authority/store/postgres_tables.h"
#include "tests/authority/cutting_proxy.h"
#include "tests/authority/store_testing.h"

namespace hardtack::authority {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Mode = CuttingProxy::Mode;

bool Holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

PostgresOptions Impatient() {
  PostgresOptions options;
  options.connect = std::chrono::seconds(2);
  options.statement = milliseconds(1000);
  options.answer = milliseconds(500);
  options.doubt = milliseconds(1500);
  return options;
}

std::unique_ptr<Store> OpenImpatient(const std::string& uri) { return ValueOf(OpenPostgresStore(uri, Impatient())); }

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

constexpr char kEndSessions[] =
    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()";

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

TEST_CASE("a server that is stopped is an Io error, and once it is started again the store works") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto store = OpenImpatient(home.place());
  REQUIRE(store->Append(Records(3, "before")).ok());
  PostgresServer::Shared().Stop();
  for (int i = 0; i < 3; ++i) {
    CHECK(Holds(RefusalOf(store->Append(Records(1, "lost")).status()), "cannot be reached"));
    CHECK(Holds(RefusalOf(store->Head().status()), "cannot be reached"));
    CHECK(Holds(RefusalOf(store->Check()), "cannot be reached"));
    std::this_thread::sleep_for(milliseconds(150));
  }
  PostgresServer::Shared().Start();
  const auto started = steady_clock::now();
  while (!store->Check().ok() && steady_clock::now() - started < std::chrono::seconds(10)) {
    std::this_thread::sleep_for(milliseconds(20));
  }
  CHECK(steady_clock::now() - started < Impatient().longest_pause + milliseconds(1000));
  CHECK(ValueOf(store->Append(Records(1, "after"))).number == 4);
  std::this_thread::sleep_for(Impatient().longest_pause);
  CHECK(WholeTrail(*store).size() == 4);
}

TEST_CASE("connections that ended while nobody used them are made again unnoticed") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto store = home.Open();
  for (int i = 1; i < 4; ++i) {
    home.Run(kEndSessions);
    CHECK(ValueOf(store->Append(Records(1, "x"))).number == static_cast<uint64_t>(3 * i - 2));
    home.Run(kEndSessions);
    CHECK(ValueOf(store->AppendBan({static_cast<uint64_t>(i), "line"}, RecordBy("alice", "ban"))));
    CHECK(ValueOf(store->NumberGeneration(std::to_string(i), 5)) == static_cast<uint64_t>(i));
    home.Run(kEndSessions);
    CHECK(store->Check().ok());
    CHECK(store->AddCheckpoint({{}, i, "key", "signature"}).ok());
    CHECK(ValueOf(store->Append(Records(1, "y"))).number == static_cast<uint64_t>(3 * i));
    CHECK(ValueOf(store->ReadCheckpoints()).size() == static_cast<size_t>(i));
  }
}

TEST_CASE("a change whose COMMIT did not arrive is made once") {
  if (!PostgresHome::Available()) return;
  ProxiedStore proxied;
  proxied.proxy.Set(Mode::kCutBeforeCommit);
  CHECK(ValueOf(proxied.store->Append(Records(3, "x"))).number == 3);
  proxied.proxy.Set(Mode::kCutBeforeCommit);
  CHECK(ValueOf(proxied.store->AppendBan({1, "line"}, RecordBy("alice", "ban"))));
  proxied.proxy.Set(Mode::kCutBeforeCommit);
  CHECK(ValueOf(proxied.store->NumberGeneration("aa", 1)) == 1);
  CHECK(proxied.proxy.cuts() == 3);
  CHECK(WholeTrail(*proxied.store).size() == 4);
}

TEST_CASE("a change whose COMMIT was not answered is made once") {
  if (!PostgresHome::Available()) return;
  ProxiedStore proxied;
  proxied.proxy.Set(Mode::kCutAfterCommit);
  CHECK(ValueOf(proxied.store->Append(Records(3, "x"))).number == 3);
  proxied.proxy.Set(Mode::kCutAfterCommit);
  CHECK(ValueOf(proxied.store->AppendBan({1, "line"}, RecordBy("alice", "ban"))));
  proxied.proxy.Set(Mode::kCutAfterCommit);
  CHECK(ValueOf(proxied.store->NumberGeneration("aa", 1)) == 1);
  CHECK(proxied.proxy.cuts() == 3);
  CHECK(WholeTrail(*proxied.store).size() == 4);
  CHECK(ValueOf(proxied.store->ReadBans(0, 9)).size() == 1);
}

TEST_CASE("when nobody can say what has become of a change, the error says so") {
  if (!PostgresHome::Available()) return;
  ProxiedStore proxied;
  for (const Mode mode : {Mode::kCutBeforeCommit, Mode::kCutAfterCommit}) {
    proxied.proxy.Set(mode, Mode::kClosed);
    const std::string refusal = RefusalOf(proxied.store->Append(Records(1, "x")).status());
    CAPTURE(refusal);
    CHECK(Holds(refusal, "whether the change was made is not known"));
    CHECK_FALSE(Holds(refusal, PostgresServer::kPassword));
    proxied.proxy.Set(Mode::kPass);
    std::this_thread::sleep_for(Impatient().longest_pause);
  }
  CHECK(WholeTrail(*proxied.store).size() == 1);
  CHECK(ValueOf(proxied.store->Append(Records(1, "y"))).number == 2);
}

TEST_CASE("a server that is not there is asked ever less often, and those who want it in between do not wait") {
  if (!PostgresHome::Available()) return;
  ProxiedStore proxied;
  proxied.proxy.Set(Mode::kClosed);
  std::this_thread::sleep_for(milliseconds(100));
  const int before = proxied.proxy.connections();
  const auto start = steady_clock::now();
  int refused = 0;
  while (steady_clock::now() - start < milliseconds(1200)) {
    if (!proxied.store->Head().ok()) ++refused;
    std::this_thread::sleep_for(milliseconds(1));
  }
  CHECK(refused > 100);
  // After 0.1, 0.3 and 0.7 s; libpq may try twice each time.
  const int connections = proxied.proxy.connections() - before;
  CHECK(connections <= 10);
}

TEST_CASE("a server that does not answer is given up in time") {
  if (!PostgresHome::Available()) return;
  ProxiedStore proxied;
  REQUIRE(proxied.store->Append(Records(1, "x")).ok());
  proxied.proxy.Set(Mode::kSilent);
  const auto start = steady_clock::now();
  RefusalOf(proxied.store->Append(Records(1, "y")).status());
  CHECK(steady_clock::now() - start < std::chrono::seconds(8));
  proxied.proxy.Set(Mode::kPass);
  std::this_thread::sleep_for(Impatient().longest_pause);
  CHECK(ValueOf(proxied.store->Append(Records(1, "z"))).number == 2);
}

TEST_CASE("a node that is held up in the middle of a change does not hold up the others for long") {
  if (!PostgresHome::Available()) return;
  ProxiedStore held;
  const auto other = held.home.Open();
  held.proxy.Set(Mode::kHoldCommit);
  absl::StatusOr<AuditHead> late;
  std::thread appending([&] { late = held.store->Append(Records(1, "held")); });
  while (held.proxy.mode() != Mode::kSilent) std::this_thread::sleep_for(milliseconds(5));
  const auto start = steady_clock::now();
  CHECK(ValueOf(other->Append(Records(1, "other"))).number == 1);
  CHECK(steady_clock::now() - start < Impatient().statement / 2 + milliseconds(1000));
  held.proxy.Set(Mode::kPass);
  appending.join();
  CHECK(ValueOf(late).number == 2);
  CHECK(WholeTrail(*other).size() == 2);
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

TEST_CASE("whoever waits too long for the others is refused, and nothing was changed") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto store = OpenImpatient(home.place());
  SideConnection holder(home.place());
  REQUIRE(holder.Run("BEGIN"));
  REQUIRE(holder.Run("SELECT pg_advisory_xact_lock(7521418628460274539)"));
  CHECK(Holds(RefusalOf(store->Append(Records(1, "x")).status()), "the server took too long"));
  CHECK(store->Head().ok());
  REQUIRE(holder.Run("ROLLBACK"));
  CHECK(ValueOf(store->Append(Records(1, "y"))).number == 1);
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

TEST_CASE("bans and policies are notified, rows of the audit trail are not") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto store = home.Open();
  SideConnection listener(home.place());
  REQUIRE(listener.Run("LISTEN hardtack_change"));
  REQUIRE(store->Append(Records(5, "x")).ok());
  REQUIRE(store->AddCheckpoint({{}, 1, "key", "signature"}).ok());
  REQUIRE(store->Check().ok());
  std::this_thread::sleep_for(milliseconds(200));
  CHECK(listener.TakeNotifications() == 0);
  REQUIRE(ValueOf(store->AppendBan({1, "line"}, RecordBy("alice", "ban"))));
  REQUIRE(ValueOf(store->NumberGeneration("aa", 1)) == 1);
  REQUIRE(ValueOf(store->NumberGeneration("aa", 1)) == 1);
  std::this_thread::sleep_for(milliseconds(200));
  CHECK(listener.TakeNotifications() == 2);
}

// When a store that listens has seen so many bans.
class BanWatcher {
 public:
  explicit BanWatcher(Store& store) : store_(store) {
    store_.OnChange([this] {
      ++wakes_;
      const auto bans = store_.ReadBans(0, 1'000'000);
      if (bans.ok()) seen_ = static_cast<int>(bans->size());
    });
  }
  ~BanWatcher() { store_.OnChange({}); }
  BanWatcher(const BanWatcher&) = delete;
  BanWatcher& operator=(const BanWatcher&) = delete;

  int wakes() const { return wakes_; }
  // How long it took to see `count` bans; at most `most`.
  milliseconds WaitFor(int count, milliseconds most) const {
    const auto start = steady_clock::now();
    while (seen_ < count && steady_clock::now() - start < most) std::this_thread::sleep_for(milliseconds(2));
    return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
  }

 private:
  Store& store_;
  std::atomic<int> wakes_ = 0;
  std::atomic<int> seen_ = 0;
};

constexpr milliseconds kSlack{1000};  // for a machine that is busy

TEST_CASE("a ban wakes those who listen, soon if it is notified and in time if it is not") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto writer = home.Open();
  const auto listener = home.Open();
  const BanWatcher watcher(*listener);
  while (watcher.wakes() == 0) std::this_thread::sleep_for(milliseconds(5));
  milliseconds shortest = kLongestUnaware;
  for (int i = 1; i <= 5; ++i) {
    REQUIRE(ValueOf(writer->AppendBan({static_cast<uint64_t>(i), "line"}, RecordBy("alice", "ban"))));
    shortest = std::min(shortest, watcher.WaitFor(i, kLongestUnaware + kSlack));
  }
  CHECK(shortest < milliseconds(500));
  // As if its notification had been lost.
  home.Run("INSERT INTO hardtack.bans VALUES (6, 'line')");
  CHECK(watcher.WaitFor(6, 2 * kLongestUnaware + kSlack) <= kLongestUnaware + kSlack);
}

TEST_CASE("whoever listens goes on after the server was restarted, and is woken meanwhile too") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto writer = home.Open();
  const auto listener = home.Open();
  const BanWatcher watcher(*listener);
  while (watcher.wakes() == 0) std::this_thread::sleep_for(milliseconds(5));
  PostgresServer::Shared().Stop();
  const int before = watcher.wakes();
  std::this_thread::sleep_for(kLongestUnaware + kSlack);
  CHECK(watcher.wakes() > before);
  PostgresServer::Shared().Start();
  std::this_thread::sleep_for(PostgresOptions().longest_pause);
  REQUIRE(ValueOf(writer->AppendBan({1, "line"}, RecordBy("alice", "ban"))));
  CHECK(watcher.WaitFor(1, 2 * kLongestUnaware + kSlack) <= kLongestUnaware + kSlack);
}

TEST_CASE("nobody is woken after OnChange has taken them off") {
  if (!PostgresHome::Available()) return;
  const PostgresHome home;
  const auto store = home.Open();
  std::atomic<int> first = 0;
  std::atomic<int> second = 0;
  store->OnChange([&] { ++first; });
  while (first == 0) std::this_thread::sleep_for(milliseconds(5));
  store->OnChange([&] { ++second; });
  const int before = first;
  while (second == 0) std::this_thread::sleep_for(milliseconds(5));
  store->OnChange({});
  const int after = second;
  REQUIRE(ValueOf(store->AppendBan({1, "line"}, RecordBy("alice", "ban"))));
  std::this_thread::sleep_for(milliseconds(300));
  CHECK(first == before);
  CHECK(second == after);
}

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

}  // namespace
}  // namespace hardtack::authority
