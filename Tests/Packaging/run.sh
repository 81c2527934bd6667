#!/bin/sh
# Makes every package and runs each where nothing else is installed: Tests/Packaging/run.sh [BINARY]. Needs root and Debian.
# A part alone: PARTS="tarball deb folder container newer". Everything is kept below .build/packaging; the root of Debian, too.
set -eu
cd "$(dirname "$0")/../.."
[ "$(id -u)" = 0 ] || { echo "package-test: chroot, mount and debootstrap need root" >&2; exit 1; }
if [ $# -gt 0 ]; then binary=$1; else
    make release
    binary=$(swift build -c release --show-bin-path)/framectl
fi
export WORK="$PWD/.build/packaging" BINARY="$binary"
VERSION=$("$BINARY" --version)
export VERSION
mkdir -p "$WORK"

if [ ! -e "$WORK/debian/etc/debian_version" ]; then
    echo "debootstrap: a bare Debian 12"
    rm -rf "$WORK/debian.part"
    debootstrap --variant=minbase bookworm "$WORK/debian.part" http://deb.debian.org/debian >"$WORK/debootstrap.log" ||
        { tail -n 20 "$WORK/debootstrap.log" >&2; exit 1; }
    mv "$WORK/debian.part" "$WORK/debian"
fi

failed=""
for part in ${PARTS:-tarball deb folder container}; do
    echo "$part"
    "Tests/Packaging/$part.sh" || failed="$failed $part"
done
[ -z "$failed" ] || { echo "package-test: failed:$failed" >&2; exit 1; }
echo "package-test: all parts passed"
