// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Connections to PostgreSQL. All commands go in pipeline mode: PostgreSQL's manual, "Pipeline Mode".
// Tested by tests/authority/postgres_loss_test.cc.

#include "hardtack/authority/store/postgres_connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fmt/format.h>

#include "hardtack/authority/store/postgres_error.h"
#include "hardtack/base/abseil.h"

namespace hardtack::authority {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

// Types have the same numbers in every server: pg_type.dat.
constexpr Oid kBytea = 17;
constexpr Oid kInt8 = 20;
constexpr Oid kText = 25;
constexpr int kBinary = 1;

std::string BigEndian(int64_t value) {
  std::string bytes(8, '\0');
  for (size_t i = 0; i < bytes.size(); ++i) {
    bytes[i] = static_cast<char>(static_cast<uint64_t>(value) >> (8 * (bytes.size() - 1 - i)));
  }
  return bytes;
}

std::optional<std::string> Copy(std::optional<std::string_view> value) {
  if (!value.has_value()) return std::nullopt;
  return std::string(*value);
}

void KeepWarning(void* kept, const PGresult* notice) {
  const char* severity = PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED);
  const char* message = PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);
  if (severity == nullptr || message == nullptr || std::string_view(severity) != "WARNING") return;
  *static_cast<std::optional<std::string>*>(kept) = OneLine(message);
}

PGconn* Connect(const PostgresPlace& place, const PostgresOptions& options) {
  const std::string seconds = std::to_string(options.connect.count());
  // What stands before the address is a default for what it leaves out, what stands behind goes before it.
  const std::pair<const char*, const char*> kParameters[] = {
      {"connect_timeout", seconds.c_str()}, {"keepalives_idle", "10"},
      {"keepalives_interval", "5"},         {"keepalives_count", "3"},
      {"tcp_user_timeout", "15000"},        {"fallback_application_name", "hardtack"},
      {"dbname", place.uri().c_str()},      {"client_encoding", "UTF8"}};
  std::vector<const char*> keywords;
  std::vector<const char*> values;
  for (const auto& [keyword, value] : kParameters) {
    keywords.push_back(keyword);
    values.push_back(value);
  }
  keywords.push_back(nullptr);
  values.push_back(nullptr);
  return PQconnectdbParams(keywords.data(), values.data(), 1);
}

}  // namespace

PostgresValue PostgresValue::Integer(std::optional<int64_t> value) {
  return {kInt8, value.has_value() ? std::optional(BigEndian(*value)) : std::nullopt};
}
PostgresValue PostgresValue::Text(std::optional<std::string_view> value) { return {kText, Copy(value)}; }
PostgresValue PostgresValue::Bytes(std::optional<std::string_view> value) { return {kBytea, Copy(value)}; }

void PostgresRows::Clearer::operator()(pg_result* result) const { PQclear(result); }

int PostgresRows::size() const { return PQntuples(result_.get()); }

int64_t PostgresRows::IntegerAt(int row, int column) const {
  uint64_t value = 0;
  for (const char byte : BytesAt(row, column)) value = value << 8 | static_cast<uint8_t>(byte);
  return static_cast<int64_t>(value);
}

std::string_view PostgresRows::BytesAt(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column), static_cast<size_t>(PQgetlength(result_.get(), row, column))};
}

std::optional<crypto::Digest> PostgresRows::DigestAt(int row, int column) const {
  const std::string_view bytes = BytesAt(row, column);
  crypto::Digest digest{};
  if (bytes.size() != digest.size()) return std::nullopt;
  std::ranges::copy(bytes, digest.begin());
  return digest;
}

PostgresConnection::PostgresConnection(pg_conn* connection, std::string store, milliseconds patience)
    : connection_(connection), store_(std::move(store)), patience_(patience) {
  PQsetNoticeReceiver(connection_, &KeepWarning, &warning_);
}

PostgresConnection::~PostgresConnection() { PQfinish(connection_); }

absl::StatusOr<std::unique_ptr<PostgresConnection>> PostgresConnection::Open(const PostgresPlace& place,
                                                                             const PostgresOptions& options) {
  std::unique_ptr<PostgresConnection> connection(
      new PostgresConnection(Connect(place, options), place.description(), options.statement + options.answer));
  RETURN_IF_ERROR(connection->SetUp(options));
  return connection;
}

absl::Status PostgresConnection::SetUp(const PostgresOptions& options) {
  if (PQstatus(connection_) != CONNECTION_OK) return PostgresUnreachable(PQerrorMessage(connection_), store_);
  if (PQsetnonblocking(connection_, 1) != 0 || PQenterPipelineMode(connection_) != 1) {
    return PostgresUnreachable(PQerrorMessage(connection_), store_);
  }
  // Whoever is held up in the middle of a change holds up the others no longer than this.
  const PostgresCommand kCommands[] = {
      {fmt::format("SET statement_timeout = {}", options.statement.count()), {}},
      {fmt::format("SET idle_in_transaction_session_timeout = {}", options.statement.count() / 2), {}},
      {"SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'", {}}};
  return Run(kCommands).status();
}

absl::StatusOr<std::vector<PostgresRows>> PostgresConnection::Run(std::span<const PostgresCommand> commands) {
  for (const PostgresCommand& command : commands) RETURN_IF_ERROR(Send(command));
  if (PQpipelineSync(connection_) != 1) return Lost(PQerrorMessage(connection_));
  std::vector<PostgresRows> rows;
  rows.reserve(commands.size());
  const absl::Status status = Collect(rows);
  if (status.ok()) return rows;
  RETURN_IF_ERROR(RollBackUnlessIdle());
  return status;
}

absl::StatusOr<PostgresRows> PostgresConnection::Run(PostgresCommand command) {
  ASSIGN_OR_RETURN(std::vector<PostgresRows> rows, Run({&command, 1}));
  return std::move(rows.front());
}

absl::Status PostgresConnection::Prepare(const char* name, const char* sql) {
  if (PQsendPrepare(connection_, name, sql, 0, nullptr) != 1 || PQpipelineSync(connection_) != 1) {
    return Lost(PQerrorMessage(connection_));
  }
  std::vector<PostgresRows> rows;
  return Collect(rows);
}

absl::Status PostgresConnection::Send(const PostgresCommand& command) {
  std::vector<Oid> types;
  std::vector<const char*> values;
  std::vector<int> lengths;
  for (const PostgresValue& value : command.parameters) {
    types.push_back(value.type());
    values.push_back(value.bytes().has_value() ? value.bytes()->c_str() : nullptr);
    lengths.push_back(value.bytes().has_value() ? static_cast<int>(value.bytes()->size()) : 0);
  }
  const std::vector<int> formats(values.size(), kBinary);
  const int count = static_cast<int>(values.size());
  const char* sql = command.sql.c_str();
  const int sent = command.prepared ? PQsendQueryPrepared(connection_, sql, count, values.data(), lengths.data(),
                                                          formats.data(), kBinary)
                                    : PQsendQueryParams(connection_, sql, count, types.data(), values.data(),
                                                        lengths.data(), formats.data(), kBinary);
  return sent == 1 ? absl::OkStatus() : Lost(PQerrorMessage(connection_));
}

// Takes results up to the end of the pipeline. Each command's end with a null pointer.
absl::Status PostgresConnection::Collect(std::vector<PostgresRows>& rows) {
  absl::Status refusal;
  std::string last_words;
  while (true) {
    RETURN_IF_ERROR(Await());
    PGresult* const result = PQgetResult(connection_);
    PostgresRows owned(result);
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_PIPELINE_SYNC) return refusal;
    if (status == PGRES_FATAL_ERROR && result != nullptr) {
      if (last_words.empty()) last_words = PQresultErrorMessage(result);
      if (refusal.ok()) refusal = PostgresRefusal(result, store_);
    }
    if (PQstatus(connection_) == CONNECTION_BAD) {
      return PostgresLost(last_words.empty() ? PQerrorMessage(connection_) : last_words, store_);
    }
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) rows.push_back(std::move(owned));
  }
}

absl::Status PostgresConnection::RollBackUnlessIdle() {
  if (lost() || PQtransactionStatus(connection_) == PQTRANS_IDLE) return absl::OkStatus();
  return Run(PostgresCommand{"ROLLBACK", {}}).status();
}

// Until a result can be had without waiting, and what was sent has left. What the server said before it closed the
// connection can still be had.
absl::Status PostgresConnection::Await() {
  const auto end = steady_clock::now() + patience_;
  while (true) {
    const int unsent = PQflush(connection_);
    if (PQstatus(connection_) == CONNECTION_BAD || PQisBusy(connection_) == 0) return absl::OkStatus();
    const auto left = std::chrono::duration_cast<milliseconds>(end - steady_clock::now());
    if (left.count() <= 0) return Lost("the server does not answer");
    pollfd socket{PQsocket(connection_), static_cast<short>(unsent == 1 ? POLLIN | POLLOUT : POLLIN), 0};
    if (poll(&socket, 1, static_cast<int>(left.count())) < 0 && errno != EINTR) return Lost("poll failed");
    if ((socket.revents & ~POLLOUT) != 0 && PQconsumeInput(connection_) != 1) return absl::OkStatus();
  }
}

absl::Status PostgresConnection::Lost(std::string_view reason) {
  lost_ = true;
  return PostgresLost(reason, store_);
}

bool PostgresConnection::lost() const { return lost_ || PQstatus(connection_) != CONNECTION_OK; }

std::optional<std::string> PostgresConnection::TakeWarning() { return std::exchange(warning_, std::nullopt); }

int PostgresConnection::socket() const { return PQsocket(connection_); }

bool PostgresConnection::TakeNotifications() {
  PQconsumeInput(connection_);
  bool any = false;
  while (PGnotify* notification = PQnotifies(connection_)) {
    PQfreemem(notification);
    any = true;
  }
  return any;
}

}  // namespace hardtack::authority
