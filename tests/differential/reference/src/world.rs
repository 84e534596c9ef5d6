// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The world of an authorizer that has run, in the shape of the official samples: facts by origin, where null is the
// authorizer; rules and checks by block, where the greatest number is the authorizer; policies in written order.

use biscuit_auth::datalog::SymbolTable;
use biscuit_auth::error::Token as Error;
use biscuit_auth::format::convert::{proto_check_to_token_check, proto_fact_to_token_fact, proto_rule_to_token_rule};
use biscuit_auth::format::schema::{origin::Content, GeneratedFacts, SnapshotBlock};
use biscuit_auth::{Authorizer, PublicKey};
use serde_json::{json, Value};

const VERSION: u32 = 6;

pub fn world(authorizer: &Authorizer) -> Result<Value, Error> {
    let world = authorizer.snapshot()?.world;
    let keys = world.public_keys.iter().map(PublicKey::from_proto).collect::<Result<Vec<_>, _>>()?;
    let symbols = SymbolTable::from_symbols_and_public_keys(world.symbols, keys)?;
    let (mut rules, mut checks) = (Vec::new(), Vec::new());
    let blocks = world.blocks.iter().enumerate().map(|(index, block)| (index as u64, block));
    for (origin, block) in blocks.chain([(u64::MAX, &world.authorizer_block)]) {
        add(&mut rules, origin, "rules", print_rules(block, &symbols)?);
        add(&mut checks, origin, "checks", print_checks(block, &symbols)?);
    }
    let facts =
        world.generated_facts.iter().map(|group| print_facts(group, &symbols)).collect::<Result<Vec<_>, _>>()?;
    let policies: Vec<_> = authorizer.dump().3.iter().map(ToString::to_string).collect();
    Ok(json!({"facts": facts, "rules": rules, "checks": checks, "policies": policies}))
}

fn add(list: &mut Vec<Value>, origin: u64, member: &str, mut texts: Vec<String>) {
    if !texts.is_empty() {
        texts.sort();
        list.push(json!({"origin": origin, member: texts}));
    }
}

fn print_rules(block: &SnapshotBlock, symbols: &SymbolTable) -> Result<Vec<String>, Error> {
    let rules = block.rules.iter().map(|rule| Ok(symbols.print_rule(&proto_rule_to_token_rule(rule, VERSION)?.0)));
    rules.collect()
}

fn print_checks(block: &SnapshotBlock, symbols: &SymbolTable) -> Result<Vec<String>, Error> {
    let checks = block.checks.iter().map(|check| Ok(symbols.print_check(&proto_check_to_token_check(check, VERSION)?)));
    checks.collect()
}

fn print_facts(group: &GeneratedFacts, symbols: &SymbolTable) -> Result<Value, Error> {
    let origin = group.origins.iter().map(|origin| match origin.content {
        Some(Content::Origin(block)) => Some(block),
        _ => None,
    });
    let facts = group.facts.iter().map(|fact| Ok::<_, Error>(symbols.print_fact(&proto_fact_to_token_fact(fact)?)));
    Ok(json!({"origin": origin.collect::<Vec<_>>(), "facts": facts.collect::<Result<Vec<_>, _>>()?}))
}
