// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Authority is what a server answers by, without the server: the policy in use, the keys, the bans and the audit trail,
// kept together and kept up to date. docs/authority.md

#ifndef HARDTACK_AUTHORITY_AUTHORITY_H_
#define HARDTACK_AUTHORITY_AUTHORITY_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/authority/audit/audit_log.h"
#include "hardtack/authority/authority_state.h"
#include "hardtack/authority/ban_book.h"
#include "hardtack/authority/policy_fault.h"
#include "hardtack/authority/signing_keys.h"
#include "hardtack/authority/store/store.h"
#include "hardtack/token/verified_cache.h"

namespace hardtack::authority {

struct AuthorityOptions {
  std::string policy_folder;
  std::shared_ptr<const SigningKeys> keys;
  std::optional<int64_t> max_ban_age = 15;  // seconds without an answer of the store after which nobody is believed
  Clock clock;
};

// Thread-safe.
class Authority {
 public:
  // Reads policy and bans, and records that it began. What is wrong with the policy is among `faults`.
  //   InvalidArgument   the policy has faults; no key signs now
  //   Io                the folder cannot be read; as Store
  static absl::StatusOr<std::unique_ptr<Authority>> Open(AuthorityOptions options, std::unique_ptr<Store> store,
                                                         Faults& faults);

  // What a request is answered by that comes now.
  AuthorityState state() const;

  // Records `event`; `done` is told when it is durable, or why it is not.
  void Record(const AuditEvent& event, AuditLog::Done done);

  // Reads the policy folder again; false: its content is what is in use. Whether it was taken or refused is recorded;
  // refused, the old one stays in use.
  //   as Open
  absl::StatusOr<bool> ReloadPolicy(Faults& faults);
  // Uses other keys from now on. Tokens of those that are gone hold no more.
  absl::Status UseKeys(std::shared_ptr<const SigningKeys> keys);

  // Signs where the trail has come to, unless the last checkpoint already says so. Costs as one row.
  absl::Status Checkpoint();

  // Whether its store can be written, as of at most kReadySeconds ago: asking the store costs a commit, and everybody may ask.
  static constexpr int64_t kReadySeconds = 2;
  bool IsReady();

  BanBook& bans() ABSL_ATTRIBUTE_LIFETIME_BOUND { return *bans_; }
  Store& store() ABSL_ATTRIBUTE_LIFETIME_BOUND { return *store_; }
  AuditLog& audit() ABSL_ATTRIBUTE_LIFETIME_BOUND { return *audit_; }
  const token::VerifiedCache& cache() const ABSL_ATTRIBUTE_LIFETIME_BOUND { return cache_; }
  int64_t now() const { return options_.clock(); }

 private:
  Authority(AuthorityOptions options, std::unique_ptr<Store> store);
  absl::StatusOr<Generation> LoadPolicy(Faults& faults);
  void RecordReload(bool allowed, std::string reason);

  const AuthorityOptions options_;
  const std::unique_ptr<Store> store_;
  token::VerifiedCache cache_;  // outlives the verifiers
  std::unique_ptr<AuditLog> audit_;
  std::unique_ptr<BanBook> bans_;
  mutable std::mutex mutex_;  // of what state() hands out
  Generation generation_;
  std::shared_ptr<const Verifiers> verifiers_;
  std::mutex reload_mutex_;  // one reload at a time
  std::optional<AuditHead> checkpointed_;
  std::mutex ready_mutex_;  // held while the store is asked, so that many who ask at once cost one commit
  std::optional<int64_t> ready_at_;
  bool is_ready_ = false;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_AUTHORITY_H_
