// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// HTTP/2 as an HttpSession, over nghttp2: the only file that includes it. Tested by
// tests/authority/http2_session_test.cc and http_server_test.cc.
//
// nghttp2 keeps to the rules of frames, of flow control and of header compression, and bounds what each of them may
// cost; on top of that come the allowance of a peer (http2_allowance.h), and here bodies and time.

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include <nghttp2/nghttp2.h>

#include "hardtack/authority/http/http2_allowance.h"
#include "hardtack/authority/http/http2_stream.h"
#include "hardtack/authority/http/request_id.h"
#include "hardtack/authority/http/request_shape.h"
#include "hardtack/authority/http/response_head.h"
#include "hardtack/authority/http/session.h"

namespace hardtack::authority {
namespace {

using Time = HttpSession::Time;

constexpr int32_t kConnectionWindow = 1 << 20;     // bytes of bodies on their way, of all streams together
constexpr size_t kOutputBytes = size_t{32} << 10;  // that are made ready at a time
constexpr size_t kTinyData = 64;                   // a DATA frame below this is counted like one that carries nothing
constexpr size_t kUnreadAcks = 100;                // answers to PING and SETTINGS that a peer may leave unread
constexpr size_t kContinuations = 8;               // frames that may continue a head
constexpr auto kLingerTime = std::chrono::seconds(1);  // for a peer to read an answer and stop its request
constexpr size_t kSmallBody = 1024;                    // an answer that is given even when memory is short

std::string_view View(const uint8_t* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

nghttp2_nv Field(std::string_view name, std::string_view value) {
  // nghttp2 copies both, and does not write to them.
  return {reinterpret_cast<uint8_t*>(const_cast<char*>(name.data())),
          reinterpret_cast<uint8_t*>(const_cast<char*>(value.data())), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE};
}

class Http2Session final : public HttpSession {
 public:
  Http2Session(const SessionOptions& options, SessionHost& host, Time now)
      : limits_(options.limits),
        host_(host),
        budget_(*options.budget),
        now_(now),
        begins_until_(now + limits_.header),
        idle_until_(now + limits_.idle),
        allowance_(limits_) {
    Open();
    SubmitSettings();
  }
  ~Http2Session() override { nghttp2_session_del(session_); }
  Http2Session(const Http2Session&) = delete;
  Http2Session& operator=(const Http2Session&) = delete;

  void Receive(std::string_view bytes, Time now) override {
    now_ = now;
    if (aborted_ || session_ == nullptr) return;
    const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
    const ssize_t taken = nghttp2_session_mem_recv(session_, data, bytes.size());
    if (taken >= 0 || aborted_) return;
    const bool is_flood = taken == NGHTTP2_ERR_FLOODED;
    Abort(is_flood ? "flood" : "malformed", nghttp2_strerror(static_cast<int>(taken)));
  }

  bool WantsInput() const override {
    return !aborted_ && output_.size() < kOutputBytes && nghttp2_session_want_read(session_) != 0;
  }

  void Answer(uint64_t id, HttpResponse response, Time now) override {
    now_ = now;
    --handled_;
    if (const auto found = streams_.find(static_cast<int32_t>(id)); found != streams_.end()) {
      Respond(found->first, found->second, std::move(response));
    }
    if (streams_.empty()) idle_until_ = now + limits_.idle;
    EndIfDrained();
  }

  std::string_view Output() override {
    if (written_ == output_.size()) Fill();
    return std::string_view(output_).substr(written_);
  }

  void Written(size_t bytes, Time now) override {
    now_ = now;
    written_ += bytes;
    if (written_ < output_.size()) return;
    written_ = 0;
    output_.clear();
    if (streams_.empty()) output_ = std::string();  // gives the memory back while the connection is idle
  }

  Time Deadline() const override {
    Time deadline = std::min(begins_until_, head_until_);
    if (streams_.empty() && handled_ == 0) deadline = std::min(deadline, idle_until_);
    for (const auto& [id, stream] : streams_) deadline = std::min(deadline, stream.deadline);
    return deadline;
  }

  void OnDeadline(Time now) override {
    now_ = now;
    if (now >= begins_until_ || now >= head_until_) return Abort("timeout", "header");
    if (streams_.empty() && handled_ == 0 && now >= idle_until_) {
      host_.OnEvent("timeout", "idle");
      return Terminate(NGHTTP2_NO_ERROR);
    }
    for (auto& [id, stream] : streams_) {
      if (now >= stream.deadline) OnStreamDeadline(id, stream);
    }
  }

  void Drain(Time now) override {
    now_ = now;
    if (aborted_ || std::exchange(drains_, true)) return;
    nghttp2_submit_goaway(session_, NGHTTP2_FLAG_NONE, nghttp2_session_get_last_proc_stream_id(session_),
                          NGHTTP2_NO_ERROR, nullptr, 0);
    EndIfDrained();
  }

  bool Done() const override {
    if (aborted_) return true;
    const bool wants = nghttp2_session_want_read(session_) != 0 || nghttp2_session_want_write(session_) != 0;
    return !wants && written_ == output_.size();
  }

 private:
  void Open() {
    nghttp2_session_callbacks* callbacks = nullptr;
    nghttp2_option* option = nullptr;
    if (nghttp2_session_callbacks_new(&callbacks) != 0 || nghttp2_option_new(&option) != 0) throw std::bad_alloc();
    SetCallbacks(callbacks);
    nghttp2_option_set_no_closed_streams(option, 1);
    nghttp2_option_set_max_outbound_ack(option, kUnreadAcks);
    nghttp2_option_set_max_settings(option, 32);
    // Debian 12 has this since 1.52.0-1+deb12u2, which mends CVE-2024-28182: an older one is not built with.
    nghttp2_option_set_max_continuations(option, kContinuations);
    const int result = nghttp2_session_server_new2(&session_, callbacks, this, option);
    nghttp2_option_del(option);
    nghttp2_session_callbacks_del(callbacks);
    if (result != 0) throw std::bad_alloc();
  }

  static void SetCallbacks(nghttp2_session_callbacks* callbacks) {
    nghttp2_session_callbacks_set_on_begin_frame_callback(
        callbacks, [](nghttp2_session*, const nghttp2_frame_hd* head, void* self) {
          return Guarded(self, [&](Http2Session& session) { session.OnFrameBegins(*head); });
        });
    nghttp2_session_callbacks_set_on_begin_headers_callback(
        callbacks, [](nghttp2_session*, const nghttp2_frame* frame, void* self) {
          return Guarded(self, [&](Http2Session& session) { session.OnHeadBegins(*frame); });
        });
    nghttp2_session_callbacks_set_on_header_callback(
        callbacks, [](nghttp2_session*, const nghttp2_frame* frame, const uint8_t* name, size_t name_size,
                      const uint8_t* value, size_t value_size, uint8_t, void* self) {
          return Guarded(self, [&](Http2Session& session) {
            session.OnField(*frame, View(name, name_size), View(value, value_size));
          });
        });
    nghttp2_session_callbacks_set_on_invalid_header_callback(
        callbacks, [](nghttp2_session*, const nghttp2_frame* frame, const uint8_t*, size_t name_size, const uint8_t*,
                      size_t value_size, uint8_t, void* self) {
          return Guarded(self, [&](Http2Session& session) { session.OnInvalidField(*frame, name_size + value_size); });
        });
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(
        callbacks, [](nghttp2_session*, uint8_t, int32_t id, const uint8_t* data, size_t size, void* self) {
          return Guarded(self, [&](Http2Session& session) { session.OnBody(id, View(data, size)); });
        });
    nghttp2_session_callbacks_set_on_frame_recv_callback(
        callbacks, [](nghttp2_session*, const nghttp2_frame* frame, void* self) {
          return Guarded(self, [&](Http2Session& session) { session.OnFrame(*frame); });
        });
    nghttp2_session_callbacks_set_on_invalid_frame_recv_callback(
        callbacks, [](nghttp2_session*, const nghttp2_frame* frame, int, void* self) {
          return Guarded(self, [&](Http2Session& session) { session.OnInvalidFrame(*frame); });
        });
    nghttp2_session_callbacks_set_on_frame_send_callback(
        callbacks, [](nghttp2_session*, const nghttp2_frame* frame, void* self) {
          return Guarded(self, [&](Http2Session& session) { session.OnSent(*frame); });
        });
    nghttp2_session_callbacks_set_on_stream_close_callback(
        callbacks, [](nghttp2_session*, int32_t id, uint32_t, void* self) {
          return Guarded(self, [&](Http2Session& session) { session.OnClosed(id); });
        });
  }

  // nghttp2 is C: an exception (there is no memory) must not pass through it, and ends the session instead.
  template <typename F>
  static int Guarded(void* self, F&& call) {
    auto& session = *static_cast<Http2Session*>(self);
    try {
      call(session);
      return session.aborted_ ? NGHTTP2_ERR_CALLBACK_FAILURE : 0;
    } catch (...) {
      return NGHTTP2_ERR_CALLBACK_FAILURE;
    }
  }

  void SubmitSettings() {
    const std::array<nghttp2_settings_entry, 5> settings = {{
        {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, static_cast<uint32_t>(limits_.streams)},
        {NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE, static_cast<uint32_t>(limits_.header_bytes)},
        // One more than a body may have, so that one which has more is seen.
        {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, static_cast<uint32_t>(limits_.body_bytes + 1)},
        {NGHTTP2_SETTINGS_ENABLE_PUSH, 0},
        {NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1},
    }};
    nghttp2_submit_settings(session_, NGHTTP2_FLAG_NONE, settings.data(), settings.size());
    nghttp2_session_set_local_window_size(session_, NGHTTP2_FLAG_NONE, 0, kConnectionWindow);
  }

  Http2Stream* Find(int32_t id) {
    const auto found = streams_.find(id);
    return found == streams_.end() ? nullptr : &found->second;
  }

  void OnFrameBegins(const nghttp2_frame_hd& head) {
    const bool ends_stream = (head.flags & NGHTTP2_FLAG_END_STREAM) != 0;
    const bool carries_request =
        head.type == NGHTTP2_HEADERS || (head.type == NGHTTP2_DATA && (head.length >= kTinyData || ends_stream));
    if (head.type == NGHTTP2_HEADERS) {
      head_until_ = now_ + limits_.header;
      allowance_.BeginHead();
    }
    if (carries_request || allowance_.TakeFrame(now_)) return;
    EndFlood("flood", "frames that carry no request");
  }

  void OnHeadBegins(const nghttp2_frame& frame) {
    if (frame.headers.cat != NGHTTP2_HCAT_REQUEST) return;
    begins_until_ = Time::max();
    allowance_.GiveForRequest();
    streams_.try_emplace(frame.hd.stream_id, budget_);
  }

  void OnField(const nghttp2_frame& frame, std::string_view name, std::string_view value) {
    if (!CountField(name.size() + value.size())) return;
    Http2Stream* const stream = Find(frame.hd.stream_id);
    if (stream == nullptr || stream->head_ended) return;  // trailers
    stream->request.Add(name, value, limits_);
    if (!stream->request.refused() && !stream->held.Hold(stream->request.head_bytes())) {
      stream->request.Refuse({503, "the server is out of memory"});
    }
  }

  // False: the session has ended.
  bool CountField(size_t bytes) {
    if (allowance_.TakeField(bytes)) return true;
    Abort("flood", "a head that goes on and on");
    return false;
  }

  void OnInvalidField(const nghttp2_frame& frame, size_t bytes) {
    if (!CountField(bytes)) return;
    Http2Stream* const stream = Find(frame.hd.stream_id);
    if (stream == nullptr || stream->head_ended) return;
    stream->request.Refuse({400, "the name or the value of a field is not allowed"});
  }

  void OnBody(int32_t id, std::string_view bytes) {
    Http2Stream* const stream = Find(id);
    if (stream == nullptr || stream->answered) return;
    std::string& body = stream->request.request().body;
    if (body.size() + bytes.size() > limits_.body_bytes) return Refuse(id, *stream, {413, "the body is too large"});
    if (!stream->held.Hold(stream->request.head_bytes() + body.size() + bytes.size())) {
      return Refuse(id, *stream, {503, "the server is out of memory"});
    }
    body += bytes;
  }

  void OnFrame(const nghttp2_frame& frame) {
    if (frame.hd.type == NGHTTP2_RST_STREAM) return CountReset();
    if (frame.hd.type == NGHTTP2_SETTINGS) begins_until_ = Time::max();
    if (frame.hd.type == NGHTTP2_HEADERS) head_until_ = Time::max();
    if (frame.hd.type != NGHTTP2_HEADERS && frame.hd.type != NGHTTP2_DATA) return;
    Http2Stream* const stream = Find(frame.hd.stream_id);
    if (stream == nullptr) return;
    if ((frame.hd.flags & NGHTTP2_FLAG_END_STREAM) != 0) stream->request_ended = true;
    if (!stream->head_ended) {
      stream->head_ended = true;
      EndHead(frame.hd.stream_id, *stream);
    }
    if (stream->request_ended && !stream->answered) Dispatch(frame.hd.stream_id, *stream);
  }

  void EndHead(int32_t id, Http2Stream& stream) {
    if (const auto fault = stream.request.Finish(limits_)) return Refuse(id, stream, *fault);
    if (stream.request_ended) return;
    stream.deadline = now_ + limits_.body;
    if (!stream.request.request().Field("expect").has_value()) return;
    const nghttp2_nv status = Field(":status", "100");
    nghttp2_submit_headers(session_, NGHTTP2_FLAG_NONE, id, nullptr, &status, 1, nullptr);
  }

  // Requests whose streams are gone count for as long as they are handled: taking one back makes no room for the next.
  void Dispatch(int32_t id, Http2Stream& stream) {
    if (handled_ >= limits_.streams) {
      nghttp2_submit_rst_stream(session_, NGHTTP2_FLAG_NONE, id, NGHTTP2_REFUSED_STREAM);
      return CountReset();
    }
    stream.deadline = Time::max();
    HttpRequest request = stream.TakeRequest();
    HeldBytes held = std::exchange(stream.held, HeldBytes(budget_));
    if (!host_.OnRequest(static_cast<uint64_t>(id), std::move(request), std::move(held))) {
      return Refuse(id, stream, {503, "the server has too much to do"});
    }
    ++handled_;
  }

  void Refuse(int32_t id, Http2Stream& stream, const RequestFault& fault) {
    if (fault.status != 408 && fault.status != 503) host_.OnEvent("malformed", std::string(fault.reason));
    Respond(id, stream, Problem(fault));
  }

  void Respond(int32_t id, Http2Stream& stream, HttpResponse response) {
    if (stream.answered) return;
    stream.answered = true;
    if (!IsWritable(response)) {
      host_.OnEvent("bad_answer", "a handler gave a field or a status that cannot be written");
      response = Problem(500, "the answer could not be written");
    }
    HttpRequest& request = stream.request.request();
    request.body = std::string();
    if (!stream.held.Hold(response.body.size()) && response.body.size() > kSmallBody) {
      response = Problem(503, "the server is out of memory");
    }
    if (request.id.empty()) request.id = RandomRequestId();
    Submit(id, stream, std::move(response));
  }

  void Submit(int32_t id, Http2Stream& stream, HttpResponse response) {
    const auto time = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const std::string status = std::to_string(response.status);
    const HttpFields fields = FieldsOf(response, stream.request.request().id, time);
    std::vector<nghttp2_nv> values = {Field(":status", status)};
    for (const auto& [name, value] : fields) values.push_back(Field(name, value));
    if (HasBody(stream.request.request().method, response.status)) stream.body = std::move(response.body);
    stream.deadline = now_ + WriteTime(limits_, stream.body.size());
    nghttp2_data_provider provider = {};
    provider.source.ptr = this;
    provider.read_callback = ReadAnswer;
    nghttp2_submit_response(session_, id, values.data(), values.size(), stream.body.empty() ? nullptr : &provider);
  }

  static ssize_t ReadAnswer(nghttp2_session*, int32_t id, uint8_t* buffer, size_t size, uint32_t* flags,
                            nghttp2_data_source* source, void*) {
    Http2Stream* const stream = static_cast<Http2Session*>(source->ptr)->Find(id);
    if (stream == nullptr) return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE;
    const size_t count = stream->CopyBody(reinterpret_cast<char*>(buffer), size);
    if (stream->is_sent()) *flags |= NGHTTP2_DATA_FLAG_EOF;
    return static_cast<ssize_t>(count);
  }

  // An answer that came before the request had ended: the rest of it is not wanted (RFC 9113, section 8.1). This is
  // said a little later, since there are clients (curl 7.88) that lose an answer which the end of its stream follows at
  // once.
  void OnSent(const nghttp2_frame& frame) {
    if (frame.hd.type == NGHTTP2_DATA) allowance_.GiveForData();
    const bool ends_answer = (frame.hd.type == NGHTTP2_HEADERS || frame.hd.type == NGHTTP2_DATA) &&
                             (frame.hd.flags & NGHTTP2_FLAG_END_STREAM) != 0;
    if (!ends_answer) return;
    Http2Stream* const stream = Find(frame.hd.stream_id);
    if (stream == nullptr || stream->request_ended) return;
    stream->lingers = true;
    stream->body = std::string();
    stream->held.Hold(0);
    stream->deadline = now_ + kLingerTime;
  }

  void OnStreamDeadline(int32_t id, Http2Stream& stream) {
    if (!stream.answered) {
      host_.OnEvent("timeout", "body");
      return Refuse(id, stream, {408, "the body took too long"});
    }
    if (!stream.lingers) host_.OnEvent("timeout", "write");
    stream.deadline = Time::max();
    nghttp2_submit_rst_stream(session_, NGHTTP2_FLAG_NONE, id, stream.lingers ? NGHTTP2_NO_ERROR : NGHTTP2_CANCEL);
  }

  void OnClosed(int32_t id) {
    head_until_ = Time::max();
    streams_.erase(id);
    if (streams_.empty()) idle_until_ = now_ + limits_.idle;
    EndIfDrained();
  }

  // A frame that breaks its stream makes us take the stream back: to the one who is made to work it is the same.
  void OnInvalidFrame(const nghttp2_frame& frame) {
    head_until_ = Time::max();
    host_.OnEvent("malformed", "a frame breaks the rules of HTTP/2");
    if (frame.hd.stream_id != 0) CountReset();
  }

  void CountReset() {
    if (allowance_.TakeReset(now_)) return;
    EndFlood("reset_flood", "streams that were taken back");
  }

  void EndFlood(std::string_view what, std::string_view detail) {
    if (std::exchange(flooded_, true)) return;
    host_.OnEvent(what, std::string(detail));
    Terminate(NGHTTP2_ENHANCE_YOUR_CALM);
  }

  void Terminate(uint32_t error) { nghttp2_session_terminate_session(session_, error); }

  void EndIfDrained() {
    if (drains_ && streams_.empty() && handled_ == 0) Terminate(NGHTTP2_NO_ERROR);
  }

  void Abort(std::string_view what, std::string_view detail) {
    host_.OnEvent(what, std::string(detail));
    aborted_ = true;
    output_ = std::string();
    written_ = 0;
  }

  void Fill() {
    output_.clear();
    written_ = 0;
    while (!aborted_ && output_.size() < kOutputBytes) {
      const uint8_t* data = nullptr;
      const ssize_t size = nghttp2_session_mem_send(session_, &data);
      if (size < 0) return Abort("malformed", nghttp2_strerror(static_cast<int>(size)));
      if (size == 0) return;
      output_ += View(data, static_cast<size_t>(size));
    }
  }

  const HttpLimits limits_;
  SessionHost& host_;
  ByteBudget& budget_;
  nghttp2_session* session_ = nullptr;
  std::map<int32_t, Http2Stream> streams_;  // open, by id
  size_t handled_ = 0;                      // requests that OnRequest took and Answer did not answer yet
  std::string output_;
  size_t written_ = 0;             // of output_
  Time now_;                       // of the call that is going on
  Time begins_until_;              // the first frames must be there by then
  Time head_until_ = Time::max();  // of the head that is being received
  Time idle_until_;                // unless there is a stream
  Http2Allowance allowance_;
  bool flooded_ = false;
  bool drains_ = false;
  bool aborted_ = false;
};

}  // namespace

std::unique_ptr<HttpSession> MakeHttp2Session(const SessionOptions& options, SessionHost& host, HttpSession::Time now) {
  return std::make_unique<Http2Session>(options, host, now);
}

}  // namespace hardtack::authority
