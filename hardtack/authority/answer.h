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
  std::string message;      // for the caller
  std::string reason = {};  // for the audit trail, where it says more than the caller may know; else empty
};

// What the audit trail has of it.
inline const std::string& RecordedOf(const Denial& denial) {
  return denial.reason.empty() ? denial.message : denial.reason;
}

template <typename T>
struct Answer {
  std::variant<T, Denial> result;
  AuditEvent event;
};

// A denial as an answer.
template <typename T>
Answer<T> Deny(AuditEvent event, Denial denial) {
  event.allowed = false;
  event.reason = RecordedOf(denial);
  return {std::move(denial), std::move(event)};
}

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_ANSWER_H_
