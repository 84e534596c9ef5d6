// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The recursive rules of bench/recursion.cc as ascent compiles them into Rust: no rule is read at run time, no origin
// is tracked, a tuple is two machine words. The inputs are files that write_graphs made.
//
//   closure/GRAPH, same_generation/TREE, points_to/VARIABLES

mod rules;

use std::fs;

use timing::Operation;

use rules::{Closure, PointsTo, SameGeneration};

type Pairs = Vec<(u32, u32)>;

fn main() {
    timing::run(find);
}

fn find(case: &str) -> Result<Operation, String> {
    match case.split_once('/') {
        Some(("closure", graph)) => closure(read(graph)?),
        Some(("same_generation", tree)) => same_generation(read(tree)?),
        Some(("points_to", variables)) => points_to(variables),
        _ => Err(format!("no such case: {case}")),
    }
}

fn read(name: &str) -> Result<Pairs, String> {
    let path = format!("build/peers/graphs/{name}.tsv");
    let text = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let pair = |line: &str| {
        let (from, to) = line.split_once('\t')?;
        Some((from.parse().ok()?, to.parse().ok()?))
    };
    text.lines().map(pair).collect::<Option<Pairs>>().ok_or_else(|| format!("{path}: no pairs"))
}

fn closure(edges: Pairs) -> Result<Operation, String> {
    Ok(Box::new(move || {
        let mut program = Closure::default();
        program.edge = edges.clone();
        program.run();
        program.path.len()
    }))
}

fn same_generation(parents: Pairs) -> Result<Operation, String> {
    Ok(Box::new(move || {
        let mut program = SameGeneration::default();
        program.parent = parents.clone();
        program.run();
        program.same.len()
    }))
}

fn points_to(variables: &str) -> Result<Operation, String> {
    let statements = |relation: &str| read(&format!("{relation}_{variables}"));
    let (alloc, assign) = (statements("alloc")?, statements("assign")?);
    let (load, store) = (statements("load")?, statements("store")?);
    Ok(Box::new(move || {
        let mut program = PointsTo::default();
        program.alloc = alloc.clone();
        program.assign = assign.clone();
        program.load = load.clone();
        program.store = store.clone();
        program.run();
        program.points.len() + program.heap.len()
    }))
}
