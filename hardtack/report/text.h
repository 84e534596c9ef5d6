// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What people read on a terminal. Everything that comes from a token, a file or a caller is escaped (escape.h), so that
// it can forge neither lines nor colours. Texts end with a line feed unless they say otherwise.

#ifndef HARDTACK_REPORT_TEXT_H_
#define HARDTACK_REPORT_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/decide.h"
#include "hardtack/engine/explanation.h"
#include "hardtack/identity/explanation.h"
#include "hardtack/identity/lineage.h"
#include "hardtack/identity/refusal.h"
#include "hardtack/report/authorizer_source.h"
#include "hardtack/report/token_report.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::report {

enum class Color : bool { kOff, kOn };

// Whether the request is allowed, by which policy, and every check that failed.
std::string DecisionText(const engine::Decision& decision, const wire::DecodedBlocks& blocks,
                         const engine::AuthorizerBlock& policy, Color color);

// Why a decision is what it is, as trees: the policy that matched, down to the facts that blocks state, or what each
// policy came nearest to; and each failed check. `source` is where the statements of `policy` stand; null: not known.
std::string ExplanationText(const engine::Explanation& explanation, const wire::DecodedBlocks& blocks,
                            const engine::AuthorizerBlock& policy, const AuthorizerSource* source, Color color);

// The token's kind and expiry, and its blocks with their code, versions, third-party keys and revocation ids.
std::string TokenText(const TokenReport& report);

// Why a verifier accepts or refuses a token: its lineage, which block refused, and its failed checks as trees.
std::string VerdictExplanationText(const identity::VerdictExplanation& explanation, Color color);

// A table with one line per block, root first.
std::string LineageText(const identity::Lineage& lineage);

// "error: MESSAGE", and where there is something to do about it a line "hint: ...".
std::string ErrorText(const absl::Status& error, Color color);
std::string RefusalText(const identity::Refusal& refusal, Color color);

// The same for a message that the command makes itself; `hint` may be empty.
std::string ComplaintText(std::string_view message, std::string_view hint, Color color);

}  // namespace hardtack::report

#endif  // HARDTACK_REPORT_TEXT_H_
