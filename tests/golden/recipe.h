// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// How the committed tokens of tests/golden/tokens and bench/tokens were made. Each file is one case (tests/sections)
// whose sections are its recipe, its token and what must come of it:
//
//   about              what it shows
//   keys               `ed25519` or `secp256r1`, space separated: the root key, then the next key of each block
//   root key id        optional: a number
//   block N            the Datalog of block N, 0 is the authority
//   edit N             optional: what no text can say (edit.h)
//   written as version N, more bytes N    optional: a version for block N that it does not have; hex behind its end
//   printed N          optional: the block as the token holds it, where that is in another order
//   shown N            optional: the block as it prints, where that is no text for it
//   third party N      optional: the algorithm of the third party that signs block N
//   sealed             optional: `yes`
//   afterwards         optional: what is done to the signed token (edit.h), or `root key`: another one verifies it
//   root key, signer N, token, revocation ids     written by make_tokens
//   versions           the version of each block
//   unreadable         in place of versions: the error where its blocks cannot be decoded
//   options            optional: `revocation_id facts` (AuthorizerOptions)
//   authorizer         the Datalog of the verifying side. It may call extern::same, which returns its one argument, and
//                      extern::both, which returns its two in an array
//   result             the JSON that the official samples would have for it
//   world              optional: the facts that hold, one a line: `ORIGIN,ORIGIN: FACT`
//   authorizer 2, result 2, world 2    optional: another verifier's; then 3 and so on
//   query all, answers optional: a rule, and the facts that QueryAll finds in the first world
//   canonical revocation ids           optional: those that differ from the revocation ids are what it is for
//   identity           optional: a moment in UTC seconds, then as whom the token verifies, or the refusal, RefusalName
//   reference          optional: the result of the reference, where it is another one, `...` for any text; or words, where
//                      it is not always the same
//
// Given the same recipes and keys, the reference (biscuit-auth 6.0.0) makes the same bytes wherever all keys are Ed25519,
// and comes to the same results, which confirm.py asks it about. Cases whose name starts with `ours:` are those where it does not, on purpose:
// docs/compatibility.md.
//
// Tokens are put together from wire and crypto with fixed secrets, by none of the functions that issue and append.

#ifndef HARDTACK_TESTS_GOLDEN_RECIPE_H_
#define HARDTACK_TESTS_GOLDEN_RECIPE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/sections/section_file.h"

namespace hardtack::golden {

// A token made from a recipe, with what the recipe does not say.
struct MadeToken {
  std::string text;
  std::string root_key;                     // as text
  std::map<size_t, std::string> signers;    // of third-party blocks, as text
  std::vector<std::string> revocation_ids;  // as hex
};

// Follows the recipe of `test_case`, whose recipe sections it takes. The same each time unless a key is secp256r1,
// whose signatures are not deterministic.
//   InvalidArgument   the recipe has too few keys, no block, or an unknown algorithm; and as ParseBlock
absl::StatusOr<MadeToken> MakeToken(sections::Case& test_case);

// Sets the sections that make_tokens writes.
void SetMade(const MadeToken& made, sections::Case& test_case);

}  // namespace hardtack::golden

#endif  // HARDTACK_TESTS_GOLDEN_RECIPE_H_
