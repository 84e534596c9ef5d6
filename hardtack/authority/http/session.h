// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// HttpSession is one version of HTTP on one connection, without the connection: bytes go in, requests come out; answers
// go in, bytes come out. It owns no socket, no thread and no clock, so that tests and fuzzers run it as it is.

#ifndef HARDTACK_AUTHORITY_HTTP_SESSION_H_
#define HARDTACK_AUTHORITY_HTTP_SESSION_H_

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "hardtack/authority/http/byte_budget.h"
#include "hardtack/authority/http/limits.h"
#include "hardtack/authority/http/message.h"

namespace hardtack::authority {

// What carries a session.
class SessionHost {
 public:
  virtual ~SessionHost() = default;

  // A whole request. `id` names it for Answer; `held` is the memory that it takes, until it has been handled. False:
  // there is no room for it, and no answer will come. Does not answer before it returns.
  virtual bool OnRequest(uint64_t id, HttpRequest request, HeldBytes held) = 0;

  // Something that belongs into logs: see HttpServerOptions::Event.
  virtual void OnEvent(std::string_view what, std::string detail) = 0;
};

// One thread at a time. Calls its host from within its own calls.
class HttpSession {
 public:
  using Time = std::chrono::steady_clock::time_point;

  virtual ~HttpSession() = default;

  // Bytes that the peer sent.
  virtual void Receive(std::string_view bytes, Time now) = 0;
  // Whether more are wanted now. The host goes on reading only then.
  virtual bool WantsInput() const = 0;

  // The answer to a request that OnRequest took: once for each. That of a request which is gone is dropped.
  virtual void Answer(uint64_t id, HttpResponse response, Time now) = 0;

  // Bytes for the peer, those that come next; empty: none for now. Valid until the next call.
  virtual std::string_view Output() = 0;
  // So many of them were written.
  virtual void Written(size_t bytes, Time now) = 0;

  // When OnDeadline wants to be called, unless something happens before.
  virtual Time Deadline() const = 0;
  virtual void OnDeadline(Time now) = 0;

  // What has begun is finished, nothing else begins.
  virtual void Drain(Time now) = 0;

  // Whether the connection is to be closed, once the output is written.
  virtual bool Done() const = 0;
};

struct SessionOptions {
  HttpLimits limits;
  ByteBudget* budget = nullptr;  // outlives the session
};

// HTTP/1.1 and 1.0, http1_session.cc; HTTP/2, http2_session.cc. `host` outlives the session.
std::unique_ptr<HttpSession> MakeHttp1Session(const SessionOptions& options, SessionHost& host, HttpSession::Time now);
std::unique_ptr<HttpSession> MakeHttp2Session(const SessionOptions& options, SessionHost& host, HttpSession::Time now);

// How long a peer may take to read an answer of `bytes`.
inline std::chrono::milliseconds WriteTime(const HttpLimits& limits, size_t bytes) {
  return limits.write + std::chrono::seconds(bytes / 8192);
}

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_SESSION_H_
