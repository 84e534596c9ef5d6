// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack token inspect`. Tested by tests/cli/token.txt.

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/root_keys.h"
#include "hardtack/cli/token_commands.h"
#include "hardtack/report/documents.h"
#include "hardtack/report/text.h"

namespace hardtack::cli {
namespace {

void Print(const report::TokenReport& report, Console& console) {
  console.Print(console.json() ? report::TokenDocument(report) : report::TokenText(report));
}

absl::Status Inspect(const InspectOptions& options, Console& console) {
  ASSIGN_OR_RETURN(const int64_t now, ParseMoment(options.now));
  Input input(console, options.store);
  ASSIGN_OR_RETURN(TokenInput token, input.ReadToken(options.token));
  ASSIGN_OR_RETURN(const auto lookup, ReadLookup(options.public_key, input));
  if (lookup.has_value()) {
    ASSIGN_OR_RETURN(const token::Biscuit biscuit, token::Biscuit::Verify(std::move(token.token), *lookup));
    Print({biscuit.unverified(), biscuit.blocks(), true, now}, console);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const wire::DecodedBlocks blocks, token.token.DecodeBlocks());
  Print({token.token, blocks, false, now}, console);
  return absl::OkStatus();
}

}  // namespace

ExitCode InspectToken(const InspectOptions& options, Console& console) {
  const absl::Status status = Inspect(options, console);
  return status.ok() ? ExitCode::kYes : console.Fail(status);
}

}  // namespace hardtack::cli
