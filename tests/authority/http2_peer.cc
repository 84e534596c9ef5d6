// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Frames are made and read here; only what a server's header blocks say is left to nghttp2.

#include "tests/authority/http2_peer.h"

#include <nghttp2/nghttp2.h>

namespace hardtack::authority {
namespace {

constexpr size_t kFrameHead = 9;

uint32_t ReadNumber(std::string_view bytes) {
  uint32_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

// An integer with a prefix of 7 bits whose other bit is 0. RFC 7541, section 5.1.
std::string Length(size_t length) {
  if (length < 127) return {static_cast<char>(length)};
  std::string text = "\x7f";
  for (length -= 127; length >= 128; length /= 128) text += static_cast<char>(length % 128 + 128);
  return text + static_cast<char>(length);
}

}  // namespace

std::string Number32(uint32_t number) {
  return {static_cast<char>(number >> 24), static_cast<char>(number >> 16), static_cast<char>(number >> 8),
          static_cast<char>(number)};
}

std::string Frame(FrameType type, uint8_t flags, uint32_t stream, std::string_view payload) {
  std::string frame = Number32(static_cast<uint32_t>(payload.size())).substr(1);
  frame += static_cast<char>(type);
  frame += static_cast<char>(flags);
  frame += Number32(stream);
  frame += payload;
  return frame;
}

std::string HeaderBlock(const Http2Fields& fields) {
  std::string block;
  for (const auto& [name, value] : fields) {
    block += '\0';  // a literal, not indexed, with a new name
    block += Length(name.size());
    block += name;
    block += Length(value.size());
    block += value;
  }
  return block;
}

Http2Fields RequestFields(std::string method, std::string path, const Http2Fields& more) {
  Http2Fields fields = {
      {":method", std::move(method)}, {":scheme", "https"}, {":authority", "localhost"}, {":path", std::move(path)}};
  fields.insert(fields.end(), more.begin(), more.end());
  return fields;
}

std::string Setting(uint16_t id, uint32_t value) {
  return std::string{static_cast<char>(id >> 8), static_cast<char>(id)} + Number32(value);
}

std::string Preface(std::string_view entries) {
  return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Frame(FrameType::kSettings, 0, 0, entries);
}

std::string Get(uint32_t stream, std::string path) {
  return Frame(FrameType::kHeaders, kEndHeaders | kEndStream, stream,
               HeaderBlock(RequestFields("GET", std::move(path))));
}

struct Http2Reader::Inflater {
  nghttp2_hd_inflater* state = nullptr;
};

Http2Reader::Http2Reader() : inflater_(new Inflater) { nghttp2_hd_inflate_new(&inflater_->state); }

Http2Reader::~Http2Reader() {
  nghttp2_hd_inflate_del(inflater_->state);
  delete inflater_;
}

void Http2Reader::Read(std::string_view bytes) {
  bytes_ += bytes;
  while (bytes_.size() >= kFrameHead) {
    const std::string_view head = std::string_view(bytes_).substr(0, kFrameHead);
    const size_t length = ReadNumber(head.substr(0, 3));
    if (bytes_.size() < kFrameHead + length) return;
    ReadFrame(static_cast<FrameType>(head[3]), static_cast<uint8_t>(head[4]), ReadNumber(head.substr(5)),
              std::string_view(bytes_).substr(kFrameHead, length));
    bytes_.erase(0, kFrameHead + length);
  }
}

void Http2Reader::ReadFrame(FrameType type, uint8_t flags, uint32_t stream, std::string_view payload) {
  if (type == FrameType::kSettings) {
    if ((flags & kAck) != 0) ++settings_acks;
    for (; payload.size() >= 6; payload.remove_prefix(6)) {
      settings[ReadNumber(payload.substr(0, 2))] = ReadNumber(payload.substr(2, 4));
    }
  } else if (type == FrameType::kPing) {
    if ((flags & kAck) != 0) ++pings;
  } else if (type == FrameType::kGoAway) {
    last_stream = ReadNumber(payload.substr(0, 4));
    went_away = ReadNumber(payload.substr(4, 4));
  } else if (type == FrameType::kResetStream) {
    answers[stream].reset = ReadNumber(payload);
  } else if (type == FrameType::kHeaders) {
    ReadHeaders(answers[stream], payload);
  } else if (type == FrameType::kData) {
    answers[stream].body += payload;
  }
  if ((type == FrameType::kHeaders || type == FrameType::kData) && (flags & kEndStream) != 0) {
    answers[stream].ended = true;
  }
}

void Http2Reader::ReadHeaders(Answer& answer, std::string_view block) {
  while (true) {
    nghttp2_nv field = {};
    int flags = 0;
    const ssize_t taken = nghttp2_hd_inflate_hd2(inflater_->state, &field, &flags,
                                                 reinterpret_cast<const uint8_t*>(block.data()), block.size(), 1);
    if (taken < 0) return;
    block.remove_prefix(static_cast<size_t>(taken));
    if ((flags & NGHTTP2_HD_INFLATE_EMIT) != 0) {
      const std::string name(reinterpret_cast<const char*>(field.name), field.namelen);
      const std::string value(reinterpret_cast<const char*>(field.value), field.valuelen);
      if (name == ":status") answer.statuses.push_back(value);
      answer.fields[name] = value;
    }
    if ((flags & NGHTTP2_HD_INFLATE_FINAL) != 0) {
      nghttp2_hd_inflate_end_headers(inflater_->state);
      return;
    }
    if (taken == 0 && (flags & NGHTTP2_HD_INFLATE_EMIT) == 0) return;
  }
}

}  // namespace hardtack::authority
