// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The reference as judge: one JSON object a line on stdin is a question (question.rs), one a line on stdout its answer.
// Where the reference panics, the answer has the panic in place of what was asked for.
//
//   {"built": REPORT or null, "tokens": [REPORT...], "texts": [{"printed": TEXT} or {"error": ERROR}...]}
//
// Questions are read by a thread of their own, so that whoever asks never waits while an answer is being written.

mod authorizer;
mod builder;
mod functions;
mod question;
mod report;
mod text;
mod world;

use std::io::{self, BufRead, Write};
use std::panic;
use std::process;
use std::sync::mpsc;
use std::thread;

use serde_json::{json, Value};

use question::Question;

fn main() {
    panic::set_hook(Box::new(|_| {}));
    let (sender, lines) = mpsc::channel();
    thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            let Ok(line) = line else { process::exit(1) };
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    let mut output = io::BufWriter::new(io::stdout());
    for line in lines {
        let question: Question = serde_json::from_str(&line).expect("a question");
        serde_json::to_writer(&mut output, &answer(&question)).expect("a reader");
        output.write_all(b"\n").and_then(|()| output.flush()).expect("a reader");
    }
}

fn answer(question: &Question) -> Value {
    let built = question.build.as_ref().map(|build| {
        guarded(|| match builder::build(build) {
            Ok(token) => report::report(&token, build.root.public(), question.authorizer.as_ref()),
            Err(error) => error_of(error),
        })
    });
    let tokens = question.tokens.iter().map(|token| {
        guarded(|| report::report(&token.0, question.root_key.expect("a root key").0, question.authorizer.as_ref()))
    });
    let texts = question.texts.iter().map(|text| guarded(|| text::print(text)));
    json!({"built": built, "tokens": tokens.collect::<Vec<_>>(), "texts": texts.collect::<Vec<_>>()})
}

fn error_of(error: biscuit_auth::error::Token) -> Value {
    json!({ "error": error })
}

fn guarded(body: impl FnOnce() -> Value) -> Value {
    panic::catch_unwind(panic::AssertUnwindSafe(body)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        json!({"panic": text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("")})
    })
}
