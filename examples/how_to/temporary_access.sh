#!/usr/bin/env bash
# Access for a contractor and for an automated tool, which ends by itself. docs/how_to/temporary_access.md
#
#   examples/how_to/temporary_access.sh PATH_OF_THE_COMMAND
#
# Exits with 0 only if everything comes out as expected.
here=$(realpath "$(dirname "$0")")
source "$here/../session.sh"

dana=staff:dana
kim=$dana:contractor-kim
verify=(identity verify --public-key root.pub)

# may CODE TEXT TOKEN RESOURCE [ARGUMENT...]: the contractor is to make a backup of RESOURCE.
may() {
  local code=$1 text=$2 token=$3 resource=$4
  shift 4
  expect "$code" "$text" authorize verify --token-file "$token" --public-key root.pub --subject $kim \
    --resource "$resource" --operation backup "$@"
}

say "dana has an identity for the day"
run_to root.pub keygen --out root.key
run_to dana.token identity issue --subject $dana --key root.key --ttl 8h

say "She makes one for the contractor, for the afternoon; no account is created anywhere"
run_to kim.token identity delegate --from-token dana.token --identity $kim --ttl 4h --leaf
expect 0 "valid: $kim," "${verify[@]}" --token-file kim.token

say "It is the contractor's alone: not dana's, and not to be handed on"
expect 1 "may act, not: \"$dana\"" "${verify[@]}" --token-file kim.token --identity $dana
expect 1 "this identity may not delegate" identity delegate --from-token kim.token --identity $kim:friend --ttl 1h

say "It ends when it was said to end, to the second"
now=$(date +%s)
end=$(run identity inspect --token-file kim.token --json | sed -n 's/.*"expiry":\([0-9]*\).*/\1/p')
[ $((end - now)) -le $((4 * 3600)) ] || fail "the identity lives for more than four hours"
expect 0 "valid: $kim, expires in 1s" "${verify[@]}" --token-file kim.token --now $((end - 1))
expect 1 "the token expired at " "${verify[@]}" --token-file kim.token --now "$end"

say "dana cannot give more time than she has herself"
run_to long.token identity delegate --from-token dana.token --identity $dana:contractor-lee --ttl 2d
expect 1 "block 0: the token expired" "${verify[@]}" --token-file long.token --now $((now + 9 * 3600))

say "Whoever has a root key can turn the proven name into a right: one operation on one resource, for half an hour"
run_to backup.token authorize issue --subject $kim --resource databases/orders --operation backup \
  --key root.key --ttl 30m
may 0 "valid: \"$kim\" may do \"backup\"" backup.token databases/orders
may 1 "may not do \"backup\" on: \"databases/customers\"" backup.token databases/customers

say "An automated tool gets a copy that lives for ten seconds, and works from one address only"
run_to once.token identity restrict backup.token --ttl 10 --checks 'check if address("10.0.0.7");'
may 0 "valid:" once.token databases/orders --fact 'address("10.0.0.7")'
may 1 "does not hold" once.token databases/orders --fact 'address("10.0.0.8")'
may 1 "the token expired" once.token databases/orders --fact 'address("10.0.0.7")' --now $((now + 60))

say "The contract ends early: the name is banned, in every token that has it, new ones too"
run_to bans.pub keygen --out bans.key
run ban add --file bans.log --identity $kim --reason 'the contract has ended' --author $dana
run ban sign --file bans.log --key bans.key --out bans
bans=(--bans bans --ban-key bans.pub)
run_to again.token identity delegate --from-token dana.token --identity $kim --ttl 1h
expect 5 "the identity \"$kim\" is banned" "${verify[@]}" --token-file kim.token "${bans[@]}"
expect 5 "the identity \"$kim\" is banned" "${verify[@]}" --token-file again.token "${bans[@]}"
may 5 "the identity \"$kim\" is banned" backup.token databases/orders "${bans[@]}"
expect 0 "valid: $dana," "${verify[@]}" --token-file dana.token "${bans[@]}"

say "Everything came out as expected"
