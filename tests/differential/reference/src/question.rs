// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What can be asked. Bytes are hex, keys have the text forms of the specification.

use biscuit_auth::builder::Scope;
use biscuit_auth::{KeyPair, PrivateKey, PublicKey};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
pub struct Question {
    #[serde(default)]
    pub root_key: Option<Public>, // that the tokens are to verify under
    #[serde(default)]
    pub build: Option<Build>, // a token to make, and to report on as on the others
    #[serde(default)]
    pub tokens: Vec<Bytes>,
    #[serde(default)]
    pub authorizer: Option<Authorizer>, // that decides about each token
    #[serde(default)]
    pub texts: Vec<Text>, // to parse and print
}

#[derive(Deserialize)]
pub struct Build {
    pub root: Secret,
    pub root_key_id: Option<u32>,
    pub blocks: Vec<Block>, // the authority first
    pub sealed: bool,
}

#[derive(Deserialize)]
pub struct Block {
    pub code: String,
    pub scopes: Vec<ScopeText>, // beside the code: the reference drops those at its head
    pub next: Secret,
    pub third_party: Option<Secret>,
}

#[derive(Deserialize)]
pub struct Authorizer {
    pub code: String,
    pub scopes: Vec<ScopeText>,
    pub max_facts: u64,
    pub max_iterations: u64,
}

#[derive(Deserialize)]
pub struct Text {
    pub kind: TextKind,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextKind {
    Block,
    Authorizer,
}

pub struct Bytes(pub Vec<u8>);

#[derive(Clone, Copy)]
pub struct Public(pub PublicKey);

pub struct Secret(pub PrivateKey);

impl Secret {
    pub fn pair(&self) -> KeyPair {
        KeyPair::from(&self.0)
    }

    pub fn public(&self) -> PublicKey {
        self.pair().public()
    }
}

pub struct ScopeText(pub Scope);

fn parsed<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    parse: impl FnOnce(&str) -> Result<T, String>,
) -> Result<T, D::Error> {
    parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, |text| hex::decode(text).map(Bytes).map_err(|error| error.to_string()))
    }
}

impl<'de> Deserialize<'de> for Public {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, |text| text.parse().map(Public).map_err(|error| format!("{error}")))
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, |text| text.parse().map(Secret).map_err(|error| format!("{error}")))
    }
}

impl<'de> Deserialize<'de> for ScopeText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, |text| match text {
            "authority" => Ok(ScopeText(Scope::Authority)),
            "previous" => Ok(ScopeText(Scope::Previous)),
            key => key.parse().map(|key| ScopeText(Scope::PublicKey(key))).map_err(|error| format!("{error}")),
        })
    }
}
