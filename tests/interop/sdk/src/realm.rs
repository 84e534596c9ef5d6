// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A realm: it mints identities below its own name, which act in its domain.

use hessra_sdk::{AuthorizationVerifier, Hessra};
use hessra_token_identity::IdentityVerifier;
use serde_json::{json, Value};

use crate::expect::{present, refused as expect_refused, same, Outcome};
use crate::setting::{public_key, Setting};
use crate::token;

const SHOP: &str = "uri:urn:interop:shop";
const ANN: &str = "uri:urn:interop:shop:ann";

async fn mint_ann(shop: &Hessra) -> Outcome<String> {
    let answer = shop.mint_domain_restricted_identity_token(ANN, Some(1800)).await?;
    same("the identity", present("the identity", answer.identity)?.as_str(), ANN)?;
    same("the seconds to live", present("the seconds to live", answer.expires_in)?, 1800)?;
    present("the token", answer.token)
}

pub async fn mint_and_request(setting: &Setting) -> Outcome<Value> {
    let shop = setting.with_certificate(&setting.shop).await?;
    let ann = mint_ann(&shop).await?;
    let key = public_key(&shop)?;
    IdentityVerifier::new(ann.clone(), key)
        .with_identity(ANN.into())
        .with_domain(SHOP.into())
        .ensure_subject_in_domain()
        .verify()?;
    expect_refused("no domain", IdentityVerifier::new(ann.clone(), key).with_identity(ANN.into()).verify(), "")?;

    let anonymous = setting.set_up(setting.anonymous()).await?;
    let mut read = String::new();
    for domain in [Some(SHOP.to_string()), None] {
        read = token::complete(anonymous.request_token_with_identity("catalog", "read", &ann, domain).await?)?;
        AuthorizationVerifier::new(read.clone(), key, ANN.into(), "catalog".into(), "read".into())
            .with_domain(SHOP.into())
            .verify()?;
        expect_refused("no domain", anonymous.verify_token_local(&read, ANN, "catalog", "read"), "")?;
        shop.verify_token_remote(&read, ANN, "catalog", "read").await?;
    }
    let elsewhere = setting.with_certificate(&setting.alice).await?;
    expect_refused(
        "a verifier outside the domain",
        elsewhere.verify_token_remote(&read, ANN, "catalog", "read").await,
        "401",
    )?;
    Ok(json!({"ann": ann, "read": read}))
}

pub async fn refused(setting: &Setting) -> Outcome<Value> {
    let shop = setting.with_certificate(&setting.shop).await?;
    let alice = setting.with_certificate(&setting.alice).await?;
    let ann = mint_ann(&shop).await?;
    let anonymous = setting.set_up(setting.anonymous()).await?;
    let other_domain = anonymous.request_token_with_identity("catalog", "read", &ann, Some("elsewhere".into())).await;
    expect_refused("another domain", other_domain, "the identity token is not valid")?;
    let beyond_role = anonymous.request_token_with_identity("catalog", "write", &ann, Some(SHOP.into())).await;
    expect_refused("what the role has not", beyond_role, "not allowed")?;
    let above = shop.mint_domain_restricted_identity_token("uri:urn:interop:other", None).await;
    expect_refused("a name that is not the realm's", above, "not below the realm's name")?;
    let no_realm = alice.mint_domain_restricted_identity_token("urn:hessra:alice:x", None).await;
    expect_refused("a client that is no realm", no_realm, "no realm")?;
    let below = shop.attenuate_identity_token(&ann, format!("{ANN}:helper"), 60);
    expect_refused("delegating a minted identity", below, "Identity mismatch")?;
    Ok(json!({}))
}
