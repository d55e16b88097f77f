#!/usr/bin/env bash
# Runs a program in the unpacked root of an image as a container would: as user 10001, on a root that cannot be written to but for
# /tmp, with the variables that are named and no others. The network is the machine's.
#
#   enter.sh ROOT FOLDER [VARIABLE=VALUE...] PROGRAM [ARGUMENT...]
set -euo pipefail
exec unshare --mount bash -euc '
  root=$1 folder=$2
  shift 2
  mount --bind "$root" "$root"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/tmp"
  mount -o remount,ro,bind "$root"
  exec chroot --userspec=10001:10001 "$root" /usr/bin/env --ignore-environment --chdir="$folder" "$@"' enter "$@"
