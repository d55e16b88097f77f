#!/usr/bin/env bash
# Runs a session of kubectl commands against the simulated cluster and compares what is printed with what a real API
# server (1.36, with its controller manager and without kubelets) makes each kubectl print.
#   scripts/kubectl-session.sh [KUBECTL...]           default: the kubectl on the PATH
#   KUBECONFIG=FILE scripts/kubectl-session.sh --record [KUBECTL...]   writes what a real server prints
# The commands are in scripts/kubectl-session/commands.txt, and beside them: in expected.txt what kubectl 1.33 prints, in
# expected-VERSION.txt what another kubectl prints differently, and in differences.txt what may differ, with its reason.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
source scripts/setup.sh
session=$PWD/scripts/kubectl-session
record=
[[ ${1:-} != --record ]] || { record=1; shift; }
[[ $# -gt 0 ]] || set -- kubectl
for binary in "$@"; do command -v "$binary" >/dev/null || { echo "there is no $binary" >&2; exit 1; }; done
work=$(mktemp -d)
cluster=
trap '[[ -z $cluster ]] || { kill -INT $cluster 2>/dev/null; wait $cluster 2>/dev/null || true; }; rm -rf "$work"' EXIT

start_cluster() {
  need_swift
  need_packages libcurl4-openssl-dev libssl-dev pkg-config
  local slipway=${SLIPWAY:-}
  if [[ -z $slipway ]]; then
    swift build --product slipway >&2
    slipway=$(swift build --show-bin-path)/slipway
  fi
  "$slipway" cluster --nodes 0 --kubeconfig "$work/kubeconfig" >"$work/cluster.log" 2>&1 &
  cluster=$!
  until [[ -s $work/kubeconfig ]]; do
    kill -0 "$cluster" 2>/dev/null || { cat "$work/cluster.log" >&2; exit 1; }
    sleep 0.1
  done
}

stop_cluster() {
  kill -INT "$cluster" 2>/dev/null || true
  wait "$cluster" 2>/dev/null || true
  cluster=
}

# What differs from run to run: ages, times, uids, versions, addresses, generated names. What a distribution's own
# certificates add goes too.
normalise() {
  local name='[bcdfghjklmnpqrstvwxz2456789]'
  sed -E \
    -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/<time>/g' \
    -e 's/(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} [+-][0-9]{4}/<time>/g' \
    -e 's/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/<uid>/g' \
    -e 's/(resourceVersion\\?"?: ?\\?"?)[0-9]+/\1<version>/g' -e 's/(uid:)[0-9a-f]{8}[0-9a-f-]+/\1<uid>/g' \
    -e 's/Resource Version: +[0-9]+/Resource Version: <version>/' -e 's/^(Created on: +).*/\1<time>/' \
    -e 's/^[IWE][0-9]{4} [0-9:.]+ +[0-9]+ [a-z_]+\.go:[0-9]+\]/<log>/' \
    -e '/ConfigMapName: +openshift-service-ca.crt/{N;d}' \
    -e '/^ *- configMap:$/{N;N;N;N;/openshift-service-ca.crt/d}' \
    -e 's/(X509SHA256|JTI)=[0-9a-f<][0-9a-z>-]*/\1=<id>/g' \
    -e "s/-$name{6,10}-$name{5}\b/-<hash>-<id>/g" \
    -e "s/\b(web|made)-$name{6,10}\b/\1-<hash>/g" \
    -e "s/(pod-template-hash[=:\"]+ ?\"?)$name{6,10}/\1<hash>/g" \
    -e "s/\b(web|made|once|another|kube-api-access)-$name{5}\b/\1-<id>/g" \
    -e 's/\.[0-9a-f]{16}\b/.<event>/g' \
    -e 's#https://[0-9.]+:[0-9]+#https://<server>#g' \
    -e 's/127\.0\.0\.1:[0-9]+/<server>/g' -e '/openshift-service-ca/d' \
    -e 's/\b10\.[0-9]+\.[0-9]+\.[0-9]+\b/<ip>/g' \
    -e 's/\(x[0-9]+ over [0-9smh]+\)/(<count>)/g' \
    -e 's/\b[0-9]+(\.[0-9]+)?m?s\b/<age>/g' -e 's/\b[0-9]+m([0-9]+s)?( |$)/<age>\2/g' -e 's/\b[0-9]+[smhd] ago/<age> ago/g' \
    -e "s#$work#<folder>#g" -e 's#/tmp/[A-Za-z0-9/._-]+#<file>#g' \
    -e 's/([^ \t])[ \t]+/\1 /g' -e 's/[ \t]+$//' -e 's/-{4,}/----/g'
}

# Waits until nothing is written any more.
settle() {
  local before= after
  for _ in {1..50}; do
    after=$(kubectl get all,endpointslices,events -o jsonpath='{.items[*].metadata.resourceVersion}' 2>/dev/null)
    [[ $after != "$before" ]] || return 0
    before=$after
    sleep 0.4
  done
}

# Does what a scheduler and a kubelet would do: the pods of "web" get the session's node and become ready.
ready() {
  local round pods name
  for round in {1..12}; do
    settle
    pods=$(kubectl get pods -l app=web -o jsonpath='{range .items[?(@.status.phase=="Pending")]}{.metadata.name}{"\n"}{end}')
    [[ -n $pods ]] || return 0
    for name in $pods; do
      echo '{"apiVersion":"v1","kind":"Binding","metadata":{"name":"'$name'"},"target":{"kind":"Node","name":"session-node"}}' |
        kubectl create --raw "/api/v1/namespaces/session/pods/$name/binding" -f - >/dev/null 2>&1 || true
      kubectl patch pod "$name" --subresource=status --type=merge -p '{"status":{"phase":"Running",
        "podIP":"10.9.8.7","podIPs":[{"ip":"10.9.8.7"}],
        "conditions":[{"type":"Ready","status":"True","lastTransitionTime":"2026-01-02T03:04:05Z"}],
        "containerStatuses":[{"name":"server","image":"registry.example/web:1","imageID":"","ready":true,"started":true,
          "restartCount":0,"state":{"running":{"startedAt":"2026-01-02T03:04:05Z"}}}]}}' >/dev/null 2>&1 || true
    done
  done
}

play() { # KUBECTL
  local binary=$1 line
  local -A times=()
  export KUBECTL=$binary CACHE=$work/cache
  rm -rf "$CACHE"
  kubectl() { "$KUBECTL" --cache-dir "$CACHE" "$@"; }
  export -f kubectl settle ready
  kubectl config view --raw >"$work/own-kubeconfig"
  export KUBECONFIG=$work/own-kubeconfig
  while IFS= read -r line; do
    case $line in
    '' | '#'*) continue ;;
    '! '*) (cd "$session" && timeout 120 bash -c "${line#! }" >/dev/null 2>&1) || true ;;
    *)
      times[$line]=$((${times[$line]:-0} + 1))
      printf '$ %s' "$line"
      ((times[$line] == 1)) && echo || echo " # again, ${times[$line]}"
      # "timeout" starts programs, not functions.
      line=${line/timeout 2 kubectl/timeout 2 \"\$KUBECTL\" --cache-dir \"\$CACHE\"}
      (cd "$session" && timeout 60 bash -c "$line" </dev/null 2>&1) | normalise || true
      ;;
    esac
  done <"$session/commands.txt"
}

# Prints the sections of the second transcript that the first has otherwise.
differing() { # BASE OTHER
  awk '
    /^\$ / { name = $0 }
    FNR == NR { base[name] = base[name] $0 "\n"; next }
    { if (!(name in text)) order[++count] = name; text[name] = text[name] $0 "\n" }
    END { for (i = 1; i <= count; i++) if (text[order[i]] != base[order[i]]) printf "%s", text[order[i]] }' "$1" "$2"
}

# Prints which sections of a transcript are not as expected, and how.
compare() { # EXPECTED OTHERWISE ACTUAL KUBECTL
  awk -v known="$session/differences.txt" -v who="$4" '
    BEGIN { while ((getline line < known) > 0) if (line ~ /^\$ /) isKnown[line] = 1 }
    FNR == 1 { name = "" }
    /^\$ / { name = $0; text[file, name] = ""; isThere[file, name] = 1; if (file == 1) order[++count] = name; next }
    name != "" { text[file, name] = text[file, name] $0 "\n" }
    END {
      for (i = 1; i <= count; i++) {
        name = order[i]
        expected = (2, name) in isThere ? text[2, name] : text[1, name]
        if ((3, name) in isThere && expected == text[3, name]) { same++; continue }
        plain = name
        sub(/ # again, [0-9]+$/, "", plain)
        if (plain in isKnown) { listed++; continue }
        printf "%s\n--- a real server\n%s--- the simulator\n%s\n", name, expected, text[3, name]
      }
      printf "%s: %d of %d commands print the same", who, same, count
      if (listed) printf ", %d differ for a reason that is listed", listed
      print ""
      exit same + listed == count ? 0 : 1
    }' file=1 "$1" file=2 "$2" file=3 "$3"
}

base=1.33
broken=
for binary in "$@"; do
  version=$("$binary" version --client -o json | sed -nE 's/.*"gitVersion": "v([0-9]+\.[0-9]+).*/\1/p' | head -1)
  if [[ -n $record ]]; then
    (play "$binary") >"$work/recorded.txt"
    if [[ $version == "$base" ]]; then
      cp "$work/recorded.txt" "$session/expected.txt"
    else
      differing "$session/expected.txt" "$work/recorded.txt" >"$session/expected-$version.txt"
    fi
    echo "kubectl $version: $(grep -c '^\$ ' "$work/recorded.txt") commands"
    continue
  fi
  otherwise=$session/expected-$version.txt
  [[ $version != "$base" ]] || otherwise=/dev/null
  [[ -e $otherwise ]] || { echo "nothing is recorded of kubectl $version" >&2; exit 1; }
  start_cluster
  (export KUBECONFIG=$work/kubeconfig; play "$binary") >"$work/actual-$version.txt"
  stop_cluster
  rm -f "$work/kubeconfig"
  [[ -z ${KEEP:-} ]] || cp "$work/actual-$version.txt" "$KEEP"
  compare "$session/expected.txt" "$otherwise" "$work/actual-$version.txt" "kubectl $version" || broken=1
done
[[ -z $broken ]]
