// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The nodes of a service chain from where an option says they are.

#ifndef HARDTACK_CLI_SERVICE_NODES_H_
#define HARDTACK_CLI_SERVICE_NODES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/input.h"
#include "hardtack/identity/grant.h"
#include "hardtack/report/service_nodes.h"

namespace hardtack::cli {

// Errors as Input::ReadText and report::ParseServiceNodes, with the file's name in front.
inline absl::StatusOr<std::vector<identity::Attestor>> ReadServiceNodes(const std::string& file, Input& input) {
  ASSIGN_OR_RETURN(const std::string text, input.ReadText(file, "list of nodes"));
  auto nodes = report::ParseServiceNodes(text);
  if (!nodes.ok()) return Annotate(nodes.status(), file);
  return nodes;
}

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_SERVICE_NODES_H_
