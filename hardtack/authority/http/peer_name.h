// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Who a peer is by its certificate. Only names that a CA of clients vouches for as alternative names count; a common
// name is text for people and never read. RFC 5280, section 4.2.1.6; RFC 6125.

#ifndef HARDTACK_AUTHORITY_HTTP_PEER_NAME_H_
#define HARDTACK_AUTHORITY_HTTP_PEER_NAME_H_

#include <optional>
#include <string>

#include <openssl/x509.h>

#include "absl/status/statusor.h"

namespace hardtack::authority {

// `uri:URI` for the first URI among the subject alternative names, to the letter; without one, `dns:NAME` for the first
// DNS name, in lower case; nullopt: there is neither. Linear, any thread.
//   InvalidArgument   the name that counts is empty, or has a character that is not visible ASCII, NUL among them; or
//                     the alternative names cannot be read
absl::StatusOr<std::optional<std::string>> PeerName(const X509* certificate);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_HTTP_PEER_NAME_H_
