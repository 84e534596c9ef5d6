// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// BlockReader decodes the blocks of one token one after the other, each against the tables that it refers to. Internal
// to token.
//
// Biscuit specification, "Adding content to the symbol table" and "Public key tables".

#ifndef HARDTACK_TOKEN_BLOCK_READER_H_
#define HARDTACK_TOKEN_BLOCK_READER_H_

#include <cstddef>
#include <string_view>

#include "absl/status/statusor.h"
#include "hardtack/engine/limits.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/symbols.h"

namespace hardtack::token {

enum class BlockParty { kFirst, kThird };

class BlockReader {
 public:
  explicit BlockReader(const engine::StructureLimits& limits) : limits_(limits) {}

  // The next block of the token.
  //   as wire::DecodeBlock; MalformedBlock also when a third-party block declares a version before v3.2
  absl::StatusOr<wire::DecodedBlock> Read(std::string_view payload, BlockParty party);

  // Goes past the next block, which was read before: as Read but for the errors.
  void Skip(const wire::DecodedBlock& block, BlockParty party);

  // The tables after the first-party blocks read so far; the next block adds to them.
  wire::Tables& tables() { return tables_; }

 private:
  engine::StructureLimits limits_;
  wire::Tables tables_;
  size_t symbols_ = 0;  // of all tables together
};

}  // namespace hardtack::token

#endif  // HARDTACK_TOKEN_BLOCK_READER_H_
