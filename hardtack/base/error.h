// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ErrorKind is the one vocabulary of failures: every absl::Status that a Hardtack function returns carries one of these
// kinds, a canonical code that follows from it, a message for people, and, where one piece of input is to blame, that
// piece as the subject. Callers switch on the code or on the kind; nobody parses messages.
//
// Messages are lower case without a full stop, say where (block, rule, line, offset), and end with the offending text
// after the last colon. docs/errors.md lists the kinds; a test holds the two lists together.
//
// Everything here may be called from any thread; linear in the texts that are passed.

#ifndef HARDTACK_BASE_ERROR_H_
#define HARDTACK_BASE_ERROR_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace hardtack {

enum class ErrorKind {
  // Bytes and text. InvalidArgument.
  kMalformedText,             // base64url text of a token: an illegal character, a bad length, non-zero trailing bits
  kMalformedEnvelope,         // the outer message: wire types, missing or repeated required fields, truncated input
  kMalformedBlock,            // a block payload: the same, and enum values, UTF-8, set members, too new a feature
  kMalformedSignature,        // a signature's length or DER is wrong; subject: the signature bytes
  kMalformedKey,              // key bytes or key text
  kMalformedSnapshot,         // builder or authorizer snapshot
  kMalformedThirdParty,       // third-party request or contents
  kMalformedBanList,          // a ban list's text; the message names the line
  kMalformedFactBase,         // a file of shared facts: cut off, damaged, or none at all; the message names the part
  kMalformedRows,             // rows of values for facts; the message names line and column
  kUnknownSymbol,             // a symbol id that no table holds
  kUnknownPublicKey,          // a public key index that no table holds
  kSymbolTableOverlap,        // two blocks declare one symbol
  kPublicKeyTableOverlap,     // two blocks declare one public key
  kInvalidBlockRule,          // a head variable that the body does not bind; subject: the rule's text
  kSyntax,                    // Datalog text that does not parse
  kParameter,                 // a parameter is missing, unused, or of the wrong type
  kInvalidArgument,           // a caller broke a documented precondition
  // Trust.
  kInvalidSignature,          // Unauthenticated: a signature does not match
  kInvalidProof,              // Unauthenticated: the secret or final signature does not fit the last block
  kUnknownRootKey,            // NotFound: the lookup has no key for this root key id
  kUnsupportedVersion,        // Unimplemented: block, signature, snapshot or fact base of a version that is not supported
  kUnsupportedAlgorithm,      // Unimplemented: a signature algorithm that the specification does not name
  kSealed,                    // FailedPrecondition: append on a sealed token
  kAlreadySealed,             // FailedPrecondition: seal a sealed token
  kBanListRollback,           // FailedPrecondition: a ban list older than the one at hand
  kBanListGap,                // FailedPrecondition: a delta that does not continue the ban list at hand
  kBanListStale,              // FailedPrecondition: a ban list past the bound of freshness
  // Evaluating an expression. InvalidArgument; the message names block, rule or check, and expression.
  kInvalidType,
  kOverflow,
  kDivideByZero,
  kInvalidStack,
  kShadowedVariable,
  kUnknownVariable,
  kUndefinedExtern,           // subject: the function's name
  kExternEval,                // subject: the function's name; the message ends with what it reported
  // Bounds. ResourceExhausted; the message says the bound and how much was used.
  kTooManyFacts,
  kTooManyIterations,
  kTooManySteps,
  kTimeout,
  kTokenTooLarge,             // token bytes
  kTooManyBlocks,
  kTooManySymbols,
  kTooDeep,                   // nesting of terms, closures, parentheses
  kPatternTooLarge,           // a regular expression's text or compiled form
  kTextTooLarge,              // bytes of Datalog source, or of a ban list
  // The world outside.
  kIo,                        // Unavailable: a file or a store cannot be read or written; subject: its path or server
  kNetwork,                   // Unavailable: a server cannot be reached, or answers what it should not; subject: its URL
  kInternal,                  // Internal: a bug in Hardtack
};

// A Status of `kind` with its canonical code. `subject` is the offending piece of input, kept as given (may be binary).
absl::Status Error(ErrorKind kind, std::string_view message, std::string_view subject = {});

// The kind that `status` carries; nullopt for OK and for a status that Hardtack did not make.
std::optional<ErrorKind> KindOf(const absl::Status& status);

// The offending piece of input, empty when there is none. A copy: a Status owns its payload out of sight.
std::string SubjectOf(const absl::Status& status);

// The same status, its message prefixed with `where` and ": "; kind and subject stay.
absl::Status Annotate(const absl::Status& status, std::string_view where);

// The kind's stable name for programs, in UpperCamelCase without the k: "InvalidType".
std::string_view NameOf(ErrorKind kind);

// The canonical code of `kind`.
absl::StatusCode CodeOf(ErrorKind kind);

}  // namespace hardtack

#endif  // HARDTACK_BASE_ERROR_H_
