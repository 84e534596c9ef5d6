// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The only file that includes Boost.Beast. Tested by tests/authority/http1_session_test.cc and
// tests/fuzz/http_request.cc.

#include "hardtack/authority/http/http1_parser.h"

#include <cstdint>
#include <string>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "hardtack/authority/http/field_values.h"
#include "hardtack/authority/http/request_target.h"

namespace hardtack::authority {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using View = boost::beast::string_view;

std::string ToString(View text) { return {text.data(), text.size()}; }

RequestFault FaultOf(const error_code& error) {
  if (error == http::error::body_limit) return {413, "the body is too large"};
  if (error == http::error::header_limit) return {431, "the head is too large"};
  if (error == http::error::bad_chunk_extension) return {400, "a chunk has an extension"};
  if (error == http::error::bad_chunk) return {400, "a chunk does not begin with its size, or end where it says"};
  return {400, "the request is not HTTP/1.1"};
}

}  // namespace

class Http1Parser::Reader final : public http::basic_parser<true> {
 public:
  explicit Reader(const HttpLimits& limits) {
    header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    body_limit(limits.body_bytes);
    eager(true);
  }

  HttpRequest request;
  int version = 0;  // 10 or 11

 private:
  void on_request_impl(http::verb, View method, View target, int number, error_code& error) override {
    version = number;
    request.method = ToString(method);
    const std::string text = ToString(target);
    const auto parsed = ParseTarget(text, request.method);
    if (!parsed.has_value()) {
      error = http::error::bad_target;
      return;
    }
    request.path = parsed->path;
    request.query = parsed->query;
  }

  // Trailers come here too, behind the body. They are not among the fields: whoever checked the head did not see them.
  void on_field_impl(http::field, View name, View value, error_code&) override {
    if (is_header_done()) return;
    request.fields.emplace_back(LowerCase(ToString(name)), ToString(value));
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
    if (length.has_value()) request.body.reserve(*length);  // body_limit bounds it
  }
  std::size_t on_body_impl(View bytes, error_code&) override { return Append(bytes); }
  std::size_t on_chunk_body_impl(std::uint64_t, View bytes, error_code&) override { return Append(bytes); }

  // Nobody uses them, and in quoted ones Beast lets bare line feeds pass.
  void on_chunk_header_impl(std::uint64_t, View extensions, error_code& error) override {
    if (!extensions.empty()) error = http::error::bad_chunk_extension;
  }

  void on_response_impl(int, View, int, error_code&) override {}
  void on_header_impl(error_code&) override {}
  void on_finish_impl(error_code&) override {}

  std::size_t Append(View bytes) {
    request.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
};

Http1Parser::Http1Parser(const HttpLimits& limits) : reader_(std::make_unique<Reader>(limits)) {}
Http1Parser::~Http1Parser() = default;
Http1Parser::Http1Parser(Http1Parser&&) noexcept = default;
Http1Parser& Http1Parser::operator=(Http1Parser&&) noexcept = default;

std::optional<RequestFault> Http1Parser::ReadHead(std::string_view head) {
  error_code error;
  reader_->put(boost::asio::const_buffer(head.data(), head.size()), error);
  if (error && error != http::error::need_more) return FaultOf(error);
  if (!reader_->is_header_done()) return RequestFault{400, "the request is not HTTP/1.1"};
  return std::nullopt;
}

std::optional<RequestFault> Http1Parser::ReadBody(std::string_view& bytes) {
  constexpr size_t kLastChunk = 5;          // bytes of "0\r\n\r\n", with which every chunked body ends
  constexpr size_t kMostUnfinished = 4096;  // of a chunk's first line, or of trailers
  // Beast asserts that a last chunk which is also the first is not shown to it in smaller pieces.
  const auto is_enough = [&] {
    return !bytes.empty() && (!reader_->chunked() || bytes.front() != '0' || bytes.size() >= kLastChunk);
  };
  while (!done() && is_enough()) {
    error_code error;
    const size_t taken = reader_->put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
    bytes.remove_prefix(taken);
    if (error && error != http::error::need_more) return FaultOf(error);
    if (error == http::error::need_more || taken == 0) break;
  }
  if (!done() && bytes.size() > kMostUnfinished) return RequestFault{400, "a chunk or the trailers are too long"};
  return std::nullopt;
}

bool Http1Parser::done() const { return reader_->is_done(); }
size_t Http1Parser::body_bytes() const { return reader_->request.body.size(); }
bool Http1Parser::expects_continue() const {
  return !done() && reader_->version == 11 && reader_->request.Field("expect").has_value();
}
bool Http1Parser::keeps_alive() const { return reader_->keep_alive(); }
HttpRequest& Http1Parser::request() { return reader_->request; }

}  // namespace hardtack::authority
