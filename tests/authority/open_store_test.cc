// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Which store a place is, and that no password is ever shown.

#include "hardtack/authority/store/postgres_place.h"
#include "tests/authority/store_testing.h"

namespace hardtack::authority {
namespace {

TEST_CASE("a place of no known kind is refused, without showing it") {
  for (const char* place : {"", "sqlite", "SQLITE:a.db", "/var/lib/authority.db", "mysql://u:secret@h/db",
                            "host=h password=secret", "postgresql:u:secret@h"}) {
    CAPTURE(place);
    const std::string refusal = RefusalOf(OpenStore(place).status(), ErrorKind::kInvalidArgument);
    CHECK(refusal == "a store's place begins with sqlite: or postgresql://");
  }
}

TEST_CASE("an address that libpq does not take, or takes apart in the wrong place, is refused without showing it") {
  for (const char* place : {
           "postgresql://user:secret@host/db?nonsense=secret", "postgresql://user:secret%@host/db",
           "postgresql://user:sec%00ret@host/db", "postgresql://[secret/db",
           "postgresql://user:se@cret@host/db",     // the host would be cret@host
           "postgresql://user:secret/x@host/db",    // the port would be secret
           "postgresql://user:5432/secret@host/db"  // the database would be secret@host/db
       }) {
    CAPTURE(place);
    const absl::Status status = OpenStore(place).status();
    const std::string refusal = RefusalOf(status, ErrorKind::kInvalidArgument);
    CHECK(refusal.find("cret") == std::string::npos);
    CHECK(SubjectOf(status).empty());
  }
  const std::string zero("postgresql://user:secret@host/db\0x", 34);
  CHECK_FALSE(OpenStore(zero).ok());
}

TEST_CASE("a place in PostgreSQL is described without its password") {
  struct Row {
    const char* uri;
    const char* description;
  };
  const Row kRows[] = {
      {"postgresql://user:secret@host:5433/db", "postgresql host:5433/db as user"},
      {"postgres://host/db", "postgresql host/db"},
      {"postgresql://user@/db?host=/run/postgresql", "postgresql /run/postgresql/db as user"},
      {"postgresql://a:1,b:2/db?password=secret&sslpassword=secret", "postgresql a,b:1,2/db"},
      {"postgresql://us%40er:se%40cret@host/db", "postgresql host/db as us@er"},
      {"postgresql://", "postgresql localhost"},
  };
  for (const Row& row : kRows) {
    CAPTURE(row.uri);
    CHECK(ValueOf(PostgresPlace::Parse(row.uri)).description() == row.description);
  }
}

TEST_CASE("a server that is not there is an Io error that names it, without the password") {
  const absl::Status status = OpenStore("postgresql://user:secret@127.0.0.1:1/db").status();
  const std::string refusal = RefusalOf(status);
  CHECK(refusal.find("cannot be reached") != std::string::npos);
  CHECK(refusal.ends_with(": postgresql 127.0.0.1:1/db as user"));
  CHECK(refusal.find('\n') == std::string::npos);
  CHECK((refusal + SubjectOf(status)).find("secret") == std::string::npos);
}

}  // namespace
}  // namespace hardtack::authority
