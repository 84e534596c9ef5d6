// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Answer is what an authority says to a request, together with the event that records it: the answer leaves the
// authority once the event is durable.

#ifndef HARDTACK_AUTHORITY_ANSWER_H_
#define HARDTACK_AUTHORITY_ANSWER_H_

#include <string>
#include <utility>
#include <variant>

#include "hardtack/authority/audit/audit_event.h"

namespace hardtack::authority {

// Why a request is not granted.
struct Denial {
  enum class Code : uint8_t {
    kUnauthenticated,  // nobody has shown who they are, or not validly
    kDenied,           // who they are may not do that
    kInvalid,          // the request makes no sense, whoever asks
    kBanned,           // a ban covers who they are
    kNotFound,         // there is no such thing
    kUnavailable,      // the authority cannot answer now
  };
  Code code = Code::kDenied;
  std::string message;  // for the caller; the audit trail has the whole reason
};

template <typename T>
struct Answer {
  std::variant<T, Denial> result;
  AuditEvent event;
};

// A denial as an answer, recorded with its message, or with `reason` where that says more than a caller may know.
template <typename T>
Answer<T> Deny(AuditEvent event, Denial denial, std::string reason = {}) {
  event.allowed = false;
  event.reason = reason.empty() ? denial.message : std::move(reason);
  return {std::move(denial), std::move(event)};
}

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_ANSWER_H_
