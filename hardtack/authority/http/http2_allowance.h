// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Http2Allowance counts what a peer makes an HTTP/2 connection do without a request that would be worth it: frames that
// carry none, streams that it takes back, fields of a head that is far too large.

#ifndef HARDTACK_AUTHORITY_HTTP_HTTP2_ALLOWANCE_H_
#define HARDTACK_AUTHORITY_HTTP_HTTP2_ALLOWANCE_H_

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "hardtack/authority/http/http2_request.h"
#include "hardtack/authority/http/limits.h"
#include "hardtack/authority/http/session.h"
#include "hardtack/authority/http/token_bucket.h"

namespace hardtack::authority {

// One thread at a time. What takes is true as long as it is allowed.
class Http2Allowance {
 public:
  using Time = HttpSession::Time;

  explicit Http2Allowance(const HttpLimits& limits)
      : most_head_bytes_(kWorstHead * limits.header_bytes),
        resets_(Rate::PerMinute(static_cast<uint32_t>(limits.resets_per_minute))),
        frames_(Rate::PerMinute(static_cast<uint32_t>(limits.frames_per_minute))) {}

  // Frames without which a peer can do all it needs cost us as much as others: their rate is bounded.
  bool TakeFrame(Time now) { return frames_bucket_.Take(frames_, now) == std::chrono::nanoseconds::zero(); }
  // A request may bring some along, and a DATA frame of an answer may call for some: more window, twice.
  void GiveForRequest() { frames_bucket_.Give(frames_, kFramesOfRequest); }
  void GiveForData() { frames_bucket_.Give(frames_, kFramesOfData); }

  bool TakeReset(Time now) { return resets_bucket_.Take(resets_, now) == std::chrono::nanoseconds::zero(); }

  // A byte may stand for a field of 4 KiB, and each is looked through before it comes here: what is far beyond a head
  // that is too large is not read to its end.
  void BeginHead() { head_bytes_ = 0; }
  bool TakeField(size_t bytes) {
    head_bytes_ += bytes + kHttp2FieldOverhead;
    return head_bytes_ <= most_head_bytes_;
  }

 private:
  static constexpr size_t kWorstHead = 4;           // times header_bytes, beyond which a head is no mistake
  static constexpr uint32_t kFramesOfRequest = 10;  // beside the rate
  static constexpr uint32_t kFramesOfData = 2;

  const size_t most_head_bytes_;
  size_t head_bytes_ = 0;  // of the fields of the head or trailers that are being received
  const Rate resets_;
  const Rate frames_;
  TokenBucket resets_bucket_;
  TokenBucket frames_bucket_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_HTTP2_ALLOWANCE_H_
