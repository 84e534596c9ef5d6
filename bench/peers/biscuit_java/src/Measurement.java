// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * The times that operations took, of the processor and of the wall, in nanoseconds. The processor's are the whole
 * process's: its garbage collector and its compiler included.
 */
record Measurement(long operations, long cpu, long real) {
  interface Operation {
    Object run() throws Exception;
  }

  // At most; before, once the compiler has next to nothing left to do.
  private static final double WARM_UP_SECONDS = 30;
  private static final double COMPILING = 0.01; // of a second's time

  // The process's time is known to a hundredth of a second.
  private static final double LEAST_SECONDS = 1;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

  private static volatile Object kept; // so that no operation is optimized away

  /** Batches grow until one takes {@code seconds} or a second, as Google Benchmark does it, and that one counts. */
  static Measurement of(Operation operation, double seconds) throws Exception {
    double least = Math.max(seconds, LEAST_SECONDS) * 1e9;
    warmUp(operation);
    for (long operations = 1; ; operations *= 2) {
      Measurement batch = run(operation, operations);
      if (batch.cpu >= least) {
        return batch;
      }
    }
  }

  private static void warmUp(Operation operation) throws Exception {
    long start = SYSTEM.getProcessCpuTime();
    double compiling = 1;
    while (compiling > COMPILING && SYSTEM.getProcessCpuTime() - start < WARM_UP_SECONDS * 1e9) {
      long compiled = COMPILER.getTotalCompilationTime();
      long real = System.nanoTime();
      long cpu = SYSTEM.getProcessCpuTime();
      while (SYSTEM.getProcessCpuTime() - cpu < 1e9) {
        kept = operation.run();
      }
      compiling = (COMPILER.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - real);
    }
  }

  private static Measurement run(Operation operation, long operations) throws Exception {
    long cpu = SYSTEM.getProcessCpuTime();
    long real = System.nanoTime();
    for (long i = 0; i < operations; i++) {
      kept = operation.run();
    }
    return new Measurement(operations, SYSTEM.getProcessCpuTime() - cpu, System.nanoTime() - real);
  }

  String json(String name) {
    return String.format(
        Locale.ROOT,
        "{\"name\": \"%s\", \"cpu_time\": %.2f, \"real_time\": %.2f, \"time_unit\": \"ns\"}",
        name,
        (double) cpu / operations,
        (double) real / operations);
  }
}
