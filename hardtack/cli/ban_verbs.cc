// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack ban`: what its verbs accept. Tested by tests/cli/usage.txt and tests/cli/ban.txt.

#include "hardtack/cli/ban_commands.h"
#include "hardtack/cli/remote_commands.h"
#include "hardtack/cli/store_options.h"
#include "hardtack/cli/verbs.h"

namespace hardtack::cli {
namespace {

constexpr char kLogHelp[] = "the authority's log of bans";

void AddAdd(Verb ban) {
  Verb verb = ban.Add("add", "Write a ban into the log");
  AddBanOptions& options = verb.Runs(&AddBan);
  verb.Add("--file", options.file, "FILE", "the authority's log of bans; made when it is not there").Required();
  AddTarget(verb, options.target);
  verb.Add("--reason", options.reason, "TEXT", "why").Required();
  verb.Add("--author", options.author, "TEXT", "who decided it");
  verb.Add("--until", options.until, "TIME", "when the ban ends: seconds or an RFC 3339 date (default: never)");
  verb.Add("--now", options.now, "TIME", kNowHelp);
  verb.Footer(
      "Example:\n  hardtack ban add --file bans.log --identity alice:agent --reason 'laptop stolen' --author ops");
}

void AddRemove(Verb ban) {
  Verb verb = ban.Add("remove", "Write into the log that a ban is lifted");
  RemoveBanOptions& options = verb.Runs(&RemoveBan);
  verb.Add("--file", options.file, "FILE", kLogHelp).Required();
  AddTarget(verb, options.target);
  verb.Add("--reason", options.reason, "TEXT", "why");
  verb.Add("--author", options.author, "TEXT", "who decided it");
  verb.Add("--now", options.now, "TIME", kNowHelp);
  verb.Footer("Example:\n  hardtack ban remove --file bans.log --identity alice:agent --reason 'laptop found'");
}

void AddShow(Verb ban, const std::string& name, const std::string& description,
             ExitCode (*run)(const ShowBansOptions&, Console&)) {
  Verb verb = ban.Add(name, description);
  ShowBansOptions& options = verb.Runs(run);
  verb.Add("--file", options.file, "FILE", "a log of bans; with --public-key a signed snapshot; - is standard input")
      .Required();
  verb.Add("--public-key", options.public_key, "KEY", "who must have signed the snapshot: text or a file");
  verb.Add("--delta", options.deltas, "FILE", "a signed delta that follows the snapshot; may be repeated");
  verb.Add("--now", options.now, "TIME", kNowHelp);
  verb.Footer("Example:\n  hardtack ban " + name + " --file bans.log");
}

void AddSign(Verb ban) {
  Verb verb = ban.Add("sign", "Make a signed snapshot or delta of the log, to be published");
  SignBansOptions& options = verb.Runs(&SignBans);
  verb.Add("--file", options.file, "FILE", kLogHelp).Required();
  AddSigningKey(verb, options.key, "the authority's");
  verb.Add("--out", options.out, "FILE", "where to; an older file is exchanged; - is standard output").Required();
  verb.Add("--since", options.since, "N", "a delta with the entries after number N (default: a snapshot)");
  AddStoreOptions(verb, options.store);
  verb.Add("--now", options.now, "TIME", kNowHelp);
  verb.Footer("Example:\n  hardtack ban sign --file bans.log --key authority.key --out bans");
}

void AddVerify(Verb ban) {
  Verb verb = ban.Add("verify", "Check a signed snapshot, and deltas that follow it");
  VerifyBansOptions& options = verb.Runs(&VerifyBans);
  verb.Add("FILE", options.file, "", "the snapshot, or - for standard input").Required();
  verb.Add("--delta", options.deltas, "FILE", "a signed delta that follows; may be repeated");
  verb.Add("--public-key", options.public_key, "KEY", "the authority's public key: text or a file").Required();
  verb.Add("--max-age", options.max_age, "TIME", "refuse an older list: seconds, or 15m, 8h, 1d");
  verb.Add("--now", options.now, "TIME", kNowHelp);
  verb.Footer(
      "Exit code 0: valid. 1: not.\n\n"
      "Example:\n  hardtack ban verify bans --delta bans.delta --public-key authority.pub --max-age 15m");
}

}  // namespace

void AddBanVerbs(Verb root) {
  Verb ban = root.Add("ban", "Take identities and tokens out of use before they expire");
  AddAdd(ban);
  AddRemove(ban);
  AddShow(ban, "list", "Show the bans in force", &ListBans);
  AddShow(ban, "show-tree", "Show the banned names as a tree", &ShowBanTree);
  AddSign(ban);
  AddVerify(ban);
  AddRemoteBanVerbs(ban);
}

}  // namespace hardtack::cli
