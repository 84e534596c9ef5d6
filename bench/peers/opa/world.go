// Copyright 2026 The Hardtack Authors. SPDX-License-Identifier: Apache-2.0

package main

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// readWorld makes a data document of the facts of a world, one a line: members and parents as graphs from each node to
// those above it, rights by group and folder.
func readWorld(text string) map[string]any {
	members, parents, rights := map[string]any{}, map[string]any{}, map[string]any{}
	for _, line := range strings.Split(text, "\n") {
		name, terms, isFact := strings.Cut(strings.TrimSuffix(line, "\");"), "(\"")
		if !isFact || !strings.HasSuffix(line, "\");") {
			continue
		}
		texts := strings.Split(terms, "\", \"")
		switch name {
		case "member":
			appendTo(members, texts[0], texts[1])
		case "parent":
			appendTo(parents, texts[0], texts[1])
		case "right":
			addRight(rights, texts)
		}
	}
	return map[string]any{"members": withEnds(members), "parents": withEnds(parents), "rights": rights}
}

func appendTo(lists map[string]any, key, value string) {
	list, _ := lists[key].([]any)
	lists[key] = append(list, value)
}

func addRight(rights map[string]any, texts []string) {
	folders, known := rights[texts[0]].(map[string]any)
	if !known {
		folders = map[string]any{}
		rights[texts[0]] = folders
	}
	appendTo(folders, texts[1], texts[2])
}

// withEnds adds the nodes that have nothing above them: a graph has all its nodes as keys.
func withEnds(graph map[string]any) map[string]any {
	ends := map[string]any{}
	for node, above := range graph {
		ends[node] = above
		for _, end := range above.([]any) {
			if _, known := graph[end.(string)]; !known {
				ends[end.(string)] = []any{}
			}
		}
	}
	return ends
}

func parsedInput() (ast.Value, error) {
	return ast.InterfaceToValue(map[string]any{"user": "alice", "resource": "/report.txt", "operation": "read"})
}
