// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Verbs by CLI11. Tested by tests/cli/usage.txt.

#include "hardtack/cli/verb.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <system_error>
#include <type_traits>

#include "hardtack/cli/environment.h"

namespace hardtack::cli {
namespace {

std::string PathOf(const CLI::App* app) {
  return app->get_parent() == nullptr ? app->get_name() : PathOf(app->get_parent()) + ' ' + app->get_name();
}

OptionOutline OutlineOf(const CLI::Option* option) {
  OptionOutline outline;
  for (const std::string& name : option->get_snames()) outline.names.push_back('-' + name);
  for (const std::string& name : option->get_lnames()) outline.names.push_back("--" + name);
  if (option->get_positional()) outline.argument = option->get_name(true);
  if (option->get_items_expected_max() > 0) outline.type = option->get_type_name();
  outline.help = option->get_description();
  outline.required = option->get_required();
  // Among joins the values by bars.
  if (outline.type.find('|') != std::string::npos) outline.values = CLI::detail::split(outline.type, '|');
  return outline;
}

VerbOutline OutlineOf(const CLI::App* app) {
  VerbOutline outline{PathOf(app), app->get_description(), app->get_footer(), {}, {}};
  for (const CLI::Option* option : app->get_options()) outline.options.push_back(OutlineOf(option));
  for (const CLI::App* verb : app->get_subcommands([](const CLI::App*) { return true; })) {
    outline.verbs.push_back(OutlineOf(verb));
  }
  return outline;
}

// No option means something by an empty text, and most of them would protect nothing with one: `--bans "$BANS"` with
// the variable unset is a mistake.
std::string IsFilled(const std::string& text) { return text.empty() ? "is empty" : std::string(); }

// CLI11 reads "-1" and what is out of range as the largest number there is, which would lift a limit, and "010" as
// eight.
template <typename Number>
std::string IsNumber(const std::string& text) {
  Number number = 0;
  const char* const last = text.data() + text.size();
  const auto [end, code] = std::from_chars(text.data(), last, number);
  const bool octal = text.size() > 1 && text.front() == '0';
  if (end != last || code == std::errc::invalid_argument || octal) return "not a number: " + text;
  if (code == std::errc()) return {};
  return fmt::format("not a number up to {}: {}", std::numeric_limits<Number>::max(), text);
}

// What an option's value is a number of, if it is one.
template <typename T>
struct Within {
  using Type = T;
};
template <typename T>
struct Within<std::optional<T>> {
  using Type = T;
};

}  // namespace

Option Option::Required() {
  option_->required();
  return *this;
}

Option Option::Excludes(Option other) {
  option_->excludes(other.option_);
  return *this;
}

Option Option::Among(std::vector<std::string> values) {
  option_->type_name(fmt::format("{}", fmt::join(values, "|")));
  option_->check([values = std::move(values)](const std::string& value) {
    if (std::ranges::find(values, value) != values.end()) return std::string();
    return fmt::format("not one of {}: {}", fmt::join(values, ", "), value);
  });
  return *this;
}

Option Option::OrEnvironment(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    if (Environment(name).empty()) continue;
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
  CLI::Option* option = app_->add_option(name, target, help)->type_name(type)->check(IsFilled);
  if constexpr (std::is_same_v<T, std::vector<std::string>>) option->take_all()->allow_extra_args(name[0] != '-');
  if constexpr (std::is_unsigned_v<typename Within<T>::Type>) option->check(IsNumber<typename Within<T>::Type>);
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

VerbOutline Verb::Outline() const { return OutlineOf(app_); }

}  // namespace hardtack::cli
