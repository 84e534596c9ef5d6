// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Verbs by CLI11. Tested by tests/cli/usage.txt.

#include "hardtack/cli/verb.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdlib>
#include <optional>

namespace hardtack::cli {

Option Option::Required() {
  option_->required();
  return *this;
}

Option Option::Excludes(Option other) {
  option_->excludes(other.option_);
  return *this;
}

Option Option::Among(std::vector<std::string> values) {
  option_->check(CLI::IsMember(std::move(values)))->type_name(option_->get_type_name());
  return *this;
}

Option Option::OrEnvironment(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const char* value = std::getenv(name.c_str());
    if (value == nullptr || *value == '\0') continue;
    option_->envname(name);
    break;
  }
  option_->description(option_->get_description() + "; or the environment's " + names.front());
  return *this;
}

Verb Verb::Add(const std::string& name, const std::string& description) {
  app_->require_subcommand(1);
  return {app_->add_subcommand(name, description), action_};
}

void Verb::OnChosen(Action action) {
  app_->callback([action = std::move(action), chosen = action_] { *chosen = action; });
}

template <typename T>
Option Verb::Add(const std::string& name, T& target, const std::string& type, const std::string& help) {
  CLI::Option* option = app_->add_option(name, target, help)->type_name(type);
  if constexpr (std::is_same_v<T, std::vector<std::string>>) option->take_all()->allow_extra_args(false);
  return Option(option);
}
template Option Verb::Add(const std::string&, std::string&, const std::string&, const std::string&);
template Option Verb::Add(const std::string&, std::optional<std::string>&, const std::string&, const std::string&);
template Option Verb::Add(const std::string&, std::vector<std::string>&, const std::string&, const std::string&);
template Option Verb::Add(const std::string&, std::optional<uint32_t>&, const std::string&, const std::string&);
template Option Verb::Add(const std::string&, uint32_t&, const std::string&, const std::string&);
template Option Verb::Add(const std::string&, uint64_t&, const std::string&, const std::string&);

Option Verb::Flag(const std::string& name, bool& target, const std::string& help) {
  return Option(app_->add_flag(name, target, help));
}

void Verb::Datalog(DatalogSource& source, const std::string& what) {
  const Option text = Add(source.option, source.text, "TEXT", what + " as Datalog text");
  Add(std::string(source.option) + "-file", source.file, "FILE", what + " from a file, or - for standard input")
      .Excludes(text);
}

void Verb::Footer(const std::string& text) { app_->footer(text); }

}  // namespace hardtack::cli
