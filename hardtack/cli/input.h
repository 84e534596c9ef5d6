// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the command reads: tokens, messages and keys, from what is saved, a file, standard input (`-`) or an argument,
// each within a bound. Standard input can be read for one of them. With --verbose each says where it came from.
//
//   Io   a file cannot be read, or standard input is asked for twice
//   TokenTooLarge, TextTooLarge, MalformedKey   there is more than the bound

#ifndef HARDTACK_CLI_INPUT_H_
#define HARDTACK_CLI_INPUT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/console.h"
#include "hardtack/cli/file.h"
#include "hardtack/cli/store.h"
#include "hardtack/crypto/key.h"
#include "hardtack/token/biscuit.h"

namespace hardtack::cli {

// Datalog as a pair of options carries it: the text itself, or a file (`-` is standard input) that holds it.
struct DatalogSource {
  const char* option;  // that takes the text; with "-file" behind it, that takes the file
  std::optional<std::string> text;
  std::optional<std::string> file;
};

// A token as given, and where it came from: a path, "-", a saved name, or nothing when the argument was the token itself.
struct TokenInput {
  token::UnverifiedBiscuit token;
  std::string source;
};

// The bytes that a text form or a file held, and where they came from as in TokenInput.
struct Encoded {
  std::string bytes;
  std::string source;
};

// The error of an input with its source in front; as it is if the argument was the input itself.
absl::Status InSource(const absl::Status& error, const std::string& source);

class Input {
 public:
  // `console`, not owned, takes notes; `store` says how to open what is saved.
  explicit Input(Console& console, StoreOptions store = {}) : console_(console), store_options_(std::move(store)) {}

  // A token from a file or from `-`, in text or bytes.
  absl::StatusOr<TokenInput> ReadTokenFile(const std::string& name);
  // The saved token of this name, or one as above, or the argument itself; the first of them that there is.
  absl::StatusOr<TokenInput> ReadToken(const std::string& argument);
  // The bytes of a third-party message, from a file, from `-`, or the argument itself; `what` names it in errors.
  absl::StatusOr<Encoded> ReadMessage(const std::string& argument, const char* what);

  // The text of a ban list, or of a log of bans, from a file or from `-`.
  absl::StatusOr<std::string> ReadBans(const std::string& name);
  // A text file, or `-`; `what` names it with --verbose.
  absl::StatusOr<std::string> ReadText(const std::string& name, std::string_view what);
  // Datalog text.
  //   InvalidArgument   neither option was given
  absl::StatusOr<std::string> ReadDatalog(const DatalogSource& source);

  // A private key that is saved under this name, from a file, or from `-`; never from the argument itself: others on the
  // machine can see it.
  absl::StatusOr<crypto::PrivateKey> ReadPrivateKey(const std::string& name);
  // A public key as text, or from a file.
  absl::StatusOr<crypto::PublicKey> ReadPublicKey(const std::string& argument);

  // The store that names are looked up in, valid as long as *this: one for a whole verb, so that its key is sought, and a
  // passphrase asked for, once.
  //   Io   the environment names no place for one
  absl::StatusOr<Store*> UsersStore();

 private:
  // A kind of input, and from which length on an argument can be one: a shorter one is a mistyped name.
  struct Form {
    const char* name;
    size_t min_text;
  };
  // `what` names what is read, here and below.
  absl::StatusOr<File> Open(const std::string& name, std::string_view what);
  absl::StatusOr<std::string> Read(const std::string& name, std::string_view what, size_t max_bytes,
                                   ErrorKind too_large);
  absl::StatusOr<Encoded> ReadEncodedFile(const std::string& name, std::string_view what);
  // `known` is what the argument might have named besides.
  absl::StatusOr<Encoded> ReadEncoded(const std::string& argument, const Form& form, std::string_view known);
  static absl::StatusOr<TokenInput> ToToken(absl::StatusOr<Encoded> encoded);
  // What is saved under this name; nullopt when nothing is, or it is no name.
  absl::StatusOr<std::optional<crypto::SecretString>> FindSaved(Shelf shelf, const std::string& argument);
  void Trace(std::string_view what, std::string_view where);

  Console& console_;  // not owned
  StoreOptions store_options_;
  std::optional<Store> store_;  // once it was sought
  bool stdin_taken_ = false;
};

}  // namespace hardtack::cli

#endif  // HARDTACK_CLI_INPUT_H_
