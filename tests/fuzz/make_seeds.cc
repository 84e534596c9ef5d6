// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Writes seeds for the fuzz targets that read bytes into FOLDER/TARGET, made from our own golden tokens and from texts:
//   build/dev/tests/fuzz/make_seeds tests/golden/tokens FOLDER
// To be run by hand; what fuzzing finds worth keeping of them is committed as corpora (scripts/fuzz --keep).

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "hardtack/crypto/key_text.h"
#include "hardtack/engine/fact_base.h"
#include "hardtack/parser/parser.h"
#include "hardtack/token/biscuit.h"
#include "hardtack/token/builder.h"
#include "hardtack/token/snapshot.h"
#include "hardtack/token/third_party.h"
#include "hardtack/wire/third_party_codec.h"
#include "tests/fuzz/forge.h"
#include "tests/sections/section_file.h"

namespace hardtack::fuzz {
namespace {

class SeedFolder {
 public:
  explicit SeedFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

  void Write(const std::string& target, const std::string& name, std::string_view bytes) const {
    std::filesystem::create_directories(folder_ / target);
    std::ofstream(folder_ / target / name, std::ios::binary) << bytes;
  }

  // For targets whose seeds are written by the library itself.
  std::string Path(const std::string& target, const std::string& name) const {
    std::filesystem::create_directories(folder_ / target);
    return folder_ / target / name;
  }

 private:
  std::filesystem::path folder_;
};

void WriteToken(const SeedFolder& seeds, const std::string& name, const token::UnverifiedBiscuit& token) {
  seeds.Write("decode_envelope", name, token.bytes());
  seeds.Write("verify", name, token.bytes());
  seeds.Write("text_form", name, token.ToText());
  for (engine::BlockId block = 0; block < token.block_count(); ++block) {
    const std::string block_name = name + "_" + std::to_string(block);
    seeds.Write("decode_block", block_name, token.payload(block));
    seeds.Write("round_trip_wire", block_name, token.payload(block));
    if (token.signer(block) == nullptr) continue;
    const wire::SignedBlockView view = wire::DecodeEnvelope(token.bytes())->blocks[block];
    seeds.Write("third_party", block_name, wire::EncodeThirdPartyContents({view.payload, *view.external}));
  }
  if (const auto request = token::RequestThirdParty(token); request.ok()) seeds.Write("third_party", name, *request);
}

// The policy alone, and what came of it with the token.
void WriteSnapshots(const SeedFolder& seeds, const std::string& name, const token::Biscuit& token,
                    std::string_view policy) {
  auto parsed = parser::ParseAuthorizer(policy);
  if (!parsed.ok()) return;
  const auto authorizer = token::Authorizer::Create(*std::move(parsed));
  if (!authorizer.ok()) return;
  if (const auto made = token::SnapshotBuilder(*authorizer); made.ok()) seeds.Write("snapshot", name, *made);
  const auto outcome = authorizer->Evaluate(token);
  if (!outcome.ok()) return;
  const auto made = token::SnapshotOutcome(*authorizer, token, *outcome);
  if (made.ok()) seeds.Write("snapshot", name + "_outcome", *made);
}

void WriteGolden(const SeedFolder& seeds, const std::string& path) {
  auto cases = sections::ReadCases(path);
  if (!cases.ok() || cases->size() != 1) return;
  sections::Case& golden = cases->front();
  const std::string name = std::filesystem::path(path).stem();
  const std::vector<std::string> lines = sections::Lines(golden.Take("token").value_or(""));
  const auto token = token::UnverifiedBiscuit::FromText(lines.empty() ? "" : lines.front());
  if (!token.ok()) return;
  WriteToken(seeds, name, *token);
  const std::string policy = golden.Take("authorizer").value_or("");
  std::string program = policy;
  for (int i = 0; const auto block = golden.Take("block " + std::to_string(i)); ++i) program += "\n---\n" + *block;
  seeds.Write("evaluate_text", name, program);
  seeds.Write("parse_authorizer", name, policy);
  const auto root = RootKey(RootAlgorithm(token->links().front().signature)).public_key();
  const auto verified = token::Biscuit::Verify(*token, token::SingleRootKey(root));
  if (verified.ok()) WriteSnapshots(seeds, name, *verified, policy);
}

void WriteKeys(const SeedFolder& seeds) {
  for (const crypto::Algorithm algorithm : {crypto::Algorithm::kEd25519, crypto::Algorithm::kSecp256r1}) {
    const crypto::PrivateKey& key = RootKey(algorithm);
    const std::string name = algorithm == crypto::Algorithm::kEd25519 ? "ed25519" : "secp256r1";
    seeds.Write("key_text", name + "_hex", crypto::ToHexText(key.public_key()));
    seeds.Write("key_text", name + "_pem", crypto::ToPem(key.public_key()));
    seeds.Write("key_text", name + "_der", crypto::ToDer(key.public_key()));
    seeds.Write("key_text", name + "_private_hex", crypto::ToHexText(key).view());
    seeds.Write("key_text", name + "_private_pem", crypto::ToPem(key).view());
    seeds.Write("key_text", name + "_private_der", crypto::ToDer(key).view());
  }
}

void WriteFactBase(const SeedFolder& seeds, const std::string& name, std::string_view facts) {
  engine::FactBaseBuilder builder({1, 2});
  const auto block = parser::ParseBlock(facts);
  if (!block.ok()) return;
  for (const engine::Fact& fact : block->facts) {
    if (!builder.Add(fact).ok()) return;
  }
  if (!std::move(builder).Build()->Write(seeds.Path("fact_base", name)).ok()) std::fprintf(stderr, "not written\n");
}

void WriteFactBases(const SeedFolder& seeds) {
  WriteFactBase(seeds, "empty", "");
  WriteFactBase(seeds, "one_column", R"(member("dave"); member("alice"); member("bob");)");
  WriteFactBase(seeds, "joined", R"(member("alice", "admins"); member("bob", "staff"); member("bob", "admins");
      may("admins", "read"); may("staff", "list"); may("admins", "write");)");
  WriteFactBase(seeds, "every_term",
                R"(t(-1, 9223372036854775807, hex:00ff, true, null); since("a", 2024-02-03T04:05:06Z);
      tags("x", {3, 1, 2}, [3, {"k": [1, 2], 5: "v"}, 1]); tags("y", {1, 2, 3}, []); big(4611686018427387904, {});)");
}

void WriteChoices(const SeedFolder& seeds) {
  std::mt19937_64 random(1);
  for (int i = 0; i < 40; ++i) {
    std::string choices(200, '\0');
    for (char& choice : choices) choice = static_cast<char>(random());
    seeds.Write("evaluate", std::to_string(i), choices);
  }
}

}  // namespace
}  // namespace hardtack::fuzz

int main(int argc, char** argv) {
  if (argc != 3) return std::fprintf(stderr, "usage: %s TOKENS FOLDER\n", argv[0]), 2;
  const hardtack::fuzz::SeedFolder seeds(argv[2]);
  for (const std::string& path : hardtack::sections::FilesOf(argv[1], ".txt")) {
    hardtack::fuzz::WriteGolden(seeds, path);
  }
  hardtack::fuzz::WriteKeys(seeds);
  hardtack::fuzz::WriteFactBases(seeds);
  hardtack::fuzz::WriteChoices(seeds);
  return 0;
}
