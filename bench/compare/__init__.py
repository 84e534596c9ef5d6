# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""scripts/bench: measures Hardtack beside its peers and reports what came of it."""
