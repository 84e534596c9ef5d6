// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Facts, rules, checks, policies and scopes from bytes: what blocks and snapshots share. Internal to wire; throws
// CodecError.

#ifndef HARDTACK_WIRE_STATEMENT_DECODER_H_
#define HARDTACK_WIRE_STATEMENT_DECODER_H_

#include <cstdint>
#include <string_view>

#include "hardtack/engine/ast.h"
#include "hardtack/engine/limits.h"
#include "hardtack/wire/expression_decoder.h"
#include "hardtack/wire/symbols.h"
#include "hardtack/wire/term_decoder.h"

namespace hardtack::wire {

// The version that a block declares, checked to be one that is read. An absent one is 0.
uint32_t CheckVersion(uint32_t version);

class StatementDecoder {
 public:
  // Both must outlive this. For statements of a block that declares `version`.
  StatementDecoder(Tables& tables, const engine::StructureLimits& limits, uint32_t version)
      : tables_(tables), terms_(tables, limits), expressions_(terms_), version_(version) {}
  StatementDecoder(const StatementDecoder&) = delete;
  StatementDecoder& operator=(const StatementDecoder&) = delete;

  engine::Fact ReadFact(std::string_view bytes);
  engine::Rule ReadRule(std::string_view bytes);
  engine::Check ReadCheck(std::string_view bytes);
  engine::Policy ReadPolicy(std::string_view bytes);
  engine::Scope ReadScope(std::string_view bytes) const;

 private:
  engine::Predicate ReadPredicate(std::string_view bytes);

  Tables& tables_;
  TermDecoder terms_;
  ExpressionDecoder expressions_;
  uint32_t version_;
};

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_STATEMENT_DECODER_H_
