// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The files of bench/tokens, whose format tests/golden/recipe.h describes, of bench/worlds, and those that write_tokens
// made.

use std::fs;

use biscuit_auth::{Biscuit, PublicKey};

pub struct TokenFile {
    pub token: String,
    pub root_key: PublicKey,
    pub policy: String,
}

impl TokenFile {
    pub fn read(name: &str) -> Result<TokenFile, String> {
        let text = read(&format!("bench/tokens/{name}.txt"))?;
        let root_key = section(&text, "root key")?;
        Ok(TokenFile {
            token: section(&text, "token")?,
            root_key: root_key.parse().map_err(|error| format!("{root_key}: {error}"))?,
            policy: section(&text, "authorizer")?,
        })
    }

    pub fn verified(&self) -> Biscuit {
        Biscuit::from_base64(&self.token, self.root_key).expect("a valid token")
    }
}

pub fn read_world(name: &str) -> Result<String, String> {
    read(&format!("bench/worlds/{name}.datalog"))
}

pub fn read_batch(name: &str) -> Result<Vec<String>, String> {
    Ok(read(&format!("build/peers/tokens/{name}.txt"))?.lines().map(String::from).collect())
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

fn section(text: &str, name: &str) -> Result<String, String> {
    let start = text.split_once(&format!("\n-- {name}\n")).ok_or_else(|| format!("no section {name}"))?.1;
    Ok(start.split("\n-- ").next().unwrap_or(start).trim().to_string())
}
