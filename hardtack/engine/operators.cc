// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Operators on values. Work is charged before it is done: an element touched and a stretch of string are a step each.
// Tested by tests/engine/expression_test.cc and against the naive evaluator in tests/differential.

#include "hardtack/engine/operators.h"

#include <string.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

namespace hardtack::engine {
namespace {

bool Both(Value left, Value right, ValueKind type) { return left.type() == type && right.type() == type; }

std::string_view TypeName(ValueKind type) {
  switch (type) {
    case ValueKind::kInteger:
      return "integer";
    case ValueKind::kString:
      return "string";
    case ValueKind::kDate:
      return "date";
    case ValueKind::kBytes:
      return "bytes";
    case ValueKind::kBool:
      return "bool";
    case ValueKind::kSet:
      return "set";
    case ValueKind::kArray:
      return "array";
    case ValueKind::kMap:
      return "map";
    default:
      return "null";
  }
}

// glibc's memmem is linear in the text (two-way search); std::string_view::find is not.
bool HasSubstring(std::string_view text, std::string_view part) {
  return memmem(text.data(), text.size(), part.data(), part.size()) != nullptr;
}

template <typename Number>
bool Holds(BinaryKind kind, Number left, Number right) {
  switch (kind) {
    case BinaryKind::kLessThan:
      return left < right;
    case BinaryKind::kGreaterThan:
      return left > right;
    case BinaryKind::kLessOrEqual:
      return left <= right;
    default:
      return left >= right;
  }
}

}  // namespace

std::optional<Value> Operators::Fail(ErrorKind kind) {
  error_ = ExpressionError{kind, {}, {}};
  return std::nullopt;
}

std::optional<Value> Operators::Apply(UnaryKind kind, Value operand) {
  switch (kind) {
    case UnaryKind::kNegate:
      return operand.is_bool() ? std::optional(Value::Bool(!operand.is_true())) : Fail(ErrorKind::kInvalidType);
    case UnaryKind::kParens:
      return operand;
    case UnaryKind::kLength:
      return Length(operand);
    case UnaryKind::kTypeOf:
      return values_.String(TypeName(operand.type()));
    case UnaryKind::kExtern:
      break;  // Call
  }
  return Fail(ErrorKind::kInvalidType);
}

std::optional<Value> Operators::Length(Value operand) {
  switch (operand.type()) {
    case ValueKind::kString:
    case ValueKind::kBytes:
      return values_.Integer(static_cast<int64_t>(values_.TextOf(operand).size()));
    case ValueKind::kSet:
    case ValueKind::kArray:
      return values_.Integer(static_cast<int64_t>(values_.SortedOf(operand).size()));
    case ValueKind::kMap:
      return values_.Integer(static_cast<int64_t>(values_.SortedOf(operand).size() / 2));
    default:
      return Fail(ErrorKind::kInvalidType);
  }
}

std::optional<Value> Operators::Apply(BinaryKind kind, Value left, Value right) {
  switch (kind) {
    case BinaryKind::kLessThan:
    case BinaryKind::kGreaterThan:
    case BinaryKind::kLessOrEqual:
    case BinaryKind::kGreaterOrEqual:
      return Compare(kind, left, right);
    case BinaryKind::kEqual:
    case BinaryKind::kNotEqual:
      if (left.type() != right.type()) return Fail(ErrorKind::kInvalidType);
      return Value::Bool((left == right) == (kind == BinaryKind::kEqual));
    case BinaryKind::kHeterogeneousEqual:
      return Value::Bool(left == right);
    case BinaryKind::kHeterogeneousNotEqual:
      return Value::Bool(left != right);
    case BinaryKind::kContains:
      return Contains(left, right);
    case BinaryKind::kPrefix:
    case BinaryKind::kSuffix:
      return Affix(kind, left, right);
    case BinaryKind::kRegex:
      return Matches(left, right);
    case BinaryKind::kAdd:
      return Add(left, right);
    case BinaryKind::kSub:
    case BinaryKind::kMul:
    case BinaryKind::kDiv:
    case BinaryKind::kBitwiseAnd:
    case BinaryKind::kBitwiseOr:
    case BinaryKind::kBitwiseXor:
      if (!Both(left, right, ValueKind::kInteger)) return Fail(ErrorKind::kInvalidType);
      return Arithmetic(kind, values_.IntegerOf(left), values_.IntegerOf(right));
    case BinaryKind::kAnd:
    case BinaryKind::kOr:
      if (!Both(left, right, ValueKind::kBool)) return Fail(ErrorKind::kInvalidType);
      return Value::Bool(kind == BinaryKind::kAnd ? left.is_true() && right.is_true()
                                                  : left.is_true() || right.is_true());
    case BinaryKind::kIntersection:
    case BinaryKind::kUnion:
      return Combine(kind, left, right);
    case BinaryKind::kGet:
      return Get(left, right);
    case BinaryKind::kLazyAnd:
    case BinaryKind::kLazyOr:
    case BinaryKind::kAll:
    case BinaryKind::kAny:
    case BinaryKind::kTryOr:   // these five take a closure
    case BinaryKind::kExtern:  // Call
      break;
  }
  return Fail(ErrorKind::kInvalidType);
}

std::optional<Value> Operators::Arithmetic(BinaryKind kind, int64_t left, int64_t right) {
  int64_t result = 0;
  bool overflows = false;
  switch (kind) {
    case BinaryKind::kAdd:
      overflows = __builtin_add_overflow(left, right, &result);
      break;
    case BinaryKind::kSub:
      overflows = __builtin_sub_overflow(left, right, &result);
      break;
    case BinaryKind::kMul:
      overflows = __builtin_mul_overflow(left, right, &result);
      break;
    case BinaryKind::kDiv:
      // The reference reports the one quotient that does not fit as a division by zero, too.
      if (right == 0 || (left == std::numeric_limits<int64_t>::min() && right == -1)) {
        return Fail(ErrorKind::kDivideByZero);
      }
      result = left / right;
      break;
    case BinaryKind::kBitwiseAnd:
      result = left & right;
      break;
    case BinaryKind::kBitwiseOr:
      result = left | right;
      break;
    default:
      result = left ^ right;
      break;
  }
  return overflows ? Fail(ErrorKind::kOverflow) : std::optional(values_.Integer(result));
}

std::optional<Value> Operators::Add(Value left, Value right) {
  if (Both(left, right, ValueKind::kInteger)) {
    return Arithmetic(BinaryKind::kAdd, values_.IntegerOf(left), values_.IntegerOf(right));
  }
  if (!Both(left, right, ValueKind::kString)) return Fail(ErrorKind::kInvalidType);
  std::string_view head = values_.TextOf(left), tail = values_.TextOf(right);
  if (!budget_.ChargeBytes(head.size() + tail.size())) return std::nullopt;
  std::string text;
  text.reserve(head.size() + tail.size());
  text.append(head).append(tail);
  return values_.String(text);
}

std::optional<Value> Operators::Compare(BinaryKind kind, Value left, Value right) {
  if (Both(left, right, ValueKind::kInteger)) {
    return Value::Bool(Holds(kind, values_.IntegerOf(left), values_.IntegerOf(right)));
  }
  if (Both(left, right, ValueKind::kDate)) return Value::Bool(Holds(kind, values_.DateOf(left), values_.DateOf(right)));
  return Fail(ErrorKind::kInvalidType);
}

std::optional<Value> Operators::Contains(Value left, Value right) {
  if (Both(left, right, ValueKind::kString)) {
    std::string_view text = values_.TextOf(left), part = values_.TextOf(right);
    // memmem reads what it looks for twice over before it begins.
    if (!budget_.ChargeBytes(text.size() + part.size())) return std::nullopt;
    if (!budget_.Charge(2 * (part.size() / kStretchBytes))) return std::nullopt;
    return Value::Bool(HasSubstring(text, part));
  }
  ValueKind type = left.type();
  if (type != ValueKind::kSet && type != ValueKind::kArray && type != ValueKind::kMap) {
    return Fail(ErrorKind::kInvalidType);
  }
  std::span<const Value> elements = values_.SortedOf(left);
  if (!budget_.Charge(elements.size())) return std::nullopt;
  if (type == ValueKind::kArray) return Value::Bool(std::ranges::find(elements, right) != elements.end());
  if (type == ValueKind::kMap) {
    for (size_t i = 0; i < elements.size(); i += 2) {
      if (elements[i] == right) return Value::Bool(true);
    }
    return Value::Bool(false);
  }
  switch (right.type()) {
    case ValueKind::kSet: {
      std::span<const Value> members = values_.SortedOf(right);
      if (!budget_.Charge(members.size())) return std::nullopt;
      return Value::Bool(std::ranges::includes(elements, members));
    }
    case ValueKind::kNull:
    case ValueKind::kArray:
    case ValueKind::kMap:
      return Fail(ErrorKind::kInvalidType);
    default:
      return Value::Bool(std::ranges::binary_search(elements, right));
  }
}

std::optional<Value> Operators::Affix(BinaryKind kind, Value left, Value right) {
  bool prefix = kind == BinaryKind::kPrefix;
  if (Both(left, right, ValueKind::kString)) {
    std::string_view text = values_.TextOf(left), part = values_.TextOf(right);
    if (!budget_.ChargeBytes(part.size())) return std::nullopt;
    return Value::Bool(prefix ? text.starts_with(part) : text.ends_with(part));
  }
  if (!Both(left, right, ValueKind::kArray)) return Fail(ErrorKind::kInvalidType);
  std::span<const Value> elements = values_.SortedOf(left), part = values_.SortedOf(right);
  if (!budget_.Charge(part.size())) return std::nullopt;
  if (part.size() > elements.size()) return Value::Bool(false);
  return Value::Bool(std::ranges::equal(prefix ? elements.first(part.size()) : elements.last(part.size()), part));
}

std::optional<Value> Operators::Matches(Value left, Value right) {
  if (!Both(left, right, ValueKind::kString)) return Fail(ErrorKind::kInvalidType);
  std::shared_ptr<const Regex> regex = patterns_.Get(right.payload(), values_.TextOf(right));
  std::string_view text = values_.TextOf(left);
  if (regex == nullptr || !budget_.Charge(regex->StepsFor(text.size()))) return std::nullopt;
  return Value::Bool(regex->Matches(text));
}

std::optional<Value> Operators::Combine(BinaryKind kind, Value left, Value right) {
  if (!Both(left, right, ValueKind::kSet)) return Fail(ErrorKind::kInvalidType);
  std::span<const Value> mine = values_.ElementsOf(left), theirs = values_.ElementsOf(right);
  if (!budget_.Charge(mine.size() + theirs.size())) return std::nullopt;
  std::vector<Value> members;
  if (kind == BinaryKind::kUnion) {
    members.assign(mine.begin(), mine.end());
    members.insert(members.end(), theirs.begin(), theirs.end());
  } else {
    std::span<const Value> sorted = values_.SortedOf(right);
    std::ranges::copy_if(mine, std::back_inserter(members),
                         [&](Value member) { return std::ranges::binary_search(sorted, member); });
  }
  return values_.Set(members);
}

std::optional<Value> Operators::Get(Value left, Value right) {
  if (left.type() == ValueKind::kArray && right.type() == ValueKind::kInteger) {
    std::span<const Value> elements = values_.SortedOf(left);
    int64_t index = values_.IntegerOf(right);
    bool inside = index >= 0 && static_cast<uint64_t>(index) < elements.size();
    return inside ? elements[static_cast<size_t>(index)] : Value::Null();
  }
  bool is_key = right.type() == ValueKind::kInteger || right.type() == ValueKind::kString;
  if (left.type() != ValueKind::kMap || !is_key) return Fail(ErrorKind::kInvalidType);
  std::span<const Value> entries = values_.SortedOf(left);
  if (!budget_.Charge(entries.size() / 2)) return std::nullopt;
  for (size_t i = 0; i < entries.size(); i += 2) {
    if (entries[i] == right) return entries[i + 1];
  }
  return Value::Null();
}

std::optional<Value> Operators::Call(uint64_t name, Value left, const Value* right) {
  std::string function(values_.Text(name));
  auto it = externs_ != nullptr ? externs_->find(function) : Externs::const_iterator();
  if (externs_ == nullptr || it == externs_->end()) {
    error_ = ExpressionError{ErrorKind::kUndefinedExtern, std::move(function), {}};
    return std::nullopt;
  }
  const uint64_t bytes = values_.TermBytes(left) + (right != nullptr ? values_.TermBytes(*right) : 0);
  if (!budget_.Charge(StepsForWidth(bytes / kTermBytes))) return std::nullopt;
  Term left_term = values_.ToTerm(left);
  std::optional<Term> right_term;
  if (right != nullptr) right_term = values_.ToTerm(*right);
  absl::StatusOr<Term> result = it->second(left_term, right_term.has_value() ? &*right_term : nullptr);
  std::optional<Value> value;
  if (result.ok()) value = values_.FromTerm(*result, limits_.max_nesting);
  if (!value.has_value()) {
    std::string message =
        result.ok() ? "returned a term with a variable or nested too deeply" : std::string(result.status().message());
    error_ = ExpressionError{ErrorKind::kExternEval, std::move(function), std::move(message)};
  }
  return value;
}

}  // namespace hardtack::engine
