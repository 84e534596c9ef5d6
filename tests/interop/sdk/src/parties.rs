// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Parties that sign off: this authority and another one, at the addresses that come with the token.

use serde_json::{json, Value};

use crate::expect::{present, refused as expect_refused, same, Outcome};
use crate::setting::Setting;

const ALICE: &str = "urn:hessra:alice";
const RESOURCE: &str = "wires";
const OPERATION: &str = "send";

pub async fn collect(setting: &Setting) -> Outcome<Value> {
    let alice = setting.with_certificate(&setting.alice).await?;
    let answer = alice.request_token(RESOURCE, OPERATION, None).await?;
    let issued = present("the token", answer.token.clone())?;
    let pending = present("the sign-offs", answer.pending_signoffs.clone())?;
    same("the parties", pending.iter().map(|party| party.component.as_str()).collect(), vec!["bank", "risk"])?;
    let unsigned = alice.verify_token_local(&issued, ALICE, RESOURCE, OPERATION);
    expect_refused("a token without sign-offs", unsigned, "")?;

    let signed = alice.collect_signoffs(answer, RESOURCE, OPERATION).await?;
    alice.verify_token_local(&signed, ALICE, RESOURCE, OPERATION)?;
    alice.verify_token_remote(&signed, ALICE, RESOURCE, OPERATION).await?;
    let at_once = alice.request_token_with_signoffs(RESOURCE, OPERATION).await?;
    alice.verify_token_local(&at_once, ALICE, RESOURCE, OPERATION)?;

    let half = present("the signed token", alice.sign_token(&issued, RESOURCE, OPERATION).await?.signed_token)?;
    let incomplete = alice.verify_token_remote(&half, ALICE, RESOURCE, OPERATION).await;
    expect_refused("one sign-off of two", incomplete, "401")?;
    let other_operation = alice.sign_token(&issued, RESOURCE, "burn").await;
    expect_refused("a sign-off on another operation", other_operation, "400")?;
    let shop = setting.with_certificate(&setting.shop).await?;
    let not_hers = shop.sign_token(&issued, RESOURCE, OPERATION).await;
    expect_refused("a sign-off for somebody else", not_hers, "Identity mismatch")?;
    Ok(json!({"issued": issued, "half": half, "signed": signed}))
}
