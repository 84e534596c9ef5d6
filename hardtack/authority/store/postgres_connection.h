// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PostgresConnection is one connection to a server, on which every wait has an end. Internal to the PostgreSQL store.

#ifndef HARDTACK_AUTHORITY_STORE_POSTGRES_CONNECTION_H_
#define HARDTACK_AUTHORITY_STORE_POSTGRES_CONNECTION_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/authority/store/postgres_options.h"
#include "hardtack/authority/store/postgres_place.h"
#include "hardtack/crypto/digest.h"

struct pg_conn;
struct pg_result;

namespace hardtack::authority {

// A parameter, which travels beside its command and never within it.
class PostgresValue {
 public:
  static PostgresValue Integer(std::optional<int64_t> value);
  static PostgresValue Text(std::optional<std::string_view> value);
  static PostgresValue Bytes(std::optional<std::string_view> value);

  uint32_t type() const { return type_; }
  const std::optional<std::string>& bytes() const { return bytes_; }  // nullopt: NULL

 private:
  PostgresValue(uint32_t type, std::optional<std::string> bytes) : type_(type), bytes_(std::move(bytes)) {}

  uint32_t type_;
  std::optional<std::string> bytes_;
};

struct PostgresCommand {
  std::string sql;  // one statement; or the name of a prepared one
  std::vector<PostgresValue> parameters;
  bool prepared = false;
};

// The rows that a command returned.
class PostgresRows {
 public:
  explicit PostgresRows(pg_result* result) : result_(result) {}

  int size() const;
  // REQUIRES: a value of type bigint that is not NULL.
  int64_t IntegerAt(int row, int column) const;
  // A view as long as this lives.
  std::string_view BytesAt(int row, int column) const;
  // nullopt: it is none.
  std::optional<crypto::Digest> DigestAt(int row, int column) const;

 private:
  struct Clearer {
    void operator()(pg_result* result) const;
  };
  std::unique_ptr<pg_result, Clearer> result_;
};

// One thread at a time.
class PostgresConnection {
 public:
  //   Io   there is no server, it refuses, or does not answer
  static absl::StatusOr<std::unique_ptr<PostgresConnection>> Open(const PostgresPlace& place,
                                                                  const PostgresOptions& options);
  ~PostgresConnection();
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  // Sends all commands at once and waits for what they return. Without BEGIN among them or before, they are one
  // transaction. After an error, those that follow are not carried out, and a transaction that was begun is rolled
  // back.
  //   Io   the server refuses a command; or the connection is lost, see below
  absl::StatusOr<std::vector<PostgresRows>> Run(std::span<const PostgresCommand> commands);
  // The same for one.
  absl::StatusOr<PostgresRows> Run(PostgresCommand command);

  // Makes `sql` known as `name`.
  absl::Status Prepare(const char* name, const char* sql);

  // It ended, or the server did not answer in time: whether it did what it was sent last is not known.
  bool lost() const;

  // What the server warned of since the last call.
  std::optional<std::string> TakeWarning();

  // For whoever waits for notifications: readable when one may be there.
  int socket() const;
  // Takes in what has come, without waiting: whether there was a notification.
  bool TakeNotifications();

  const std::string& store() const { return store_; }

 private:
  PostgresConnection(pg_conn* connection, std::string store, std::chrono::milliseconds patience);
  absl::Status SetUp(const PostgresOptions& options);
  absl::Status Send(const PostgresCommand& command);
  absl::Status Collect(std::vector<PostgresRows>& rows);
  absl::Status RollBackUnlessIdle();
  absl::Status Await();
  absl::Status Lost(std::string_view reason);

  pg_conn* connection_;
  std::string store_;
  std::chrono::milliseconds patience_;
  bool lost_ = false;  // whatever libpq thinks of it
  std::optional<std::string> warning_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_POSTGRES_CONNECTION_H_
