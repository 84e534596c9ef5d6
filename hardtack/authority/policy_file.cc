// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading a policy folder. Tested by tests/authority/policy_file_test.cc.

#include "hardtack/authority/policy_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/digest.h"
#include "hardtack/report/json_text.h"

namespace hardtack::authority {
namespace {

namespace fs = std::filesystem;

absl::Status CannotRead(const fs::path& path, const std::error_code& error) {
  return Error(ErrorKind::kIo, fmt::format("cannot read, {}: {}", error.message(), path.string()), path.string());
}

bool IsPolicyName(const fs::path& name) {
  const std::string extension = name.extension();
  return !name.string().starts_with('.') && (extension == ".toml" || extension == ".datalog");
}

absl::StatusOr<std::vector<fs::path>> ListFolder(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (IsPolicyName(entry->path().filename()) && entry->is_regular_file(error)) paths.push_back(entry->path());
  }
  if (error) return CannotRead(folder, error);
  if (paths.size() > kMaxPolicyFiles) {
    return Error(ErrorKind::kTextTooLarge,
                 fmt::format("{} policy files, at most {}: {}", paths.size(), kMaxPolicyFiles, folder.string()));
  }
  std::ranges::sort(paths);
  return paths;
}

absl::StatusOr<std::string> ReadText(const fs::path& path, size_t most) {
  std::ifstream file(path, std::ios::binary);
  std::string text(most + 1, '\0');
  if (file.read(text.data(), static_cast<std::streamsize>(text.size())); file.bad() || !file.is_open()) {
    return CannotRead(path, std::make_error_code(std::errc::io_error));
  }
  text.resize(static_cast<size_t>(file.gcount()));
  if (text.size() > most) {
    return Error(ErrorKind::kTextTooLarge,
                 fmt::format("the policy files are larger than {} bytes: {}", kMaxPolicyBytes, path.string()));
  }
  return text;
}

}  // namespace

absl::StatusOr<std::vector<PolicyFile>> ReadPolicyFolder(const std::string& folder) {
  ASSIGN_OR_RETURN(const std::vector<fs::path> paths, ListFolder(folder));
  std::vector<PolicyFile> files;
  size_t left = kMaxPolicyBytes;
  for (const fs::path& path : paths) {
    ASSIGN_OR_RETURN(std::string text, ReadText(path, left));
    left -= text.size();
    files.push_back({path.filename(), std::move(text)});
  }
  return files;
}

std::string ContentHash(std::span<const PolicyFile> files) {
  // Lengths before texts, so that no two folders run together into one.
  std::string content;
  for (const PolicyFile& file : files) {
    content += fmt::format("{} {}\n{}{}", file.name.size(), file.text.size(), file.name, file.text);
  }
  return report::Hex(crypto::View(crypto::Sha256({content})));
}

}  // namespace hardtack::authority
