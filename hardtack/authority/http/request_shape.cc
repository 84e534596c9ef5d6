// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Checks of the raw head. Tested by tests/authority/http_shape_test.cc and tests/fuzz/http_request.cc.

#include "hardtack/authority/http/request_shape.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>

#include "hardtack/authority/http/field_values.h"
#include "hardtack/authority/http/request_target.h"

namespace hardtack::authority {
namespace {

using Fault = std::optional<RequestFault>;

RequestFault Bad(std::string_view reason) { return {400, reason}; }

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Cuts the next line off `text`, without its CR LF.
std::string_view NextLine(std::string_view& text) {
  const size_t end = std::min(text.find("\r\n"), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 2, text.size()));
  return line;
}

struct RequestLine {
  std::string_view method, target, version;
};

std::optional<RequestLine> SplitRequestLine(std::string_view line) {
  const size_t first = line.find(' ');
  const size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return std::nullopt;
  return RequestLine{line.substr(0, first), line.substr(first + 1, last - first - 1), line.substr(last + 1)};
}

Fault CheckVersion(std::string_view version) {
  if (version == "HTTP/1.1" || version == "HTTP/1.0") return std::nullopt;
  const bool is_other = version.size() == 8 && version.starts_with("HTTP/") && IsDigit(version[5]) &&
                        version[6] == '.' && IsDigit(version[7]);
  if (is_other) return RequestFault{505, "only HTTP/1.1, HTTP/1.0 and, chosen by ALPN, HTTP/2 are spoken"};
  return Bad("the request line does not end with a version");
}

Fault CheckRequestLine(const RequestLine& line) {
  if (!IsToken(line.method)) return Bad("the method is no token");
  if (const Fault fault = CheckVersion(line.version)) return fault;
  if (line.method == "CONNECT") return RequestFault{501, "this is no proxy"};
  if (!ParseTarget(line.target, line.method).has_value()) return Bad("the target is neither a path nor an https URI");
  return std::nullopt;
}

// Whether digits say a larger number. What is none is larger than all.
bool IsAbove(std::string_view digits, uint64_t number) {
  uint64_t said = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), said);
  return error != std::errc() || end != digits.data() + digits.size() || said > number;
}

// The fields that decide where the request ends and whom it is for.
class FramingFields {
 public:
  Fault Add(std::string_view name, std::string_view value) {
    if (EqualIgnoringCase(name, "host")) return AddOnce(host_, value, "there is more than one Host");
    if (EqualIgnoringCase(name, "content-length")) {
      return AddOnce(content_length_, value, "there is more than one Content-Length");
    }
    if (EqualIgnoringCase(name, "transfer-encoding")) {
      return AddOnce(transfer_encoding_, value, "there is more than one Transfer-Encoding");
    }
    return std::nullopt;
  }

  Fault Check(const RequestLine& line) const {
    if (const Fault fault = CheckHost(line)) return fault;
    return CheckLength(line);
  }

 private:
  static Fault AddOnce(std::optional<std::string_view>& field, std::string_view value, std::string_view reason) {
    if (field.has_value()) return Bad(reason);
    field = value;
    return std::nullopt;
  }

  Fault CheckHost(const RequestLine& line) const {
    if (!host_.has_value()) {
      return line.version == "HTTP/1.0" ? Fault() : Bad("Host is missing");
    }
    if (!IsHost(*host_)) return Bad("Host is neither a name nor an address");
    const auto target = ParseTarget(line.target, line.method);
    if (target->authority.has_value() && !EqualIgnoringCase(*target->authority, *host_)) {
      return Bad("the target and Host name different hosts");
    }
    return std::nullopt;
  }

  Fault CheckLength(const RequestLine& line) const {
    constexpr size_t kMostDigits = 18;  // fits 64 bits, and any body that is allowed
    if (transfer_encoding_.has_value() && content_length_.has_value()) {
      return Bad("there are both Content-Length and Transfer-Encoding");
    }
    if (transfer_encoding_.has_value()) {
      if (line.version == "HTTP/1.0") return Bad("HTTP/1.0 has no Transfer-Encoding");
      if (!EqualIgnoringCase(*transfer_encoding_, "chunked")) {
        return RequestFault{501, "the only Transfer-Encoding is chunked"};
      }
    }
    if (!content_length_.has_value()) return std::nullopt;
    if (content_length_->empty() || !std::ranges::all_of(*content_length_, IsDigit)) {
      return Bad("Content-Length is no number");
    }
    if (content_length_->size() > kMostDigits) return RequestFault{413, "the body is too large"};
    return std::nullopt;
  }

  std::optional<std::string_view> host_, content_length_, transfer_encoding_;
};

Fault CheckFieldLine(std::string_view line, FramingFields& framing) {
  if (line.front() == ' ' || line.front() == '\t') return Bad("a field is folded over lines");
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return Bad("a field has no colon");
  const std::string_view name = line.substr(0, colon);
  if (name.ends_with(' ') || name.ends_with('\t')) return Bad("there is white space before a colon");
  if (!IsToken(name)) return Bad("the name of a field is no token");
  const std::string_view value = Trimmed(line.substr(colon + 1));
  if (!IsFieldValue(value)) return Bad("a field has a control character");
  return framing.Add(name, value);
}

}  // namespace

void SearchHeadEnd(std::string_view bytes, HeadSearch& search) {
  for (; search.looked_at < bytes.size(); ++search.looked_at) {
    const size_t at = search.looked_at;
    const char previous = at == 0 ? '\0' : bytes[at - 1];
    if (bytes[at] == '\0') search.fault = Bad("the head contains NUL");
    if (bytes[at] == '\n' && previous != '\r') search.fault = Bad("a line ends with a bare line feed");
    if (bytes[at] != '\n' && previous == '\r') search.fault = Bad("there is a bare carriage return");
    if (search.fault.has_value()) return;
    if (bytes[at] == '\n' && at >= 3 && bytes.substr(at - 3, 4) == "\r\n\r\n") {
      search.end = ++search.looked_at;
      return;
    }
  }
}

std::optional<RequestFault> CheckHead(std::string_view head) {
  if (!head.ends_with("\r\n\r\n")) return Bad("the head does not end");
  const std::optional<RequestLine> line = SplitRequestLine(NextLine(head));
  if (!line.has_value()) return Bad("the request line is not METHOD TARGET VERSION");
  if (const Fault fault = CheckRequestLine(*line)) return fault;
  FramingFields framing;
  for (std::string_view field = NextLine(head); !field.empty(); field = NextLine(head)) {
    if (const Fault fault = CheckFieldLine(field, framing)) return fault;
  }
  if (!head.empty()) return Bad("there is something behind the head");
  return framing.Check(*line);
}

std::optional<RequestFault> CheckFields(const HttpRequest& request, const HttpLimits& limits) {
  if (request.fields.size() > limits.header_fields) return RequestFault{431, "there are too many fields"};
  constexpr std::array<std::string_view, 5> kOnce = {"authorization", "content-length", "content-type", "expect",
                                                     "host"};
  for (const std::string_view name : kOnce) {
    const auto has_name = [&](const auto& field) { return field.first == name; };
    if (std::ranges::count_if(request.fields, has_name) > 1) {
      return Bad("a field that may be there once is there more than once");
    }
  }
  const auto length = request.Field("content-length");
  if (length.has_value() && IsAbove(*length, limits.body_bytes)) return RequestFault{413, "the body is too large"};
  const auto expect = request.Field("expect");
  if (expect.has_value() && !EqualIgnoringCase(*expect, "100-continue")) {
    return RequestFault{417, "the only expectation is 100-continue"};
  }
  return std::nullopt;
}

}  // namespace hardtack::authority
