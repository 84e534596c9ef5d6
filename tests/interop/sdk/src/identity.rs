// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Identities: asked for with a certificate, delegated and verified offline, refreshed.

use hessra_sdk::IdentityTokenResponse;
use serde_json::{json, Value};

use crate::expect::{present, refused as expect_refused, same, Outcome};
use crate::setting::Setting;

const ALICE: &str = "urn:hessra:alice";
const AGENT: &str = "urn:hessra:alice:main-agent";

// The token of an answer that has all that it should.
pub fn complete(answer: IdentityTokenResponse, identity: &str, seconds: u64) -> Outcome<String> {
    same("the identity", present("the identity", answer.identity)?.as_str(), identity)?;
    same("the seconds to live", present("the seconds to live", answer.expires_in)?, seconds)?;
    present("the token", answer.token)
}

pub async fn issue_delegate_refresh(setting: &Setting) -> Outcome<Value> {
    let alice = setting.with_certificate(&setting.alice).await?;
    let token = complete(alice.request_identity_token(None).await?, ALICE, 8 * 3600)?;
    complete(alice.request_identity_token(Some("600".into())).await?, ALICE, 600)?;
    complete(alice.request_identity_token(Some(ALICE.into())).await?, ALICE, 8 * 3600)?;
    alice.verify_identity_token_local(&token, ALICE)?;
    let agent = alice.attenuate_identity_token(&token, AGENT, 3600)?;
    alice.verify_identity_token_local(&agent, AGENT)?;
    expect_refused("the agent as alice", alice.verify_identity_token_local(&agent, ALICE), "")?;

    let with_certificate = complete(alice.refresh_identity_token(&token, None).await?, ALICE, 8 * 3600)?;
    let anonymous = setting.set_up(setting.anonymous()).await?;
    complete(anonymous.refresh_identity_token(&token, Some(ALICE.into())).await?, ALICE, 8 * 3600)?;
    let refreshed = complete(anonymous.refresh_identity_token(&with_certificate, None).await?, ALICE, 8 * 3600)?;
    alice.verify_identity_token_local(&refreshed, ALICE)?;
    Ok(json!({"token": token, "agent": agent, "refreshed": refreshed}))
}

pub async fn refused(setting: &Setting) -> Outcome<Value> {
    let alice = setting.with_certificate(&setting.alice).await?;
    let token = complete(alice.request_identity_token(None).await?, ALICE, 8 * 3600)?;
    let anonymous = setting.set_up(setting.anonymous()).await?;
    expect_refused("an identity without a certificate", anonymous.request_identity_token(None).await, "401")?;
    let other_name = alice.request_identity_token(Some("urn:hessra:bob".into())).await;
    expect_refused("an identity of another name", other_name, "Identity mismatch")?;
    let agent = alice.attenuate_identity_token(&token, AGENT, 60)?;
    let delegated = anonymous.refresh_identity_token(&agent, None).await;
    expect_refused("refreshing a delegated identity", delegated, "a delegated identity is not refreshed")?;
    let with_others = setting.with_certificate(&setting.shop).await?.refresh_identity_token(&token, None).await;
    expect_refused("refreshing with another certificate", with_others, "Identity mismatch")?;
    Ok(json!({}))
}

// An identity that Hardtack's command delegated.
pub async fn verify_received(setting: &Setting) -> Outcome<Value> {
    let received = setting.received()?;
    let client = setting.set_up(setting.anonymous()).await?;
    client.verify_identity_token_local(&received.token, &received.name)?;
    client.verify_identity_token_local(&received.token, format!("{}:deeper", received.name))?;
    let other = client.verify_identity_token_local(&received.token, format!("{}2", received.name));
    expect_refused("another name", other, "")?;
    Ok(json!({}))
}
