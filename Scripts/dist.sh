#!/bin/sh
# Packs a built framectl into dist/framectl-VERSION-linux-ARCH.tar.gz, with its checksum beside it: Scripts/dist.sh BINARY [FOLDER].
# The same binary and the same commit make the same bytes. SOURCE_DATE_EPOCH dates what is packed; by default the commit does.
set -eu
binary=$(realpath "$1")
cd "$(dirname "$0")/.."
folder=${2:-dist}
epoch=$(Scripts/source-date.sh)
name=framectl-$("$binary" --version)-linux-$(uname -m)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
Scripts/install.sh "$binary" "$work/$name"
tar --create --file "$work/packed.tar" --directory "$work" --format=gnu --sort=name --mtime="@$epoch" \
    --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX "$name"
gzip -9n "$work/packed.tar"
mkdir -p "$folder"
mv "$work/packed.tar.gz" "$folder/$name.tar.gz"
cd "$folder"
sha256sum "$name.tar.gz" >"$name.tar.gz.sha256"
echo "packed $folder/$name.tar.gz"
