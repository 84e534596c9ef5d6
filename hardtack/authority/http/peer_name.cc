// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Names in certificates. Tested by tests/authority/peer_name_test.cc.

#include "hardtack/authority/http/peer_name.h"

#include <algorithm>
#include <string_view>

#include "hardtack/authority/http/field_values.h"
#include "hardtack/authority/http/openssl_objects.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

// The text of the first name of this type, which may contain anything.
std::optional<std::string_view> FirstOf(int type, const GENERAL_NAMES* names) {
  for (int i = 0; i < sk_GENERAL_NAME_num(names); ++i) {
    const GENERAL_NAME* const name = sk_GENERAL_NAME_value(names, i);
    if (name->type != type) continue;
    const auto* const text = reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.ia5));
    return std::string_view(text, static_cast<size_t>(ASN1_STRING_length(name->d.ia5)));
  }
  return std::nullopt;
}

absl::Status CheckName(std::string_view name) {
  const auto is_visible = [](char c) { return c > ' ' && c < 0x7f; };
  if (!name.empty() && std::ranges::all_of(name, is_visible)) return absl::OkStatus();
  return Error(ErrorKind::kInvalidArgument,
               "client certificate: a subject alternative name is empty or has a character that is not visible ASCII",
               name);
}

}  // namespace

absl::StatusOr<std::optional<std::string>> PeerName(const X509* certificate) {
  int critical = 0;  // -1: not there; -2: there twice
  const NamesPtr names(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, &critical, nullptr)));
  if (names == nullptr) {
    if (critical == -1) return std::nullopt;
    return Error(ErrorKind::kInvalidArgument, "client certificate: the subject alternative names cannot be read");
  }
  if (const auto uri = FirstOf(GEN_URI, names.get())) {
    RETURN_IF_ERROR(CheckName(*uri));
    return "uri:" + std::string(*uri);
  }
  if (const auto name = FirstOf(GEN_DNS, names.get())) {
    RETURN_IF_ERROR(CheckName(*name));
    return "dns:" + LowerCase(*name);
  }
  return std::nullopt;
}

}  // namespace hardtack::authority
