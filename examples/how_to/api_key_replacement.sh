#!/usr/bin/env bash
# Identity tokens where there were API keys: they end by themselves, the service stores none, and a customer makes
# narrower ones for its teams. docs/how_to/api_key_replacement.md
#
#   examples/how_to/api_key_replacement.sh PATH_OF_THE_COMMAND
#
# Exits with 0 only if everything comes out as expected.
here=$(realpath "$(dirname "$0")")
source "$here/../session.sh"

# The service has the public key, the list of bans, and no table of keys. `method` is what the request does.
bans=()
serve() {
  local code=$1 text=$2 token=$3 method=$4
  expect "$code" "$text" identity verify --token-file "$token" --public-key root.pub \
    --fact "method(\"$method\")" "${bans[@]}"
}

say "The service makes a root key; a new customer gets a token for 90 days, to be sent as a bearer token"
run_to root.pub keygen --out root.key
run_to acme.token identity issue --subject customer:acme --key root.key --ttl 90d

say "The service reads the customer's name out of the token"
serve 0 "valid: customer:acme," acme.token POST

say "The customer makes keys for a team and for one of its jobs, without asking"
run_to billing.token identity delegate --from-token acme.token --identity customer:acme:billing --ttl 30d
run_to nightly.token identity delegate --from-token billing.token --identity customer:acme:billing:nightly \
  --ttl 1d --leaf
serve 0 "valid: customer:acme:billing," billing.token POST
serve 0 "valid: customer:acme:billing:nightly," nightly.token POST

say "... and one that can only read"
run_to reader.token identity restrict acme.token --ttl 30d --checks 'check if method("GET");'
serve 0 "valid: customer:acme," reader.token GET
serve 1 "does not hold: check if method(\"GET\")" reader.token POST

say "No key reaches another customer, or up to the customer from a team's"
expect 1 "may act, not: \"customer:zenith\"" \
  identity verify --token-file acme.token --public-key root.pub --identity customer:zenith
expect 1 "may act, not: \"customer:acme\"" \
  identity verify --token-file billing.token --public-key root.pub --identity customer:acme
expect 1 "and does not: \"customer:acme:sales\"" \
  identity delegate --from-token billing.token --identity customer:acme:sales --ttl 1d

say "A key ends by itself, and what was made from it with it"
expect 1 "the token expired" \
  identity verify --token-file acme.token --public-key root.pub --now "$(($(date +%s) + 90 * 86400))"

say "Rotation: the next token is issued before the first one ends, and both hold until it does"
run_to next.token identity issue --subject customer:acme --key root.key --ttl 90d
serve 0 "valid: customer:acme," acme.token POST
serve 0 "valid: customer:acme," next.token POST

say "The first one leaks: its block is banned, until it would have ended anyway"
run_to bans.pub keygen --out bans.key
until=$(date -u -d '+90 days' +%FT%TZ)
run ban add --file bans.log --token acme.token --until "$until" --reason 'found in a repository'
run ban sign --file bans.log --key bans.key --out bans
bans=(--bans bans --ban-key bans.pub)
serve 5 "is banned since" acme.token POST
serve 5 "is banned since" nightly.token POST
serve 0 "valid: customer:acme," next.token POST

say "Everything came out as expected"
