#!/bin/sh
# What framectl must do wherever it is installed; run inside a root that has a shell: scenario.sh VERSION PREFIX.
# Ends with what failed.
set -eu
version=$1 prefix=$2
work=$(mktemp -d)
cd "$work"
fail() {
    for log in *.log; do [ ! -s "$log" ] || { echo "$log:"; tail -n 20 "$log"; }; done
    echo "failed: $*"
    exit 1
}

! command -v swift || fail "a root with Swift in it shows nothing"
[ "$(framectl --version)" = "$version" ] || fail "framectl --version"
framectl --help >help.log || fail "framectl --help"
grep -q "^OVERVIEW: " help.log || fail "the help has no overview"
framectl demo >demo.log 2>&1 || fail "framectl demo"
grep -qF "All 58 sessions closed." demo.log || fail "the demo closed something else"

# A close of one's own, against a simulated classroom.
framectl simulate --scenario classroom >simulate.log 2>&1 &
server=$!
tries=0
until grep -q "export FRAME_PROFILE=" simulate.log; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || fail "framectl simulate prints no settings"
    sleep 0.1
done
eval "$(grep -o 'export FRAME_[A-Z_]*=.*' simulate.log)"
framectl close --confirm "close 27 sessions" >close.log 2>&1 || fail "framectl close"
grep -qF "All 27 sessions closed." close.log || fail "the close closed something else"
framectl runs verify >verify.log 2>&1 || fail "framectl runs verify"

# Hours in another time zone: what the clock shows there, and that nothing is closed outside them. The rules are in the binary.
mkdir -p "$HOME/.config/framectl/profiles"
minute() { TZ=Europe/Zurich date -d "$1" +%H:%M; }
if [ -e /usr/share/zoneinfo/Europe/Zurich ]; then
    before=$(minute now)
    hours="$(minute '2 hours')-$(minute '3 hours')"
else
    # Zurich is an hour before UTC in winter, and two in summer.
    before=any
    hours="$(date -u -d '7 hours' +%H:%M)-$(date -u -d '8 hours' +%H:%M)"
fi
printf 'protect:\n  hours: %s\n  timezone: Europe/Zurich\n' "$hours" >"$HOME/.config/framectl/profiles/hours.yaml"
chmod 600 "$HOME/.config/framectl/profiles/hours.yaml"
status=0
framectl close --yes --profile hours >hours.log 2>&1 || status=$?
[ "$status" = 4 ] || fail "a profile with hours ends with $status"
grep -qF "closes $hours Europe/Zurich only, and it is " hours.log || fail "a profile with hours is not kept to"
shown=$(sed -n 's/.*and it is \([0-9:]*\) Europe\/Zurich there.*/\1/p' hours.log)
case $before in
any)
    # Whole hours lie between there and here, one or two.
    minutes() { echo "$1" | sed 's/^0*\([0-9]\)/\1/; s/:0*\([0-9]\)/ \1/' | { read -r h m; echo $((h * 60 + m)); }; }
    ahead=$(((($(minutes "$shown") - $(minutes "$(date -u +%H:%M)")) % 1440 + 1440) % 1440))
    [ "$ahead" = 60 ] || [ "$ahead" = 120 ] || [ "$ahead" = 59 ] || [ "$ahead" = 119 ] || fail "it shows $shown for Zurich"
    ;;
*)
    [ "$shown" = "$before" ] || [ "$shown" = "$(minute now)" ] || fail "it shows $shown for Zurich, and it is $before"
    ;;
esac

# Zones that schedules are meant in, and the clock of TZ, need the system's rules; without them they are refused, never guessed.
schedule() { framectl schedule --at 18:00 --as systemd --client-secret-file /nowhere --program /usr/bin/framectl "$@"; }
status=0
schedule --timezone Europe/Berlin >schedule.log 2>&1 || status=$?
clock=0
TZ=Europe/Berlin framectl close --yes --between 0:00-23:59 >clock.log 2>&1 || clock=$?
if [ -e /usr/share/zoneinfo/Europe/Berlin ]; then
    [ "$status" = 0 ] || fail "framectl schedule --timezone ends with $status"
    grep -qF "OnCalendar=*-*-* 18:00:00 Europe/Berlin" schedule.log || fail "framectl schedule --timezone"
    [ "$clock" = 0 ] || fail "framectl close --between with TZ ends with $clock"
else
    [ "$status" = 64 ] || fail "framectl schedule --timezone ends with $status, where no zones are known"
    [ "$clock" = 78 ] || fail "framectl close --between ends with $clock, where TZ is not known"
    grep -qF tzdata clock.log || fail "framectl close --between does not say what is missing"
fi

# Without certificate authorities it says so, instead of not connecting for a reason that nobody understands.
if [ ! -e /etc/ssl/certs/ca-certificates.crt ]; then
    status=0
    framectl doctor --profile none --api-url https://127.0.0.1:9/v1 >authorities.log 2>&1 || status=$?
    [ "$status" = 69 ] || fail "framectl doctor ends with $status, where there are no certificate authorities"
    grep -qF "ca-certificates" authorities.log || fail "framectl doctor does not say that ca-certificates is missing"
fi

kill "$server"
status=0
wait "$server" || status=$?
[ "$status" = 0 ] || fail "framectl simulate ends with $status at SIGTERM"

# What the shells and man read.
bash -euc ". '$prefix/share/bash-completion/completions/framectl' && complete -p framectl" >bash.log 2>&1 ||
    fail "bash cannot load the completions"
for page in "$prefix"/share/man/man1/framectl.1* "$prefix"/share/man/man1/framectl-close.1*; do
    [ -s "$page" ] || fail "there is no manual page $page"
done
cd /
rm -rf "$work" "$HOME/.config" "$HOME/.local"
