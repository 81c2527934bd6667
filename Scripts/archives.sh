#!/bin/sh
# Gathers the archives (.a) of the libraries that make release puts into the binary, in the folder that is named. The folder holds
# nothing else, so that the linker finds everything but them where it always does.
set -eu
folder=$1
mkdir -p "$folder"
for library in sqlite3 stdc++; do
    archive=$(clang "-print-file-name=lib$library.a")
    if [ ! -e "$archive" ]; then
        echo "lib$library.a is missing: install the system's development package of the library" >&2
        exit 1
    fi
    ln -sfn "$(realpath "$archive")" "$folder/lib$library.a"
done
