// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Where a PostgreSQL store is. Tested by tests/authority/open_store_test.cc.

#include "hardtack/authority/store/postgres_place.h"

#include <libpq-fe.h>

#include <map>
#include <memory>
#include <string_view>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

using Options = std::map<std::string, std::string, std::less<>>;

absl::Status Unusable(std::string_view why) {
  return Error(ErrorKind::kInvalidArgument, "the store's place is no postgresql:// address that can be used: " +
                                                std::string(why) + " (the address is not shown, for its password)");
}

// What libpq says about a text that it does not take may quote the password.
absl::StatusOr<Options> OptionsOf(const std::string& uri) {
  char* message = nullptr;
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> parsed(PQconninfoParse(uri.c_str(), &message),
                                                                              &PQconninfoFree);
  PQfreemem(message);
  if (parsed == nullptr) return Unusable("see \"Connection URIs\" of PostgreSQL's manual");
  Options options;
  for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val != nullptr && *option->val != '\0') options[option->keyword] = option->val;
  }
  return options;
}

std::string ValueOf(const Options& options, std::string_view keyword) {
  const auto found = options.find(keyword);
  return found == options.end() ? std::string() : found->second;
}

// "user:p@ss@host" has the host "ss@host", and "user:p/w@host" the port "p" and the database "w@host".
absl::Status CheckCut(const Options& options) {
  const bool cut = ValueOf(options, "host").find('@') != std::string::npos ||
                   ValueOf(options, "dbname").find('@') != std::string::npos ||
                   ValueOf(options, "port").find_first_not_of("0123456789,") != std::string::npos;
  if (!cut) return absl::OkStatus();
  return Unusable("in a password, write %40 for @, %2F for /, %3A for : and %25 for %");
}

std::string Describe(const Options& options) {
  std::string host = ValueOf(options, "host");
  if (host.empty()) host = ValueOf(options, "hostaddr");
  if (host.empty()) host = "localhost";
  std::string text = "postgresql " + host;
  if (const std::string port = ValueOf(options, "port"); !port.empty()) text += ":" + port;
  if (const std::string name = ValueOf(options, "dbname"); !name.empty()) text += "/" + name;
  if (const std::string user = ValueOf(options, "user"); !user.empty()) text += " as " + user;
  return text;
}

}  // namespace

absl::StatusOr<PostgresPlace> PostgresPlace::Parse(std::string uri) {
  if (uri.find('\0') != std::string::npos) return Unusable("it has a zero byte");
  ASSIGN_OR_RETURN(const Options options, OptionsOf(uri));
  RETURN_IF_ERROR(CheckCut(options));
  return PostgresPlace(std::move(uri), Describe(options));
}

}  // namespace hardtack::authority
