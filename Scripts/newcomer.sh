#!/bin/bash
# What somebody new does, timed: the commands of the README's first block under "Try it", as they stand there, in a fresh clone, until
# a simulated account has been closed. Fails when that takes more than five commands, or does not happen.
#     Scripts/newcomer.sh           here, with what this machine has
#     Scripts/newcomer.sh --bare    in a bare Debian 12 with git, make, and this machine's Swift with the libraries that Swift itself
#                                   runs with, and nothing else; needs root and debootstrap. SHOW="FOLDER …" lets it see further
#                                   folders, such as a mirror of packages.
set -euo pipefail
cd "$(dirname "$0")/.."
source=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The block: the first indented or fenced lines under the heading, without what is only said beside them.
python3 - README.md >"$work/commands" <<'PYTHON'
import re, sys
text = open(sys.argv[1]).read()
section = re.search(r"^## Try it\n(.*?)(?=^## )", text, re.S | re.M)[1]
block = re.search(r"^```\w*\n(.*?)^```|((?:^    [^\n]*\n)+)", section, re.S | re.M)
lines = [line.strip() for line in (block[1] or block[2]).split("\n")]
commands = [re.sub(r"^\$ |\s+# .*", "", line) for line in lines if line and not line.startswith("#")]
print("\n".join(commands))
PYTHON

# In the shell that carries them out: each is timed, and what is printed is looked at after each.
cat >"$work/walk.sh" <<'WALK'
set -uo pipefail
started=$EPOCHREALTIME
seconds() { awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f s", to - from }'; }
count=0
while IFS= read -r -u 3 line; do
    count=$((count + 1))
    if [ "$count" -gt 5 ]; then echo "newcomer: five commands did not lead to a close"; exit 1; fi
    began=$EPOCHREALTIME
    echo "\$ $line"
    # No pipe: a command such as cd has to act in this shell.
    eval "$line" </dev/null >>"$LOG" 2>&1 || { status=$?; tail -n 40 "$LOG"; echo "newcomer: ended with $status: $line"; exit 1; }
    echo "  $(seconds "$began")"
    if verdict=$(grep -aE "^All [1-9][0-9]* sessions closed\.$" "$LOG"); then
        echo "$verdict"
        echo "newcomer: $count commands, $(seconds "$started") to the first close"
        exit 0
    fi
done 3<"$COMMANDS"
tail -n 40 "$LOG"
echo "newcomer: the commands closed nothing"
exit 1
WALK

# A clone that the README makes itself is made from this one, whatever address it names; otherwise it is here before.
git clone -q "$source" "$work/framectl"
address=$(sed -n 's/^git clone \([^ ]*\).*/\1/p' "$work/commands")
place=$work/framectl
if [ -n "$address" ]; then
    mv "$work/framectl" "$work/origin"
    place=$work
    export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0="url.file://$work/origin.insteadOf" GIT_CONFIG_VALUE_0="$address"
fi
export COMMANDS=$work/commands LOG=$work/log
: >"$LOG"

if [ "${1:-}" != --bare ]; then
    cd "$place"
    bash "$work/walk.sh"
    exit
fi

root=$source/.build/newcomer
swift=$(dirname "$(dirname "$(dirname "$(realpath "$(command -v swift)")")")")
if [ ! -e "$root/usr/bin/make" ]; then
    rm -rf "$root"
    packages=git,make,ca-certificates,libcurl4,libedit2,libncurses6,libsqlite3-0,libxml2
    debootstrap --variant=minbase "--include=$packages" bookworm "$root" http://deb.debian.org/debian >"$work/debootstrap.log"
fi
fresh=$work/root
cp -a --reflink=auto "$root" "$fresh"
cat >"$work/enter.sh" <<'ENTER'
set -euo pipefail
mount -t proc proc "$FRESH/proc"
for folder in $SWIFT ${SHOW:-}; do
    mkdir -p "$FRESH$folder"
    mount --rbind -o ro "$folder" "$FRESH$folder"
done
# The way to packages, where this machine has another one than the network.
git -C / config --list --null | while IFS= read -r -d '' entry; do
    chroot "$FRESH" git config --system --add "${entry%%$'\n'*}" "${entry#*$'\n'}"
done
cp /etc/resolv.conf "$FRESH/etc/"
exec env -i HOME=/root LANG=C.UTF-8 PATH="$SWIFT/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
    COMMANDS=/new/commands LOG=/new/log GIT_CONFIG_COUNT="${GIT_CONFIG_COUNT:-0}" GIT_CONFIG_KEY_0="${GIT_CONFIG_KEY_0:-}" \
    GIT_CONFIG_VALUE_0="${GIT_CONFIG_VALUE_0:-}" "$(command -v chroot)" "$FRESH" bash -c 'cd "$0" && bash /new/walk.sh' "$PLACE"
ENTER
mkdir "$fresh/new"
for part in commands log walk.sh framectl origin; do [ ! -e "$work/$part" ] || cp -a "$work/$part" "$fresh/new/"; done
[ -z "$address" ] || export GIT_CONFIG_KEY_0="url.file:///new/origin.insteadOf"
export FRESH=$fresh SWIFT=$swift PLACE=/new/${place#"$work"}
unshare --mount --pid --fork --kill-child bash "$work/enter.sh"
