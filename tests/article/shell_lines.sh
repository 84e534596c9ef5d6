#!/usr/bin/env bash
# The shell lines of the article "Using Hessra Identity Tokens for Delegated Agent Identities", with `hardtack` for
# `hessra`. Where it authenticates against a server, the identity is issued instead.
#
#   tests/article/shell_lines.sh PATH_OF_THE_COMMAND
set -euo pipefail
command=$(realpath "$1")
PATH=$(dirname "$command"):$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export HARDTACK_HOME=$work/home
hardtack keygen --out root.key > root.pub

hardtack identity issue \
  --subject "urn:hessra:alice" \
  --key root.key \
  --ttl 28800 \
  --save-as my-identity

# Delegate to your main agent
hardtack identity delegate \
  --from-token my-identity \
  --identity "urn:hessra:alice:main-agent" \
  --ttl 3600 \
  --save-as agent-identity

# "This creates a new token that: can only be used by urn:hessra:alice:main-agent ..."
verify=(hardtack identity verify agent-identity --public-key root.pub)
refused() {
  local code=0 answer
  answer=$("${verify[@]}" "$@" 2>&1) || code=$?
  [ $code -eq 1 ] || { printf 'error: exit code %s with %s: %s\n' "$code" "$*" "$answer" >&2; exit 1; }
}
"${verify[@]}" --identity "urn:hessra:alice:main-agent"
refused --identity "urn:hessra:alice"
refused --identity "urn:hessra:alice:other-agent"

# "... proves it was delegated from alice, works for 1 hour ..."
hardtack identity inspect agent-identity --public-key root.pub --json |
  grep -q '"lineage":\[{"block":0,"kind":"identity","identity":"urn:hessra:alice",'
refused --now "$(($(date +%s) + 3600))"
