// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Texts, parsed and printed.

use biscuit_auth::error::Token as Error;
use biscuit_auth::{AuthorizerBuilder, BlockBuilder};
use serde_json::{json, Value};

use crate::question::{Text, TextKind};

pub fn print(text: &Text) -> Value {
    match parsed(text) {
        Ok(printed) => json!({ "printed": printed }),
        Err(error) => json!({ "error": error }),
    }
}

fn parsed(text: &Text) -> Result<String, Error> {
    Ok(match text.kind {
        TextKind::Block => BlockBuilder::new().code(&text.text)?.to_string(),
        TextKind::Authorizer => AuthorizerBuilder::new().code(&text.text)?.to_string(),
    })
}
