// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Blocks and authorizers from options. Tested by tests/cli/errors.txt.

#include "hardtack/cli/datalog.h"

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/parser/parser.h"

namespace hardtack::cli {
namespace {

template <typename T>
absl::StatusOr<T> Named(const DatalogSource& source, absl::StatusOr<T> parsed) {
  if (parsed.ok()) return parsed;
  if (!source.file.has_value()) return Annotate(parsed.status(), source.option);
  return Annotate(parsed.status(), *source.file == "-" ? "standard input" : *source.file);
}

}  // namespace

absl::StatusOr<engine::Block> ReadBlock(const DatalogSource& source, Input& input) {
  ASSIGN_OR_RETURN(const std::string text, input.ReadDatalog(source));
  return Named(source, parser::ParseBlock(text));
}

absl::StatusOr<engine::AuthorizerBlock> ReadAuthorizer(const DatalogSource& source, Input& input) {
  ASSIGN_OR_RETURN(const std::string text, input.ReadDatalog(source));
  return Named(source, parser::ParseAuthorizer(text));
}

}  // namespace hardtack::cli
