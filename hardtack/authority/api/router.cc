// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Routes. Tested by tests/authority/router_test.cc.

#include "hardtack/authority/api/router.h"

#include <utility>

#include "hardtack/authority/api/problem.h"

namespace hardtack::authority {
namespace {

std::string Allowed(const std::map<std::string, HttpHandler>& methods) {
  std::string list;
  for (const auto& [method, handler] : methods) {
    list += (list.empty() ? "" : ", ") + method;
    if (method == "GET") list += ", HEAD";
  }
  return list;
}

}  // namespace

void Router::Add(Endpoint endpoint, HttpHandler handler) {
  handlers_[std::string(endpoint.path)][std::string(endpoint.method)] = std::move(handler);
  endpoints_.push_back(std::move(endpoint));
}

void Router::Handle(const HttpRequest& request, Respond respond) const {
  const auto route = handlers_.find(request.path);
  if (route == handlers_.end()) return respond(Problem(404, "not-found", "there is nothing at this path"));
  const auto handler = route->second.find(request.method == "HEAD" ? "GET" : request.method);
  if (handler != route->second.end()) return handler->second(request, std::move(respond));
  HttpResponse response = Problem(405, "method-not-allowed", "this path has other methods");
  response.fields.emplace_back("allow", Allowed(route->second));
  respond(std::move(response));
}

}  // namespace hardtack::authority
