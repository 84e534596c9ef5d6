// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Expressions from bytes. Internal to wire; throws CodecError.

#ifndef HARDTACK_WIRE_EXPRESSION_DECODER_H_
#define HARDTACK_WIRE_EXPRESSION_DECODER_H_

#include <cstddef>
#include <string_view>

#include "hardtack/engine/ast.h"
#include "hardtack/wire/term_decoder.h"

namespace hardtack::wire {

class ExpressionDecoder {
 public:
  explicit ExpressionDecoder(TermDecoder& terms) : terms_(terms) {}  // must outlive this

  // An Expression message. Whether its operations make one value shows when it is evaluated.
  engine::Expression ReadExpression(std::string_view bytes);

 private:
  engine::Op ReadOp(std::string_view bytes, size_t level);
  engine::Unary ReadUnary(std::string_view bytes);
  engine::Binary ReadBinary(std::string_view bytes);
  engine::Closure ReadClosure(std::string_view bytes, size_t level);

  TermDecoder& terms_;
};

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_EXPRESSION_DECODER_H_
