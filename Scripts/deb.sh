#!/bin/sh
# Makes a Debian package of a built framectl: Scripts/deb.sh BINARY [FOLDER]. DEBFULLNAME and DEBEMAIL say who packs
# it; by default it is whoever made the commit.
set -eu
umask 022
binary=$(realpath "$1")
cd "$(dirname "$0")/.."
folder=${2:-dist}
SOURCE_DATE_EPOCH=$(Scripts/source-date.sh)
export SOURCE_DATE_EPOCH
version=$("$binary" --version)-1
architecture=$(dpkg --print-architecture)
packer="${DEBFULLNAME:-$(git log -1 --format=%an)} <${DEBEMAIL:-$(git log -1 --format=%ae)}>"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
doc=$root/usr/share/doc/framectl
Scripts/install.sh "$binary" "$root/usr"

# Debian's own places for what other systems have elsewhere.
gzip -9n "$root"/usr/share/man/man1/*.1
mv "$root/usr/share/zsh/site-functions" "$root/usr/share/zsh/vendor-completions"
rm "$doc/LICENSE"
mv "$doc/CHANGELOG.md" "$doc/changelog"
{
    echo "framectl ($version) unstable; urgency=medium"
    echo
    echo "  * What is new stands in changelog.gz."
    echo
    echo " -- $packer  $(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")"
} >"$doc/changelog.Debian"
gzip -9n "$doc/changelog" "$doc/changelog.Debian"
install -m 644 packaging/debian/copyright "$doc/copyright"
install -D -m 644 packaging/debian/lintian-overrides "$root/usr/share/lintian/overrides/framectl"

# dpkg-shlibdeps looks for a source package around it.
mkdir "$work/debian" "$root/DEBIAN"
touch "$work/debian/control"
needs=$(cd "$work" && dpkg-shlibdeps -O --ignore-missing-info -e"$root/usr/bin/framectl" 2>"$work/shlibdeps.log") ||
    { cat "$work/shlibdeps.log" >&2; exit 1; }
{
    echo "Package: framectl"
    echo "Version: $version"
    echo "Architecture: $architecture"
    echo "Maintainer: $packer"
    echo "Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f1)"
    echo "Depends: ${needs#shlibs:Depends=}"
    cat packaging/debian/control
} >"$root/DEBIAN/control"
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
mkdir -p "$folder"
dpkg-deb --root-owner-group -Zxz -z3 --build "$root" "$folder/framectl_${version}_$architecture.deb" >"$work/build.log" ||
    { cat "$work/build.log" >&2; exit 1; }
echo "packed $folder/framectl_${version}_$architecture.deb"
