// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a token consists of, and the object that holds a whole authorization. Tested by tests/report/world_json_test.cc
// and, against every sample, by tests/conformance.

#include <string>
#include <utility>

#include <boost/json/value.hpp>

#include "hardtack/crypto/key_text.h"
#include "hardtack/engine/ast_print.h"
#include "hardtack/report/json.h"
#include "hardtack/report/json_text.h"

namespace hardtack::report {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

value ExternalKeyJson(const crypto::PublicKey* signer) {
  if (signer == nullptr) return nullptr;
  return value(JsonText(crypto::ToHexText(*signer)));
}

object BlockJson(const wire::DecodedBlock& block, const crypto::PublicKey* signer) {
  array symbols;
  for (const std::string& symbol : block.symbols) symbols.emplace_back(JsonText(symbol));
  array keys;
  for (const engine::PublicKey& key : block.public_keys) keys.emplace_back(JsonText(engine::ToString(key)));
  return object{{"symbols", std::move(symbols)},
                {"public_keys", std::move(keys)},
                {"external_key", ExternalKeyJson(signer)},
                {"code", JsonText(engine::ToString(block.block))},
                {"version", block.version}};
}

value MaxTimeJson(const engine::RunLimits& limits) {
  if (!limits.max_time.has_value()) return nullptr;
  return value(limits.max_time->count());
}

}  // namespace

array BlocksJson(const token::UnverifiedBiscuit& token, const wire::DecodedBlocks& blocks) {
  array list;
  list.reserve(blocks.size());
  for (size_t i = 0; i < blocks.size(); ++i) {
    list.push_back(BlockJson(blocks[i], token.signer(static_cast<engine::BlockId>(i))));
  }
  return list;
}

array RevocationIdsJson(const token::UnverifiedBiscuit& token) {
  array ids;
  for (const std::string& id : token.RevocationIds()) ids.emplace_back(JsonText(Hex(id)));
  return ids;
}

object LimitsJson(const engine::RunLimits& limits, const engine::Usage& usage) {
  return object{{"max_facts", limits.max_facts},
                {"max_iterations", limits.max_iterations},
                {"max_steps", limits.max_steps},
                {"max_time_microseconds", MaxTimeJson(limits)},
                {"used", object{{"facts", usage.facts}, {"iterations", usage.iterations}, {"steps", usage.steps}}}};
}

object AuthorizationJson(const token::Authorizer& authorizer, const token::Biscuit& token,
                         const absl::StatusOr<engine::Outcome>& outcome) {
  object result;
  value world = nullptr;
  engine::Usage usage;
  if (outcome.ok()) {
    world = WorldJson(outcome->world, token.blocks(), authorizer.policy());
    usage = outcome->usage;
    result = outcome->decision.ok() ? ResultJson(*outcome->decision, token.blocks(), authorizer.policy())
                                    : ResultJson(outcome->decision.status());
  } else {
    result = ResultJson(outcome.status());
  }
  return object{{"result", std::move(result)},
                {"world", std::move(world)},
                {"revocation_ids", RevocationIdsJson(token.unverified())},
                {"blocks", BlocksJson(token.unverified(), token.blocks())},
                {"limits", LimitsJson(authorizer.options().run.limits, usage)}};
}

object AuthorizationJson(const token::Authorizer& authorizer, const token::UnverifiedBiscuit& token,
                         const absl::Status& error) {
  object json = AuthorizationJson(authorizer, error);
  if (const auto claimed = token.DecodeBlocks(); claimed.ok()) json["blocks"] = BlocksJson(token, *claimed);
  return json;
}

object AuthorizationJson(const token::Authorizer& authorizer, const absl::Status& error) {
  return object{{"result", ResultJson(error)},
                {"world", nullptr},
                {"revocation_ids", array()},
                {"blocks", nullptr},
                {"limits", LimitsJson(authorizer.options().run.limits, engine::Usage())}};
}

}  // namespace hardtack::report
