// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Reading of samples.json and of the token files that it names.

#include "tests/conformance/samples.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <mutex>
#include <sstream>
#include <utility>

#include <boost/json/parse.hpp>

#include "doctest/doctest.h"
#include "hardtack/crypto/key_text.h"

namespace hardtack::conformance {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE_MESSAGE(file.good(), path.string());
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string Text(const json::value& value) { return std::string(value.as_string()); }

// What the file holds, made from what was printed before it was damaged: samples.h.
json::array BlocksOfFile(const std::string& filename, json::array printed) {
  if (filename == kReorderedBlocks) std::swap(printed.at(1), printed.at(2));
  if (filename == kRandomBlock) printed.pop_back();
  return printed;
}

Sample ReadSample(const fs::path& folder, const json::object& testcase) {
  Sample sample;
  sample.filename = Text(testcase.at("filename"));
  sample.bytes = ReadFile(folder / sample.filename);
  sample.blocks = BlocksOfFile(sample.filename, testcase.at("token").as_array());
  for (const auto& [name, content] : testcase.at("validations").as_object()) {
    json::object expected = content.as_object();
    std::string code = Text(expected.at("authorizer_code"));
    expected.erase("authorizer_code");
    sample.validations.push_back({std::string(name), std::move(code), std::move(expected)});
  }
  return sample;
}

// Once for the whole program, however many tests ask.
void SayNotRun() {
  static std::once_flag said;
  std::call_once(said, [] {
    std::cout << "NOT RUN: official samples not found at ../shared/conformance beside the project\n";
  });
}

}  // namespace

std::optional<Samples> LoadSamples() {
  const fs::path folder = fs::path(HARDTACK_SOURCE_DIR) / ".." / "shared" / "conformance";
  if (!fs::exists(folder / "samples.json")) {
    SayNotRun();
    return std::nullopt;
  }
  const json::object content = json::parse(ReadFile(folder / "samples.json")).as_object();
  absl::StatusOr<crypto::PublicKey> root = crypto::ParsePublicKey(Text(content.at("root_public_key")));
  REQUIRE_MESSAGE(root.ok(), root.status().ToString());
  Samples samples{*std::move(root), {}};
  for (const json::value& testcase : content.at("testcases").as_array()) {
    samples.samples.push_back(ReadSample(folder, testcase.as_object()));
  }
  return samples;
}

}  // namespace hardtack::conformance
