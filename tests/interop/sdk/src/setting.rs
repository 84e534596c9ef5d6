// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a step works with: where the authority is, who its clients are, whose keys its policy names.

use std::fs;

use hessra_sdk::{Hessra, HessraBuilder, KeyPair, Protocol, PublicKey, ServiceChain, ServiceNode};
use serde::Deserialize;

use crate::expect::{present, Outcome};

#[derive(Deserialize)]
pub struct Client {
    pub certificate: String, // PEM
    pub key: String,         // PEM
}

#[derive(Deserialize)]
pub struct Node {
    pub component: String,
    pub public_key: String,  // ALGORITHM/HEX
    pub private_key: String, // PEM
}

// A token that Hardtack's command made.
#[derive(Deserialize)]
pub struct Received {
    pub token: String,
    pub name: String, // whom it stands for
}

#[derive(Deserialize)]
pub struct Setting {
    pub port: u16,
    pub ca: String, // PEM, of every authority that a step meets
    pub alice: Client,
    pub shop: Client,
    pub nodes: Vec<Node>, // of the service chain, in order
    pub narrower: Node,   // who narrows stubs
    pub received: Option<Received>,
}

impl Setting {
    pub fn read(path: &str) -> Outcome<Setting> {
        Ok(serde_json::from_str(&fs::read_to_string(path)?)?)
    }

    // Of whoever shows no certificate.
    pub fn anonymous(&self) -> HessraBuilder {
        let builder = Hessra::builder().base_url("localhost").port(self.port).protocol(Protocol::Http1);
        builder.server_ca(&self.ca)
    }

    pub async fn with_certificate(&self, client: &Client) -> Outcome<Hessra> {
        self.set_up(self.anonymous().mtls_cert(&client.certificate).mtls_key(&client.key)).await
    }

    // With the authority's public key.
    pub async fn set_up(&self, builder: HessraBuilder) -> Outcome<Hessra> {
        let mut client = builder.build()?;
        client.setup().await?;
        Ok(client)
    }

    pub fn chain(&self) -> ServiceChain {
        let node = |node: &Node| ServiceNode { component: node.component.clone(), public_key: node.public_key.clone() };
        ServiceChain::with_nodes(self.nodes.iter().map(node).collect())
    }

    pub fn received(&self) -> Outcome<&Received> {
        present("a received token", self.received.as_ref())
    }
}

pub fn key_pair(node: &Node) -> Outcome<KeyPair> {
    Ok(KeyPair::from_private_key_pem(&node.private_key)?)
}

pub fn public_key(client: &Hessra) -> Outcome<PublicKey> {
    Ok(PublicKey::from_pem(present("the public key", client.config().public_key.as_ref())?)?)
}
