// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The sections of a fact base as one stretch of bytes: a header that says where each section is and what its checksum
// is, then the sections. Internal to the engine.

#ifndef HARDTACK_ENGINE_FACT_BASE_FILE_H_
#define HARDTACK_ENGINE_FACT_BASE_FILE_H_

#include <cstdint>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "hardtack/engine/fact_base_sections.h"
#include "hardtack/engine/sip_hash.h"

namespace hardtack::engine {

inline constexpr uint32_t kFactBaseVersion = 1;

// A file's sections, in the file's bytes.
struct FactBaseFile {
  SectionSpans sections;
  SipKey key;
};

// Finds the sections in `bytes`, which begin at a multiple of 8, and compares checksums; what is in the sections is not
// looked at. Errors as FactBase::Open.
absl::StatusOr<FactBaseFile> ReadFactBaseFile(std::string_view bytes);

// Calls write(bytes) for piece after piece until all are written or one fails.
absl::Status WriteFactBaseFile(const SectionSpans& sections, SipKey key,
                               absl::FunctionRef<absl::Status(std::string_view)> write);

}  // namespace hardtack::engine

#endif  // HARDTACK_ENGINE_FACT_BASE_FILE_H_
