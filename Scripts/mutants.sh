#!/bin/sh
# Breaks the engine in each of the ways under Tests/SimulationTests/Mutants, one at a time, and demands that simulated worlds find it.
# The work is done in a copy that holds nothing but the engine and its worlds, so that the sources stay as they are and a build is short.
# Usage: Scripts/mutants.sh [NAME …]; SEEDS=1000. The name "none" stands for the engine as it is, which has to pass.
set -eu
cd "$(dirname "$0")/.."
copy=.build/mutants
mkdir -p "$copy"
rm -rf "$copy/Sources" "$copy/Tests"
git ls-files -z Package.swift Sources Tests | xargs -0 cp --parents -pt "$copy"
[ ! -f Package.resolved ] || cp -p Package.resolved "$copy"
[ $# -gt 0 ] || set -- $(ls Tests/SimulationTests/Mutants | sed 's/\.patch$//')
cat >>"$copy/Package.swift" <<'END'

let kept = ["FrameAPI", "FrameOperations", "FrameSimulator", "DeterministicTesting", "SimulationTests"]
package.targets.removeAll { !kept.contains($0.name) }
package.products = []
END
seeds=${SEEDS:-1000}
missed=0
cd "$copy"
for name in "$@"; do
    patch=Tests/SimulationTests/Mutants/$name.patch
    if [ "$name" != none ] && ! patch --dry-run -sp1 <"$patch" >patch.log 2>&1; then
        echo "$name: does not apply"; missed=$((missed + 1)); continue
    fi
    [ "$name" = none ] || patch -sp1 <"$patch"
    if ! swift build --build-tests >build.log 2>&1; then
        echo "$name: does not build"; grep -m3 error: build.log || tail -5 build.log; missed=$((missed + 1))
    elif SIMULATION_SEEDS=$seeds SIMULATION_BREACHES=1 swift test --skip-build --filter 'SeedTests/laws' >run.log 2>&1; then
        if [ "$name" = none ]; then echo "none: passes"; else
            echo "$name: not found in $seeds worlds"; missed=$((missed + 1))
        fi
    else
        echo "$name: found, first in $(grep -m1 -oE 'seed [0-9]+: .*' run.log || echo 'a run that ended early')"
        [ "$name" != none ] || missed=$((missed + 1))
    fi
    [ "$name" = none ] || patch -Rsp1 <"$patch"
done
[ "$missed" -eq 0 ] || { echo "$missed not as they should be"; exit 1; }
