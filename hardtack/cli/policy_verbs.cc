// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack policy`: what its verbs accept. Tested by tests/cli/usage.txt and tests/cli/policy.txt.

#include "hardtack/cli/policy_commands.h"
#include "hardtack/cli/verbs.h"

namespace hardtack::cli {

void AddPolicyVerbs(Verb root) {
  Verb policy = root.Add("policy", "Check, test and lay out the policy files of an authority");
  {
    Verb verb = policy.Add("check", "Read a folder of policy files, and say what is wrong with them");
    CheckPolicyOptions& options = verb.Runs(&CheckPolicy);
    verb.Add("FOLDER", options.folder, "", "with the policy's .toml and .datalog files").Required();
    verb.Footer(
        "Exit code 0: an authority would take it. 4: it would not.\n\nExample:\n  hardtack policy check policy");
  }
  {
    Verb verb = policy.Add("test", "Decide requests that are written beside a policy, and compare");
    TestPolicyOptions& options = verb.Runs(&TestPolicy);
    verb.Add("FOLDER", options.folder, "", "with the policy's .toml and .datalog files").Required();
    verb.Add("--cases", options.cases, "FOLDER",
             "with .toml files of [[cases]] (default: tests, in the policy's folder)");
    verb.Footer(
        "Exit code 0: every case has the decision that it should. 1: some have another.\n\n"
        "Example:\n  hardtack policy test policy");
  }
  {
    Verb verb = policy.Add("fmt", "Lay the files of a folder out in one way");
    FormatPolicyOptions& options = verb.Runs(&FormatPolicy);
    verb.Add("FOLDER", options.folder, "", "with .toml and .datalog files").Required();
    verb.Flag("--check", options.check, "change nothing, say which files would change");
    verb.Footer(
        "White space between things is all that changes. Exit code 1 with --check: some would change.\n\n"
        "Example:\n  hardtack policy fmt policy");
  }
}

}  // namespace hardtack::cli
