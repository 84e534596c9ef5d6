// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The host functions of tests/differential/program.h: identity, pair (two arguments as an array), refuse (always an
// error).

use std::collections::HashMap;
use std::sync::Arc;

use biscuit_auth::builder::Term;
use biscuit_auth::datalog::ExternFunc;

pub fn all() -> HashMap<String, ExternFunc> {
    HashMap::from([
        ("identity".to_string(), ExternFunc::new(Arc::new(|left, _| Ok(left)))),
        ("same".to_string(), ExternFunc::new(Arc::new(|left, _| Ok(left)))), // these two: of tests/golden
        ("both".to_string(), ExternFunc::new(Arc::new(|left, right| Ok(pair(left, right))))),
        ("pair".to_string(), ExternFunc::new(Arc::new(|left, right| Ok(pair(left, right))))),
        ("refuse".to_string(), ExternFunc::new(Arc::new(|_, _| Err("refused".to_string())))),
    ])
}

fn pair(left: Term, right: Option<Term>) -> Term {
    Term::Array(vec![left, right.unwrap_or(Term::Null)])
}
