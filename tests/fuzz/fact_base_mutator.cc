// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// How libFuzzer changes the inputs of `fact_base`: a number of one section, mostly to one that is just inside or just
// outside of what it may be, or the entries of a section; the header follows. What has no sections becomes a base of
// random facts.

#include <algorithm>
#include <cstring>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hardtack/engine/fact_base_impl.h"
#include "tests/differential/generate.h"
#include "tests/fuzz/custom_mutator.h"
#include "tests/fuzz/fact_base_parts.h"

namespace hardtack::fuzz {
namespace {

using engine::SectionVectors;

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  std::string Change(std::string_view bytes) {
    FactBaseParts parts = TakeApart(bytes);
    if (parts.sections.relations.empty() || Percent(2)) return SmallBase();
    for (size_t changes = 1 + Below(3); changes > 0; --changes) ChangeSection(parts.sections);
    return PutTogether(engine::SpansOf(parts.sections), parts.key);
  }

 private:
  size_t Below(size_t bound) { return random_() % bound; }
  bool Percent(size_t percent) { return Below(100) < percent; }

  std::string SmallBase() {
    engine::FactBaseBuilder builder({random_(), random_()});
    for (const engine::Fact& fact : differential::Generate(random_()).shared) (void)builder.Add(fact);
    const auto base = std::move(builder).Build();
    return PutTogether(base->impl().sections, base->impl().key);
  }

  void ChangeSection(SectionVectors& sections) {
    const size_t chosen = Below(engine::kSectionCount);
    size_t number = 0;
    engine::ForEachSection(sections, [&](std::string_view, auto& array) {
      if (number++ != chosen) return;
      if (Percent(25)) return ChangeEntries(array);
      if (!array.empty()) ChangeNumber(sections, array);
    });
  }

  template <typename Array>
  void ChangeEntries(Array& array) {
    const size_t at = Below(array.size() + 1);
    const auto place = array.begin() + static_cast<std::ptrdiff_t>(at);
    if (at == array.size()) {
      array.push_back(array.empty() ? typename Array::value_type() : array[Below(at)]);
    } else if (Percent(40)) {
      array.erase(place);
    } else if (Percent(50)) {
      std::swap(array[at], array[Below(array.size())]);
    } else {
      array.insert(place, typename Array::value_type(array[at]));
    }
  }

  // One of 64, 32 or 16 bits: places and sizes have the first two, kinds the last.
  template <typename Array>
  void ChangeNumber(const SectionVectors& sections, Array& array) {
    auto* const bytes = reinterpret_cast<char*>(array.data());
    const size_t all = array.size() * sizeof(typename Array::value_type);
    if (Percent(10)) return ChangeAt<uint16_t>(sections, bytes, all);
    if (alignof(typename Array::value_type) == sizeof(uint64_t) && Percent(50)) {
      return ChangeAt<uint64_t>(sections, bytes, all);
    }
    ChangeAt<uint32_t>(sections, bytes, all);
  }

  template <typename Number>
  void ChangeAt(const SectionVectors& sections, char* bytes, size_t size) {
    char* const place = bytes + Below(size / sizeof(Number)) * sizeof(Number);
    Number number, other;
    std::memcpy(&number, place, sizeof(number));
    std::memcpy(&other, bytes + Below(size / sizeof(Number)) * sizeof(Number), sizeof(other));
    const uint64_t limit = SizeOfOne(sections) + Below(3) - 1;
    const uint64_t step = Percent(50) ? 1 : 16;  // of values the lowest four bits are the kind
    switch (Below(7)) {
      case 0:
        number = static_cast<Number>(number + step);
        break;
      case 1:
        number = static_cast<Number>(number - step);
        break;
      case 2:
        number = static_cast<Number>(number ^ (uint64_t{1} << Below(8 * sizeof(Number))));
        break;
      case 3:
        number = other;
        break;
      case 4:
        number = static_cast<Number>(limit);
        break;
      case 5:  // a value of the same kind, or a column's place with the same width
        number = static_cast<Number>(limit << 4 | (number & 15));
        break;
      default:
        LLVMFuzzerMutate(reinterpret_cast<uint8_t*>(&number), sizeof(number), sizeof(number));
    }
    std::memcpy(place, &number, sizeof(number));
  }

  uint64_t SizeOfOne(const SectionVectors& sections) {
    const size_t chosen = Below(engine::kSectionCount);
    size_t number = 0;
    uint64_t size = 0;
    engine::ForEachSection(sections, [&](std::string_view, const auto& array) {
      if (number++ == chosen) size = array.size();
    });
    return size;
  }

  std::minstd_rand random_;
};

}  // namespace
}  // namespace hardtack::fuzz

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  return hardtack::fuzz::ChangeInput(hardtack::fuzz::Mutator(seed), data, size, max_size);
}
