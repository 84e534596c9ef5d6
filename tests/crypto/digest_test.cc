// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#include "hardtack/crypto/digest.h"

#include <string>

#include "doctest/doctest.h"

namespace hardtack::crypto {
namespace {

std::string Hex(const Digest& digest) {
  std::string text;
  for (const char byte : digest) {
    text += "0123456789abcdef"[static_cast<unsigned char>(byte) >> 4];
    text += "0123456789abcdef"[static_cast<unsigned char>(byte) & 15];
  }
  return text;
}

// FIPS 180-2, appendix B; the empty text is from the NIST's test vectors (SHA256ShortMsg.rsp).
TEST_CASE("SHA-256 of the standard's examples") {
  CHECK(Hex(Sha256({})) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(Hex(Sha256({"abc"})) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(Hex(Sha256({"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"})) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("the digest is that of the pieces one after the other") {
  CHECK(Sha256({"ab", "", "c"}) == Sha256({"abc"}));
  CHECK(Sha256({"ab", "c"}) != Sha256({"abd"}));
}

}  // namespace
}  // namespace hardtack::crypto
