// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The files of bench/tokens, whose format tests/golden/recipe.h describes, and of bench/worlds.

use std::fs;

use biscuit_auth::PublicKey;

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
}

pub fn read_world(name: &str) -> Result<String, String> {
    read(&format!("bench/worlds/{name}.datalog"))
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

fn section(text: &str, name: &str) -> Result<String, String> {
    let start = text.split_once(&format!("\n-- {name}\n")).ok_or_else(|| format!("no section {name}"))?.1;
    Ok(start.split("\n-- ").next().unwrap_or(start).trim().to_string())
}
