// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The Block message: its tables and version here, its statements in statement_decoder.h and statement_encoder.h. Tested
// by tests/wire/block_codec_test.cc and block_malformed_test.cc.

#include "hardtack/wire/block_codec.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/wire/message.h"
#include "hardtack/wire/public_key_codec.h"
#include "hardtack/wire/schema.h"
#include "hardtack/wire/statement_decoder.h"
#include "hardtack/wire/statement_encoder.h"
#include "hardtack/wire/utf8.h"
#include "hardtack/wire/version.h"

namespace hardtack::wire {
namespace {

// Reads a block in two passes, since its statements may stand before the symbols, keys and version that they depend on.
class BlockDecoder {
 public:
  BlockDecoder(std::string_view bytes, Tables& tables, const engine::StructureLimits& limits)
      : bytes_(bytes), tables_(tables), limits_(limits), first_symbol_(tables.symbols.custom_size()) {}

  DecodedBlock Read() {
    ReadTables();
    ReadStatements();
    return std::move(decoded_);
  }

 private:
  void ReadTables() {
    Message<BlockField> message(bytes_);
    std::optional<uint32_t> version;
    while (message.Next()) {
      counts_.Add(message.tag());
      switch (message.tag_and_type()) {
        case tag_and_type(BlockField::kSymbols, kDelimited):
          AddSymbol(message.GetBytes());
          break;
        case tag_and_type(BlockField::kContext, kDelimited):
          ReadContext(message.GetBytes());
          break;
        case tag_and_type(BlockField::kVersion, kVarint):
          Once(version, message.GetUint32(), "version");
          break;
        case tag_and_type(BlockField::kPublicKeys, kDelimited):
          AddKey(message.GetBytes());
          break;
        default:
          message.SkipField();
      }
    }
    decoded_.version = CheckVersion(version.value_or(0));
    decoded_.symbols.reserve(tables_.symbols.custom_size() - first_symbol_);
    for (size_t i = first_symbol_; i < tables_.symbols.custom_size(); ++i) {
      decoded_.symbols.emplace_back(tables_.symbols.custom(i));
    }
  }

  void ReadStatements() {
    StatementDecoder statements(tables_, limits_, decoded_.version);
    engine::Block& block = decoded_.block;
    Reserve(block.facts, counts_[BlockField::kFacts], bytes_);
    Reserve(block.rules, counts_[BlockField::kRules], bytes_);
    Reserve(block.checks, counts_[BlockField::kChecks], bytes_);
    Reserve(block.scopes, counts_[BlockField::kScope], bytes_);
    Message<BlockField> message(bytes_);
    while (message.Next()) {
      switch (message.tag_and_type()) {
        case tag_and_type(BlockField::kFacts, kDelimited):
          block.facts.push_back(
              Located("fact", block.facts.size(), [&] { return statements.ReadFact(message.GetBytes()); }));
          break;
        case tag_and_type(BlockField::kRules, kDelimited):
          block.rules.push_back(
              Located("rule", block.rules.size(), [&] { return statements.ReadRule(message.GetBytes()); }));
          break;
        case tag_and_type(BlockField::kChecks, kDelimited):
          block.checks.push_back(
              Located("check", block.checks.size(), [&] { return statements.ReadCheck(message.GetBytes()); }));
          break;
        case tag_and_type(BlockField::kScope, kDelimited):
          block.scopes.push_back(
              Located("scope", block.scopes.size(), [&] { return statements.ReadScope(message.GetBytes()); }));
          break;
        case tag_and_type(BlockField::kSymbols, kDelimited):
        case tag_and_type(BlockField::kContext, kDelimited):
        case tag_and_type(BlockField::kVersion, kVarint):
        case tag_and_type(BlockField::kPublicKeys, kDelimited):
          message.SkipField();
          break;  // by ReadTables
        default:
          message.WrongType();
      }
    }
  }

  // A block lists what is new: neither a default symbol nor one of an earlier block. Like the reference, a text that
  // the block itself lists twice is two symbols.
  void AddSymbol(std::string_view text) {
    const size_t index = tables_.symbols.custom_size() - first_symbol_;
    if (tables_.symbols.custom_size() >= limits_.max_symbols) {
      throw CodecError(absl::StrCat("more than ", limits_.max_symbols, " symbols"), ErrorKind::kTooManySymbols);
    }
    if (!IsUtf8(text)) throw CodecError(absl::StrCat("symbol ", index, " is not UTF-8"));
    const std::optional<uint64_t> known = tables_.symbols.IdOf(text);
    if (known.has_value() && *known < kFirstCustomSymbol + first_symbol_) {
      throw CodecError(absl::StrCat("symbol ", index, " is in the table already: ", ToAbsl(text)),
                       ErrorKind::kSymbolTableOverlap, text);
    }
    tables_.symbols.Append(text);
  }

  void AddKey(std::string_view bytes) {
    const size_t index = decoded_.public_keys.size();
    engine::PublicKey key = Located("public key", index, [&] { return ReadSyntaxKey(bytes); });
    if (tables_.keys.Contains(key)) {
      throw CodecError(absl::StrCat("public key ", index, " is in the table already"),
                       ErrorKind::kPublicKeyTableOverlap);
    }
    tables_.keys.Insert(key);
    decoded_.public_keys.push_back(std::move(key));
  }

  void ReadContext(std::string_view text) {
    if (!IsUtf8(text)) throw CodecError("the context is not UTF-8");
    Once(decoded_.block.context, std::string(text), "context");
  }

  std::string_view bytes_;
  Tables& tables_;
  const engine::StructureLimits& limits_;
  size_t first_symbol_;  // the index of the first custom symbol that this block adds
  FieldCounts<BlockField> counts_;
  DecodedBlock decoded_;
};

// The statements and the scopes of a block: fields 4 to 7.
std::string EncodeStatements(const engine::Block& block, Tables& tables) {
  std::string bytes;
  Builder<BlockField> message(bytes);
  StatementEncoder statements(tables);
  for (const engine::Fact& fact : block.facts) {
    AddMessage<FactField>(message, BlockField::kFacts, true, [&](auto& m) { statements.WriteFact(m, fact); });
  }
  for (const engine::Rule& rule : block.rules) {
    AddMessage<RuleField>(message, BlockField::kRules, true, [&](auto& m) { statements.WriteRule(m, rule); });
  }
  for (const engine::Check& check : block.checks) {
    AddMessage<CheckField>(message, BlockField::kChecks, HasContent(check),
                           [&](auto& m) { statements.WriteCheck(m, check); });
  }
  for (const engine::Scope& scope : block.scopes) {
    AddMessage<ScopeField>(message, BlockField::kScope, true, [&](auto& m) { statements.WriteScope(m, scope); });
  }
  return bytes;
}

// The fields in the order of their numbers, as the reference writes them. The statements are encoded before the symbols
// that they add can be listed.
EncodedBlock WriteBlock(const engine::Block& block, Tables& tables, const EncodeOptions& options) {
  const size_t first_symbol = tables.symbols.custom_size();
  const size_t first_key = tables.keys.size();
  const std::string statements = EncodeStatements(block, tables);
  EncodedBlock encoded;
  encoded.version = options.version.value_or(std::max(options.minimum_version, RequiredVersion(block)));
  Builder<BlockField> message(encoded.bytes);
  for (size_t i = first_symbol; i < tables.symbols.custom_size(); ++i) {
    message.add_string(BlockField::kSymbols, tables.symbols.custom(i));
  }
  if (block.context.has_value()) message.add_string(BlockField::kContext, *block.context);
  message.add_uint32(BlockField::kVersion, encoded.version);
  encoded.bytes += statements;
  for (size_t i = first_key; i < tables.keys.size(); ++i) {
    AddMessage<PublicKeyField>(message, BlockField::kPublicKeys, true,
                               [&](auto& m) { WritePublicKey(m, ViewOf(tables.keys.key(i))); });
  }
  return encoded;
}

}  // namespace

absl::StatusOr<DecodedBlock> DecodeBlock(std::string_view bytes, Tables& tables,
                                         const engine::StructureLimits& limits) {
  tables.expansion += kExpansionFactor * bytes.size();
  ASSIGN_OR_RETURN(DecodedBlock decoded,
                   Border(ErrorKind::kMalformedBlock, [&] { return BlockDecoder(bytes, tables, limits).Read(); }));
  RETURN_IF_ERROR(CheckFeatures(decoded.block, decoded.version));
  decoded.expansion = tables.expansion;
  return decoded;
}

absl::StatusOr<EncodedBlock> EncodeBlock(const engine::Block& block, Tables& tables, const EncodeOptions& options) {
  return Border(ErrorKind::kMalformedBlock, [&] { return WriteBlock(block, tables, options); });
}

}  // namespace hardtack::wire
