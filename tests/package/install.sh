#!/usr/bin/env bash
# install.sh CMAKE BUILD: cmake --install puts a program into any folder that finds its assets there.
set -euo pipefail
cmake=$1 build=$2
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
fail() { printf 'install: %s\n' "$*" >&2; exit 1; }
unset LOSSLAB_ASSETS
"$cmake" --install "$build" --prefix "$prefix" >/dev/null
printf 'x,y\n1,2\n2,3\n3,5\n4,4\n5,7\n' >"$prefix/share/losslab/data/only-here.csv"
moved=$prefix/moved
mkdir "$moved"
mv "$prefix/bin" "$prefix/share" "$moved"
"$moved/bin/losslab" fit only-here.csv --loss huber >/dev/null || fail "its assets are not those beside it"
for file in man/man1/losslab.1 bash-completion/completions/losslab zsh/site-functions/_losslab \
  fish/vendor_completions.d/losslab.fish losslab/languages/en.toml losslab/sessions/outliers.toml; do
  [ -s "$moved/share/$file" ] || fail "$file is missing"
done
[ ! -e "$moved/share/losslab/pictures" ] || fail "the pictures of the README need not be installed"
# What completes in bash is what the program has.
for word in $("$moved/bin/losslab" --help | sed -n 's/^  losslab \([a-z]*\) .*/\1/p'); do
  grep -q "^    $word)" "$moved/share/bash-completion/completions/losslab" || fail "bash does not complete $word"
done
