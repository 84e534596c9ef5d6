// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What Debian's Abseil (20220623) lacks: it keeps an absl::string_view distinct from std::string_view, so the two are
// converted here, std::string keys are looked up by view with StringHash, and Status is propagated by two macros.
// Internal: public headers do not include this file.

#ifndef HARDTACK_BASE_ABSEIL_H_
#define HARDTACK_BASE_ABSEIL_H_

#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace hardtack {

inline absl::string_view ToAbsl(std::string_view text) { return absl::string_view(text.data(), text.size()); }
inline std::string_view ToStd(absl::string_view text) { return std::string_view(text.data(), text.size()); }

// A transparent hash, for containers of std::string that are searched by std::string_view.
struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

}  // namespace hardtack

#define HARDTACK_CONCAT_INNER(a, b) a##b
#define HARDTACK_CONCAT(a, b) HARDTACK_CONCAT_INNER(a, b)

#define RETURN_IF_ERROR(expression)                                         \
  do {                                                                      \
    if (absl::Status status_ = (expression); !status_.ok()) return status_; \
  } while (false)

#define ASSIGN_OR_RETURN(target, expression) \
  HARDTACK_ASSIGN_OR_RETURN(HARDTACK_CONCAT(status_or_, __LINE__), target, expression)

// NOLINTBEGIN(bugprone-macro-parentheses): a name and a declaration take none
#define HARDTACK_ASSIGN_OR_RETURN(status_or, target, expression) \
  auto status_or = (expression);                                 \
  if (!status_or.ok()) return std::move(status_or).status();     \
  target = *std::move(status_or)
// NOLINTEND(bugprone-macro-parentheses)

#endif  // HARDTACK_BASE_ABSEIL_H_
