// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ed25519_path.h.

#include "hardtack/crypto/ed25519_path.h"

namespace hardtack::crypto::ed25519 {
namespace {

#ifdef HARDTACK_HAS_LANES

// The compiler's run-time library asks the processor and, for the registers, the operating system (XGETBV).
bool ProcessorHasLanes() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512ifma");
}

#else

bool ProcessorHasLanes() { return false; }

#endif

}  // namespace

bool IsAvailable(Path path) {
  static const bool has_lanes = ProcessorHasLanes();
  return path == Path::kPortable || has_lanes;
}

Path FastestPath() { return IsAvailable(Path::kLanes) ? Path::kLanes : Path::kPortable; }

}  // namespace hardtack::crypto::ed25519
