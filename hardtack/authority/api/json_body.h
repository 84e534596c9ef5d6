// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// JsonBody is the JSON object of a request, read with the distrust that a stranger's bytes deserve: a key that stands
// twice is refused, since two readers would take two meanings, and so is nesting that no request needs.
//
// RFC 8259; RFC 7493 (I-JSON), section 2.3.

#ifndef HARDTACK_AUTHORITY_API_JSON_BODY_H_
#define HARDTACK_AUTHORITY_API_JSON_BODY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "absl/status/statusor.h"
#include "hardtack/authority/http/message.h"

namespace hardtack::authority {

inline constexpr size_t kMaxBodyDepth = 8;

// Not thread-safe.
class JsonBody {
 public:
  // Linear in the body.
  //   InvalidArgument   no content type of JSON, not a JSON object, a key twice, deeper than kMaxBodyDepth
  static absl::StatusOr<JsonBody> Read(const HttpRequest& request);

  // A member; null counts as left out. What is of another type is a fault, and so is a needed text that is not there or
  // empty.
  std::string NeedText(std::string_view name);
  std::optional<std::string> Text(std::string_view name);
  std::optional<int64_t> Integer(std::string_view name);
  bool Flag(std::string_view name);  // false when it is left out

  // The first fault; OK when there was none. To be asked before what was read is used. Members that nobody asks for are
  // passed over: published clients may send more than today's do.
  //   InvalidArgument   names the member
  absl::Status status() const { return status_; }

 private:
  explicit JsonBody(boost::json::object members) : members_(std::move(members)) {}
  void Fault(std::string_view name, std::string_view what);

  boost::json::object members_;
  absl::Status status_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_JSON_BODY_H_
