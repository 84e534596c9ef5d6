// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Errors of our own API. Tested by tests/authority/own_api_test.cc.

#include "hardtack/authority/api/problem.h"

#include <array>

#include <boost/json/object.hpp>

#include "hardtack/authority/http/response_head.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

struct Row {
  unsigned status;
  std::string_view code;
};

// In the order of Denial::Code.
constexpr std::array kRows = {Row{401, "unauthenticated"}, Row{403, "denied"},    Row{400, "invalid"},
                              Row{403, "banned"},          Row{404, "not-found"}, Row{503, "unavailable"}};
static_assert(kRows.size() == static_cast<size_t>(Denial::Code::kUnavailable) + 1);

const Row& RowOf(Denial::Code code) { return kRows[static_cast<size_t>(code)]; }

}  // namespace

HttpResponse Problem(unsigned status, std::string_view code, std::string_view detail) {
  HttpResponse response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = report::DocumentLine({{"status", status},
                                        {"title", report::JsonText(PhraseOf(status))},
                                        {"code", report::JsonText(code)},
                                        {"detail", report::JsonText(detail)}});
  if (status == 401) response.fields.emplace_back("www-authenticate", "Bearer");
  return response;
}

HttpResponse Problem(const Denial& denial) {
  const Row& row = RowOf(denial.code);
  return Problem(row.status, row.code, denial.message);
}

unsigned StatusOf(Denial::Code code) { return RowOf(code).status; }

unsigned PublishedStatusOf(Denial::Code code) {
  const unsigned status = StatusOf(code);
  return status == 403 ? 401 : status;
}

}  // namespace hardtack::authority
