// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What a step expects of the SDK.

use std::error::Error;
use std::fmt::Display;

pub type Outcome<T> = Result<T, Box<dyn Error>>;

pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, got: T, expected: T) -> Outcome<()> {
    if got == expected {
        return Ok(());
    }
    Err(format!("{what} is {got:?}, not {expected:?}").into())
}

// The value that must be there.
pub fn present<T>(what: &str, value: Option<T>) -> Outcome<T> {
    value.ok_or_else(|| format!("{what} is missing").into())
}

// What the reference says that ran out of its millisecond: no answer to what was asked.
const OUT_OF_TIME: &str = "spent too much time verifying";

// That it was refused, in words that hold `reason`.
pub fn refused<T, E: Display>(what: &str, result: Result<T, E>, reason: &str) -> Outcome<()> {
    match result {
        Ok(_) => Err(format!("{what} was not refused").into()),
        Err(error) if error.to_string().contains(OUT_OF_TIME) => Err(error.to_string().into()),
        Err(error) if error.to_string().contains(reason) => Ok(()),
        Err(error) => Err(format!("{what} was refused for another reason than {reason:?}: {error}").into()),
    }
}
