// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Heads of answers. Tested by tests/authority/http_text_test.cc.

#include "hardtack/authority/http/response_head.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "hardtack/authority/http/field_values.h"

namespace hardtack::authority {
namespace {

// What the server alone may say, since it says how the answer is carried.
constexpr std::array<std::string_view, 9> kOwnFields = {"connection", "content-length", "date",
                                                        "keep-alive", "server",         "trailer",
                                                        "upgrade",    "x-request-id",   "transfer-encoding"};

constexpr std::array<std::pair<unsigned, std::string_view>, 31> kPhrases = {{
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
}};

// Of what the server refuses by itself. They do not change; docs/api.md lists them.
constexpr std::array<std::pair<unsigned, std::string_view>, 9> kCodes = {{
    {400, "malformed"},
    {408, "too-slow"},
    {413, "body-too-large"},
    {417, "unknown-expectation"},
    {431, "head-too-large"},
    {500, "internal"},
    {501, "not-implemented"},
    {503, "busy"},
    {505, "unknown-version"},
}};

template <size_t kSize>
std::string_view Find(const std::array<std::pair<unsigned, std::string_view>, kSize>& table, unsigned status) {
  const auto found = std::ranges::find(table, status, &std::pair<unsigned, std::string_view>::first);
  return found == table.end() ? std::string_view() : found->second;
}

bool IsWritableField(const std::pair<std::string, std::string>& field) {
  return IsFieldName(field.first) && IsFieldValue(field.second) &&
         std::ranges::find(kOwnFields, field.first) == kOwnFields.end();
}

bool HasField(const HttpResponse& response, std::string_view name) {
  return std::ranges::find(response.fields, name, &std::pair<std::string, std::string>::first) != response.fields.end();
}

}  // namespace

std::string_view PhraseOf(unsigned status) { return Find(kPhrases, status); }

HttpResponse Problem(unsigned status, std::string_view reason) {
  HttpResponse response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = fmt::format(R"({{"type":"about:blank","title":"{}","status":{},"code":"{}","detail":"{}"}})",
                              PhraseOf(status), status, Find(kCodes, status), reason);
  if (status == 503) response.fields.emplace_back("retry-after", "1");
  return response;
}

HttpResponse Problem(const RequestFault& fault) { return Problem(fault.status, fault.reason); }

bool IsWritable(const HttpResponse& response) {
  return response.status >= 200 && response.status <= 599 && IsFieldValue(response.content_type) &&
         std::ranges::all_of(response.fields, IsWritableField);
}

bool HasBody(std::string_view method, unsigned status) { return method != "HEAD" && status != 204 && status != 304; }

HttpFields FieldsOf(const HttpResponse& response, std::string_view request_id, std::chrono::sys_seconds now) {
  HttpFields fields = {{"date", HttpDate(now)}, {"server", "hardtack"}, {"x-request-id", std::string(request_id)}};
  if (response.status != 204 && response.status != 304) {
    if (!response.content_type.empty()) fields.emplace_back("content-type", response.content_type);
    fields.emplace_back("content-length", std::to_string(response.body.size()));
  }
  if (!HasField(response, "cache-control")) fields.emplace_back("cache-control", "no-store");
  if (!HasField(response, "x-content-type-options")) fields.emplace_back("x-content-type-options", "nosniff");
  fields.insert(fields.end(), response.fields.begin(), response.fields.end());
  return fields;
}

std::string HttpDate(std::chrono::sys_seconds time) {
  constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays.at(std::chrono::weekday(day).c_encoding()),
                     static_cast<unsigned>(date.day()), kMonths.at(static_cast<unsigned>(date.month()) - 1),
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

std::string Http1Head(unsigned status, const HttpFields& fields, bool closes) {
  std::string head = fmt::format("HTTP/1.1 {} {}\r\n", status, PhraseOf(status));
  for (const auto& [name, value] : fields) {
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
  }
  if (closes) head += "connection: close\r\n";
  head += "\r\n";
  return head;
}

}  // namespace hardtack::authority
