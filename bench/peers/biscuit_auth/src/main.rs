// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The reference on the tokens and policies of Hardtack's benchmarks. Like ours, each case parses its policy once and
// applies it again and again: here by cloning the builder, which is what biscuit-auth has for that. Where ours keeps a
// token compiled, what is cloned is an authorizer that the token was added to and that has not run yet.
//
//   cold/TOKEN             bench/tokens/TOKEN.txt with its own policy, from text to decision
//   batch/NN               the tokens of batch_NN.txt in turn, likewise, with the policy of bench/tokens/NN_blocks.txt
//   children/NN            those of children_NN.txt
//   authorize/TOKEN        cold/TOKEN for a token that was verified before
//   world/NAME             bench/worlds/NAME.datalog for the verified token bench/tokens/bearer.txt
//   kept/TOKEN             authorize/TOKEN with the token added before
//   kept_world/NAME        world/NAME with the token added before
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
        Some(("cold", name)) => {
            let file = TokenFile::read(name)?;
            Ok(cold(vec![file.token.clone()], file))
        }
        Some((batch @ ("batch" | "children"), blocks)) => {
            let texts = token_file::read_batch(&format!("{batch}_{blocks}"))?;
            Ok(cold(texts, TokenFile::read(&format!("{blocks}_blocks"))?))
        }
        Some(("authorize", name)) => Ok(authorize(TokenFile::read(name)?)),
        Some(("world", name)) => Ok(authorize(bearer_in(name)?)),
        Some(("kept", name)) => Ok(authorize_kept(TokenFile::read(name)?)),
        Some(("kept_world", name)) => Ok(authorize_kept(bearer_in(name)?)),
        Some(("closure", graph)) => closure(graph),
        _ => Err(format!("no such case: {case}")),
    }
}

fn bearer_in(world: &str) -> Result<TokenFile, String> {
    Ok(TokenFile { policy: token_file::read_world(world)?, ..TokenFile::read("bearer")? })
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

// The tokens in turn, each under the key and the policy of `file`.
fn cold(texts: Vec<String>, file: TokenFile) -> Operation {
    let policy = policy(&file.policy);
    let mut next = 0;
    Box::new(move || {
        let token = Biscuit::from_base64(&texts[next], file.root_key).expect("a valid token");
        next = (next + 1) % texts.len();
        policy.clone().build(&token).expect("an authorizer").authorize().expect("allowed")
    })
}

fn authorize(file: TokenFile) -> Operation {
    let (policy, token) = (policy(&file.policy), file.verified());
    Box::new(move || policy.clone().build(&token).expect("an authorizer").authorize().expect("allowed"))
}

fn authorize_kept(file: TokenFile) -> Operation {
    let authorizer = policy(&file.policy).build(&file.verified()).expect("an authorizer");
    Box::new(move || authorizer.clone().authorize().expect("allowed"))
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
