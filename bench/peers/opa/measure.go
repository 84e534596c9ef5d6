// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

package main

import (
	"syscall"
	"time"
)

// A batch of operations and the times that all of them took, of the processor and of the wall.
type batch struct {
	iterations int64
	cpu, real  time.Duration
}

func (b batch) entry(name string) map[string]any {
	each := func(all time.Duration) float64 { return float64(all.Nanoseconds()) / float64(b.iterations) }
	return map[string]any{"name": name, "cpu_time": each(b.cpu), "real_time": each(b.real), "time_unit": "ns"}
}

// measure runs batches that grow until one takes `least`, as Google Benchmark does, and returns that one.
func measure(operation func() error, least time.Duration) (batch, error) {
	for iterations := int64(1); ; iterations *= 4 {
		result, err := runBatch(operation, iterations)
		if err != nil || result.cpu >= least {
			return result, err
		}
	}
}

func runBatch(operation func() error, iterations int64) (batch, error) {
	cpu, real := processTime(), time.Now()
	for i := int64(0); i < iterations; i++ {
		if err := operation(); err != nil {
			return batch{}, err
		}
	}
	return batch{iterations, processTime() - cpu, time.Since(real)}, nil
}

// processTime is what the process has used of the processor, its garbage collector included.
func processTime() time.Duration {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
