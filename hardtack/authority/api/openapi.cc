// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The API as OpenAPI describes it. Tested by tests/authority/openapi_test.cc.

#include "hardtack/authority/api/openapi.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "hardtack/authority/http/field_values.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

using boost::json::array;
using boost::json::object;
using report::JsonText;

std::string_view TypeName(Parameter::Type type) {
  switch (type) {
    case Parameter::Type::kInteger:
      return "integer";
    case Parameter::Type::kBoolean:
      return "boolean";
    case Parameter::Type::kText:
      return "string";
  }
  return "string";
}

object TypeOf(std::string_view type) { return {{"type", JsonText(type)}}; }

object SchemaOf(const Parameter& parameter) {
  return {{"type", JsonText(TypeName(parameter.type))}, {"description", JsonText(parameter.meaning)}};
}

array QueryJson(const Endpoint& endpoint) {
  array list;
  for (const Parameter& parameter : endpoint.query) {
    list.push_back(object{{"name", JsonText(parameter.name)},
                          {"in", "query"},
                          {"required", parameter.required},
                          {"description", JsonText(parameter.meaning)},
                          {"schema", TypeOf(TypeName(parameter.type))}});
  }
  return list;
}

object BodyJson(const Endpoint& endpoint) {
  object properties;
  array required;
  for (const Parameter& parameter : endpoint.body) {
    properties[parameter.name] = SchemaOf(parameter);
    if (parameter.required) required.emplace_back(JsonText(parameter.name));
  }
  object schema{{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  return {{"required", true}, {"content", object{{"application/json", object{{"schema", std::move(schema)}}}}}};
}

object ContentOf(std::string_view type, object schema = {}) { return {{type, object{{"schema", std::move(schema)}}}}; }

// docs/api.md has the codes.
object ProblemSchema() {
  const object text = TypeOf("string");
  return {{"type", "object"},
          {"properties", object{{"status", TypeOf("integer")}, {"title", text}, {"code", text}, {"detail", text}}},
          {"required", array{"status", "title", "code", "detail"}}};
}

// Errors of ours are problems; those of published clients have a `response_msg`.
object ErrorJson(const Endpoint& endpoint) {
  if (endpoint.path.starts_with("/v1/")) {
    return {{"description", "a problem"},
            {"content", ContentOf("application/problem+json", {{"$ref", "#/components/schemas/Problem"}})}};
  }
  const object message{{"type", "object"}, {"properties", object{{"response_msg", TypeOf("string")}}}};
  return {{"description", "an error"}, {"content", ContentOf("application/json", message)}};
}

array SecurityJson(Access access) {
  array list;
  if (access != Access::kEverybody) list.push_back(object{{"certificate", array{}}});
  if (access == Access::kCertificateOrBearer) list.push_back(object{{"bearer", array{}}});
  return list;
}

std::string OperationId(const Endpoint& endpoint) {
  std::string id = LowerCase(std::string(endpoint.method) + std::string(endpoint.path));
  std::ranges::replace_if(id, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return id;
}

object OperationJson(const Endpoint& endpoint) {
  object operation{{"operationId", JsonText(OperationId(endpoint))}, {"summary", JsonText(endpoint.summary)}};
  if (!endpoint.query.empty()) operation["parameters"] = QueryJson(endpoint);
  if (!endpoint.body.empty()) operation["requestBody"] = BodyJson(endpoint);
  operation["responses"] = object{
      {std::to_string(endpoint.success),
       object{{"description", "done"}, {"content", ContentOf(endpoint.content_type)}}},
      {"default", ErrorJson(endpoint)}};
  operation["security"] = SecurityJson(endpoint.access);
  return operation;
}

}  // namespace

std::string OpenApiDocument(std::span<const Endpoint> endpoints, std::string_view version) {
  object paths;
  for (const Endpoint& endpoint : endpoints) {
    if (!paths.contains(endpoint.path)) paths[endpoint.path] = object{};
    paths[endpoint.path].get_object()[LowerCase(endpoint.method)] = OperationJson(endpoint);
  }
  const object schemes{{"certificate", object{{"type", "mutualTLS"}}},
                       {"bearer", object{{"type", "http"}, {"scheme", "bearer"}, {"bearerFormat", "Biscuit"}}}};
  return report::DocumentLine(
      {{"openapi", "3.1.0"},
       {"info", object{{"title", "Hardtack authority"}, {"version", JsonText(version)}}},
       {"paths", std::move(paths)},
       {"components", object{{"securitySchemes", schemes}, {"schemas", object{{"Problem", ProblemSchema()}}}}}});
}

void AddOpenApi(std::string_view version, Router& router) {
  const Endpoint own{.method = "GET", .path = "/v1/openapi.json", .summary = "This document"};
  std::vector<Endpoint> endpoints = router.endpoints();
  endpoints.push_back(own);
  router.Add(own, [document = OpenApiDocument(endpoints, version)](const HttpRequest&, const Respond& respond) {
    HttpResponse response;
    response.body = document;
    respond(std::move(response));
  });
}

}  // namespace hardtack::authority
