// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Finding and making the key of a store. Tested by tests/cli/store.txt and tests/cli/store_test.cc.

#include "hardtack/cli/store_key.h"

#include <filesystem>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/file.h"
#include "hardtack/cli/passphrase_input.h"
#include "hardtack/cli/private_file.h"

namespace hardtack::cli {
namespace {

using crypto::BoxKey;

constexpr size_t kKeyFileBytes = 2 * crypto::kBoxKeyBytes + 1;  // digits and a line feed

absl::Status Failure(const std::string& message, const std::string& path) {
  return Error(ErrorKind::kIo, message + ": " + path, path);
}

// The key that the file holds; nullopt when there is none.
absl::StatusOr<std::optional<BoxKey>> ReadKeyFile(const std::string& path) {
  ASSIGN_OR_RETURN(const auto text, ReadPrivateFile(path, kKeyFileBytes));
  if (!text.has_value()) return std::nullopt;
  const bool whole = text->size() == kKeyFileBytes && text->view().back() == '\n';
  auto key = whole ? BoxKey::FromText(text->view().substr(0, kKeyFileBytes - 1)) : std::nullopt;
  if (!key.has_value()) return Failure("not the key of a store", path);
  return key;
}

absl::Status WriteKeyFile(const BoxKey& key, const StoreAccess& access) {
  const std::filesystem::path path(access.place.key_file);
  const std::string folder = path.parent_path().string();
  RETURN_IF_ERROR(MakePrivateFolders(*access.disk, folder));
  crypto::SecretString text(std::string(kKeyFileBytes, '\n'));
  key.ToText().view().copy(text.data(), kKeyFileBytes - 1);
  return ReplacePrivateFile(*access.disk, folder, path.filename().string(), text.view());
}

absl::StatusOr<crypto::SecretString> ReadPassphrase(const StoreAccess& access) {
  const std::string& file = access.options.passphrase_file;
  if (file.empty()) return AskPassphrase("Passphrase of the saved tokens: ");
  ASSIGN_OR_RETURN(PassphraseFile read, ReadPassphraseFile(file));
  if (read.open_to_others && access.note) access.note("note: others can read the passphrase: " + file);
  return std::move(read.passphrase);
}

absl::StatusOr<BoxKey> KeyOfPassphrase(const crypto::PassphraseRecipe& recipe, const crypto::SecretString& passphrase) {
  auto key = recipe.KeyFor(passphrase.view());
  if (!key.has_value()) return Error(ErrorKind::kIo, "not enough memory to make a key of the passphrase");
  return *std::move(key);
}

absl::StatusOr<BoxKey> FindInFile(const StoreAccess& access) {
  const std::string& path = access.place.key_file;
  ASSIGN_OR_RETURN(auto key, ReadKeyFile(path));
  if (!key.has_value()) return Failure("the key of the saved tokens is not there", path);
  return *std::move(key);
}

absl::StatusOr<BoxKey> FindInKeyring(const std::string& fingerprint, const StoreAccess& access) {
  const std::unique_ptr<Keyring> keyring = access.keyring();
  if (keyring == nullptr) {
    return Error(ErrorKind::kIo,
                 "the key of the saved tokens is in a desktop's keyring, and there is no libsecret or no session bus");
  }
  ASSIGN_OR_RETURN(const auto text, keyring->Find(fingerprint));
  if (!text.has_value()) return Error(ErrorKind::kIo, "the desktop's keyring has no key for: " + fingerprint);
  auto key = BoxKey::FromText(text->view());
  if (!key.has_value()) return Error(ErrorKind::kIo, "the desktop's keyring has no key, but something else");
  return *std::move(key);
}

absl::StatusOr<BoxKey> FindByPassphrase(const crypto::PassphraseRecipe& recipe, const StoreAccess& access) {
  ASSIGN_OR_RETURN(const crypto::SecretString passphrase, ReadPassphrase(access));
  return KeyOfPassphrase(recipe, passphrase);
}

absl::StatusOr<BoxKey> Find(const StoreHeader& header, const StoreAccess& access) {
  if (header.recipe.has_value()) return FindByPassphrase(*header.recipe, access);
  if (header.source == KeySource::kKeyring) return FindInKeyring(header.fingerprint, access);
  return FindInFile(access);
}

std::string WrongKey(const StoreHeader& header, const StoreAccess& access) {
  switch (header.source) {
    case KeySource::kPassphrase:
      return "another passphrase locks the saved tokens: " + access.place.folder;
    case KeySource::kKeyring:
      return "another key than the keyring's locks the saved tokens: " + access.place.folder;
    default:
      return "another key locks the saved tokens than this: " + access.place.key_file;
  }
}

// A header that says that nothing is locked may have been put in the place of another. Whoever can write to the store's
// folder alone cannot take the key away.
absl::Status CheckUnlocked(const StoreAccess& access) {
  if (FileExists(access.place.key_file)) {
    return Failure("the store says that nothing locks it, but a key for it is at " + access.place.key_file +
                       "; look who changed the store",
                   access.place.folder);
  }
  if (!access.options.wants_passphrase() || access.options.from_environment) return absl::OkStatus();
  return Failure("no passphrase locks the saved tokens, and no key", access.place.folder);
}

NewStoreKey Made(KeySource source, BoxKey key, std::string note) {
  StoreHeader header{source, key.Fingerprint(), {}};
  return {std::move(header), std::move(key), std::move(note)};
}

// One that is asked for is typed twice, since nobody sees it.
absl::StatusOr<crypto::SecretString> NewPassphrase(const StoreAccess& access) {
  ASSIGN_OR_RETURN(crypto::SecretString passphrase, ReadPassphrase(access));
  if (!access.options.passphrase_file.empty()) return passphrase;
  ASSIGN_OR_RETURN(const crypto::SecretString again, AskPassphrase("The same again: "));
  if (passphrase.view() != again.view()) return Error(ErrorKind::kIo, "the two passphrases differ");
  return passphrase;
}

absl::StatusOr<NewStoreKey> MakeByPassphrase(const StoreAccess& access) {
  ASSIGN_OR_RETURN(const crypto::SecretString passphrase, NewPassphrase(access));
  const auto recipe = crypto::PassphraseRecipe::Generate();
  ASSIGN_OR_RETURN(BoxKey key, KeyOfPassphrase(recipe, passphrase));
  NewStoreKey made = Made(KeySource::kPassphrase, std::move(key), {});
  made.header.recipe = recipe;
  return made;
}

absl::StatusOr<NewStoreKey> MakeInFile(const StoreAccess& access) {
  const std::string& path = access.place.key_file;
  ASSIGN_OR_RETURN(auto found, ReadKeyFile(path));
  if (found.has_value()) return Made(KeySource::kFile, *std::move(found), {});
  BoxKey key = BoxKey::Generate();
  RETURN_IF_ERROR(WriteKeyFile(key, access));
  return Made(KeySource::kFile, std::move(key), "note: made a key for saved tokens; who has it can read them: " + path);
}

// Kept means found again: a keyring that lives only for the session would lose what is saved.
absl::Status KeepInKeyring(const BoxKey& key, Keyring& keyring) {
  const crypto::SecretString text = key.ToText();
  RETURN_IF_ERROR(keyring.Keep(key.Fingerprint(), text));
  ASSIGN_OR_RETURN(const auto found, keyring.Find(key.Fingerprint()));
  if (found.has_value() && found->view() == text.view()) return absl::OkStatus();
  return Error(ErrorKind::kIo, "the desktop's keyring did not keep the key");
}

}  // namespace

absl::StatusOr<std::optional<BoxKey>> FindStoreKey(const StoreHeader& header, const StoreAccess& access) {
  if (header.source == KeySource::kNone) {
    RETURN_IF_ERROR(CheckUnlocked(access));
    return std::nullopt;
  }
  ASSIGN_OR_RETURN(BoxKey key, Find(header, access));
  if (key.Fingerprint() != header.fingerprint) return Error(ErrorKind::kIo, WrongKey(header, access));
  return key;
}

absl::StatusOr<NewStoreKey> MakeStoreKey(const StoreAccess& access) {
  if (access.options.insecure) {
    if (FileExists(access.place.key_file)) {
      return Failure("a key for saved tokens is there; move it away to begin without one", access.place.key_file);
    }
    return NewStoreKey{{KeySource::kNone, {}, {}}, std::nullopt, {}};
  }
  if (access.options.wants_passphrase()) return MakeByPassphrase(access);
  const std::unique_ptr<Keyring> keyring = access.keyring();
  if (keyring == nullptr) return MakeInFile(access);
  BoxKey key = BoxKey::Generate();
  if (KeepInKeyring(key, *keyring).ok()) return Made(KeySource::kKeyring, std::move(key), {});
  return MakeInFile(access);
}

absl::Status CheckOptions(const StoreHeader& header, const StoreAccess& access) {
  const std::string& folder = access.place.folder;
  if (access.options.insecure && header.source != KeySource::kNone) {
    return Error(ErrorKind::kInvalidArgument,
                 "the saved tokens are locked; --insecure-store only begins a store: " + folder);
  }
  if (access.options.wants_passphrase() && !access.options.from_environment &&
      header.source != KeySource::kPassphrase) {
    return Error(ErrorKind::kInvalidArgument,
                 "no passphrase locks the saved tokens; one only begins a store: " + folder);
  }
  return absl::OkStatus();
}

}  // namespace hardtack::cli
