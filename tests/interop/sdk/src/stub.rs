// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Stubs: a token for somebody else, worth nothing until whoever it names has narrowed it to a prefix.

use hessra_sdk::{add_prefix_restriction_to_token, AuthorizationVerifier, Hessra, StubTokenResponse};
use serde_json::{json, Value};

use crate::expect::{present, refused as expect_refused, same, Outcome};
use crate::setting::{key_pair, public_key, Setting};

const ANN: &str = "uri:urn:interop:shop:ann";
const FILES: &str = "tenant/7/ann/files";
const PREFIX: &str = "tenant/7/ann/";

fn complete(answer: StubTokenResponse, key: &str, seconds: u64) -> Outcome<String> {
    same("the target", present("the target", answer.target_identity)?.as_str(), ANN)?;
    same("the key", present("the key", answer.prefix_attenuator_key)?.as_str(), key)?;
    same("the seconds to live", present("the seconds to live", answer.expires_in)?, seconds)?;
    present("the token", answer.token)
}

fn verifier(client: &Hessra, token: &str, resource: &str) -> Outcome<AuthorizationVerifier> {
    let key = public_key(client)?;
    Ok(AuthorizationVerifier::new(token.into(), key, ANN.into(), resource.into(), "read".into()))
}

fn narrow(setting: &Setting, client: &Hessra, token: &str) -> Outcome<String> {
    let narrower = key_pair(&setting.narrower)?;
    Ok(add_prefix_restriction_to_token(token.into(), public_key(client)?, PREFIX.into(), narrower)?)
}

// A token that Hardtack's command issued and narrowed.
pub async fn verify_received(setting: &Setting) -> Outcome<Value> {
    let received = setting.received()?;
    let client = setting.set_up(setting.anonymous()).await?;
    verifier(&client, &received.token, FILES)?.with_prefix(PREFIX.into()).verify()?;
    expect_refused(
        "another prefix",
        verifier(&client, &received.token, FILES)?.with_prefix("tenant/8/".into()).verify(),
        "",
    )?;
    Ok(json!({}))
}

pub async fn request_and_narrow(setting: &Setting) -> Outcome<Value> {
    let shop = setting.with_certificate(&setting.shop).await?;
    let key = &setting.narrower.public_key;
    let stub = complete(shop.request_stub_token(ANN, FILES, "read", key, Some(600)).await?, key, 600)?;
    expect_refused("a stub as it is", verifier(&shop, &stub, FILES)?.with_prefix(PREFIX.into()).verify(), "")?;

    let identity = present("the identity", shop.request_identity_token(None).await?.token)?;
    let anonymous = setting.set_up(setting.anonymous()).await?;
    let by_identity = anonymous.request_stub_token_with_identity(ANN, FILES, "read", key, identity, None).await?;
    complete(by_identity, key, 300)?;

    let narrowed = narrow(setting, &shop, &stub)?;
    verifier(&shop, &narrowed, FILES)?.with_prefix(PREFIX.into()).verify()?;
    expect_refused("another prefix", verifier(&shop, &narrowed, FILES)?.with_prefix("tenant/8/".into()).verify(), "")?;
    expect_refused("no prefix", verifier(&shop, &narrowed, FILES)?.verify(), "")?;

    // To the SDK a prefix is a fact beside the resource, which it need not begin.
    let beside = complete(shop.request_stub_token(ANN, "files", "read", key, None).await?, key, 300)?;
    let beside = narrow(setting, &shop, &beside)?;
    verifier(&shop, &beside, "files")?.with_prefix(PREFIX.into()).verify()?;
    Ok(json!({"stub": stub, "narrowed": narrowed, "beside": beside}))
}

pub async fn refused(setting: &Setting) -> Outcome<Value> {
    let key = &setting.narrower.public_key;
    let alice = setting.with_certificate(&setting.alice).await?;
    let not_hers = alice.request_stub_token(ANN, FILES, "read", key, None).await;
    expect_refused("a stub of whom the policy does not name", not_hers, "not allowed")?;
    let shop = setting.with_certificate(&setting.shop).await?;
    let not_below = shop.request_stub_token("urn:hessra:alice", FILES, "read", key, None).await;
    expect_refused("a stub for somebody who is not below", not_below, "not allowed")?;
    let no_key = shop.request_stub_token(ANN, FILES, "read", "ed25519/abc", None).await;
    expect_refused("a stub for no key", no_key, "400")?;
    Ok(json!({}))
}
