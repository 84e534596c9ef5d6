// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PostgresPlace says where a PostgreSQL store is. It holds a password, and nothing that is shown does. Internal to the
// PostgreSQL store.

#ifndef HARDTACK_AUTHORITY_STORE_POSTGRES_PLACE_H_
#define HARDTACK_AUTHORITY_STORE_POSTGRES_PLACE_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"

namespace hardtack::authority {

class PostgresPlace {
 public:
  // `uri` begins with postgresql:// or postgres://, as libpq takes it.
  //   InvalidArgument   libpq does not take it, or a password in it is likely to have been cut apart by a character
  //                     that has to be percent-encoded. The message quotes nothing
  static absl::StatusOr<PostgresPlace> Parse(std::string uri);

  const std::string& uri() const { return uri_; }
  // For people: "postgresql db.example:5432/hardtack as authority".
  const std::string& description() const { return description_; }

 private:
  PostgresPlace(std::string uri, std::string description)
      : uri_(std::move(uri)), description_(std::move(description)) {}

  std::string uri_;
  std::string description_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_STORE_POSTGRES_PLACE_H_
