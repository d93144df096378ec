#!/usr/bin/env bash
# Installs a package in a clean Debian, starts what is in it, and removes it again: ./dev package --check.
# check.sh ROOT PACKAGE.deb ARCHIVE.tar.gz: ROOT is a folder with a fresh system in it (debootstrap). Needs root.
set -euo pipefail
root=$1 package=$2 archive=$3
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
fail() { printf 'check: %s\n' "$*" >&2; exit 1; }
step() { printf '%s\n' "- $*" >&2; }

cleanup() { umount "$root/proc" "$root/dev/shm" "$root/dev" 2>/dev/null || true; }
trap cleanup EXIT
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/dev/shm" 2>/dev/null || true
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp "$package" "$root/tmp/losslab.deb"
cp "$archive" "$root/tmp/losslab.tar.gz"

step "installing it with what it depends on"
# apt is asked for something; what it says is shown where that fails.
apt() { inside apt-get -q -y "$@" >"$root/tmp/apt.log" 2>&1 || fail "apt-get $*: $(tail -5 "$root/tmp/apt.log")"; }
apt update
apt install --no-install-recommends xvfb xauth xdotool libgl1-mesa-dri libglib2.0-bin shared-mime-info \
  desktop-file-utils man-db bash-completion
inside sh -c 'find / -xdev -path /proc -prune -o -path /dev -prune -o -path /tmp -prune -o -print | sort' >"$root/tmp/before"
apt install --no-install-recommends /tmp/losslab.deb

step "the command line finds its assets"
inside losslab --version
inside sh -c 'cd /tmp && losslab fit phones.csv --loss huber --json >/dev/null && losslab eval huber --at 1 >/dev/null'
inside losslab figure /usr/share/losslab/sessions/outliers.toml -o /tmp/figure.svg
inside losslab animate /usr/share/losslab/sessions/outliers.toml -o /tmp/run.gif --seconds 1 --size 320x200
head -c 6 "$root/tmp/run.gif" | grep -q GIF89a || fail "the animation is none"

step "without libav an MP4 is refused in a sentence"
if inside losslab animate /usr/share/losslab/sessions/outliers.toml -o /tmp/run.mp4 --seconds 1 2>"$root/tmp/mp4"; then
  fail "an MP4 was made without libav"
fi
grep -q "MP4 needs libav" "$root/tmp/mp4" || fail "no sentence about libav: $(cat "$root/tmp/mp4")"

step "the window opens a session"
cat >"$root/tmp/window.sh" <<'IN'
set -eu
export LIBGL_ALWAYS_SOFTWARE=1
losslab /usr/share/losslab/sessions/losses.toml &
program=$!
opened=
for i in $(seq 120); do
  opened=$(xdotool search --name "losses.* LossLab|LossLab" 2>/dev/null | head -1) && [ -n "$opened" ] && break
  sleep 0.5
done
[ -n "$opened" ]
kill -0 $program
xdotool key ctrl+q
for i in $(seq 120); do kill -0 $program 2>/dev/null || exit 0; sleep 0.5; done
exit 1
IN
inside xvfb-run -a -s "-screen 0 1280x800x24" sh /tmp/window.sh || fail "the window did not open and close"
inside losslab shot /usr/share/losslab/sessions/boxes.toml -o /tmp/shot.png

step "the desktop knows its files"
inside desktop-file-validate /usr/share/applications/losslab.desktop
printf '[package]\nname = "x"\nversion = "1"\n' >"$root/tmp/Cargo.toml"
type_of() { inside gio info -a standard::content-type "$1" | sed -n 's/.*content-type: //p'; }
for session in "$root"/usr/share/losslab/sessions/*.toml; do
  file=${session#"$root"}
  [ "$(type_of "$file")" = application/x-losslab-session ] || fail "$file is taken for $(type_of "$file")"
done
for lesson in "$root"/usr/share/losslab/lessons/*.toml; do
  file=${lesson#"$root"}
  [ -f "$lesson" ] && [ "${file##*/}" != courses.toml ] || continue
  [ "$(type_of "$file")" = application/x-losslab-lesson ] || fail "$file is taken for $(type_of "$file")"
done
[ "$(type_of /tmp/Cargo.toml)" = application/toml ] || fail "another program's TOML is taken for $(type_of /tmp/Cargo.toml)"
inside gio mime application/x-losslab-session | grep -q losslab.desktop || fail "no program opens sessions"
for file in icons/hicolor/scalable/apps/losslab.svg icons/hicolor/48x48/apps/losslab.png; do
  [ -s "$root/usr/share/$file" ] || fail "$file is missing"
done

step "manual and completions"
inside sh -c 'man --warnings -l /usr/share/man/man1/losslab.1 >/tmp/man.txt 2>/tmp/man.err'
[ ! -s "$root/tmp/man.err" ] || fail "the manual: $(cat "$root/tmp/man.err")"
grep -q "losslab animate" "$root/tmp/man.txt" || fail "the manual lacks subcommands"
inside bash -c '. /usr/share/bash-completion/completions/losslab
  COMP_WORDS=(losslab ani); COMP_CWORD=1; _losslab; [ "${COMPREPLY[*]}" = animate ] || exit 1
  COMP_WORDS=(losslab fit --loss hub); COMP_CWORD=3; _losslab; [[ " ${COMPREPLY[*]} " == *" huber "* ]] || exit 1
  COMP_WORDS=(losslab figure --dp); COMP_CWORD=2; _losslab; [ "${COMPREPLY[*]}" = --dpi ]' || fail "bash completes nothing"

step "removing it leaves nothing behind"
apt remove --purge losslab
inside sh -c 'find / -xdev -path /proc -prune -o -path /dev -prune -o -path /tmp -prune -o -print | sort' >"$root/tmp/after"
left=$(comm -13 "$root/tmp/before" "$root/tmp/after" | grep -i losslab | grep -v '^/root/\.local/state/losslab' || true)
[ -z "$left" ] || fail "left behind: $left"

step "the archive runs from any folder"
inside sh -c 'mkdir -p /opt/somewhere && tar -xzf /tmp/losslab.tar.gz -C /opt/somewhere --strip-components=1'
inside sh -c 'cd / && /opt/somewhere/bin/losslab fit phones.csv --loss huber --json >/dev/null'
inside /opt/somewhere/bin/losslab figure /opt/somewhere/share/losslab/sessions/outliers.toml -o /tmp/figure2.svg
inside rm -rf /opt/somewhere
cmp -s "$root/tmp/figure.svg" "$root/tmp/figure2.svg" || fail "the archive draws another figure"
step "all is well"
