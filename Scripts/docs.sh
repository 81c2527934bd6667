#!/usr/bin/env bash
# Builds the documentation of FrameAPI, articles and tutorial included, into .build/docs/FrameAPI.doccarchive, as a site that any
# server of files can serve. Ends with 1 when a link leads nowhere, a public declaration has no documentation, or a type is in no
# group of topics.
set -euo pipefail
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
catalog=Sources/FrameAPI/FrameAPI.docc
graphs=.build/docs/graphs

docc=$(command -v docc || echo "$(dirname "$(readlink -f "$(command -v "$swift")")")/docc")
if ! [ -x "$docc" ]; then
    echo "docc is missing: it comes with Swift's toolchains" >&2
    exit 1
fi

"$swift" build --target FrameAPI
bin=$("$swift" build --show-bin-path)
# The modules in C that FrameAPI's own dependencies are built on.
maps=()
for map in "$bin"/*.build/module.modulemap .build/checkouts/*/Sources/*/include/module.modulemap; do
    if [ -e "$map" ]; then maps+=(-Xcc "-fmodule-map-file=$map"); fi
done
triple=$("$swift" -print-target-info | python3 -c 'import json, sys; print(json.load(sys.stdin)["target"]["triple"])')
rm -rf .build/docs
mkdir -p "$graphs"
"$swift" symbolgraph-extract -module-name FrameAPI -target "$triple" -I "$bin/Modules" "${maps[@]}" \
    -minimum-access-level public -skip-synthesized-members -output-dir "$graphs"

Scripts/undocumented.py "$graphs/FrameAPI.symbols.json" "$catalog"
"$docc" convert "$catalog" --additional-symbol-graph-dir "$graphs" --output-path .build/docs/FrameAPI.doccarchive \
    --fallback-display-name FrameAPI --fallback-bundle-identifier framectl.FrameAPI --warnings-as-errors
echo "built .build/docs/FrameAPI.doccarchive; to read it:"
echo "  python3 -m http.server --bind 127.0.0.1 --directory .build/docs/FrameAPI.doccarchive 8000"
echo "  http://127.0.0.1:8000/documentation/frameapi"
