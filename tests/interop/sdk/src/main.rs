// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// hessra-sdk against an authority of Hardtack, a step a run: what a step makes is one JSON object on standard output,
// what goes wrong is a line on standard error and exit code 1.
//
//   interop_sdk STEP SETTING.json

mod chain;
mod expect;
mod identity;
mod parties;
mod realm;
mod setting;
mod stub;
mod token;

use std::process::ExitCode;

use serde_json::Value;

use expect::Outcome;
use setting::Setting;

async fn run(step: &str, setting: &Setting) -> Outcome<Value> {
    match step {
        "identity" => identity::issue_delegate_refresh(setting).await,
        "identity-refused" => identity::refused(setting).await,
        "received-identity" => identity::verify_received(setting).await,
        "token" => token::request(setting).await,
        "token-refused" => token::refused(setting).await,
        "realm" => realm::mint_and_request(setting).await,
        "realm-refused" => realm::refused(setting).await,
        "chain" => chain::request_attest_verify(setting).await,
        "parties" => parties::collect(setting).await,
        "stub" => stub::request_and_narrow(setting).await,
        "stub-refused" => stub::refused(setting).await,
        "received-chain" => chain::verify_received(setting).await,
        "received-stub" => stub::verify_received(setting).await,
        "received-token" => token::verify_received(setting).await,
        _ => Err(format!("no such step: {step}").into()),
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, step, path] = arguments.as_slice() else {
        eprintln!("usage: interop_sdk STEP SETTING.json");
        return ExitCode::from(2);
    };
    let outcome = Setting::read(path).and_then(|setting| tokio::runtime::Runtime::new()?.block_on(run(step, &setting)));
    match outcome {
        Ok(made) => {
            println!("{made}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{step}: {error}");
            ExitCode::FAILURE
        }
    }
}
