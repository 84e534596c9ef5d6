// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What an authorization token costs an authority at least, each part alone: a signature, verifying the identity that is
// shown, and a row of the audit trail, many of which share a commit. scripts/load sets the server's rate beside it.
// The store is in the folder for temporary files (TMPDIR), which has to be on a disk.

#include <atomic>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "bench/load/bearers.h"
#include "bench/tokens.h"
#include "hardtack/authority/authority.h"
#include "hardtack/authority/authorization_service.h"
#include "hardtack/authority/dev/dev_folder.h"
#include "hardtack/authority/identity_service.h"
#include "hardtack/authority/server/config_files.h"
#include "hardtack/authority/server_config.h"

namespace hardtack::bench {
namespace {

using authority::Credentials;

// The authority of `hardtack dev` without its server.
class DevAuthority {
 public:
  DevAuthority() : root_(NewFolder()), now_(std::time(nullptr)) {
    Must(authority::MakeDevFolder(root_ + "/dev", {}));
    authority::Faults faults;
    const auto config = Must(authority::ReadServerConfig(root_ + "/dev/server.toml", faults));
    authority::AuthorityOptions options{config.policy, Must(authority::ReadKeys(config.keys)), config.max_ban_age,
                                        [now = now_] { return now; }};
    authority_ = Must(authority::Authority::Open(std::move(options), Must(authority::OpenStore(config.store)), faults));
  }
  ~DevAuthority() {
    authority_.reset();
    std::filesystem::remove_all(root_);
  }

  authority::Authority& operator*() { return *authority_; }
  authority::Authority* operator->() { return authority_.get(); }
  int64_t now() const { return now_; }

  token::UnverifiedBiscuit Agent() {
    const Credentials alice{"uri:urn:hessra:alice", std::nullopt, "127.0.0.1", "id"};
    const auto answer = authority::RequestIdentity(alice, std::nullopt, authority_->state());
    return AgentOf(std::get<authority::IssuedIdentity>(answer.result).token, now_);
  }

  // What the server does for a request, but for recording it.
  authority::Answer<authority::IssuedToken> Request(const std::string& bearer) {
    const Credentials credentials{std::nullopt, bearer, "127.0.0.1", "0123456789abcdef0123456789abcdef"};
    auto answer = authority::RequestToken(credentials, {kResource, kOperation, std::nullopt}, authority_->state());
    if (!std::holds_alternative<authority::IssuedToken>(answer.result)) Check(absl::InternalError("refused"));
    return answer;
  }

 private:
  static std::string NewFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "hardtack-issuance-XXXXXX").string();
    if (mkdtemp(path.data()) == nullptr) Check(absl::InternalError("no folder can be made: " + path));
    return path;
  }

  const std::string root_;
  const int64_t now_;
  std::unique_ptr<authority::Authority> authority_;
};

// Of as many bytes as a token that is given out has.
void BM_Signature(benchmark::State& state) {
  DevAuthority dev;
  const auto answer = dev.Request(dev.Agent().ToText());
  const std::string message = std::get<authority::IssuedToken>(answer.result).token;
  const crypto::Signer& signer = *Must(dev->state().keys().Active(dev.now()))->signer;
  for (auto _ : state) benchmark::DoNotOptimize(Must(signer.Sign(message)));
}
BENCHMARK(BM_Signature);

void Verify(const std::string& text, const authority::AuthorityState& state) {
  const identity::VerifyRequest request{state.now, std::nullopt, std::nullopt, {}, state.ban_policy()};
  const auto verdict =
      Must(state.verifiers->identities.Verify(Must(token::UnverifiedBiscuit::FromText(text)), request));
  if (std::holds_alternative<identity::Refusal>(verdict)) Check(absl::InternalError("refused"));
}

// A copy of an identity, as published clients show it, by who knows nothing of it: the verification of any service.
void BM_Verification(benchmark::State& state) {
  DevAuthority dev;
  const std::string text = NarrowedCopies(dev.Agent(), 1, dev.now()).front();
  authority::AuthorityState now = dev->state();
  now.verifiers = Must(authority::Verifiers::Create(now.verifiers->keys, [at = dev.now()] { return at; }));
  for (auto _ : state) Verify(text, now);
}
BENCHMARK(BM_Verification);

// As the server verifies them: copies of an identity that its cache knows, each for the first time.
constexpr size_t kCopies = 4096;
void BM_VerificationOfCopies(benchmark::State& state) {
  DevAuthority dev;
  const std::vector<std::string> copies = NarrowedCopies(dev.Agent(), kCopies + 1, dev.now());
  const authority::AuthorityState now = dev->state();
  Verify(copies.back(), now);
  size_t next = 0;
  for (auto _ : state) Verify(copies[next++], now);
}
BENCHMARK(BM_VerificationOfCopies)->Iterations(kCopies);

// The same identity again and again, likewise.
void BM_VerificationOfIdentity(benchmark::State& state) {
  DevAuthority dev;
  const std::string text = dev.Agent().ToText();
  const authority::AuthorityState now = dev->state();
  for (auto _ : state) Verify(text, now);
}
BENCHMARK(BM_VerificationOfIdentity);

// What the server does for a request besides, without network and store: the policy, a key, the token, the event.
void BM_RequestWithoutRecord(benchmark::State& state) {
  DevAuthority dev;
  const std::string text = dev.Agent().ToText();
  for (auto _ : state) benchmark::DoNotOptimize(dev.Request(text));
}
BENCHMARK(BM_RequestWithoutRecord);

// Rows that so many wait for at a time: as one is durable, the next one is appended.
class Rows {
 public:
  Rows(authority::AuditLog& log, authority::AuditRecord record, int64_t count)
      : log_(log), record_(std::move(record)), left_to_append_(count), left_to_write_(count) {}

  void Append(int64_t at_a_time) {
    std::future<void> written = written_.get_future();
    for (int64_t i = 0; i < at_a_time; ++i) Append();
    written.wait();
  }

 private:
  void Append() {
    if (left_to_append_.fetch_sub(1) <= 0) return;
    log_.Append(record_, [this](const absl::Status& status) {
      Check(status);
      Append();
      if (left_to_write_.fetch_sub(1) == 1) written_.set_value();
    });
  }

  authority::AuditLog& log_;
  const authority::AuditRecord record_;
  std::atomic<int64_t> left_to_append_;
  std::atomic<int64_t> left_to_write_;
  std::promise<void> written_;
};

constexpr int64_t kRows = 10'000;
void BM_Commit(benchmark::State& state) {
  DevAuthority dev;
  const auto answer = dev.Request(NarrowedCopies(dev.Agent(), 1, dev.now()).front());
  for (auto _ : state) Rows(dev->audit(), RecordOf(answer.event), kRows).Append(state.range(0));
  state.SetItemsProcessed(state.iterations() * kRows);
}
// By the wall, since who commits waits for the disk, and by the processor, whose work another thread does.
BENCHMARK(BM_Commit)->ArgName("waiting")->Arg(64)->MeasureProcessCPUTime()->UseRealTime()->Iterations(1);

}  // namespace
}  // namespace hardtack::bench
