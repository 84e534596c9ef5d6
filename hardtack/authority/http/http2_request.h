// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A request as its fields arrive over HTTP/2, and what must be right about them before it is one. Linear in the fields.
// RFC 9113, section 8.3.

#ifndef HARDTACK_AUTHORITY_HTTP_HTTP2_REQUEST_H_
#define HARDTACK_AUTHORITY_HTTP_HTTP2_REQUEST_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "hardtack/authority/http/limits.h"
#include "hardtack/authority/http/message.h"
#include "hardtack/authority/http/request_shape.h"

namespace hardtack::authority {

// RFC 9113, section 6.5.2: what a field counts beside its texts, in bytes.
inline constexpr size_t kHttp2FieldOverhead = 32;

// One thread at a time.
class Http2Request {
 public:
  // The next field of the head, decompressed. Once there is a fault, fields are passed over.
  void Add(std::string_view name, std::string_view value, const HttpLimits& limits);

  // What somebody else found wrong; the first fault counts.
  void Refuse(const RequestFault& fault);

  // At the end of the head. nullopt: the request is whole but for its body, its host among the fields as in HTTP/1.
  std::optional<RequestFault> Finish(const HttpLimits& limits);

  // Of the head, counted as SETTINGS_MAX_HEADER_LIST_SIZE has it.
  size_t head_bytes() const { return head_bytes_; }
  bool refused() const { return fault_.has_value(); }

  HttpRequest& request() { return request_; }
  const HttpRequest& request() const { return request_; }

 private:
  void SetTarget(std::string_view value);
  void AddCookie(std::string_view value);
  std::optional<RequestFault> CheckPseudoFields() const;
  std::optional<RequestFault> TakeHost();

  HttpRequest request_;
  std::string scheme_, authority_;
  size_t head_bytes_ = 0;
  std::optional<RequestFault> fault_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_HTTP2_REQUEST_H_
