// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Starting and stopping PostgreSQL.

#include "tests/authority/postgres_server.h"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <thread>

namespace hardtack::authority {
namespace {

constexpr char kPrograms[] = "/usr/lib/postgresql/15/bin/";

const passwd* SystemUser() {
  // cppcheck-suppress getpwnamCalled; nobody else looks users up
  return getpwnam("postgres");  // NOLINT(concurrency-mt-unsafe)
}

// PostgreSQL refuses to run as root.
void LeaveRoot() {
  if (geteuid() != 0) return;
  const passwd* user = SystemUser();
  if (user == nullptr || initgroups(user->pw_name, user->pw_gid) != 0 || setgid(user->pw_gid) != 0 ||
      setuid(user->pw_uid) != 0) {
    _exit(126);
  }
}

void GiveAway(const std::filesystem::path& path) {
  if (geteuid() != 0) return;
  const passwd* user = SystemUser();
  if (user == nullptr || chown(path.c_str(), user->pw_uid, user->pw_gid) != 0) {
    throw std::runtime_error("cannot give away " + path.string());
  }
}

uint16_t FreePort() {
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  const bool bound = bind(listener, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  close(listener);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

[[noreturn]] void Become(const std::vector<std::string>& words, const std::string& log) {
  const int file = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file < 0 || dup2(file, STDOUT_FILENO) < 0 || dup2(file, STDERR_FILENO) < 0) _exit(126);
  LeaveRoot();
  // A test that is killed takes its server with it.
  prctl(PR_SET_PDEATHSIG, SIGINT);
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  execv(pointers[0], pointers.data());
  _exit(126);
}

}  // namespace

std::string PostgresServer::Obstacle() {
  if (access((std::string(kPrograms) + "postgres").c_str(), X_OK) != 0) {
    return std::string("no PostgreSQL 15 in ") + kPrograms + ": install the package postgresql";
  }
  if (geteuid() == 0 && SystemUser() == nullptr) return "no user postgres to run PostgreSQL as";
  return "";
}

PostgresServer& PostgresServer::Shared() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() : port_(FreePort()) {
  MakeFolder();
  Start();
}

PostgresServer::~PostgresServer() { Stop(); }

void PostgresServer::MakeFolder() {
  const std::filesystem::path password = folder_.path() / "password";
  cli::WriteWhole(password, std::string(kPassword) + "\n");
  GiveAway(folder_.path());
  GiveAway(password);
  const cli::Result made = cli::RunProcess(
      {{std::string(kPrograms) + "initdb", "-D", folder_.path() / "data", "-U", kUser, "--auth=scram-sha-256",
        "--pwfile=" + password.string(), "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions"},
       {"PATH=/usr/bin:/bin", "LC_ALL=C"},
       folder_.path(),
       "",
       &LeaveRoot});
  if (made.exit_code != 0) throw std::runtime_error("initdb failed: " + made.out + made.err);
}

void PostgresServer::Start(const std::vector<std::string>& settings) {
  std::vector<std::string> words = {std::string(kPrograms) + "postgres", "-D", folder_.path() / "data"};
  const std::vector<std::string> small = {"listen_addresses=127.0.0.1",
                                          "port=" + std::to_string(port_),
                                          "unix_socket_directories=" + folder_.path().string(),
                                          "shared_buffers=16MB",
                                          "max_connections=50",
                                          "max_wal_size=64MB",
                                          "autovacuum_max_workers=1",
                                          "jit=off"};
  for (const auto* group : {&small, &settings}) {
    for (const std::string& setting : *group) words.insert(words.end(), {"-c", setting});
  }
  process_ = fork();
  if (process_ < 0) throw std::runtime_error("cannot fork");
  if (process_ == 0) Become(words, folder_.path() / "log");
  WaitUntilReady();
}

void PostgresServer::WaitUntilReady() const {
  const std::string uri = Uri("postgres");
  for (int i = 0; i < 1200; ++i) {
    if (PQping(uri.c_str()) == PQPING_OK) return;
    if (waitpid(process_, nullptr, WNOHANG) != 0) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  throw std::runtime_error("PostgreSQL does not start: " + cli::ReadWhole(folder_.path() / "log"));
}

void PostgresServer::Stop() {
  if (process_ < 0) return;
  kill(process_, SIGINT);
  waitpid(process_, nullptr, 0);
  process_ = -1;
}

std::string PostgresServer::Uri(const std::string& database, uint16_t port, const std::string& user,
                                const std::string& password) const {
  return "postgresql://" + user + ":" + password + "@127.0.0.1:" + std::to_string(port) + "/" + database;
}

std::string PostgresServer::NewDatabase(const std::string& options) {
  std::string name = "store_" + std::to_string(++databases_);
  Run("postgres", "CREATE DATABASE " + name + " " + options);
  return name;
}

std::string PostgresServer::Run(const std::string& database, const std::string& sql) const {
  const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(Uri(database).c_str()), &PQfinish);
  const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection.get(), sql.c_str()), &PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
  }
  return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

}  // namespace hardtack::authority
