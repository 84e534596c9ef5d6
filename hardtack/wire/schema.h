// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The field numbers of schema.proto, one enumeration for each message, in its order (on the wire: do not change). A
// oneof's members are fields of their message. Numbers are contiguous from 1, so `kLast` tells known fields from
// unknown ones. Internal to wire.

#ifndef HARDTACK_WIRE_SCHEMA_H_
#define HARDTACK_WIRE_SCHEMA_H_

#include <cstdint>

namespace hardtack::wire {

// The envelope.
enum class BiscuitField : uint32_t { kRootKeyId = 1, kAuthority = 2, kBlocks = 3, kProof = 4, kLast = kProof };
enum class SignedBlockField : uint32_t {
  kBlock = 1,
  kNextKey = 2,
  kSignature = 3,
  kExternalSignature = 4,
  kVersion = 5,
  kLast = kVersion
};
enum class ExternalSignatureField : uint32_t { kSignature = 1, kPublicKey = 2, kLast = kPublicKey };
enum class PublicKeyField : uint32_t { kAlgorithm = 1, kKey = 2, kLast = kKey };
enum class ProofField : uint32_t { kNextSecret = 1, kFinalSignature = 2, kLast = kFinalSignature };

// A block.
enum class BlockField : uint32_t {
  kSymbols = 1,
  kContext = 2,
  kVersion = 3,
  kFacts = 4,
  kRules = 5,
  kChecks = 6,
  kScope = 7,
  kPublicKeys = 8,
  kLast = kPublicKeys
};
enum class ScopeField : uint32_t { kScopeType = 1, kPublicKey = 2, kLast = kPublicKey };
enum class FactField : uint32_t { kPredicate = 1, kLast = kPredicate };
enum class RuleField : uint32_t { kHead = 1, kBody = 2, kExpressions = 3, kScope = 4, kLast = kScope };
enum class CheckField : uint32_t { kQueries = 1, kKind = 2, kLast = kKind };
enum class PredicateField : uint32_t { kName = 1, kTerms = 2, kLast = kTerms };
enum class TermField : uint32_t {
  kVariable = 1,
  kInteger = 2,
  kString = 3,
  kDate = 4,
  kBytes = 5,
  kBool = 6,
  kSet = 7,
  kNull = 8,
  kArray = 9,
  kMap = 10,
  kLast = kMap
};
enum class TermSetField : uint32_t { kSet = 1, kLast = kSet };
enum class ArrayField : uint32_t { kArray = 1, kLast = kArray };
enum class MapField : uint32_t { kEntries = 1, kLast = kEntries };
enum class MapEntryField : uint32_t { kKey = 1, kValue = 2, kLast = kValue };
enum class MapKeyField : uint32_t { kInteger = 1, kString = 2, kLast = kString };
enum class ExpressionField : uint32_t { kOps = 1, kLast = kOps };
enum class OpField : uint32_t { kValue = 1, kUnary = 2, kBinary = 3, kClosure = 4, kLast = kClosure };
enum class OpKindField : uint32_t { kKind = 1, kFfiName = 2, kLast = kFfiName };  // OpUnary and OpBinary
enum class OpClosureField : uint32_t { kParams = 1, kOps = 2, kLast = kOps };

// What third parties exchange.
enum class ThirdPartyRequestField : uint32_t {
  kLegacyPreviousKey = 1,
  kLegacyPublicKeys = 2,
  kPreviousSignature = 3,
  kLast = kPreviousSignature
};
enum class ThirdPartyContentsField : uint32_t { kPayload = 1, kExternalSignature = 2, kLast = kExternalSignature };

// Snapshots.
enum class PolicyField : uint32_t { kQueries = 1, kKind = 2, kLast = kKind };
enum class SnapshotField : uint32_t { kLimits = 1, kExecutionTime = 2, kWorld = 3, kLast = kWorld };
enum class RunLimitsField : uint32_t { kMaxFacts = 1, kMaxIterations = 2, kMaxTime = 3, kLast = kMaxTime };
enum class WorldField : uint32_t {
  kVersion = 1,
  kSymbols = 2,
  kPublicKeys = 3,
  kBlocks = 4,
  kAuthorizerBlock = 5,
  kAuthorizerPolicies = 6,
  kGeneratedFacts = 7,
  kIterations = 8,
  kLast = kIterations
};
enum class OriginField : uint32_t { kAuthorizer = 1, kOrigin = 2, kLast = kOrigin };
enum class GeneratedFactsField : uint32_t { kOrigins = 1, kFacts = 2, kLast = kFacts };
enum class SnapshotBlockField : uint32_t {
  kContext = 1,
  kVersion = 2,
  kFacts = 3,
  kRules = 4,
  kChecks = 5,
  kScope = 6,
  kExternalKey = 7,
  kLast = kExternalKey
};

}  // namespace hardtack::wire

#endif  // HARDTACK_WIRE_SCHEMA_H_
