// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The symbol and key tables. Tested by tests/wire/symbols_test.cc.

#include "hardtack/wire/symbols.h"

#include <algorithm>
#include <array>

#include "hardtack/base/abseil.h"

namespace hardtack::wire {
namespace {

// Biscuit specification, "Symbol table". On the wire: do not change.
constexpr std::array<std::string_view, 28> kDefaultSymbols = {
    "read",   "write", "resource", "operation", "right", "time",     "role",   "owner",      "tenant", "namespace",
    "user",   "team",  "service",  "admin",     "email", "group",    "member", "ip_address", "client", "client_ip",
    "domain", "path",  "version",  "cluster",   "node",  "hostname", "nonce",  "query",
};

}  // namespace

std::optional<std::string_view> DefaultSymbol(uint64_t id) {
  if (id >= kDefaultSymbols.size()) return std::nullopt;
  return kDefaultSymbols[id];
}

std::optional<std::string_view> SymbolTable::Find(uint64_t id) const {
  if (id < kFirstCustomSymbol) return DefaultSymbol(id);
  if (id - kFirstCustomSymbol >= strings_.size()) return std::nullopt;
  return strings_[id - kFirstCustomSymbol];
}

std::optional<uint64_t> SymbolTable::IdOf(std::string_view text) const {
  const auto* standard = std::find(kDefaultSymbols.begin(), kDefaultSymbols.end(), text);
  if (standard != kDefaultSymbols.end()) return static_cast<uint64_t>(standard - kDefaultSymbols.begin());
  const auto custom = ids_.find(ToAbsl(text));
  if (custom == ids_.end()) return std::nullopt;
  return custom->second;
}

uint64_t SymbolTable::Insert(std::string_view text) {
  const std::optional<uint64_t> id = IdOf(text);
  return id.has_value() ? *id : Append(text);
}

uint64_t SymbolTable::Append(std::string_view text) {
  const uint64_t id = kFirstCustomSymbol + strings_.size();
  strings_.emplace_back(text);
  ids_.emplace(absl::string_view(strings_.back()), id);
  return id;
}

uint64_t PublicKeyTable::Insert(const engine::PublicKey& key) {
  const auto [entry, is_new] = indexes_.emplace(key, keys_.size());
  if (is_new) keys_.push_back(key);
  return entry->second;
}

}  // namespace hardtack::wire
