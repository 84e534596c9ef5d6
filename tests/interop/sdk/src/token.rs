// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens for an operation on a resource: asked for with a certificate or an identity, verified here and there.

use hessra_sdk::{AuthorizationVerifier, Hessra, TokenResponse};
use serde_json::{json, Value};

use crate::expect::{present, refused as expect_refused, Outcome};
use crate::setting::{public_key, Setting};

const ALICE: &str = "urn:hessra:alice";
const AGENT: &str = "urn:hessra:alice:main-agent";

// The token of an answer that asks for no sign-off.
pub fn complete(answer: TokenResponse) -> Outcome<String> {
    match answer.pending_signoffs {
        None => present("the token", answer.token),
        Some(pending) => Err(format!("sign-offs of {} parties are pending", pending.len()).into()),
    }
}

async fn verify_both_ways(client: &Hessra, token: &str, subject: &str, operation: &str) -> Outcome<()> {
    client.verify_token_local(token, subject, "database", operation)?;
    client.verify_token_remote(token, subject, "database", operation).await?;
    let other = client.verify_token_local(token, subject, "database", "drop");
    expect_refused("another operation", other, "")?;
    let other = client.verify_token_remote(token, subject, "database", "drop").await;
    expect_refused("another operation at the authority", other, "401")?;
    let other = client.verify_token_remote(token, "urn:hessra:bob", "database", operation).await;
    expect_refused("another subject at the authority", other, "401")
}

pub async fn request(setting: &Setting) -> Outcome<Value> {
    let alice = setting.with_certificate(&setting.alice).await?;
    let write = complete(alice.request_token("database", "write", None).await?)?;
    verify_both_ways(&alice, &write, ALICE, "write").await?;

    let identity = present("the identity", alice.request_identity_token(None).await?.token)?;
    let agent = alice.attenuate_identity_token(&identity, AGENT, 3600)?;
    // With the public key the SDK shows a copy of the identity that ends in five seconds; without it, the whole one.
    let short_lived = setting.set_up(setting.anonymous()).await?;
    let whole = setting.anonymous().build()?;
    let mut read = String::new();
    for client in [&short_lived, &whole] {
        read = complete(client.request_token_with_identity("database", "read", &agent, None).await?)?;
        verify_both_ways(&alice, &read, AGENT, "read").await?;
    }
    // With a certificate too, which has to be of a name that the identity was delegated from.
    complete(alice.request_token_with_identity("database", "read", &agent, None).await?)?;

    let enter = complete(alice.request_token("lab", "enter", None).await?)?;
    AuthorizationVerifier::new(enter.clone(), public_key(&alice)?, ALICE.into(), "lab".into(), "enter".into())
        .with_domain("laboratory".into())
        .verify()?;
    alice.verify_token_remote(&enter, ALICE, "lab", "enter").await?;
    Ok(json!({"write": write, "read": read}))
}

pub async fn refused(setting: &Setting) -> Outcome<Value> {
    let alice = setting.with_certificate(&setting.alice).await?;
    let identity = present("the identity", alice.request_identity_token(None).await?.token)?;
    let agent = alice.attenuate_identity_token(&identity, AGENT, 3600)?;
    let anonymous = setting.set_up(setting.anonymous()).await?;
    expect_refused("nobody", anonymous.request_token("database", "read", None).await, "not authenticated")?;
    let write = anonymous.request_token_with_identity("database", "write", &agent, None).await;
    expect_refused("what the agent may not", write, "not allowed")?;
    expect_refused("what alice may not", alice.request_token("database", "drop", None).await, "not allowed")?;
    let shop = setting.with_certificate(&setting.shop).await?;
    let mismatch = shop.request_token_with_identity("database", "read", &agent, None).await;
    expect_refused("the agent with another's certificate", mismatch, "Identity mismatch")?;
    let forged = anonymous.request_token_with_identity("database", "read", "no token", None).await;
    expect_refused("what is no token", forged, "the identity token is not valid")?;
    Ok(json!({}))
}

// A token that Hardtack's command issued under the authority's key.
pub async fn verify_received(setting: &Setting) -> Outcome<Value> {
    let received = setting.received()?;
    let client = setting.set_up(setting.anonymous()).await?;
    client.verify_token_local(&received.token, &received.name, "database", "read")?;
    expect_refused(
        "another operation",
        client.verify_token_local(&received.token, &received.name, "database", "x"),
        "",
    )?;
    Ok(json!({}))
}
