// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verb that decides by an authorization token: verify. Tested by tests/cli/authorization.txt.

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/authorize_commands.h"
#include "hardtack/cli/datalog.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/root_keys.h"
#include "hardtack/cli/service_nodes.h"
#include "hardtack/cli/verification.h"
#include "hardtack/identity/authorize.h"
#include "hardtack/report/authorization_report.h"
#include "hardtack/report/documents.h"

namespace hardtack::cli {
namespace {

using identity::Authorized;

absl::StatusOr<std::optional<identity::ChainPosition>> ReadChain(const VerifyAuthorizationOptions& options,
                                                                 Input& input) {
  if (options.service_nodes.empty()) {
    if (!options.component.has_value()) return std::nullopt;
    return Error(ErrorKind::kInvalidArgument, "--component names one of the nodes: --service-nodes is missing");
  }
  ASSIGN_OR_RETURN(auto nodes, ReadServiceNodes(options.service_nodes, input));
  return identity::ChainPosition{std::move(nodes), options.component};
}

using Question = Verification<identity::AuthorizationVerifier, identity::AuthorizationRequest>;

absl::StatusOr<identity::AuthorizationRequest> ReadRequest(const VerifyAuthorizationOptions& options, Input& input) {
  identity::AuthorizationRequest request;
  ASSIGN_OR_RETURN(request.now, ParseMoment(options.now));
  request.subject = options.subject;
  request.resource = options.resource;
  request.operation = options.operation;
  request.domain = options.domain;
  request.prefix = options.prefix;
  ASSIGN_OR_RETURN(request.chain, ReadChain(options, input));
  ASSIGN_OR_RETURN(request.facts, ParseFacts(options.facts));
  return request;
}

absl::StatusOr<Question> ReadQuestion(const VerifyAuthorizationOptions& options, Console& console) {
  Input input(console, options.store);
  ASSIGN_OR_RETURN(identity::AuthorizationRequest request, ReadRequest(options, input));
  ASSIGN_OR_RETURN(const RootKeys keys, RootKeys::Read(options.public_key, input));
  ASSIGN_OR_RETURN(ObeyedBans bans, ReadBans(options.bans, keys.Only(), request.now, input));
  request.bans = bans.policy();
  ASSIGN_OR_RETURN(TokenInput token, ReadToken(options.token, input));
  const identity::AuthorizationOptions rules{options.allow_no_expiry, options.require_domain};
  ASSIGN_OR_RETURN(auto verifier, identity::AuthorizationVerifier::Create(keys.Lookup(), rules));
  return Question{std::move(verifier), std::move(token.token), std::move(request), std::move(bans)};
}

}  // namespace

ExitCode VerifyAuthorization(const VerifyAuthorizationOptions& options, Console& console) {
  const absl::StatusOr<Question> question = ReadQuestion(options, console);
  return AnswerVerification(question, options.explain, console,
                            [&](const Authorized& authorized, const identity::VerdictExplanation* explanation) {
                              if (console.json()) return report::AuthorizedDocument(authorized, explanation);
                              return report::AuthorizedText(authorized, question->request.now);
                            });
}

}  // namespace hardtack::cli
