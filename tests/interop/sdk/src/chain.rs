// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// A service chain: each service verifies what those before it attested, here and at the authority, and attests itself.

use serde_json::{json, Value};

use crate::expect::{refused as expect_refused, Outcome};
use crate::setting::{Node, Setting};
use crate::token;

const ALICE: &str = "urn:hessra:alice";
const RESOURCE: &str = "payments";
const OPERATION: &str = "pay";

struct Chain<'a> {
    setting: &'a Setting,
    client: hessra_sdk::Hessra,
}

impl Chain<'_> {
    // At `component`, or behind the last service, here and at the authority.
    async fn verify(&self, token: &str, component: Option<&str>) -> (Outcome<()>, Outcome<()>) {
        let component = component.map(String::from);
        let chain = self.setting.chain();
        let here = self.client.verify_service_chain_token_local(
            token.into(),
            ALICE,
            RESOURCE,
            OPERATION,
            &chain,
            component.clone(),
        );
        let there = self.client.verify_service_chain_token_remote(token, ALICE, RESOURCE, component).await;
        (here.map_err(Into::into), there.map(|_| ()).map_err(Into::into))
    }

    async fn accepted(&self, token: &str, component: Option<&str>) -> Outcome<()> {
        let (here, there) = self.verify(token, component).await;
        here.and(there)
    }

    async fn refused(&self, token: &str, component: Option<&str>) -> Outcome<()> {
        let (here, there) = self.verify(token, component).await;
        expect_refused(&format!("{component:?}"), here, "")?;
        expect_refused(&format!("{component:?} at the authority"), there, "401")
    }

    // With the attestation of `node`.
    async fn attest(&self, token: String, node: &Node) -> Outcome<String> {
        let service = self.setting.set_up(self.setting.anonymous().personal_keypair(&node.private_key)).await?;
        Ok(service.attest_service_chain_token(token, RESOURCE)?)
    }
}

// A token that Hardtack's command issued and attested for every service.
pub async fn verify_received(setting: &Setting) -> Outcome<Value> {
    let chain = Chain { setting, client: setting.with_certificate(&setting.alice).await? };
    chain.accepted(&setting.received()?.token, None).await?;
    Ok(json!({}))
}

pub async fn request_attest_verify(setting: &Setting) -> Outcome<Value> {
    let chain = Chain { setting, client: setting.with_certificate(&setting.alice).await? };
    let issued = token::complete(chain.client.request_token(RESOURCE, OPERATION, None).await?)?;
    let mut attested = issued.clone();
    for node in &setting.nodes {
        chain.accepted(&attested, Some(&node.component)).await?;
        chain.refused(&attested, None).await?;
        attested = chain.attest(attested, node).await?;
    }
    chain.accepted(&attested, None).await?;
    // Without the first service's attestation the second's is not enough.
    let skipped = chain.attest(issued.clone(), &setting.nodes[1]).await?;
    chain.refused(&skipped, Some(&setting.nodes[1].component)).await?;
    Ok(json!({"issued": issued, "attested": attested}))
}
