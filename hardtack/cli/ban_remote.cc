// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Bans at an authority: push and pull. Tested by tests/cli/remote_test.cc.

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <variant>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/ban_report.h"
#include "hardtack/cli/issued_check.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/remote_commands.h"
#include "hardtack/cli/replace_file.h"
#include "hardtack/cli/spinner.h"
#include "hardtack/client/ban_fetch.h"
#include "hardtack/identity/ban_list.h"
#include "hardtack/identity/hex.h"
#include "hardtack/report/bans.h"
#include "hardtack/report/remote_report.h"

namespace hardtack::cli {
namespace {

using client::BanFetchResult;
using client::BanReceipt;
using client::BanRequest;
using client::Denied;
using identity::BanFeed;
using identity::BanFeedHeader;
using identity::BanList;
using identity::Refusal;
using std::chrono::seconds;

std::string Hex(std::string_view bytes) {
  std::string text;
  identity::AppendHex(bytes, text);
  return text;
}

absl::StatusOr<BanRequest> RequestFor(const PushBanOptions& options, const OwnedBanTarget& target) {
  BanRequest request;
  request.action = options.lift ? BanRequest::Action::kUnban : BanRequest::Action::kBan;
  const bool is_identity = target.kind == identity::BanTarget::Kind::kIdentity;
  (is_identity ? request.identity : request.revocation_id) = is_identity ? target.value : Hex(target.value);
  request.reason = options.reason;
  if (options.lift && options.until.has_value()) {
    return Error(ErrorKind::kInvalidArgument, "--until says when a ban ends, and --lift ends it now");
  }
  if (options.until.has_value()) {
    ASSIGN_OR_RETURN(request.until, ParseMoment(*options.until));
  }
  return request;
}

struct Pushed {
  std::string host;
  BanRequest request;
  BanReceipt receipt;
};

absl::StatusOr<std::variant<Pushed, Denied, Refusal>> TryPush(const PushBanOptions& options, Console& console) {
  Input input(console, options.target.store);
  ASSIGN_OR_RETURN(const auto target, ReadTarget(options.target, input));
  if (const auto* refusal = std::get_if<Refusal>(&target)) return *refusal;
  ASSIGN_OR_RETURN(BanRequest request, RequestFor(options, std::get<OwnedBanTarget>(target)));
  ASSIGN_OR_RETURN(const Config config, Config::Find());
  ASSIGN_OR_RETURN(ServerAccess access, FindServer(options.server, config, input, console));
  std::string identity;
  if (!options.identity_token.empty()) {
    ASSIGN_OR_RETURN(const TokenInput token, input.ReadToken(options.identity_token));
    identity = token.token.ToText();
    if (options.server.cert.empty()) access.cert_path.clear();
  }
  const Spinner spinner("telling " + access.host);
  ASSIGN_OR_RETURN(const client::Client client, Connect(access, identity, console));
  ASSIGN_OR_RETURN(auto answer, client.SubmitBan(request));
  if (auto* denied = std::get_if<Denied>(&answer)) return std::move(*denied);
  return Pushed{access.host, std::move(request), std::get<BanReceipt>(answer)};
}

std::string PushedText(const Pushed& pushed) {
  const BanRequest& request = pushed.request;
  const std::string what = request.identity.has_value()
                               ? report::BanTargetText({identity::BanTarget::Kind::kIdentity, *request.identity})
                               : "block " + *request.revocation_id;
  const std::string number =
      pushed.receipt.number.has_value() ? "entry " + std::to_string(*pushed.receipt.number) + ": " : std::string();
  if (request.action == BanRequest::Action::kUnban) return number + "the ban of " + what + " is lifted\n";
  return number + what + " is banned\n";
}

// Where the bans come from and go to.
struct Pull {
  client::Client client;
  std::string host;
  crypto::PublicKey authority;
  std::string out;
};

absl::StatusOr<Pull> Prepare(const PullBansOptions& options, Console& console) {
  Input input(console);
  ASSIGN_OR_RETURN(const Config config, Config::Find());
  ASSIGN_OR_RETURN(const ServerAccess access, FindServer(options.server, config, input, console));
  ASSIGN_OR_RETURN(client::Client client, Connect(access, {}, console));
  if (!options.public_key.empty()) {
    ASSIGN_OR_RETURN(crypto::PublicKey key, input.ReadPublicKey(options.public_key));
    return Pull{std::move(client), access.host, key, options.out};
  }
  ASSIGN_OR_RETURN(crypto::PublicKey key, FindOrFetchPublicKey(access, config, client));
  return Pull{std::move(client), access.host, key, options.out};
}

// The list in the file; that of nobody when there is no file.
absl::StatusOr<BanList> ReadOut(const Pull& pull, Console& console) {
  if (!FileExists(pull.out)) return BanList();
  Input input(console);
  ASSIGN_OR_RETURN(const std::string text, input.ReadBans(pull.out));
  const absl::StatusOr<BanFeed> feed = BanFeed::Verify(text, pull.authority);
  if (!feed.ok()) return Annotate(feed.status(), pull.out);
  return BanList().Update(*feed);
}

// Fetches the snapshot and writes it, unless it is older than what is there.
absl::StatusOr<BanFeedHeader> PullOnce(const Pull& pull, BanList& list) {
  const BanFetchResult result = client::FetchBanSnapshot(pull.client, {});
  RETURN_IF_ERROR(result.status);
  ASSIGN_OR_RETURN(const BanFeed feed, BanFeed::Verify(result.bans.text, pull.authority));
  ASSIGN_OR_RETURN(list, list.Update(feed));
  RETURN_IF_ERROR(ReplaceFile(pull.out, result.bans.text, Readers::kEverybody));
  return feed.header();
}

ExitCode Say(const absl::StatusOr<BanFeedHeader>& header, const Pull& pull, Console& console) {
  if (!header.ok()) return console.Fail(header.status());
  console.Print(console.json() ? report::BanFeedDocument(*header, pull.out) : FeedText(*header) + '\n');
  return ExitCode::kYes;
}

// Waits until the authority has something new, or the list is due; or for a while after a failure.
void AwaitChange(const Pull& pull, const BanList& list, seconds every, Console& console) {
  const seconds wait = std::min(every, seconds(25));
  const auto begin = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - begin < every) {
    const auto asked = std::chrono::steady_clock::now();
    const BanFetchResult result = client::FetchBanDelta(pull.client, list.state().number, wait, {});
    if (!result.status.ok()) {
      console.Note("note: " + std::string(result.status.message()));
      std::this_thread::sleep_for(std::clamp(result.not_before, seconds(1), every));
      continue;
    }
    const absl::StatusOr<BanFeed> feed = BanFeed::Verify(result.bans.text, pull.authority);
    if (feed.ok() && feed->header().state.number > list.state().number) return;
    // An authority that does not make askers wait.
    if (std::chrono::steady_clock::now() - asked < seconds(1)) std::this_thread::sleep_for(seconds(1));
  }
}

}  // namespace

ExitCode PushBan(const PushBanOptions& options, Console& console) {
  const auto outcome = TryPush(options, console);
  if (!outcome.ok()) return console.Fail(outcome.status());
  if (const auto* denied = std::get_if<Denied>(&*outcome)) return console.Deny(denied->reason);
  if (const auto* refusal = std::get_if<Refusal>(&*outcome)) return console.Refuse(*refusal);
  const auto& pushed = std::get<Pushed>(*outcome);
  const BanRequest& request = pushed.request;
  const bool is_identity = request.identity.has_value();
  console.Print(console.json() ? report::PushedBanDocument({pushed.host, options.lift, is_identity,
                                                            is_identity ? *request.identity : *request.revocation_id,
                                                            pushed.receipt.number})
                               : PushedText(pushed));
  return ExitCode::kYes;
}

ExitCode PullBans(const PullBansOptions& options, Console& console) {
  const absl::StatusOr<int64_t> every = ParseLifetime(options.every);
  if (!every.ok()) return console.Fail(every.status());
  const absl::StatusOr<Pull> pull = Prepare(options, console);
  if (!pull.ok()) return console.Fail(pull.status());
  absl::StatusOr<BanList> list = ReadOut(*pull, console);
  if (!list.ok()) return console.Fail(list.status());
  for (;;) {
    const absl::StatusOr<BanFeedHeader> header = PullOnce(*pull, *list);
    const bool passing = !header.ok() && KindOf(header.status()) == ErrorKind::kNetwork;
    const ExitCode code = options.follow && passing ? ExitCode::kYes : Say(header, *pull, console);
    if (!options.follow || code != ExitCode::kYes || !console.Flush()) return code;
    if (passing) console.Note("note: " + std::string(header.status().message()));
    AwaitChange(*pull, *list, seconds(*every), console);
  }
}

}  // namespace hardtack::cli
