// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The official Biscuit samples: tokens as bytes with what every implementation must make of them. They lie beside the
// project, not in it; a clone without them says so loudly and tests nothing here.

#ifndef HARDTACK_TESTS_CONFORMANCE_SAMPLES_H_
#define HARDTACK_TESTS_CONFORMANCE_SAMPLES_H_

#include <optional>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "hardtack/crypto/key.h"

namespace hardtack::conformance {

struct Validation {
  std::string name;
  std::string authorizer_code;
  boost::json::object expected;  // result, world, revocation_ids
};

// Two tokens were damaged after their blocks were printed: in one, two blocks changed places (`blocks` has them as they
// are in the file); in the other, the last block became random bytes, which are no block (`blocks` ends before it).
inline constexpr char kReorderedBlocks[] = "test006_reordered_blocks.bc";
inline constexpr char kRandomBlock[] = "test004_random_block.bc";

struct Sample {
  std::string filename;
  std::string bytes;
  boost::json::array blocks;  // of the file: code, symbols, public_keys, external_key, version
  std::vector<Validation> validations;
};

struct Samples {
  crypto::PublicKey root_key;
  std::vector<Sample> samples;
};

// The samples; nullopt where their folder is absent, after a line that starts with NOT RUN. A folder that is there but
// cannot be read as samples fails the running test.
std::optional<Samples> LoadSamples();

}  // namespace hardtack::conformance

#endif  // HARDTACK_TESTS_CONFORMANCE_SAMPLES_H_
