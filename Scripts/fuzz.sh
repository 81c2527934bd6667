#!/bin/sh
# Feeds the fuzz targets under libFuzzer, one after the other: Scripts/fuzz.sh [TARGET …], all without one.
# SECONDS_EACH says for how long each (60), or RUNS with how many inputs, the same ones every time from the same corpus; SCRATCH where
# all is built and kept (.build-fuzz). With REPLAY=FILE it reads one input again instead.
set -eu
cd "$(dirname "$0")/.."
seconds=${SECONDS_EACH:-60}
if [ -n "${RUNS:-}" ]; then bounds="-runs=$RUNS -seed=1"; else bounds=-max_total_time=$seconds; fi
scratch=${SCRATCH:-.build-fuzz}
corpora=Tests/FuzzingTests/Corpus
[ $# -gt 0 ] || set -- $(ls "$corpora")
for target in "$@"; do
    [ -d "$corpora/$target" ] || { echo "no target $target, only:" $(ls "$corpora") >&2; exit 64; }
done

export FRAMECTL_FUZZER=1
swift build --scratch-path "$scratch" --product Fuzzer
fuzzer=$(swift build --scratch-path "$scratch" --show-bin-path)/Fuzzer
work=$scratch/fuzzing
findings=$work/findings
mkdir -p "$findings"
# A trap is libFuzzer's to catch, which keeps the input.
export SWIFT_BACKTRACE=enable=no

if [ -n "${REPLAY:-}" ]; then
    FUZZ_TARGET=$1 exec "$fuzzer" "$REPLAY"
fi
for target in "$@"; do
    export FUZZ_TARGET="$target"
    mkdir -p "$work/$target"
    "$fuzzer" words >"$work/$target.dict"
    log=$work/$target.log
    started=$(date +%s)
    # shellcheck disable=SC2086
    if "$fuzzer" $bounds -max_len=4096 -timeout=25 -rss_limit_mb=2048 -print_final_stats=1 \
        -dict="$work/$target.dict" -artifact_prefix="$findings/$target-" "$work/$target" "$corpora/$target" >"$log" 2>&1
    then
        inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        echo "$target: $inputs inputs in $(($(date +%s) - started)) seconds, nothing found"
        continue
    fi
    input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
    grep -aE "^$target: |Fatal error|SUMMARY|^Base64: " "$log" || tail -n 20 "$log"
    echo "$target: found something; the whole story is in $log"
    echo "The input once more: make fuzz TARGET=$target REPLAY=$input"
    echo "When it is mended, keep it as a test: mv $input $corpora/$target/"
    exit 1
done
