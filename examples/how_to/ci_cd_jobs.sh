#!/usr/bin/env bash
# Jobs of a pipeline, each with an identity of its own: the build cannot read what the deployment needs, and the test
# cannot reach the production database. docs/how_to/ci_cd_jobs.md
#
#   examples/how_to/ci_cd_jobs.sh PATH_OF_THE_COMMAND
#
# Exits with 0 only if everything comes out as expected.
here=$(realpath "$(dirname "$0")")
source "$here/../session.sh"
cp "$here/ci_cd_jobs.datalog" .

shop=ci:shop
release=$shop:release:412
verify=(identity verify --public-key root.pub)

# asks CODE TEXT JOB SECRET: the job asks the service of secrets for one. The service proves the name first, and then
# decides by its policy what that name may read.
asks() {
  local code=$1 text=$2 job=$3 secret=$4
  run "${verify[@]}" --token-file "${job##*:}.token" --identity "$job"
  expect "$code" "$text" token authorize "${job##*:}.token" --public-key root.pub \
    --authorizer-file ci_cd_jobs.datalog --now "$(date +%s)" \
    --fact "actor(\"$job\")" --fact "resource(\"$secret\")" --fact 'operation("read")'
}

say "Once: a root key, and for the runner of the project an identity that lives for a day"
run_to root.pub keygen --out root.key
run_to runner.token identity issue --subject $shop --key root.key --ttl 1d

say "For every run: an identity for the run, and one for each of its jobs, which cannot delegate any further"
run_to run.token identity delegate --from-token runner.token --identity $release --ttl 1h
for job in build test deploy; do
  run_to $job.token identity delegate --from-token run.token --identity $release:$job --ttl 15m --leaf
done

say "Each job reads what it needs"
asks 0 "allowed by policy 0" $release:build registry/push
asks 0 "allowed by policy 1" $release:test databases/staging
asks 0 "allowed by policy 2" $release:deploy hosts/deploy-key

say "... and nothing else"
asks 1 "denied by policy 3" $release:build hosts/deploy-key
asks 1 "denied by policy 3" $release:test databases/production

say "A job cannot call itself another one, nor make an identity that looks like one"
expect 1 "may act, not: \"$release:deploy\"" "${verify[@]}" --token-file build.token --identity $release:deploy
expect 1 "this identity may not delegate" \
  identity delegate --from-token build.token --identity $release:build:deploy --ttl 1m

say "A run for somebody's merge request has another name, and reads no secret at all, whatever its jobs are called"
run_to merge.token identity delegate --from-token runner.token --identity $shop:merge:97 --ttl 1h
run_to deploy.token identity delegate --from-token merge.token --identity $shop:merge:97:deploy --ttl 15m --leaf
asks 1 "denied by policy 3" $shop:merge:97:deploy hosts/deploy-key

say "A token that was left in a log is worth nothing after a quarter of an hour"
expect 1 "the token expired" "${verify[@]}" --token-file build.token --now "$(($(date +%s) + 15 * 60))"

say "A run that went wrong is banned with all its jobs; other runs go on"
run_to bans.pub keygen --out bans.key
run ban add --file bans.log --identity $release --reason 'a dependency was not what it said' --author ops
run ban sign --file bans.log --key bans.key --out bans
bans=(--bans bans --ban-key bans.pub)
for job in run build test; do
  expect 5 "the identity \"$release\" is banned" "${verify[@]}" --token-file $job.token "${bans[@]}"
done
expect 0 "valid: $shop:merge:97:deploy" "${verify[@]}" --token-file deploy.token "${bans[@]}"

say "Everything came out as expected"
