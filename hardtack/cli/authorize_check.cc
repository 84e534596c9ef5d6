// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verb that decides by an authorization token: verify. Tested by tests/cli/authorization.txt.

#include <utility>
#include <variant>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/authorize_commands.h"
#include "hardtack/cli/datalog.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/root_keys.h"
#include "hardtack/cli/service_nodes.h"
#include "hardtack/identity/authorize.h"
#include "hardtack/report/authorization_report.h"
#include "hardtack/report/documents.h"

namespace hardtack::cli {
namespace {

using identity::Authorized;
using identity::Refusal;
using identity::Verdict;

absl::StatusOr<std::optional<identity::ChainPosition>> ReadChain(const VerifyAuthorizationOptions& options,
                                                                 Input& input) {
  if (options.service_nodes.empty()) {
    if (!options.component.has_value()) return std::nullopt;
    return Error(ErrorKind::kInvalidArgument, "--component names one of the nodes: --service-nodes is missing");
  }
  ASSIGN_OR_RETURN(auto nodes, ReadServiceNodes(options.service_nodes, input));
  return identity::ChainPosition{std::move(nodes), options.component};
}

// A verification, ready to run.
struct Question {
  identity::AuthorizationVerifier verifier;
  token::UnverifiedBiscuit token;
  identity::AuthorizationRequest request;
  ObeyedBans bans;  // which the request views
};

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

absl::StatusOr<Question> ReadQuestion(const VerifyAuthorizationOptions& options) {
  Input input;
  ASSIGN_OR_RETURN(identity::AuthorizationRequest request, ReadRequest(options, input));
  ASSIGN_OR_RETURN(const RootKeys keys, RootKeys::Read(options.public_key, input));
  ASSIGN_OR_RETURN(ObeyedBans bans, ReadBans(options.bans, keys.Only(), input));
  request.bans = bans.policy();
  ASSIGN_OR_RETURN(TokenInput token, ReadToken(options.token, input));
  const identity::AuthorizationOptions rules{options.allow_no_expiry, options.require_domain};
  ASSIGN_OR_RETURN(auto verifier, identity::AuthorizationVerifier::Create(keys.Lookup(), rules));
  return Question{std::move(verifier), std::move(token.token), std::move(request), std::move(bans)};
}

}  // namespace

ExitCode VerifyAuthorization(const VerifyAuthorizationOptions& options, Console& console) {
  const absl::StatusOr<Question> question = ReadQuestion(options);
  if (!question.ok()) return console.FailVerification(question.status());
  const absl::StatusOr<Verdict<Authorized>> verdict = question->verifier.Verify(question->token, question->request);
  if (!verdict.ok()) return console.FailVerification(verdict.status());
  absl::StatusOr<identity::VerdictExplanation> explained;
  if (options.explain) explained = question->verifier.Explain(question->token, question->request);
  if (options.explain && !explained.ok()) return console.FailVerification(explained.status());
  const identity::VerdictExplanation* explanation = options.explain ? &*explained : nullptr;
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) return console.RefuseVerification(*refusal, explanation);
  const auto& authorized = std::get<Authorized>(*verdict);
  console.Print(console.json() ? report::AuthorizedDocument(authorized, explanation)
                               : report::AuthorizedText(authorized, question->request.now));
  if (explanation != nullptr) console.Explain(*explanation);
  return ExitCode::kYes;
}

}  // namespace hardtack::cli
