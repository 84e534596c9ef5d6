// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Facts, rules, checks, policies and scopes from bytes. Tested by tests/wire/block_codec_test.cc and
// block_malformed_test.cc.

#include "hardtack/wire/statement_decoder.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "hardtack/base/error.h"
#include "hardtack/wire/message.h"
#include "hardtack/wire/schema.h"
#include "hardtack/wire/version.h"

namespace hardtack::wire {

uint32_t CheckVersion(uint32_t version) {
  if (version >= kMinVersion && version <= kMaxVersion) return version;
  throw CodecError(absl::StrCat("unsupported Datalog version: minimum ", kMinVersion, ", maximum ", kMaxVersion,
                                ", actual ", version),
                   ErrorKind::kUnsupportedVersion, std::to_string(version));
}

engine::Fact StatementDecoder::ReadFact(std::string_view bytes) {
  Message<FactField> message(bytes);
  std::optional<engine::Predicate> predicate;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(FactField::kPredicate, kDelimited):
        Once(predicate, ReadPredicate(message.GetBytes()), "predicate");
        break;
      default:
        message.WrongType();
    }
  }
  return {Required(predicate, "predicate")};
}

engine::Predicate StatementDecoder::ReadPredicate(std::string_view bytes) {
  engine::Predicate predicate;
  Reserve(predicate.terms, FieldCounts<PredicateField>(bytes)[PredicateField::kTerms], bytes);
  Message<PredicateField> message(bytes);
  std::optional<std::string> name;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(PredicateField::kName, kVarint):
        Once(name, terms_.ReadSymbol(message.GetUint64()), "name");
        break;
      case tag_and_type(PredicateField::kTerms, kDelimited):
        predicate.terms.push_back(terms_.ReadTerm(message.GetBytes(), 0));
        break;
      default:
        message.WrongType();
    }
  }
  predicate.name = Required(name, "name");
  return predicate;
}

engine::Rule StatementDecoder::ReadRule(std::string_view bytes) {
  engine::Rule rule;
  const FieldCounts<RuleField> counts(bytes);
  Reserve(rule.body, counts[RuleField::kBody], bytes);
  Reserve(rule.expressions, counts[RuleField::kExpressions], bytes);
  Reserve(rule.scopes, counts[RuleField::kScope], bytes);
  Message<RuleField> message(bytes);
  std::optional<engine::Predicate> head;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(RuleField::kHead, kDelimited):
        Once(head, ReadPredicate(message.GetBytes()), "head");
        break;
      case tag_and_type(RuleField::kBody, kDelimited):
        rule.body.push_back(ReadPredicate(message.GetBytes()));
        break;
      case tag_and_type(RuleField::kExpressions, kDelimited):
        rule.expressions.push_back(expressions_.ReadExpression(message.GetBytes()));
        break;
      case tag_and_type(RuleField::kScope, kDelimited):
        rule.scopes.push_back(ReadScope(message.GetBytes()));
        break;
      default:
        message.WrongType();
    }
  }
  rule.head = Required(head, "head");
  return rule;
}

engine::Check StatementDecoder::ReadCheck(std::string_view bytes) {
  engine::Check check;
  Reserve(check.queries, FieldCounts<CheckField>(bytes)[CheckField::kQueries], bytes);
  Message<CheckField> message(bytes);
  std::optional<engine::CheckKind> kind;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(CheckField::kQueries, kDelimited):
        check.queries.push_back(ReadRule(message.GetBytes()));
        break;
      case tag_and_type(CheckField::kKind, kVarint):
        Once(kind, ToEnum(message.GetUint64(), engine::CheckKind::kReject, "check kind"), "kind");
        break;
      default:
        message.WrongType();
    }
  }
  // The field itself came with version 4, so that not even a plain `check if` may spell its kind out before.
  if (kind.has_value() && version_ < kScopesVersion) throw CodecError("a check kind needs Datalog version 4");
  check.kind = kind.value_or(engine::CheckKind::kIf);
  return check;
}

engine::Policy StatementDecoder::ReadPolicy(std::string_view bytes) {
  engine::Policy policy;
  Reserve(policy.queries, FieldCounts<PolicyField>(bytes)[PolicyField::kQueries], bytes);
  Message<PolicyField> message(bytes);
  std::optional<engine::PolicyKind> kind;
  while (message.Next()) {
    switch (message.tag_and_type()) {
      case tag_and_type(PolicyField::kQueries, kDelimited):
        policy.queries.push_back(ReadRule(message.GetBytes()));
        break;
      case tag_and_type(PolicyField::kKind, kVarint):
        Once(kind, ToEnum(message.GetUint64(), engine::PolicyKind::kDeny, "policy kind"), "kind");
        break;
      default:
        message.WrongType();
    }
  }
  policy.kind = Required(kind, "kind");
  return policy;
}

engine::Scope StatementDecoder::ReadScope(std::string_view bytes) const {
  Message<ScopeField> message(bytes);
  message.NextOfOne("scope");
  engine::Scope scope;
  switch (message.tag_and_type()) {
    case tag_and_type(ScopeField::kScopeType, kVarint):
      scope = ToEnum(message.GetUint64(), engine::ScopeKind::kPrevious, "scope type");
      break;
    case tag_and_type(ScopeField::kPublicKey, kVarint): {
      const uint64_t index = message.GetUint64();
      const engine::PublicKey* key = tables_.keys.Find(index);
      if (key == nullptr)
        throw CodecError(absl::StrCat("unknown public key: ", index), ErrorKind::kUnknownPublicKey,
                         std::to_string(index));
      scope = *key;
      break;
    }
    default:
      message.WrongType();
  }
  message.EndOfOne("scope");
  return scope;
}

}  // namespace hardtack::wire
