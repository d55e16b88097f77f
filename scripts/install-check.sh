#!/usr/bin/env bash
# Installs the chart with Helm on a cluster whose pods are processes of this machine. The operator runs as the chart says:
# its arguments, its service account, its roles. A canary goes to its end under it, one that is upgraded on the way, and a
# bad model is taken back; the chart's own test passes. Then it is installed once more with each of its larger choices.
#
#   scripts/install-check.sh                         on a simulated cluster
#   KUBECONFIG=FILE scripts/install-check.sh         on that one, whose API server must have no scheduler
#
# SLIPWAY names a program that is built already. With SLIPWAY_ROOT, the root of an unpacked image, the operator runs in
# there: as the image's user, on a root that it cannot write to, and with its service account where a kubelet mounts it.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
need_packages libcurl4-openssl-dev libssl-dev pkg-config
need_helm
slipway=${SLIPWAY:-$PWD/.build/debug/slipway}
[[ -n ${SLIPWAY:-} ]] || swift build --product slipway >&2
version=$(sed -n 's/^appVersion: "\(.*\)"/\1/p' helm/slipway/Chart.yaml)
namespace=slipway-system
work=$(mktemp -d)
started=()

finish() {
  local status=$?
  trap - EXIT
  [[ $status == 0 ]] || tail -n 30 "$work"/*.log "$work"/pods/*/*/operator.log >&2 2>/dev/null || true
  # The node first: it says goodbye to the cluster.
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    kill "${started[i]}" 2>/dev/null || true
    wait "${started[i]}" 2>/dev/null || true
  done
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT

begin() {
  local log=$1
  shift
  "$@" >"$work/$log.log" 2>&1 &
  started+=($!)
}

# Waits until a command succeeds, 30 seconds at most.
await() {
  for _ in $(seq 150); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.2
  done
  echo "this did not come true: $*" >&2
  return 1
}

step() { echo "== $*"; }

if [[ -z ${KUBECONFIG:-} ]]; then
  step "a simulated cluster"
  export KUBECONFIG=$work/kubeconfig
  begin cluster "$slipway" cluster --kubeconfig "$KUBECONFIG" --nodes 0
  await test -s "$KUBECONFIG"
fi

# What stands for the image: the program, which listens on its pod's address, since a process has no network of its own.
if [[ -z ${SLIPWAY_ROOT:-} ]]; then
  cat >"$work/operator" <<SH
#!/bin/sh
[ "\$2" = --check ] || set -- "\$@" "--host=\$LOCAL_POD_IP"
SWIFT_BACKTRACE=enable=no exec "$slipway" "\$@"
SH
else
  # What is /var/run in there is a link to /run, which must not be followed from out here.
  secrets=run/secrets/kubernetes.io/serviceaccount
  mkdir -p "$SLIPWAY_ROOT/$secrets"
  cat >"$work/operator" <<SH
#!/bin/sh
[ "\$2" = --check ] || set -- "\$@" "--host=\$LOCAL_POD_IP"
rm -rf "\$HOME/own" && cp -r "\$HOME/serviceaccount" "\$HOME/own" && rm "\$HOME/own/kubeconfig" && chown -R 65532:65532 "\$HOME/own"
unset KUBECONFIG
exec unshare --mount sh -c 'root=$SLIPWAY_ROOT; mount --bind "\$root" "\$root" && mount --bind "\$HOME/own" "\$root/$secrets" &&
  mount --rbind /dev "\$root/dev" && mount -t proc proc "\$root/proc" && mount -o remount,ro,bind "\$root" &&
  exec chroot --userspec=65532:65532 "\$root" /usr/local/bin/slipway "\$@"' operator "\$@"
SH
fi
chmod +x "$work/operator"
mkdir "$work/pods"
begin node env TMPDIR="$work/pods" "$slipway" node --kubeconfig "$KUBECONFIG" --name slipway-install-check \
  --image "slipway:$version=$work/operator" --image "localhost/slipway:demo=$slipway"

step "helm install, $(helm version)"
helm install slipway helm/slipway --namespace "$namespace" --create-namespace --wait

play() {
  "$slipway" demo --kubeconfig "$KUBECONFIG" --installed --examples Examples --output json --scenario "$1" \
    2>"$work/$1.log" | tee "$work/$1.json"
}

is_rolling_out() { "$slipway" get --kubeconfig "$KUBECONFIG" -A -o 'jsonpath={.items[*].status.phase}' | grep -q Progressing; }

step "a good model, and helm upgrade while it is rolled out"
play good-model &
demo=$!
await is_rolling_out
helm upgrade slipway helm/slipway --namespace "$namespace" --set operator.workers=8 --wait
wait "$demo"
grep -q '"outcome":"Promoted"' "$work/good-model.json"

step "a bad model, under the upgraded operator"
play wrong-model
grep -q '"outcome":"RolledBack"' "$work/wrong-model.json"

step "helm test"
helm test slipway --namespace "$namespace"

step "what the operator was refused"
if grep -h '"forbidden"\|is forbidden\|cannot [a-z]* resource' "$work"/pods/*/*/operator.log; then exit 1; fi
echo "nothing"

step "helm uninstall"
helm uninstall slipway --namespace "$namespace"
[[ -z $(helm list --namespace "$namespace") ]]

# What takes kinds or volumes that this cluster lacks is for scripts/lint.sh alone.
choice() {
  step "the chart with $*"
  local values=() value
  for value in "$@"; do values+=(--set "$value"); done
  helm install slipway helm/slipway --namespace "$namespace" --wait "${values[@]}"
  helm test slipway --namespace "$namespace"
  helm uninstall slipway --namespace "$namespace"
}
choice operator.sharding=true replicas=3
choice metrics.authorize=true
choice pods.restrict=true requests.verifyAuthor=true
choice rbac.copySecrets=true networkPolicy.create=false
choice "operator.allowMetricNetworks={127.0.0.0/8,::1/128}" serviceAccount.name=rolls-out
choice operator.namespace=default rbac.aggregate=false
echo "the chart installs, upgrades and uninstalls"
