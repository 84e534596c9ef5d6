// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading arguments, files and standard input. Tested by tests/cli/input.txt.

#include "hardtack/cli/input.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/file.h"
#include "hardtack/cli/saved_name.h"
#include "hardtack/cli/store_options.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/engine/limits.h"
#include "hardtack/identity/ban_feed.h"
#include "hardtack/wire/text_form.h"

namespace hardtack::cli {
namespace {

constexpr size_t kMaxKeyBytes = 16 << 10;  // a key in any text form has a few hundred
// No token is shorter: it holds a key, a signature and a secret or another signature.
constexpr size_t kMinTokenText = 150;
constexpr size_t kMinMessageText = 64;  // it holds a signature

const engine::StructureLimits kLimits;

std::string_view WithoutTrailingSpace(std::string_view text) {
  const size_t end = text.find_last_not_of(" \t\r\n");
  return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

// The tags that the messages may start with (schema.proto): of a token's key id or authority block, of a third party's
// request or block. None is a character of the text form.
constexpr std::string_view kFirstTags = "\x08\x12\x1a\x0a";

bool IsBinary(std::string_view content) {
  return !content.empty() && kFirstTags.find(content.front()) != std::string_view::npos;
}

absl::StatusOr<std::string> Decode(const std::string& content) {
  if (content.empty()) return Error(ErrorKind::kMalformedText, "there is nothing in it");
  if (IsBinary(content)) return content;
  return wire::DecodeTextForm(WithoutTrailingSpace(content), kLimits);
}

// The result, or its error with its source in front.
template <typename T>
absl::StatusOr<T> In(const std::string& source, absl::StatusOr<T> result) {
  if (result.ok()) return result;
  return InSource(result.status(), source);
}

// Whether an argument is a private key rather than the name of its file. Such an argument is not repeated in messages.
bool IsSecret(std::string_view argument) {
  return argument.find("-private/") != std::string_view::npos || argument.find("PRIVATE KEY") != std::string_view::npos;
}
bool IsBareHex(std::string_view argument) {
  return argument.size() == 2 * crypto::kSecretBytes &&
         argument.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

absl::Status SecretOnCommandLine() {
  return Error(ErrorKind::kInvalidArgument, "a private key is read from a file or from -, never from the command line");
}

// Whether an argument that is no public key was meant as one, rather than as a file.
bool IsMeantAsKey(std::string_view argument) {
  return argument.find("ed25519/") == 0 || argument.find("secp256r1/") == 0 || argument.find("-----") == 0;
}

// A folder is nothing that could be read.
bool IsFile(const std::string& path) {
  std::error_code unknown;
  return FileExists(path) && !std::filesystem::is_directory(path, unknown);
}

const char* PurposeOf(Shelf shelf) { return shelf == Shelf::kTokens ? "token" : "key"; }

}  // namespace

absl::Status InSource(const absl::Status& error, const std::string& source) {
  if (source.empty()) return error;
  return Annotate(error, source == "-" ? "standard input" : source);
}

void Input::Trace(std::string_view what, std::string_view where) {
  console_.Trace(std::string(what).append(" from ").append(where));
}

absl::StatusOr<File> Input::Open(const std::string& name, std::string_view what) {
  if (name != "-") {
    Trace(what, "the file " + name);
    return File::OpenToRead(name);
  }
  if (std::exchange(stdin_taken_, true)) {
    return Error(ErrorKind::kIo, "standard input can be read for one thing only, and two are to come from it");
  }
  Trace(what, "standard input");
  return File::StandardInput();
}

absl::StatusOr<std::string> Input::Read(const std::string& name, std::string_view what, size_t max_bytes,
                                        ErrorKind too_large) {
  ASSIGN_OR_RETURN(File file, Open(name, what));
  std::string content;
  // Grows with what is there, so that a small input costs little.
  for (size_t chunk = 4096; content.size() <= max_bytes; chunk = content.size()) {
    const size_t before = content.size();
    content.resize(std::min(before + chunk, max_bytes + 1));
    ASSIGN_OR_RETURN(const size_t count, file.Read(std::span(content).subspan(before)));
    const bool at_end = count < content.size() - before;
    content.resize(before + count);
    if (at_end) return content;
  }
  return Error(too_large, "more than " + std::to_string(max_bytes) + " bytes: " + name);
}

absl::StatusOr<Encoded> Input::ReadEncodedFile(const std::string& name, std::string_view what) {
  // Base64 takes four characters for three bytes.
  const size_t max_bytes = kLimits.max_token_bytes / 3 * 4 + 4096;
  ASSIGN_OR_RETURN(const std::string content, Read(name, what, max_bytes, ErrorKind::kTokenTooLarge));
  ASSIGN_OR_RETURN(std::string bytes, In(name, Decode(content)));
  return Encoded{std::move(bytes), name};
}

absl::StatusOr<Encoded> Input::ReadEncoded(const std::string& argument, const Form& form, std::string_view known) {
  if (argument == "-" || FileExists(argument)) return ReadEncodedFile(argument, form.name);
  if (argument.size() < form.min_text) {
    std::string message = "no such ";
    message.append(known).append(", and not a ").append(form.name).append(": ").append(argument);
    return Error(ErrorKind::kIo, message, argument);
  }
  Trace(form.name, "the command line");
  ASSIGN_OR_RETURN(std::string bytes, wire::DecodeTextForm(argument, kLimits));
  return Encoded{std::move(bytes), {}};
}

absl::StatusOr<TokenInput> Input::ToToken(absl::StatusOr<Encoded> encoded) {
  if (!encoded.ok()) return encoded.status();
  ASSIGN_OR_RETURN(token::UnverifiedBiscuit token,
                   In(encoded->source, token::UnverifiedBiscuit::FromBytes(std::move(encoded->bytes), kLimits)));
  return TokenInput{std::move(token), std::move(encoded->source)};
}

absl::StatusOr<Store*> Input::UsersStore() {
  if (!store_.has_value()) {
    ASSIGN_OR_RETURN(store_, OpenStore(store_options_, console_));
  }
  return &*store_;
}

// What is saved comes first: a file that happens to be in the folder, or that somebody put there, must not take its
// place. A path with a slash is no name.
absl::StatusOr<std::optional<crypto::SecretString>> Input::FindSaved(Shelf shelf, const std::string& argument) {
  if (!IsSavedName(argument)) return std::nullopt;
  const absl::StatusOr<Store*> store = UsersStore();
  if (!store.ok()) return std::nullopt;
  const bool is_file = IsFile(argument);
  // A store that cannot be used stands in no file's way.
  if (is_file && !(*store)->Has(shelf, argument)) return std::nullopt;
  ASSIGN_OR_RETURN(auto secret, (*store)->Read(shelf, argument));
  if (!secret.has_value()) return std::nullopt;
  Trace(PurposeOf(shelf), (*store)->PathOf(shelf, argument));
  if (is_file) {
    std::string note = "note: the saved ";
    console_.Note(note.append(PurposeOf(shelf)).append(" is taken; the file of this name is ./").append(argument));
  }
  return secret;
}

absl::StatusOr<TokenInput> Input::ReadTokenFile(const std::string& name) {
  return ToToken(ReadEncodedFile(name, "token"));
}

absl::StatusOr<TokenInput> Input::ReadToken(const std::string& argument) {
  ASSIGN_OR_RETURN(const auto saved, FindSaved(Shelf::kTokens, argument));
  if (!saved.has_value()) return ToToken(ReadEncoded(argument, {"token", kMinTokenText}, "file or saved token"));
  ASSIGN_OR_RETURN(token::UnverifiedBiscuit token, ParseSavedToken(*saved, argument));
  return TokenInput{std::move(token), argument};
}

absl::StatusOr<Encoded> Input::ReadMessage(const std::string& argument, const char* what) {
  return ReadEncoded(argument, {what, kMinMessageText}, "file");
}

absl::StatusOr<std::string> Input::ReadBans(const std::string& name) {
  return Read(name, "bans", identity::kMaxBanFeedBytes, ErrorKind::kTextTooLarge);
}

absl::StatusOr<std::string> Input::ReadText(const std::string& name, std::string_view what) {
  return Read(name, what, kLimits.max_text_bytes, ErrorKind::kTextTooLarge);
}

absl::StatusOr<std::string> Input::ReadDatalog(const DatalogSource& source) {
  if (source.text.has_value()) return *source.text;
  if (source.file.has_value()) return ReadText(*source.file, "Datalog");
  std::string message = "one option is missing: ";
  return Error(ErrorKind::kInvalidArgument,
               message.append(source.option).append(" TEXT or ").append(source.option).append("-file FILE"));
}

absl::StatusOr<crypto::PrivateKey> Input::ReadPrivateKey(const std::string& name) {
  if (IsSecret(name) || IsBareHex(name)) return SecretOnCommandLine();
  ASSIGN_OR_RETURN(const auto saved, FindSaved(Shelf::kKeys, name));
  if (saved.has_value()) return In(name, crypto::ParsePrivateKey(saved->view()));
  if (IsSavedName(name) && !IsFile(name)) return Error(ErrorKind::kIo, "no such file or saved key: " + name, name);
  ASSIGN_OR_RETURN(File file, Open(name, "key"));
  crypto::SecretString buffer(std::string(kMaxKeyBytes, '\0'));
  ASSIGN_OR_RETURN(const size_t size, file.Read(std::span(buffer.data(), buffer.size())));
  if (size == buffer.size()) return Error(ErrorKind::kMalformedKey, "too long to be a key: " + name);
  return In(name, crypto::ParsePrivateKey(buffer.view().substr(0, size)));
}

absl::StatusOr<crypto::PublicKey> Input::ReadPublicKey(const std::string& argument) {
  if (IsSecret(argument)) return SecretOnCommandLine();
  auto key = crypto::ParsePublicKey(argument);
  if (key.ok()) Trace("public key", "its text");
  if (key.ok() || IsMeantAsKey(argument)) return key;
  if (argument != "-" && !FileExists(argument)) {
    return Error(ErrorKind::kIo, "no such file, and not a public key: " + argument, argument);
  }
  ASSIGN_OR_RETURN(const std::string text, Read(argument, "public key", kMaxKeyBytes, ErrorKind::kMalformedKey));
  return In(argument, crypto::ParsePublicKey(text));
}

}  // namespace hardtack::cli
