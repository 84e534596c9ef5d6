# What the example scripts share; to be sourced, with the path of the command as the first argument. From then on the
# script works in a folder of its own, which is removed at the end, and shows every command line that it runs.

set -euo pipefail
hardtack=$(realpath "${1:?usage: ${0} PATH_OF_THE_COMMAND}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
exec 3>&1  # what is shown, wherever a command's own output goes

say() { printf '\n== %s\n' "$*" >&3; }
fail() { printf 'error: this did not come out as it should: %s\n' "$*" >&2; exit 1; }

# The words of a command line, quoted where a shell would need it.
quoted() {
  local word
  for word in "$@"; do
    if [[ $word =~ ^[A-Za-z0-9_./:=,-]+$ ]]; then printf ' %s' "$word"; else printf " '%s'" "$word"; fi
  done
}

# run ARGUMENTS...: shows the command line and runs it.
run() {
  printf '$ hardtack%s\n' "$(quoted "$@")" >&3
  "$hardtack" "$@"
}

# run_to FILE ARGUMENTS...: the same, the result into FILE.
run_to() {
  local file=$1
  shift
  printf '$ hardtack%s > %s\n' "$(quoted "$@")" "$file" >&3
  "$hardtack" "$@" > "$file"
}

# expect CODE TEXT ARGUMENTS...: runs the command, which must exit with CODE and say TEXT.
expect() {
  local code=$1 text=$2 said=0 answer
  shift 2
  printf '$ hardtack%s\n' "$(quoted "$@")" >&3
  answer=$("$hardtack" "$@" 2>&1) || said=$?
  printf '%s\n' "$answer" >&3
  [ "$said" -eq "$code" ] || fail "exit code $said instead of $code"
  [[ $answer == *"$text"* ]] || fail "the answer does not say: $text"
}
