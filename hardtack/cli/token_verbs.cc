// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack token`: what its verbs accept. Tested by tests/cli/usage.txt.

#include "hardtack/cli/store_options.h"
#include "hardtack/cli/token_commands.h"
#include "hardtack/cli/verbs.h"

namespace hardtack::cli {
namespace {

void AddInspect(Verb token) {
  Verb verb = token.Add("inspect", "Show what a token says");
  InspectOptions& options = verb.Runs(&InspectToken);
  verb.Add("TOKEN", options.token, "", kTokenHelp).Required();
  AddPublicKey(verb, options.public_key, kCheckKeysHelp);
  verb.Add("--now", options.now, "TIME", kNowHelp);
  AddStoreOptions(verb, options.store);
  verb.Footer(
      "Examples:\n  hardtack token inspect user.token\n  hardtack token inspect - --public-key root.pub < user.token");
}

void AddGenerate(Verb token) {
  Verb verb = token.Add("generate", "Issue a token under a root key");
  GenerateOptions& options = verb.Runs(&GenerateToken);
  AddSigningKey(verb, options.key, "the root's");
  verb.Datalog(options.block, "the authority block");
  verb.Add("--root-key-id", options.root_key_id, "N", "a hint by which verifiers find the root key");
  AddStoreOptions(verb, options.store);
  verb.Footer("Example:\n  hardtack token generate --key root.key --block 'user(\"alice\");' > user.token");
}

void AddAttenuate(Verb token) {
  Verb verb = token.Add("attenuate", "Narrow a token by a block; offline, no key needed");
  AttenuateOptions& options = verb.Runs(&AttenuateToken);
  verb.Add("TOKEN", options.token, "", kTokenHelp).Required();
  verb.Datalog(options.block, "the block");
  AddStoreOptions(verb, options.store);
  verb.Footer("Example:\n  hardtack token attenuate user.token --block 'check if operation(\"read\");' > read.token");
}

void AddSeal(Verb token) {
  Verb verb = token.Add("seal", "Close a token against further blocks");
  SealOptions& options = verb.Runs(&SealToken);
  verb.Add("TOKEN", options.token, "", kTokenHelp).Required();
  AddStoreOptions(verb, options.store);
  verb.Footer("Example:\n  hardtack token seal read.token > sealed.token");
}

void AddLimits(Verb verb, AuthorizeOptions& options) {
  verb.Add("--max-facts", options.limits.max_facts, "N", "stop at this many facts (default 1000)");
  verb.Add("--max-iterations", options.limits.max_iterations, "N", "stop at this many rounds (default 100)");
  verb.Add("--max-steps", options.limits.max_steps, "N", "stop beyond this many steps (default 500000)");
  verb.Add("--max-time", options.max_time_ms, "MS", "stop after this many milliseconds (default: none)");
}

void AddQuestion(Verb verb, AuthorizeOptions& options) {
  verb.Add("TOKEN", options.token, "", kTokenHelp).Required();
  AddPublicKey(verb, options.public_key, kRootKeysHelp).Required();
  verb.Datalog(options.authorizer, "the authorizer: facts, rules, checks and policies");
  verb.Add("--fact", options.facts, "FACT", "a fact of the request; may be repeated");
  verb.Add("--now", options.now, "TIME",
           "add time(...): now or an RFC 3339 date makes a date, a number of seconds stays one");
  AddLimits(verb, options);
  AddStoreOptions(verb, options.store);
}

void AddAuthorize(Verb token) {
  Verb verb = token.Add("authorize", "Verify a token and decide a request");
  AuthorizeOptions& options = verb.Runs(&AuthorizeToken);
  AddQuestion(verb, options);
  verb.Flag("--explain", options.explain, "say why, as `hardtack token explain`");
  verb.Footer(
      "Exit code 0: allowed. 1: denied, or the signatures do not hold.\n\n"
      "Example:\n  hardtack token authorize user.token --public-key root.pub --authorizer-file policy.datalog \\\n"
      "    --fact 'resource(\"file1\")' --now now");
}

void AddExplain(Verb token) {
  Verb verb = token.Add("explain", "Decide a request and say why, down to the facts of each block");
  AddQuestion(verb, verb.Runs(&ExplainToken));
  verb.Footer(
      "Exit codes as `hardtack token authorize`.\n\n"
      "Example:\n  hardtack token explain user.token --public-key root.pub --authorizer-file policy.datalog \\\n"
      "    --fact 'resource(\"file1\")' --now now");
}

void AddLint(Verb token) {
  Verb verb = token.Add("lint", "Say what is likely a mistake in a token");
  LintOptions& options = verb.Runs(&LintToken);
  AddTokenChoice(verb, options.token);
  verb.Add("--now", options.now, "TIME", kNowHelp);
  AddStoreOptions(verb, options.store);
  verb.Footer("Exit code 0: nothing to say. 1: something.\n\nExample:\n  hardtack token lint agent.token");
}

void AddThirdParty(Verb token) {
  Verb request = token.Add("request-third-party", "Ask a third party for a block, without showing it the token");
  RequestThirdPartyOptions& request_options = request.Runs(&RequestThirdParty);
  request.Add("TOKEN", request_options.token, "", kTokenHelp).Required();
  AddStoreOptions(request, request_options.store);
  request.Footer("Example:\n  hardtack token request-third-party user.token > request");

  Verb sign = token.Add("sign-third-party", "Answer such a request with a signed block");
  SignThirdPartyOptions& sign_options = sign.Runs(&SignThirdParty);
  sign.Add("REQUEST", sign_options.request, "", "the request: text, a file, or -").Required();
  AddSigningKey(sign, sign_options.key, "the third party's");
  sign.Datalog(sign_options.block, "the block");
  AddStoreOptions(sign, sign_options.store);
  sign.Footer(
      "Example:\n  hardtack token sign-third-party request --key party.key --block 'group(\"admin\");' > contents");

  Verb append = token.Add("append-third-party", "Append the block that a third party signed");
  AppendThirdPartyOptions& append_options = append.Runs(&AppendThirdParty);
  append.Add("TOKEN", append_options.token, "", kTokenHelp).Required();
  append.Add("CONTENTS", append_options.contents, "", "the signed block: text, a file, or -").Required();
  AddStoreOptions(append, append_options.store);
  append.Footer("Example:\n  hardtack token append-third-party user.token contents > more.token");
}

}  // namespace

void AddTokenVerbs(Verb root) {
  Verb token = root.Add("token", "Make, narrow, show and decide any Biscuit token");
  AddInspect(token);
  AddGenerate(token);
  AddAttenuate(token);
  AddSeal(token);
  AddAuthorize(token);
  AddExplain(token);
  AddLint(token);
  AddThirdParty(token);
}

}  // namespace hardtack::cli
