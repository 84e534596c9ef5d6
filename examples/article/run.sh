#!/usr/bin/env bash
# The article on delegated agents, from `authenticate` on, against an authority of its own: identities are issued by client
# certificate, delegated offline, exchanged for tokens, and decided about by a resource server; then a branch is pruned,
# and the audit trail shows it all.
#
#   examples/article/run.sh PATH_OF_THE_COMMAND
#
# Exits with 0 only if everything comes out as expected.
source "$(realpath "$(dirname "$0")")/../session.sh"
export HARDTACK_HOME=$work/home NO_COLOR=1

# Two ports that are free now.
read -r port public_port < <(python3 -c '
import socket
a, b = (socket.create_server(("127.0.0.1", 0)) for _ in range(2))
print(a.getsockname()[1], b.getsockname()[1])')

say "An authority starts, with a CA, certificates, a policy and a store of its own"
printf '$ hardtack dev --port %s --public-port %s &\n' "$port" "$public_port"
"$hardtack" dev --folder dev --port "$port" --public-port "$public_port" > dev.out 2> dev.log &
authority=$!
trap 'kill $authority 2>/dev/null || true; wait $authority 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do
  ! grep -q listening dev.out || break
  kill -0 $authority 2>/dev/null || fail "the authority ended: $(tail -n 3 dev.log)"
  sleep 0.1
done
grep listening dev.out

server=(--server localhost --port "$port")
alice=urn:hessra:alice
agent=$alice:main-agent
analyzer=$agent:analyzer

say "Step 1: authenticate as yourself"
run identity authenticate "${server[@]}" --cert dev/alice.crt --key dev/alice.key --ca dev/ca.crt --save-as my-identity

say "Step 2: create a delegated identity for your agent, without any network call"
run identity delegate --from-token my-identity --identity $agent --ttl 3600 --save-as agent-identity

say "Step 3 and 4: the agent starts an analyzer, which starts two workers"
run identity delegate --from-token agent-identity --identity $analyzer --ttl 300 --save-as analyzer-identity
for n in 1 2; do
  run identity delegate --from-token analyzer-identity --identity $analyzer:worker-$n --ttl 120 --save-as worker-$n
done

say "Identities are exchanged for tokens: the agent reads the database, and a worker that nobody listed writes results"
run_to agent.token authorize request "${server[@]}" -i agent-identity --resource database --operation read
run_to worker.token authorize request "${server[@]}" -i worker-1 --resource results --operation write
expect 1 "not allowed" \
  authorize request "${server[@]}" -i worker-1 --resource database --operation read

say "The resource server decides offline, with one public key"
expect 0 "may do" authorize verify --token-file agent.token --public-key dev/root.pub --subject $agent \
  --resource database --operation read
expect 0 "may do" authorize verify --token-file worker.token --public-key dev/root.pub --subject $analyzer:worker-1 \
  --resource results --operation write
expect 1 "" authorize verify --token-file worker.token --public-key dev/root.pub --subject $analyzer:worker-1 \
  --resource database --operation read

say "worker-1 misbehaves: operations prune its branch, and nothing beside it"
run ban push "${server[@]}" --ca dev/ca.crt --cert dev/ops.crt --key dev/ops.key --identity $analyzer:worker-1 \
  --reason 'wrote where it should not'
run ban pull "${server[@]}" --ca dev/ca.crt --cert dev/ops.crt --key dev/ops.key --public-key dev/root.pub --out bans
expect 5 "banned" identity verify worker-1 --public-key dev/root.pub --bans bans
expect 1 "banned" authorize request "${server[@]}" -i worker-1 --resource results --operation write
expect 5 "banned" authorize verify --token-file worker.token --public-key dev/root.pub --subject $analyzer:worker-1 \
  --resource results --operation write --bans bans
expect 0 "valid" identity verify worker-2 --public-key dev/root.pub --bans bans
run_to worker-2.token authorize request "${server[@]}" -i worker-2 --resource results --operation write

say "The authority ends; its audit trail is whole, and shows who delegated to whom and what each did"
kill -TERM $authority
wait $authority || fail "the authority ended with $?"
expect 0 "whole" audit verify --store sqlite:dev/authority.db --public-key dev/root.pub
run audit tree $alice --store sqlite:dev/authority.db

say "Everything came out as expected"
