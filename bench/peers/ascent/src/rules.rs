// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The rules of bench/recursion.cc.

use ascent::ascent;

ascent! {
    pub struct Closure;
    relation edge(u32, u32);
    relation path(u32, u32);
    path(x, y) <-- edge(x, y);
    path(x, z) <-- path(x, y), edge(y, z);
}

ascent! {
    pub struct SameGeneration;
    relation parent(u32, u32);
    relation same(u32, u32);
    same(x, y) <-- parent(x, p), parent(y, p);
    same(x, y) <-- parent(x, p), same(p, q), parent(y, q);
}

ascent! {
    pub struct PointsTo;
    relation alloc(u32, u32);
    relation assign(u32, u32);
    relation load(u32, u32);
    relation store(u32, u32);
    relation points(u32, u32);
    relation heap(u32, u32);
    points(v, o) <-- alloc(v, o);
    points(v, o) <-- assign(v, w), points(w, o);
    points(v, o) <-- load(v, p), points(p, q), heap(q, o);
    heap(q, o) <-- store(p, w), points(p, q), points(w, o);
}
