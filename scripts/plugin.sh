#!/usr/bin/env bash
# Packs the kubectl plugin for krew: an archive with the program, and a manifest with its checksum.
#
#   scripts/plugin.sh [URL]      URL: the folder where the archive will be published; default file:// and where it lies now
#
# SLIPWAY names a program that is built already, such as the one that scripts/image.sh has built for the image.
#
#   kubectl krew install --manifest=.build/plugin/slipway.yaml --archive=.build/plugin/slipway-linux-amd64.tar.gz
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_packages binutils
version=$(sed -n 's/^appVersion: "\(.*\)"/\1/p' helm/slipway/Chart.yaml)
folder=$PWD/.build/plugin
case $(uname -m) in
x86_64) architecture=amd64 ;;
aarch64) architecture=arm64 ;;
*) echo "no plugin for $(uname -m)" >&2; exit 1 ;;
esac
slipway=${SLIPWAY:-}
if [[ -z $slipway ]]; then
  need_swift
  need_packages libcurl4-openssl-dev libssl-dev pkg-config
  export SLIPWAY_ROOMS=slipway
  swift build --configuration release --product slipway --static-swift-stdlib >&2
  slipway=$(swift build --configuration release --show-bin-path --static-swift-stdlib)/slipway
fi
rm -rf "$folder"
mkdir -p "$folder/content"
install "$slipway" "$folder/content/kubectl-slipway"
strip "$folder/content/kubectl-slipway"
cp LICENSE "$folder/content/"
archive=slipway-linux-$architecture.tar.gz
# The same content gives the same archive.
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$folder/content" -czf "$folder/$archive" .
cat >"$folder/slipway.yaml" <<YAML
apiVersion: krew.googlecontainertools.github.com/v1alpha2
kind: Plugin
metadata:
  name: slipway
spec:
  version: v$version
  shortDescription: Look at the rollouts of models, and steer them
  description: |
    Shows the ModelDeployments of Slipway with their traffic, evidence and next steps, explains why they are as they are, and
    steers rollouts by requests that roles and the audit log see.
  caveats: |
    The program needs libcurl and OpenSSL, which most systems have. For completion of \`kubectl slipway\`, put a link named
    kubectl_complete-slipway to it on the PATH.
  platforms:
  - selector:
      matchLabels: {os: linux, arch: $architecture}
    uri: ${1:-file://$folder}/$archive
    sha256: $(sha256sum "$folder/$archive" | cut -d' ' -f1)
    bin: kubectl-slipway
    files:
    - {from: kubectl-slipway, to: .}
    - {from: LICENSE, to: .}
YAML
rm -r "$folder/content"
echo "$folder/slipway.yaml"
