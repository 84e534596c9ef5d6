# Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
#
"""Which tests should notice a change of which folder, and in which order they are asked."""

# The cheapest first that find much; what takes long and seldom finds something that the others did not, last.
SUITES = {
    "hardtack/engine": ["golden_test", "datalog_test", "ast_test", "engine_test", "engine_allocation_test",
                        "fact_base_test", "report_test", "hostile_test", "token_test", "parser_test", "identity_test",
                        "differential_test"],
    "hardtack/wire": ["golden_test", "wire_test", "wire_allocation_test", "published_clients_test", "conformance_test",
                      "hostile_test", "token_test"],
    "hardtack/crypto": ["lanes_test", "golden_test", "crypto_test", "crypto_vectors_test", "verify_many_test",
                        "published_clients_test", "identity_test", "token_test"],
    "hardtack/identity": ["identity_test", "golden_test", "published_clients_test", "report_test", "ban_test"],
}

# Tests that take as long as all others of their program together: left out, so that a mutant which they alone would find
# survives.
LONG_TESTS = [
    "a decision takes as many steps over many facts as over few*",
    "no truncation of a token with a root key hint is accepted*",
    "many random bans*",
    "the engine agrees with the naive evaluator on 50*random programs",
    "the engine agrees with the naive evaluator on programs of binary recursion",
    "what is held as bits is what is held in rows",
    "a search through a cross product is cut*",
    "values that come in later rounds find room",
]
