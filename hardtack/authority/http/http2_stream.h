// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Http2Stream is one request of an HTTP/2 connection and its answer, for as long as its stream is open.

#ifndef HARDTACK_AUTHORITY_HTTP_HTTP2_STREAM_H_
#define HARDTACK_AUTHORITY_HTTP_HTTP2_STREAM_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "hardtack/authority/http/byte_budget.h"
#include "hardtack/authority/http/http2_request.h"
#include "hardtack/authority/http/request_id.h"
#include "hardtack/authority/http/session.h"

namespace hardtack::authority {

struct Http2Stream {
  explicit Http2Stream(ByteBudget& budget) : held(budget) {}

  // The request, which gets its id. What the answer needs of it stays.
  HttpRequest TakeRequest() {
    HttpRequest taken = std::move(request.request());
    taken.id = RandomRequestId();
    request = {};
    request.request().method = taken.method;
    request.request().id = taken.id;
    return taken;
  }

  // Copies what is left of the answer's body, `size` bytes at most, and tells how many.
  size_t CopyBody(char* buffer, size_t size) {
    const size_t count = std::min(size, body.size() - sent);
    std::copy_n(body.data() + sent, count, buffer);
    sent += count;
    return count;
  }
  bool is_sent() const { return sent == body.size(); }

  Http2Request request;
  bool head_ended = false;
  bool request_ended = false;  // the peer sends no more
  bool answered = false;       // an answer was given to nghttp2
  bool lingers = false;        // the answer was sent, and the request goes on
  std::string body;            // of the answer
  size_t sent = 0;             // of it
  HeldBytes held;              // the request until it is handled, then the answer
  HttpSession::Time deadline = HttpSession::Time::max();
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_HTTP2_STREAM_H_
