// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Whether a test runs under a sanitizer, which slows it down tenfold: random tests then try a fifth of their cases.

#ifndef HARDTACK_TESTS_SANITIZED_H_
#define HARDTACK_TESTS_SANITIZED_H_

namespace hardtack::testing {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)  // g++
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)  // clang
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

}  // namespace hardtack::testing

#endif  // HARDTACK_TESTS_SANITIZED_H_
