# What the parts of the test share: . Tests/Packaging/checks.sh

# check WORDS COMMAND…: runs a command that must succeed, and says what did not when it fails.
check() {
    words=$1
    shift
    if "$@" >"$WORK/check.new" 2>&1; then
        # What is looked at next is what this one printed.
        mv "$WORK/check.new" "$WORK/check.log"
        echo "  ok      $words"
    else
        sed 's/^/          /' "$WORK/check.new" | tail -n 25 >&2
        echo "  FAILED  $words" >&2
        exit 1
    fi
}

# fresh NAME: a bare Debian of its own; prints its folder.
fresh() {
    rm -rf "${WORK:?}/$1"
    cp -a --reflink=auto "$WORK/debian" "$WORK/$1"
    echo "$WORK/$1"
}

# within ROOT COMMAND…: runs a command in a root, with a mount table and processes of its own and nothing of this environment.
within() {
    root=$1
    shift
    unshare --mount --pid --fork --kill-child /bin/sh -c '
        root=$0
        [ ! -d "$root/proc" ] || mount -t proc proc "$root/proc"
        exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root "$(command -v chroot)" "$root" "$@"
    ' "$root" "$@"
}

# as_user ROOT COMMAND…: the same, as a user who has no rights and an empty home.
as_user() {
    inner=$1
    shift
    rm -rf "$inner/tmp/home"
    mkdir "$inner/tmp/home"
    chown 4711:4711 "$inner/tmp/home"
    within "$inner" setpriv --reuid 4711 --regid 4711 --clear-groups --bounding-set=-all env HOME=/tmp/home "$@"
}

# holds FILE WORDS: whether a file has a line with these words.
holds() {
    grep -qF -- "$2" "$1" || { tail -n 20 "$1"; echo "no line with: $2"; return 1; }
}

# files ROOT: all files and links of a root, but for what dpkg and the runs of a test leave behind.
files() {
    (cd "$1" && find . -xdev \( -path ./proc -o -path ./tmp -o -path ./var/lib/dpkg -o -path ./var/log -o -path ./var/cache \
        -o -path ./root \) -prune -o \( -type f -o -type l \) -print) | LC_ALL=C sort
}
