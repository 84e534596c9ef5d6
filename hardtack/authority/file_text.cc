// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Files of a server's configuration. Tested by tests/authority/server_config_test.cc.

#include "hardtack/authority/file_text.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key_text.h"

namespace hardtack::authority {
namespace {

constexpr size_t kMaxKeyBytes = size_t{16} << 10;

absl::Status CannotRead(const std::string& file) { return Error(ErrorKind::kIo, "cannot read: " + file, file); }

absl::Status CheckPrivate(const std::string& file) {
  using std::filesystem::perms;
  std::error_code error;
  const perms found = std::filesystem::status(file, error).permissions();
  if (error) return CannotRead(file);
  const perms others = perms::group_all | perms::others_all;
  if ((found & others) == perms::none) return absl::OkStatus();
  return Error(ErrorKind::kIo, "others than its owner can use the key; run: chmod 600 " + file, file);
}

}  // namespace

absl::StatusOr<std::string> ReadFileText(const std::string& file) {
  std::error_code error;
  const uintmax_t size = std::filesystem::file_size(file, error);
  if (error) return CannotRead(file);
  if (size > kMaxConfigBytes) return Error(ErrorKind::kTextTooLarge, "larger than 1 MiB: " + file, file);
  std::ifstream stream(file, std::ios::binary);
  std::string text(static_cast<size_t>(size), '\0');
  if (!stream.read(text.data(), static_cast<std::streamsize>(size))) return CannotRead(file);
  return text;
}

// Straight into memory that is zeroed: a string would leave the key behind.
absl::StatusOr<crypto::SecretString> ReadSecretFile(const std::string& file) {
  crypto::SecretString buffer(std::string(kMaxKeyBytes, '\0'));
  std::ifstream stream;
  stream.rdbuf()->pubsetbuf(nullptr, 0);  // no buffer of its own
  stream.open(file, std::ios::binary);
  stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
  if (stream.bad() || !stream.eof()) return CannotRead(file);
  return crypto::SecretString(buffer.view().substr(0, static_cast<size_t>(stream.gcount())));
}

absl::StatusOr<crypto::PrivateKey> ReadKeyFile(const std::string& file) {
  RETURN_IF_ERROR(CheckPrivate(file));
  ASSIGN_OR_RETURN(const crypto::SecretString text, ReadSecretFile(file));
  auto key = crypto::ParsePrivateKey(text.view());
  if (!key.ok()) return Annotate(key.status(), file);
  return key;
}

}  // namespace hardtack::authority
