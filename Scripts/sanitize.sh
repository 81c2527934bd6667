#!/bin/sh
# Runs the unit tests under sanitizers, one after the other: Scripts/sanitize.sh [thread|address …], both without one.
# Each has a scratch path of its own, .build-thread and .build-address.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- thread address
# Not the end-to-end tests: what they run is another process.
tests='^(FrameAPI|FrameOperations|FrameJournal|FrameSimulator|FramectlCommands|Simulation|Fuzzing)Tests\.'
# Everything takes several times as long here.
export SIMULATION_SEEDS="${SIMULATION_SEEDS:-300}" SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4
# Of leaks it knows nothing here: Swift marks the address of a text in its highest bits, and so every text that lives as long as the
# process is taken for lost.
export ASAN_OPTIONS=detect_leaks=0

for sanitizer in "$@"; do
    scratch=.build-$sanitizer
    preloaded=
    swift build --build-tests --sanitize="$sanitizer" --scratch-path "$scratch"
    if [ "$sanitizer" = thread ]; then
        preloaded=$PWD/$scratch/mutex-order.so
        clang -O1 -shared -fPIC -o "$preloaded" Tests/Sanitizers/mutex-order.c
    fi
    echo "the unit tests under the $sanitizer sanitizer"
    LD_PRELOAD=$preloaded swift test --skip-build --sanitize="$sanitizer" --scratch-path "$scratch" --filter "$tests"
done
