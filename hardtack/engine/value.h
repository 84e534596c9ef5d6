// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A Value is a ground term in one machine word: a kind and 60 bits that are the value itself or an id in an Interner.
// Equal terms have equal words (sets and maps whatever the order of their members), so unification compares and hashes
// words.

#ifndef HARDTACK_ENGINE_VALUE_H_
#define HARDTACK_ENGINE_VALUE_H_

#include <cstdint>

namespace hardtack::engine {

enum class ValueKind : uint8_t {
  kInteger,  // inline; see kLargeInteger
  kString,   // text id
  kDate,     // inline seconds; see kLargeDate
  kBytes,    // text id
  kBool,     // inline
  kSet,      // composite id
  kNull,
  kArray,         // composite id
  kMap,           // composite id
  kLargeInteger,  // number id, for integers that 60 bits do not hold
  kLargeDate,     // number id, likewise
  kClosure,       // index into a Program's closures; on the expression stack alone, never in a tuple
};

class Value {
 public:
  constexpr Value() : Value(ValueKind::kNull, 0) {}
  constexpr Value(ValueKind kind, uint64_t payload) : word_(payload << 4 | static_cast<uint64_t>(kind)) {}

  // Integers and dates that are the value itself.
  static constexpr int64_t kMaxInline = (int64_t{1} << 59) - 1;
  static constexpr int64_t kMinInline = -kMaxInline - 1;

  static constexpr Value Bool(bool value) { return Value(ValueKind::kBool, value ? 1 : 0); }
  static constexpr Value Null() { return Value(); }

  // How the value is stored, and the type that the language gives it.
  constexpr ValueKind kind() const { return static_cast<ValueKind>(word_ & 15); }
  constexpr ValueKind type() const {
    ValueKind stored = kind();
    if (stored == ValueKind::kLargeInteger) return ValueKind::kInteger;
    if (stored == ValueKind::kLargeDate) return ValueKind::kDate;
    return stored;
  }
  constexpr uint64_t payload() const { return word_ >> 4; }
  constexpr int64_t signed_payload() const { return static_cast<int64_t>(word_) >> 4; }
  constexpr uint64_t word() const { return word_; }

  constexpr bool is_true() const { return word_ == Bool(true).word_; }
  constexpr bool is_bool() const { return kind() == ValueKind::kBool; }
  constexpr bool operator==(const Value&) const = default;
  constexpr auto operator<=>(const Value&) const =
      default;  // by kind's storage and id: a canonical order, not a meaningful one

  template <typename H>
  friend H AbslHashValue(H h, Value value) {
    return H::combine(std::move(h), value.word_);
  }

 private:
  uint64_t word_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_VALUE_H_
