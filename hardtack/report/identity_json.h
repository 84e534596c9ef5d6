// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The JSON of identities, member by member. Times are UTC seconds, ids lower-case hex, absent values null.

#ifndef HARDTACK_REPORT_IDENTITY_JSON_H_
#define HARDTACK_REPORT_IDENTITY_JSON_H_

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "absl/status/status.h"
#include "hardtack/identity/lineage.h"
#include "hardtack/identity/refusal.h"

namespace hardtack::report {

// `{"kind": ..., ...}` with the refusal's data under the names of refusal.h.
boost::json::object DetailJson(const identity::Refusal& refusal);

// The same for what never became a refusal: `Malformed` with `where` ("text", "envelope", "block 1", "key", ...; what
// is wrong there is the message), `LimitReached` with `which`, else the kind of the error.
boost::json::object DetailJson(const absl::Status& error);

// One object per row: `block`, `kind`, `identity`, `expires`, `effective_expires`, `revocation_id`, `delegating_key`,
// `third_party`, `depth`; where ban lists write the id otherwise (docs/bans.md) also `canonical_revocation_id`.
boost::json::array LineageJson(const identity::Lineage& lineage);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_IDENTITY_JSON_H_
