// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Our side through the public library.

#include "tests/differential/reference/our_report.h"

#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"
#include "hardtack/report/json.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/envelope.h"
#include "tests/differential/reference/keys.h"

namespace hardtack::differential {
namespace {

using boost::json::object;

object ErrorJson(const absl::Status& status) { return object{{"error", status.ToString()}}; }

// Where `payloads`, also the blocks; what was tampered with need not be in the order in which we write.
absl::StatusOr<std::string> EncodeAgain(const token::Biscuit& token, bool payloads) {
  ASSIGN_OR_RETURN(const wire::EnvelopeView envelope, wire::DecodeEnvelope(token.unverified().bytes()));
  wire::Tables shared;
  std::vector<std::string> raw;
  for (size_t i = 0; i < envelope.blocks.size(); ++i) {
    wire::Tables own;
    const wire::DecodedBlock& decoded = token.blocks()[i];
    wire::SignedBlockView view = envelope.blocks[i];
    ASSIGN_OR_RETURN(const wire::EncodedBlock block,
                     wire::EncodeBlock(decoded.block, view.external ? own : shared, {3, decoded.version}));
    if (payloads) view.payload = block.bytes;
    raw.push_back(wire::EncodeSignedBlock(view));
  }
  const std::vector<std::string_view> views(raw.begin(), raw.end());
  return wire::EncodeEnvelope(envelope.root_key_id, views, envelope.proof);
}

absl::StatusOr<object> Report(const std::string& bytes, const Case& test_case) {
  ASSIGN_OR_RETURN(token::UnverifiedBiscuit unverified, token::UnverifiedBiscuit::FromBytes(bytes));
  const crypto::PublicKey& root = RootKey(test_case.signing.root).public_key();
  ASSIGN_OR_RETURN(const token::Biscuit token, token::Biscuit::Verify(unverified, token::SingleRootKey(root)));
  token::AuthorizerOptions options;
  options.run.limits = test_case.program.limits;
  options.run.externs = &HostFunctions();
  ASSIGN_OR_RETURN(const token::Authorizer authorizer,
                   token::Authorizer::Create(test_case.program.authorizer, options));
  absl::StatusOr<engine::Outcome> outcome = authorizer.Evaluate(token);
  if (!outcome.ok()) return outcome.status();
  object report = report::AuthorizationJson(authorizer, token, outcome);
  ASSIGN_OR_RETURN(const std::string again, EncodeAgain(token, test_case.kind == CaseKind::kProgram));
  report["bytes"] = absl::BytesToHexString(again);
  boost::json::array payloads;
  for (const crypto::ChainLink& link : unverified.links()) {
    payloads.emplace_back(absl::BytesToHexString(ToAbsl(link.payload)));
  }
  report["payloads"] = std::move(payloads);
  return report;
}

absl::StatusOr<std::string> PrintText(const Case& test_case) {
  if (test_case.text_kind == TextKind::kBlock) {
    ASSIGN_OR_RETURN(engine::Block block, parser::ParseBlock(test_case.text));
    block.scopes.clear();
    return engine::ToString(block);
  }
  ASSIGN_OR_RETURN(engine::AuthorizerBlock authorizer, parser::ParseAuthorizer(test_case.text));
  authorizer.block.scopes.clear();
  std::string text = engine::ToString(authorizer.block);
  for (const engine::Policy& policy : authorizer.policies) absl::StrAppend(&text, engine::ToString(policy), ";\n");
  return text;
}

}  // namespace

object ReportToken(const std::string& bytes, const Case& test_case) {
  absl::StatusOr<object> report = Report(bytes, test_case);
  return report.ok() ? *std::move(report) : ErrorJson(report.status());
}

object ReportText(const Case& test_case) {
  const absl::StatusOr<std::string> printed = PrintText(test_case);
  if (!printed.ok()) return ErrorJson(printed.status());
  return object{{"printed", *printed}};
}

}  // namespace hardtack::differential
