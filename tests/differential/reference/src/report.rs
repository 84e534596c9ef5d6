// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Everything that the reference says about one token, in the shapes of the official samples:
//
//   {"bytes": as it encodes them again, "revocation_ids", "blocks", "result", "world"}
//   {"error": why the token is refused}     also when an authorizer cannot be built on it

use biscuit_auth::error::Token as Error;
use biscuit_auth::{Biscuit, PublicKey};
use serde_json::{json, Value};

use crate::question::Authorizer;
use crate::{authorizer, world};

pub fn report(bytes: &[u8], root: PublicKey, authorizer: Option<&Authorizer>) -> Value {
    match read(bytes, root, authorizer) {
        Ok(report) => report,
        Err(error) => json!({ "error": error }),
    }
}

fn read(bytes: &[u8], root: PublicKey, authorizer: Option<&Authorizer>) -> Result<Value, Error> {
    let token = Biscuit::from(bytes, root)?;
    let (mut result, mut facts) = (Value::Null, Value::Null);
    if let Some(authorizer) = authorizer {
        let mut authorizer = authorizer::builder(authorizer)?.build(&token)?;
        result = match authorizer.authorize() {
            Ok(policy) => json!({ "Ok": policy }),
            Err(error) => json!({ "Err": error }),
        };
        facts = world::world(&authorizer)?;
    }
    let ids: Vec<_> = token.revocation_identifiers().iter().map(hex::encode).collect();
    let blocks = (0..token.block_count()).map(|index| block(&token, index)).collect::<Result<Vec<_>, _>>()?;
    let bytes = hex::encode(token.to_vec()?);
    Ok(json!({"bytes": bytes, "revocation_ids": ids, "blocks": blocks, "result": result, "world": facts}))
}

fn block(token: &Biscuit, index: usize) -> Result<Value, Error> {
    let keys: Vec<_> = token.block_public_keys(index)?.into_inner().iter().map(PublicKey::print).collect();
    Ok(json!({
        "symbols": token.block_symbols(index)?,
        "public_keys": keys,
        "external_key": token.block_external_key(index)?.map(|key| key.print()),
        "code": token.print_block_source(index)?,
        "version": token.block_version(index)?,
    }))
}
