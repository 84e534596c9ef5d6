// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack identity`: what its verbs accept. Tested by tests/cli/usage.txt.

#include "hardtack/cli/identity_commands.h"
#include "hardtack/cli/remote_commands.h"
#include "hardtack/cli/saved_commands.h"
#include "hardtack/cli/verbs.h"

namespace hardtack::cli {
namespace {

void AddIssue(Verb identity) {
  Verb verb = identity.Add("issue", "Issue an identity under a root key");
  IssueIdentityOptions& options = verb.Runs(&IssueIdentity);
  verb.Add("--subject", options.subject, "NAME", "the name: segments joined by colons").Required();
  AddSigningKey(verb, options.key, "the root's");
  verb.Add("--ttl", options.ttl, "TIME", kLifetimeHelp).Required();
  verb.Flag("--leaf", options.leaf, "the identity may not delegate");
  verb.Add("--domain", options.domain, "NAME", "the identity holds only in this domain");
  verb.Add("--root-key-id", options.root_key_id, "N", "a hint by which verifiers find the root key");
  AddSaveOptions(verb, options.save);
  verb.Footer("Example:\n  hardtack identity issue --subject alice --key root.key --ttl 8h > alice.token");
}

void AddDelegate(Verb identity) {
  Verb verb = identity.Add("delegate", "Narrow an identity to a name below it; offline, no key needed");
  DelegateIdentityOptions& options = verb.Runs(&DelegateIdentity);
  verb.Add("--from-token", options.from_token, "TOKEN", kTokenHelp).Required();
  verb.Add("--identity", options.identity, "NAME", "the name, below the one of the token").Required();
  verb.Add("--ttl", options.ttl, "TIME", kLifetimeHelp).Required();
  AddPublicKey(verb, options.public_key, kCheckKeysHelp);
  verb.Flag("--leaf", options.leaf, "the new identity may not delegate");
  verb.Flag("--third-party", options.third_party, "sign with a key that is thrown away, as some clients expect");
  verb.Add("--max-depth", options.max_depth, "N", "refuse more delegations than this (default 64)");
  AddSaveOptions(verb, options.save);
  verb.Footer(
      "Example:\n  hardtack identity delegate --from-token alice.token --identity alice:agent --ttl 1h > agent.token");
}

void AddRestrict(Verb identity) {
  Verb verb = identity.Add("restrict", "Narrow a token for one use, just before it is handed over; offline");
  RestrictOptions& options = verb.Runs(&RestrictToken);
  AddTokenChoice(verb, options.token);
  verb.Add("--ttl", options.ttl, "TIME", "the lifetime: seconds, or 30m, 8h, 1d (default: 5 seconds)");
  verb.Datalog(options.checks, "further checks");
  AddPublicKey(verb, options.public_key, kCheckKeysHelp);
  verb.Flag("--third-party", options.third_party, "sign with a key that is thrown away, as some clients expect");
  AddSaveOptions(verb, options.save);
  verb.Footer("Example:\n  hardtack identity restrict agent.token --ttl 10 > once.token");
}

void AddVerify(Verb identity) {
  Verb verb = identity.Add("verify", "Decide whether a token stands for an identity");
  VerifyIdentityOptions& options = verb.Runs(&VerifyIdentity);
  AddTokenChoice(verb, options.token);
  AddPublicKey(verb, options.public_key, kRootKeysHelp).Required();
  verb.Add("--identity", options.identity, "NAME", "who acts (default: the deepest identity that the token names)");
  verb.Add("--domain", options.domain, "NAME", "in which domain");
  verb.Flag("--require-domain", options.require_domain, "refuse a token that is bound to no domain");
  verb.Flag("--allow-no-expiry", options.allow_no_expiry, "accept a token that never expires");
  verb.Add("--max-depth", options.max_depth, "N", "refuse more delegations than this (default 64)");
  verb.Add("--fact", options.facts, "FACT", "a fact of the request, for further checks of the token; may be repeated");
  AddBanChoice(verb, options.bans);
  verb.Add("--now", options.now, "TIME", kNowHelp);
  verb.Flag("--explain", options.explain, kExplainHelp);
  AddStoreOptions(verb, options.store);
  verb.Footer(
      "Exit code 0: valid. 1: not. 5: banned.\n\n"
      "Example:\n  hardtack identity verify --token-file agent.token --public-key root.pub --identity alice:agent");
}

void AddInspect(Verb identity) {
  Verb verb = identity.Add("inspect", "Show who delegated to whom");
  InspectIdentityOptions& options = verb.Runs(&InspectIdentity);
  AddTokenChoice(verb, options.token);
  AddPublicKey(verb, options.public_key, kCheckKeysHelp);
  verb.Add("--now", options.now, "TIME", kNowHelp);
  AddStoreOptions(verb, options.store);
  verb.Footer("Example:\n  hardtack identity inspect --token-file agent.token --public-key root.pub");
}

}  // namespace

void AddIdentityVerbs(Verb root) {
  Verb identity = root.Add("identity", "Issue, delegate, restrict, verify and show identities");
  AddIssue(identity);
  AddDelegate(identity);
  AddRestrict(identity);
  AddVerify(identity);
  AddInspect(identity);
  AddRemoteIdentityVerbs(identity);
  AddSavedVerbs(identity);
}

}  // namespace hardtack::cli
