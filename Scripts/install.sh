#!/bin/sh
# Lays a built framectl out under a folder such as /usr/local: the stripped binary, completions, manual pages, documents.
#     Scripts/install.sh BINARY FOLDER
#     Scripts/install.sh --remove FOLDER    takes away what was laid out there, by this version or an earlier one
set -eu
umask 022
case "$2" in
/*) ;;
*) echo "PREFIX and DESTDIR have to be whole paths, not: $2" >&2; exit 64 ;;
esac
to=$2
name=framectl

# Everything but the binary, which keeps running while it is replaced.
remove_shared() {
    rm -f "$to/share/man/man1/$name.1" "$to/share/man/man1/$name"-*.1 \
        "$to/share/bash-completion/completions/$name" "$to/share/zsh/site-functions/_$name" \
        "$to/share/fish/vendor_completions.d/$name.fish"
    rm -rf "$to/share/doc/$name"
}

if [ "$1" = --remove ]; then
    remove_shared
    rm -f "$to/bin/$name"
    exit
fi

binary=$(realpath "$1")
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
strip --strip-all -o "$work/$name" "$binary"
for shell in bash zsh fish; do "$work/$name" --generate-completion-script "$shell" >"$work/$shell"; done
# A file of completions is read by a shell and never run.
sed -i '1{/^#!/d}' "$work/bash"

remove_shared
# put FILE FOLDER NAME
put() {
    mkdir -p "$to/$2"
    install -m 644 "$1" "$to/$2/$3"
}
put "$work/bash" share/bash-completion/completions "$name"
put "$work/zsh" share/zsh/site-functions "_$name"
put "$work/fish" share/fish/vendor_completions.d "$name.fish"
for page in docs/man/*.1; do put "$page" share/man/man1 "${page##*/}"; done
for file in README.md LICENSE CHANGELOG.md SECURITY.md; do put "$file" "share/doc/$name" "$file"; done
for file in docs/*.md docs/openapi.yaml; do put "$file" "share/doc/$name/docs" "${file##*/}"; done
for file in docs/guides/*; do put "$file" "share/doc/$name/docs/guides" "${file##*/}"; done
for file in docs/images/*; do put "$file" "share/doc/$name/docs/images" "${file##*/}"; done
Scripts/licenses.sh "$to/share/doc/$name/licenses"

mkdir -p "$to/bin"
install -m 755 "$work/$name" "$to/bin/.$name.new"
mv -f "$to/bin/.$name.new" "$to/bin/$name"
