// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0
//
// The decision of bench/worlds/groups_N.datalog made by OPA: `opa_peer groups_N SECONDS`, like every peer. The policy
// is prepared once; data and input are converted before the measurement, as OPA's documentation advises.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

//go:embed groups.rego
var module string

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: opa_peer CASE SECONDS"))
	}
	seconds, err := strconv.ParseFloat(os.Args[2], 64)
	fail(err)
	decide, err := find(os.Args[1])
	fail(err)
	batch, err := measure(decide, time.Duration(seconds*float64(time.Second)))
	fail(err)
	fail(json.NewEncoder(os.Stdout).Encode(batch.entry(os.Args[1])))
}

func fail(err error) {
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

// find returns the decision that a case names.
func find(name string) (func() error, error) {
	text, err := os.ReadFile("bench/worlds/" + name + ".datalog")
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	store := inmem.NewFromObjectWithOpts(readWorld(string(text)), inmem.OptReturnASTValuesOnRead(true))
	query, err := rego.New(rego.Query("data.groups.allow"), rego.Module("groups.rego", module), rego.Store(store)).
		PrepareForEval(ctx)
	if err != nil {
		return nil, err
	}
	input, err := parsedInput()
	if err != nil {
		return nil, err
	}
	return func() error {
		results, err := query.Eval(ctx, rego.EvalParsedInput(input))
		if err == nil && !results.Allowed() {
			err = fmt.Errorf("%s: denied", name)
		}
		return err
	}, nil
}
