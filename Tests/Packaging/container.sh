#!/bin/sh
# The Containerfile, built by buildah without an engine: its images are stood in for by the bare Debian, and framectl is not built anew.
set -eu
. Tests/Packaging/checks.sh
store=$WORK/containers
context=$WORK/context
image() { buildah --root "$store" --runroot "$store-run" --storage-driver vfs "$@"; }
# No rights to make new kinds of namespaces are needed this way.
export BUILDAH_ISOLATION=chroot
rm -rf "$context"
mkdir -p "$context"
git ls-files -z | xargs -0 cp --parents -pt "$context"
cp "$BINARY" "$context/framectl.built"

if ! image inspect --type image localhost/stand-in-swift >/dev/null 2>&1; then
    mkdir -p "$WORK/stand-in"
    tar -C "$WORK/debian" -cf "$WORK/stand-in/debian.tar" .
    printf 'FROM scratch\nADD debian.tar /\nCMD ["/bin/sh"]\n' >"$WORK/stand-in/Debian"
    printf 'FROM localhost/stand-in-debian\nRUN apt-get update && apt-get install -y --no-install-recommends binutils\n' \
        >"$WORK/stand-in/Swift"
    check "an image of a bare Debian" image build -t localhost/stand-in-debian -f "$WORK/stand-in/Debian" "$WORK/stand-in"
    check "an image to install from" image build -t localhost/stand-in-swift -f "$WORK/stand-in/Swift" "$WORK/stand-in"
fi
check "every step of the Containerfile" image build --no-cache -t localhost/framectl \
    --build-arg SWIFT=localhost/stand-in-swift --build-arg RUNTIME=localhost/stand-in-debian \
    --build-arg BINARY=framectl.built -f "$context/Containerfile" "$context"

container=$(image from localhost/framectl)
root=$(image mount "$container")
config() { image inspect --type image --format "{{$1}}" localhost/framectl; }
check "it runs framectl, as a user without rights" sh -c '[ "$0 $1" = "[/usr/bin/framectl] 10001" ]' \
    "$(config .OCIv1.Config.Entrypoint)" "$(config .OCIv1.Config.User)"

# within the image, as that user or another one, with the image's own variables
run_as() {
    user=$1
    shift
    # shellcheck disable=SC2046
    unshare --mount --pid --fork --kill-child /bin/sh -c '
        root=$0
        mount -t proc proc "$root/proc"
        exec "$@"
    ' "$root" env -i $(config 'range .OCIv1.Config.Env}}{{println .}}{{end') \
        "$(command -v chroot)" --userspec="$user:$user" "$root" "$@"
}
check "--version" sh -c '[ "$0" = "$VERSION" ]' "$(run_as 10001 /usr/bin/framectl --version)"
check "certificate authorities and time zones are there" \
    test -s "$root/etc/ssl/certs/ca-certificates.crt" -a -s "$root/usr/share/zoneinfo/Europe/Berlin"
check "demo" run_as 10001 /usr/bin/framectl demo
check "nothing but its record can be written by it" sh -c '
    ! "$(command -v chroot)" --userspec=10001:10001 "$0" find / -xdev -writable -type d -user 10001 | grep -vE "^/(home/framectl|settings|record)"' "$root"

# Another user of the host, with settings and a record that are mounted.
mkdir -p "$root/settings/framectl/profiles"
rm -f "$WORK/simulate.log"
"$BINARY" simulate --scenario classroom >"$WORK/simulate.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; image rm "$container" >/dev/null 2>&1 || true' EXIT
tries=0
until grep -qs "export FRAME_PROFILE=" "$WORK/simulate.log"; do
    tries=$((tries + 1))
    [ "$tries" -lt 300 ] || { cat "$WORK/simulate.log" >&2; exit 1; }
    sleep 0.1
done
value() { sed -n "s/.*export $1=//p" "$WORK/simulate.log"; }
(
    umask 077
    value FRAME_CLIENT_SECRET >"$root/settings/framectl/profiles/class.secret"
    printf 'client_id: %s\naccount: %s\napi_url: %s\nclient_secret_file: /settings/framectl/profiles/class.secret\n' \
        "$(value FRAME_CLIENT_ID)" "$(value FRAME_ACCOUNT_ID)" "$(value FRAME_API_URL)" \
        >"$root/settings/framectl/profiles/class.yaml"
)
chown -R 4711:4711 "$root/settings/framectl" "$root/record/framectl"
check "any user closes with the settings of /settings" \
    run_as 4711 /usr/bin/framectl close --profile class --confirm "close 27 sessions"
check "and keeps the record in /record" test -s "$root/record/framectl/journal.sqlite"
check "which is whole" run_as 4711 /usr/bin/framectl runs verify
