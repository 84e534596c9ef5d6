// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Listing, pruning and deleting saved tokens. Tested by tests/cli/store.txt.

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/moment.h"
#include "hardtack/cli/saved_commands.h"
#include "hardtack/cli/verbs.h"
#include "hardtack/identity/expiry.h"
#include "hardtack/identity/lineage.h"
#include "hardtack/report/escape.h"
#include "hardtack/report/saved_report.h"

namespace hardtack::cli {
namespace {

using report::SavedToken;

// The deepest name of an identity, the subject of an authorization.
std::string HolderOf(const token::UnverifiedBiscuit& token, const wire::DecodedBlocks& blocks,
                     const identity::Classification& classification) {
  const auto lineage = identity::ReadLineage(token, blocks, nullptr);
  if (const auto* read = std::get_if<identity::Lineage>(&lineage)) return read->identity();
  return classification.subject;
}

absl::Status Describe(Store& store, int64_t now, SavedToken& saved) {
  ASSIGN_OR_RETURN(const auto secret, store.Read(Shelf::kTokens, saved.name));
  // Another process may have deleted it since its name was read.
  if (!secret.has_value()) return Error(ErrorKind::kIo, "no saved token: " + saved.name, saved.name);
  ASSIGN_OR_RETURN(const token::UnverifiedBiscuit token, ParseSavedToken(*secret, saved.name));
  ASSIGN_OR_RETURN(const wire::DecodedBlocks blocks, token.DecodeBlocks());
  const identity::Classification classification = identity::Classify(blocks[0].block);
  saved.kind = classification.kind;
  saved.identity = HolderOf(token, blocks, classification);
  if (const auto expiry = identity::ExpiryOf(blocks); expiry.has_value()) {
    saved.expires = expiry->at;
    saved.expired = now >= expiry->at;
  }
  return absl::OkStatus();
}

// One that cannot be read is in the list with the reason, unless no key is there to read any.
absl::StatusOr<std::vector<SavedToken>> ReadAll(Store& store, int64_t now) {
  ASSIGN_OR_RETURN(const std::vector<std::string> names, store.Names(Shelf::kTokens));
  if (!names.empty()) RETURN_IF_ERROR(store.Open());
  std::vector<SavedToken> tokens;
  for (const std::string& name : names) {
    SavedToken saved;
    saved.name = name;
    saved.path = store.PathOf(Shelf::kTokens, name);
    saved.error = Describe(store, now, saved);
    tokens.push_back(std::move(saved));
  }
  return tokens;
}

absl::StatusOr<std::vector<std::string>> Prune(const ListSavedOptions& options, Console& console) {
  ASSIGN_OR_RETURN(const int64_t now, ParseMoment(options.now));
  ASSIGN_OR_RETURN(Store store, OpenStore(options.store, console));
  ASSIGN_OR_RETURN(const std::vector<SavedToken> tokens, ReadAll(store, now));
  std::vector<std::string> expired;
  for (const SavedToken& token : tokens) {
    if (token.error.ok() && token.expired) expired.push_back(token.name);
  }
  RETURN_IF_ERROR(store.Remove(Shelf::kTokens, expired));
  return expired;
}

absl::Status Delete(const std::vector<std::string>& names, Console& console) {
  ASSIGN_OR_RETURN(Store store, OpenStore({}, console));
  return store.Remove(Shelf::kTokens, names);
}

void PrintDeleted(const std::vector<std::string>& names, Console& console) {
  if (console.json()) return console.Print(report::DeletedDocument(names));
  for (const std::string& name : names) console.Print("deleted: " + report::EscapeLine(name) + '\n');
}

}  // namespace

ExitCode ListSaved(const ListSavedOptions& options, Console& console) {
  const absl::StatusOr<int64_t> now = ParseMoment(options.now);
  if (!now.ok()) return console.Fail(now.status());
  absl::StatusOr<Store> store = OpenStore(options.store, console);
  if (!store.ok()) return console.Fail(store.status());
  const absl::StatusOr<std::vector<SavedToken>> tokens = ReadAll(*store, *now);
  if (!tokens.ok()) return console.Fail(tokens.status());
  console.Print(console.json() ? report::SavedTokensDocument(*tokens, *now) : report::SavedTokensText(*tokens, *now));
  return ExitCode::kYes;
}

ExitCode PruneSaved(const ListSavedOptions& options, Console& console) {
  const absl::StatusOr<std::vector<std::string>> deleted = Prune(options, console);
  if (!deleted.ok()) return console.Fail(deleted.status());
  PrintDeleted(*deleted, console);
  return ExitCode::kYes;
}

ExitCode DeleteSaved(const DeleteSavedOptions& options, Console& console) {
  if (const absl::Status status = Delete(options.names, console); !status.ok()) return console.Fail(status);
  PrintDeleted(options.names, console);
  return ExitCode::kYes;
}

void AddSavedVerbs(Verb identity) {
  Verb list = identity.Add("list", "Show the saved tokens");
  ListSavedOptions& list_options = list.Runs(&ListSaved);
  list.Add("--now", list_options.now, "TIME", kNowHelp);
  AddStoreOptions(list, list_options.store);
  list.Footer("Example:\n  hardtack identity list");

  Verb prune = identity.Add("prune", "Delete the saved tokens that have expired");
  ListSavedOptions& prune_options = prune.Runs(&PruneSaved);
  prune.Add("--now", prune_options.now, "TIME", kNowHelp);
  AddStoreOptions(prune, prune_options.store);
  prune.Footer("Example:\n  hardtack identity prune");

  Verb remove = identity.Add("delete", "Delete saved tokens");
  DeleteSavedOptions& remove_options = remove.Runs(&DeleteSaved);
  remove.Add("NAME", remove_options.names, "", "what they were saved as").Required();
  remove.Footer("Example:\n  hardtack identity delete alice agent");
}

}  // namespace hardtack::cli
