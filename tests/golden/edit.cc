// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "tests/golden/edit.h"

#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/wire/envelope.h"
#include "tests/crypto/ecdsa_der.h"

namespace hardtack::golden {
namespace {

absl::Status Unknown(const std::string& line) { return Error(ErrorKind::kInvalidArgument, "no such edit: " + line); }

void RemoveParentheses(std::vector<engine::Op>& ops) {
  std::erase_if(ops, [](const engine::Op& op) {
    const auto* unary = std::get_if<engine::Unary>(&op.value);
    return unary != nullptr && unary->kind == engine::UnaryKind::kParens;
  });
  for (engine::Op& op : ops) {
    if (auto* closure = std::get_if<engine::Closure>(&op.value)) RemoveParentheses(closure->ops);
  }
}

void RemoveParentheses(engine::Block& block) {
  for (engine::Rule& rule : block.rules) {
    for (engine::Expression& expression : rule.expressions) RemoveParentheses(expression.ops);
  }
  for (engine::Check& check : block.checks) {
    for (engine::Rule& query : check.queries) {
      for (engine::Expression& expression : query.expressions) RemoveParentheses(expression.ops);
    }
  }
}

void ReplaceInHeads(const std::string& from, const engine::Term& to, engine::Block& block) {
  for (engine::Rule& rule : block.rules) {
    for (engine::Term& term : rule.head.terms) {
      if (term == engine::VariableTerm(from)) term = to;
    }
  }
}

void ReplaceInFacts(const engine::Term& from, const engine::Term& to, engine::Block& block) {
  for (engine::Fact& fact : block.facts) {
    for (engine::Term& term : fact.predicate.terms) {
      if (term == from) term = to;
    }
  }
}

absl::StatusOr<uint64_t> NumberOf(const std::string& word) {
  uint64_t number = 0;
  if (absl::SimpleAtoi(word, &number)) return number;
  return Error(ErrorKind::kInvalidArgument, "not a number: " + word);
}

absl::StatusOr<size_t> IndexOf(const std::string& word, const wire::EnvelopeView& envelope) {
  ASSIGN_OR_RETURN(const uint64_t index, NumberOf(word));
  if (index < envelope.blocks.size()) return index;
  return Error(ErrorKind::kInvalidArgument, "no such block: " + word);
}

}  // namespace

absl::Status EditBlock(const std::string& line, engine::Block& block) {
  const std::vector<std::string> words = absl::StrSplit(line, absl::MaxSplits(' ', 2));
  if (line == "no parentheses") {
    RemoveParentheses(block);
  } else if (words[0] == "head" && words.size() == 3) {
    ReplaceInHeads(words[1], engine::VariableTerm(words[2]), block);
  } else if (words[0] == "map" && words.size() == 3) {
    ReplaceInHeads(words[2], engine::Term(engine::Map{{{words[1], engine::VariableTerm(words[2])}}}), block);
  } else if (words[0] == "name" && words.size() == 3) {
    for (engine::Fact& fact : block.facts) {
      if (fact.predicate.name == words[1]) fact.predicate.name = words[2];
    }
  } else if (words[0] == "date" && words.size() == 3) {
    ASSIGN_OR_RETURN(const uint64_t from, NumberOf(words[1]));
    ASSIGN_OR_RETURN(const uint64_t to, NumberOf(words[2]));
    ReplaceInFacts(engine::DateTerm(from), engine::DateTerm(to), block);
  } else if (words[0] == "nest" && words.size() == 2 && !block.facts.empty()) {
    ASSIGN_OR_RETURN(const uint64_t levels, NumberOf(words[1]));
    engine::Term& term = block.facts.back().predicate.terms.back();
    for (uint64_t level = 0; level < levels; ++level) term = engine::Term(engine::Array{{term}});
  } else {
    return Unknown(line);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> EditEnvelope(const std::string& line, const std::string& bytes) {
  ASSIGN_OR_RETURN(wire::EnvelopeView envelope, wire::DecodeEnvelope(bytes));
  const std::vector<std::string> words = absl::StrSplit(line, ' ');
  std::string changed;
  if (words[0] == "signature" && words.size() == 3) {
    ASSIGN_OR_RETURN(const size_t block, IndexOf(words[1], envelope));
    changed = std::string(envelope.blocks[block].signature);
    if (words[2] == "bit") {
      changed[10] = static_cast<char>(changed[10] ^ 1);
    } else if (words[2] == "cut") {
      changed.resize(16);
    } else if (words[2] == "other") {
      changed = crypto::FlipS(changed);
    } else {
      return Unknown(line);
    }
    envelope.blocks[block].signature = changed;
  } else if (words[0] == "payload" && words.size() == 2) {
    ASSIGN_OR_RETURN(const size_t block, IndexOf(words[1], envelope));
    changed = "these bytes are no block";
    envelope.blocks[block].payload = changed;
  } else if (words[0] == "swap" && words.size() == 3) {
    ASSIGN_OR_RETURN(const size_t one, IndexOf(words[1], envelope));
    ASSIGN_OR_RETURN(const size_t other, IndexOf(words[2], envelope));
    std::swap(envelope.blocks[one], envelope.blocks[other]);
  } else if (line == "proof") {
    changed = "a secret of no block's next key.";
    envelope.proof.bytes = changed;
  } else {
    return Unknown(line);
  }
  std::vector<std::string> encoded;
  for (const wire::SignedBlockView& block : envelope.blocks) encoded.push_back(wire::EncodeSignedBlock(block));
  const std::vector<std::string_view> raw(encoded.begin(), encoded.end());
  return wire::EncodeEnvelope(envelope.root_key_id, raw, envelope.proof);
}

}  // namespace hardtack::golden
