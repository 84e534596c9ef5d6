// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verbs that look at identities: verify and inspect. Tested by tests/cli/identity.txt.

#include <utility>
#include <variant>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/cli/datalog.h"
#include "hardtack/cli/identity_commands.h"
#include "hardtack/cli/input.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/root_keys.h"
#include "hardtack/identity/lineage.h"
#include "hardtack/identity/verify.h"
#include "hardtack/report/documents.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/text.h"
#include "hardtack/report/time_text.h"

namespace hardtack::cli {
namespace {

using identity::Lineage;
using identity::Refusal;
using identity::Verdict;
using identity::Verified;

// A verification, ready to run.
struct Question {
  identity::Verifier verifier;
  token::UnverifiedBiscuit token;
  identity::VerifyRequest request;
  ObeyedBans bans;  // which the request views
};

absl::StatusOr<Question> ReadQuestion(const VerifyIdentityOptions& options, int64_t now) {
  Input input;
  ASSIGN_OR_RETURN(const RootKeys keys, RootKeys::Read(options.public_key, input));
  ASSIGN_OR_RETURN(ObeyedBans bans, ReadBans(options.bans, keys.Only(), input));
  ASSIGN_OR_RETURN(TokenInput token, ReadToken(options.token, input));
  const identity::VerifierOptions rules{options.max_depth, options.allow_no_expiry, options.require_domain};
  ASSIGN_OR_RETURN(identity::Verifier verifier, identity::Verifier::Create(keys.Lookup(), rules));
  ASSIGN_OR_RETURN(std::vector<engine::Fact> facts, ParseFacts(options.facts));
  identity::VerifyRequest request{now, options.identity, options.domain, std::move(facts), bans.policy()};
  return Question{std::move(verifier), std::move(token.token), std::move(request), std::move(bans)};
}

std::string VerifiedText(const Verified& verified, int64_t now) {
  std::optional<int64_t> expires;
  if (verified.lineage.expires().has_value()) expires = verified.lineage.expires()->at;
  std::string text = "valid: " + report::EscapeLine(verified.identity);
  text += expires.has_value() ? ", expires " + report::ExpiryText(expires, now) : std::string(", never expires");
  return text + '\n';
}

// A token that was read, and whether its signatures were checked.
struct Read {
  token::UnverifiedBiscuit token;
  std::vector<wire::DecodedBlock> blocks;
  std::optional<crypto::PublicKey> root_key;  // nullopt: they were not
  std::string source;
};

absl::StatusOr<Verdict<Read>> ReadForInspection(const InspectIdentityOptions& options) {
  Input input;
  if (options.public_key.empty()) {
    ASSIGN_OR_RETURN(TokenInput token, ReadToken(options.token, input));
    ASSIGN_OR_RETURN(std::vector<wire::DecodedBlock> blocks, token.token.DecodeBlocks());
    return Read{std::move(token.token), std::move(blocks), std::nullopt, std::move(token.source)};
  }
  ASSIGN_OR_RETURN(crypto::PublicKey key, input.ReadPublicKey(options.public_key));
  ASSIGN_OR_RETURN(TokenInput token, ReadToken(options.token, input));
  ASSIGN_OR_RETURN(const Verdict<token::Biscuit> verdict,
                   identity::VerifySignatures(token.token, token::SingleRootKey(key)));
  if (const auto* refusal = std::get_if<Refusal>(&verdict)) return *refusal;
  const auto blocks = std::get<token::Biscuit>(verdict).blocks();
  return Read{std::move(token.token), {blocks.begin(), blocks.end()}, std::move(key), std::move(token.source)};
}

std::string StatusText(const Refusal* refusal) {
  if (refusal == nullptr) return "valid";
  const bool expired = std::holds_alternative<identity::Expired>(*refusal);
  return (expired ? "expired, " : "refused, ") + report::EscapeLine(identity::Describe(*refusal));
}

std::string InspectionText(const report::InspectionReport& inspection) {
  const Lineage& lineage = *inspection.lineage;
  std::optional<int64_t> expires;
  if (lineage.expires().has_value()) expires = lineage.expires()->at;
  std::string text = "identity:   " + report::EscapeLine(lineage.identity()) + '\n';
  if (lineage.domain.has_value()) text += "domain:     " + report::EscapeLine(*lineage.domain) + '\n';
  text += "expires:    " + report::ExpiryText(expires, inspection.now) + '\n';
  text += "status:     " + StatusText(inspection.refusal) + '\n';
  text +=
      "signatures: " + std::string(inspection.verified ? "valid" : "not checked, everything below is a claim") + '\n';
  return text + '\n' + report::LineageText(lineage);
}

// A token that verification would refuse can be looked at: its status says why.
void PrintInspection(const Read& read, const Lineage& lineage, int64_t now, Console& console) {
  const auto refusal = identity::CheckStructure(lineage, read.blocks, {now, false, identity::kMaxDepth, {}});
  const report::InspectionReport inspection{read.source, read.root_key.has_value(), now, &lineage,
                                            refusal.has_value() ? &*refusal : nullptr};
  console.Print(console.json() ? report::InspectionDocument(inspection) : InspectionText(inspection));
}

}  // namespace

ExitCode VerifyIdentity(const VerifyIdentityOptions& options, Console& console) {
  const absl::StatusOr<int64_t> now = ParseMoment(options.now);
  if (!now.ok()) return console.Fail(now.status());
  const absl::StatusOr<Question> question = ReadQuestion(options, *now);
  if (!question.ok()) return console.FailVerification(question.status());
  const absl::StatusOr<Verdict<Verified>> verdict = question->verifier.Verify(question->token, question->request);
  if (!verdict.ok()) return console.FailVerification(verdict.status());
  absl::StatusOr<identity::VerdictExplanation> explained;
  if (options.explain) explained = question->verifier.Explain(question->token, question->request);
  if (options.explain && !explained.ok()) return console.FailVerification(explained.status());
  const identity::VerdictExplanation* explanation = options.explain ? &*explained : nullptr;
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) return console.RefuseVerification(*refusal, explanation);
  const auto& verified = std::get<Verified>(*verdict);
  console.Print(console.json() ? report::VerifiedDocument(verified, explanation) : VerifiedText(verified, *now));
  if (explanation != nullptr) console.Explain(*explanation);
  return ExitCode::kYes;
}

ExitCode InspectIdentity(const InspectIdentityOptions& options, Console& console) {
  const absl::StatusOr<int64_t> now = ParseMoment(options.now);
  if (!now.ok()) return console.Fail(now.status());
  const absl::StatusOr<Verdict<Read>> verdict = ReadForInspection(options);
  if (!verdict.ok()) return console.Fail(verdict.status());
  if (const auto* refusal = std::get_if<Refusal>(&*verdict)) return console.Refuse(*refusal);
  const auto& read = std::get<Read>(*verdict);
  const crypto::PublicKey* root_key = read.root_key.has_value() ? &*read.root_key : nullptr;
  const Verdict<Lineage> lineage = identity::ReadLineage(read.token, read.blocks, root_key);
  if (const auto* refusal = std::get_if<Refusal>(&lineage)) return console.Refuse(*refusal);
  PrintInspection(read, std::get<Lineage>(lineage), *now, console);
  return ExitCode::kYes;
}

}  // namespace hardtack::cli
