// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Decisions over shared facts: users in groups, groups with rights on folders, resources in folders. Each decision is
// about another resource, and without a token about another user too, so what it looks at is seldom in a cache.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "bench/batch.h"
#include "bench/tokens.h"
#include "hardtack/engine/fact_base.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/authorizer.h"
#include "hardtack/token/verified_cache.h"

namespace hardtack::bench {
namespace {

constexpr char kPolicy[] = R"(
    allow if user($u), resource($r), member($u, $g), in_folder($r, $f), right($g, $f, "read");)";

// Half of the facts are memberships, a quarter resources, a quarter rights; everybody is in five groups.
class Company {
 public:
  explicit Company(int64_t facts)
      : users_(static_cast<uint64_t>(facts) / 10),
        groups_(users_ / 5),
        resources_(static_cast<uint64_t>(facts) / 4),
        folders_(resources_ / 5 * 2),
        members_(groups_),
        contents_(folders_) {
    for (uint64_t i = 0; i < 5 * users_; ++i) members_[random_() % groups_].push_back(i / 5);
    for (uint64_t i = 0; i < resources_; ++i) contents_[random_() % folders_].push_back(i);
    for (uint64_t i = 0; i < resources_; ++i) rights_.emplace_back(random_() % groups_, random_() % folders_);
  }

  std::shared_ptr<const engine::FactBase> MakeBase() const {
    engine::FactBaseBuilder builder;
    auto add = [&](std::string_view name, std::vector<engine::Term> terms) { Check(builder.Add(name, terms)); };
    for (uint64_t group = 0; group < groups_; ++group) {
      for (uint64_t user : members_[group]) add("member", {User(user), Group(group)});
    }
    for (uint64_t folder = 0; folder < folders_; ++folder) {
      for (uint64_t resource : contents_[folder]) add("in_folder", {Resource(resource), Folder(folder)});
    }
    for (uint64_t i = 0; i < rights_.size(); ++i) {
      const auto& [group, folder] = rights_[i];
      add("right", {Group(group), Folder(folder), engine::StringTerm(i % 2 == 0 ? "read" : "write")});
    }
    return std::move(builder).Build();
  }

  struct Question {
    uint64_t user, resource;
  };
  // Half of them about somebody and what he may read, half about anybody and anything: as much to do whatever the number
  // of facts. More than caches hold of a large base.
  std::vector<Question> MakeQuestions() {
    std::vector<Question> questions;
    while (questions.size() < kQuestions) {
      const auto& [group, folder] = rights_[random_() % rights_.size() / 2 * 2];
      const std::vector<uint64_t>&users = members_[group], &resources = contents_[folder];
      if (users.empty() || resources.empty()) continue;
      questions.push_back({users[random_() % users.size()], resources[random_() % resources.size()]});
      questions.push_back({random_() % users_, random_() % resources_});
    }
    return questions;
  }

  // The same about users below `users`, in turn.
  std::vector<Question> MakeQuestionsOf(uint64_t users) {
    std::vector<std::vector<uint64_t>> groups(users), folders(groups_);
    for (uint64_t group = 0; group < groups_; ++group) {
      for (uint64_t user : members_[group]) {
        if (user < users) groups[user].push_back(group);
      }
    }
    for (uint64_t i = 0; i < rights_.size(); i += 2) folders[rights_[i].first].push_back(rights_[i].second);
    std::vector<Question> questions;
    for (uint64_t user = 0; questions.size() < kQuestions; user = (user + 1) % users) {
      questions.push_back({user, random_() % resources_});
      const std::vector<uint64_t>& readable = folders[Any(groups[user])];
      if (readable.empty()) continue;
      const std::vector<uint64_t>& resources = contents_[Any(readable)];
      if (!resources.empty()) questions.push_back({user, Any(resources)});
    }
    return questions;
  }

  static engine::Term User(uint64_t i) { return engine::StringTerm("user" + std::to_string(i)); }
  static engine::Term Resource(uint64_t i) { return engine::StringTerm("/docs/" + std::to_string(i)); }

 private:
  static constexpr size_t kQuestions = 1 << 16;

  uint64_t Any(const std::vector<uint64_t>& of) { return of[random_() % of.size()]; }
  static engine::Term Group(uint64_t i) { return engine::StringTerm("group-" + std::to_string(i)); }
  static engine::Term Folder(uint64_t i) { return engine::StringTerm("folder-" + std::to_string(i)); }

  std::mt19937_64 random_{1};
  uint64_t users_, groups_, resources_, folders_;
  std::vector<std::vector<uint64_t>> members_;         // by group
  std::vector<std::vector<uint64_t>> contents_;        // by folder
  std::vector<std::pair<uint64_t, uint64_t>> rights_;  // group and folder; every second one to read
};

std::shared_ptr<const engine::FactBase> MakeFacts(int64_t facts) { return Company(facts).MakeBase(); }

void Decide(benchmark::State& state, std::shared_ptr<const engine::FactBase> facts) {
  token::AuthorizerOptions options;
  options.facts = std::move(facts);
  const token::Authorizer authorizer =
      Must(token::Authorizer::Create(Must(parser::ParseAuthorizer(kPolicy)), std::move(options)));
  const auto questions = Company(state.range(0)).MakeQuestions();
  std::vector<engine::Fact> request = {{{"user", {engine::NullTerm()}}}, {{"resource", {engine::NullTerm()}}}};
  uint64_t next = 0, allowed = 0;
  for (auto _ : state) {
    // As a service has it, the request was made just now.
    const Company::Question& question = questions[next++ % questions.size()];
    request[0].predicate.terms[0] = Company::User(question.user);
    request[1].predicate.terms[0] = Company::Resource(question.resource);
    allowed += Must(authorizer.Authorize(request)).allowed() ? 1 : 0;
  }
  state.counters["allowed"] = benchmark::Counter(static_cast<double>(allowed), benchmark::Counter::kAvgIterations);
}

void BM_DecideOverSharedFacts(benchmark::State& state) { Decide(state, MakeFacts(state.range(0))); }
BENCHMARK(BM_DecideOverSharedFacts)->ArgName("facts")->RangeMultiplier(10)->Range(1000, 1'000'000);

// The same for bearers of tokens of three blocks that a cache knows, from text to decision. A hundred are at work, with
// as many facts as there are.
void BM_DecideForTokenOverSharedFacts(benchmark::State& state) {
  constexpr uint64_t kBearers = 100;
  const Token model = ReadToken(3);
  const std::vector<std::string> texts = MakeBatch(3);
  const token::RootKeyLookup lookup = token::SingleRootKey(model.root_key);
  token::VerifiedCache cache;
  token::AuthorizerOptions options;
  options.facts = MakeFacts(state.range(0));
  const token::Authorizer authorizer = Must(token::Authorizer::Create(
      Must(parser::ParseAuthorizer(std::string("time(2030-01-01T00:00:00Z); operation(\"read\");") + kPolicy)),
      std::move(options)));
  const auto questions = Company(state.range(0)).MakeQuestionsOf(kBearers);
  std::vector<engine::Fact> request = {{{"resource", {engine::NullTerm()}}}};
  uint64_t next = 0, allowed = 0;
  for (auto _ : state) {
    const Company::Question& question = questions[next++ % questions.size()];
    const token::Biscuit token =
        Must(token::Biscuit::VerifyText(texts[question.user], lookup, {.limits = {}, .cache = &cache}));
    request[0].predicate.terms[0] = Company::Resource(question.resource);
    allowed += Must(authorizer.Authorize(token, request)).allowed() ? 1 : 0;
  }
  state.counters["allowed"] = benchmark::Counter(static_cast<double>(allowed), benchmark::Counter::kAvgIterations);
}
BENCHMARK(BM_DecideForTokenOverSharedFacts)->ArgName("facts")->RangeMultiplier(10)->Range(1000, 1'000'000);

// A base in a file of its own, which goes with the object.
class FactFile {
 public:
  explicit FactFile(int64_t facts) { Check(MakeFacts(facts)->Write(path_)); }
  ~FactFile() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  const std::string path_ =
      (std::filesystem::temp_directory_path() / ("hardtack-bench-" + std::to_string(std::random_device()()))).string();
};

void BM_DecideOverMappedFacts(benchmark::State& state) {
  const FactFile file(state.range(0));
  Decide(state, Must(engine::FactBase::Open(file.path())));
}
BENCHMARK(BM_DecideOverMappedFacts)->ArgName("facts")->RangeMultiplier(10)->Range(1000, 1'000'000);

void BM_OpenFactBase(benchmark::State& state) {
  const FactFile file(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(Must(engine::FactBase::Open(file.path())));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * std::filesystem::file_size(file.path())));
}
BENCHMARK(BM_OpenFactBase)
    ->ArgName("facts")
    ->RangeMultiplier(10)
    ->Range(1000, 1'000'000)
    ->Unit(benchmark::kMillisecond);

void BM_BuildFactBase(benchmark::State& state) {
  double bytes = 0, facts = 0;
  for (auto _ : state) {
    const auto base = MakeFacts(state.range(0));
    bytes = static_cast<double>(base->byte_count());
    facts = static_cast<double>(base->fact_count());
  }
  state.counters["bytes_per_fact"] = bytes / facts;
}
BENCHMARK(BM_BuildFactBase)
    ->ArgName("facts")
    ->RangeMultiplier(10)
    ->Range(1000, 1'000'000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hardtack::bench
