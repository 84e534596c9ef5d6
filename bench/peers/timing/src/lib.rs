// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// What the Rust peers share: a peer is called as `PEER CASE SECONDS` from the project's root and prints one line of
// JSON, the time of one operation, by the processor's clock and by the wall's. It is measured as Google Benchmark does
// it: batches grow until one takes SECONDS, and that one counts.

use std::hint::black_box;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

// One operation. What it returns is kept from the optimizer.
pub type Operation = Box<dyn FnMut() -> usize>;

struct Batch {
    iterations: u64,
    cpu: Duration,
    real: Duration,
}

// Runs the case that the command line names. A peer without that case ends with status 1 and a sentence.
pub fn run(find: impl Fn(&str) -> Result<Operation, String>) {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, case, seconds] = arguments.as_slice() else { fail("usage: PEER CASE SECONDS") };
    let least = Duration::from_secs_f64(seconds.parse().unwrap_or_else(|_| fail("SECONDS is no number")));
    let mut operation = find(case).unwrap_or_else(|message| fail(&message));
    let batch = measure(&mut operation, least);
    let each = |time: Duration| time.as_nanos() as f64 / batch.iterations as f64;
    println!(
        "{{\"name\": \"{case}\", \"cpu_time\": {:.2}, \"real_time\": {:.2}, \"time_unit\": \"ns\"}}",
        each(batch.cpu),
        each(batch.real)
    );
}

fn measure(operation: &mut Operation, least: Duration) -> Batch {
    let mut iterations = 1;
    loop {
        let batch = run_batch(operation, iterations);
        if batch.cpu >= least {
            return batch;
        }
        // 1.4 times what should suffice, at most ten times as many: as Google Benchmark.
        let wanted = iterations as f64 * 1.4 * least.as_secs_f64() / batch.cpu.as_secs_f64().max(1e-9);
        iterations = (wanted as u64).clamp(iterations + 1, iterations * 10);
    }
}

fn run_batch(operation: &mut Operation, iterations: u64) -> Batch {
    let (cpu, real) = (ProcessTime::now(), Instant::now());
    for _ in 0..iterations {
        black_box(operation());
    }
    Batch { iterations, cpu: cpu.elapsed(), real: real.elapsed() }
}

fn fail(message: &str) -> ! {
    eprintln!("{message}");
    std::process::exit(1)
}
