// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// PolicyRules. Tested by tests/authority/policy_test.cc.

#include "hardtack/authority/policy_rules.h"

#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/parser/parser.h"

namespace hardtack::authority {
namespace {

engine::Fact NameFact(std::string predicate, const std::string& name) {
  return {{std::move(predicate), {engine::StringTerm(name)}}};
}

std::vector<engine::Fact> FactsOf(const AccessRequest& request) {
  std::vector<engine::Fact> facts = {NameFact("actor", request.actor),
                                     NameFact("resource", request.resource),
                                     NameFact("operation", request.operation),
                                     {{"time", {engine::IntegerTerm(request.now)}}}};
  for (const std::string& ancestor : request.ancestors) facts.push_back(NameFact("ancestor", ancestor));
  if (request.domain.has_value()) facts.push_back(NameFact("domain", *request.domain));
  if (request.certificate.has_value()) facts.push_back(NameFact("certificate", *request.certificate));
  return facts;
}

Place PlaceOf(const parser::Position& at) { return {static_cast<uint32_t>(at.line), static_cast<uint32_t>(at.column)}; }

template <typename Statement>
void MoveTo(std::vector<Statement>& from, std::vector<Statement>& to) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

PolicyRules PolicyRules::Read(std::span<const PolicyFile> files, Faults& faults) {
  PolicyRules rules;
  engine::AuthorizerBlock all;
  for (const PolicyFile& file : files) {
    if (!file.name.ends_with(".datalog")) continue;
    parser::SourceMap positions;
    std::vector<parser::ParseError> errors;
    auto parsed = parser::ParseAuthorizer(
        file.text, {.parameters = nullptr, .limits = {}, .positions = &positions, .errors = &errors});
    if (!parsed.ok()) {
      for (parser::ParseError& error : errors) faults.Add(file.name, PlaceOf(error.position), std::move(error.message));
      if (errors.empty()) faults.Add(file.name, {}, std::string(parsed.status().message()));
      continue;
    }
    const auto source = [&](const parser::Position& at) { return Source{file.name, PlaceOf(at)}; };
    for (const parser::Position& at : positions.checks) rules.checks_.push_back(source(at));
    for (const parser::Position& at : positions.policies) rules.policies_.push_back(source(at));
    MoveTo(parsed->block.facts, all.block.facts);
    MoveTo(parsed->block.rules, all.block.rules);
    MoveTo(parsed->block.checks, all.block.checks);
    MoveTo(parsed->policies, all.policies);
  }
  if (all == engine::AuthorizerBlock()) return rules;
  auto authorizer = token::Authorizer::Create(std::move(all));
  if (authorizer.ok()) {
    rules.authorizer_ = *std::move(authorizer);
  } else {
    faults.Add("*.datalog", {}, std::string(authorizer.status().message()));
  }
  return rules;
}

absl::StatusOr<std::optional<PolicyRules::Answer>> PolicyRules::Decide(const AccessRequest& request) const {
  if (!authorizer_.has_value()) return std::nullopt;
  ASSIGN_OR_RETURN(const engine::Decision decision, authorizer_->Authorize(FactsOf(request)));
  if (!decision.failed_checks.empty()) return Answer{false, checks_[decision.failed_checks.front().check]};
  if (!decision.policy.has_value()) return std::nullopt;
  return Answer{decision.allowed(), policies_[decision.policy->index]};
}

}  // namespace hardtack::authority
