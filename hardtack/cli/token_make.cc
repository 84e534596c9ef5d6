// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The verbs that make a token from another one or from nothing: generate, attenuate, seal, and the three steps by which
// a third party signs a block. Tested by tests/cli/token.txt and tests/cli/third_party.txt.

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/cli/datalog.h"
#include "hardtack/cli/token_commands.h"
#include "hardtack/report/documents.h"
#include "hardtack/token/builder.h"
#include "hardtack/token/third_party.h"
#include "hardtack/wire/text_form.h"

namespace hardtack::cli {
namespace {

using token::UnverifiedBiscuit;

// Prints the text form of a result, under `name` in JSON.
ExitCode PrintBytes(const char* name, const absl::StatusOr<std::string>& bytes, Console& console) {
  if (!bytes.ok()) return console.Fail(bytes.status());
  const std::string text = wire::EncodeTextForm(*bytes);
  console.Print(console.json() ? report::TextDocument(name, text) : text + '\n');
  return ExitCode::kYes;
}

ExitCode PrintToken(const absl::StatusOr<UnverifiedBiscuit>& token, Console& console) {
  if (!token.ok()) return console.Fail(token.status());
  return PrintBytes("token", std::string(token->bytes()), console);
}

absl::StatusOr<UnverifiedBiscuit> Generate(const GenerateOptions& options, Console& console) {
  Input input(console, options.store);
  ASSIGN_OR_RETURN(const crypto::PrivateKey root, input.ReadPrivateKey(options.key));
  ASSIGN_OR_RETURN(const engine::Block block, ReadBlock(options.block, input));
  token::IssueOptions issue;
  issue.root_key_id = options.root_key_id;
  return token::Issue(block, root, issue);
}

absl::StatusOr<UnverifiedBiscuit> Attenuate(const AttenuateOptions& options, Console& console) {
  Input input(console, options.store);
  ASSIGN_OR_RETURN(const TokenInput parent, input.ReadToken(options.token));
  ASSIGN_OR_RETURN(const engine::Block block, ReadBlock(options.block, input));
  return token::Append(parent.token, block);
}

absl::StatusOr<UnverifiedBiscuit> Seal(const SealOptions& options, Console& console) {
  ASSIGN_OR_RETURN(const TokenInput open, Input(console, options.store).ReadToken(options.token));
  return token::Seal(open.token);
}

absl::StatusOr<std::string> Request(const RequestThirdPartyOptions& options, Console& console) {
  ASSIGN_OR_RETURN(const TokenInput parent, Input(console, options.store).ReadToken(options.token));
  return token::RequestThirdParty(parent.token);
}

absl::StatusOr<std::string> Sign(const SignThirdPartyOptions& options, Console& console) {
  Input input(console, options.store);
  ASSIGN_OR_RETURN(const Encoded request, input.ReadMessage(options.request, "third-party request"));
  ASSIGN_OR_RETURN(const crypto::PrivateKey key, input.ReadPrivateKey(options.key));
  ASSIGN_OR_RETURN(const engine::Block block, ReadBlock(options.block, input));
  absl::StatusOr<std::string> contents = token::SignThirdParty(request.bytes, block, key);
  const auto kind = KindOf(contents.status());
  const bool about_request = kind == ErrorKind::kMalformedThirdParty || kind == ErrorKind::kTokenTooLarge;
  return about_request ? InSource(contents.status(), request.source) : contents;
}

absl::StatusOr<UnverifiedBiscuit> Append(const AppendThirdPartyOptions& options, Console& console) {
  Input input(console, options.store);
  ASSIGN_OR_RETURN(const TokenInput parent, input.ReadToken(options.token));
  ASSIGN_OR_RETURN(const Encoded contents, input.ReadMessage(options.contents, "third-party block"));
  absl::StatusOr<UnverifiedBiscuit> token = token::AppendThirdParty(parent.token, contents.bytes);
  if (token.ok()) return token;
  const auto kind = KindOf(token.status());
  const bool about_token =
      kind == ErrorKind::kSealed || kind == ErrorKind::kInvalidProof || kind == ErrorKind::kTooManyBlocks;
  return InSource(token.status(), about_token ? parent.source : contents.source);
}

}  // namespace

ExitCode GenerateToken(const GenerateOptions& options, Console& console) {
  return PrintToken(Generate(options, console), console);
}

ExitCode AttenuateToken(const AttenuateOptions& options, Console& console) {
  return PrintToken(Attenuate(options, console), console);
}

ExitCode SealToken(const SealOptions& options, Console& console) { return PrintToken(Seal(options, console), console); }

ExitCode RequestThirdParty(const RequestThirdPartyOptions& options, Console& console) {
  return PrintBytes("request", Request(options, console), console);
}

ExitCode SignThirdParty(const SignThirdPartyOptions& options, Console& console) {
  return PrintBytes("contents", Sign(options, console), console);
}

ExitCode AppendThirdParty(const AppendThirdPartyOptions& options, Console& console) {
  return PrintToken(Append(options, console), console);
}

}  // namespace hardtack::cli
