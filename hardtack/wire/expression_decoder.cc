// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Expressions from bytes. Recursion into closures is bounded by limits.max_nesting. Tested by
// tests/wire/block_codec_test.cc and block_malformed_test.cc.

#include "hardtack/wire/expression_decoder.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "hardtack/wire/message.h"
#include "hardtack/wire/schema.h"

namespace hardtack::wire {
namespace {

// OpUnary and OpBinary have the same fields.
struct OpKind {
  uint64_t kind = 0;
  std::optional<uint64_t> extern_name;
};

OpKind ReadOpKind(std::string_view bytes) {
  Message<OpKindField> message(bytes);
  std::optional<uint64_t> kind;
  std::optional<uint64_t> extern_name;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(OpKindField::kKind, kVarint):
        Once(kind, message.GetUint64(), "kind");
        break;
      case tag_and_type(OpKindField::kFfiName, kVarint):
        Once(extern_name, message.GetUint64(), "ffiName");
        break;
      default:
        message.WrongType();
    }
  }
  return {Required(kind, "kind"), extern_name};
}

void CheckExternName(bool is_extern, const OpKind& op) {
  if (is_extern && !op.extern_name.has_value()) throw CodecError("missing field: ffiName");
  if (!is_extern && op.extern_name.has_value()) throw CodecError("ffiName on an operation that is not extern");
}

// How many parameters a closure has, packed ones included: each varint has one byte below 0x80, its last.
size_t CountParameters(std::string_view bytes) {
  size_t count = 0;
  for (Message<OpClosureField> message(bytes); message.Next();) {
    switch (message.tag_and_type()) {
      case tag_and_type(OpClosureField::kParams, kVarint):
        ++count;
        message.SkipField();
        break;
      case tag_and_type(OpClosureField::kParams, kDelimited): {
        const std::string_view packed = message.GetBytes();
        count +=
            static_cast<size_t>(std::count_if(packed.begin(), packed.end(), [](char c) { return (c & 0x80) == 0; }));
        break;
      }
      default:
        message.SkipField();
    }
  }
  return count;
}

}  // namespace

engine::Expression ExpressionDecoder::ReadExpression(std::string_view bytes) {
  engine::Expression expression;
  Reserve(expression.ops, FieldCounts<ExpressionField>(bytes)[ExpressionField::kOps], bytes);
  Message<ExpressionField> message(bytes);
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(ExpressionField::kOps, kDelimited):
        expression.ops.push_back(ReadOp(message.GetBytes(), 0));
        break;
      default:
        message.WrongType();
    }
  }
  return expression;
}

engine::Op ExpressionDecoder::ReadOp(std::string_view bytes, size_t level) {
  Message<OpField> message(bytes);
  message.NextOfOne("operation");
  engine::Op op;
  switch (message.tag_and_type()) {
    case tag_and_type(OpField::kValue, kDelimited):
      op.value = terms_.ReadTerm(message.GetBytes(), level);
      break;
    case tag_and_type(OpField::kUnary, kDelimited):
      op.value = ReadUnary(message.GetBytes());
      break;
    case tag_and_type(OpField::kBinary, kDelimited):
      op.value = ReadBinary(message.GetBytes());
      break;
    case tag_and_type(OpField::kClosure, kDelimited):
      op.value = ReadClosure(message.GetBytes(), terms_.Enter(level));
      break;
    default:
      message.WrongType();
  }
  message.EndOfOne("operation");
  return op;
}

engine::Unary ExpressionDecoder::ReadUnary(std::string_view bytes) {
  const OpKind op = ReadOpKind(bytes);
  const auto kind = ToEnum(op.kind, engine::UnaryKind::kExtern, "unary operation");
  CheckExternName(kind == engine::UnaryKind::kExtern, op);
  return {kind, op.extern_name.has_value() ? terms_.ReadSymbol(*op.extern_name) : std::string()};
}

engine::Binary ExpressionDecoder::ReadBinary(std::string_view bytes) {
  const OpKind op = ReadOpKind(bytes);
  const auto kind = ToEnum(op.kind, engine::BinaryKind::kTryOr, "binary operation");
  CheckExternName(kind == engine::BinaryKind::kExtern, op);
  return {kind, op.extern_name.has_value() ? terms_.ReadSymbol(*op.extern_name) : std::string()};
}

engine::Closure ExpressionDecoder::ReadClosure(std::string_view bytes, size_t level) {
  engine::Closure closure;
  Reserve(closure.parameters, CountParameters(bytes), bytes);
  Reserve(closure.ops, FieldCounts<OpClosureField>(bytes)[OpClosureField::kOps], bytes);
  Message<OpClosureField> message(bytes);
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(OpClosureField::kParams, kVarint):
        closure.parameters.push_back(terms_.ReadSymbol(message.GetUint32()));
        break;
      // Protobuf asks readers of a repeated number to accept the packed form too.
      case tag_and_type(OpClosureField::kParams, kDelimited):
        for (uint32_t id : ReadPackedUint32(message.GetBytes())) closure.parameters.push_back(terms_.ReadSymbol(id));
        break;
      case tag_and_type(OpClosureField::kOps, kDelimited):
        closure.ops.push_back(ReadOp(message.GetBytes(), level));
        break;
      default:
        message.WrongType();
    }
  }
  return closure;
}

}  // namespace hardtack::wire
