// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// An authority for tests: a policy with one of everything, a store in memory, and a clock that stands still until it is
// set.

#ifndef HARDTACK_TESTS_AUTHORITY_AUTHORITY_TESTING_H_
#define HARDTACK_TESTS_AUTHORITY_AUTHORITY_TESTING_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hardtack/authority/api/router.h"
#include "hardtack/authority/authority.h"
#include "hardtack/authority/caller.h"
#include "tests/authority/memory_store.h"
#include "tests/authority/policy_of_tests.h"

namespace hardtack::authority {

inline constexpr int64_t kNow = 1'700'000'000;

// The authority, with what the test may look at and change.
class TestAuthority {
 public:
  TestAuthority();

  Authority& operator*() { return *authority_; }
  Authority* operator->() { return authority_.get(); }
  MemoryStore& store() { return *store_; }
  const crypto::PrivateKey& root() const { return *root_; }
  std::shared_ptr<const SigningKeys> keys() const;
  int64_t now = kNow;
  const std::string& policy_folder() const { return folder_; }
  // Puts another policy in place of the one in the folder.
  void WritePolicy(const std::string& text) const;

  // The events recorded so far, the start included.
  std::vector<AuditEvent> Events();
  AuditEvent LastEvent() { return Events().back(); }

  // Bans `name`, as ops.
  void Ban(const std::string& name);
  // The clock goes on, and the store is asked for bans as a server asks it all the time.
  void Pass(int64_t seconds);

 private:
  std::string folder_;
  std::shared_ptr<crypto::PrivateKey> root_;
  MemoryStore* store_;  // the authority's
  std::unique_ptr<Authority> authority_;
};

Credentials WithCertificate(const std::string& certificate);
Credentials WithBearer(const std::string& token);

// `token` delegated to `identity` for an hour.
std::string DelegatedTo(const std::string& token, const std::string& identity, int64_t now = kNow);

// A copy of `token` that ends in five seconds, as published clients show it.
std::string JustInTime(const std::string& token, int64_t now = kNow);

// Everything that a server answers on either listener, its version 9.9.
void AddEveryApi(TestAuthority& authority, Router& router);

// A request and its answer, without a network.
struct Call {
  std::string method = "POST";
  std::string target;
  std::string body{};
  std::optional<std::string> certificate{};
  std::optional<std::string> bearer{};
  std::vector<std::pair<std::string, std::string>> fields = {{"content-type", "application/json"}};
};
// Waits for the answer.
HttpResponse Answered(const Router& router, const Call& call);

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_AUTHORITY_TESTING_H_
