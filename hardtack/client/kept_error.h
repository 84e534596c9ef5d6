// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// KeptError keeps the outcome of an attempt for other threads. It keeps the parts of a Status rather than the Status,
// whose copies share memory that is counted inside Debian's Abseil, where ThreadSanitizer cannot see it.
//
// As thread-safe as a std::string. Internal to client.

#ifndef HARDTACK_CLIENT_KEPT_ERROR_H_
#define HARDTACK_CLIENT_KEPT_ERROR_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "hardtack/base/error.h"

namespace hardtack::client {

class KeptError {
 public:
  // `status` is one that Hardtack made, or OK.
  void Set(const absl::Status& status) {
    kind_ = status.ok() ? std::nullopt : std::optional(KindOf(status).value_or(ErrorKind::kInternal));
    message_ = std::string(status.message());
    subject_ = SubjectOf(status);
  }
  // A Status of its own, equal to what was set; OK at first.
  absl::Status Get() const { return kind_.has_value() ? Error(*kind_, message_, subject_) : absl::OkStatus(); }

 private:
  std::optional<ErrorKind> kind_;
  std::string message_;
  std::string subject_;
};

}  // namespace hardtack::client

#endif  // HARDTACK_CLIENT_KEPT_ERROR_H_
