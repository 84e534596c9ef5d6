// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Listening, and the life of the server. Tested by tests/authority/http_server_test.cc.

#include "hardtack/authority/http/server.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <ctime>
#include <exception>
#include <future>
#include <mutex>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "hardtack/authority/http/connection.h"
#include "hardtack/authority/http/tls_context.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"

namespace hardtack::authority {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// A peer's address as texts: an IPv4 address is one however it came.
struct PeerAddress {
  std::string text;
  std::string network;  // what counts as one place: of IPv6 the first 64 bits, which is what one customer gets
};

PeerAddress AddressOf(const tcp::socket& socket) {
  error_code error;
  const asio::ip::address address = socket.remote_endpoint(error).address();
  if (error) return {"unknown", "unknown"};
  if (address.is_v4()) return {address.to_string(), address.to_string()};
  asio::ip::address_v6 v6 = address.to_v6();
  if (v6.is_v4_mapped()) {
    const std::string v4 = asio::ip::make_address_v4(asio::ip::v4_mapped, v6).to_string();
    return {v4, v4};
  }
  asio::ip::address_v6::bytes_type bytes = v6.to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), 0);
  return {v6.to_string(), asio::ip::address_v6(bytes).to_string()};
}

class Server final : public HttpServer {
 public:
  Server(const HttpServerOptions& options, HttpHandler handler, std::shared_ptr<const TlsContext> tls)
      : parts_(options, std::move(handler)), tls_(std::move(tls)) {
    for (size_t i = 0; i < std::max(options.io_threads, size_t{1}); ++i) loops_.push_back(std::make_shared<IoLoop>());
    acceptor_.emplace(loops_.front()->context);
    retry_.emplace(loops_.front()->context);
    ReportCertificate(*tls_);
  }

  ~Server() override {  // NOLINT(bugprone-exception-escape): what it posts has memory, or nothing ever ends
    if (runs_) StopAccepting();
    parts_.workers.Stop();
    CloseAll();
    for (const auto& loop : loops_) {
      loop->work.reset();
      if (loop->thread.joinable()) loop->thread.join();
    }
    // What is left in a loop is answers that came too late; whoever holds a Respond holds the loop.
    acceptor_.reset();
    retry_.reset();
  }

  absl::Status Listen(const std::string& address, uint16_t port) {
    error_code error;
    const tcp::endpoint endpoint(asio::ip::make_address(address, error), port);
    if (error) return Error(ErrorKind::kInvalidArgument, "not an IP address: " + address, address);
    acceptor_->open(endpoint.protocol(), error);
    if (!error) acceptor_->set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_->bind(endpoint, error);
    if (!error) acceptor_->listen(tcp::acceptor::max_listen_connections, error);
    if (!error) port_ = acceptor_->local_endpoint(error).port();
    if (!error) return absl::OkStatus();
    const std::string place = fmt::format("{} port {}", address, port);
    return Error(ErrorKind::kIo, fmt::format("cannot listen, {}: {}", error.message(), place), place);
  }

  void Run() {
    runs_ = true;
    asio::co_spawn(loops_.front()->context, Accept(), asio::detached);
    for (const auto& loop : loops_) loop->thread = std::thread([loop] { RunLoop(*loop); });
  }

  uint16_t port() const override { return port_; }
  size_t connections() const override { return parts_.admission.size(); }
  int64_t certificate_until() const override { return CurrentTls()->certificate_until(); }

  absl::Status Reload(const TlsIdentity& tls) override {
    ASSIGN_OR_RETURN(std::shared_ptr<const TlsContext> next, TlsContext::Make(tls));
    ReportCertificate(*next);
    const std::lock_guard lock(mutex_);
    tls_ = std::move(next);
    return absl::OkStatus();
  }

  void Drain(std::chrono::milliseconds deadline) override {
    const auto until = std::chrono::steady_clock::now() + deadline;
    StopAccepting();
    ForEachConnection([](Connection& connection) { connection.Drain(); });
    if (!parts_.admission.WaitUntilEmpty(until)) CloseAll();
  }

 private:
  static void RunLoop(IoLoop& loop) {
    // OpenSSL writes to sockets with write(): to one that its peer has closed that raises SIGPIPE.
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    while (true) {
      try {
        loop.context.run();
        return;
      } catch (const std::exception&) {  // there is no memory for an answer: its peer waits until it is closed
      }
    }
  }

  asio::awaitable<void> Accept() {
    for (size_t next = 0; acceptor_->is_open(); ++next) {
      const std::shared_ptr<IoLoop>& loop = loops_[next % loops_.size()];
      tcp::socket socket(loop->context);
      const auto [error] = co_await acceptor_->async_accept(socket, asio::as_tuple(asio::use_awaitable));
      if (!acceptor_->is_open()) break;
      if (!error) {
        Admit(std::move(socket), loop);
        continue;
      }
      // No descriptors, say. Those who wait in the queue of the listening socket wait on.
      parts_.Report("refused", "", "cannot accept: " + error.message());
      retry_->expires_after(std::chrono::milliseconds(100));
      co_await retry_->async_wait(asio::as_tuple(asio::use_awaitable));
    }
  }

  void Admit(tcp::socket socket, const std::shared_ptr<IoLoop>& loop) {
    const PeerAddress address = AddressOf(socket);
    std::optional<Admission::Place> place = parts_.admission.Enter(address.network);
    if (!place.has_value()) {
      parts_.Report("refused", address.text, "there are as many connections as there may be");
      return;
    }
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    const std::shared_ptr<const TlsContext> tls = CurrentTls();
    ReportExpiry(*tls);
    try {
      const auto connection =
          std::make_shared<Connection>(parts_, loop, std::move(socket), tls, address.text, *std::move(place));
      asio::post(loop->context, [connection] { connection->Start(); });
    } catch (const std::bad_alloc&) {
      parts_.Report("refused", address.text, "the server is out of memory");
    }
  }

  std::shared_ptr<const TlsContext> CurrentTls() const {
    const std::lock_guard lock(mutex_);
    return tls_;
  }

  void ReportCertificate(const TlsContext& tls) const {
    for (const std::string& warning : tls.warnings()) parts_.Report("certificate", "", warning);
  }

  // Once for each certificate.
  void ReportExpiry(const TlsContext& tls) {
    if (std::time(nullptr) < tls.certificate_until()) return;
    if (std::exchange(expired_, tls.certificate_until()) == tls.certificate_until()) return;
    parts_.Report("certificate", "", "the server certificate has expired");
  }

  // Connections that were accepted before are posted to their loops before it returns.
  void StopAccepting() {
    if (stopped_.exchange(true)) return;
    std::promise<void> closed;
    asio::post(loops_.front()->context, [this, &closed] {
      error_code ignored;
      acceptor_->close(ignored);
      retry_->cancel();
      closed.set_value();
    });
    closed.get_future().wait();
  }

  // Calls `visit` on the loop of each connection, soon.
  template <typename Visit>
  void ForEachConnection(Visit visit) {
    for (const auto& loop : loops_) {
      asio::post(loop->context, [&loop = *loop, visit] {
        for (Connection* const connection : loop.open) visit(*connection);
      });
    }
  }

  void CloseAll() {
    ForEachConnection([](Connection& connection) { connection.Close(); });
    parts_.admission.WaitUntilEmpty(std::chrono::steady_clock::time_point::max());
  }

  ServerParts parts_;
  std::vector<std::shared_ptr<IoLoop>> loops_;
  std::optional<tcp::acceptor> acceptor_;    // the first loop's
  std::optional<asio::steady_timer> retry_;  // the first loop's
  int64_t expired_ = 0;                      // of the last certificate that was found to have expired; the first loop's
  uint16_t port_ = 0;
  bool runs_ = false;  // the loops have threads
  std::atomic<bool> stopped_ = false;
  mutable std::mutex mutex_;
  std::shared_ptr<const TlsContext> tls_;  // guarded by mutex_
};

}  // namespace

absl::StatusOr<std::unique_ptr<HttpServer>> HttpServer::Start(const HttpServerOptions& options, HttpHandler handler) {
  ASSIGN_OR_RETURN(std::shared_ptr<const TlsContext> tls, TlsContext::Make(options.tls));
  auto server = std::make_unique<Server>(options, std::move(handler), std::move(tls));
  RETURN_IF_ERROR(server->Listen(options.address, options.port));
  server->Run();
  return server;
}

}  // namespace hardtack::authority
