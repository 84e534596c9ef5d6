// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The groups of verbs, each with its options. Tested by tests/cli/usage.txt.

#ifndef HARDTACK_CLI_VERBS_H_
#define HARDTACK_CLI_VERBS_H_

#include <string>

#include "hardtack/cli/verb.h"

namespace hardtack::cli {

// All of them, below `root`.
void AddVerbs(Verb root);

// Each adds its verbs below `root`.
void AddKeygen(Verb root);
void AddSelfVerbs(Verb root);
void AddTokenVerbs(Verb root);
void AddIdentityVerbs(Verb root);
void AddAuthorizeVerbs(Verb root);
void AddBanVerbs(Verb root);
void AddPolicyVerbs(Verb root);
void AddAuthorityVerbs(Verb root);
// `init` and the group `config`.
void AddConfigVerbs(Verb root);

// What several groups say in the same words.
inline constexpr char kTokenHelp[] = "the token: a saved name, a file, - for standard input, or its text";
inline constexpr char kLifetimeHelp[] =
    "the lifetime: seconds, 30m, 8h, 1d, or base (8h), agent (1h), sub-agent (5m), worker (1m)";
inline constexpr char kExplainHelp[] = "say why: the block that refused, and what its checks came nearest to";
inline constexpr char kRootKeysHelp[] =
    "the root's public key: text or a file; or several by the key id of tokens: ID=KEY,ID=KEY";
inline constexpr char kCheckKeysHelp[] =
    "check the signatures from this root key first: text or a file; or several: ID=KEY,ID=KEY";
inline constexpr char kNowHelp[] = "as of this time: seconds or an RFC 3339 date (default: the clock's)";

// --public-key, with the environment as a fallback.
inline Option AddPublicKey(Verb verb, std::string& key, const std::string& help) {
  return verb.Add("--public-key", key, "KEY", help).OrEnvironment({"HARDTACK_PUBLIC_KEY", "HESSRA_PUBLIC_KEY"});
}
// --key: a secret, so never the key itself. `whose` it is.
inline Option AddSigningKey(Verb verb, std::string& key, const std::string& whose) {
  return verb.Add("--key", key, "FILE", whose + " private key: a saved name, a file, or - for standard input")
      .Required();
}

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_VERBS_H_
