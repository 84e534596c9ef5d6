// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// Tokens as the reference makes them.

use biscuit_auth::datalog::SymbolTable;
use biscuit_auth::error::Token as Error;
use biscuit_auth::{Biscuit, BiscuitBuilder, BlockBuilder};

use crate::question::{Block, Build};

pub fn build(build: &Build) -> Result<Vec<u8>, Error> {
    let mut token = issue(build)?;
    for block in &build.blocks[1..] {
        token = append(&token, block)?;
    }
    if build.sealed {
        token = token.seal()?;
    }
    token.to_vec()
}

fn issue(build: &Build) -> Result<Biscuit, Error> {
    let authority = &build.blocks[0];
    let mut builder = BiscuitBuilder::new().code(&authority.code)?;
    for scope in &authority.scopes {
        builder = builder.scope(scope.0.clone());
    }
    if let Some(id) = build.root_key_id {
        builder = builder.root_key_id(id);
    }
    builder.build_with_key_pair(&build.root.pair(), SymbolTable::new(), &authority.next.pair())
}

fn append(token: &Biscuit, block: &Block) -> Result<Biscuit, Error> {
    let mut builder = BlockBuilder::new().code(&block.code)?;
    for scope in &block.scopes {
        builder = builder.scope(scope.0.clone());
    }
    match &block.third_party {
        None => token.append_with_keypair(&block.next.pair(), builder),
        Some(party) => {
            let contents = token.third_party_request()?.create_block(&party.0, builder)?;
            token.append_third_party_with_keypair(party.public(), contents, block.next.pair())
        }
    }
}
