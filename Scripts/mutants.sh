#!/bin/sh
# Breaks the engine in each of the ways under Tests/SimulationTests/Mutants, one at a time, and demands that simulated worlds find it.
# The work is done in a copy, so that the sources stay as they are. Usage: Scripts/mutants.sh [NAME …]; SEEDS=1000.
set -eu
cd "$(dirname "$0")/.."
copy=.build/mutants
mkdir -p "$copy"
git ls-files -z | xargs -0 cp --parents -pt "$copy"
seeds=${SEEDS:-1000}
missed=0
[ $# -gt 0 ] || set -- $(ls Tests/SimulationTests/Mutants | sed 's/\.patch$//')
cd "$copy"
for name in "$@"; do
    patch=Tests/SimulationTests/Mutants/$name.patch
    patch -sp1 <"$patch"
    if ! swift build --build-tests >build.log 2>&1; then
        echo "$name: does not build"; tail -5 build.log; missed=$((missed + 1))
    elif SIMULATION_SEEDS=$seeds swift test --skip-build --filter 'SeedTests/laws' >run.log 2>&1; then
        echo "$name: not found in $seeds worlds"; missed=$((missed + 1))
    else
        echo "$name: found, first in $(grep -m1 -oE 'seed [0-9]+: .*' run.log || echo 'a run that ended early')"
    fi
    patch -Rsp1 <"$patch"
done
[ "$missed" -eq 0 ] || { echo "$missed not found"; exit 1; }
