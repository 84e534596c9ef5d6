# What the scripts share; to be sourced. They run from the project's root, whoever calls them from wherever.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*"; }

# One sentence that says what to do, then the end.
fail() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

# phase SENTENCE_ON_FAILURE TITLE COMMAND...: runs COMMAND under a title and prints how long it took.
phase() {
  local on_failure=$1 title=$2 start=$SECONDS
  shift 2
  say "== $title"
  "$@" || fail "$on_failure"
  say "== $title: $((SECONDS - start)) s"
}

# A build folder that root left behind would fail later and less clearly.
require_writable() {
  local path
  for path in "$@"; do
    if [[ -e $path && ! -w $path ]]; then
      fail "$path belongs to $(stat -c %U "$path"): remove it, or run this as that user"
    fi
  done
}

# build PRESET TARGET [CMAKE ARGUMENT...]
build() {
  local preset=$1 target=$2
  shift 2
  require_writable build "build/$preset"
  phase "configuring failed: the message above says what is missing; remove build/$preset to start afresh" \
    "configure build/$preset" cmake --preset "$preset" "$@"
  phase "the build failed: the first error above is the one to mend" \
    "build build/$preset" cmake --build --preset "$preset" --target "$target"
}
