// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack serve`, and `hardtack dev` in front of it. Tested by tests/article and tests/cli/serve.txt.

#include "hardtack/cli/serve.h"

#include <signal.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hardtack/authority/dev/dev_folder.h"
#include "hardtack/authority/policy_report.h"
#include "hardtack/authority/server/server_log.h"
#include "hardtack/authority/server/service.h"
#include "hardtack/authority/server_config.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/moment.h"
#include "hardtack/report/documents.h"

namespace hardtack::cli {
namespace {

using authority::Faults;
using authority::PolicyFile;
using authority::ServerConfig;
using authority::ServerLog;
using authority::Service;

// The signals that end a server or make it read its files again, which are waited for in one place instead of
// interrupting others. To be made before any thread is.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&set_, signal);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    // A peer that is gone, and a limit on the size of files, are errors of a write, not of the program.
    for (const int signal : {SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_IGN);
  }

  int Wait() const {
    int number = 0;
    while (sigwait(&set_, &number) != 0) continue;
    return number;
  }

 private:
  sigset_t set_;
};

// With its folder in front of each name, so that it can be opened and shown.
std::vector<PolicyFile> FilesOfPolicy(const ServerConfig& config) {
  auto files = authority::ReadPolicyFolder(config.policy);
  return files.ok() ? *std::move(files) : std::vector<PolicyFile>();
}

ExitCode ComplainAbout(const Faults& faults, std::span<const PolicyFile> files, Console& console) {
  console.Print(console.json() ? authority::FaultsDocument(faults) : authority::FaultsText(faults, files));
  return ExitCode::kMalformed;
}

struct Running {
  std::unique_ptr<Service> service;
  ServerConfig config;
};

std::string Url(const std::string& address, uint16_t port) {
  const bool v6 = address.find(':') != std::string::npos;
  return fmt::format("https://{}:{}", v6 ? "[" + address + "]" : address, port);
}

void PrintListening(const Running& running, const std::string& text, Console& console) {
  const Service& service = *running.service;
  const std::string api = Url(running.config.api.address, service.api_port());
  if (console.json()) {
    console.Print(report::TextDocument("api", api));
  } else {
    console.Print("listening on " + api + "\n" + text);
  }
  console.Flush();
}

// Answers until a signal ends it.
void RunUntilEnded(const Signals& signals, Service& service, std::chrono::seconds drain) {
  while (signals.Wait() == SIGHUP) service.Reload();
  service.Drain(drain);
}

struct Opening {
  std::string config;
  std::chrono::seconds drain{10};
  std::string text;  // for people, once it listens
};

ExitCode Run(const Opening& opening, Console& console) {
  const Signals signals;
  Faults faults;
  absl::StatusOr<ServerConfig> config = authority::ReadServerConfig(opening.config, faults);
  if (!config.ok()) return console.Fail(config.status());
  if (!faults.empty()) return ComplainAbout(faults, {}, console);
  ServerLog log;
  auto service = Service::Start(*config, HARDTACK_VERSION, log, faults);
  if (!faults.empty()) return ComplainAbout(faults, FilesOfPolicy(*config), console);
  if (!service.ok()) return console.Fail(service.status());
  const Running running{*std::move(service), *std::move(config)};
  PrintListening(running, opening.text, console);
  RunUntilEnded(signals, *running.service, opening.drain);
  return ExitCode::kYes;
}

std::string Paste(const DevOptions& options) {
  return fmt::format(
      "folder      {0}: CA, certificates, root key, policy, store\n"
      "ends with   Ctrl-C\n\n"
      "Next, in another terminal:\n\n"
      "  hardtack identity authenticate --server localhost --port {1} \\\n"
      "    --cert {0}/alice.crt --key {0}/alice.key --ca {0}/ca.crt --save-as my-identity\n"
      "  hardtack identity delegate --from-token my-identity \\\n"
      "    --identity urn:hessra:alice:main-agent --ttl 3600 --save-as agent-identity\n"
      "  hardtack authorize request --server localhost --port {1} --ca {0}/ca.crt \\\n"
      "    -i agent-identity --resource database --operation read\n"
      "  hardtack audit tree --store sqlite:{0}/authority.db\n",
      options.folder, options.port);
}

}  // namespace

ExitCode Serve(const ServeOptions& options, Console& console) {
  const absl::StatusOr<int64_t> drain = ParseLifetime(options.drain);
  if (!drain.ok()) return console.Fail(drain.status());
  return Run({options.config, std::chrono::seconds(*drain), {}}, console);
}

ExitCode Dev(const DevOptions& options, Console& console) {
  if (std::max(options.port, options.public_port) > UINT16_MAX) {
    return console.Complain("a port is at most 65535", "leave it out for 7443 and 7444");
  }
  const authority::DevPorts ports{static_cast<uint16_t>(options.port), static_cast<uint16_t>(options.public_port)};
  const auto made = authority::MakeDevFolder(options.folder, ports);
  if (!made.ok()) return console.Fail(made.status());
  if (*made) console.Note("note: made " + options.folder + " with a CA, certificates, a root key and a policy");
  return Run({options.folder + "/server.toml", std::chrono::seconds(2), Paste(options)}, console);
}

}  // namespace hardtack::cli
