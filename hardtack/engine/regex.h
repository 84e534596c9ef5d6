// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Regular expressions for `matches`: RE2 only, so matching is linear in the text. pattern.h translates the reference's
// syntax. Compiled patterns are kept in a cache of bounded memory, which saves time but no steps.

#ifndef HARDTACK_ENGINE_REGEX_H_
#define HARDTACK_ENGINE_REGEX_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "hardtack/engine/limits.h"
#include "hardtack/engine/pattern.h"

namespace re2 {
class RE2;
}

namespace hardtack::engine {

class Budget;

// A compiled pattern. Immutable, thread-safe.
class Regex {
 public:
  // A pattern that is invalid or uses what RE2 has not is no error: it matches nothing. `pattern` is named in errors.
  //   PatternTooLarge   the compiled form exceeds `limits`
  static absl::StatusOr<std::shared_ptr<const Regex>> Compile(const TranslatedPattern& translated,
                                                              std::string_view pattern, const StructureLimits& limits);
  ~Regex();

  uint64_t compile_steps() const { return compile_steps_; }  // TranslatedPattern's

  bool Matches(std::string_view text) const;  // anywhere in the text
  // The steps that matching `text_bytes` costs: ceil(bytes / 64), at least one, times the size of the compiled pattern.
  uint64_t StepsFor(size_t text_bytes) const;

 private:
  Regex(std::unique_ptr<const re2::RE2> compiled, uint64_t compile_steps);
  std::unique_ptr<const re2::RE2> compiled_;
  uint64_t compile_steps_;
};

// Patterns already compiled, forgotten all at once when there are so many that together they could pass
// kMaxMemoryBytes, each taken at the most that RE2 may use for it. Thread-safe. A hit gives what compiling would have
// given, its steps included, so evaluation does not depend on it.
class RegexCache {
 public:
  static constexpr size_t kMaxMemoryBytes = size_t{64} << 20;

  explicit RegexCache(const StructureLimits& limits) : limits_(limits) {}
  std::shared_ptr<const Regex> Find(std::string_view pattern);  // null: not there
  void Keep(std::string_view pattern, std::shared_ptr<const Regex> regex);

 private:
  const StructureLimits limits_;
  std::mutex mutex_;
  absl::flat_hash_map<std::string, std::shared_ptr<const Regex>> compiled_;
};

// The patterns of one evaluation. Each of the first kMaxKept is charged once, as if there were no cache; those that
// come after them, each time.
class EvaluationPatterns {
 public:
  static constexpr size_t kMaxKept = 16;  // bounds the memory that one evaluation holds on to

  EvaluationPatterns(RegexCache& cache, const StructureLimits& limits, Budget& budget,
                     std::pmr::memory_resource* memory)
      : cache_(cache), limits_(limits), budget_(budget), kept_(memory) {}

  // The text id is the pattern's. Null: the budget is exhausted, or stopped because the pattern is too large.
  std::shared_ptr<const Regex> Get(uint64_t text_id, std::string_view pattern);

 private:
  struct Kept {
    uint64_t text_id;
    std::shared_ptr<const Regex> regex;
  };

  std::shared_ptr<const Regex> Compile(std::string_view pattern);
  std::shared_ptr<const Regex> Stop(const absl::Status& status);

  RegexCache& cache_;
  const StructureLimits& limits_;
  Budget& budget_;
  std::pmr::vector<Kept> kept_;
};

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_REGEX_H_
