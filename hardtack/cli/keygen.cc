// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A new key pair. Tested by tests/cli/keygen.txt.

#include "hardtack/cli/keygen.h"

#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/file.h"
#include "hardtack/cli/replace_file.h"
#include "hardtack/cli/verbs.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/report/documents.h"

namespace hardtack::cli {
namespace {

// The private key on standard output is the result; the public one is what people want to see beside it.
void PrintPair(const crypto::PrivateKey& key, const std::string& algorithm, Console& console) {
  const std::string public_key = crypto::ToHexText(key.public_key());
  const crypto::SecretString private_key = crypto::ToHexText(key);
  if (console.json()) {
    // In pieces: a document is made in memory that nobody erases.
    const std::string document = report::KeyPairDocument({algorithm, public_key, {}, {}});
    console.Print(document.substr(0, document.rfind('}')) + ",\"private_key\":\"");
    console.PrintSecret(private_key.view());
    console.Print("\"}\n");
    return;
  }
  console.PrintSecret(private_key.view());
  console.Print("\n");
  console.Note("public key: " + public_key);
}

// Where the private key is, and under which name if it was saved.
struct Place {
  std::string path;
  std::string saved_as;
};

void PrintPublic(const crypto::PrivateKey& key, const std::string& algorithm, const Place& place, Console& console) {
  const std::string public_key = crypto::ToHexText(key.public_key());
  if (console.json()) {
    console.Print(report::KeyPairDocument({algorithm, public_key, {}, place.path, place.saved_as}));
  } else {
    console.Print(public_key + '\n');
  }
}

// `-` is standard output, as without --out.
bool IsPrinted(const KeygenOptions& options) {
  return options.save.name.empty() && (options.out.empty() || options.out == "-");
}

// nullopt, here and below: something is there already, and is not to be replaced.
absl::StatusOr<std::optional<Place>> WriteKey(const crypto::PrivateKey& key, const KeygenOptions& options) {
  if (FileExists(options.out) && !options.force) return std::nullopt;
  const crypto::SecretString text = crypto::ToHexText(key);
  RETURN_IF_ERROR(options.force ? ReplaceFile(options.out, text.view(), Readers::kOwner)
                                : WriteNewFile(options.out, text.view(), Readers::kOwner));
  return Place{options.out, {}};
}

absl::StatusOr<std::optional<Place>> SaveKey(const crypto::PrivateKey& key, const KeygenOptions& options,
                                             Console& console) {
  const std::string& name = options.save.name;
  const crypto::SecretString text = crypto::ToHexText(key);
  ASSIGN_OR_RETURN(Store store, OpenStore(options.save.store, console));
  std::optional<Store::Saved> saved;
  if (options.force) {
    ASSIGN_OR_RETURN(saved, store.Save(Shelf::kKeys, name, text.view()));
  } else {
    ASSIGN_OR_RETURN(saved, store.SaveNew(Shelf::kKeys, name, text.view()));
  }
  if (!saved.has_value()) return std::nullopt;
  if (!saved->note.empty()) console.Note(saved->note);
  return Place{std::move(saved->path), name};
}

}  // namespace

ExitCode Keygen(const KeygenOptions& options, Console& console) {
  const bool p256 = options.algorithm == "secp256r1";
  const auto key = crypto::PrivateKey::Generate(p256 ? crypto::Algorithm::kSecp256r1 : crypto::Algorithm::kEd25519);
  if (IsPrinted(options)) {
    PrintPair(key, options.algorithm, console);
    return ExitCode::kYes;
  }
  const bool saves = options.out.empty();
  const auto place = saves ? SaveKey(key, options, console) : WriteKey(key, options);
  if (!place.ok()) return console.Fail(place.status());
  if (!place->has_value()) {
    const std::string taken =
        saves ? "a key is saved under this name: " + options.save.name : "the file exists: " + options.out;
    return console.Complain(taken, "--force replaces it, and the key in it is gone");
  }
  PrintPublic(key, options.algorithm, **place, console);
  return ExitCode::kYes;
}

void AddKeygen(Verb root) {
  Verb verb = root.Add("keygen", "Make a new key pair");
  KeygenOptions& options = verb.Runs(&Keygen);
  verb.Add("--algorithm", options.algorithm, "NAME", "ed25519 (default) or secp256r1").Among({"ed25519", "secp256r1"});
  const Option out = verb.Add(
      "--out", options.out, "FILE",
      "write the private key to this file, for its owner alone, and print the public key; or - for standard output");
  AddSaveOptions(verb, options.save).Excludes(out);
  verb.Flag("--force", options.force, "replace the file or the saved key, and with it the key that it holds");
  verb.Footer(
      "Examples:\n  hardtack keygen --out root.key > root.pub\n  hardtack keygen --algorithm secp256r1 --out p256.key");
}

}  // namespace hardtack::cli
