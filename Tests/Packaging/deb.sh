#!/bin/sh
# The Debian package: no errors for lintian; installed on a bare Debian 12, run there, and removed without a trace.
set -eu
. Tests/Packaging/checks.sh
rm -rf "$WORK/deb"
check "make deb" Scripts/deb.sh "$BINARY" "$WORK/deb"
package=$(echo "$WORK"/deb/framectl_*.deb)
# Whose address stands in it, is up to whoever packs it.
check "lintian finds no errors" lintian --allow-root --fail-on error \
    --suppress-tags bogus-mail-host,bogus-mail-host-in-debian-changelog "$package"

root=$(fresh deb-root)
files "$root" >"$WORK/before.txt"
cp "$package" "$root/tmp/framectl.deb"
cp Tests/Packaging/scenario.sh "$root/tmp/"
check "dpkg installs it, all that it needs being there" within "$root" dpkg --install /tmp/framectl.deb
check "its files are what it says they are" within "$root" dpkg --verify framectl
check "it does its work" as_user "$root" sh /tmp/scenario.sh "$VERSION" /usr
check "dpkg installs it over itself" within "$root" dpkg --install /tmp/framectl.deb
check "dpkg removes it" within "$root" dpkg --purge framectl
files "$root" >"$WORK/after.txt"
check "nothing of it is left" diff "$WORK/before.txt" "$WORK/after.txt"
check "and no folder" sh -c '! find "$0/usr" "$0/etc" -name "*framectl*" | grep .' "$root"
rm -rf "$root"
