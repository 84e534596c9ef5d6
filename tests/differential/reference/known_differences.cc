// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The list, and what it asks of cases.

#include "tests/differential/reference/known_differences.h"

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/token/engine_key.h"
#include "hardtack/wire/version.h"
#include "tests/differential/naive/datalog.h"
#include "tests/differential/reference/plain_program.h"
#include "tests/differential/reference/protobuf_fields.h"
#include "tests/differential/reference/strict_message.h"

namespace hardtack::differential {
namespace {

// The program that is decided: of kBytes with the blocks that the token holds, none where it cannot be read.
Program Decided(const Case& test_case) {
  Program program = test_case.program;
  if (test_case.kind != CaseKind::kBytes) return program;
  program.blocks.clear();
  const absl::StatusOr<token::UnverifiedBiscuit> token = token::UnverifiedBiscuit::FromBytes(test_case.bytes);
  if (!token.ok()) return program;
  const absl::StatusOr<wire::DecodedBlocks> blocks = token->DecodeBlocks();
  if (!blocks.ok()) return program;
  for (size_t i = 0; i < blocks->size(); ++i) {
    program.blocks.push_back({(*blocks)[i].block, std::nullopt});
    if (const crypto::PublicKey* signer = token->signer(i)) program.blocks.back().signer = token::EngineKey(*signer);
  }
  return program;
}

// --- Syntax

// Whether `test` holds of a term, or of one inside it.
template <typename Test>
bool AnyTerm(const engine::Term& term, const Test& test) {
  const auto inside = [&](const auto& parts) {
    return std::any_of(parts.begin(), parts.end(), [&](const engine::Term& part) { return AnyTerm(part, test); });
  };
  if (test(term)) return true;
  if (auto* set = term.As<engine::Set>()) return inside(set->members);
  if (auto* array = term.As<engine::Array>()) return inside(array->elements);
  if (auto* map = term.As<engine::Map>()) {
    return std::any_of(map->entries.begin(), map->entries.end(), [&](const engine::MapEntry& entry) {
      auto* key = std::get_if<std::string>(&entry.key);
      return (key != nullptr && test(engine::StringTerm(*key))) || AnyTerm(entry.value, test);
    });
  }
  return false;
}

template <typename Test>
bool AnyTerm(const std::vector<engine::Op>& ops, const Test& test) {
  return std::any_of(ops.begin(), ops.end(), [&](const engine::Op& op) {
    if (auto* term = std::get_if<engine::Term>(&op.value)) return AnyTerm(*term, test);
    auto* closure = std::get_if<engine::Closure>(&op.value);
    return closure != nullptr && AnyTerm(closure->ops, test);
  });
}

template <typename Test>
bool AnyTerm(const engine::Predicate& predicate, const Test& test) {
  return std::any_of(predicate.terms.begin(), predicate.terms.end(),
                     [&](const engine::Term& term) { return AnyTerm(term, test); });
}

template <typename Test>
bool AnyTerm(const engine::Rule& rule, const Test& test) {
  return AnyTerm(rule.head, test) ||
         std::any_of(rule.body.begin(), rule.body.end(), [&](const auto& atom) { return AnyTerm(atom, test); }) ||
         std::any_of(rule.expressions.begin(), rule.expressions.end(),
                     [&](const engine::Expression& expression) { return AnyTerm(expression.ops, test); });
}

template <typename Test>
bool AnyTerm(const std::vector<engine::Rule>& rules, const Test& test) {
  return std::any_of(rules.begin(), rules.end(), [&](const engine::Rule& rule) { return AnyTerm(rule, test); });
}

template <typename Test>
bool AnyTerm(const engine::Block& block, const Test& test) {
  return std::any_of(block.facts.begin(), block.facts.end(),
                     [&](const engine::Fact& fact) { return AnyTerm(fact.predicate, test); }) ||
         AnyTerm(block.rules, test) ||
         std::any_of(block.checks.begin(), block.checks.end(),
                     [&](const engine::Check& check) { return AnyTerm(check.queries, test); });
}

template <typename Test>
bool AnyBlock(const Program& program, const Test& test) {
  return test(program.authorizer.block) || std::any_of(program.blocks.begin(), program.blocks.end(),
                                                       [&](const SignedBlock& block) { return test(block.block); });
}

template <typename Test>
bool AnyTerm(const Program& program, const Test& test) {
  return AnyBlock(program, [&](const engine::Block& block) { return AnyTerm(block, test); }) ||
         std::any_of(program.authorizer.policies.begin(), program.authorizer.policies.end(),
                     [&](const engine::Policy& policy) { return AnyTerm(policy.queries, test); });
}

// --- Texts

// The texts that the reference is given to parse.
std::vector<std::string> Texts(const Case& test_case) {
  if (test_case.kind == CaseKind::kText) return {test_case.text};
  std::vector<std::string> texts = {engine::ToString(test_case.program.authorizer)};
  if (test_case.kind == CaseKind::kBytes || !test_case.from_text) return texts;
  for (const SignedBlock& block : test_case.program.blocks) texts.push_back(engine::ToString(block.block));
  return texts;
}

// Compiled once for each pattern, which must be a literal.
bool Matches(const std::string& text, const char* pattern, std::regex::flag_type flags = std::regex::ECMAScript) {
  static auto* const kPatterns = new std::map<const char*, std::regex>;
  return std::regex_search(text, kPatterns->try_emplace(pattern, pattern, flags).first->second);
}

bool AnyText(const Case& test_case, const char* pattern, std::regex::flag_type flags = std::regex::ECMAScript) {
  const std::vector<std::string> texts = Texts(test_case);
  return std::any_of(texts.begin(), texts.end(),
                     [&](const std::string& text) { return Matches(text, pattern, flags); });
}

// --- The predicates

bool Contested(const Case& test_case) {
  return test_case.kind != CaseKind::kText && naive::Evaluate(Decided(test_case)).contested;
}

bool HasRejectOr(const Case& test_case) {
  return AnyBlock(Decided(test_case), [](const engine::Block& block) {
    return std::any_of(block.checks.begin(), block.checks.end(), [](const engine::Check& check) {
      return check.kind == engine::CheckKind::kReject && check.queries.size() > 1;
    });
  });
}

bool HasEscapes(const Case& test_case) {
  if (test_case.kind == CaseKind::kText) return test_case.text.find('\\') != std::string::npos;
  return AnyTerm(Decided(test_case), [](const engine::Term& term) {
    auto* text = term.As<std::string>();
    return text != nullptr && text->find_first_of("\"\\\n") != std::string::npos;
  });
}

bool HasNoText(const Case& test_case) { return test_case.kind != CaseKind::kText && !IsTextual(Decided(test_case)); }

bool HasOurVersion6(const Case& test_case) {
  const Program program = Decided(test_case);
  return std::any_of(program.blocks.begin(), program.blocks.end(), [](const SignedBlock& block) {
    return wire::RequiredVersion(block.block) == wire::kClosuresVersion &&
           wire::CheckFeatures(block.block, wire::kThirdPartyVersion).ok();
  });
}

// `token` with the blocks that say version 3 saying 6, and whether it has any.
std::pair<std::string, bool> RaiseVersions(const std::string& token) {
  bool any = false;
  std::vector<ProtobufField> blocks = DecodeFields(token).value_or(std::vector<ProtobufField>());
  for (ProtobufField& block : blocks) {
    if (block.number != 2 && block.number != 3) continue;
    std::vector<ProtobufField> parts = DecodeFields(block.content).value_or(std::vector<ProtobufField>());
    for (ProtobufField& part : parts) {
      if (part.number != 1) continue;
      std::vector<ProtobufField> payload = DecodeFields(part.content).value_or(std::vector<ProtobufField>());
      for (ProtobufField& field : payload) {
        if (field.number != 3 || field.varint != wire::kMinVersion) continue;
        field.varint = wire::kMaxVersion;
        any = true;
      }
      part.content = EncodeFields(payload);
    }
    block.content = EncodeFields(parts);
  }
  return {EncodeFields(blocks), any};
}

// A block of version 3 with features of version 6, told from the same token with versions that allow them.
bool UnderstatesVersion(const Case& test_case) {
  if (test_case.kind != CaseKind::kBytes) return false;
  const auto [raised, any] = RaiseVersions(test_case.bytes);
  if (!any) return false;
  const absl::StatusOr<token::UnverifiedBiscuit> token = token::UnverifiedBiscuit::FromBytes(raised);
  if (!token.ok()) return false;
  const absl::StatusOr<wire::DecodedBlocks> blocks = token->DecodeBlocks();
  return blocks.ok() && std::any_of(blocks->begin(), blocks->end(), [](const wire::DecodedBlock& block) {
           return !wire::CheckFeatures(block.block, wire::kThirdPartyVersion).ok();
         });
}

// A variable inside an array or a map; a set with one is refused when it is read.
bool HasVariableInsideHead(const Case& test_case) {
  const auto is_variable = [](const engine::Term& term) { return term.Is<engine::Variable>(); };
  const auto inside = [&](const engine::Term& term) { return !is_variable(term) && AnyTerm(term, is_variable); };
  const auto in_head = [&](const engine::Rule& rule) {
    return std::any_of(rule.head.terms.begin(), rule.head.terms.end(), inside);
  };
  return AnyBlock(Decided(test_case), [&](const engine::Block& block) {
    return std::any_of(block.rules.begin(), block.rules.end(), in_head);
  });
}

bool RepeatsField(const Case& test_case) {
  return test_case.kind == CaseKind::kBytes && LeniencyOf(test_case.bytes).repeated;
}

bool MissesField(const Case& test_case) {
  return test_case.kind == CaseKind::kBytes && LeniencyOf(test_case.bytes).missing;
}

bool HasWideNumber(const Case& test_case) {
  return test_case.kind == CaseKind::kBytes && LeniencyOf(test_case.bytes).wide;
}

bool HasGroup(const Case& test_case) { return test_case.kind == CaseKind::kBytes && LeniencyOf(test_case.bytes).group; }

bool HasReservedField(const Case& test_case) {
  return test_case.kind == CaseKind::kBytes && LeniencyOf(test_case.bytes).reserved;
}

bool RefersToLater(const Case& test_case) {
  return test_case.kind == CaseKind::kBytes && LeniencyOf(test_case.bytes).later;
}

// In a token that was tampered with, or behind `trusting` in a text.
bool NamesNoPoint(const Case& test_case) {
  if (test_case.kind == CaseKind::kBytes) return LeniencyOf(test_case.bytes).no_point;
  static const auto* const kPattern = new std::regex("(ed25519|secp256r1)/([0-9a-fA-F]+)");
  for (const std::string& text : Texts(test_case)) {
    for (std::sregex_iterator key(text.begin(), text.end(), *kPattern), end; key != end; ++key) {
      const bool ed25519 = (*key)[1] == "ed25519";
      const auto algorithm = ed25519 ? engine::Algorithm::kEd25519 : engine::Algorithm::kSecp256r1;
      if (!IsPoint({algorithm, absl::HexStringToBytes((*key)[2].str())})) return true;
    }
  }
  return false;
}

// `truetrusting`, `deny iftrue`, `1or1 == 1`, `previousor true`; the end of a key or of bytes before `or`.
bool RunsWordsTogether(const Case& test_case) {
  static constexpr const char* kHead = R"(((check|reject|allow|deny) if|check all)[\w:])";
  static constexpr const char* kTrusting = R"([\w:]trusting|trusting[\w:])";
  static constexpr const char* kOr = R"(\bor[\w:]|\b(true|false|null|previous|authority|\d+)or|(/|hex:)[0-9a-f]+or)";
  return AnyText(test_case, kHead, std::regex::icase) || AnyText(test_case, kTrusting, std::regex::icase) ||
         AnyText(test_case, kOr, std::regex::icase);
}

// `TRUSTING Authority`; the reference takes `Check If` and `OR`.
bool HasKeywordInCapitals(const Case& test_case) {
  static const auto* const kPattern = new std::regex(R"(\b(trusting|authority|previous))", std::regex::icase);
  for (const std::string& text : Texts(test_case)) {
    for (std::sregex_iterator word(text.begin(), text.end(), *kPattern), end; word != end; ++word) {
      if ((*word)[1] != absl::AsciiStrToLower((*word)[1].str())) return true;
    }
  }
  return false;
}

// Variables of expressions, of closures not, that the body of a rule does not bind.
bool HasUnboundVariable(const engine::Rule& rule) {
  std::set<std::string> bound;
  for (const engine::Predicate& atom : rule.body) {
    for (const engine::Term& term : atom.terms) {
      if (auto* variable = term.As<engine::Variable>()) bound.insert(variable->name);
    }
  }
  return std::any_of(rule.expressions.begin(), rule.expressions.end(), [&](const engine::Expression& expression) {
    return std::any_of(expression.ops.begin(), expression.ops.end(), [&](const engine::Op& op) {
      auto* term = std::get_if<engine::Term>(&op.value);
      auto* variable = term == nullptr ? nullptr : term->As<engine::Variable>();
      return variable != nullptr && !bound.contains(variable->name);
    });
  });
}

// Empty where it does not parse.
engine::AuthorizerBlock Parsed(const std::string& text) {
  absl::StatusOr<engine::AuthorizerBlock> parsed = parser::ParseAuthorizer(text);
  return parsed.ok() ? *std::move(parsed) : engine::AuthorizerBlock{};
}

// What the reference is given as text, as far as it parses.
Program Given(const Case& test_case) {
  Program program = test_case.program;
  if (test_case.kind == CaseKind::kText) program.authorizer = Parsed(test_case.text);
  if (test_case.kind != CaseKind::kProgram || !test_case.from_text) program.blocks.clear();
  return program;
}

bool HasUnboundExpression(const Case& test_case) {
  return AnyBlock(Given(test_case), [](const engine::Block& block) {
    return std::any_of(block.rules.begin(), block.rules.end(), &HasUnboundVariable);
  });
}

bool HasArrayInSet(const Case& test_case) {
  return AnyTerm(Given(test_case), [](const engine::Term& term) {
    auto* set = term.As<engine::Set>();
    return set != nullptr && !set->members.empty() && set->members[0].Is<engine::Array>();
  });
}

bool StartsWithSemicolon(const Case& test_case) {
  return test_case.text_kind == TextKind::kBlock && AnyText(test_case, R"(^\s*;)");
}

// A predicate whose name begins with `trusting`, at the head of a block.
bool StartsWithTrustingName(const Case& test_case) {
  const auto starts = [](const std::string& text) { return Matches(text, R"(^\s*trusting[A-Za-z0-9_:]*\s*\()"); };
  if (test_case.kind == CaseKind::kText) return test_case.text_kind == TextKind::kBlock && starts(test_case.text);
  if (test_case.kind == CaseKind::kBytes || !test_case.from_text) return false;
  return std::any_of(test_case.program.blocks.begin(), test_case.program.blocks.end(),
                     [&](const SignedBlock& block) { return starts(engine::ToString(block.block)); });
}

bool IsBlankAuthorizer(const Case& test_case) {
  return test_case.text_kind == TextKind::kAuthorizer && AnyText(test_case, R"(^[ \t\r\n]+$)");
}

bool HasSpacedEmptySet(const Case& test_case) { return AnyText(test_case, R"(\{(\s+,\s*|,\s+)\})"); }

bool HasWordInBraces(const Case& test_case) { return AnyText(test_case, R"(\{(true|false|null|hex:[0-9a-fA-F]*)\})"); }

bool HasEmptyMap(const Case& test_case) { return AnyText(test_case, R"(\{\s*\})"); }

bool HasEmptyBytes(const Case& test_case) { return AnyText(test_case, R"(hex:(?![0-9a-fA-F]))"); }

bool HasDateBeforeMethod(const Case& test_case) {
  return AnyText(test_case, R"(\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)[^,; )\]}])", std::regex::icase);
}

// One byte of ASCII that ends no date.
bool HasDateWithoutT(const Case& test_case) {
  return AnyText(test_case, R"(\b\d{4}-\d\d-\d\d[^Tt,; )\]}]\d\d:\d\d:\d\d)");
}

bool HasComment(const Case& test_case) { return AnyText(test_case, R"(//|/\*)"); }

// In the texts, or in blocks that the reference receives.
bool HasEager(const Case& test_case) {
  static constexpr const char* kPattern = R"(\.eager_(and|or)\()";
  return AnyText(test_case, kPattern) || AnyBlock(Decided(test_case), [](const engine::Block& block) {
           return Matches(engine::ToString(block), kPattern);
         });
}

const std::array kKnown = {
    KnownDifference{"contested",
                    "the reference stops at the first binding of a hash table; we let one that decides win",
                    {Aspect::kResult, Aspect::kWorld},
                    &Contested},
    KnownDifference{
        "reject_or", "the reference fails `reject if A or B` only when both match", {Aspect::kResult}, &HasRejectOr},
    KnownDifference{"escapes",
                    "the reference prints strings as they are",
                    {Aspect::kResult, Aspect::kWorld, Aspect::kPrinted},
                    &HasEscapes},
    KnownDifference{"no_text",
                    "the reference prints trees that need parentheses, eager operators and names as they are",
                    {Aspect::kResult, Aspect::kWorld, Aspect::kPrinted},
                    &HasNoText},
    KnownDifference{"collections_version",
                    "we write arrays and maps as version 6, the reference as any",
                    {Aspect::kVersion, Aspect::kBytes},
                    &HasOurVersion6},
    KnownDifference{"variable_inside_head",
                    "the reference derives a fact with a variable in it from a rule that has one inside its head",
                    {Aspect::kAcceptance, Aspect::kResult, Aspect::kWorld},
                    &HasVariableInsideHead},
    KnownDifference{"version_3",
                    "the reference looks for features of version 6 in blocks of versions 4 and 5 alone",
                    {Aspect::kAcceptance},
                    &UnderstatesVersion},
    KnownDifference{"repeated_field",
                    "the reference takes the last of a field that may occur once",
                    {Aspect::kAcceptance},
                    &RepeatsField},
    KnownDifference{"missing_field",
                    "the reference takes a required field that is missing for empty",
                    {Aspect::kAcceptance},
                    &MissesField},
    KnownDifference{
        "wide_number", "the reference cuts a number of 32 bits to these", {Aspect::kAcceptance}, &HasWideNumber},
    KnownDifference{"group", "the reference passes over groups among unknown fields", {Aspect::kAcceptance}, &HasGroup},
    KnownDifference{"reserved_field",
                    "the reference passes over fields with numbers that protobuf keeps for itself",
                    {Aspect::kAcceptance},
                    &HasReservedField},
    KnownDifference{"no_point",
                    "the reference refuses a key that is no point when it is read; to us nobody can sign for it",
                    {Aspect::kAcceptance},
                    &NamesNoPoint},
    KnownDifference{"later_symbol",
                    "the reference reads a block with the symbols and keys of later ones",
                    {Aspect::kAcceptance},
                    &RefersToLater},
    KnownDifference{
        "array_in_set", "the reference does not parse arrays in sets", {Aspect::kAcceptance}, &HasArrayInSet},
    KnownDifference{"spaced_empty_set",
                    "the reference takes `{,}` without white space alone",
                    {Aspect::kAcceptance},
                    &HasSpacedEmptySet},
    KnownDifference{"empty_scopes",
                    "the reference reads a `;` at the head of a block as scopes that are none",
                    {Aspect::kAcceptance},
                    &StartsWithSemicolon},
    KnownDifference{"trusting_name",
                    "the reference takes a name that begins with `trusting` at the head of a block for scopes",
                    {Aspect::kAcceptance},
                    &StartsWithTrustingName},
    KnownDifference{"blank_authorizer",
                    "the reference parses the empty text as an authorizer, and white space alone not",
                    {Aspect::kAcceptance},
                    &IsBlankAuthorizer},
    KnownDifference{"keyword_in_capitals",
                    "the reference reads `trusting`, `authority` and `previous` in lower case alone",
                    {Aspect::kAcceptance},
                    &HasKeywordInCapitals},
    KnownDifference{
        "words_together", "the reference needs no end of a keyword", {Aspect::kAcceptance}, &RunsWordsTogether},
    KnownDifference{"unbound_expression",
                    "the reference does not parse a rule whose expression has an unbound variable",
                    {Aspect::kAcceptance},
                    &HasUnboundExpression},
    KnownDifference{"word_in_braces",
                    "`{true}` is a parameter to the reference and a set to us",
                    {Aspect::kAcceptance},
                    &HasWordInBraces},
    KnownDifference{"empty_map", "the reference does not parse `{}` in facts", {Aspect::kAcceptance}, &HasEmptyMap},
    KnownDifference{"empty_bytes", "the reference does not parse `hex:`", {Aspect::kAcceptance}, &HasEmptyBytes},
    KnownDifference{"date_end", "the reference ends a date at few signs", {Aspect::kAcceptance}, &HasDateBeforeMethod},
    KnownDifference{"date_without_t",
                    "the reference takes any character for the `T` of a date",
                    {Aspect::kAcceptance},
                    &HasDateWithoutT},
    KnownDifference{
        "comment", "the reference takes comments between statements alone", {Aspect::kAcceptance}, &HasComment},
    KnownDifference{"eager",
                    "we print and parse eager operators as methods, the reference as `&&!` and not at all",
                    {Aspect::kAcceptance, Aspect::kResult, Aspect::kWorld, Aspect::kPrinted},
                    &HasEager},
};

}  // namespace

std::span<const KnownDifference> KnownDifferences() { return kKnown; }

const KnownDifference* Excuse(const Case& test_case, Aspect aspect) {
  for (const KnownDifference& known : kKnown) {
    if (known.aspects.contains(aspect) && known.holds(test_case)) return &known;
  }
  return nullptr;
}

}  // namespace hardtack::differential
