#!/bin/sh
# Makes sure that what the build and the tests need is there: installs Debian's packages as root, names them otherwise.
# With --shells, tries to have the shells as well whose completions are tested; what is not there is passed over.
set -eu

missing=""
# need PACKAGE TEST...: the package is missing when the test fails.
need() {
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

need git command -v git
need python3 command -v python3
need openssl command -v openssl
need binutils command -v ld
need libc6-dev test -e /usr/include/stdio.h
need libstdc++-12-dev sh -c 'ls -d /usr/include/c++/*'
need libgcc-12-dev sh -c 'ls -d /usr/lib/gcc/*/*/include'
need libsqlite3-dev test -e /usr/include/sqlite3.h
need zlib1g-dev test -e /usr/include/zlib.h
need ca-certificates test -e /etc/ssl/certs/ca-certificates.crt
case "${1:-}" in
--deb) need dpkg-dev command -v dpkg-shlibdeps ;;
--package-test)
    need dpkg-dev command -v dpkg-shlibdeps
    need debootstrap command -v debootstrap
    need lintian command -v lintian
    need man-db command -v man
    need buildah command -v buildah
    ;;
esac

if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing:$missing"
        apt-get update -qq
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
    else
        echo "missing system packages:$missing" >&2
        echo "install them with your package manager, or run this as root on Debian" >&2
        exit 1
    fi
fi

if [ "${1:-}" = --shells ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    if ! { command -v zsh && command -v fish; } >/dev/null; then
        echo "installing: zsh fish"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends zsh fish; } ||
            echo "zsh and fish could not be installed; their completions are not tested" >&2
    fi
fi

if ! command -v swift >/dev/null; then
    echo "Swift 6.3 is missing: install it from https://www.swift.org/install/linux/" >&2
    exit 1
fi
