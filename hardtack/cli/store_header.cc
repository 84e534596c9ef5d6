// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The file that says how a store is locked. Tested by tests/cli/store_test.cc.

#include "hardtack/cli/store_header.h"

#include <array>
#include <utility>

namespace hardtack::cli {
namespace {

constexpr std::string_view kFirstLine = "hardtack store 1";
constexpr size_t kFingerprintDigits = 32;

constexpr std::array<std::pair<KeySource, std::string_view>, 4> kSources{{{KeySource::kFile, "key file"},
                                                                          {KeySource::kKeyring, "key keyring"},
                                                                          {KeySource::kPassphrase, "key passphrase"},
                                                                          {KeySource::kNone, "key none"}}};

std::string_view LineOf(KeySource source) {
  for (const auto& [known, line] : kSources) {
    if (known == source) return line;
  }
  return {};
}

std::optional<KeySource> ReadSource(std::string_view line) {
  for (const auto& [source, known] : kSources) {
    if (known == line) return source;
  }
  return std::nullopt;
}

// The next line; what is left is behind it.
std::string_view TakeLine(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(line.size() < text.size() ? line.size() + 1 : line.size());
  return line;
}

bool IsFingerprint(std::string_view digits) {
  return digits.size() == kFingerprintDigits && digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<StoreHeader> ReadLines(std::string_view text) {
  if (TakeLine(text) != kFirstLine) return std::nullopt;
  const auto source = ReadSource(TakeLine(text));
  if (!source.has_value()) return std::nullopt;
  StoreHeader header{*source, {}, {}};
  if (*source == KeySource::kNone) return header;
  constexpr std::string_view kPrefix = "fingerprint ";
  std::string_view line = TakeLine(text);
  if (line.substr(0, kPrefix.size()) != kPrefix) return std::nullopt;
  header.fingerprint = line.substr(kPrefix.size());
  if (!IsFingerprint(header.fingerprint)) return std::nullopt;
  if (*source != KeySource::kPassphrase) return header;
  header.recipe = crypto::PassphraseRecipe::FromText(TakeLine(text));
  if (!header.recipe.has_value()) return std::nullopt;
  return header;
}

}  // namespace

std::string ToText(const StoreHeader& header) {
  std::string text(kFirstLine);
  text.append("\n").append(LineOf(header.source)).append("\n");
  if (!header.fingerprint.empty()) text.append("fingerprint ").append(header.fingerprint).append("\n");
  if (header.recipe.has_value()) text.append(header.recipe->ToText()).append("\n");
  return text;
}

std::optional<StoreHeader> ParseStoreHeader(std::string_view text) {
  std::optional<StoreHeader> header = ReadLines(text);
  // Anything behind the lines, or a missing line feed.
  if (header.has_value() && ToText(*header) != text) return std::nullopt;
  return header;
}

}  // namespace hardtack::cli
