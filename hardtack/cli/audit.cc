// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// `hardtack audit verify | tree | list`. Tested by tests/cli/audit.txt.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "hardtack/authority/audit/audit_check.h"
#include "hardtack/authority/audit/audit_event.h"
#include "hardtack/authority/audit/audit_report.h"
#include "hardtack/authority/audit/audit_tree.h"
#include "hardtack/authority/audit/checkpoint_text.h"
#include "hardtack/authority/file_text.h"
#include "hardtack/authority/store/store.h"
#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/audit_commands.h"
#include "hardtack/cli/input.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/root_keys.h"

namespace hardtack::cli {
namespace {

using authority::AuditQuery;
using authority::AuditRow;
using authority::Store;

absl::StatusOr<authority::AuditCheckResult> Verify(const AuditVerifyOptions& options, Console& console) {
  Input input(console);
  std::vector<crypto::PublicKey> keys;
  if (!options.public_key.empty()) {
    ASSIGN_OR_RETURN(crypto::PublicKey key, input.ReadPublicKey(options.public_key));
    keys.push_back(key);
  }
  std::vector<authority::AuditCheckpoint> witnessed;
  if (!options.checkpoint.empty()) {
    ASSIGN_OR_RETURN(const std::string text, authority::ReadFileText(options.checkpoint));
    ASSIGN_OR_RETURN(authority::AuditCheckpoint checkpoint, authority::ParseCheckpoint(text));
    witnessed.push_back(std::move(checkpoint));
  }
  ASSIGN_OR_RETURN(const std::unique_ptr<Store> store, authority::OpenStore(options.store));
  return authority::CheckAudit(*store, keys, witnessed);
}

// Every row that `query` asks for, a thousand at a time.
template <typename Visit>
absl::Status ForEachRow(Store& store, AuditQuery query, size_t limit, Visit visit) {
  while (limit > 0) {
    query.most = std::min(limit, size_t{1000});
    ASSIGN_OR_RETURN(const std::vector<AuditRow> rows, store.ReadAudit(query));
    for (const AuditRow& row : rows) RETURN_IF_ERROR(visit(row));
    if (rows.size() < query.most) break;
    query.after = rows.back().number;
    limit -= rows.size();
  }
  return absl::OkStatus();
}

absl::StatusOr<authority::AuditTree> ReadTree(const AuditTreeOptions& options) {
  ASSIGN_OR_RETURN(const std::unique_ptr<Store> store, authority::OpenStore(options.store));
  authority::AuditTree tree;
  // Bans are somebody else's doing, so the rows of one name alone would not show them.
  RETURN_IF_ERROR(ForEachRow(*store, {}, SIZE_MAX, [&](const AuditRow& row) -> absl::Status {
    ASSIGN_OR_RETURN(const authority::AuditEvent event, authority::EventOf(row.record));
    tree.Add(event);
    return absl::OkStatus();
  }));
  return tree;
}

absl::StatusOr<std::optional<int64_t>> ReadMoment(const std::optional<std::string>& text) {
  if (!text.has_value()) return std::nullopt;
  ASSIGN_OR_RETURN(const int64_t moment, ParseMoment(*text));
  return moment;
}

absl::StatusOr<std::string> ReadList(const AuditListOptions& options, bool json) {
  AuditQuery query;
  query.after = options.after;
  query.actor = options.actor;
  query.kind = options.kind;
  if (query.kind.has_value() && !authority::FindAuditKind(*query.kind).has_value()) {
    return Error(ErrorKind::kInvalidArgument, "there is no such kind of events: " + *query.kind, *query.kind);
  }
  ASSIGN_OR_RETURN(query.since, ReadMoment(options.since));
  ASSIGN_OR_RETURN(query.until, ReadMoment(options.until));
  ASSIGN_OR_RETURN(const std::unique_ptr<Store> store, authority::OpenStore(options.store));
  std::vector<AuditRow> rows;
  RETURN_IF_ERROR(ForEachRow(*store, query, options.limit, [&](const AuditRow& row) {
    rows.push_back(row);
    return absl::OkStatus();
  }));
  return json ? authority::AuditRowsDocument(rows) : authority::AuditRowsText(rows);
}

}  // namespace

ExitCode VerifyAudit(const AuditVerifyOptions& options, Console& console) {
  const auto result = Verify(options, console);
  if (!result.ok()) return console.Fail(result.status());
  console.Print(console.json() ? authority::AuditCheckDocument(*result) : authority::AuditCheckText(*result));
  if (options.public_key.empty() && result->checkpoints > 0) {
    console.Note("note: checkpoints were believed whatever key signed them; --public-key says whose");
  }
  return result->fault.has_value() ? ExitCode::kNo : ExitCode::kYes;
}

ExitCode ShowAuditTree(const AuditTreeOptions& options, Console& console) {
  const auto tree = ReadTree(options);
  if (!tree.ok()) return console.Fail(tree.status());
  if (!options.identity.empty() && !tree->nodes().contains(options.identity)) {
    return console.Complain("the trail does not name: " + options.identity,
                            "`hardtack audit tree` without a name shows all that it names");
  }
  console.Print(console.json() ? authority::AuditTreeDocument(*tree, options.identity)
                               : authority::AuditTreeText(*tree, options.identity));
  return ExitCode::kYes;
}

ExitCode ListAudit(const AuditListOptions& options, Console& console) {
  const auto text = ReadList(options, console.json());
  if (!text.ok()) return console.Fail(text.status());
  console.Print(*text);
  return ExitCode::kYes;
}

}  // namespace hardtack::cli
