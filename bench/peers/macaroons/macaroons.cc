// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Macaroons by libmacaroons, for a sense of scale: from text to decision with a secret that the verifier shares with
// the issuer, so that each caveat costs one HMAC and no signature. Nobody without that secret can verify one.

#include <macaroons.h>

#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

namespace {

constexpr std::string_view kKey = "a secret of thirty-two bytes....";

const unsigned char* Bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

void Require(const void* made) {
  if (made != nullptr) return;
  std::cerr << "bench: libmacaroons failed\n";
  std::exit(1);
}

std::vector<std::string> Caveats(int64_t count) {
  std::vector<std::string> caveats;
  for (int64_t i = 0; i < count; ++i) caveats.push_back("operation-" + std::to_string(i) + " = read");
  return caveats;
}

std::string Issue(const std::vector<std::string>& caveats) {
  constexpr std::string_view kLocation = "https://documents.example/", kId = "alice";
  macaroon_returncode error;
  macaroon* token =
      macaroon_create(Bytes(kLocation), kLocation.size(), Bytes(kKey), kKey.size(), Bytes(kId), kId.size(), &error);
  Require(token);
  for (const std::string& caveat : caveats) {
    macaroon* narrowed = macaroon_add_first_party_caveat(token, Bytes(caveat), caveat.size(), &error);
    Require(narrowed);
    macaroon_destroy(token);
    token = narrowed;
  }
  std::string text(macaroon_serialize_size_hint(token), '\0');
  if (macaroon_serialize(token, text.data(), text.size(), &error) != 0) Require(nullptr);
  macaroon_destroy(token);
  text.resize(std::strlen(text.c_str()));  // the hint is a bound
  return text;
}

void BM_VerifyMacaroon(benchmark::State& state) {
  const std::vector<std::string> caveats = Caveats(state.range(0));
  const std::string text = Issue(caveats);
  macaroon_verifier* verifier = macaroon_verifier_create();
  Require(verifier);
  macaroon_returncode error;
  for (const std::string& caveat : caveats) {
    macaroon_verifier_satisfy_exact(verifier, Bytes(caveat), caveat.size(), &error);
  }
  for (auto _ : state) {
    macaroon* token = macaroon_deserialize(text.c_str(), &error);
    Require(token);
    if (macaroon_verify(verifier, token, Bytes(kKey), kKey.size(), nullptr, 0, &error) != 0) {
      state.SkipWithError("refused");
    }
    macaroon_destroy(token);
  }
  macaroon_verifier_destroy(verifier);
}
BENCHMARK(BM_VerifyMacaroon)->ArgName("caveats")->Arg(1)->Arg(5);

}  // namespace
