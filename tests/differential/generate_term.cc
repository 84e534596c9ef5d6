// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Random ground terms.

#include "tests/differential/generate_term.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace hardtack::differential {
namespace {

int64_t GenerateInteger(Random& random) {
  if (random.Percent(92)) return static_cast<int64_t>(random.Below(4));
  return random.OneOf<int64_t>(
      {-1, -7, 1000, std::numeric_limits<int64_t>::max(), std::numeric_limits<int64_t>::min()});
}

std::string GenerateString(Random& random) {
  if (random.Percent(75)) return random.OneOf<std::string>({"a", "b", "ab"});
  return random.OneOf<std::string>({"", "abc", "file1", "file12", "integer", "\xC3\xA9", "a\"b\\c\n"});
}

// Of one kind: arrays and maps may be members, sets may not.
engine::Term GenerateSet(Random& random) {
  engine::Set set;
  Type type = Type::kInteger;
  if (random.Percent(25)) {
    type = random.OneOf({Type::kString, Type::kDate, Type::kBytes, Type::kBool, Type::kNull, Type::kArray, Type::kMap});
  }
  for (size_t count = random.Below(4); count > 0; --count) {
    engine::Term member = GenerateTerm(random, type);
    if (std::find(set.members.begin(), set.members.end(), member) == set.members.end()) set.members.push_back(member);
  }
  return engine::Term(std::move(set));
}

engine::Term GenerateArray(Random& random) {
  engine::Array array;
  for (size_t count = random.Below(4); count > 0; --count) {
    array.elements.push_back(GenerateTerm(random, random.Percent(80) ? Type::kInteger : GenerateType(random)));
  }
  return engine::Term(std::move(array));
}

engine::Term GenerateMap(Random& random) {
  engine::Map map;
  std::vector<engine::MapKey> keys = {int64_t{0}, int64_t{1}, std::string("a"), std::string("1")};
  random.Shuffle(keys);
  keys.resize(random.Below(4));
  for (const engine::MapKey& key : keys) map.entries.push_back({key, GenerateTerm(random, GenerateType(random))});
  return engine::Term(std::move(map));
}

}  // namespace

Type GenerateType(Random& random) {
  const size_t roll = random.Below(100);
  if (roll < 50) return Type::kInteger;
  if (roll < 75) return Type::kString;
  return static_cast<Type>(random.Below(kTypes));
}

engine::Term GenerateTerm(Random& random, Type type) {
  switch (type) {
    case Type::kInteger: return engine::IntegerTerm(GenerateInteger(random));
    case Type::kString: return engine::StringTerm(GenerateString(random));
    case Type::kDate: return engine::DateTerm(random.OneOf<uint64_t>({0, 1, 2, 3, 1'700'000'000}));
    case Type::kBytes: return engine::BytesTerm(random.OneOf<std::string>({"", "a", std::string("\x01\x00\xFF", 3)}));
    case Type::kBool: return engine::BoolTerm(random.Percent(60));
    case Type::kSet: return GenerateSet(random);
    case Type::kNull: return engine::NullTerm();
    case Type::kArray: return GenerateArray(random);
    case Type::kMap: return GenerateMap(random);
  }
  return engine::NullTerm();
}

}  // namespace hardtack::differential
