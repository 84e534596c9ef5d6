// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The abstract syntax of Biscuit Datalog: plain copyable values with names as text. It is the one shape that parser,
// wire, token and the compiler share. Every type compares by value, member by member, in written order; two sets with
// the same members in another order are different syntax though the engine treats them as the same value.
//
// As thread-safe as the standard containers that they are made of. Copying, comparing and destroying is linear in the
// size, and recurses over the nesting of collections and closures: whoever builds syntax from foreign input bounds that
// first (StructureLimits::max_nesting).
//
// Expressions are postfix, as in the specification ("Execution") and on the wire. Nothing here is validated: see
// ast_validate.h for what the parser and the block decoder guarantee.
//
// Biscuit specification, "Terminology" and "Expressions"; schema.proto.

#ifndef HARDTACK_ENGINE_AST_H_
#define HARDTACK_ENGINE_AST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace hardtack::engine {

// Signature algorithms, with the numbers of schema.proto (on the wire: do not change).
enum class Algorithm : uint8_t { kEd25519 = 0, kSecp256r1 = 1 };

// A public key as `trusting` names it: bytes as on the wire, not checked to be a point. The engine compares keys and
// knows no cryptography; crypto::PublicKey is the checked form.
struct PublicKey {
  Algorithm algorithm = Algorithm::kEd25519;
  std::string bytes;  // Ed25519: 32 bytes; secp256r1: 33 bytes, compressed SEC1
  bool operator==(const PublicKey&) const = default;
  auto operator<=>(const PublicKey&) const = default;
};

struct Term;
struct MapEntry;

struct Variable {
  std::string name;  // without the $
  bool operator==(const Variable&) const = default;
};
struct Date {
  uint64_t seconds = 0;  // since 1970-01-01T00:00:00Z
  bool operator==(const Date&) const = default;
};
struct Bytes {
  std::string data;
  bool operator==(const Bytes&) const = default;
};
struct Null {
  bool operator==(const Null&) const = default;
};
struct Set {
  std::vector<Term> members;  // without duplicates, in the order in which they were written
  bool operator==(const Set&) const;
};
struct Array {
  std::vector<Term> elements;
  bool operator==(const Array&) const;
};
struct Map {
  std::vector<MapEntry> entries;  // keys without duplicates, in the order in which they were written
  bool operator==(const Map&) const;
};

// A term. The order of the alternatives is the reference's order of kinds (see wire/block_codec.h, sets on the wire).
struct Term {
  using Value = std::variant<Variable, int64_t, std::string, Date, Bytes, bool, Set, Null, Array, Map>;
  Value value;

  Term();
  Term(Value v);  // NOLINT(google-explicit-constructor): a term is one of its alternatives
  template <typename T>
  const T* As() const {
    return std::get_if<T>(&value);
  }
  template <typename T>
  bool Is() const {
    return std::holds_alternative<T>(value);
  }
  bool operator==(const Term&) const = default;
};

using MapKey = std::variant<int64_t, std::string>;
struct MapEntry {
  MapKey key;
  Term value;
  bool operator==(const MapEntry&) const = default;
};

// Down here since destroying a Value takes a complete MapEntry.
inline Term::Term() : value(Null{}) {}
inline Term::Term(Value v) : value(std::move(v)) {}

// Shorthands, since a bare literal could choose the wrong alternative (a const char* would become a bool).
inline Term VariableTerm(std::string name) { return Term(Term::Value(Variable{std::move(name)})); }
inline Term IntegerTerm(int64_t value) { return Term(Term::Value(value)); }
inline Term StringTerm(std::string value) { return Term(Term::Value(std::move(value))); }
inline Term DateTerm(uint64_t seconds) { return Term(Term::Value(Date{seconds})); }
inline Term BytesTerm(std::string data) { return Term(Term::Value(Bytes{std::move(data)})); }
inline Term BoolTerm(bool value) { return Term(Term::Value(value)); }
inline Term NullTerm() { return Term(Term::Value(Null{})); }

struct Predicate {
  std::string name;
  std::vector<Term> terms;
  bool operator==(const Predicate&) const = default;
};

struct Fact {
  Predicate predicate;
  bool operator==(const Fact&) const = default;
};

// Operators, with the numbers of schema.proto (on the wire: do not change).
enum class UnaryKind : uint8_t { kNegate = 0, kParens = 1, kLength = 2, kTypeOf = 3, kExtern = 4 };
enum class BinaryKind : uint8_t {
  kLessThan = 0,
  kGreaterThan = 1,
  kLessOrEqual = 2,
  kGreaterOrEqual = 3,
  kEqual = 4,  // ===
  kContains = 5,
  kPrefix = 6,  // starts_with
  kSuffix = 7,  // ends_with
  kRegex = 8,   // matches
  kAdd = 9,
  kSub = 10,
  kMul = 11,
  kDiv = 12,
  kAnd = 13,  // eager
  kOr = 14,   // eager
  kIntersection = 15,
  kUnion = 16,
  kBitwiseAnd = 17,
  kBitwiseOr = 18,
  kBitwiseXor = 19,
  kNotEqual = 20,               // !==
  kHeterogeneousEqual = 21,     // ==
  kHeterogeneousNotEqual = 22,  // !=
  kLazyAnd = 23,                // &&, right side a closure without parameters
  kLazyOr = 24,                 // ||, likewise
  kAll = 25,
  kAny = 26,
  kGet = 27,
  kExtern = 28,
  kTryOr = 29,
};

struct Op;

struct Unary {
  UnaryKind kind = UnaryKind::kNegate;
  std::string extern_name;  // for kExtern, without "extern::"
  bool operator==(const Unary&) const = default;
};
struct Binary {
  BinaryKind kind = BinaryKind::kLessThan;
  std::string extern_name;  // for kExtern, without "extern::"
  bool operator==(const Binary&) const = default;
};
struct Closure {
  std::vector<std::string> parameters;  // without the $
  std::vector<Op> ops;
  bool operator==(const Closure&) const;
};
struct Op {
  using Value = std::variant<Term, Unary, Binary, Closure>;
  Value value;
  bool operator==(const Op&) const = default;
};

inline Op ValueOp(Term term) { return Op{Op::Value(std::move(term))}; }
inline Op UnaryOp(UnaryKind kind) { return Op{Op::Value(Unary{kind, {}})}; }
inline Op BinaryOp(BinaryKind kind) { return Op{Op::Value(Binary{kind, {}})}; }
inline Op ClosureOp(std::vector<std::string> parameters, std::vector<Op> ops) {
  return Op{Op::Value(Closure{std::move(parameters), std::move(ops)})};
}

struct Expression {
  std::vector<Op> ops;  // postfix
  bool operator==(const Expression&) const = default;
};

// Whose facts a rule sees beside those of its own block and of the authorizer.
enum class ScopeKind : uint8_t { kAuthority = 0, kPrevious = 1 };
using Scope = std::variant<ScopeKind, PublicKey>;

struct Rule {
  Predicate head;
  std::vector<Predicate> body;
  std::vector<Expression> expressions;
  std::vector<Scope> scopes;  // empty: the block's
  bool operator==(const Rule&) const = default;
};

// Queries of checks and policies are rules whose head is `query()`, as on the wire.
inline Rule QueryRule() { return Rule{Predicate{"query", {}}, {}, {}, {}}; }

enum class CheckKind : uint8_t { kIf = 0, kAll = 1, kReject = 2 };
struct Check {
  CheckKind kind = CheckKind::kIf;
  std::vector<Rule> queries;  // joined by `or`
  bool operator==(const Check&) const = default;
};

enum class PolicyKind : uint8_t { kAllow = 0, kDeny = 1 };
struct Policy {
  PolicyKind kind = PolicyKind::kAllow;
  std::vector<Rule> queries;  // joined by `or`
  bool operator==(const Policy&) const = default;
};

struct Block {
  std::optional<std::string> context;  // free text beside the Datalog, wire only
  std::vector<Scope> scopes;           // for the rules and checks that have none of their own
  std::vector<Fact> facts;
  std::vector<Rule> rules;
  std::vector<Check> checks;
  bool operator==(const Block&) const = default;
};

// What the verifying side states: a block of its own, and the policies that decide.
struct AuthorizerBlock {
  Block block;
  std::vector<Policy> policies;
  bool operator==(const AuthorizerBlock&) const = default;
};

inline bool Set::operator==(const Set& other) const { return members == other.members; }
inline bool Array::operator==(const Array& other) const { return elements == other.elements; }
inline bool Map::operator==(const Map& other) const { return entries == other.entries; }
inline bool Closure::operator==(const Closure& other) const {
  return parameters == other.parameters && ops == other.ops;
}

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_AST_H_
