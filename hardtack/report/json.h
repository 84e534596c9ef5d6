// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The JSON of one authorization, member by member: the shapes of the official Biscuit samples, which scripts and other
// implementations compare with. Syntax appears as its canonical text, keys as `ed25519/HEX` or `secp256r1/HEX`, binary
// data as lower-case hex. AuthorizationJson assembles what `hardtack token authorize --json` prints.
//
// Only programs that link Boost.JSON include this header; documents.h has the same as text.

#ifndef HARDTACK_REPORT_JSON_H_
#define HARDTACK_REPORT_JSON_H_

#include <string>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/evaluate.h"
#include "hardtack/engine/limits.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::report {

// `{"Ok": n}` with the index of the allow policy, or `{"Err": {"FailedLogic": ...}}` with the policy that matched, if
// any, and every failed check by block, index and text. `blocks` and `policy` are the syntax that was decided.
boost::json::object ResultJson(const engine::Decision& decision, const wire::DecodedBlocks& blocks,
                               const engine::AuthorizerBlock& policy);

// `{"Err": ...}` for an error on the way to a decision, under the names that the samples use;
// kinds that the reference does not know appear under ours.
boost::json::object ResultJson(const absl::Status& error);

// The blocks that made a fact true, ascending; null is the authorizer, which comes first.
boost::json::array OriginJson(const engine::Origin& origin);

// `{"facts": ..., "rules": ..., "checks": ..., "policies": ...}`: facts by origin (null is the authorizer), rules and
// checks by block (18446744073709551615 is the authorizer), each list sorted by text, policies in written order.
boost::json::object WorldJson(const engine::World& world, const wire::DecodedBlocks& blocks,
                              const engine::AuthorizerBlock& policy);

// One object per block: `code`, `external_key` (null for a first-party block), `version`, `symbols`, `public_keys`.
// `blocks` are those of `token`.
boost::json::array BlocksJson(const token::UnverifiedBiscuit& token, const wire::DecodedBlocks& blocks);

// The ids as hex, one per block.
boost::json::array RevocationIdsJson(const token::UnverifiedBiscuit& token);

// The bounds that applied, and under `used` what was spent of them.
boost::json::object LimitsJson(const engine::RunLimits& limits, const engine::Usage& usage);

// `result`, `world`, `revocation_ids`, `blocks`, `limits`. `world` is null when the evaluation did not start.
boost::json::object AuthorizationJson(const token::Authorizer& authorizer, const token::Biscuit& token,
                                      const absl::StatusOr<engine::Outcome>& outcome);

// The same members for a token that did not verify: its world is null, it has no revocation ids, and its blocks are
// shown as it claims them, or null if they cannot be read.
boost::json::object AuthorizationJson(const token::Authorizer& authorizer, const token::UnverifiedBiscuit& token,
                                      const absl::Status& error);

// The same members for bytes that have not even the outer form of a token.
boost::json::object AuthorizationJson(const token::Authorizer& authorizer, const absl::Status& error);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_JSON_H_
