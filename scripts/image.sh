#!/usr/bin/env bash
# Builds the container image with buildah, which needs no daemon, and tries it: its operator starts from the image's own files
# and brings ModelDeployments through their rollouts on a simulated cluster. Prints the image's size and how long the program
# takes to start.
#
#   scripts/image.sh [TAG]        default: the chart's appVersion, as slipway:VERSION
#
# The bases come from their registry. Where none is reached, or with OFFLINE=1, the Debian base is made of Debian's packages under
# its name, and the program is built by this machine's Swift in place of the stage that builds it. Say which you built on when
# you publish.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
source scripts/base-image.sh
need_packages buildah curl debootstrap file libcurl4-openssl-dev libssl-dev pkg-config python3
version=$(sed -n 's/^appVersion: "\(.*\)"/\1/p' helm/slipway/Chart.yaml)
tag=${1:-slipway:$version}
debian=$(sed -n 's/^FROM \(.*debian:[^$ ]*\).*/\1/p' Dockerfile)
swift=$(sed -n 's/^FROM \(.*swift:[^$ ]*\).*/\1/p' Dockerfile)
work=$PWD/.build/images
use_image_store "$work/store"
contexts=()

# What the Dockerfile's first stage does, with a folder in the place of its image.
build_program() {
  need_swift
  local build=(swift build --configuration release --static-swift-stdlib --scratch-path "$PWD/.build/image/swift")
  SLIPWAY_ROOMS=slipway "${build[@]}" --product slipway -Xlinker --strip-all >&2
  install -D "$(SLIPWAY_ROOMS=slipway "${build[@]}" --show-bin-path)/slipway" .build/image/program/image/slipway
  contexts=(--build-context "build=$PWD/.build/image/program")
}

if pull_images "$debian" "$swift"; then
  echo "bases: as pulled from their registry" >&2
else
  build_program
  has_image "$debian" || make_base "$debian" "$work/base"
fi

buildah build --quiet --isolation chroot --pull=false "${contexts[@]}" --tag "$tag" --file Dockerfile . >&2

container=$(buildah from --pull=false "$tag")
root=$(buildah mount "$container")
trap 'buildah umount "$container" >/dev/null; buildah rm "$container" >/dev/null' EXIT
echo "image: $tag, $(du -sm --apparent-size "$root" | cut -f1) MB unpacked, of which the program $(
  du -sm --apparent-size "$root/usr/local/bin/slipway" | cut -f1) MB"
# Everything that it needs is there, no Swift library is needed, and its symbols stayed behind.
if chroot "$root" ldd /usr/local/bin/slipway | grep 'not found\|libswift'; then exit 1; fi
[[ $(file --brief "$root/usr/local/bin/slipway") == *", stripped" ]]
# The program finds its arguments in /proc, as in any container.
unshare --mount sh -c 'mount -t proc proc "$1/proc" && exec python3 - "$1"' start "$root" <<'PY'
import subprocess, sys, time
times = []
for _ in range(20):
    begin = time.perf_counter()
    text = subprocess.run(["chroot", "--userspec=65532:65532", sys.argv[1], "/usr/local/bin/slipway", "version", "--client"],
                          check=True, capture_output=True, text=True).stdout
    times.append(time.perf_counter() - begin)
    assert text.startswith("slipway "), text
print(f"start: {sorted(times)[10] * 1000:.0f} ms to print its version (median of 20)")
PY
# The cluster and its pods are the same program, outside of the image.
SLIPWAY=$root/usr/local/bin/slipway SLIPWAY_ROOT=$root scripts/install-check.sh
