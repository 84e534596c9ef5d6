// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Any bytes as the frames that a peer sends over HTTP/2, behind the preface. However they are cut into pieces, the same
// requests come of them; each is well-formed; a connection ends by itself when its time has passed; and no memory
// stays. 4 KiB (-max_len=4096): dozens of frames.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/authority/http/field_values.h"
#include "hardtack/authority/http/request_target.h"
#include "tests/authority/session_testing.h"
#include "tests/fuzz/property.h"

namespace hardtack::fuzz {
namespace {

using authority::HttpRequest;
using authority::SessionTest;

constexpr std::string_view kPreface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

void CheckRequest(const HttpRequest& request) {
  Require(authority::IsToken(request.method), "a method is a token");
  Require(request.path.starts_with('/') || (request.path == "*" && request.method == "OPTIONS"), "a path is one");
  for (const auto& [name, value] : request.fields) {
    Require(authority::IsFieldName(name) && authority::IsFieldValue(value), "fields stay on their lines");
  }
  const auto host = request.Field("host");
  Require(host.has_value() && authority::IsHost(*host), "there is a host");
}

std::vector<HttpRequest> Hear(std::string_view bytes, size_t size) {
  authority::HttpLimits limits;
  limits.streams = 1000;  // how many are handled at a time depends on the pieces
  SessionTest test(authority::MakeHttp2Session, limits);
  std::vector<HttpRequest> requests;
  test.Say(kPreface);
  for (; !bytes.empty() && !test.session->Done(); bytes.remove_prefix(std::min(size, bytes.size()))) {
    test.Say(bytes.substr(0, size));
    for (auto& asked : test.host.asked) {
      CheckRequest(asked.request);
      requests.push_back(asked.request);
      // Some are never answered.
      if (asked.request.path != "/never") test.session->Answer(asked.id, {200, "", "answer", {}}, test.now);
    }
    test.host.asked.clear();
    test.Said();
  }
  for (int i = 0; i < 1000 && !test.session->Done() && test.session->Deadline() != authority::HttpSession::Time::max();
       ++i) {
    test.SaidAtDeadline();
    Require(i < 999, "a connection ends when its time has passed");
  }
  test.session.reset();
  Require(test.budget.used() == 0, "no memory stays");
  return requests;
}

bool Same(const HttpRequest& a, const HttpRequest& b) {
  return a.method == b.method && a.path == b.path && a.query == b.query && a.fields == b.fields && a.body == b.body;
}

void CheckBytes(std::string_view bytes) {
  const std::vector<HttpRequest> whole = Hear(bytes, 1);
  for (const size_t size : {size_t{5}, bytes.size() + 1}) {
    const std::vector<HttpRequest> cut = Hear(bytes, size);
    // A piece that ends a connection may have more requests in it, which were heard before.
    const size_t common = std::min(whole.size(), cut.size());
    Require(std::equal(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(common), cut.begin(), Same),
            "pieces make the same requests");
  }
}

}  // namespace
}  // namespace hardtack::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  hardtack::fuzz::CheckBytes(hardtack::fuzz::AsText(data, size));
  return 0;
}
