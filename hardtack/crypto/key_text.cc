// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Keys as text: `algorithm/HEX`, bare hex, and PEM around the DER of key_der.cc. No message repeats any of the text,
// since a secret may have been given where a public key was due. Tested by tests/crypto/key_text_test.cc.

#include "hardtack/crypto/key_text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "hardtack/base/abseil.h"
#include "hardtack/base/error.h"
#include "hardtack/crypto/encoding.h"
#include "hardtack/crypto/secret.h"

namespace hardtack::crypto {
namespace {

constexpr std::string_view kPemBegin = "-----BEGIN ";
constexpr std::string_view kPemEnd = "-----END ";
constexpr std::string_view kPemDashes = "-----";
constexpr std::string_view kPublicLabel = "PUBLIC KEY";
constexpr std::string_view kPrivateLabel = "PRIVATE KEY";
constexpr size_t kPemLineLength = 64;  // RFC 7468, section 2
constexpr std::string_view kWhiteSpace = " \t\r\n";
constexpr std::string_view kPrivateSuffix = "-private";

absl::Status Malformed(std::string_view what) { return Error(ErrorKind::kMalformedKey, what); }

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(kWhiteSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kWhiteSpace) - begin + 1);
}

bool Consume(std::string_view prefix, std::string_view& text) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool ConsumeEnd(std::string_view suffix, std::string_view& text) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

// The DER inside one PEM block with this label and nothing around it.
absl::StatusOr<SecretString> ReadPem(std::string_view text, std::string_view label) {
  const auto line = [&](std::string_view start) { return std::string(start).append(label).append(kPemDashes); };
  if (!Consume(line(kPemBegin), text)) return Malformed("the PEM label is not " + std::string(label));
  if (!ConsumeEnd(line(kPemEnd), text)) return Malformed("the PEM text does not end with its END line");
  if (text.empty() || !text.ends_with('\n') || !Trim(text.substr(0, text.find('\n'))).empty()) {
    return Malformed("the BEGIN and END lines of PEM stand alone");
  }
  std::optional<SecretString> der = FromBase64(text);
  if (!der.has_value()) return Malformed("the PEM text is not canonical base64");
  return *std::move(der);
}

SecretString WritePem(std::string_view der, std::string_view label) {
  const SecretString base64 = ToBase64(der);
  const std::string begin = std::string(kPemBegin).append(label).append(kPemDashes).append("\n");
  const std::string end = std::string(kPemEnd).append(label).append(kPemDashes).append("\n");
  const size_t lines = (base64.size() + kPemLineLength - 1) / kPemLineLength;
  SecretString pem = SecretOfSize(begin.size() + base64.size() + lines + end.size());
  char* out = std::copy(begin.begin(), begin.end(), pem.data());
  for (std::string_view rest = base64.view(); !rest.empty();
       rest.remove_prefix(std::min(rest.size(), kPemLineLength))) {
    const std::string_view line = rest.substr(0, kPemLineLength);
    out = std::copy(line.begin(), line.end(), out);
    *out++ = '\n';
  }
  std::copy(end.begin(), end.end(), out);
  return pem;
}

struct HexKey {
  Algorithm algorithm = Algorithm::kEd25519;
  bool is_private = false;
  SecretString bytes;
};

std::string_view AlgorithmName(Algorithm algorithm) {
  return algorithm == Algorithm::kEd25519 ? "ed25519" : "secp256r1";
}

std::optional<Algorithm> AlgorithmOf(std::string_view name) {
  for (Algorithm algorithm : {Algorithm::kEd25519, Algorithm::kSecp256r1}) {
    if (name == AlgorithmName(algorithm)) return algorithm;
  }
  return std::nullopt;
}

// `algorithm/HEX` or `algorithm-private/HEX`; bare hex of 32 bytes is an Ed25519 key of the kind that is due.
absl::StatusOr<HexKey> ReadHexKey(std::string_view text, bool private_is_due) {
  HexKey key{Algorithm::kEd25519, private_is_due, {}};
  if (const size_t slash = text.find('/'); slash != std::string_view::npos) {
    std::string_view name = text.substr(0, slash);
    text.remove_prefix(slash + 1);
    key.is_private = ConsumeEnd(kPrivateSuffix, name);
    const std::optional<Algorithm> algorithm = AlgorithmOf(name);
    if (!algorithm.has_value()) return Malformed("a key text starts with ed25519/ or secp256r1/, or is PEM");
    key.algorithm = *algorithm;
  } else if (text.size() != 2 * kEd25519KeyBytes) {
    return Malformed("a key text without an algorithm is 64 hexadecimal digits of an ed25519 key");
  }
  std::optional<SecretString> bytes = FromHex(text);
  if (!bytes.has_value()) return Malformed("the key is not hexadecimal");
  key.bytes = *std::move(bytes);
  return key;
}

}  // namespace

absl::StatusOr<PublicKey> ParsePublicKey(std::string_view text) {
  text = Trim(text);
  if (text.starts_with(kPemBegin)) {
    ASSIGN_OR_RETURN(SecretString der, ReadPem(text, kPublicLabel));
    return PublicKeyFromDer(der.view());
  }
  ASSIGN_OR_RETURN(HexKey key, ReadHexKey(text, false));
  if (key.is_private) return Malformed("this is a private key where a public key is due");
  return PublicKey::FromBytes(key.algorithm, key.bytes.view());
}

absl::StatusOr<PrivateKey> ParsePrivateKey(std::string_view text) {
  text = Trim(text);
  if (text.starts_with(kPemBegin)) {
    ASSIGN_OR_RETURN(SecretString der, ReadPem(text, kPrivateLabel));
    return PrivateKeyFromDer(der.view());
  }
  ASSIGN_OR_RETURN(HexKey key, ReadHexKey(text, true));
  if (!key.is_private) return Malformed("this is a public key where a private key is due");
  return PrivateKey::FromBytes(key.algorithm, key.bytes.view());
}

std::string ToHexText(const PublicKey& key) {
  return std::string(AlgorithmName(key.algorithm())).append("/").append(ToHex(key.bytes()).view());
}

SecretString ToHexText(const PrivateKey& key) {
  const std::string name = std::string(AlgorithmName(key.algorithm())).append(kPrivateSuffix).append("/");
  const SecretString digits = ToHex(key.secret());
  SecretString text = SecretOfSize(name.size() + digits.size());
  std::copy(digits.view().begin(), digits.view().end(), std::copy(name.begin(), name.end(), text.data()));
  return text;
}

std::string ToPem(const PublicKey& key) { return std::string(WritePem(ToDer(key), kPublicLabel).view()); }

SecretString ToPem(const PrivateKey& key) { return WritePem(ToDer(key).view(), kPrivateLabel); }

}  // namespace hardtack::crypto
