// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// One HTTP/1 request out of its bytes. The parser is Boost.Beast's; what it lets pass and we do not is refused here or
// in request_shape.h: extensions of chunks, trailers among the fields, lists of lengths. RFC 9112.

#ifndef HARDTACK_AUTHORITY_HTTP_HTTP1_PARSER_H_
#define HARDTACK_AUTHORITY_HTTP_HTTP1_PARSER_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "hardtack/authority/http/limits.h"
#include "hardtack/authority/http/message.h"
#include "hardtack/authority/http/request_shape.h"

namespace hardtack::authority {

// For one request. One thread at a time. Holds no more than the body, which `limits` bounds.
class Http1Parser {
 public:
  explicit Http1Parser(const HttpLimits& limits);
  ~Http1Parser();
  Http1Parser(Http1Parser&&) noexcept;
  Http1Parser& operator=(Http1Parser&&) noexcept;

  // Reads a head with which CheckHead found nothing wrong. Once, first.
  std::optional<RequestFault> ReadHead(std::string_view head);

  // Reads what it can of the body and takes it off the front of `bytes`. What is left is not whole yet: come again with
  // more behind it; or, when done, it belongs to the next request.
  std::optional<RequestFault> ReadBody(std::string_view& bytes);

  bool done() const;

  // Of the body, so far.
  size_t body_bytes() const;

  // Whether the peer waits for a word before it sends the body.
  bool expects_continue() const;

  // Whether the connection may go on behind this request.
  bool keeps_alive() const;

  // Method, target, fields and, when done, body.
  HttpRequest& request();

 private:
  class Reader;
  std::unique_ptr<Reader> reader_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_HTTP1_PARSER_H_
