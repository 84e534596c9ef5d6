// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Connection carries one HttpSession over one socket: TLS, waiting, deadlines, the way of requests to handlers and of
// answers back. Internal to server.cc.

#ifndef HARDTACK_AUTHORITY_HTTP_CONNECTION_H_
#define HARDTACK_AUTHORITY_HTTP_CONNECTION_H_

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_set>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include "hardtack/authority/http/admission.h"
#include "hardtack/authority/http/byte_budget.h"
#include "hardtack/authority/http/server.h"
#include "hardtack/authority/http/session.h"
#include "hardtack/authority/http/tls_stream.h"
#include "hardtack/authority/http/worker_pool.h"

namespace hardtack::authority {

class Connection;

// A thread and the connections that are its alone. Answers that come late hold it, so that it is still there for them.
struct IoLoop {
  boost::asio::io_context context{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
  std::thread thread;
  std::unordered_set<Connection*> open;       // those that have begun and not ended; the thread's
  std::array<char, size_t{16} << 10> buffer;  // for what is read; the thread's
};

// What all connections of a server share; outlives them.
struct ServerParts {
  explicit ServerParts(const HttpServerOptions& options, HttpHandler answers)
      : limits(options.limits),
        on_event(options.on_event),
        handler(std::move(answers)),
        budget(limits.buffered_bytes),
        admission(limits),
        workers(options.worker_threads, limits.waiting_requests) {}

  void Report(std::string_view what, std::string_view address, std::string_view detail) const {
    if (on_event) on_event({what, address, detail});
  }

  const HttpLimits limits;
  const std::function<void(const HttpEvent&)> on_event;
  const HttpHandler handler;
  ByteBudget budget;
  Admission admission;
  WorkerPool workers;
};

// Everything but the constructor runs on the loop's thread.
class Connection final : public SessionHost, public std::enable_shared_from_this<Connection> {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using Time = HttpSession::Time;

  Connection(ServerParts& parts, std::shared_ptr<IoLoop> loop, Socket socket, std::shared_ptr<const TlsContext> context,
             std::string address, Admission::Place place);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Serves until it ends. It keeps itself alive meanwhile.
  void Start();

  void Drain();
  void Close();
  void Answer(uint64_t id, HttpResponse response);

 private:
  using Await = boost::asio::awaitable<void>;

  bool OnRequest(uint64_t id, HttpRequest request, HeldBytes held) override;
  void OnEvent(std::string_view what, std::string detail) override { parts_.Report(what, address_, detail); }

  static Await Run(std::shared_ptr<Connection> self);
  boost::asio::awaitable<bool> Handshake();
  bool OpenSession();
  boost::asio::awaitable<bool> Serve();
  Await Linger();

  bool ReadInput(bool& more);
  bool WriteOutput(Time now);
  Time Deadline() const;
  bool OnDeadline(Time now);

  // Waits until the socket can be read or written, as is asked, or Wake was called, or `deadline`.
  Await Wait(bool input, bool output, Time deadline);
  void Watch(Socket::wait_type type, bool& watches);
  void Wake();

  Admission::Place place_;  // the last to go: behind it nothing here is used
  ServerParts& parts_;
  std::shared_ptr<IoLoop> loop_;
  const std::string address_;
  Socket socket_;
  TlsStream tls_;
  boost::asio::steady_timer timer_;
  std::unique_ptr<HttpSession> session_;    // none before the handshake has ended
  std::optional<std::string> certificate_;  // the peer's name by it
  Time certificate_until_ = Time::max();
  Time output_until_ = Time::max();  // by then the socket must take something
  bool output_waits_ = false;        // the socket took all it could
  bool input_dry_ = false;           // nothing that was sent is held by TLS, where no waiting shows it
  bool watches_input_ = false;
  bool watches_output_ = false;
  bool woken_ = false;
  bool drains_ = false;
};

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_CONNECTION_H_
