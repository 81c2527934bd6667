#!/bin/sh
# make install into a folder that holds nothing else but what the binary's own headers ask for, and run with that folder as the root. The
# kernel's /proc is there: Swift's runtime cannot do without.
set -eu
. Tests/Packaging/checks.sh
root=$WORK/folder
rm -rf "$root"
mkdir -p "$root"
check "make install" make --no-print-directory install BINARY="$BINARY" DESTDIR="$root" PREFIX=/usr
tool=$root/usr/bin/framectl
check "a binary of that name and nothing else is in bin" sh -c '[ "$(ls "$0/usr/bin")" = framectl ]' "$root"
interpreter=$(readelf -l "$tool" | sed -n 's/.*Requesting program interpreter: \(.*\)\]/\1/p')
for library in "$interpreter" $(ldd "$tool" | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p'); do
    install -D "$(realpath "$library")" "$root$library"
done
echo "          the root: $(cd "$root" && find . -type f ! -path './usr/share/*' | tr '\n' ' ')"
mkdir "$root/proc"
check "--version" sh -c '[ "$0" = "$VERSION" ]' "$(within "$root" /usr/bin/framectl --version)"
check "--help" within "$root" /usr/bin/framectl --help
check "demo says that there is no /tmp" sh -c '! "$@" 2>"$WORK/no-tmp.log" && grep -qF "Set TMPDIR" "$WORK/no-tmp.log"' sh \
    unshare --mount --pid --fork /bin/sh -c 'mount -t proc proc "$0/proc" && exec "$(command -v chroot)" "$0" /usr/bin/framectl demo' "$root"
mkdir -m 1777 "$root/tmp"
check "demo, with no home, no shell, no /etc and no /dev" within "$root" /usr/bin/framectl demo
check "it closed the trade show" holds "$WORK/check.log" "All 58 sessions closed."
check "make uninstall" make --no-print-directory uninstall DESTDIR="$root" PREFIX=/usr
check "nothing of it is left" sh -c '! find "$0" -name "*framectl*" | grep .' "$root"
rm -rf "$root"

home=$WORK/home
rm -rf "$home"
mkdir -p "$home"
chown nobody "$home"
check "a user without rights installs below home" setpriv --reuid nobody --regid nogroup --clear-groups \
    env HOME="$home" PATH="$PATH" sh Scripts/install.sh "$BINARY" "$home/.local"
check "and it runs from there" setpriv --reuid nobody --regid nogroup --clear-groups \
    env -i HOME="$home" PATH="$home/.local/bin:/usr/bin:/bin" sh -c '[ "$(framectl --version)" = "$0" ]' "$VERSION"
rm -rf "$home"
