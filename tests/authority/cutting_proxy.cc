// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Carrying bytes between two sockets, a thread for each connection.

#include "tests/authority/cutting_proxy.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string_view>

namespace hardtack::authority {
namespace {

constexpr int kTickMilliseconds = 20;
// With the zero byte that ends a statement: BEGIN has READ COMMITTED in it.
constexpr std::string_view kCommit("COMMIT\0", 7);

sockaddr_in Loopback(uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

bool IsReadable(int socket) {
  pollfd file{socket, POLLIN, 0};
  return poll(&file, 1, 0) > 0;
}

}  // namespace

CuttingProxy::CuttingProxy(uint16_t server)
    : server_(server), listener_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address = Loopback(0);
  socklen_t size = sizeof(address);
  if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 16) != 0 ||
      getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no proxy");
  }
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { Accept(); });
}

CuttingProxy::~CuttingProxy() {
  ends_ = true;
  acceptor_.join();
  const std::lock_guard lock(mutex_);
  for (std::thread& carrier : carriers_) carrier.join();
  close(listener_);
}

void CuttingProxy::Set(Mode mode, Mode after_cut) {
  after_cut_ = after_cut;
  mode_ = mode;
}

void CuttingProxy::Accept() {
  while (!ends_) {
    pollfd file{listener_, POLLIN, 0};
    if (poll(&file, 1, kTickMilliseconds) <= 0) continue;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) continue;
    ++connections_;
    const std::lock_guard lock(mutex_);
    carriers_.emplace_back([this, client] { Carry(client); });
  }
}

void CuttingProxy::Carry(int client) {
  const int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = Loopback(server_);
  bool open = connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  bool swallow = false;  // the next answer
  while (open && !ends_ && mode_ != Mode::kClosed) {
    if (mode_ == Mode::kSilent) {
      poll(nullptr, 0, kTickMilliseconds);
      continue;
    }
    pollfd files[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
    poll(files, 2, kTickMilliseconds);
    if (mode_ == Mode::kSilent) continue;
    if (IsReadable(client)) open = Forward(client, server, true, swallow);
    if (open && IsReadable(server)) open = Forward(server, client, false, swallow);
  }
  close(client);
  close(server);
}

// Whether the connection goes on.
bool CuttingProxy::Forward(int from, int to, bool from_client, bool& swallow) {
  char bytes[1 << 16];
  const ssize_t count = recv(from, bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  const bool commits =
      from_client && std::string_view(bytes, static_cast<size_t>(count)).find(kCommit) != std::string_view::npos;
  if (commits && mode_ == Mode::kHoldCommit) {
    mode_ = Mode::kSilent;
    return true;
  }
  if ((commits && mode_ == Mode::kCutBeforeCommit) || (!from_client && swallow)) {
    ++cuts_;
    mode_ = after_cut_.load();
    return false;
  }
  swallow = swallow || (commits && mode_ == Mode::kCutAfterCommit);
  return send(to, bytes, static_cast<size_t>(count), MSG_NOSIGNAL) == count;
}

}  // namespace hardtack::authority
