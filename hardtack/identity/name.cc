// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The rules for names. Tested by tests/identity/name_test.cc.

#include "hardtack/identity/name.h"

#include "hardtack/identity/utf8.h"

namespace hardtack::identity {
namespace {

std::optional<NameFault> CharacterFault(std::string_view name) {
  if (IsPlain(name)) return std::nullopt;
  bool control = false;
  while (!name.empty()) {
    const auto code_point = TakeCodePoint(name);
    if (!code_point.has_value()) return NameFault::kNotUtf8;
    control = control || IsControl(*code_point);
  }
  if (control) return NameFault::kControlCharacter;
  return std::nullopt;
}

bool HasEmptySegment(std::string_view name) {
  return name.front() == ':' || name.back() == ':' || name.find("::") != std::string_view::npos;
}

}  // namespace

std::optional<NameFault> LabelFaultOf(std::string_view label) {
  if (label.empty()) return NameFault::kEmpty;
  if (label.size() > kMaxNameBytes) return NameFault::kTooLong;
  return CharacterFault(label);
}

std::optional<NameFault> FaultOf(std::string_view name) {
  if (const auto fault = LabelFaultOf(name); fault.has_value()) return fault;
  if (HasEmptySegment(name)) return NameFault::kEmptySegment;
  return std::nullopt;
}

std::string_view Describe(NameFault fault) {
  switch (fault) {
    case NameFault::kEmpty:
      return "empty name";
    case NameFault::kTooLong:
      return "longer than 1024 bytes";
    case NameFault::kNotUtf8:
      return "not UTF-8";
    case NameFault::kControlCharacter:
      return "control character";
    case NameFault::kEmptySegment:
      return "empty segment";
  }
  return "unknown fault";
}

bool IsStrictlyBelow(std::string_view name, std::string_view ancestor) {
  return name.size() > ancestor.size() + 1 && name.substr(0, ancestor.size()) == ancestor &&
         name[ancestor.size()] == ':';
}

}  // namespace hardtack::identity
