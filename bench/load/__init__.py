# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""scripts/load: what an authority bears, as a process of its own on one core, asked over loopback from another."""
