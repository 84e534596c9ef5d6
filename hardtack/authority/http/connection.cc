// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// One connection. Tested by tests/authority/http_server_test.cc.

#include "hardtack/authority/http/connection.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <exception>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "hardtack/authority/http/response_head.h"

namespace hardtack::authority {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using State = TlsStream::State;
using Clock = std::chrono::steady_clock;

constexpr int kReadsOfTurn = 4;  // before other connections of the loop have their turn
// For a peer to read our last words, while what it still sends is thrown away.
constexpr auto kLingerTime = std::chrono::seconds(1);
constexpr size_t kLingerBytes = size_t{256} << 10;

// The way of one answer, from any thread to the loop of its connection. Who drops it without an answer is answered for.
class AnswerPath {
 public:
  AnswerPath(std::shared_ptr<IoLoop> loop, std::weak_ptr<Connection> connection, uint64_t id)
      : loop_(std::move(loop)), connection_(std::move(connection)), id_(id) {}
  ~AnswerPath() {
    if (given_) return;
    try {
      Give(Problem(500, "there was no answer"));
    } catch (const std::exception&) {  // there is no memory: the peer waits until it goes away
    }
  }
  AnswerPath(const AnswerPath&) = delete;
  AnswerPath& operator=(const AnswerPath&) = delete;

  void Give(HttpResponse response) {
    if (given_.exchange(true)) return;
    // The connection is only looked at on its loop, so that it also ends there.
    asio::post(loop_->context, [connection = connection_, id = id_, response = std::move(response)]() mutable {
      if (const auto open = connection.lock()) open->Answer(id, std::move(response));
    });
  }
  void Forget() { given_ = true; }

 private:
  const std::shared_ptr<IoLoop> loop_;
  const std::weak_ptr<Connection> connection_;
  const uint64_t id_;
  std::atomic<bool> given_ = false;
};

}  // namespace

Connection::Connection(ServerParts& parts, std::shared_ptr<IoLoop> loop, Socket socket,
                       std::shared_ptr<const TlsContext> context, std::string address, Admission::Place place)
    : place_(std::move(place)),
      parts_(parts),
      loop_(std::move(loop)),
      address_(std::move(address)),
      socket_(std::move(socket)),
      tls_(std::move(context), socket_.native_handle()),
      timer_(loop_->context) {}

Connection::~Connection() { loop_->open.erase(this); }

void Connection::Start() {
  loop_->open.insert(this);
  asio::co_spawn(loop_->context, Run(shared_from_this()), asio::detached);
}

void Connection::Drain() {
  drains_ = true;
  if (session_ != nullptr) session_->Drain(Clock::now());
  Wake();
}

void Connection::Close() {
  error_code ignored;
  socket_.close(ignored);
  Wake();
}

void Connection::Answer(uint64_t id, HttpResponse response) {
  if (session_ == nullptr || !socket_.is_open()) return;
  session_->Answer(id, std::move(response), Clock::now());
  Wake();
}

bool Connection::OnRequest(uint64_t id, HttpRequest request, HeldBytes held) {
  struct Task {
    HttpRequest request;
    HeldBytes held;
    std::shared_ptr<AnswerPath> answer;
  };
  request.certificate = certificate_;
  request.address = address_;
  auto answer = std::make_shared<AnswerPath>(loop_, weak_from_this(), id);
  auto task = std::make_shared<Task>(Task{std::move(request), std::move(held), answer});
  const bool taken = parts_.workers.Add([&parts = parts_, task = std::move(task)] {
    try {
      parts.handler(task->request,
                    [answer = task->answer](HttpResponse response) { answer->Give(std::move(response)); });
    } catch (...) {
      parts.Report("bad_answer", task->request.address, "a handler threw an exception");
    }
  });
  if (!taken) answer->Forget();
  return taken;
}

Connection::Await Connection::Run(std::shared_ptr<Connection> self) {
  try {
    error_code ignored;
    self->socket_.non_blocking(true, ignored);
    bool lingers = co_await self->Handshake();
    if (lingers && self->session_ != nullptr) lingers = co_await self->Serve();
    if (lingers) co_await self->Linger();
  } catch (const std::exception& e) {
    self->OnEvent("malformed", e.what());  // there is no memory for this connection
  }
  self->session_.reset();
  self->Close();
}

// Whether the peer may still read: then what was written last is worth waiting for.
asio::awaitable<bool> Connection::Handshake() {
  const Time deadline = Clock::now() + parts_.limits.handshake;
  while (socket_.is_open()) {
    const State state = tls_.Handshake().state;
    if (state == State::kDone) co_return OpenSession();
    if (state == State::kClosed || state == State::kFailed) {
      OnEvent("handshake_failed", tls_.error());
      co_return state == State::kFailed;
    }
    if (Clock::now() >= deadline) {
      OnEvent("timeout", "handshake");
      co_return false;
    }
    co_await Wait(state == State::kWaitsForInput, state == State::kWaitsForOutput, deadline);
  }
  co_return false;
}

bool Connection::OpenSession() {
  const auto peer = tls_.GetPeer();
  if (!peer.ok()) {
    OnEvent("handshake_failed", std::string(peer.status().message()));
    return false;
  }
  certificate_ = peer->name;
  const Time now = Clock::now();
  constexpr int64_t kFar = int64_t{400} * 86'400;
  if (peer->until.has_value() && *peer->until - std::time(nullptr) < kFar) {
    certificate_until_ = now + std::chrono::seconds(*peer->until - std::time(nullptr));
  }
  const SessionOptions options = {parts_.limits, &parts_.budget};
  session_ = tls_.protocol() == "h2" ? MakeHttp2Session(options, *this, now) : MakeHttp1Session(options, *this, now);
  if (drains_) session_->Drain(now);
  return true;
}

// Whether it ended so that the peer should hear why.
asio::awaitable<bool> Connection::Serve() {
  while (socket_.is_open()) {
    bool more = false;
    if (!ReadInput(more) || !WriteOutput(Clock::now())) co_return false;
    if (session_->Done() && session_->Output().empty()) co_return true;
    const Time now = Clock::now();
    if (now >= Deadline()) {
      if (!OnDeadline(now)) co_return false;
    } else if (more || (!input_dry_ && !output_waits_ && session_->WantsInput())) {
      co_await asio::post(loop_->context, asio::use_awaitable);
    } else {
      co_await Wait(!output_waits_ && session_->WantsInput(), output_waits_, Deadline());
    }
  }
  co_return false;
}

// Closing a socket that holds unread bytes takes back what the peer has not read yet. So what it still sends is read,
// for a while, and thrown away.
Connection::Await Connection::Linger() {
  tls_.Shutdown();
  error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  const Time deadline = Clock::now() + kLingerTime;
  size_t left = kLingerBytes;
  while (socket_.is_open() && left > 0 && Clock::now() < deadline) {
    const size_t size = socket_.read_some(asio::buffer(loop_->buffer), error);
    if (error && error != asio::error::would_block) break;
    left -= std::min(left, size);
    if (error == asio::error::would_block) co_await Wait(true, false, deadline);
  }
}

// False: the peer is gone. `more`: there may be more to read, but others come first.
bool Connection::ReadInput(bool& more) {
  more = false;
  for (int i = 0; !output_waits_ && session_->WantsInput(); ++i) {
    if (i == kReadsOfTurn) return more = true;
    const TlsStream::Result result = tls_.Read(loop_->buffer.data(), loop_->buffer.size());
    if (result.state == State::kClosed) return false;
    if (result.state == State::kFailed) {
      OnEvent("malformed", tls_.error());
      return false;
    }
    if (result.state != State::kDone) {
      input_dry_ = true;
      return true;
    }
    session_->Receive({loop_->buffer.data(), result.bytes}, Clock::now());
    if (!session_->Output().empty()) return more = true;
    // What the socket has shows when it is waited for, and asking it once more would cost a call for each request.
    if (!tls_.HoldsInput()) return input_dry_ = true;
  }
  return true;
}

// False: the peer is gone.
bool Connection::WriteOutput(Time now) {
  for (std::string_view output = session_->Output(); !output.empty(); output = session_->Output()) {
    const TlsStream::Result result = tls_.Write(output);
    if (result.state == State::kClosed || result.state == State::kFailed) return false;
    if (result.state != State::kDone) {
      if (!std::exchange(output_waits_, true)) output_until_ = now + parts_.limits.write;
      return true;
    }
    session_->Written(result.bytes, now);
    output_waits_ = false;
  }
  output_waits_ = false;
  output_until_ = Time::max();
  return true;
}

Connection::Time Connection::Deadline() const {
  return std::min({session_->Deadline(), certificate_until_, output_until_});
}

// False: the connection ends.
bool Connection::OnDeadline(Time now) {
  if (now >= output_until_) {
    OnEvent("timeout", "write");
    return false;
  }
  if (now >= certificate_until_) {
    certificate_until_ = Time::max();
    session_->Drain(now);  // a new handshake will find that the certificate has expired
  }
  if (now >= session_->Deadline()) session_->OnDeadline(now);
  return true;
}

Connection::Await Connection::Wait(bool input, bool output, Time deadline) {
  if (input) Watch(Socket::wait_read, watches_input_);
  if (output) Watch(Socket::wait_write, watches_output_);
  if (!woken_) {
    timer_.expires_at(deadline);
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  }  // cppcheck-suppress missingReturn; a coroutine of nothing
  woken_ = false;
}

void Connection::Watch(Socket::wait_type type, bool& watches) {
  if (std::exchange(watches, true)) return;
  socket_.async_wait(type, [self = shared_from_this(), &watches](const error_code&) {
    watches = false;
    self->input_dry_ = false;
    self->Wake();
  });
}

void Connection::Wake() {
  woken_ = true;
  timer_.cancel();
}

}  // namespace hardtack::authority
