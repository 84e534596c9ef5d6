// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// p256.h over OpenSSL 3 (EVP; the EC_KEY interface is deprecated). Beside digest.cc the only file that includes
// OpenSSL. Tested by tests/crypto/vectors_test.cc (Wycheproof) and key_test.cc.

#include "hardtack/crypto/p256.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/params.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "hardtack/base/error.h"
#include "hardtack/crypto/der.h"
#include "hardtack/crypto/key.h"
#include "hardtack/crypto/secret.h"

namespace hardtack::crypto::p256 {
namespace {

template <auto free_function>
struct Free {
  template <typename T>
  void operator()(T* object) const {
    free_function(object);
  }
};
using BigNumber = std::unique_ptr<BIGNUM, Free<BN_clear_free>>;
using Point = std::unique_ptr<EC_POINT, Free<EC_POINT_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;

constexpr char kGroupName[] = "prime256v1";  // OpenSSL's name of secp256r1
constexpr size_t kUncompressedBytes = 65;
constexpr size_t kMaxSignatureBytes = 72;

// OpenSSL reports into a queue of the thread, which belongs to the program around us: what a failure adds is taken out
// again.
class ErrorQueueGuard {
 public:
  ErrorQueueGuard() { ERR_set_mark(); }
  ~ErrorQueueGuard() { ERR_pop_to_mark(); }
  ErrorQueueGuard(const ErrorQueueGuard&) = delete;
  ErrorQueueGuard& operator=(const ErrorQueueGuard&) = delete;
};

const unsigned char* In(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

// Never freed: it is read until the program ends, perhaps after OpenSSL has cleaned up.
const EC_GROUP* Group() {
  static const EC_GROUP* const group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
  return group;
}

// Null unless `scalar` is 32 bytes of a number from 1 to the group order - 1.
BigNumber ToScalar(std::string_view scalar) {
  if (scalar.size() != kSecretBytes) return nullptr;
  BigNumber number(BN_bin2bn(In(scalar), kSecretBytes, nullptr));
  const bool in_range =
      number != nullptr && !BN_is_zero(number.get()) && BN_cmp(number.get(), EC_GROUP_get0_order(Group())) < 0;
  return in_range ? std::move(number) : nullptr;
}

bool HasPointForm(std::string_view point) {
  if (point.size() == kP256KeyBytes) return point[0] == 2 || point[0] == 3;
  return point.size() == kUncompressedBytes && point[0] == 4;
}

std::optional<std::string> Encode(const EC_POINT* point, PointForm form) {
  const bool compressed = form == PointForm::kCompressed;
  std::string bytes(compressed ? kP256KeyBytes : kUncompressedBytes, '\0');
  const size_t written =
      EC_POINT_point2oct(Group(), point, compressed ? POINT_CONVERSION_COMPRESSED : POINT_CONVERSION_UNCOMPRESSED,
                         reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), nullptr);
  return written == bytes.size() ? std::optional(std::move(bytes)) : std::nullopt;
}

// OSSL_PARAM has one type for reading and for writing; EVP_PKEY_fromdata only reads.
OSSL_PARAM GroupParam() {
  return OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, const_cast<char*>(kGroupName), 0);
}
OSSL_PARAM PublicParam(std::string_view point) {
  return OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, const_cast<char*>(point.data()), point.size());
}

Key MakeKey(int selection, OSSL_PARAM* params) {
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  if (context == nullptr || EVP_PKEY_fromdata_init(context.get()) <= 0 ||
      EVP_PKEY_fromdata(context.get(), &key, selection, params) <= 0) {
    return nullptr;
  }
  return Key(key);
}

Key MakeVerifyingKey(std::string_view public_key) {
  std::array<OSSL_PARAM, 3> params = {GroupParam(), PublicParam(public_key), OSSL_PARAM_construct_end()};
  return MakeKey(EVP_PKEY_PUBLIC_KEY, params.data());
}

Key MakeSigningKey(const BIGNUM* scalar, std::string_view public_key) {
  SecretString native = SecretOfSize(kSecretBytes);  // integers travel in the machine's byte order
  unsigned char* const bytes = reinterpret_cast<unsigned char*>(native.data());
  if (BN_bn2nativepad(scalar, bytes, kSecretBytes) != kSecretBytes) return nullptr;
  std::array<OSSL_PARAM, 4> params = {GroupParam(), PublicParam(public_key),
                                      OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_PRIV_KEY, bytes, kSecretBytes),
                                      OSSL_PARAM_construct_end()};
  return MakeKey(EVP_PKEY_KEYPAIR, params.data());
}

std::string ToDer(const ECDSA_SIG* signature) {
  std::string der(kMaxSignatureBytes, '\0');
  unsigned char* cursor = reinterpret_cast<unsigned char*>(der.data());
  der.resize(static_cast<size_t>(std::max(0, i2d_ECDSA_SIG(signature, &cursor))));
  return der;
}

}  // namespace

std::optional<std::string> Reencode(std::string_view point, PointForm form) {
  if (!HasPointForm(point)) return std::nullopt;
  const ErrorQueueGuard guard;
  const Point parsed(EC_POINT_new(Group()));
  if (parsed == nullptr || EC_POINT_oct2point(Group(), parsed.get(), In(point), point.size(), nullptr) != 1) {
    return std::nullopt;
  }
  return Encode(parsed.get(), form);
}

std::optional<std::string> PublicKeyOf(std::string_view scalar) {
  const ErrorQueueGuard guard;
  const BigNumber number = ToScalar(scalar);
  const Point point(EC_POINT_new(Group()));
  // With the generator's factor alone OpenSSL multiplies in constant time.
  if (number == nullptr || point == nullptr ||
      EC_POINT_mul(Group(), point.get(), number.get(), nullptr, nullptr, nullptr) != 1) {
    return std::nullopt;
  }
  return Encode(point.get(), PointForm::kCompressed);
}

// OpenSSL 3.0 has no deterministic nonces (RFC 6979; the parameter "nonce-type" came with 3.2). Its nonces are drawn
// from its random generator hashed together with the scalar and the message, so a weak generator alone does not repeat
// one.
absl::StatusOr<std::string> Sign(std::string_view scalar, std::string_view public_key, std::string_view message) {
  const ErrorQueueGuard guard;
  const BigNumber number = ToScalar(scalar);
  const Key key = number != nullptr ? MakeSigningKey(number.get(), public_key) : nullptr;
  const DigestContext context(EVP_MD_CTX_new());
  std::string signature(kMaxSignatureBytes, '\0');
  size_t size = signature.size();
  if (key == nullptr || context == nullptr ||
      EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key.get(), nullptr) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, In(message),
                     message.size()) != 1) {
    return Error(ErrorKind::kInternal, "OpenSSL could not sign with secp256r1");
  }
  signature.resize(size);
  return signature;
}

bool HasSignatureForm(std::string_view signature) {
  DerReader outer(signature);
  const std::optional<std::string_view> sequence = outer.Read(DerTag::kSequence);
  if (!sequence.has_value() || !outer.empty()) return false;
  DerReader inner(*sequence);
  for (int i = 0; i < 2; ++i) {
    const std::optional<std::string_view> integer = inner.ReadUnsigned();
    if (!integer.has_value() || integer->size() > kSecretBytes) return false;
  }
  return inner.empty();
}

bool Verify(std::string_view public_key, std::string_view message, std::string_view signature) {
  const ErrorQueueGuard guard;
  const Key key = MakeVerifyingKey(public_key);
  const DigestContext context(EVP_MD_CTX_new());
  return key != nullptr && context != nullptr &&
         EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key.get(), nullptr) == 1 &&
         EVP_DigestVerify(context.get(), In(signature), signature.size(), In(message), message.size()) == 1;
}

std::string WithLowS(std::string_view signature) {
  const ErrorQueueGuard guard;
  const unsigned char* cursor = In(signature);
  const EcdsaSignature parsed(d2i_ECDSA_SIG(nullptr, &cursor, static_cast<long>(signature.size())));
  if (parsed == nullptr) return std::string(signature);
  BigNumber r(BN_dup(ECDSA_SIG_get0_r(parsed.get())));
  BigNumber flipped(BN_dup(EC_GROUP_get0_order(Group())));
  const BIGNUM* const s = ECDSA_SIG_get0_s(parsed.get());
  if (r == nullptr || flipped == nullptr || BN_sub(flipped.get(), flipped.get(), s) != 1 ||
      BN_is_negative(flipped.get()) || BN_is_zero(flipped.get()) || BN_cmp(flipped.get(), s) >= 0 ||
      ECDSA_SIG_set0(parsed.get(), r.get(), flipped.get()) != 1) {
    return std::string(signature);
  }
  (void)r.release();  // set0 took both
  (void)flipped.release();
  return ToDer(parsed.get());
}

}  // namespace hardtack::crypto::p256
