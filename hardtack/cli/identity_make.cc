// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verbs that make identities: issue, delegate and restrict. Tested by tests/cli/identity.txt.

#include <utility>
#include <variant>

#include "hardtack/base/abseil.h"
#include "hardtack/cli/datalog.h"
#include "hardtack/cli/identity_commands.h"
#include "hardtack/cli/input.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/root_keys.h"
#include "hardtack/identity/delegate.h"
#include "hardtack/identity/issue.h"
#include "hardtack/identity/restrict.h"
#include "hardtack/report/documents.h"
#include "hardtack/report/time_text.h"

namespace hardtack::cli {
namespace {

using identity::Delegated;
using identity::Refusal;
using identity::Verdict;
using token::UnverifiedBiscuit;

struct Issued {
  UnverifiedBiscuit token;
  identity::IssueRequest request;
};

absl::StatusOr<Verdict<Issued>> Issue(const IssueIdentityOptions& options, Input& input) {
  identity::IssueRequest request;
  request.subject = options.subject;
  request.now = Now();
  ASSIGN_OR_RETURN(request.ttl, ParseLifetime(options.ttl));
  request.leaf = options.leaf;
  if (!options.domain.empty()) request.domain = options.domain;
  request.root_key_id = options.root_key_id;
  ASSIGN_OR_RETURN(const crypto::PrivateKey root, input.ReadPrivateKey(options.key));
  ASSIGN_OR_RETURN(const Verdict<UnverifiedBiscuit> verdict, identity::Issue(request, root));
  if (const auto* refusal = std::get_if<Refusal>(&verdict)) return *refusal;
  return Issued{std::get<UnverifiedBiscuit>(verdict), std::move(request)};
}

struct Delegation {
  Delegated result;
  int64_t ttl = 0;
  std::string source;  // of the parent, as in TokenInput
};

absl::StatusOr<Verdict<Delegation>> Delegate(const DelegateIdentityOptions& options, Input& input) {
  identity::DelegateRequest request;
  request.identity = options.identity;
  request.now = Now();
  ASSIGN_OR_RETURN(request.ttl, ParseLifetime(options.ttl));
  request.leaf = options.leaf;
  request.third_party = options.third_party;
  request.max_depth = options.max_depth;
  ASSIGN_OR_RETURN(const auto lookup, ReadLookup(options.public_key, input));
  if (lookup.has_value()) request.lookup = &*lookup;
  ASSIGN_OR_RETURN(TokenInput parent, input.ReadToken(options.from_token));
  ASSIGN_OR_RETURN(const Verdict<Delegated> verdict, identity::Delegate(parent.token, request));
  if (const auto* refusal = std::get_if<Refusal>(&verdict)) return *refusal;
  return Delegation{std::get<Delegated>(verdict), request.ttl, std::move(parent.source)};
}

void PrintDelegation(const Delegation& delegation, const report::SavedAs& saved, Console& console) {
  const Delegated& result = delegation.result;
  if (console.json()) {
    console.Print(report::DelegatedDocument(result, {delegation.ttl, delegation.source, saved}));
    return;
  }
  console.Print(report::MadeTokenText(result.token, saved));
  if (result.cut) {
    console.Note("note: cut to the parent's expiry: " + report::TimeText(result.lineage.expires()->at));
  }
}

absl::StatusOr<Verdict<UnverifiedBiscuit>> Restricted(const RestrictOptions& options, Input& input) {
  identity::RestrictRequest request;
  request.now = Now();
  if (!options.ttl.empty()) {
    ASSIGN_OR_RETURN(request.ttl, ParseLifetime(options.ttl));
  }
  if (options.checks.text.has_value() || options.checks.file.has_value()) {
    ASSIGN_OR_RETURN(request.checks, ReadChecks(options.checks, input));
  }
  request.third_party = options.third_party;
  ASSIGN_OR_RETURN(const auto lookup, ReadLookup(options.public_key, input));
  if (lookup.has_value()) request.lookup = &*lookup;
  ASSIGN_OR_RETURN(const TokenInput token, ReadToken(options.token, input));
  return identity::Restrict(token.token, request);
}

}  // namespace

ExitCode RestrictToken(const RestrictOptions& options, Console& console) {
  Input input(console, options.save.store);
  const absl::StatusOr<Verdict<UnverifiedBiscuit>> verdict = Restricted(options, input);
  if (!verdict.ok()) return console.Fail(verdict.status());
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) return console.Refuse(*refusal);
  const auto& token = std::get<UnverifiedBiscuit>(*verdict);
  const absl::StatusOr<report::SavedAs> saved = SaveIfNamed(token, options.save, input, console);
  if (!saved.ok()) return console.Fail(saved.status());
  console.Print(console.json() ? report::MadeTokenDocument(token, *saved) : report::MadeTokenText(token, *saved));
  return ExitCode::kYes;
}

ExitCode IssueIdentity(const IssueIdentityOptions& options, Console& console) {
  Input input(console, options.save.store);
  const absl::StatusOr<Verdict<Issued>> verdict = Issue(options, input);
  if (!verdict.ok()) return console.Fail(verdict.status());
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) return console.Refuse(*refusal);
  const auto& [token, request] = std::get<Issued>(*verdict);
  const absl::StatusOr<report::SavedAs> saved = SaveIfNamed(token, options.save, input, console);
  if (!saved.ok()) return console.Fail(saved.status());
  const int64_t expires = request.now + request.ttl;
  console.Print(console.json() ? report::IssuedDocument(token, request.subject, expires, request.now, *saved)
                               : report::MadeTokenText(token, *saved));
  return ExitCode::kYes;
}

ExitCode DelegateIdentity(const DelegateIdentityOptions& options, Console& console) {
  Input input(console, options.save.store);
  const absl::StatusOr<Verdict<Delegation>> verdict = Delegate(options, input);
  if (!verdict.ok()) return console.Fail(verdict.status());
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) return console.Refuse(*refusal);
  const auto& delegation = std::get<Delegation>(*verdict);
  const absl::StatusOr<report::SavedAs> saved = SaveIfNamed(delegation.result.token, options.save, input, console);
  if (!saved.ok()) return console.Fail(saved.status());
  PrintDelegation(delegation, *saved, console);
  return ExitCode::kYes;
}

}  // namespace hardtack::cli
