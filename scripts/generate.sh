#!/usr/bin/env bash
# Writes what is derived: the definitions of the kinds and the operator's rules, from the types that are their source, and
# the manifests, from the chart.
#
#   scripts/generate.sh           writes the files
#   scripts/generate.sh --check   writes nothing, and fails when a file is not what would be written
#
# Needs `slipway`: $SLIPWAY, or .build/debug/slipway as `swift build` leaves it.
set -euo pipefail
[[ $# -eq 0 || $* == --check ]] || { echo "usage: $0 [--check]" >&2; exit 2; }
export LC_ALL=C
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_helm

slipway=${SLIPWAY:-.build/debug/slipway}
written=$(mktemp -d)
trap 'rm -rf "$written"' EXIT

# A copy of the chart takes what is derived first: the manifests are made from it.
mkdir -p "$written"/{crds,docs,helm,manifests}
cp -r helm/slipway "$written/helm/"
chart=$written/helm/slipway
rm -f "$chart"/crds/*
files=(docs/reference.md helm/slipway/files/rules.yaml helm/slipway/files/{cluster,review}-rules.yaml)
"$slipway" crd --reference >"$written/docs/reference.md"
"$slipway" role >"$chart/files/rules.yaml"
"$slipway" role --cluster >"$chart/files/cluster-rules.yaml"
"$slipway" role --reviews >"$chart/files/review-rules.yaml"
for kind in modeldeployments rolloutrequests rolloutpolicies; do
  file=slipway.dev_$kind.yaml
  "$slipway" crd "$kind" >"$written/crds/$file"
  cp "$written/crds/$file" "$chart/crds/"
  files+=("crds/$file" "helm/slipway/crds/$file")
done

# The objects of the chart in the order in which they are needed. They name no chart, since Helm will not look after
# what kubectl makes.
objects() {
  local namespace=$1 rendered=$written/$1
  shift
  helm template slipway "$chart" --namespace "$namespace" --output-dir "$rendered" "$@"
  local template
  for template in serviceaccount role rolebinding leaserole leaserolebinding userroles service networkpolicy \
    poddisruptionbudget deployment; do
    [[ ! -f $rendered/$template.yaml ]] || { echo ---; cat "$rendered/$template.yaml"; }
  done | sed -e '/^$/d' -e '/^ *helm\.sh\/chart: /d' -e '/^ *app\.kubernetes\.io\/managed-by: /d'
}

image_note() {
  cat <<YAML
# There is no public image. Build your own (scripts/image.sh), push it where your nodes find it, and put its name in
# place of the image of the Deployment below:
#
#   sed 's|image: "slipway:|image: "registry.example/slipway:|' manifests/$1 |
#     kubectl apply $2-f -
YAML
}

definitions() {
  local file
  for file in "${files[@]}"; do
    [[ $file != crds/* ]] || { echo ---; cat "$written/$file"; }
  done
}

{
  echo "# The kinds of Slipway. Written by scripts/generate.sh. Deleting a kind deletes all its objects, and what runs for them."
  definitions
} >"$written/manifests/crds.yaml"

{
  echo "# Slipway for the whole cluster. Written by scripts/generate.sh from the chart in helm/slipway: change that instead."
  echo "#"
  image_note install.yaml "--server-side "
  cat <<'YAML'
#
# Deleting all of this deletes the kinds, and with them every ModelDeployment and what runs for it.
---
apiVersion: v1
kind: Namespace
metadata:
  name: slipway-system
  labels:
    app.kubernetes.io/name: slipway
    pod-security.kubernetes.io/enforce: restricted
YAML
  definitions
  objects slipway-system
} >"$written/manifests/install.yaml"

{
  cat <<'YAML'
# Slipway for the one namespace that this is applied in. It takes no right beyond that namespace; the kinds, which are
# the cluster's, must be there: manifests/crds.yaml. Policies for the whole cluster have no effect on it.
# Written by scripts/generate.sh from the chart in helm/slipway: change that instead.
#
YAML
  image_note namespace-install.yaml "-n ml "
  objects own-namespace --set operator.namespace=own-namespace --set rbac.aggregate=false |
    sed -e '/^ *namespace: own-namespace$/d' -e 's/=own-namespace$/=$(POD_NAMESPACE)/'
} >"$written/manifests/namespace-install.yaml"

mkdir "$written/manifests/argocd"
{
  cat <<'YAML'
# What Argo CD has to know of ModelDeployments: their health, and actions that steer rollouts. Written by
# scripts/generate.sh from the Lua files beside it. Merge it into Argo CD's own settings:
#
#   kubectl -n argocd patch configmap argocd-cm --patch-file manifests/argocd/argocd-cm.yaml
data:
  resource.customizations.health.slipway.dev_ModelDeployment: |
YAML
  sed 's/^/    /' manifests/argocd/health.lua
  echo "  resource.customizations.actions.slipway.dev_ModelDeployment: |"
  echo "    discovery.lua: |"
  sed 's/^/      /' manifests/argocd/discovery.lua
  echo "    definitions:"
  for verb in Promote PromoteFully Abort Pause Resume Retry; do
    name=$(sed -e 's/\(.\)\([A-Z]\)/\1-\2/' <<<"$verb" | tr '[:upper:]' '[:lower:]')
    printf '    - name: %s\n      action.lua: |\n' "$name"
    sed -e "s/VERB/$verb/g" -e 's/^/        /' manifests/argocd/request.lua
  done
} >"$written/manifests/argocd/argocd-cm.yaml"
files+=(manifests/{crds,install,namespace-install,argocd/argocd-cm}.yaml)

status=0
for file in "${files[@]}"; do
  if [[ ${1:-} == --check ]]; then
    diff -u "$file" "$written/$file" || status=1
  else
    cp "$written/$file" "$file"
  fi
done
exit "$status"
