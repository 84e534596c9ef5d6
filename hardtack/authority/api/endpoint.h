// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Endpoint says what a path of the API takes and gives: the OpenAPI document is made of it (openapi.h), so that the two
// cannot differ.

#ifndef HARDTACK_AUTHORITY_API_ENDPOINT_H_
#define HARDTACK_AUTHORITY_API_ENDPOINT_H_

#include <cstdint>
#include <string_view>
#include <vector>

namespace hardtack::authority {

// A member of a JSON body, or a parameter of a query.
struct Parameter {
  enum class Type : uint8_t { kText, kInteger, kBoolean } type = Type::kText;
  std::string_view name;
  std::string_view meaning;
  bool required = false;
};

// Who may call it.
enum class Access : uint8_t { kEverybody, kCertificate, kCertificateOrBearer };

// Views of texts that live as long as the program.
struct Endpoint {
  std::string_view method;
  std::string_view path;
  std::string_view summary;
  Access access = Access::kEverybody;
  unsigned success = 200;
  std::string_view content_type = "application/json";  // of a success
  std::vector<Parameter> query{};
  std::vector<Parameter> body{};
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_API_ENDPOINT_H_
