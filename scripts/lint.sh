#!/usr/bin/env bash
# Looks over what is applied to clusters, with the tools that others look it over with: yamllint, Helm's lint, checkov,
# kubernetes-validate and our own lint, and completion scripts with their shells. The chart is rendered with the default
# values, with everything switched on, and for one namespace. A finding fails, unless the object itself says why it is meant
# so (`checkov.io/skip...`); those are printed.
#
# Needs `slipway`: $SLIPWAY, or .build/debug/slipway as `swift build` leaves it.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_packages lua5.1 shellcheck zsh fish
need_helm
need_python yamllint==1.38.0 kubernetes-validate==1.37.0 checkov==3.3.30
slipway=${SLIPWAY:-$PWD/.build/debug/slipway}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

shellcheck --shell=bash --severity=error .ci/run scripts/*.sh
yamllint --strict .
helm lint helm/slipway
render() {
  local name=$1
  shift
  helm template slipway helm/slipway --namespace slipway-system --output-dir "$work/$name" "$@"
}
render default
render everything --set operator.sharding=true --set pods.restrict=true --set requests.verifyAuthor=true \
  --set serviceMonitor.create=true --set prometheusRule.create=true --set dashboard.create=true --set rbac.copySecrets=true \
  --set metrics.authorize=true --set metrics.certificate=slipway-metrics \
  --set 'operator.allowMetricNetworks={169.254.20.0/24}'
render namespaced --set operator.namespace=ml --set rbac.aggregate=false
yamllint --strict -d '{extends: default, rules: {document-start: disable, line-length: disable,
  indentation: {spaces: 2, indent-sequences: false}}}' "$work"

lua5.1 scripts/argocd-check.lua
for shell in bash zsh fish; do
  "$slipway" completion "$shell" >"$work/completion.$shell"
  "$shell" -n "$work/completion.$shell"
done

mapfile -t rendered < <(find "$work" -name '*.yaml')
# The oldest version with all that the chart can make, and the newest that is known.
for version in 1.30 1.37; do
  kubernetes-validate --kubernetes-version "$version" --strict --quiet --no-warn \
    "${rendered[@]}" manifests/install.yaml manifests/namespace-install.yaml manifests/crds.yaml
done
echo "schemas: $((${#rendered[@]} + 3)) files are as Kubernetes 1.30 and 1.37 know them"

scan() { checkov --directory "$1" --framework kubernetes --compact --quiet --skip-download "${@:2}"; }
for target in default everything namespaced; do scan "$work/$target"; done
# CKV_K8S_21 would have a namespace named: namespace-install.yaml and the samples are for the one that kubectl is told.
scan manifests --skip-check CKV_K8S_21
grep -rhos 'checkov.io/skip[0-9]*: .*' helm/slipway/templates | sed 's/^[^:]*: /meant so: /' | sort -u
for sample in manifests/samples/*.yaml; do "$slipway" lint -f "$sample"; done
