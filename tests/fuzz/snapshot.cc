// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a snapshot. What decodes encodes again and then says the same; what holds no token's blocks is a policy
// that runs, within few steps, and is stored again as the same policy. 4 KiB, as for a block.
#include <string>
#include <string_view>

#include "hardtack/base/error.h"
#include "hardtack/token/snapshot.h"
#include "hardtack/wire/snapshot_codec.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

constexpr uint64_t kMaxSteps = 10'000;

std::string Encode(const wire::Snapshot& snapshot) {
  auto encoded = wire::EncodeSnapshot(snapshot);
  Require(encoded.ok(), "a decoded snapshot encodes");
  return *std::move(encoded);
}

// Sets and maps are put into order by the first encoding; after it nothing changes.
void CheckEncoding(const wire::Snapshot& snapshot) {
  const std::string encoded = Encode(snapshot);
  auto again = wire::DecodeSnapshot(encoded);
  Require(again.ok(), "an encoded snapshot decodes");
  Require(again->limits == snapshot.limits && again->iterations == snapshot.iterations, "limits and rounds survive");
  Require(again->blocks.size() == snapshot.blocks.size() && again->facts.size() == snapshot.facts.size(),
          "blocks and facts survive");
  Require(Encode(*again) == encoded, "encoding is stable");
}

void CheckPolicy(std::string_view bytes) {
  token::AuthorizerOptions options;
  options.run.limits.max_steps = kMaxSteps;
  auto authorizer = token::AuthorizerFromSnapshot(bytes, options);
  if (!authorizer.ok()) return;
  const auto decision = authorizer->Authorize({});
  Require(KindOf(decision.status()) != ErrorKind::kInternal, "a stored policy decides or says why not");
  auto stored = token::SnapshotBuilder(*authorizer);
  Require(stored.ok(), "a policy that was stored can be stored");
  auto again = token::AuthorizerFromSnapshot(*stored, options);
  Require(again.ok() && *token::SnapshotBuilder(*again) == *stored, "and is the same policy");
}

void CheckSnapshot(std::string_view bytes) {
  auto snapshot = wire::DecodeSnapshot(bytes);
  if (!snapshot.ok()) return;
  CheckEncoding(*snapshot);
  CheckPolicy(bytes);
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckSnapshot(hardtack::fuzz::AsText(data, size));
  return 0;
}
