// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A new key pair. Tested by tests/cli/keygen.txt.

#include "hardtack/cli/keygen.h"

#include "hardtack/base/error.h"
#include "hardtack/cli/file.h"
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
    console.Print(report::KeyPairDocument({algorithm, public_key, private_key.view(), {}}));
    return;
  }
  console.Print(private_key.view());
  console.Print("\n");
  console.Note("public key: " + public_key);
}

void PrintPublic(const crypto::PrivateKey& key, const KeygenOptions& options, Console& console) {
  const std::string public_key = crypto::ToHexText(key.public_key());
  if (console.json()) {
    console.Print(report::KeyPairDocument({options.algorithm, public_key, {}, options.out}));
  } else {
    console.Print(public_key + '\n');
  }
}

absl::Status WriteKey(const crypto::PrivateKey& key, const KeygenOptions& options) {
  const crypto::SecretString text = crypto::ToHexText(key);
  return WritePrivateFile(options.out, text.view(), options.force);
}

}  // namespace

ExitCode Keygen(const KeygenOptions& options, Console& console) {
  if (!options.out.empty() && !options.force && FileExists(options.out)) {
    return console.Complain("the file exists: " + options.out, "--force replaces it, and the key in it is gone");
  }
  const bool p256 = options.algorithm == "secp256r1";
  const auto key = crypto::PrivateKey::Generate(p256 ? crypto::Algorithm::kSecp256r1 : crypto::Algorithm::kEd25519);
  if (options.out.empty()) {
    PrintPair(key, options.algorithm, console);
    return ExitCode::kYes;
  }
  if (const absl::Status status = WriteKey(key, options); !status.ok()) return console.Fail(status);
  PrintPublic(key, options, console);
  return ExitCode::kYes;
}

void AddKeygen(Verb root) {
  Verb verb = root.Add("keygen", "Make a new key pair");
  KeygenOptions& options = verb.Runs(&Keygen);
  verb.Add("--algorithm", options.algorithm, "NAME", "ed25519 (default) or secp256r1").Among({"ed25519", "secp256r1"});
  verb.Add("--out", options.out, "FILE",
           "write the private key to this file, for its owner alone, and print the public key");
  verb.Flag("--force", options.force, "replace the file, and with it the key that it holds");
  verb.Footer(
      "Examples:\n  hardtack keygen --out root.key > root.pub\n  hardtack keygen --algorithm secp256r1 --out p256.key");
}

}  // namespace hardtack::cli
