// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The codec between a block's bytes and its syntax. Symbol ids and key indices live and die here. Decoding then
// encoding with the same tables gives the same bytes for every block that the reference writes.
//
// Both functions are linear in the block, sorting of sets and maps and a logarithm for each public key aside. They keep
// no state but `tables`, which one thread at a time may use.
//
// schema.proto: Block and below. docs/wire_format.md has the grammar and worked examples.

#ifndef HARDTACK_WIRE_BLOCK_CODEC_H_
#define HARDTACK_WIRE_BLOCK_CODEC_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/limits.h"
#include "hardtack/wire/symbols.h"

namespace hardtack::wire {

// How many bytes of text the symbol references of a block may expand to, for each of its bytes. A reference takes at
// least two bytes, so only blocks that repeat symbols of more than 64 characters can come near.
inline constexpr uint64_t kExpansionFactor = 32;

// A block and what its bytes said beside the Datalog.
struct DecodedBlock {
  engine::Block block;
  uint32_t version = 0;                        // declared Datalog version, 3 to 6
  std::vector<std::string> symbols;            // the strings that this block adds to its symbol table
  std::vector<engine::PublicKey> public_keys;  // the keys that it adds to its key table
  uint64_t expansion = 0;                      // Tables::expansion after it
};

// Decodes `bytes`, adding its symbols and keys to `tables`: the token's for a first-party block, fresh ones for a
// third-party block. After an error the tables are unspecified. Memory is at most a small multiple of the input.
//   MalformedBlock          wire types, required fields, UTF-8, enum values, sets that mix kinds or hold sets or
//                           variables, a feature newer than the declared version
//   UnsupportedVersion      the declared version is not 3..6; the message has minimum, maximum and actual, the subject
//                           is actual
//   UnknownSymbol, UnknownPublicKey    the subject is the id or index
//   SymbolTableOverlap, PublicKeyTableOverlap, UnsupportedAlgorithm
//   TooManySymbols, TooDeep
//   TokenTooLarge           references to symbols expand to more text than kExpansionFactor times the bytes decoded,
//                           or sets nest around as many terms
absl::StatusOr<DecodedBlock> DecodeBlock(std::string_view bytes, Tables& tables,
                                         const engine::StructureLimits& limits = {});

struct EncodeOptions {
  uint32_t minimum_version = 3;     // 5 for a third-party block
  std::optional<uint32_t> version;  // exactly this one (re-encoding); default: the lowest that can carry the block
};

struct EncodedBlock {
  std::string bytes;
  uint32_t version = 0;
};

// Encodes `block`, adding its new symbols and keys to `tables` and listing just those. Sets and maps are written in the
// reference's order: kind, then value, strings by symbol id. After an error the tables are unspecified.
//   MalformedBlock   the block cannot be carried: a set that mixes kinds or holds sets or variables
// Nothing else is checked: not that texts are UTF-8, not that `options.version` can carry the block. Recursive over the
// nesting of terms and closures, which engine::Validate bounds.
absl::StatusOr<EncodedBlock> EncodeBlock(const engine::Block& block, Tables& tables, const EncodeOptions& options = {});

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_BLOCK_CODEC_H_
