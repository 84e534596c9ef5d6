// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A literal says which kind of term it becomes: "now" could be a string or a variable.
// rejected: conversion from .* to non-scalar type|no viable conversion
#include "hardtack/engine/ast.h"

hardtack::engine::Term Make() {
#ifndef HARDTACK_REJECTED
  hardtack::engine::Term term = hardtack::engine::StringTerm("now");
#else
  hardtack::engine::Term term = "now";
#endif
  return term;
}
