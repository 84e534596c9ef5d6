// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// ReadTables reads the tables of policy files: Hessra's published shapes (clients.toml 0.2.0, resources.toml 0.1.0) as
// they are, and ours beside them. All files are read as one; which table stands in which file does not matter.
//
// docs/policy_files.md

#ifndef HARDTACK_AUTHORITY_POLICY_READER_H_
#define HARDTACK_AUTHORITY_POLICY_READER_H_

#include <span>

#include "hardtack/authority/policy_fault.h"
#include "hardtack/authority/policy_file.h"
#include "hardtack/authority/policy_tables.h"

namespace hardtack::authority {

// The tables of `files`; whatever is wrong with them is among `faults`. Linear in the files beside a logarithm for names.
PolicyTables ReadTables(std::span<const PolicyFile> files, Faults& faults);

}  // namespace hardtack::authority

#endif  // HARDTACK_AUTHORITY_POLICY_READER_H_
