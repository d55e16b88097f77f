#!/usr/bin/env bash
# Writes what is derived: the definitions of the kinds, from the types in SlipwayAPI, and manifests/install.yaml,
# from the chart with its default values.
#
#   scripts/generate.sh           writes the files
#   scripts/generate.sh --check   writes nothing, and fails when a file is not what would be written
#
# Needs helm (3 or 4), and `slipway`: $SLIPWAY, or .build/debug/slipway as `swift build` leaves it.
set -euo pipefail
[[ $# -eq 0 || $* == --check ]] || { echo "usage: $0 [--check]" >&2; exit 2; }
export LC_ALL=C
cd "$(dirname "$0")/.."

kinds=(modeldeployments rolloutrequests rolloutpolicies)
namespace=slipway-system
written=$(mktemp -d)
trap 'rm -rf "$written"' EXIT

# One template of the chart, as a document. It names no chart, since Helm will not look after what it makes.
document() {
  helm template slipway helm/slipway --namespace "$namespace" --show-only "templates/$1.yaml" |
    sed -e '/^$/d' -e '/^# Source: /d' \
      -e '/^ *helm\.sh\/chart: /d' -e '/^ *app\.kubernetes\.io\/managed-by: /d'
}

install_manifest() {
  cat <<'YAML'
# Slipway for the whole cluster. Written by scripts/generate.sh from the chart in helm/slipway: change that instead.
#
# There is no public image. Build your own, push it where your nodes find it, and put its name in place of the image of
# the Deployment below:
#
#   sed 's|image: "slipway:|image: "registry.example/slipway:|' manifests/install.yaml | kubectl apply -f -
#
# Deleting all of this deletes the kind, and with it every ModelDeployment and what runs for it.
---
apiVersion: v1
kind: Namespace
metadata:
  name: slipway-system
  labels:
    app.kubernetes.io/name: slipway
    pod-security.kubernetes.io/enforce: restricted
---
YAML
  local kind template
  for kind in "${kinds[@]}"; do
    cat "$written/crds/slipway.dev_$kind.yaml"
    [[ $kind == "${kinds[-1]}" ]] || echo ---
  done
  for template in serviceaccount role rolebinding leaserole leaserolebinding service networkpolicy \
    poddisruptionbudget deployment; do
    document "$template"
  done
}

mkdir -p "$written"/{crds,helm/slipway/crds,manifests}
files=(manifests/install.yaml)
for kind in "${kinds[@]}"; do
  file=slipway.dev_$kind.yaml
  "${SLIPWAY:-.build/debug/slipway}" crd "$kind" >"$written/crds/$file"
  cp "$written/crds/$file" "$written/helm/slipway/crds/"
  files+=("crds/$file" "helm/slipway/crds/$file")
done
install_manifest >"$written/manifests/install.yaml"

status=0
for file in "${files[@]}"; do
  if [[ ${1:-} == --check ]]; then
    diff -u "$file" "$written/$file" || status=1
  else
    cp "$written/$file" "$file"
  fi
done
exit "$status"
