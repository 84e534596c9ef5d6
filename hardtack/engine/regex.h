// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Regular expressions for `matches`: RE2 only, so matching is linear in the text. Perl classes are made Unicode-aware,
// as in the reference; docs/compatibility.md lists what still differs. Compiled patterns are kept in a cache of bounded
// memory.

#ifndef HARDTACK_ENGINE_REGEX_H_
#define HARDTACK_ENGINE_REGEX_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "hardtack/base/abseil.h"
#include "hardtack/engine/limits.h"

namespace re2 {
class RE2;
}

namespace hardtack::engine {

// A compiled pattern. Immutable, thread-safe.
class Regex {
 public:
  //   PatternTooLarge   the text or the compiled form exceeds `limits`
  // A pattern that is invalid or uses what RE2 has not is no error: it matches nothing.
  static absl::StatusOr<std::shared_ptr<const Regex>> Compile(std::string_view pattern, const StructureLimits& limits);
  ~Regex();

  bool Matches(std::string_view text) const;  // anywhere in the text
  // The steps that matching `text_bytes` costs: ceil(bytes / 64), at least one, times the size of the compiled pattern.
  uint64_t StepsFor(size_t text_bytes) const;

 private:
  explicit Regex(std::unique_ptr<const re2::RE2> compiled);
  std::unique_ptr<const re2::RE2> compiled_;
};

// Patterns already compiled, forgotten all at once when there are so many that together they could pass
// kMaxMemoryBytes, each taken at the most that RE2 may use for it. Thread-safe. A hit gives what compiling would have
// given, so evaluation does not depend on it.
class RegexCache {
 public:
  static constexpr size_t kMaxMemoryBytes = size_t{64} << 20;

  explicit RegexCache(const StructureLimits& limits) : limits_(limits) {}
  absl::StatusOr<std::shared_ptr<const Regex>> Get(std::string_view pattern);

 private:
  const StructureLimits limits_;
  std::mutex mutex_;
  absl::flat_hash_map<std::string, std::shared_ptr<const Regex>> compiled_;
};

// `pattern` in RE2's syntax with the reference's meaning of \d, \w and \s. Exposed for its test.
std::string TranslatePattern(std::string_view pattern);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_REGEX_H_
