#!/usr/bin/env bash
# tools/fuzz.sh SECONDS [FUZZER ...]: runs fuzzers of build/fuzz (all of them by default), as many at once as there are processors. Each
# begins with tests/corpus/<fuzzer> and keeps what it discovers in build/fuzz/corpus/<fuzzer>, so that a later run goes on from there.
# The random seed is LIKENESS_FUZZ_SEED (1), so that what ./test finds is due to a change and comes again; 0 searches at random.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=$1
shift
fuzzers=("$@")
[ ${#fuzzers[@]} -eq 0 ] && mapfile -t fuzzers < build/fuzz/fuzzers.txt

fuzz() { # SECONDS PROGRAM
    local name log
    name=$(basename "$2")
    log=build/fuzz/corpus/$name.log
    mkdir -p "build/fuzz/corpus/$name"
    if "$2" -seed="${LIKENESS_FUZZ_SEED:-1}" -max_total_time="$1" -timeout=10 -rss_limit_mb=2048 -artifact_prefix="build/fuzz/corpus/$name-" "build/fuzz/corpus/$name" "tests/corpus/$name" >"$log" 2>&1; then
        echo "$name: $(grep -oE 'Done [0-9]+ runs' "$log")"
    else
        echo "$name failed:" >&2
        tail -40 "$log" >&2
        return 1
    fi
}
export -f fuzz
printf '%s\n' "${fuzzers[@]}" | xargs -P "$(nproc)" -I{} bash -c 'fuzz "$@"' fuzz "$seconds" {}
