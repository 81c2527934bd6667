#!/bin/sh
# The tarball: made twice alike, unpacked on a bare Debian 12, run there, with and without the rules of time zones.
set -eu
. Tests/Packaging/checks.sh
name=framectl-$VERSION-linux-$(uname -m).tar.gz
rm -rf "$WORK/dist" "$WORK/again"
check "make dist" Scripts/dist.sh "$BINARY" "$WORK/dist"
check "once more, it is the same to the byte" \
    sh -c 'umask 077; Scripts/dist.sh "$BINARY" "$WORK/again" && cmp "$WORK/dist/$0" "$WORK/again/$0"' "$name"

root=$(fresh tarball-root)
cp "$WORK/dist/$name" "$WORK/dist/$name.sha256" Tests/Packaging/scenario.sh "$root/tmp/"
check "its checksum fits" within "$root" sh -c "cd /tmp && sha256sum -c $name.sha256"
check "it unpacks into /usr/local" \
    within "$root" tar -xzf "/tmp/$name" --strip-components=1 --no-same-owner -C /usr/local
check "the binary asks for glibc and its libgcc_s alone" sh -c '
    ! readelf -d "$0" | grep NEEDED | grep -vE "\[(libc|libm|libgcc_s|ld-linux-[a-z0-9-]+)\.so\.[0-9]+\]"' "$root/usr/local/bin/framectl"
check "it is stripped" sh -c '! readelf -S "$0" | grep -q "\.debug_info"' "$root/usr/local/bin/framectl"
check "every manual page is without mistakes" sh -c '
    for page in "$0"/usr/local/share/man/man1/*.1; do
        LC_ALL=C.UTF-8 MANROFFSEQ="" man --warnings -E UTF-8 -l -Tutf8 "$page" 2>&1 >/dev/null
    done | { ! grep .; }' "$root"
check "on a bare Debian 12 it does its work" as_user "$root" sh /tmp/scenario.sh "$VERSION" /usr/local
check "and for root as well" within "$root" sh /tmp/scenario.sh "$VERSION" /usr/local
rm -rf "$root/usr/share/zoneinfo" "$root/etc/localtime"
check "and without the rules of time zones" as_user "$root" sh /tmp/scenario.sh "$VERSION" /usr/local
rm -rf "$root"
