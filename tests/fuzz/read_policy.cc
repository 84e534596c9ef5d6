// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any text as a policy: up to the first NUL its tables, then its rules. What has faults tells each within the file that has
// it; what has none decides requests for the names that it mentions, and allows only what one of its statements allows.
// 2 KiB (-max_len=2048): some twenty tables.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/authority/policy.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

using authority::Faults;
using authority::Policy;
using authority::PolicyFile;

void CheckFaults(const Faults& faults, const std::vector<PolicyFile>& files) {
  for (const authority::PolicyFault& fault : faults.told()) {
    const auto file = std::ranges::find(files, fault.file, &PolicyFile::name);
    Require(file != files.end() || fault.file == "*.datalog", "a fault is in a file");
    Require(!fault.message.empty(), "a fault says what is wrong");
    const std::string_view text = file == files.end() ? std::string_view() : std::string_view(file->text);
    Require(fault.place.line <= static_cast<size_t>(std::ranges::count(text, '\n')) + 2, "and where");
    authority::ToText(fault, text);
  }
}

void CheckDecision(const Policy& policy, const authority::AccessRequest& request) {
  const auto decision = policy.Decide(request);
  if (!decision.ok() || !decision->source.has_value()) {
    Require(!decision.ok() || !decision->allowed, "what nothing allows is denied");
    return;
  }
  if (!decision->allowed) return;
  const std::vector<authority::Source> statements = policy.Statements();
  Require(std::ranges::find(statements, *decision->source) != statements.end(), "a statement allows it");
}

void CheckPolicy(std::string_view text) {
  const size_t end = std::min(text.find('\0'), text.size());
  const std::vector<PolicyFile> files = {{"a.toml", std::string(text.substr(0, end))},
                                         {"b.datalog", std::string(text.substr(std::min(end + 1, text.size())))}};
  Faults faults;
  const auto policy = Policy::Load(files, faults);
  Require((policy == nullptr) == !faults.empty(), "a policy is what has no faults");
  CheckFaults(faults, files);
  if (policy == nullptr) return;
  for (const authority::Client& client : policy->tables().clients) {
    for (const authority::Permission& permission : client.permissions) {
      CheckDecision(*policy, {client.identity, {}, permission.resource, permission.operations.front(), {}, {}, 0});
      CheckDecision(*policy, {client.identity + ":a", {client.identity}, permission.resource, "other", {}, {}, 0});
    }
  }
  for (const authority::Delegates& delegates : policy->tables().delegates) {
    for (const authority::Permission& permission : delegates.permissions) {
      CheckDecision(*policy, {delegates.name + ":a",
                              {delegates.name},
                              permission.resource,
                              permission.operations.front(),
                              delegates.name,
                              {},
                              0});
    }
  }
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckPolicy(hardtack::fuzz::AsText(data, size));
  return 0;
}
