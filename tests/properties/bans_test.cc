// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A ban on a name hides exactly the name and what is below it, told here by lists of segments.

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "tests/identity/bans.h"
#include "tests/properties/property.h"

namespace hardtack::properties {
namespace {

using identity::Ban;
using identity::BanList;
using identity::BanLog;

using Segments = std::vector<std::string>;

// Few segments, some of which begin with others, so that names meet each other often.
Segments DrawName(size_t deepest) {
  const size_t depth = *rc::gen::inRange<size_t>(1, deepest + 1);
  return *rc::gen::container<Segments>(depth, rc::gen::element<std::string>("a", "b", "ab", "a b\""));
}

using Model = std::map<Segments, std::optional<int64_t>>;  // when each ban ends

// The highest name at or above `name` whose ban holds.
std::optional<Segments> Expected(const Model& model, const Segments& name, int64_t now) {
  for (size_t length = 1; length <= name.size(); ++length) {
    Segments above(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(length));
    const auto ban = model.find(above);
    if (ban == model.end()) continue;
    if (!ban->second || now < *ban->second) return above;
  }
  return std::nullopt;
}

// Bans or, now and then, lifts the ban of a name.
void DrawEntry(BanLog& log, Model& model) {
  const Segments segments = DrawName(3);
  const std::string name = absl::StrJoin(segments, ":");
  Ban ban = identity::BanOfName(name);
  ban.since = *rc::gen::inRange(0, 50);
  if (*rc::gen::inRange(0, 4) == 0) {
    RC_ASSERT(log.Lift(ban).ok() == (model.erase(segments) == 1));
    return;
  }
  if (*rc::gen::arbitrary<bool>()) ban.until = ban.since + *rc::gen::inRange(1, 50);
  RC_ASSERT(log.Add(ban).ok());
  model[segments] = ban.until;
}

TEST_CASE("a ban on a name hides exactly its subtree, whatever snapshots and deltas the list came by") {
  Share banned;
  ForAll(2'000, [&] {
    BanLog log;
    Model model;
    BanList list;
    for (int feeds = *rc::gen::inRange(1, 4); feeds > 0; --feeds) {
      for (int entries = *rc::gen::inRange(0, 20); entries > 0; --entries) DrawEntry(log, model);
      const bool by_delta = list.state().number > 0 && *rc::gen::arbitrary<bool>();
      list =
          identity::Updated(list, by_delta ? identity::Delta(log, list.state().number, 0) : identity::Snapshot(log, 0));
    }
    for (int queries = 0; queries < 40; ++queries) {
      const Segments name = DrawName(5);
      const int64_t now = *rc::gen::inRange(0, 110);
      const std::optional<Segments> expected = Expected(model, name, now);
      const std::string text = absl::StrJoin(name, ":");
      const std::optional<Ban> found = list.FindIdentity(text, now);
      banned.Count(expected.has_value());
      RC_ASSERT(found.has_value() == expected.has_value());
      if (found) RC_ASSERT(found->target.value == absl::StrJoin(*expected, ":"));
    }
  });
  CHECK(banned.Percent() > 10);
  CHECK(banned.Percent() < 80);
}

}  // namespace
}  // namespace hardtack::properties
