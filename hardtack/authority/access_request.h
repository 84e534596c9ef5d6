// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a policy is asked: may somebody do something.

#ifndef HARDTACK_AUTHORITY_ACCESS_REQUEST_H_
#define HARDTACK_AUTHORITY_ACCESS_REQUEST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hardtack::authority {

struct AccessRequest {
  std::string actor;                   // who acts: of a chain of delegations the deepest name
  std::vector<std::string> ancestors;  // the names that it was delegated from, the issued one first
  std::string resource;
  std::string operation;
  std::optional<std::string> domain;       // that the actor's token is bound to, and that the request is made in
  std::optional<std::string> certificate;  // presented with the request: uri:URI or dns:NAME
  int64_t now = 0;                         // UTC seconds
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_ACCESS_REQUEST_H_
