// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Questions as JSON, and the pipes to the judge.

#include "tests/differential/reference/ask_judge.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "absl/strings/escaping.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/key_text.h"
#include "hardtack/engine/ast_print.h"
#include "tests/differential/reference/keys.h"

namespace hardtack::differential {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

std::string SecretText(const crypto::PrivateKey& key) { return std::string(crypto::ToHexText(key).view()); }

array ScopesJson(const std::vector<engine::Scope>& scopes) {
  array list;
  for (const engine::Scope& scope : scopes) {
    if (auto* key = std::get_if<engine::PublicKey>(&scope)) {
      list.emplace_back(engine::ToString(*key));
    } else {
      list.emplace_back(std::get<engine::ScopeKind>(scope) == engine::ScopeKind::kAuthority ? "authority" : "previous");
    }
  }
  return list;
}

std::string CodeOf(engine::Block block) {
  block.scopes.clear();
  return engine::ToString(block);
}

object BlockJson(const SignedBlock& block, const crypto::PrivateKey& next) {
  value third_party = nullptr;
  if (block.signer) third_party = value(SecretText(*ThirdParty(*block.signer)));
  return object{{"code", CodeOf(block.block)},
                {"scopes", ScopesJson(block.block.scopes)},
                {"next", SecretText(next)},
                {"third_party", std::move(third_party)}};
}

object BuildJson(const Program& program, const Signing& signing) {
  array blocks;
  for (size_t i = 0; i < program.blocks.size(); ++i) {
    blocks.push_back(BlockJson(program.blocks[i], NextKey(NextAlgorithm(signing, i), i)));
  }
  value id = nullptr;
  if (signing.root_key_id) id = *signing.root_key_id;
  return object{{"root", SecretText(RootKey(signing.root))},
                {"root_key_id", std::move(id)},
                {"blocks", std::move(blocks)},
                {"sealed", signing.sealed}};
}

object AuthorizerJson(const Program& program) {
  engine::AuthorizerBlock authorizer = program.authorizer;
  authorizer.block.scopes.clear();
  return object{{"code", engine::ToString(authorizer)},
                {"scopes", ScopesJson(program.authorizer.block.scopes)},
                {"max_facts", program.limits.max_facts},
                {"max_iterations", program.limits.max_iterations}};
}

object TextJson(const Case& test_case) {
  return object{{"kind", test_case.text_kind == TextKind::kBlock ? "block" : "authorizer"}, {"text", test_case.text}};
}

}  // namespace

object QuestionOf(const Case& test_case, const std::string& ours) {
  if (test_case.kind == CaseKind::kText) return object{{"texts", array{TextJson(test_case)}}};
  array tokens;
  if (test_case.kind == CaseKind::kBytes) {
    tokens.emplace_back(absl::BytesToHexString(test_case.bytes));
  } else if (!ours.empty()) {
    tokens.emplace_back(absl::BytesToHexString(ours));
  }
  object question{{"root_key", crypto::ToHexText(RootKey(test_case.signing.root).public_key())},
                  {"tokens", std::move(tokens)},
                  {"authorizer", AuthorizerJson(test_case.program)}};
  if (test_case.kind == CaseKind::kProgram && test_case.from_text) {
    question["build"] = BuildJson(test_case.program, test_case.signing);
  }
  return question;
}

absl::StatusOr<Judge> Judge::Start(const std::string& program) {
  std::array<int, 2> in, out;
  if (pipe(in.data()) != 0 || pipe(out.data()) != 0) return Error(ErrorKind::kIo, "no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  for (int end : {in[0], in[1], out[0], out[1]}) posix_spawn_file_actions_addclose(&actions, end);
  pid_t process = 0;
  char* arguments[] = {const_cast<char*>(program.c_str()), nullptr};
  const int failed = posix_spawn(&process, program.c_str(), &actions, nullptr, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  close(in[0]);
  close(out[1]);
  std::FILE* questions = fdopen(in[1], "w");
  std::FILE* answers = fdopen(out[0], "r");
  if (failed != 0) {
    std::fclose(questions);
    std::fclose(answers);
    return Error(ErrorKind::kIo, "the judge cannot be run", program);
  }
  return Judge(process, questions, answers);
}

Judge::Judge(Judge&& other) noexcept
    : process_(std::exchange(other.process_, 0)), questions_(other.questions_), answers_(other.answers_) {}

Judge::~Judge() {
  if (process_ == 0) return;
  std::fclose(questions_);
  std::fclose(answers_);
  waitpid(process_, nullptr, 0);
}

void Judge::Ask(const object& question) {
  const std::string line = boost::json::serialize(question) + "\n";
  std::fwrite(line.data(), 1, line.size(), questions_);
  std::fflush(questions_);
}

absl::StatusOr<object> Judge::Answer() {
  char* line = nullptr;
  size_t capacity = 0;
  // Past lines that the reference prints of its own accord.
  ssize_t size = 0;
  do {
    size = getline(&line, &capacity, answers_);
  } while (size > 0 && line[0] != '{');
  const std::string text(line != nullptr && size > 0 ? line : "");
  std::free(line);
  if (text.empty()) return Error(ErrorKind::kIo, "the judge ended before it answered");
  return boost::json::parse(text).as_object();
}

}  // namespace hardtack::differential
