#!/bin/sh
# Gathers the licenses of what the binary holds besides framectl's own sources, in the folder that is named.
set -eu
cd "$(dirname "$0")/.."
to=$1
mkdir -p "$to"
for package in .build/checkouts/*/; do
    [ -d "$package" ] || { echo "note: the packages are not checked out here, so that their licenses are left out" >&2; break; }
    for file in "$package"LICENSE* "$package"NOTICE*; do
        [ ! -f "$file" ] || install -m 644 "$file" "$to/$(basename "$package")-$(basename "$file")"
    done
done
swift=$(dirname "$(realpath "$(command -v swift || echo /)")")/../share
for file in "$swift/swift/LICENSE.txt" "$swift/doc/swift/LICENSE.txt"; do
    [ ! -f "$file" ] || install -m 644 "$file" "$to/swift-LICENSE.txt"
done
for library in libsqlite3-0 libstdc++6; do
    file=/usr/share/doc/$library/copyright
    [ ! -f "$file" ] || install -m 644 "$file" "$to/$library-copyright"
done
