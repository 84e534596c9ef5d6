// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the verbs that ask an authority accept. Tested by tests/cli/usage.txt and tests/cli/remote.txt.

#include "hardtack/cli/remote_commands.h"
#include "hardtack/cli/verbs.h"

namespace hardtack::cli {
namespace {

constexpr char kIssuerKeyHelp[] =
    "the public key that the server signs with: text or a file (default: as configured, else as it says)";

void AddAuthenticate(Verb identity) {
  Verb verb = identity.Add("authenticate", "Get an identity from an authority, by certificate, and save it");
  AuthenticateOptions& options = verb.Runs(&Authenticate);
  AddServerChoice(verb, options.server, Letters::kYes);
  AddClientCertificate(verb, options.server);
  verb.Add("--ttl", options.ttl, "TIME", kLifetimeHelp);
  AddPublicKey(verb, options.public_key, kIssuerKeyHelp);
  AddSaveOptions(verb, options.save, "save it under this name (default: default)");
  verb.Footer(
      "Exit code 1: denied. 3: the server cannot be reached.\n\n"
      "Example:\n  hardtack identity authenticate --server auth.example.com --cert client.crt --key client.key \\\n"
      "    --ca ca.crt --save-as my-identity");
}

void AddRefresh(Verb identity) {
  Verb verb = identity.Add("refresh", "Exchange a saved identity for one that lives longer");
  RefreshOptions& options = verb.Runs(&RefreshIdentity);
  verb.Add("--token-name", options.token_name, "TOKEN", "the saved token (default: default)");
  AddServerChoice(verb, options.server);
  AddPublicKey(verb, options.public_key, kIssuerKeyHelp);
  AddSaveOptions(verb, options.save, "save it under this name (default: in place of the old one)");
  verb.Footer("Example:\n  hardtack identity refresh --token-name my-identity");
}

void AddMint(Verb identity) {
  Verb verb = identity.Add("mint", "Get an identity for somebody in a realm's domain, by the realm's certificate");
  MintOptions& options = verb.Runs(&MintIdentity);
  verb.Add("-s,--subject", options.subject, "NAME", "for whom: a name below the realm's domain").Required();
  verb.Add("--ttl", options.ttl, "TIME", kLifetimeHelp);
  AddServerChoice(verb, options.server);
  AddClientCertificate(verb, options.server);
  AddPublicKey(verb, options.public_key, kIssuerKeyHelp);
  verb.Flag("--token-only", options.token_only, "print the token and nothing else");
  AddSaveOptions(verb, options.save);
  verb.Footer("Example:\n  hardtack identity mint --subject uri:urn:shop:user123 --ttl 1h > user.token");
}

}  // namespace

void AddRemoteIdentityVerbs(Verb identity) {
  AddAuthenticate(identity);
  AddRefresh(identity);
  AddMint(identity);
}

void AddRequestVerb(Verb authorize) {
  Verb verb = authorize.Add("request", "Ask an authority for a token for one operation on one resource");
  RequestOptions& options = verb.Runs(&RequestAuthorization);
  verb.Add("-r,--resource", options.resource, "TEXT", "on what").Required();
  verb.Add("-o,--operation", options.operation, "TEXT", "do what").Required();
  verb.Add("--domain", options.domain, "NAME", "in which domain");
  const Option token = verb.Add("-i,--identity-token", options.identity_token, "TOKEN",
                                "who asks: an identity token, as a saved name, a file, - or its text (default: the one "
                                "saved as default, unless --cert is given)");
  verb.Add("-t,--token-file", options.token_file, "FILE", "the same from a file, or - for standard input")
      .Excludes(token);
  AddServerChoice(verb, options.server, Letters::kYes);
  AddClientCertificate(verb, options.server);
  AddPublicKey(verb, options.public_key, kIssuerKeyHelp);
  verb.Flag("--token-only", options.token_only, "print the token and nothing else");
  AddSaveOptions(verb, options.save);
  verb.Footer(
      "Exit code 1: denied. 3: the server cannot be reached.\n\n"
      "Example:\n  hardtack authorize request --resource database --operation read --identity-token agent > "
      "read.token");
}

void AddRemoteBanVerbs(Verb ban) {
  Verb push = ban.Add("push", "Ban somebody at an authority, or lift a ban there");
  PushBanOptions& push_options = push.Runs(&PushBan);
  AddServerChoice(push, push_options.server);
  AddClientCertificate(push, push_options.server);
  push.Add("--identity-token", push_options.identity_token, "TOKEN",
           "who bans: an identity token, as a saved name, a file, - or its text (default: whom --cert names)");
  AddTarget(push, push_options.target);
  push.Add("--reason", push_options.reason, "TEXT", "why").Required();
  push.Add("--until", push_options.until, "TIME", "when the ban ends: seconds or an RFC 3339 date (default: never)");
  push.Flag("--lift", push_options.lift, "lift the ban instead");
  push.Footer(
      "Example:\n  hardtack ban push --identity alice:agent --reason 'laptop stolen' --cert ops.crt --key ops.key");

  Verb pull = ban.Add("pull", "Fetch an authority's bans into a file, and keep it fresh");
  PullBansOptions& pull_options = pull.Runs(&PullBans);
  AddServerChoice(pull, pull_options.server);
  AddClientCertificate(pull, pull_options.server);
  pull.Add("--out", pull_options.out, "FILE", "where to: a signed snapshot, exchanged as a whole").Required();
  pull.Add("--public-key", pull_options.public_key, "KEY",
           "who must have signed it: text or a file (default: the server's own key, as configured or as it says)");
  pull.Flag("--follow", pull_options.follow, "go on until ended: each change is there as soon as the authority has it");
  pull.Add("--every", pull_options.every, "TIME", "with --follow: fetch it at least this often (default: 60 seconds)");
  pull.Footer(
      "Exit code 1: not signed, or older than the file. 3: the server cannot be reached.\n\n"
      "Example:\n  hardtack ban pull --server auth.example.com --cert me.crt --key me.key --out bans --follow");
}

}  // namespace hardtack::cli
