#!/usr/bin/env bash
# Checks that kubectl can do its work against the demo's cluster: get, describe, apply, edit, scale, watch, delete, explain.
#   scripts/kubectl-check.sh KUBECTL...     each a kubectl binary; default the one on the PATH
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
need_packages libcurl4-openssl-dev libssl-dev pkg-config
[[ $# -gt 0 ]] || set -- kubectl
for kubectl in "$@"; do command -v "$kubectl" >/dev/null || { echo "there is no $kubectl" >&2; exit 1; }; done
swift build --product slipway >&2
work=$(mktemp -d)
.build/debug/slipway demo --examples "$PWD/Examples" --keep --output json >"$work/result" 2>"$work/log" &
demo=$!
trap 'kill -INT $demo 2>/dev/null; wait $demo 2>/dev/null || true; rm -rf "$work"' EXIT
until grep -q Promoting\\\|Healthy "$work/log"; do
  kill -0 $demo 2>/dev/null || { cat "$work/log" >&2; exit 1; }
  sleep 0.2
done
export KUBECONFIG
KUBECONFIG=$(sed -n 's/^kubectl --kubeconfig \([^ ]*\) .*/\1/p' "$work/log" | head -1)

sample() { # NAME REPLICAS
  cat <<Y
apiVersion: slipway.dev/v1alpha1
kind: ModelDeployment
metadata: {name: $1, namespace: default}
spec:
  replicas: $2
  model: {uri: "file:///models/a", format: custom}
  runtime: {image: "registry.example/server:1"}
Y
}

cat >"$work/d.yaml" <<'Y'
apiVersion: apps/v1
kind: Deployment
metadata: {name: check-d, namespace: default}
spec:
  selector: {matchLabels: {app: check-d}}
  template:
    metadata: {labels: {app: check-d}}
    spec: {containers: [{name: x, image: "registry.example/x:1"}]}
Y

for kubectl in "$@"; do
  k() { "$kubectl" --cache-dir "$work/cache" "$@"; }
  failures=0
  check() { # WHAT PATTERN COMMAND...
    local what=$1 pattern=$2 output
    shift 2
    if output=$("$@" 2>&1) && grep -Eq -- "$pattern" <<<"$output"; then
      return
    fi
    failures=$((failures + 1))
    printf '%s: %s failed:\n%s\n' "$kubectl" "$what" "$output" >&2
  }
  rm -rf "$work/cache"
  check get 'breast-cancer +Canary' k get modeldeployments,deployments,pods -A
  check 'get wide' 'VERDICT' k get mdl -A -o wide
  check 'get pods' '1/1 +Running' k get pods -n demo
  check 'get one as YAML' 'kind: ModelDeployment' k get mdl breast-cancer -n demo -o yaml
  check describe 'Rollout|Promoted' k describe mdl breast-cancer -n demo
  check 'describe pods' 'Ready +True' k describe pods -n demo
  check 'describe deployments' 'Replicas:' k describe deployments -n demo
  check explain 'How many replicas' k explain mdl.spec.replicas
  sample "check-a" 1 >"$work/a.yaml"
  check apply 'check-a created' k apply -f "$work/a.yaml"
  check 'apply again' 'check-a unchanged' k apply -f "$work/a.yaml"
  sample "check-a" 2 >"$work/a.yaml"
  check 'apply a change' 'check-a configured' k apply -f "$work/a.yaml"
  check 'the change' '^2$' k get mdl check-a -o 'jsonpath={.spec.replicas}'
  check 'server-side apply' 'serverside-applied' k apply --server-side --force-conflicts -f "$work/a.yaml"
  check edit 'check-a edited' env EDITOR='sed -i s/replicas:.*/replicas:\ 3/' "$kubectl" --cache-dir "$work/cache" edit mdl check-a
  check 'the edit' '^3$' k get mdl check-a -o 'jsonpath={.spec.replicas}'
  check scale 'scaled' k scale mdl check-a --replicas 4
  check label 'labeled' k label mdl check-a team=a
  check patch 'patched' k patch mdl check-a --type merge -p '{"spec":{"paused":true}}'
  check 'a wrong field' 'unknown field "spec.replicos"' bash -c \
    "! sed 's/replicas/replicos/' '$work/a.yaml' | '$kubectl' --cache-dir '$work/cache' apply -f -"
  check watch 'check-a' bash -c "timeout 5 '$kubectl' --cache-dir '$work/cache' get mdl -n default -w; true"
  check 'apply a deployment' 'check-d created' k apply -f "$work/d.yaml"
  check 'get deployments' 'check-d' k get deployments -n default
  check 'edit a deployment' 'check-d edited' env EDITOR='sed -i s/x:1/x:2/' "$kubectl" --cache-dir "$work/cache" edit deployment check-d
  check 'scale a deployment' 'scaled' k scale deployment check-d --replicas 2
  check 'delete a deployment' 'deleted' k delete deployment check-d --timeout=20s
  check delete 'check-a" deleted' k delete mdl check-a --timeout=20s
  check 'what was deleted' 'NotFound' bash -c "! '$kubectl' --cache-dir '$work/cache' get mdl check-a"
  if [[ $failures == 0 ]]; then echo "$kubectl: all checks passed"; else echo "$kubectl: $failures checks failed"; broken=1; fi
done
[[ -z ${broken:-} ]]
