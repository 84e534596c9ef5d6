// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The client's end of HTTP/2, frame by frame, for tests that send what no client would. RFC 9113, RFC 7541.

#ifndef HARDTACK_TESTS_AUTHORITY_HTTP2_PEER_H_
#define HARDTACK_TESTS_AUTHORITY_HTTP2_PEER_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hardtack::authority {

enum class FrameType : uint8_t {
  kData = 0,
  kHeaders = 1,
  kPriority = 2,
  kResetStream = 3,
  kSettings = 4,
  kPing = 6,
  kGoAway = 7,
  kWindowUpdate = 8,
  kContinuation = 9,
  kUnknown = 99,
};

inline constexpr uint8_t kEndStream = 1;
inline constexpr uint8_t kAck = 1;
inline constexpr uint8_t kEndHeaders = 4;

using Http2Fields = std::vector<std::pair<std::string, std::string>>;

std::string Frame(FrameType type, uint8_t flags, uint32_t stream, std::string_view payload);
std::string Number32(uint32_t number);

// The header block of `fields`, without compression.
std::string HeaderBlock(const Http2Fields& fields);

// :method, :scheme, :authority and :path, and `more`.
Http2Fields RequestFields(std::string method, std::string path, const Http2Fields& more = {});

// The preface and SETTINGS (`entries`: of 6 bytes each).
std::string Preface(std::string_view entries = {});
std::string Setting(uint16_t id, uint32_t value);

// A request without a body.
std::string Get(uint32_t stream, std::string path);

// What a server sent: reads frames, decompresses fields.
class Http2Reader {
 public:
  struct Answer {
    std::vector<std::string> statuses;  // 100 before others
    std::map<std::string, std::string> fields;
    std::string body;
    bool ended = false;
    int64_t reset = -1;  // the error code
  };

  Http2Reader();
  ~Http2Reader();
  Http2Reader(const Http2Reader&) = delete;
  Http2Reader& operator=(const Http2Reader&) = delete;

  void Read(std::string_view bytes);

  std::map<uint32_t, Answer> answers;
  std::map<uint32_t, uint32_t> settings;
  size_t pings = 0;  // acknowledged
  size_t settings_acks = 0;
  int64_t went_away = -1;    // the error code
  int64_t last_stream = -1;  // of GOAWAY

 private:
  void ReadFrame(FrameType type, uint8_t flags, uint32_t stream, std::string_view payload);
  void ReadHeaders(Answer& answer, std::string_view block);

  std::string bytes_;
  struct Inflater;
  Inflater* inflater_;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_HTTP2_PEER_H_
