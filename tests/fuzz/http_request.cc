// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes as what a peer sends over HTTP/1. However they are cut into pieces, the same requests come of them; each is
// whole and well-formed; what the checks of the head let pass the parser reads in the same way; and no memory stays.
// 4 KiB (-max_len=4096): several requests.
#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/authority/http/field_values.h"
#include "hardtack/authority/http/http1_parser.h"
#include "hardtack/authority/http/request_shape.h"
#include "hardtack/authority/http/request_target.h"
#include "tests/authority/session_testing.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

using authority::HttpRequest;
using authority::SessionTest;

void CheckRequest(const HttpRequest& request) {
  using namespace authority;  // NOLINT(google-build-using-namespace): its functions, in this one
  Require(IsToken(request.method), "a method is a token");
  Require(request.path.starts_with('/') || (request.path == "*" && request.method == "OPTIONS"), "a path is one");
  Require(request.path.find_first_of("?# \r\n") == std::string::npos, "and ends where it ends");
  for (const auto& [name, value] : request.fields) {
    Require(IsFieldName(name) && IsFieldValue(value), "fields stay on their lines");
  }
  const auto host = request.Field("host");
  Require(!host.has_value() || IsHost(*host), "a host is one");
  Require(!request.Field("transfer-encoding").has_value() || !request.Field("content-length").has_value(),
          "a body has one end");
  const auto length = request.Field("content-length");
  Require(!length.has_value() || std::stoull(std::string(*length)) == request.body.size(),
          "and it is where it was said");
}

// The head alone: whoever lets it pass and whoever reads it agree.
void CheckHeads(std::string_view bytes) {
  authority::HeadSearch search;
  authority::SearchHeadEnd(bytes, search);
  if (!search.end.has_value()) return;
  const std::string_view head = bytes.substr(0, *search.end);
  if (authority::CheckHead(head).has_value()) return;
  authority::Http1Parser parser({});
  const auto fault = parser.ReadHead(head);
  if (fault.has_value()) return;
  const auto lines = std::count(head.begin(), head.end(), '\n') - 2;
  Require(parser.request().fields.size() == static_cast<size_t>(lines), "each line is a field");
  CheckRequest([&] {
    HttpRequest request = parser.request();
    std::erase_if(request.fields, [](const auto& field) { return field.first == "content-length"; });
    return request;
  }());
}

struct Heard {
  std::vector<HttpRequest> requests;
  std::string last_status;
  bool done = false;
};

// What comes of the bytes in pieces of these sizes, the last of which repeats.
Heard Hear(std::string_view bytes, const std::vector<size_t>& sizes) {
  SessionTest test(authority::MakeHttp1Session);
  Heard heard;
  for (size_t i = 0; !bytes.empty() && test.session->WantsInput(); ++i) {
    const std::string_view piece = bytes.substr(0, sizes[std::min(i, sizes.size() - 1)]);
    bytes.remove_prefix(piece.size());
    std::string said = test.Say(piece);
    for (; !test.host.asked.empty(); test.host.asked.clear(), said = test.Said()) {
      heard.requests.push_back(test.host.asked.front().request);
      heard.requests.back().id.clear();
      CheckRequest(heard.requests.back());
      test.host.asked.front().held.Hold(0);
      test.Answer(0, "answer");
    }
    // The last status line: what is wrong with a request may follow on the answer to the one before it.
    const size_t status = said.rfind("HTTP/1.1 ");
    if (status != std::string::npos && !said.substr(status).starts_with("HTTP/1.1 100")) {
      heard.last_status = said.substr(status, 12);
    }
  }
  heard.done = test.session->Done();
  test.session.reset();
  Require(test.budget.used() == 0, "no memory stays");
  return heard;
}

bool Same(const HttpRequest& a, const HttpRequest& b) {
  return a.method == b.method && a.path == b.path && a.query == b.query && a.fields == b.fields && a.body == b.body;
}

void CheckBytes(std::string_view bytes) {
  CheckHeads(bytes);
  const Heard whole = Hear(bytes, {bytes.size() + 1});
  for (const std::vector<size_t>& sizes : {std::vector<size_t>{1}, {7}, {bytes.size() / 2 + 1}}) {
    const Heard cut = Hear(bytes, sizes);
    Require(std::ranges::equal(whole.requests, cut.requests, Same), "pieces make the same requests");
    Require(whole.last_status == cut.last_status && whole.done == cut.done, "and the same end");
  }
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckBytes(hardtack::fuzz::AsText(data, size));
  return 0;
}
