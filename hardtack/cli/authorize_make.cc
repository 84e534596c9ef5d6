// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verbs that make authorization tokens: issue and attest. Tested by tests/cli/authorization.txt.

#include <utility>
#include <variant>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/authorize_commands.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/service_nodes.h"
#include "hardtack/identity/attest.h"
#include "hardtack/identity/issue_authorization.h"
#include "hardtack/report/authorization_report.h"
#include "hardtack/report/documents.h"
#include "hardtack/token/engine_key.h"

namespace hardtack::cli {
namespace {

using identity::Refusal;
using identity::Verdict;
using token::UnverifiedBiscuit;

absl::StatusOr<identity::Grant> ReadGrant(const IssueAuthorizationOptions& options, Input& input) {
  identity::Grant grant;
  grant.right = {options.subject, options.resource, options.operation};
  grant.domain = options.domain;
  if (!options.prefix_key.empty()) {
    ASSIGN_OR_RETURN(const crypto::PublicKey key, input.ReadPublicKey(options.prefix_key));
    grant.prefix_key = token::EngineKey(key);
  }
  if (!options.service_nodes.empty()) {
    ASSIGN_OR_RETURN(grant.chain, ReadServiceNodes(options.service_nodes, input));
  }
  if (!options.parties.empty()) {
    ASSIGN_OR_RETURN(grant.parties, ReadServiceNodes(options.parties, input));
  }
  return grant;
}

struct Issued {
  UnverifiedBiscuit token;
  identity::IssueAuthorizationRequest request;
};

absl::StatusOr<Verdict<Issued>> Issue(const IssueAuthorizationOptions& options, Input& input) {
  identity::IssueAuthorizationRequest request;
  ASSIGN_OR_RETURN(request.grant, ReadGrant(options, input));
  request.now = Now();
  ASSIGN_OR_RETURN(request.ttl, ParseLifetime(options.ttl));
  request.root_key_id = options.root_key_id;
  ASSIGN_OR_RETURN(const crypto::PrivateKey root, input.ReadPrivateKey(options.key));
  ASSIGN_OR_RETURN(const Verdict<UnverifiedBiscuit> verdict, identity::IssueAuthorization(request, root));
  if (const auto* refusal = std::get_if<Refusal>(&verdict)) return *refusal;
  return Issued{std::get<UnverifiedBiscuit>(verdict), std::move(request)};
}

absl::StatusOr<Verdict<UnverifiedBiscuit>> Attested(const AttestOptions& options, Console& console) {
  const int roles = int{options.node} + int{options.party} + int{options.prefix.has_value()};
  if (roles != 1) {
    return Error(ErrorKind::kInvalidArgument, "say as what to attest: one of --node, --party, --prefix TEXT");
  }
  Input input(console, options.store);
  ASSIGN_OR_RETURN(const crypto::PrivateKey key, input.ReadPrivateKey(options.key));
  ASSIGN_OR_RETURN(const TokenInput token, ReadToken(options.token, input));
  if (options.node) return identity::AttestNode(token.token, key);
  if (options.party) return identity::AttestParty(token.token, key);
  return identity::AttestPrefix(token.token, *options.prefix, key);
}

}  // namespace

ExitCode IssueAuthorization(const IssueAuthorizationOptions& options, Console& console) {
  Input input(console, options.save.store);
  const absl::StatusOr<Verdict<Issued>> verdict = Issue(options, input);
  if (!verdict.ok()) return console.Fail(verdict.status());
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) return console.Refuse(*refusal);
  const auto& [token, request] = std::get<Issued>(*verdict);
  const absl::StatusOr<report::SavedAs> saved = SaveIfNamed(token, options.save, input, console);
  if (!saved.ok()) return console.Fail(saved.status());
  const int64_t expires = request.now + request.ttl;
  console.Print(console.json() ? report::IssuedAuthorizationDocument(token, request.grant, expires, request.now, *saved)
                               : report::MadeTokenText(token, *saved));
  return ExitCode::kYes;
}

ExitCode Attest(const AttestOptions& options, Console& console) {
  const absl::StatusOr<Verdict<UnverifiedBiscuit>> verdict = Attested(options, console);
  if (!verdict.ok()) return console.Fail(verdict.status());
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) return console.Refuse(*refusal);
  const std::string text = std::get<UnverifiedBiscuit>(*verdict).ToText();
  console.Print(console.json() ? report::TextDocument("token", text) : text + '\n');
  return ExitCode::kYes;
}

}  // namespace hardtack::cli
