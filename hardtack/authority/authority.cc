// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// An authority without its server. Tested by tests/authority/authority_test.cc.

#include "hardtack/authority/authority.h"

#include <span>
#include <utility>

#include <fmt/format.h>

#include "hardtack/authority/policy_file.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key_text.h"

namespace hardtack::authority {
namespace {

AuditEvent OwnEvent(AuditKind kind, const AuthorityState& state) {
  AuditEvent event;
  event.time = state.now;
  event.kind = kind;
  event.allowed = true;
  event.generation = state.generation.number;
  event.policy_hash = state.policy().hash();
  return event;
}

}  // namespace

Authority::Authority(AuthorityOptions options, std::unique_ptr<Store> store)
    : options_(std::move(options)), store_(std::move(store)), audit_(std::make_unique<AuditLog>(*store_)) {}

absl::StatusOr<std::unique_ptr<Authority>> Authority::Open(AuthorityOptions options, std::unique_ptr<Store> store,
                                                           Faults& faults) {
  std::unique_ptr<Authority> authority(new Authority(std::move(options), std::move(store)));
  const AuthorityOptions& kept = authority->options_;
  ASSIGN_OR_RETURN(authority->generation_, authority->LoadPolicy(faults));
  ASSIGN_OR_RETURN(authority->verifiers_, Verifiers::Create(kept.keys, kept.clock, &authority->cache_));
  ASSIGN_OR_RETURN(authority->bans_, BanBook::Open(*authority->store_, kept.clock, kept.keys));
  const AuditRecord start = RecordOf(OwnEvent(AuditKind::kStart, authority->state()));
  RETURN_IF_ERROR(authority->store_->Append(std::span(&start, 1)).status());
  return authority;
}

absl::StatusOr<Generation> Authority::LoadPolicy(Faults& faults) {
  ASSIGN_OR_RETURN(const std::vector<PolicyFile> files, ReadPolicyFolder(options_.policy_folder));
  std::shared_ptr<const Policy> policy = Policy::Load(files, faults);
  if (policy == nullptr) {
    return Error(ErrorKind::kInvalidArgument,
                 fmt::format("the policy has {} {}", faults.count(), faults.count() == 1 ? "fault" : "faults"),
                 options_.policy_folder);
  }
  ASSIGN_OR_RETURN(const uint64_t number, store_->NumberGeneration(policy->hash(), options_.clock()));
  return Generation{std::move(policy), number};
}

AuthorityState Authority::state() const {
  AuthorityState state;
  state.bans = bans_->list();
  state.max_ban_age = options_.max_ban_age;
  state.now = options_.clock();
  const std::lock_guard lock(mutex_);
  state.generation = generation_;
  state.verifiers = verifiers_;
  return state;
}

void Authority::Record(const AuditEvent& event, AuditLog::Done done) {
  audit_->Append(RecordOf(event), std::move(done));
}

absl::StatusOr<bool> Authority::ReloadPolicy(Faults& faults) {
  const std::lock_guard reload(reload_mutex_);
  absl::StatusOr<Generation> loaded = LoadPolicy(faults);
  if (!loaded.ok()) {
    RecordReload(false, std::string(loaded.status().message()));
    return loaded.status();
  }
  {
    const std::lock_guard lock(mutex_);
    if (loaded->policy->hash() == generation_.policy->hash()) return false;
    generation_ = *std::move(loaded);
  }
  RecordReload(true, "another policy is in use");
  return true;
}

absl::Status Authority::UseKeys(std::shared_ptr<const SigningKeys> keys) {
  const std::lock_guard reload(reload_mutex_);
  RETURN_IF_ERROR(keys->Active(options_.clock()).status());
  ASSIGN_OR_RETURN(std::shared_ptr<const Verifiers> verifiers, Verifiers::Create(keys, options_.clock, &cache_));
  {
    const std::lock_guard lock(mutex_);
    verifiers_ = std::move(verifiers);
  }
  bans_->UseKeys(std::move(keys));
  RecordReload(true, "other keys are in use");
  return absl::OkStatus();
}

// A reload gives nobody anything, so it does not wait for its record.
void Authority::RecordReload(bool allowed, std::string reason) {
  AuditEvent event = OwnEvent(AuditKind::kReload, state());
  event.allowed = allowed;
  event.reason = std::move(reason);
  Record(event, [](const absl::Status&) {});
}

bool Authority::IsReady() {
  const std::lock_guard lock(ready_mutex_);
  const int64_t now = options_.clock();
  const bool fresh = ready_at_.has_value() && *ready_at_ <= now && now < *ready_at_ + kReadySeconds;
  if (!fresh) {
    is_ready_ = store_->Check().ok();
    ready_at_ = now;
  }
  return is_ready_;
}

absl::Status Authority::Checkpoint() {
  const std::lock_guard reload(reload_mutex_);
  ASSIGN_OR_RETURN(const AuditHead head, store_->Head());
  if (checkpointed_ == head) return absl::OkStatus();
  const AuthorityState now = state();
  ASSIGN_OR_RETURN(const SigningKey* key, now.keys().Active(now.now));
  ASSIGN_OR_RETURN(std::string signature, key->signer->Sign(CheckpointMessage(head, now.now)));
  RETURN_IF_ERROR(store_->AddCheckpoint(
      {head, now.now, crypto::ToHexText(key->signer->public_key()), std::move(signature)}));
  checkpointed_ = head;
  return absl::OkStatus();
}

}  // namespace hardtack::authority
