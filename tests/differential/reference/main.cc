// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Asks the reference and us about random cases and says where the two differ:
//
//   reference_driver JUDGE [--cases N] [--seed S]
//
// JUDGE is the program that is built from Cargo.toml here. Case i has the seed S + i. Ends with a line `differential: N
// cases, ...` and with 1 when there was a difference that known_differences.h does not excuse, or too many that it does.

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "hardtack/base/abseil.h"
#include "tests/differential/reference/ask_judge.h"
#include "tests/differential/reference/case.h"
#include "tests/differential/reference/compare.h"
#include "tests/differential/reference/generate_case.h"
#include "tests/differential/reference/known_differences.h"
#include "tests/differential/reference/make_token.h"
#include "tests/differential/reference/minimise_case.h"

namespace hardtack::differential {
namespace {

constexpr size_t kOutstanding = 64;       // questions that the judge has and has not answered
constexpr size_t kMaxDisagreements = 10;  // after which there is enough to look into
constexpr size_t kMaxExcusedPercent = 5;

struct Options {
  std::string judge;
  uint64_t cases = 5000;
  uint64_t seed = 0;
};

struct Asked {
  Case test_case;
  std::string issued;
};

std::string Issued(const Case& test_case) {
  if (test_case.kind != CaseKind::kProgram) return "";
  return IssueToken(test_case).value_or("");
}

Asked Ask(Judge& judge, Case test_case) {
  Asked asked{std::move(test_case), ""};
  asked.issued = Issued(asked.test_case);
  judge.Ask(QuestionOf(asked.test_case, asked.issued));
  return asked;
}

// The differences that nothing excuses; adds to `excuses` the names of those that something does.
std::vector<Difference> Unexcused(const Asked& asked, const boost::json::object& answer,
                                  std::vector<std::string_view>& excuses) {
  std::vector<Difference> unexcused;
  for (Difference& difference : Compare(asked.test_case, asked.issued, answer)) {
    if (const KnownDifference* known = Excuse(asked.test_case, difference.aspect)) {
      excuses.push_back(known->name);
    } else {
      unexcused.push_back(std::move(difference));
    }
  }
  return unexcused;
}

class Driver {
 public:
  Driver(Judge judge, const Options& options) : judge_(std::move(judge)), options_(options) {}

  absl::Status Run() {
    for (uint64_t i = 0; i < options_.cases && disagreements_.size() < kMaxDisagreements; ++i) {
      waiting_.push_back(Ask(judge_, GenerateCase(options_.seed + i)));
      if (waiting_.size() == kOutstanding) {
        if (absl::Status status = TakeAnswer(); !status.ok()) return status;
      }
    }
    while (!waiting_.empty()) {
      if (absl::Status status = TakeAnswer(); !status.ok()) return status;
    }
    for (const Asked& asked : disagreements_) {
      if (absl::Status status = Explain(asked); !status.ok()) return Died(asked, status);
    }
    return absl::OkStatus();
  }

  bool Summarise() const {
    std::string names;
    for (const auto& [name, count] : excused_by_) {
      absl::StrAppend(&names, names.empty() ? ": " : ", ", std::string(name), " ", count);
    }
    std::printf("differential: %zu cases, %zu disagreements (%zu excused%s)\n", cases_, disagreements_.size(), excused_,
                names.c_str());
    const bool too_many = excused_ * 100 > cases_ * kMaxExcusedPercent && cases_ >= 1000;
    if (too_many) std::printf("differential: more than %zu %% of the cases are excused\n", kMaxExcusedPercent);
    return disagreements_.empty() && !too_many;
  }

 private:
  absl::Status TakeAnswer() {
    absl::StatusOr<boost::json::object> answer = judge_.Answer();
    if (!answer.ok()) return Died(waiting_.front(), answer.status());
    Asked asked = std::move(waiting_.front());
    waiting_.pop_front();
    std::vector<std::string_view> excuses;
    if (!Unexcused(asked, *answer, excuses).empty()) {
      disagreements_.push_back(std::move(asked));
    } else if (!excuses.empty()) {
      ++excused_;
      ++excused_by_[excuses.front()];
    }
    if (++cases_ % (options_.cases / 10 + 1) == 0) {
      std::printf("%zu of %llu cases\n", cases_, static_cast<unsigned long long>(options_.cases));
      std::fflush(stdout);
    }
    return absl::OkStatus();
  }

  static unsigned long long Seed(const Asked& asked) { return asked.test_case.seed; }

  static absl::Status Died(const Asked& asked, absl::Status status) {
    std::printf("the judge died; the seed of the case is %llu\n", Seed(asked));
    return status;
  }

  absl::Status Explain(const Asked& asked) {
    ASSIGN_OR_RETURN(const std::vector<Difference> differences, Look(asked.test_case));
    if (differences.empty()) {
      std::printf("\nseed %llu: disagreed once and then no more\n", Seed(asked));
      return absl::OkStatus();
    }
    const Aspect aspect = differences.front().aspect;
    // A judge that dies on the way is found dead below.
    const Case small = MinimiseCase(asked.test_case, [&](const Case& smaller) {
      const absl::StatusOr<std::vector<Difference>> left = Look(smaller);
      return left.ok() && std::any_of(left->begin(), left->end(),
                                      [&](const Difference& difference) { return difference.aspect == aspect; });
    });
    std::printf("\nseed %llu: repeat it with --seed %llu --cases 1\n%s\n", Seed(asked), Seed(asked),
                ToString(small).c_str());
    ASSIGN_OR_RETURN(const std::vector<Difference> shown, Look(small));
    for (const Difference& difference : shown) {
      std::printf("DIFFERENCE in %s: %s\n", std::string(NameOf(difference.aspect)).c_str(), difference.what.c_str());
    }
    std::fflush(stdout);
    return absl::OkStatus();
  }

  // Asks again, on its own.
  absl::StatusOr<std::vector<Difference>> Look(const Case& test_case) {
    const Asked asked = Ask(judge_, test_case);
    ASSIGN_OR_RETURN(const boost::json::object answer, judge_.Answer());
    std::vector<std::string_view> excuses;
    return Unexcused(asked, answer, excuses);
  }

  Judge judge_;
  const Options options_;
  std::deque<Asked> waiting_;
  size_t cases_ = 0;
  size_t excused_ = 0;
  std::map<std::string_view, size_t> excused_by_;
  std::vector<Asked> disagreements_;
};

uint64_t FreshSeed() {
  std::random_device device;
  return (uint64_t{device()} << 16) | (device() & 0xFFFF);
}

std::optional<Options> OptionsOf(int argc, char** argv) {
  if (argc < 2 || argc % 2 != 0) return std::nullopt;
  Options options{argv[1], 5000, FreshSeed()};
  for (int i = 2; i < argc; i += 2) {
    const std::string_view name = argv[i];
    uint64_t* option = name == "--cases" ? &options.cases : name == "--seed" ? &options.seed : nullptr;
    if (option == nullptr || !absl::SimpleAtoi(argv[i + 1], option)) return std::nullopt;
  }
  return options;
}

int Main(int argc, char** argv) {
  const std::optional<Options> options = OptionsOf(argc, argv);
  if (!options) {
    std::fprintf(stderr, "usage: reference_driver JUDGE [--cases N] [--seed S]\n");
    return EXIT_FAILURE;
  }
  std::signal(SIGPIPE, SIG_IGN);  // a judge that died is told by its missing answer
  absl::StatusOr<Judge> judge = Judge::Start(options->judge);
  if (!judge.ok()) {
    std::fprintf(stderr, "%s\n", judge.status().ToString().c_str());
    return EXIT_FAILURE;
  }
  std::printf("%llu cases from seed %llu\n", static_cast<unsigned long long>(options->cases),
              static_cast<unsigned long long>(options->seed));
  Driver driver(*std::move(judge), *options);
  if (const absl::Status status = driver.Run(); !status.ok()) {
    std::fprintf(stderr, "%s\n", status.ToString().c_str());
    return EXIT_FAILURE;
  }
  return driver.Summarise() ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace hardtack::differential

int main(int argc, char** argv) { return hardtack::differential::Main(argc, argv); }
