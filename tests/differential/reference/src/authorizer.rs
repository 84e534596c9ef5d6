// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The authorizer of a question. Its limits are the builder's: authorize_with_limits() of 6.0.0 runs the rules under
// those whatever it is given. Its time is long enough never to end.

use std::time::Duration;

use biscuit_auth::error::Token as Error;
use biscuit_auth::{AuthorizerBuilder, AuthorizerLimits};

use crate::functions;
use crate::question::Authorizer;

pub fn builder(authorizer: &Authorizer) -> Result<AuthorizerBuilder, Error> {
    let mut builder = AuthorizerBuilder::new()
        .set_extern_funcs(functions::all())
        .set_limits(AuthorizerLimits {
            max_facts: authorizer.max_facts,
            max_iterations: authorizer.max_iterations,
            max_time: Duration::from_secs(24 * 3600),
        })
        .code(&authorizer.code)?;
    for scope in &authorizer.scopes {
        builder = builder.scope(scope.0.clone());
    }
    Ok(builder)
}
