// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack serve`, `dev` and `audit`: what they accept. Tested by tests/cli/usage.txt.

#include "hardtack/cli/audit_commands.h"
#include "hardtack/cli/serve.h"
#include "hardtack/cli/verbs.h"

namespace hardtack::cli {
namespace {

constexpr char kStoreHelp[] = "the authority's store: sqlite:FILE, or postgresql://...";

void AddServe(Verb root) {
  Verb verb = root.Add("serve", "Run an authority");
  ServeOptions& options = verb.Runs(&Serve);
  verb.Add("--config", options.config, "FILE", "the server's configuration").Required();
  verb.Add("--drain", options.drain, "TIME", "how long to go on answering what was begun when it ends (default: 10)");
  verb.Footer(
      "Ends with SIGTERM or SIGINT; SIGHUP makes it read policy and certificates again. Logs are JSON on standard "
      "error.\n\nExample:\n  hardtack serve --config /etc/hardtack/server.toml");
}

void AddDev(Verb root) {
  Verb verb = root.Add("dev", "Run an authority for trying it out, with a CA and a policy of its own");
  DevOptions& options = verb.Runs(&Dev);
  verb.Add("--folder", options.folder, "FOLDER", "where it keeps everything (default: hardtack-dev)");
  verb.Add("--port", options.port, "PORT", "of the API (default: 7443)");
  verb.Add("--public-port", options.public_port, "PORT", "of keys, health and metrics (default: 7444)");
  verb.Footer("It makes the folder when it is not there, and prints the lines to try next.\n\nExample:\n  hardtack dev");
}

void AddAudit(Verb root) {
  Verb audit = root.Add("audit", "Check and read the audit trail of an authority");
  {
    Verb verb = audit.Add("verify", "Find any change, gap or truncation");
    AuditVerifyOptions& options = verb.Runs(&VerifyAudit);
    verb.Add("--store", options.store, "PLACE", kStoreHelp).Required();
    verb.Add("--public-key", options.public_key, "KEY", "the authority's, which signed the checkpoints: text or a file");
    verb.Add("--checkpoint", options.checkpoint, "FILE", "a checkpoint that was kept elsewhere, which must fit too");
    verb.Footer("Exit code 0: the trail is whole. 1: it is not.\n\nExample:\n"
                "  hardtack audit verify --store sqlite:authority.db --public-key root.pub");
  }
  {
    Verb verb = audit.Add("tree", "Show who delegated to whom, and what each did");
    AuditTreeOptions& options = verb.Runs(&ShowAuditTree);
    verb.Add("IDENTITY", options.identity, "", "from this name down (default: all)");
    verb.Add("--store", options.store, "PLACE", kStoreHelp).Required();
    verb.Footer("Example:\n  hardtack audit tree urn:hessra:alice --store sqlite:authority.db");
  }
  {
    Verb verb = audit.Add("list", "Show rows");
    AuditListOptions& options = verb.Runs(&ListAudit);
    verb.Add("--store", options.store, "PLACE", kStoreHelp).Required();
    verb.Add("--actor", options.actor, "IDENTITY", "of this name and all below it");
    verb.Add("--kind", options.kind, "KIND", "of this kind, such as authorize or ban");
    verb.Add("--since", options.since, "TIME", "from this moment on");
    verb.Add("--until", options.until, "TIME", "before this moment");
    verb.Add("--after", options.after, "NUMBER", "behind this row");
    verb.Add("--limit", options.limit, "COUNT", "so many rows (default: 1000)");
    verb.Footer("Example:\n  hardtack audit list --store sqlite:authority.db --kind authorize --since 2026-11-01T00:00:00Z");
  }
}

}  // namespace

void AddAuthorityVerbs(Verb root) {
  AddServe(root);
  AddDev(root);
  AddAudit(root);
}

}  // namespace hardtack::cli
