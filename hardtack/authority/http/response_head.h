// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What an answer says before its body, in either version of HTTP: the status, the fields that every answer has, and
// those of its handler, which are checked here before they are written. RFC 9110.

#ifndef HARDTACK_AUTHORITY_HTTP_RESPONSE_HEAD_H_
#define HARDTACK_AUTHORITY_HTTP_RESPONSE_HEAD_H_

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hardtack/authority/http/message.h"
#include "hardtack/authority/http/request_shape.h"

namespace hardtack::authority {

using HttpFields = std::vector<std::pair<std::string, std::string>>;

// "Not Found" of 404; empty for numbers that have no phrase here.
std::string_view PhraseOf(unsigned status);

// An answer that the server gives by itself, as application/problem+json (RFC 9457), with a code that does not change.
// `reason` is a fixed text.
HttpResponse Problem(unsigned status, std::string_view reason);
HttpResponse Problem(const RequestFault& fault);

// Whether it can be written as it is: a final status, names and values that stay on their lines, and no field that is
// the server's own (content-length, connection, transfer-encoding, date, server, x-request-id).
bool IsWritable(const HttpResponse& response);

// Whether answers to `method` with `status` have a body.
bool HasBody(std::string_view method, unsigned status);

// All fields of a writable answer, names in lower case. `now`: UTC.
HttpFields FieldsOf(const HttpResponse& response, std::string_view request_id, std::chrono::sys_seconds now);

// "Sun, 06 Nov 1994 08:49:37 GMT".
std::string HttpDate(std::chrono::sys_seconds time);

// The head of an answer in HTTP/1.1, with its empty line.
std::string Http1Head(unsigned status, const HttpFields& fields, bool closes);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_RESPONSE_HEAD_H_
