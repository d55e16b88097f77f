#!/usr/bin/env bash
# Plays the demo's scenarios twice on one cluster: judged by the pods' own endpoints, and by what a real Prometheus has
# scraped of them. Both must come to the same decision, for the same metric; and so must a rehearsal on what the server has
# kept, unless that ends first: what led to a promotion may have been enough by a hair.
#
#   scripts/prometheus.sh [SCENARIO...]     good-model, failing-model and wrong-model when none is named
#
# Takes Debian's package of Prometheus without installing it, so that no service is started. $SLIPWAY names the program,
# .build/debug/slipway by default; $PROMETHEUS the server. Prints one line a scenario, and fails when one differs.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
scenarios=("$@")
[[ $# -gt 0 ]] || scenarios=(good-model failing-model wrong-model)

if [[ -z ${SLIPWAY:-} ]]; then
  need_swift
  need_packages libcurl4-openssl-dev libssl-dev pkg-config
  swift build --product slipway >&2
  SLIPWAY=$PWD/.build/debug/slipway
fi
folder=$(mktemp -d)
started=()
finish() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$folder"
}
trap finish EXIT

if [[ -z ${PROMETHEUS:-} ]]; then
  PROMETHEUS=$PWD/.build/prometheus/usr/bin/prometheus
  if [[ ! -x $PROMETHEUS ]]; then
    (cd "$folder" && apt-get download -qq prometheus >&2)
    mkdir -p .build/prometheus
    dpkg-deb -x "$folder"/prometheus_*.deb .build/prometheus
  fi
fi

"$SLIPWAY" cluster --nodes 0 --kubeconfig "$folder/kubeconfig" >"$folder/cluster.log" 2>&1 &
started+=($!)
for _ in {1..100}; do
  [[ -s $folder/kubeconfig ]] && break
  sleep 0.1
done
[[ -s $folder/kubeconfig ]] || { echo "no cluster:" >&2; cat "$folder/cluster.log" >&2; exit 1; }

# Debian builds Prometheus without its discovery of Kubernetes: this lists the pods of the cluster as targets instead.
cat >"$folder/targets.py" <<'PYTHON'
import base64, http.server, json, ssl, sys, urllib.error, urllib.request
folder = sys.argv[1]
fields = dict(line.strip().split(": ", 1) for line in open(folder + "/kubeconfig") if ": " in line)
for name in ("certificate-authority-data", "client-certificate-data", "client-key-data"):
  open(f"{folder}/{name}", "wb").write(base64.b64decode(fields[name]))
tls = ssl.create_default_context(cafile=folder + "/certificate-authority-data")
tls.load_cert_chain(folder + "/client-certificate-data", folder + "/client-key-data")
cluster = fields["server"].strip("\"")

def items(path):
  return json.load(urllib.request.urlopen(cluster + path, context=tls))["items"]

# The rollout that is under way, for who wants to play it again.
def note():
  for model in items("/apis/slipway.dev/v1alpha1/modeldeployments"):
    status = model.pop("status", {})
    if "stable" in status and "candidate" in status:
      name = model["metadata"]["name"]
      model["metadata"] = {"name": name, "namespace": model["metadata"]["namespace"]}
      json.dump(model, open(folder + "/model.json", "w"))
      for track in ("stable", "candidate"):
        open(f"{folder}/{track}.pods", "w").write(f'{name}-{status[track]["revision"]}-.*')

def targets():
  try: note()
  except urllib.error.HTTPError: pass  # there is no definition yet
  for pod in items("/api/v1/pods?labelSelector=app.kubernetes.io/managed-by=slipway"):
    status = pod.get("status", {})
    if status.get("phase") == "Running" and status.get("podIP"):
      port = pod["spec"]["containers"][0]["ports"][0]["containerPort"]
      yield {"targets": [f'{status["podIP"]}:{port}'],
             "labels": {"pod": pod["metadata"]["name"], "namespace": pod["metadata"]["namespace"]}}

class Handler(http.server.BaseHTTPRequestHandler):
  def do_GET(self):
    body = json.dumps(list(targets())).encode()
    self.send_response(200)
    self.send_header("Content-Type", "application/json")
    self.end_headers()
    self.wfile.write(body)
  def log_message(self, *arguments): pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
open(folder + "/targets.port", "w").write(str(server.server_port))
server.serve_forever()
PYTHON
python3 "$folder/targets.py" "$folder" 2>"$folder/targets.log" &
started+=($!)
for _ in {1..100}; do
  [[ -s $folder/targets.port ]] && break
  sleep 0.1
done

# Only the rhythm is the demo's.
cat >"$folder/prometheus.yml" <<YAML
global: {scrape_interval: 1s, scrape_timeout: 900ms}
scrape_configs:
- job_name: models
  http_sd_configs:
  - {url: "http://127.0.0.1:$(cat "$folder/targets.port")/", refresh_interval: 1s}
YAML
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$PROMETHEUS" --config.file="$folder/prometheus.yml" --storage.tsdb.path="$folder/data" \
  --web.listen-address="127.0.0.1:$port" --log.level=warn >"$folder/prometheus.log" 2>&1 &
started+=($!)
for _ in {1..100}; do
  curl -fs "http://127.0.0.1:$port/-/ready" >/dev/null && break
  sleep 0.2
done
curl -fs "http://127.0.0.1:$port/-/ready" >/dev/null || { cat "$folder/prometheus.log" >&2; exit 1; }

# What came of a scenario, as "Outcome because of metric".
play() {
  "$SLIPWAY" demo --examples "$PWD/Examples" --kubeconfig "$folder/kubeconfig" --output json "$@" \
    2>>"$folder/demo.log" >"$folder/result.json" || true
  python3 - "$folder/result.json" <<'PYTHON'
import json, sys
try:
  result = json.load(open(sys.argv[1]))
except ValueError:
  sys.exit("the demo gives no result")
print(result["outcome"], "because of", result["decidingMetric"] or "all metrics", f'({result["secondsToDecision"]} s)')
PYTHON
}

# What would have come of the last scenario, from what the server has kept.
rehearse() {
  "$SLIPWAY" rehearse -f "$folder/model.json" --prometheus "http://127.0.0.1:$port" --from "$1" \
    --stable-pods "$(cat "$folder/stable.pods")" --candidate-pods "$(cat "$folder/candidate.pods")" --output json \
    2>>"$folder/demo.log" >"$folder/rehearsal.json" || true
  python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["outcome"])' "$folder/rehearsal.json"
}

differences=0
for scenario in "${scenarios[@]}"; do
  alone=$(play --scenario "$scenario")
  start=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  served=$(play --scenario "$scenario" --prometheus "http://127.0.0.1:$port")
  past=$(rehearse "$start")
  verdict=same
  if [[ ${alone% (*} != "${served% (*}" || ($past != "${served%% *}" && "$past ${served%% *}" != "Open Promoted") ]]; then
    verdict=DIFFERENT
    differences=$((differences + 1))
  fi
  echo "$scenario: $verdict: $alone by the pods themselves, $served by Prometheus, $past by its past"
done
if [[ $differences -gt 0 ]]; then
  cat "$folder/prometheus.log" "$folder/demo.log" >&2
  exit 1
fi
