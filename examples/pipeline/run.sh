#!/usr/bin/env bash
# The document pipeline: alice starts an orchestrator, which starts an analyzer, which starts three extractors. Each
# hands the next a narrower identity, offline; then a service decides what one of them asks for.
#
#   examples/pipeline/run.sh PATH_OF_THE_COMMAND
#
# Exits with 0 only if everything comes out as expected.
here=$(realpath "$(dirname "$0")")
source "$here/../session.sh"
cp "$here/policy.datalog" .

delegate() { run_to "$4" identity delegate --from-token "$1" --identity "$2" --ttl "$3"; }

orchestrator=alice:orchestrator
analyzer=$orchestrator:analyzer
extractor=$analyzer:extractor

say "The authority makes a root key and issues alice her identity for a working day"
run_to root.pub keygen --out root.key
run_to alice.token identity issue --subject alice --key root.key --ttl 8h
rm root.key
echo "(The root key is gone: nobody below needs it.)"

say "alice starts an agent, the orchestrator, for two hours"
delegate alice.token $orchestrator 2h orchestrator.token

say "The orchestrator starts a sub-agent, the analyzer, for twenty minutes"
delegate orchestrator.token $analyzer 20m analyzer.token

say "The analyzer starts three workers, for three minutes each"
for n in 1 2 3; do delegate analyzer.token $extractor-$n 3m extractor-$n.token; done

say "Every identity verifies, and shows who delegated to whom"
expect 0 "valid: alice," identity verify --token-file alice.token --public-key root.pub --identity alice
expect 0 "valid: $orchestrator," identity verify --token-file orchestrator.token --public-key root.pub
expect 0 "valid: $analyzer," identity verify --token-file analyzer.token --public-key root.pub
for n in 1 2 3; do
  expect 0 "valid: $extractor-$n," identity verify --token-file extractor-$n.token --public-key root.pub
done
for name in alice orchestrator analyzer extractor-1 extractor-2 extractor-3; do
  echo
  run identity inspect --token-file $name.token --public-key root.pub
done

say "extractor-1 cannot act as the analyzer, as extractor-2, or as alice2"
for name in $analyzer $extractor-2 alice2; do
  expect 1 "may act, not: \"$name\"" \
    identity verify --token-file extractor-1.token --public-key root.pub --identity $name
done

say "Neither can it delegate to a name that is not below its own"
expect 1 "must lie below the holder's, \"$extractor-1\", and does not: \"$extractor-2\"" \
  identity delegate --from-token extractor-1.token --identity $extractor-2 --ttl 1m

say "A service decides by the policy in policy.datalog: extractor-1 may write to the document that it was started on"
request=(--public-key root.pub --authorizer-file policy.datalog --now "$(date +%s)" --fact "actor(\"$extractor-1\")"
         --fact 'operation("write")')
expect 0 "allowed by policy 0" \
  token authorize extractor-1.token "${request[@]}" --fact 'resource("documents/invoice-17/totals")'

say "... and not to another one"
expect 1 "denied by policy 2" \
  token authorize extractor-1.token "${request[@]}" --fact 'resource("documents/invoice-18/totals")'

say "... and extractor-2 cannot write in the name of extractor-1: its token does not cover that name"
expect 1 "1 check failed" \
  token authorize extractor-2.token "${request[@]}" --fact 'resource("documents/invoice-17/totals")'

say "Everything came out as expected"
