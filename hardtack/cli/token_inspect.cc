// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack token inspect`. Tested by tests/cli/token.txt.

#include <utility>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/token_commands.h"
#include "hardtack/report/documents.h"
#include "hardtack/report/text.h"

namespace hardtack::cli {
namespace {

void Print(const report::TokenReport& report, Console& console) {
  console.Print(console.json() ? report::TokenDocument(report) : report::TokenText(report));
}

absl::Status InspectVerified(const InspectOptions& options, int64_t now, TokenInput token, Input& input,
                             Console& console) {
  ASSIGN_OR_RETURN(crypto::PublicKey key, input.ReadPublicKey(options.public_key));
  ASSIGN_OR_RETURN(const token::Biscuit biscuit,
                   token::Biscuit::Verify(std::move(token.token), token::SingleRootKey(std::move(key))));
  Print({biscuit.unverified(), biscuit.blocks(), true, now}, console);
  return absl::OkStatus();
}

absl::Status Inspect(const InspectOptions& options, Console& console) {
  ASSIGN_OR_RETURN(const int64_t now, ParseMoment(options.now));
  Input input;
  ASSIGN_OR_RETURN(TokenInput token, input.ReadToken(options.token));
  if (!options.public_key.empty()) return InspectVerified(options, now, std::move(token), input, console);
  ASSIGN_OR_RETURN(const std::vector<wire::DecodedBlock> blocks, token.token.DecodeBlocks());
  Print({token.token, blocks, false, now}, console);
  return absl::OkStatus();
}

}  // namespace

ExitCode InspectToken(const InspectOptions& options, Console& console) {
  const absl::Status status = Inspect(options, console);
  return status.ok() ? ExitCode::kYes : console.Fail(status);
}

}  // namespace hardtack::cli
