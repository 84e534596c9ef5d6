// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The reference on the tokens and policies of Hardtack's benchmarks. Like ours, each case parses its policy once and
// applies it again and again: here by cloning the builder, which is what biscuit-auth has for that.
//
//   cold/TOKEN             bench/tokens/TOKEN.txt with its own policy, from text to decision
//   authorize/TOKEN        the same for a token that was verified before
//   world/NAME             bench/worlds/NAME.datalog for the verified token bench/tokens/bearer.txt
//   closure/chain:NODES    the closure of a chain of that many nodes

mod token_file;

use std::time::Duration;

use biscuit_auth::{builder::AuthorizerBuilder, AuthorizerLimits, Biscuit};
use timing::Operation;

use token_file::TokenFile;

fn main() {
    timing::run(find);
}

fn find(case: &str) -> Result<Operation, String> {
    match case.split_once('/') {
        Some(("cold", name)) => Ok(cold(TokenFile::read(name)?)),
        Some(("authorize", name)) => {
            let file = TokenFile::read(name)?;
            let policy = file.policy.clone();
            Ok(authorize(file, &policy))
        }
        Some(("world", name)) => Ok(authorize(TokenFile::read("bearer")?, &token_file::read_world(name)?)),
        Some(("closure", graph)) => closure(graph),
        _ => Err(format!("no such case: {case}")),
    }
}

// Limits that stop nothing here. They are the builder's: authorize_with_limits() of 6.0.0 runs the rules under the
// builder's limits whatever it is given.
fn policy(text: &str) -> AuthorizerBuilder {
    AuthorizerBuilder::new().code(text).expect("a policy").set_limits(AuthorizerLimits {
        max_facts: u64::MAX,
        max_iterations: u64::MAX,
        max_time: Duration::from_secs(3600),
    })
}

fn cold(file: TokenFile) -> Operation {
    let policy = policy(&file.policy);
    Box::new(move || {
        let token = Biscuit::from_base64(&file.token, file.root_key).expect("a valid token");
        policy.clone().build(&token).expect("an authorizer").authorize().expect("allowed")
    })
}

fn authorize(file: TokenFile, text: &str) -> Operation {
    let policy = policy(text);
    let token = Biscuit::from_base64(&file.token, file.root_key).expect("a valid token");
    Box::new(move || policy.clone().build(&token).expect("an authorizer").authorize().expect("allowed"))
}

fn closure(graph: &str) -> Result<Operation, String> {
    let nodes = graph.strip_prefix("chain:").and_then(|n| n.parse::<u32>().ok());
    let nodes = nodes.ok_or_else(|| format!("no such graph: {graph}"))?;
    let edges: String = (1..nodes).map(|n| format!("edge({}, {n});", n - 1)).collect();
    let rules = "path($x, $y) <- edge($x, $y); path($x, $z) <- path($x, $y), edge($y, $z); allow if true;";
    let policy = policy(&(edges + rules));
    let facts = (nodes as usize - 1) * (nodes as usize + 2) / 2;
    Ok(Box::new(move || {
        let mut authorizer = policy.clone().build_unauthenticated().expect("an authorizer");
        authorizer.run().expect("a fixpoint");
        assert_eq!(authorizer.fact_count(), facts);
        facts
    }))
}
