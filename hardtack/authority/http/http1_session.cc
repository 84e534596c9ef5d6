// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// HTTP/1.1 and 1.0 as an HttpSession: one request after the other; those that a peer sends ahead wait in the input.
// Tested by tests/authority/http1_session_test.cc and http_server_test.cc.

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "hardtack/authority/http/field_values.h"
#include "hardtack/authority/http/http1_parser.h"
#include "hardtack/authority/http/request_id.h"
#include "hardtack/authority/http/request_shape.h"
#include "hardtack/authority/http/response_head.h"
#include "hardtack/authority/http/session.h"

namespace hardtack::authority {
namespace {

class Http1Session final : public HttpSession {
 public:
  Http1Session(const SessionOptions& options, SessionHost& host, Time now)
      : limits_(options.limits), host_(host), held_(*options.budget), deadline_(now + limits_.idle) {}

  void Receive(std::string_view bytes, Time now) override {
    if (state_ == State::kDone || closes_) return;
    input_ += bytes;
    if (state_ == State::kHandling && !HoldInput()) ForgetInput();
    Advance(now);
  }

  // While a request is handled, a little is read ahead: it is how a peer that goes away is noticed.
  bool WantsInput() const override {
    if (closes_) return false;
    if (IsReading()) return true;
    return state_ == State::kHandling && input_.size() < limits_.header_bytes;
  }

  void Answer(uint64_t, HttpResponse response, Time now) override {
    if (state_ == State::kHandling) Write(std::move(response), now);
  }

  std::string_view Output() override { return std::string_view(output_).substr(written_); }

  void Written(size_t bytes, Time now) override {
    written_ += bytes;
    if (written_ < output_.size()) return;
    output_ = std::string();
    written_ = 0;
    if (state_ == State::kWriting) EndRequest(now);
  }

  Time Deadline() const override { return deadline_; }

  void OnDeadline(Time now) override {
    switch (state_) {
      case State::kHead:
        if (input_.empty()) return Abort("idle");
        host_.OnEvent("timeout", "header");
        return Refuse({408, "the head took too long"}, now);
      case State::kBody:
        host_.OnEvent("timeout", "body");
        return Refuse({408, "the body took too long"}, now);
      case State::kWriting:
        return Abort("write");
      case State::kHandling:
      case State::kDone:
        return;
    }
  }

  void Drain(Time) override {
    drains_ = true;
    if (state_ == State::kHead && input_.empty()) state_ = State::kDone;
  }

  bool Done() const override { return state_ == State::kDone; }

 private:
  enum class State { kHead, kBody, kHandling, kWriting, kDone };

  // Goes as far as the input reaches.
  void Advance(Time now) {
    if (!IsReading()) return;
    if (!HoldInput()) return Refuse({503, "the server is out of memory"}, now);
    if (state_ == State::kHead) ReadHead(now);
    if (state_ == State::kBody) ReadBody(now);
    if (IsReading()) HoldInput();  // less by now: that always succeeds
  }

  // What was read ahead is not held when memory is short: the peer will have to send it again, over another connection.
  void ForgetInput() {
    input_ = std::string();
    keeps_alive_ = false;
    HoldInput();
  }

  bool IsReading() const { return state_ == State::kHead || state_ == State::kBody; }
  bool HoldInput() { return held_.Hold(input_.size() + (parser_.has_value() ? parser_->body_bytes() : 0)); }

  void ReadHead(Time now) {
    // Some clients send an empty line behind a body. RFC 9112, section 2.2.
    while (search_.looked_at == 0 && input_.starts_with("\r\n")) input_.erase(0, 2);
    if (input_.empty()) return;
    if (!begun_) deadline_ = now + limits_.header;
    begun_ = true;
    if (input_ == "\r") return;
    SearchHeadEnd(std::string_view(input_).substr(0, limits_.header_bytes), search_);
    if (search_.fault.has_value()) return Refuse(*search_.fault, now);
    if (search_.end.has_value()) return TakeHead(now);
    if (input_.size() >= limits_.header_bytes) Refuse({431, "the head is too large"}, now);
  }

  void TakeHead(Time now) {
    const std::string_view head = std::string_view(input_).substr(0, *search_.end);
    if (const auto fault = CheckHead(head)) return Refuse(*fault, now);
    parser_.emplace(limits_);
    if (const auto fault = parser_->ReadHead(head)) return Refuse(*fault, now);
    method_ = parser_->request().method;
    if (const auto fault = CheckFields(parser_->request(), limits_)) return Refuse(*fault, now);
    input_.erase(0, head.size());
    state_ = State::kBody;
    deadline_ = now + limits_.body;
    if (parser_->expects_continue() && input_.empty()) output_ += "HTTP/1.1 100 Continue\r\n\r\n";
  }

  void ReadBody(Time now) {
    std::string_view rest = input_;
    const auto fault = parser_->ReadBody(rest);
    input_.erase(0, input_.size() - rest.size());
    if (fault.has_value()) return Refuse(*fault, now);
    if (parser_->done()) Dispatch(now);
  }

  void Dispatch(Time now) {
    keeps_alive_ = parser_->keeps_alive();
    HttpRequest request = std::move(parser_->request());
    parser_.reset();
    request_id_ = request.id = RandomRequestId();
    state_ = State::kHandling;
    deadline_ = Time::max();
    // What is in the request goes with it; what is in the input stays.
    HeldBytes held = std::exchange(held_, HeldBytes(held_.budget()));
    if (!held_.Hold(input_.size()) || !host_.OnRequest(0, std::move(request), std::move(held))) {
      Refuse({503, "the server has too much to do"}, now);
    }
  }

  // The server's own answer, behind which the connection ends: where this request does is not known.
  void Refuse(const RequestFault& fault, Time now) {
    if (fault.status != 408 && fault.status != 503) host_.OnEvent("malformed", std::string(fault.reason));
    keeps_alive_ = false;
    parser_.reset();
    input_ = std::string();
    if (request_id_.empty()) request_id_ = RandomRequestId();
    Write(Problem(fault), now);
  }

  void Write(HttpResponse response, Time now) {
    if (!IsWritable(response)) {
      host_.OnEvent("bad_answer", "a handler gave a field or a status that cannot be written");
      response = Problem(500, "the answer could not be written");
    }
    closes_ = drains_ || !keeps_alive_;
    const auto time = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const size_t before = output_.size();
    output_ += Http1Head(response.status, FieldsOf(response, request_id_, time), closes_);
    if (HasBody(method_, response.status)) output_ += response.body;
    if (!held_.Hold(input_.size() + output_.size()) && response.body.size() > kSmallBody) {
      output_.resize(before);
      keeps_alive_ = false;
      return Write(Problem(503, "the server is out of memory"), now);
    }
    state_ = State::kWriting;
    deadline_ = now + WriteTime(limits_, output_.size());
  }

  void EndRequest(Time now) {
    request_id_.clear();
    method_.clear();
    begun_ = false;
    search_ = {};
    if (closes_ || (drains_ && input_.empty())) {
      state_ = State::kDone;
      return;
    }
    state_ = State::kHead;
    deadline_ = now + limits_.idle;
    if (input_.empty()) input_ = std::string();  // gives the memory back while the connection is idle
    Advance(now);
  }

  void Abort(std::string_view why) {
    host_.OnEvent("timeout", std::string(why));
    output_ = std::string();
    written_ = 0;
    state_ = State::kDone;
  }

  static constexpr size_t kSmallBody = 1024;  // an answer that is given even when memory is short

  const HttpLimits limits_;
  SessionHost& host_;
  State state_ = State::kHead;
  std::string input_;  // what was not read yet
  std::string output_;
  size_t written_ = 0;  // of output_
  HeldBytes held_;      // input, body and output
  HeadSearch search_;
  std::optional<Http1Parser> parser_;
  bool begun_ = false;  // something of a head is there
  std::string method_;
  std::string request_id_;
  bool keeps_alive_ = false;
  bool closes_ = false;  // behind the answer that is written
  bool drains_ = false;
  Time deadline_;
};

}  // namespace

std::unique_ptr<HttpSession> MakeHttp1Session(const SessionOptions& options, SessionHost& host, HttpSession::Time now) {
  return std::make_unique<Http1Session>(options, host, now);
}

}  // namespace hardtack::authority
