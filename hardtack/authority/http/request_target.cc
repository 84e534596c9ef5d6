// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Targets and hosts. Tested by tests/authority/http_text_test.cc and tests/fuzz/http_request.cc.

#include "hardtack/authority/http/request_target.h"

#include <algorithm>

#include "hardtack/authority/http/field_values.h"

namespace hardtack::authority {
namespace {

constexpr size_t kMaxHostBytes = 255;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsHex(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool IsNameCharacter(char c) { return IsDigit(c) || IsLetter(c) || c == '-' || c == '.' || c == '_' || c == '~'; }
bool IsIpv6Character(char c) { return IsHex(c) || c == ':' || c == '.'; }
bool IsTargetCharacter(char c) { return c > ' ' && c < 0x7f && c != '#'; }

bool IsPort(std::string_view port) {
  if (port.empty() || port.size() > 5 || !std::ranges::all_of(port, IsDigit)) return false;
  unsigned number = 0;
  for (const char digit : port) number = number * 10 + static_cast<unsigned>(digit - '0');
  return number <= 65'535;
}

bool IsPortWithColon(std::string_view text) { return text.empty() || (text.front() == ':' && IsPort(text.substr(1))); }

bool IsBracketed(std::string_view host) {
  const size_t end = host.find(']');
  if (end == std::string_view::npos || end < 3) return false;
  return std::ranges::all_of(host.substr(1, end - 1), IsIpv6Character) && IsPortWithColon(host.substr(end + 1));
}

RequestTarget SplitAtQuestionMark(std::string_view target) {
  const size_t mark = target.find('?');
  if (mark == std::string_view::npos) return {target, {}, {}};
  return {target.substr(0, mark), target.substr(mark + 1), {}};
}

}  // namespace

std::optional<RequestTarget> ParseTarget(std::string_view target, std::string_view method) {
  if (!std::ranges::all_of(target, IsTargetCharacter)) return std::nullopt;
  if (target.starts_with('/')) return SplitAtQuestionMark(target);
  if (target == "*" && method == "OPTIONS") return RequestTarget{target, {}, {}};
  constexpr std::string_view kScheme = "https://";
  if (!EqualIgnoringCase(target.substr(0, kScheme.size()), kScheme)) return std::nullopt;
  target.remove_prefix(kScheme.size());
  const std::string_view authority = target.substr(0, target.find_first_of("/?"));
  if (!IsHost(authority)) return std::nullopt;
  RequestTarget parsed = SplitAtQuestionMark(target.substr(authority.size()));
  if (parsed.path.empty()) parsed.path = "/";
  parsed.authority = authority;
  return parsed;
}

bool IsHost(std::string_view host) {
  if (host.empty() || host.size() > kMaxHostBytes) return false;
  if (host.front() == '[') return IsBracketed(host);
  const std::string_view name = host.substr(0, host.find(':'));
  return !name.empty() && std::ranges::all_of(name, IsNameCharacter) && IsPortWithColon(host.substr(name.size()));
}

}  // namespace hardtack::authority
