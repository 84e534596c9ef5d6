// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verb that gets a token for one operation on one resource: authorize request. Tested by tests/cli/remote_test.cc.

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/issued_check.h"
#include "hardtack/cli/remote_commands.h"
#include "hardtack/cli/spinner.h"
#include "hardtack/report/remote_report.h"

namespace hardtack::cli {
namespace {

using client::AuthorizationToken;
using client::Denied;
using identity::Refusal;

using Outcome = std::variant<AuthorizationToken, Denied, Refusal>;

// The identity token to ask with: the one that is named, else the one that authenticate saved, unless a certificate is
// named. Empty: none.
absl::StatusOr<std::string> ReadIdentity(const RequestOptions& options, Input& input, Console& console) {
  if (!options.token_file.empty()) {
    ASSIGN_OR_RETURN(const TokenInput token, input.ReadTokenFile(options.token_file));
    return token.token.ToText();
  }
  std::string argument = options.identity_token;
  if (argument.empty() && options.server.cert.empty()) {
    const absl::StatusOr<Store*> store = input.UsersStore();
    if (store.ok() && (*store)->Has(Shelf::kTokens, kDefaultToken)) argument = kDefaultToken;
  }
  if (argument.empty()) return std::string();
  if (options.identity_token.empty()) console.Trace("asking with the saved token: " + argument);
  ASSIGN_OR_RETURN(const TokenInput token, input.ReadToken(argument));
  return token.token.ToText();
}

absl::StatusOr<Outcome> TryRequest(const RequestOptions& options, Input& input, Console& console) {
  ASSIGN_OR_RETURN(const Config config, Config::Find());
  ASSIGN_OR_RETURN(ServerAccess access, FindServer(options.server, config, input, console));
  ASSIGN_OR_RETURN(const std::string identity, ReadIdentity(options, input, console));
  // A certificate beside a token must name the same identity, so the configured one stays away from a delegated token.
  if (!identity.empty() && options.server.cert.empty()) access.cert_path.clear();
  if (identity.empty() && access.cert_path.empty()) {
    return Error(ErrorKind::kInvalidArgument,
                 "nothing says who asks: give --identity-token, or --cert and --key, or authenticate first");
  }
  const Spinner spinner("asking " + access.host);
  ASSIGN_OR_RETURN(const client::Client client, Connect(access, identity, console));
  ASSIGN_OR_RETURN(const IssuerKeys keys, FindIssuerKeys(options.public_key, access, config, client, input));
  ASSIGN_OR_RETURN(auto answer, client.RequestToken({options.resource, options.operation, options.domain}));
  if (auto* denied = std::get_if<Denied>(&answer)) return std::move(*denied);
  auto& token = std::get<AuthorizationToken>(answer);
  ASSIGN_OR_RETURN(auto refusal, CheckSigned(token.token, keys));
  if (refusal.has_value()) return *std::move(refusal);
  return std::move(token);  // cppcheck-suppress returnStdMoveLocal; a reference
}

}  // namespace

ExitCode RequestAuthorization(const RequestOptions& options, Console& console) {
  Input input(console, options.save.store);
  const absl::StatusOr<Outcome> outcome = TryRequest(options, input, console);
  if (!outcome.ok()) return console.Fail(outcome.status());
  const report::RequestedRight right{options.resource, options.operation};
  if (const auto* denied = std::get_if<Denied>(&*outcome)) {
    return console.Deny(denied->reason, report::RequestDeniedDocument(right, denied->reason));
  }
  if (const auto* refusal = std::get_if<Refusal>(&*outcome)) return console.Refuse(*refusal);
  const auto& given = std::get<AuthorizationToken>(*outcome);
  const absl::StatusOr<report::SavedAs> saved = SaveIfNamed(given.token, options.save, input, console);
  if (!saved.ok()) return console.Fail(saved.status());
  if (options.token_only) {
    console.Print(report::MadeTokenText(given.token, {}));
  } else {
    console.Print(console.json() ? report::RequestedDocument(right, given.token, given.message, *saved)
                                 : report::MadeTokenText(given.token, *saved));
  }
  return ExitCode::kYes;
}

}  // namespace hardtack::cli
