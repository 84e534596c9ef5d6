// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verbs that get identities from an authority: authenticate, refresh, mint. Tested by tests/cli/remote_test.cc.

#include <string>
#include <utility>
#include <variant>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/issued_check.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/remote_commands.h"
#include "hardtack/cli/spinner.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/remote_report.h"
#include "hardtack/report/time_text.h"

namespace hardtack::cli {
namespace {

using client::Answer;
using client::Denied;
using client::IdentityToken;
using identity::Refusal;

// An identity that was given and checked, or why there is none.
struct Given {
  std::string host;
  IdentityToken token;
};
using Outcome = std::variant<Given, Denied, Refusal>;

// Asks by `ask`, checks what comes of it, and writes down what was learnt of the server.
template <typename Ask>
absl::StatusOr<Outcome> Obtain(const ServerAccess& access, const std::string& public_key, Config& config, Input& input,
                               Console& console, const Ask& ask) {
  ASSIGN_OR_RETURN(const client::Client client, Connect(access, {}, console));
  ASSIGN_OR_RETURN(const IssuerKeys keys, FindIssuerKeys(public_key, access, config, client, input));
  ASSIGN_OR_RETURN(Answer<IdentityToken> answer, ask(client));
  if (auto* denied = std::get_if<Denied>(&answer)) return std::move(*denied);
  auto& token = std::get<IdentityToken>(answer);
  ASSIGN_OR_RETURN(auto refusal, CheckIssued(token, keys));
  if (refusal.has_value()) return *std::move(refusal);
  if (keys.only.has_value()) RETURN_IF_ERROR(Remember(access, *keys.only, config));
  return Given{access.host, std::move(token)};
}

// Prints why there is no identity; nullopt: there is one.
std::optional<ExitCode> SayWhyNot(const absl::StatusOr<Outcome>& outcome, Console& console) {
  if (!outcome.ok()) return console.Fail(outcome.status());
  if (const auto* denied = std::get_if<Denied>(&*outcome)) return console.Deny(denied->reason);
  if (const auto* refusal = std::get_if<Refusal>(&*outcome)) return console.Refuse(*refusal);
  return std::nullopt;
}

std::string GivenText(std::string_view what, const Given& given, const report::SavedAs& saved) {
  const int64_t now = Now();
  return std::string(what) + report::EscapeLine(given.token.identity) + ", expires " +
         report::ExpiryText(now + given.token.expires_in, now) + '\n' + report::MadeTokenText(given.token.token, saved);
}

absl::StatusOr<std::optional<int64_t>> SecondsOf(const std::string& ttl) {
  if (ttl.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(const int64_t seconds, ParseLifetime(ttl));
  return seconds;
}

absl::StatusOr<Outcome> TryAuthenticate(const AuthenticateOptions& options, Input& input, Console& console) {
  ASSIGN_OR_RETURN(const auto seconds, SecondsOf(options.ttl));
  ASSIGN_OR_RETURN(Config config, Config::Find());
  ASSIGN_OR_RETURN(const ServerAccess access, FindServer(options.server, config, input, console));
  if (access.cert_path.empty()) {
    return Error(ErrorKind::kInvalidArgument, "--cert and --key are missing: an authority knows you by a certificate");
  }
  const Spinner spinner("authenticating at " + access.host);
  return Obtain(access, options.public_key, config, input, console, [&](const client::Client& client) {
    // Published clients send the lifetime in the place of a name, where digits alone are none.
    std::optional<std::string> identifier;
    if (seconds.has_value()) identifier = std::to_string(*seconds);
    return client.RequestIdentityToken(identifier);
  });
}

absl::StatusOr<Outcome> TryRefresh(const RefreshOptions& options, Input& input, Console& console) {
  ASSIGN_OR_RETURN(Config config, Config::Find());
  ASSIGN_OR_RETURN(ServerAccess access, FindServer(options.server, config, input, console));
  access.cert_path.clear();  // the token alone says who asks
  ASSIGN_OR_RETURN(Store* const store, input.UsersStore());
  if (!store->Has(Shelf::kTokens, options.token_name)) {
    return Error(ErrorKind::kIo, "no saved token: " + options.token_name, options.token_name);
  }
  ASSIGN_OR_RETURN(const TokenInput current, input.ReadToken(options.token_name));
  const Spinner spinner("refreshing at " + access.host);
  return Obtain(access, options.public_key, config, input, console,
                [&](const client::Client& client) { return client.RefreshIdentityToken(current.token); });
}

absl::StatusOr<Outcome> TryMint(const MintOptions& options, Input& input, Console& console) {
  ASSIGN_OR_RETURN(const auto seconds, SecondsOf(options.ttl));
  ASSIGN_OR_RETURN(Config config, Config::Find());
  ASSIGN_OR_RETURN(const ServerAccess access, FindServer(options.server, config, input, console));
  if (access.cert_path.empty()) {
    return Error(ErrorKind::kInvalidArgument, "--cert and --key are missing: only a realm's certificate may mint");
  }
  const Spinner spinner("minting at " + access.host);
  return Obtain(access, options.public_key, config, input, console,
                [&](const client::Client& client) { return client.MintIdentityToken(options.subject, seconds); });
}

// Saves what was given, if it is to be saved, and prints `text` of it; or says why there is nothing.
template <typename Text>
ExitCode Finish(const absl::StatusOr<Outcome>& outcome, const SaveOptions& save, Input& input, Console& console,
                const Text& text) {
  if (const auto code = SayWhyNot(outcome, console)) return *code;
  const auto& given = std::get<Given>(*outcome);
  const absl::StatusOr<report::SavedAs> saved = SaveIfNamed(given.token.token, save, input, console);
  if (!saved.ok()) return console.Fail(saved.status());
  console.Print(text(given, report::GivenIdentity{given.host, given.token.identity, given.token.expires_in, *saved}));
  return ExitCode::kYes;
}

}  // namespace

ExitCode Authenticate(const AuthenticateOptions& options, Console& console) {
  Input input(console, options.save.store);
  return Finish(TryAuthenticate(options, input, console), options.save, input, console,
                [&](const Given& given, const report::GivenIdentity& shown) {
                  return console.json() ? report::AuthenticatedDocument(shown)
                                        : GivenText("authenticated as ", given, shown.saved);
                });
}

ExitCode RefreshIdentity(const RefreshOptions& options, Console& console) {
  Input input(console, options.save.store);
  SaveOptions save = options.save;
  if (save.name.empty()) save.name = options.token_name;
  return Finish(TryRefresh(options, input, console), save, input, console,
                [&](const Given& given, const report::GivenIdentity& shown) {
                  return console.json() ? report::RefreshedDocument(shown)
                                        : GivenText("refreshed: ", given, shown.saved);
                });
}

ExitCode MintIdentity(const MintOptions& options, Console& console) {
  Input input(console, options.save.store);
  return Finish(TryMint(options, input, console), options.save, input, console,
                [&](const Given& given, const report::GivenIdentity& shown) {
                  const token::UnverifiedBiscuit& token = given.token.token;
                  if (options.token_only) return report::MadeTokenText(token, {});
                  return console.json() ? report::MintedDocument(shown, options.subject, token)
                                        : report::MadeTokenText(token, shown.saved);
                });
}

}  // namespace hardtack::cli
