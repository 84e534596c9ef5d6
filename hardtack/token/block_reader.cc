// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BlockReader. Tested by tests/token/biscuit_test.cc and third_party_test.cc.

#include "hardtack/token/block_reader.h"

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/wire/version.h"

namespace hardtack::token {

absl::StatusOr<wire::DecodedBlock> BlockReader::Read(std::string_view payload, BlockParty party) {
  // A third party signs without seeing the token, so it cannot share the token's tables.
  wire::Tables own;
  wire::Tables& tables = party == BlockParty::kThird ? own : tables_;
  ASSIGN_OR_RETURN(wire::DecodedBlock block, wire::DecodeBlock(payload, tables, limits_));
  if (party == BlockParty::kThird && block.version < wire::kThirdPartyVersion) {
    return Error(ErrorKind::kMalformedBlock,
                 absl::StrCat("a third-party block needs version ", wire::kThirdPartyVersion, ", has ", block.version));
  }
  symbols_ += block.symbols.size();
  if (symbols_ > limits_.max_symbols) {
    return Error(ErrorKind::kTooManySymbols, absl::StrCat(symbols_, " symbols, the limit is ", limits_.max_symbols));
  }
  return block;
}

void BlockReader::Skip(const wire::DecodedBlock& block, BlockParty party) {
  symbols_ += block.symbols.size();
  if (party == BlockParty::kThird) return;
  for (const std::string& symbol : block.symbols) tables_.symbols.Append(symbol);
  for (const engine::PublicKey& key : block.public_keys) tables_.keys.Insert(key);
  tables_.expansion = block.expansion;
}

}  // namespace hardtack::token
