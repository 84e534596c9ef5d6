// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What explanations need to know of a body beside its compiled form, found out once for each body that they touch.
// Internal to explain.h.

#ifndef HARDTACK_ENGINE_BODY_INFO_H_
#define HARDTACK_ENGINE_BODY_INFO_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "hardtack/engine/ast.h"
#include "hardtack/engine/program.h"

namespace hardtack::engine {

// A compiled body beside its syntax.
struct NamedBody {
  const Program* program = nullptr;
  const Body* body = nullptr;
  const Rule* rule = nullptr;
};

struct BodyInfo {
  std::vector<std::string> variables;        // by slot; the slots of closures follow
  std::vector<std::vector<uint32_t>> reads;  // by expression: the slots of variables that it reads, ascending
  size_t terms = 0;                          // of all predicates
  size_t text_bytes = 0;                     // of the whole rule
};

class BodyInfos {
 public:
  // Linear in the size of the rule for the first call with it; the reference stays valid.
  const BodyInfo& Of(const NamedBody& body);

 private:
  absl::node_hash_map<const Body*, BodyInfo> infos_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_BODY_INFO_H_
