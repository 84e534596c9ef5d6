// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Problems are the errors of our own API: JSON with a code that does not change. docs/api.md lists the codes.
//
// RFC 9457.

#ifndef HARDTACK_AUTHORITY_API_PROBLEM_H_
#define HARDTACK_AUTHORITY_API_PROBLEM_H_

#include <string_view>

#include "hardtack/authority/answer.h"
#include "hardtack/authority/http/message.h"

namespace hardtack::authority {

// `status`, `title` (of the status), `code`, `detail`.
HttpResponse Problem(unsigned status, std::string_view code, std::string_view detail);
HttpResponse Problem(const Denial& denial);

// What a denial is in HTTP: for published clients, to whom every denial is 401, and for ours.
unsigned PublishedStatusOf(Denial::Code code);
unsigned StatusOf(Denial::Code code);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_PROBLEM_H_
