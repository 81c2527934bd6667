#!/bin/sh
# Installs schemathesis into a virtual environment under .build, once for each version of requirements.txt.
set -eu
cd "$(dirname "$0")/../.."
home=.build/conformance
requirements=Tests/Conformance/requirements.txt
if cmp -s "$requirements" "$home/installed.txt" && "$home/venv/bin/python" -c ''; then exit 0; fi

if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing: python3-venv"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv
    else
        echo "missing system package: python3-venv" >&2
        exit 1
    fi
fi

mkdir -p "$home"
rm -f "$home/installed.txt"
python3 -m venv --clear "$home/venv"
"$home/venv/bin/pip" install --quiet --disable-pip-version-check --retries 5 --timeout 30 --only-binary :all: -r "$requirements"
cp "$requirements" "$home/installed.txt"
