#!/bin/sh
# Installs the peers, and builds a framectl whose journal keeps nothing, in a copy of the sources, with the options of swift build in
# OPTIMIZED. Called by make bench.
set -eu
cd "$(dirname "$0")/.."
missing=""
for tool in go:golang-go wrk:wrk curl:curl cc:gcc; do
    command -v "${tool%%:*}" >/dev/null || missing="$missing ${tool##*:}"
done
python3 -c 'import venv, ensurepip' 2>/dev/null || missing="$missing python3-venv"
if [ -n "$missing" ]; then
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
fi
# Linked as make release links, which was there before.
export FRAMECTL_ARCHIVES="$PWD/.build/archives"
copy=.build/benchmarks/without-record
mkdir -p "$copy"
git ls-files -z Package.swift Sources Tests | xargs -0 cp --parents -pt "$copy"
cd "$copy"
patch -sp1 < ../../../Benchmarks/without-record.patch
# shellcheck disable=SC2086
swift build $OPTIMIZED --product framectl
patch -Rsp1 < ../../../Benchmarks/without-record.patch
ln -sf "$(swift build -c release --show-bin-path)/framectl" framectl
