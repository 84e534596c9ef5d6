// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The official sample tokens, as bytes: each block and each envelope encodes back to what it was decoded from. They lie
// beside the project; what they mean is tested in tests/conformance.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "doctest/doctest.h"
#include "hardtack/wire/block_codec.h"
#include "hardtack/wire/envelope.h"
#include "hardtack/wire/text_form.h"
#include "hardtack/wire/version.h"
#include "tests/wire/protobuf.h"

namespace hardtack::wire {
namespace {

using testing::KindName;

struct Sample {
  std::string name;
  std::string bytes;
};

std::vector<Sample> LoadSamples() {
  const std::filesystem::path folder = HARDTACK_SOURCE_DIR "/../shared/conformance";
  std::vector<Sample> samples;
  if (!std::filesystem::is_directory(folder)) {
    std::cout << "NOT RUN: re-encoding of the official samples: no folder " << folder.filename()
              << " beside the project\n";
    return samples;
  }
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".bc") continue;
    std::ifstream in(file.path(), std::ios::binary);
    samples.push_back({file.path().filename().string(), std::string(std::istreambuf_iterator<char>(in), {})});
  }
  std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.name < b.name; });
  CHECK(samples.size() == 38);
  return samples;
}

TEST_CASE("every envelope and every block of the official samples encodes to the same bytes") {
  for (const Sample& sample : LoadSamples()) {
    CAPTURE(sample.name);
    const EnvelopeView envelope = DecodeEnvelope(sample.bytes).value();
    Tables shared_decode;
    Tables shared_encode;
    std::vector<std::string_view> raw;
    for (const SignedBlockView& block : envelope.blocks) {
      CHECK(EncodeSignedBlock(block) == block.raw);
      raw.push_back(block.raw);
      Tables fresh_decode;
      Tables fresh_encode;
      const bool third_party = block.external.has_value();
      const absl::StatusOr<DecodedBlock> decoded =
          DecodeBlock(block.payload, third_party ? fresh_decode : shared_decode);
      if (!decoded.ok() && sample.name == "test004_random_block.bc") continue;  // one of its payloads is random bytes
      REQUIRE_MESSAGE(decoded.ok(), decoded.status().ToString());
      const EncodeOptions options{kMinVersion, decoded->version};
      CHECK(EncodeBlock(decoded->block, third_party ? fresh_encode : shared_encode, options).value().bytes ==
            block.payload);
    }
    CHECK(EncodeEnvelope(envelope.root_key_id, raw, envelope.proof) == sample.bytes);
    CHECK(DecodeTextForm(EncodeTextForm(sample.bytes)).value() == sample.bytes);
  }
}

TEST_CASE("every truncation of an official sample is refused") {
  for (const Sample& sample : LoadSamples()) {
    CAPTURE(sample.name);
    for (size_t size = 0; size < sample.bytes.size(); ++size) {
      CHECK(KindName(DecodeEnvelope(std::string_view(sample.bytes).substr(0, size)).status()) == "MalformedEnvelope");
    }
  }
}

TEST_CASE("a flipped bit in a block of an official sample gives a block or an error") {
  for (const Sample& sample : LoadSamples()) {
    CAPTURE(sample.name);
    const std::string payload(DecodeEnvelope(sample.bytes).value().blocks.front().payload);
    for (size_t bit = 0; bit < payload.size() * 8; ++bit) {
      std::string flipped = payload;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
      Tables tables;
      const absl::StatusOr<DecodedBlock> block = DecodeBlock(flipped, tables);
      if (!block.ok()) CHECK(KindOf(block.status()).has_value());
    }
  }
}

}  // namespace
}  // namespace hardtack::wire
