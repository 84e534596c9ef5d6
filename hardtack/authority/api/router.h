// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Router finds the handler of a request by its method and path.

#ifndef HARDTACK_AUTHORITY_API_ROUTER_H_
#define HARDTACK_AUTHORITY_API_ROUTER_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"
#include "hardtack/authority/api/endpoint.h"
#include "hardtack/authority/http/message.h"

namespace hardtack::authority {

// Immutable once requests are handled; thread-safe then.
class Router {
 public:
  // The path holds to the letter. A GET answers HEAD too.
  void Add(Endpoint endpoint, HttpHandler handler);

  // 404 for a path that is not there, 405 with Allow for a method that it has not.
  void Handle(const HttpRequest& request, Respond respond) const;

  // Whether something is at this path.
  bool Has(std::string_view path) const { return handlers_.contains(path); }

  // In the order in which they were added.
  const std::vector<Endpoint>& endpoints() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return endpoints_; }

 private:
  std::map<std::string, std::map<std::string, HttpHandler>, std::less<>> handlers_;  // by path, by method
  std::vector<Endpoint> endpoints_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_ROUTER_H_
