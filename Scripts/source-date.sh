#!/bin/sh
# The time that dates what is packed, in seconds since 1970: SOURCE_DATE_EPOCH, or else that of the commit, or else that of the changelog.
set -eu
cd "$(dirname "$0")/.."
echo "${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}"
