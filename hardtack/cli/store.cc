// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Saved tokens and keys. Tested by tests/cli/store_test.cc and tests/cli/store.txt.

#include "hardtack/cli/store.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/file.h"
#include "hardtack/cli/private_file.h"
#include "hardtack/cli/saved_name.h"
#include "hardtack/engine/limits.h"

namespace hardtack::cli {
namespace {

constexpr char kHeaderName[] = "store";

std::string_view FolderOf(Shelf shelf) { return shelf == Shelf::kTokens ? "tokens" : "keys"; }
std::string_view PurposeOf(Shelf shelf) { return shelf == Shelf::kTokens ? "token" : "key"; }

// A token's text takes four characters for three bytes.
size_t MaxBytes() { return engine::StructureLimits().max_token_bytes / 3 * 4 + 4096; }

absl::Status NothingSaved(Shelf shelf, const std::string& name) {
  return Error(ErrorKind::kIo, "no saved " + std::string(PurposeOf(shelf)) + ": " + name, name);
}

}  // namespace

std::string Store::PathOf(Shelf shelf, const std::string& name) const {
  std::string path = access_.place.folder;
  return path.append("/").append(FolderOf(shelf)).append("/").append(name);
}

// Whether the shelf is there; an error when it is not its owner's alone.
absl::StatusOr<bool> Store::Check(Shelf shelf) const {
  ASSIGN_OR_RETURN(const bool is_there, CheckPrivateFolder(access_.place.folder));
  if (!is_there) return false;
  return CheckPrivateFolder(access_.place.folder + '/' + std::string(FolderOf(shelf)));
}

absl::StatusOr<std::optional<StoreHeader>> Store::ReadHeader() const {
  const std::string path = access_.place.folder + '/' + kHeaderName;
  ASSIGN_OR_RETURN(const auto text, ReadPrivateFile(path, kMaxStoreHeaderBytes));
  if (!text.has_value()) return std::nullopt;
  auto header = ParseStoreHeader(text->view());
  if (!header.has_value()) {
    return Error(ErrorKind::kIo, "not the header of a store, or one of a later version: " + path, path);
  }
  return header;
}

absl::Status Store::NoHeader() const {
  const std::string path = access_.place.folder + '/' + kHeaderName;
  return Error(ErrorKind::kIo, "the file that says how the saved tokens are locked is missing: " + path, path);
}

absl::StatusOr<bool> Store::IsEmpty() const {
  ASSIGN_OR_RETURN(const auto tokens, Names(Shelf::kTokens));
  ASSIGN_OR_RETURN(const auto keys, Names(Shelf::kKeys));
  return tokens.empty() && keys.empty();
}

absl::Status Store::Open() {
  if (lock_.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(auto header, ReadHeader());
  if (!header.has_value()) return NoHeader();
  ASSIGN_OR_RETURN(auto key, FindStoreKey(*header, access_));
  lock_ = Lock{*std::move(header), std::move(key)};
  return absl::OkStatus();
}

// The key is kept before the header says so: a crash between the two leaves a key that nothing needs.
absl::StatusOr<std::string> Store::OpenOrBegin() {
  ASSIGN_OR_RETURN(const auto header, ReadHeader());
  if (header.has_value()) {
    RETURN_IF_ERROR(CheckOptions(*header, access_));
    RETURN_IF_ERROR(Open());
    return std::string();
  }
  // What is there without a header was locked with a key that a new one might not be.
  ASSIGN_OR_RETURN(const bool is_empty, IsEmpty());
  if (!is_empty) return NoHeader();
  ASSIGN_OR_RETURN(NewStoreKey made, MakeStoreKey(access_));
  RETURN_IF_ERROR(ReplacePrivateFile(*access_.disk, access_.place.folder, kHeaderName, ToText(made.header)));
  lock_ = Lock{std::move(made.header), std::move(made.key)};
  return std::move(made.note);
}

absl::StatusOr<File> Store::LockForSaving(Shelf shelf) {
  const std::string& folder = access_.place.folder;
  RETURN_IF_ERROR(MakePrivateFolders(*access_.disk, folder + '/' + std::string(FolderOf(shelf))));
  RETURN_IF_ERROR(Check(shelf).status());
  return File::LockFor(folder + '/' + kHeaderName);
}

absl::StatusOr<Store::Saved> Store::SaveLocked(Shelf shelf, const std::string& name, std::string_view secret) {
  const std::string folder = access_.place.folder + '/' + std::string(FolderOf(shelf));
  ASSIGN_OR_RETURN(std::string note, OpenOrBegin());
  Saved saved{PathOf(shelf, name), std::move(note)};
  if (!lock_->key.has_value()) {
    saved.note = "note: saved as plain text, since the store is not locked: " + saved.path;
    RETURN_IF_ERROR(ReplacePrivateFile(*access_.disk, folder, name, secret));
    return saved;
  }
  const std::string box = lock_->key->Close({PurposeOf(shelf), name}, secret);
  RETURN_IF_ERROR(ReplacePrivateFile(*access_.disk, folder, name, box));
  return saved;
}

absl::StatusOr<Store::Saved> Store::Save(Shelf shelf, const std::string& name, std::string_view secret) {
  RETURN_IF_ERROR(CheckSavedName(name));
  ASSIGN_OR_RETURN(const File others_wait, LockForSaving(shelf));
  return SaveLocked(shelf, name, secret);
}

absl::StatusOr<std::optional<Store::Saved>> Store::SaveNew(Shelf shelf, const std::string& name,
                                                           std::string_view secret) {
  RETURN_IF_ERROR(CheckSavedName(name));
  ASSIGN_OR_RETURN(const File others_wait, LockForSaving(shelf));
  if (Has(shelf, name)) return std::nullopt;
  return SaveLocked(shelf, name, secret);
}

bool Store::Has(Shelf shelf, const std::string& name) const {
  return IsSavedName(name) && FileExists(PathOf(shelf, name));
}

absl::StatusOr<std::optional<crypto::SecretString>> Store::Read(Shelf shelf, const std::string& name) {
  RETURN_IF_ERROR(CheckSavedName(name));
  ASSIGN_OR_RETURN(const bool is_there, Check(shelf));
  if (!is_there) return std::nullopt;
  const std::string path = PathOf(shelf, name);
  ASSIGN_OR_RETURN(auto content, ReadPrivateFile(path, MaxBytes()));
  if (!content.has_value()) return std::nullopt;
  RETURN_IF_ERROR(Open());
  if (!lock_->key.has_value()) {
    WarnOfPlainText();
    if (!crypto::IsBox(content->view())) return content;
    return Error(ErrorKind::kIo, "locked, though the store says that nothing is: " + path, path);
  }
  auto secret = lock_->key->Open({PurposeOf(shelf), name}, content->view());
  if (secret.has_value()) return secret;
  return Error(ErrorKind::kIo, "changed since it was saved, or saved under another name: " + path, path);
}

// Nobody can tell a store that was begun so from one that somebody put in the place of a locked one.
void Store::WarnOfPlainText() {
  if (std::exchange(warned_, true) || !access_.note) return;
  access_.note("note: read as plain text, since the store is not locked; nothing shows whether it was changed: " +
               access_.place.folder);
}

absl::StatusOr<std::vector<std::string>> Store::Names(Shelf shelf) const {
  std::vector<std::string> names;
  ASSIGN_OR_RETURN(const bool is_there, Check(shelf));
  if (!is_there) return names;
  const std::string folder = access_.place.folder + '/' + std::string(FolderOf(shelf));
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    // Unfinished saves start with a dot, and other files are none of ours.
    if (const std::string name = entry->path().filename().string(); IsSavedName(name)) names.push_back(name);
  }
  if (error) return IoError("read", folder, error.value());
  std::ranges::sort(names);
  return names;
}

absl::Status Store::Remove(Shelf shelf, const std::vector<std::string>& names) {
  ASSIGN_OR_RETURN(const bool is_there, Check(shelf));
  for (const std::string& name : names) {
    RETURN_IF_ERROR(CheckSavedName(name));
    if (!is_there || !Has(shelf, name)) return NothingSaved(shelf, name);
  }
  if (names.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const File others_wait, File::LockFor(access_.place.folder + '/' + kHeaderName));
  for (const std::string& name : names) {
    // A name may be given twice.
    if (Has(shelf, name)) RETURN_IF_ERROR(access_.disk->Remove(PathOf(shelf, name)));
  }
  return access_.disk->Sync(access_.place.folder + '/' + std::string(FolderOf(shelf)));
}

}  // namespace hardtack::cli
