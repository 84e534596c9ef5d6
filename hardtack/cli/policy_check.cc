// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack policy check | test | fmt`. Tested by tests/cli/policy.txt.

#include <algorithm>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "hardtack/authority/policy.h"
#include "hardtack/authority/policy_cases.h"
#include "hardtack/authority/policy_format.h"
#include "hardtack/authority/policy_report.h"
#include "hardtack/base/abseil.h"
#include "hardtack/cli/policy_commands.h"
#include "hardtack/cli/replace_file.h"

namespace hardtack::cli {
namespace {

using authority::Faults;
using authority::Policy;
using authority::PolicyCase;
using authority::PolicyFile;

// Says what is wrong with the files.
ExitCode Complain(const Faults& faults, std::span<const PolicyFile> files, Console& console) {
  console.Print(console.json() ? authority::FaultsDocument(faults) : authority::FaultsText(faults, files));
  return ExitCode::kMalformed;
}

std::string CasesFolder(const TestPolicyOptions& options) {
  return options.cases.empty() ? options.folder + "/tests" : options.cases;
}

}  // namespace

ExitCode CheckPolicy(const CheckPolicyOptions& options, Console& console) {
  const auto files = authority::ReadPolicyFolder(options.folder);
  if (!files.ok()) return console.Fail(files.status());
  Faults faults;
  const std::shared_ptr<const Policy> policy = Policy::Load(*files, faults);
  if (policy == nullptr) return Complain(faults, *files, console);
  console.Print(console.json() ? authority::PolicyDocument(*policy, files->size())
                               : authority::PolicyText(*policy, files->size()));
  return ExitCode::kYes;
}

ExitCode TestPolicy(const TestPolicyOptions& options, Console& console) {
  const auto files = authority::ReadPolicyFolder(options.folder);
  if (!files.ok()) return console.Fail(files.status());
  const auto case_files = authority::ReadPolicyFolder(CasesFolder(options));
  if (!case_files.ok()) return console.Fail(case_files.status());
  Faults faults;
  const std::shared_ptr<const Policy> policy = Policy::Load(*files, faults);
  if (!faults.empty()) return Complain(faults, *files, console);
  const std::vector<PolicyCase> cases = authority::ReadCases(*case_files, faults);
  if (!faults.empty()) return Complain(faults, *case_files, console);
  const authority::CasesReport report = authority::RunCases(*policy, cases);
  console.Print(console.json() ? authority::CasesDocument(report) : authority::CasesText(report));
  return report.failed == 0 ? ExitCode::kYes : ExitCode::kNo;
}

ExitCode FormatPolicy(const FormatPolicyOptions& options, Console& console) {
  const auto files = authority::ReadPolicyFolder(options.folder);
  if (!files.ok()) return console.Fail(files.status());
  std::vector<std::string> changed;
  for (const PolicyFile& file : *files) {
    const bool rules = file.name.ends_with(".datalog");
    const std::string text = rules ? authority::FormatRules(file.text) : authority::FormatToml(file.text);
    if (text == file.text) continue;
    changed.push_back(file.name);
    if (options.check) continue;
    const absl::Status written = ReplaceFile(options.folder + '/' + file.name, text, Readers::kEverybody);
    if (!written.ok()) return console.Fail(written);
  }
  console.Print(console.json() ? authority::FormattedDocument(changed) : authority::FormattedText(changed));
  return options.check && !changed.empty() ? ExitCode::kNo : ExitCode::kYes;
}

}  // namespace hardtack::cli
