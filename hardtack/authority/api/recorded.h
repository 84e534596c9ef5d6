// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// An answer leaves the authority once it is recorded. Internal to authority/api.

#ifndef HARDTACK_AUTHORITY_API_RECORDED_H_
#define HARDTACK_AUTHORITY_API_RECORDED_H_

#include <utility>
#include <variant>

#include "hardtack/authority/answer.h"
#include "hardtack/authority/authority.h"
#include "hardtack/authority/http/message.h"

namespace hardtack::authority {

inline constexpr char kNotRecorded[] = "the authority cannot record what it does, and so does nothing";

// Records the answer, then responds as `granted` and `denied` have it. What cannot be recorded is denied, and what it
// would have given is forgotten.
template <typename T, typename Granted, typename Denied>
void RespondRecorded(Authority& authority, Answer<T> answer, Respond respond, Granted granted, Denied denied) {
  HttpResponse response = std::holds_alternative<T>(answer.result) ? granted(std::get<T>(answer.result))
                                                                   : denied(std::get<Denial>(answer.result));
  authority.Record(answer.event, [response = std::move(response), respond = std::move(respond),
                                  denied = std::move(denied)](const absl::Status& recorded) mutable {
    respond(recorded.ok() ? std::move(response) : denied(Denial{Denial::Code::kUnavailable, kNotRecorded}));
  });
}

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_RECORDED_H_
