// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Counts how often this program has the system sync a file, whichever library asks for it.

#ifndef HARDTACK_TESTS_AUTHORITY_COUNTED_SYNCS_H_
#define HARDTACK_TESTS_AUTHORITY_COUNTED_SYNCS_H_

namespace hardtack::authority {

// So far.
int CountedSyncs();

}  // namespace hardtack::authority

#endif  // HARDTACK_TESTS_AUTHORITY_COUNTED_SYNCS_H_
