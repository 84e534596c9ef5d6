// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Query is the query of a request, parameter by parameter.
//
// RFC 3986, section 3.4; parameters as application/x-www-form-urlencoded.

#ifndef HARDTACK_AUTHORITY_API_QUERY_H_
#define HARDTACK_AUTHORITY_API_QUERY_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace hardtack::authority {

// Not thread-safe.
class Query {
 public:
  // Linear.
  //   InvalidArgument   a parameter twice, or an escape that is none
  static absl::StatusOr<Query> Read(std::string_view query);

  // A parameter; what is no number, or below zero, is a fault.
  std::optional<std::string> Text(std::string_view name);
  std::optional<int64_t> Number(std::string_view name);

  // The first fault; what nobody asked for is one too, since a misspelt condition must not be passed over.
  //   InvalidArgument   names the parameter
  absl::Status Finish() const;

 private:
  struct Value {
    std::string text;
    bool read = false;
  };
  std::map<std::string, Value, std::less<>> parameters_;
  absl::Status status_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_QUERY_H_
