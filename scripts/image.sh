#!/usr/bin/env bash
# Builds the container image with buildah, which needs no daemon, and tries it: its operator starts from the image's own files
# and brings a ModelDeployment up on a simulated cluster. Prints the image's size and how long the program takes to start.
#
#   scripts/image.sh [TAG]        default: the chart's appVersion, as slipway:VERSION
#
# The bases come from their registry. Where none is reached, or with OFFLINE=1, stand-ins of the same names are made: Debian from
# its packages with debootstrap, and Swift as that with the toolchain of this machine. Say which you built on when you publish.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_packages buildah debootstrap libcurl4-openssl-dev libssl-dev pkg-config
version=$(sed -n 's/^appVersion: "\(.*\)"/\1/p' helm/slipway/Chart.yaml)
tag=${1:-slipway:$version}
debian=$(sed -n 's/^FROM \(.*debian:[^$ ]*\).*/\1/p' Dockerfile)
swift=$(sed -n 's/^FROM \(.*swift:[^$ ]*\).*/\1/p' Dockerfile)
folder=$PWD/.build/image
mkdir -p "$folder"
export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs
export CONTAINERS_STORAGE_CONF=$folder/storage.conf
printf '[storage]\ndriver = "vfs"\ngraphroot = "%s"\nrunroot = "%s"\n' "$folder/storage" "$folder/run" \
  >"$CONTAINERS_STORAGE_CONF"
mounts=()

has() { buildah inspect --type image "$1" >/dev/null 2>&1; }

# Debian's smallest system, as the name that the Dockerfile asks for.
make_debian() {
  echo "no registry: $debian is made from Debian's packages" >&2
  rm -rf "$folder/debian"
  debootstrap --variant=minbase --include=ca-certificates bookworm "$folder/debian" http://deb.debian.org/debian >&2
  rm -rf "$folder"/debian/var/cache/apt/archives/* "$folder"/debian/var/lib/apt/lists/*
  import "$debian" "$folder/debian"
}

import() {
  local container
  container=$(buildah from scratch)
  buildah add --quiet "$container" "$2" / >&2
  buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
  buildah commit --quiet --rm "$container" "$1" >&2
}

# The toolchain is mounted while the program is built, and no part of any image.
make_swift() {
  echo "no registry: $swift is made from $debian and the Swift of this machine" >&2
  local container
  container=$(buildah from "$debian")
  buildah run "$container" -- sh -c 'apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends binutils g++ git libc6-dev libncurses6 libsqlite3-0 libxml2 tzdata zlib1g-dev' >&2
  buildah config --env PATH="$toolchain/usr/bin:/usr/local/bin:/usr/bin:/bin" "$container"
  buildah commit --quiet --rm "$container" "$swift" >&2
}

if [[ -z ${OFFLINE:-} ]] && buildah pull --quiet "$debian" "$swift" >/dev/null 2>&1; then
  echo "bases: as pulled from their registry" >&2
else
  need_swift
  toolchain=$(readlink -f "$(command -v swift)")
  toolchain=${toolchain%/usr/bin/*}
  has "$debian" || make_debian
  has "$swift" || make_swift
  mounts=(--volume "$toolchain:$toolchain:ro")
  # Packages that this machine keeps copies of, and the settings that say so.
  for path in /opt/swift-packages /etc/gitconfig; do [[ ! -e $path ]] || mounts+=(--volume "$path:$path:ro"); done
fi

buildah build --quiet --isolation chroot --pull=false "${mounts[@]}" --tag "$tag" --file Dockerfile . >&2

container=$(buildah from --pull=false "$tag")
root=$(buildah mount "$container")
trap 'buildah umount "$container" >/dev/null; buildah rm "$container" >/dev/null' EXIT
echo "image: $tag, $(du -sm --apparent-size "$root" | cut -f1) MB unpacked, of which the program $(
  du -sm --apparent-size "$root/usr/local/bin/slipway" | cut -f1) MB"
# Everything that it needs is there, and no Swift library is needed.
if chroot "$root" ldd /usr/local/bin/slipway | grep 'not found\|libswift'; then exit 1; fi
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
SLIPWAY_ROOT=$root scripts/install-check.sh
