// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Takes the place of the C library's functions for the whole program.

#include "tests/authority/counted_syncs.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>

namespace {

std::atomic<int> syncs = 0;

int CountAndCall(long number, int descriptor) {
  ++syncs;
  return static_cast<int>(syscall(number, descriptor));
}

}  // namespace

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name): the C library's names are reserved
extern "C" int fsync(int descriptor) { return CountAndCall(SYS_fsync, descriptor); }
extern "C" int fdatasync(int descriptor) { return CountAndCall(SYS_fdatasync, descriptor); }
// NOLINTEND(readability-inconsistent-declaration-parameter-name)

namespace hardtack::authority {

int CountedSyncs() { return syncs; }

}  // namespace hardtack::authority
