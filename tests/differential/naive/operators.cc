// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The operators by the kinds that they are defined on; every other combination is InvalidType. Tested by
// naive_test.cc and exhaustive_operators_test.cc.

#include "tests/differential/naive/operators.h"

#include <algorithm>
#include <limits>
#include <regex>
#include <set>
#include <utility>
#include <variant>

namespace hardtack::naive {
namespace {

using engine::BinaryKind;
using engine::UnaryKind;

// What the stack holds: a value, or a closure that its operator will run.
using Element = std::variant<Value, engine::Closure>;

[[noreturn]] void Fail(ErrorKind kind) { throw Failure{kind}; }

bool Contains(const std::vector<Value>& values, const Value& wanted) {
  return std::find(values.begin(), values.end(), wanted) != values.end();
}

// --- Integers

Value Add(int64_t left, int64_t right) {
  int64_t sum = 0;
  if (__builtin_add_overflow(left, right, &sum)) Fail(ErrorKind::kOverflow);
  return Integer(sum);
}

Value Subtract(int64_t left, int64_t right) {
  int64_t difference = 0;
  if (__builtin_sub_overflow(left, right, &difference)) Fail(ErrorKind::kOverflow);
  return Integer(difference);
}

Value Multiply(int64_t left, int64_t right) {
  int64_t product = 0;
  if (__builtin_mul_overflow(left, right, &product)) Fail(ErrorKind::kOverflow);
  return Integer(product);
}

Value Divide(int64_t left, int64_t right) {
  if (right == 0) Fail(ErrorKind::kDivideByZero);
  if (left == std::numeric_limits<int64_t>::min() && right == -1) Fail(ErrorKind::kDivideByZero);
  return Integer(left / right);
}

Value IntegerOperation(BinaryKind kind, int64_t left, int64_t right) {
  switch (kind) {
    case BinaryKind::kLessThan: return Bool(left < right);
    case BinaryKind::kGreaterThan: return Bool(left > right);
    case BinaryKind::kLessOrEqual: return Bool(left <= right);
    case BinaryKind::kGreaterOrEqual: return Bool(left >= right);
    case BinaryKind::kAdd: return Add(left, right);
    case BinaryKind::kSub: return Subtract(left, right);
    case BinaryKind::kMul: return Multiply(left, right);
    case BinaryKind::kDiv: return Divide(left, right);
    case BinaryKind::kBitwiseAnd: return Integer(left & right);
    case BinaryKind::kBitwiseOr: return Integer(left | right);
    case BinaryKind::kBitwiseXor: return Integer(left ^ right);
    default: Fail(ErrorKind::kInvalidType);
  }
}

Value DateOperation(BinaryKind kind, uint64_t left, uint64_t right) {
  switch (kind) {
    case BinaryKind::kLessThan: return Bool(left < right);
    case BinaryKind::kGreaterThan: return Bool(left > right);
    case BinaryKind::kLessOrEqual: return Bool(left <= right);
    case BinaryKind::kGreaterOrEqual: return Bool(left >= right);
    default: Fail(ErrorKind::kInvalidType);
  }
}

// --- Strings

// An unanchored search; a pattern that is not one is false. The generator writes only patterns that mean the same in
// ECMAScript and in the language.
bool Matches(const std::string& text, const std::string& pattern) {
  try {
    return std::regex_search(text, std::regex(pattern));
  } catch (const std::regex_error&) {
    return false;
  }
}

Value StringOperation(BinaryKind kind, const std::string& left, const std::string& right) {
  switch (kind) {
    case BinaryKind::kContains: return Bool(left.find(right) != std::string::npos);
    case BinaryKind::kPrefix: return Bool(left.starts_with(right));
    case BinaryKind::kSuffix: return Bool(left.ends_with(right));
    case BinaryKind::kRegex: return Bool(Matches(left, right));
    case BinaryKind::kAdd: return String(left + right);
    default: Fail(ErrorKind::kInvalidType);
  }
}

// --- Collections

Value SetOperation(BinaryKind kind, const Value& left, const Value& right) {
  std::vector<Value> members;
  switch (kind) {
    case BinaryKind::kContains:
      return Bool(std::includes(left.parts.begin(), left.parts.end(), right.parts.begin(), right.parts.end()));
    case BinaryKind::kIntersection:
      for (const Value& member : left.parts) {
        if (Contains(right.parts, member)) members.push_back(member);
      }
      return SetOf(members);
    case BinaryKind::kUnion:
      members = left.parts;
      members.insert(members.end(), right.parts.begin(), right.parts.end());
      return SetOf(members);
    default: Fail(ErrorKind::kInvalidType);
  }
}

Value SetContains(const Value& set, const Value& member) {
  const bool asked = member.kind != Kind::kNull && member.kind != Kind::kArray && member.kind != Kind::kMap;
  if (!asked) Fail(ErrorKind::kInvalidType);
  return Bool(Contains(set.parts, member));
}

Value ArrayOperation(BinaryKind kind, const std::vector<Value>& left, const std::vector<Value>& right) {
  const bool fits = right.size() <= left.size();
  if (kind == BinaryKind::kPrefix) return Bool(fits && std::equal(right.begin(), right.end(), left.begin()));
  if (kind == BinaryKind::kSuffix) return Bool(fits && std::equal(right.rbegin(), right.rend(), left.rbegin()));
  Fail(ErrorKind::kInvalidType);
}

const Value* FindKey(const Value& map, const Value& key) {
  for (const Value& entry : map.parts) {
    if (entry.parts[0] == key) return &entry.parts[1];
  }
  return nullptr;
}

Value Get(const Value& collection, const Value& key) {
  if (collection.kind == Kind::kArray && key.kind == Kind::kInteger) {
    const bool inside = key.integer >= 0 && static_cast<uint64_t>(key.integer) < collection.parts.size();
    return inside ? collection.parts[key.integer] : Value{};
  }
  if (collection.kind == Kind::kMap && (key.kind == Kind::kInteger || key.kind == Kind::kString)) {
    const Value* found = FindKey(collection, key);
    return found ? *found : Value{};
  }
  Fail(ErrorKind::kInvalidType);
}

// --- Operators on any kind

Value Equality(BinaryKind kind, const Value& left, const Value& right) {
  const bool strict = kind == BinaryKind::kEqual || kind == BinaryKind::kNotEqual;
  if (strict && left.kind != right.kind) Fail(ErrorKind::kInvalidType);
  const bool wants_equal = kind == BinaryKind::kEqual || kind == BinaryKind::kHeterogeneousEqual;
  return Bool((left == right) == wants_equal);
}

std::string TypeName(Kind kind) {
  switch (kind) {
    case Kind::kInteger: return "integer";
    case Kind::kString: return "string";
    case Kind::kDate: return "date";
    case Kind::kBytes: return "bytes";
    case Kind::kBool: return "bool";
    case Kind::kSet: return "set";
    case Kind::kNull: return "null";
    case Kind::kArray: return "array";
    case Kind::kMap: return "map";
    case Kind::kVariable: break;
  }
  Fail(ErrorKind::kInvalidType);
}

Value Length(const Value& value) {
  switch (value.kind) {
    case Kind::kString:
    case Kind::kBytes: return Integer(static_cast<int64_t>(value.text.size()));
    case Kind::kSet:
    case Kind::kArray:
    case Kind::kMap: return Integer(static_cast<int64_t>(value.parts.size()));
    default: Fail(ErrorKind::kInvalidType);
  }
}

Value CallExtern(const std::string& name, const Value& left, const Value* right, const engine::Externs* externs) {
  if (externs == nullptr || !externs->contains(name)) Fail(ErrorKind::kUndefinedExtern);
  const engine::Term left_term = ToTerm(left);
  const engine::Term right_term = right ? ToTerm(*right) : engine::NullTerm();
  absl::StatusOr<engine::Term> result = externs->find(name)->second(left_term, right ? &right_term : nullptr);
  if (!result.ok()) Fail(ErrorKind::kExternEval);
  return FromTerm(*result);
}

Value UnaryOperation(const engine::Unary& op, const Value& value, const engine::Externs* externs) {
  switch (op.kind) {
    case UnaryKind::kNegate:
      if (value.kind != Kind::kBool) Fail(ErrorKind::kInvalidType);
      return Bool(!IsTrue(value));
    case UnaryKind::kParens: return value;
    case UnaryKind::kLength: return Length(value);
    case UnaryKind::kTypeOf: return String(TypeName(value.kind));
    case UnaryKind::kExtern: return CallExtern(op.extern_name, value, nullptr, externs);
  }
  Fail(ErrorKind::kInvalidType);
}

Value BinaryOnOneKind(BinaryKind kind, const Value& left, const Value& right) {
  switch (left.kind) {
    case Kind::kInteger: return IntegerOperation(kind, left.integer, right.integer);
    case Kind::kString: return StringOperation(kind, left.text, right.text);
    case Kind::kDate: return DateOperation(kind, left.seconds, right.seconds);
    case Kind::kSet: return SetOperation(kind, left, right);
    case Kind::kArray: return ArrayOperation(kind, left.parts, right.parts);
    case Kind::kBool:
      if (kind == BinaryKind::kAnd) return Bool(IsTrue(left) && IsTrue(right));
      if (kind == BinaryKind::kOr) return Bool(IsTrue(left) || IsTrue(right));
      break;
    default: break;
  }
  Fail(ErrorKind::kInvalidType);
}

Value BinaryOperation(const engine::Binary& op, const Value& left, const Value& right, const engine::Externs* externs) {
  switch (op.kind) {
    case BinaryKind::kEqual:
    case BinaryKind::kNotEqual:
    case BinaryKind::kHeterogeneousEqual:
    case BinaryKind::kHeterogeneousNotEqual: return Equality(op.kind, left, right);
    case BinaryKind::kGet: return Get(left, right);
    case BinaryKind::kExtern: return CallExtern(op.extern_name, left, &right, externs);
    case BinaryKind::kContains:
      if (left.kind == Kind::kArray) return Bool(Contains(left.parts, right));
      if (left.kind == Kind::kMap) return Bool(FindKey(left, right) != nullptr);
      if (left.kind == Kind::kSet && right.kind != Kind::kSet) return SetContains(left, right);
      break;
    default: break;
  }
  if (left.kind != right.kind) Fail(ErrorKind::kInvalidType);
  return BinaryOnOneKind(op.kind, left, right);
}

// --- Closures

// The closure's answer for one element: a boolean, or the kind of its error.
using Answer = std::variant<bool, ErrorKind>;

Answer Ask(const engine::Closure& closure, const Value& element, Bindings bindings, const engine::Externs* externs,
           bool* contested) {
  bindings[closure.parameters[0]] = element;
  try {
    const Value value = EvaluateExpression(closure.ops, bindings, externs, contested);
    if (value.kind != Kind::kBool) return ErrorKind::kInvalidType;
    return IsTrue(value);
  } catch (const Failure& failure) {
    return failure.kind;
  }
}

// `any` and `all`: an answer of `decisive` ends the search. An array is asked in order, so an error before a decisive
// element is reached. A set or map has no order: a decisive element wins over errors, of which the least is reported.
Value Quantify(bool decisive, const Value& collection, const engine::Closure& closure, const Bindings& bindings,
               const engine::Externs* externs, bool* contested) {
  std::set<ErrorKind> errors;
  bool decided = false;
  for (const Value& element : collection.parts) {
    const Answer answer = Ask(closure, element, bindings, externs, contested);
    const bool ordered = collection.kind == Kind::kArray;
    if (answer == Answer(decisive)) decided = true;
    if (decided && ordered) break;
    if (!std::holds_alternative<ErrorKind>(answer)) continue;
    if (ordered) Fail(std::get<ErrorKind>(answer));
    errors.insert(std::get<ErrorKind>(answer));
  }
  if (contested != nullptr && errors.size() + (decided ? 1 : 0) > 1) *contested = true;
  if (decided) return Bool(decisive);
  if (!errors.empty()) Fail(*errors.begin());
  return Bool(!decisive);
}

Value TryOr(const engine::Closure& closure, const Value& fallback, const Bindings& bindings,
            const engine::Externs* externs, bool* contested) {
  try {
    return EvaluateExpression(closure.ops, bindings, externs, contested);
  } catch (const Failure&) {
    return fallback;
  }
}

Value ClosureOperation(const engine::Binary& op, const Value& value, const engine::Closure& closure,
                       const Bindings& bindings, const engine::Externs* externs, bool* contested) {
  for (const std::string& parameter : closure.parameters) {
    if (bindings.contains(parameter)) Fail(ErrorKind::kShadowedVariable);
  }
  const bool quantifier = op.kind == BinaryKind::kAny || op.kind == BinaryKind::kAll;
  const bool collection = value.kind == Kind::kSet || value.kind == Kind::kArray || value.kind == Kind::kMap;
  if (quantifier && collection && closure.parameters.size() == 1) {
    return Quantify(op.kind == BinaryKind::kAny, value, closure, bindings, externs, contested);
  }
  if (!closure.parameters.empty()) Fail(ErrorKind::kInvalidType);
  if (op.kind == BinaryKind::kTryOr) return TryOr(closure, value, bindings, externs, contested);
  const bool lazy = op.kind == BinaryKind::kLazyAnd || op.kind == BinaryKind::kLazyOr;
  if (!lazy || value.kind != Kind::kBool) Fail(ErrorKind::kInvalidType);
  if (IsTrue(value) == (op.kind == BinaryKind::kLazyOr)) return value;
  return EvaluateExpression(closure.ops, bindings, externs, contested);
}

// --- The machine

class Machine {
 public:
  Machine(const Bindings& bindings, const engine::Externs* externs, bool* contested)
      : bindings_(bindings), externs_(externs), contested_(contested) {}

  void operator()(const engine::Term& term) {
    const Value value = FromTerm(term);
    if (value.kind != Kind::kVariable) return stack_.push_back(value);
    auto bound = bindings_.find(value.text);
    if (bound == bindings_.end()) Fail(ErrorKind::kUnknownVariable);
    stack_.push_back(bound->second);
  }

  void operator()(const engine::Closure& closure) { stack_.push_back(closure); }

  void operator()(const engine::Unary& op) { stack_.push_back(UnaryOperation(op, PopValue(), externs_)); }

  void operator()(const engine::Binary& op) {
    const Element right = Pop();
    const Element left = Pop();
    auto* right_value = std::get_if<Value>(&right);
    auto* left_value = std::get_if<Value>(&left);
    if (left_value && right_value) {
      stack_.push_back(BinaryOperation(op, *left_value, *right_value, externs_));
    } else if (left_value) {
      stack_.push_back(Apply(op, *left_value, std::get<engine::Closure>(right)));
    } else if (right_value) {
      stack_.push_back(Apply(op, *right_value, std::get<engine::Closure>(left)));
    } else {
      Fail(ErrorKind::kInvalidStack);
    }
  }

  Value Result() {
    if (stack_.size() != 1) Fail(ErrorKind::kInvalidStack);
    return PopValue();
  }

 private:
  Value Apply(const engine::Binary& op, const Value& value, const engine::Closure& closure) {
    return ClosureOperation(op, value, closure, bindings_, externs_, contested_);
  }

  Element Pop() {
    if (stack_.empty()) Fail(ErrorKind::kInvalidStack);
    Element top = std::move(stack_.back());
    stack_.pop_back();
    return top;
  }

  Value PopValue() {
    Element top = Pop();
    if (!std::holds_alternative<Value>(top)) Fail(ErrorKind::kInvalidStack);
    return std::get<Value>(std::move(top));
  }

  const Bindings& bindings_;
  const engine::Externs* externs_;
  bool* contested_;
  std::vector<Element> stack_;
};

}  // namespace

Value EvaluateExpression(const std::vector<engine::Op>& ops, const Bindings& bindings, const engine::Externs* externs,
                         bool* contested) {
  Machine machine(bindings, externs, contested);
  for (const engine::Op& op : ops) std::visit(machine, op.value);
  return machine.Result();
}

}  // namespace hardtack::naive
