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
#include "hardtack/cli/verification.h"
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

using Question = Verification<identity::Verifier, identity::VerifyRequest>;

absl::StatusOr<Question> ReadQuestion(const VerifyIdentityOptions& options, int64_t now, Console& console) {
  Input input(console, options.store);
  ASSIGN_OR_RETURN(const RootKeys keys, RootKeys::Read(options.public_key, input));
  ASSIGN_OR_RETURN(ObeyedBans bans, ReadBans(options.bans, keys.Only(), now, input));
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
  wire::DecodedBlocks blocks;
  std::optional<crypto::PublicKey> root_key;  // nullopt: they were not
  std::string source;
};

absl::StatusOr<Verdict<Read>> ReadForInspection(const InspectIdentityOptions& options, Console& console) {
  Input input(console, options.store);
  ASSIGN_OR_RETURN(const auto lookup, ReadLookup(options.public_key, input));
  ASSIGN_OR_RETURN(TokenInput token, ReadToken(options.token, input));
  if (!lookup.has_value()) {
    ASSIGN_OR_RETURN(wire::DecodedBlocks blocks, token.token.DecodeBlocks());
    return Read{std::move(token.token), std::move(blocks), std::nullopt, std::move(token.source)};
  }
  ASSIGN_OR_RETURN(const Verdict<token::Biscuit> verdict, identity::VerifySignatures(token.token, *lookup));
  if (const auto* refusal = std::get_if<Refusal>(&verdict)) return *refusal;
  const wire::DecodedBlocks& blocks = std::get<token::Biscuit>(verdict).blocks();
  ASSIGN_OR_RETURN(crypto::PublicKey key, (*lookup)(token.token.root_key_id()));
  return Read{std::move(token.token), blocks, key, std::move(token.source)};
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
  return AnswerVerification(ReadQuestion(options, *now, console), options.explain, console,
                            [&](const Verified& verified, const identity::VerdictExplanation* explanation) {
                              if (console.json()) return report::VerifiedDocument(verified, explanation);
                              return VerifiedText(verified, *now);
                            });
}

ExitCode InspectIdentity(const InspectIdentityOptions& options, Console& console) {
  const absl::StatusOr<int64_t> now = ParseMoment(options.now);
  if (!now.ok()) return console.Fail(now.status());
  const absl::StatusOr<Verdict<Read>> verdict = ReadForInspection(options, console);
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
