// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Errors of PostgreSQL. Tested by tests/authority/postgres_store_test.cc.

#include "hardtack/authority/store/postgres_error.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

// By the beginning of the SQLSTATE: PostgreSQL's manual, "PostgreSQL Error Codes". The first that fits.
struct Advice {
  std::string_view state;
  std::string_view text;
};
constexpr std::array kAdvice = {
    Advice{"25006",
           "connect to the primary, not to a standby: with several hosts, add target_session_attrs=read-write"},
    Advice{"42501", "grant the role what docs/stores.md lists"},
    Advice{"42P01", "its tables are not there any more: restore a backup, or restart to begin anew"},
    Advice{"3F000", "its schema is not there any more: restore a backup, or restart to begin anew"},
    Advice{"42", "its tables are not those that Hardtack makes: give it a database, or a schema hardtack, of its own"},
    Advice{"53100", "free some room on the server's disk"},
    Advice{"53", "the server has no resources left: see its log"},
    Advice{"57014", "the server took too long: see what holds it up in pg_stat_activity"},
    Advice{"57", "the server is being stopped or started"},
    Advice{"25P03", "the authority was held up in the middle of a change"},
    Advice{"XX", "the server is damaged: see its log, and restore a backup"},
    Advice{"58", "the server's system refuses: see its log"},
};

std::string_view AdviceFor(std::string_view state) {
  const auto fits = [&](const Advice& advice) { return state.starts_with(advice.state); };
  const auto* const found = std::ranges::find_if(kAdvice, fits);
  return found == kAdvice.end() ? "see the server's log" : found->text;
}

std::string_view Field(const PGresult* result, int field) {
  const char* text = PQresultErrorField(result, field);
  return text == nullptr ? std::string_view() : text;
}

absl::Status StoreError(std::string_view what, const std::string& store) {
  return Error(ErrorKind::kIo, fmt::format("the store {}: {}", what, store), store);
}

bool IsSpace(char letter) { return letter == ' ' || (letter >= '\t' && letter <= '\r'); }

}  // namespace

std::string OneLine(std::string_view text) {
  std::string line;
  bool space = false;
  for (const char letter : text) {
    if (IsSpace(letter)) {
      space = true;
      continue;
    }
    if (space && !line.empty()) line += ' ';
    space = false;
    line += letter;
  }
  return line;
}

absl::Status PostgresRefusal(const PGresult* result, const std::string& store) {
  const std::string_view state = Field(result, PG_DIAG_SQLSTATE);
  std::string_view message = Field(result, PG_DIAG_MESSAGE_PRIMARY);
  if (message.empty()) message = PQresultErrorMessage(result);
  return StoreError(fmt::format("refuses ({}, {}): {}", OneLine(message), state, AdviceFor(state)), store);
}

absl::Status PostgresUnreachable(std::string_view reason, const std::string& store) {
  return StoreError(fmt::format("cannot be reached ({}): see that the server runs, and that host, port, database, user "
                                "and password are right",
                                OneLine(reason)),
                    store);
}

absl::Status PostgresLost(std::string_view reason, const std::string& store) {
  return StoreError(fmt::format("was lost ({}): see that the server runs, and its log", OneLine(reason)), store);
}

absl::Status PostgresDamaged(const std::string& what, const std::string& store) {
  return StoreError(fmt::format("is damaged ({}): restore a backup", what), store);
}

}  // namespace hardtack::authority
