// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack authorize`: what its verbs accept. Tested by tests/cli/usage.txt.

#include "hardtack/cli/authorize_commands.h"
#include "hardtack/cli/remote_commands.h"
#include "hardtack/cli/verbs.h"

namespace hardtack::cli {
namespace {

constexpr char kNodesHelp[] = "the service chain: a JSON list of {\"component\", \"public_key\"}, in order";

void AddIssue(Verb authorize) {
  Verb verb = authorize.Add("issue", "Issue a token for one operation on one resource under a root key");
  IssueAuthorizationOptions& options = verb.Runs(&IssueAuthorization);
  verb.Add("--subject", options.subject, "NAME", "who may").Required();
  verb.Add("--resource", options.resource, "TEXT", "on what").Required();
  verb.Add("--operation", options.operation, "TEXT", "do what").Required();
  AddSigningKey(verb, options.key, "the root's");
  verb.Add("--ttl", options.ttl, "TIME", kLifetimeHelp).Required();
  verb.Add("--domain", options.domain, "NAME", "only in this domain");
  verb.Add("--prefix-key", options.prefix_key, "KEY", "only once the holder of this public key has set a prefix");
  verb.Add("--service-nodes", options.service_nodes, "FILE", kNodesHelp);
  verb.Add("--parties", options.parties, "FILE", "only once all these have signed off: a list of the same form");
  verb.Add("--root-key-id", options.root_key_id, "N", "a hint by which verifiers find the root key");
  AddSaveOptions(verb, options.save);
  verb.Footer(
      "Example:\n  hardtack authorize issue --subject alice --resource docs/plan --operation read \\\n"
      "    --key root.key --ttl 5m > read.token");
}

void AddAttest(Verb authorize) {
  Verb verb = authorize.Add("attest", "Add what such a token asks of others; offline");
  AttestOptions& options = verb.Runs(&Attest);
  AddTokenChoice(verb, options.token);
  AddSigningKey(verb, options.key, "the attestor's");
  verb.Flag("--node", options.node, "as a node of the service chain: the request passed here");
  verb.Flag("--party", options.party, "as a party: it is signed off");
  verb.Add("--prefix", options.prefix, "TEXT", "as the holder of the prefix key: only for resources below this");
  AddStoreOptions(verb, options.store);
  verb.Footer("Example:\n  hardtack authorize attest read.token --node --key gateway.key > attested.token");
}

void AddVerify(Verb authorize) {
  Verb verb = authorize.Add("verify", "Decide whether a token allows an operation on a resource");
  VerifyAuthorizationOptions& options = verb.Runs(&VerifyAuthorization);
  AddTokenChoice(verb, options.token);
  AddPublicKey(verb, options.public_key, kRootKeysHelp).Required();
  verb.Add("--subject", options.subject, "NAME", "who asks (default: whoever bears the token)");
  verb.Add("--resource", options.resource, "TEXT", "on what").Required();
  verb.Add("--operation", options.operation, "TEXT", "do what").Required();
  verb.Add("--domain", options.domain, "NAME", "in which domain");
  verb.Flag("--require-domain", options.require_domain, "refuse a token that is bound to no domain");
  verb.Add("--prefix", options.prefix, "TEXT", "refuse a token with another prefix");
  verb.Add("--service-nodes", options.service_nodes, "FILE", kNodesHelp);
  verb.Add("--component", options.component, "NAME",
           "which of the nodes verifies (default: a service behind them all)");
  verb.Add("--fact", options.facts, "FACT", "a fact of the request, for further checks of the token; may be repeated");
  AddBanChoice(verb, options.bans);
  verb.Flag("--allow-no-expiry", options.allow_no_expiry, "accept a token that never expires");
  verb.Add("--now", options.now, "TIME", kNowHelp);
  verb.Flag("--explain", options.explain, kExplainHelp);
  AddStoreOptions(verb, options.store);
  verb.Footer(
      "Exit code 0: valid. 1: not. 5: banned.\n\n"
      "Example:\n  hardtack authorize verify --token-file read.token --public-key root.pub --subject alice \\\n"
      "    --resource docs/plan --operation read");
}

}  // namespace

void AddAuthorizeVerbs(Verb root) {
  Verb authorize = root.Add("authorize", "Issue, attest and verify tokens for one operation on one resource");
  AddIssue(authorize);
  AddAttest(authorize);
  AddVerify(authorize);
  AddRequestVerb(authorize);
}

}  // namespace hardtack::cli
