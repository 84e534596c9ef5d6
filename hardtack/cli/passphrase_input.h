// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Passphrases, from a file or from whoever sits at the terminal. Errors are Io.

#ifndef HARDTACK_CLI_PASSPHRASE_INPUT_H_
#define HARDTACK_CLI_PASSPHRASE_INPUT_H_

#include <string>

#include "absl/status/statusor.h"
#include "hardtack/crypto/key.h"

namespace hardtack::cli {

struct PassphraseFile {
  crypto::SecretString passphrase;
  bool open_to_others = false;  // who is not its owner can read it
};

// The first line of the file, without its line feed.
//   Io   it is empty, or over 1 KiB
absl::StatusOr<PassphraseFile> ReadPassphraseFile(const std::string& file);

// Asks on the controlling terminal, whatever the standard streams are, and shows nothing of the answer.
//   Io   there is no terminal, or the answer is empty
absl::StatusOr<crypto::SecretString> AskPassphrase(const std::string& question);

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_PASSPHRASE_INPUT_H_
