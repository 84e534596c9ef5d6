// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The bounds of an HttpServer. docs/http.md has them as a table, with what whoever passes one gets.

#ifndef HARDTACK_AUTHORITY_HTTP_LIMITS_H_
#define HARDTACK_AUTHORITY_HTTP_LIMITS_H_

#include <chrono>
#include <cstddef>

namespace hardtack::authority {

struct HttpLimits {
  // Times that a peer may take.
  std::chrono::milliseconds handshake = std::chrono::seconds(5);
  std::chrono::milliseconds header = std::chrono::seconds(10);  // from a head's first byte
  std::chrono::milliseconds body = std::chrono::seconds(30);    // from the end of the head
  std::chrono::milliseconds idle = std::chrono::seconds(60);    // between requests
  std::chrono::milliseconds write = std::chrono::seconds(30);   // to take an answer: and a second for each 8 KiB of it

  // Sizes.
  size_t header_bytes = size_t{16} << 10;     // of a head; HTTP/2: of its fields
  size_t header_fields = 100;                 // in one head
  size_t body_bytes = size_t{64} << 10;       // of a request
  size_t buffered_bytes = size_t{256} << 20;  // of requests and answers that the whole server holds

  // Numbers.
  size_t connections = 20'000;
  size_t connections_per_address = 20'000;  // IPv6: per network of 64 bits
  size_t waiting_requests = 4'096;          // for a worker, in the whole server
  size_t streams = 100;                     // HTTP/2: at a time, in one connection
  size_t resets_per_minute = 200;           // HTTP/2: streams that a peer may take back or break
  size_t frames_per_minute = 1'000;         // HTTP/2: that carry no request, and 10 for each request
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_LIMITS_H_
