#!/usr/bin/env bash
# Builds the images that the generators write, for real, and runs them: the three models of the examples as scikit-learn saves
# them, and an ONNX export. Their answers must be scikit-learn's own, their metrics those of the preset. Then one of them is the
# candidate of a rollout in the demo, and a real MLServer is held to its preset likewise.
#
#   scripts/images.sh [NAME...]      default: tests resolve breast-cancer wine digits wine-onnx mlserver demo
#
# The base image comes from its registry. Where none is reached, or with OFFLINE=1, Debian 12 with its own Python 3.11 stands in
# for it under its name; packages come from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
source scripts/base-image.sh
need_packages buildah debootstrap docker-registry curl python3 python3-venv
work=$PWD/.build/images
mkdir -p "$work"
use_image_store "$work/store"
[[ $# -gt 0 ]] || set -- tests resolve breast-cancer wine digits wine-onnx mlserver demo
slipway=${SLIPWAY:-}
if [[ -z $slipway ]]; then
  need_swift
  need_packages libcurl4-openssl-dev libssl-dev pkg-config
  swift build --product slipway >&2
  slipway=$(swift build --show-bin-path)/slipway
fi

# Everything that is started here ends here.
processes=()
containers=()
# Of the containers that are only looked into.
release() {
  local container
  for container in "${containers[@]}"; do buildah umount "$container" && buildah rm "$container"; done >/dev/null
  containers=()
}
finish() {
  local process
  for process in "${processes[@]}"; do kill "$process" 2>/dev/null && wait "$process" 2>/dev/null; done
  release 2>/dev/null || true
}
trap finish EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# wait_for URL PROCESS
wait_for() {
  local tries
  for tries in $(seq 900); do
    curl --silent --fail --output /dev/null "$1" && return
    kill -0 "$2" 2>/dev/null || { echo "the server ended before it was ready" >&2; return 1; }
    sleep 0.2
  done
  echo "the server was not ready within three minutes" >&2
  return 1
}

need_tools() {
  [[ -x $work/tools/bin/uv && -d $work/training/models ]] && return
  python3 -m venv "$work/tools"
  "$work/tools/bin/pip" install --quiet -r Examples/requirements.txt skl2onnx==1.20.0 uv==0.9.30 >&2
  "$work/tools/bin/python" scripts/images/train.py Examples "$work/training" >&2
}

# Builds run as on any machine, but for where this one's packages come from and whom it trusts.
build() {
  local mounts=(--volume /etc/ssl/certs:/etc/ssl/certs:ro)
  printf '[global]\n' >"$work/pip.conf"
  [[ -z ${PIP_CERT:-} ]] || printf 'cert = %s\n' "$PIP_CERT" >>"$work/pip.conf"
  [[ -z ${PIP_INDEX_URL:-} ]] || printf 'index-url = %s\n' "$PIP_INDEX_URL" >>"$work/pip.conf"
  buildah build --quiet --format docker --isolation chroot --pull=false "${mounts[@]}" \
    --volume "$work/pip.conf:/etc/pip.conf:ro" --tag "$1" "$2" >&2
}

# generate NAME: the project and its image.
generate() {
  local folder=$work/projects/$1
  PATH=$work/tools/bin:$PATH "$slipway" generate dockerfile "$work/training/models/$1" --name "$1" --model-version 1 \
    --output "$folder" --lock --reference "Examples/data/${1%-onnx}.csv"
  need_python_base "$(sed -n 's/^FROM \([^ ]*\) AS build$/\1/p' "$folder/Dockerfile")" "$work/debian"
  build "localhost/$1:generated" "$folder"
}

# root_of NAME: where the files of the image are, for a container that is nobody's but this script's.
root_of() {
  container=$(buildah from --pull=false "localhost/$1:generated")
  containers+=("$container")
  root=$(buildah mount "$container")
}

# fact NAME FIELD: a list of the image's configuration, one element a line.
fact() {
  buildah inspect --type image --format "{{range .Docker.Config.$2}}{{println .}}{{end}}" "localhost/$1:generated" | sed '/^$/d'
}

check_image() {
  local name=$1 port metric words variables
  generate "$name"
  root_of "$name"
  [[ $(buildah inspect --type image --format '{{.Docker.Config.User}}' "localhost/$name:generated") == 10001:10001 ]]
  mapfile -t words < <(fact "$name" Entrypoint)
  mapfile -t variables < <(fact "$name" Env)
  port=$(free_port)
  # Ports are the machine's, so the image's own could be taken.
  variables+=(SLIPWAY_HOST=127.0.0.1 SLIPWAY_PORT="$port" SLIPWAY_DRAIN_SECONDS=0)
  scripts/images/enter.sh "$root" /app "${variables[@]}" "${words[@]}" 2>"$work/server.log" &
  processes+=($!)
  wait_for "http://127.0.0.1:$port/v2/health/ready" "${processes[-1]}" || { tail -20 "$work/server.log" >&2; return 1; }
  # ONNX Runtime computes with single precision; sums in another order differ in the last digit.
  "$work/tools/bin/python" scripts/images/ask.py "http://127.0.0.1:$port" "$name" "$work/training/expected/$name.json" \
    "$([[ $name == *-onnx ]] && echo 1e-5 || echo 1e-12)"
  "$slipway" metrics check "http://127.0.0.1:$port/metrics" --preset slipway
  curl --silent "http://127.0.0.1:$port/metrics" >"$work/page"
  for metric in model_predictions_total model_prediction_score_bucket feature_ process_start_time_seconds model_ready; do
    grep -q "^$metric" "$work/page" || { echo "$name exports no $metric" >&2; return 1; }
  done
  scripts/images/enter.sh "$root" /app "${variables[@]}" python -m slipway_server.check "$port"
  kill -TERM "${processes[-1]}"
  wait "${processes[-1]}" || { echo "the server did not end well" >&2; return 1; }
  unset 'processes[-1]'
  echo "$name: built, run as user 10001 on a read-only root, $(du -sm --apparent-size "$root" | cut -f1) MB unpacked"
  release
}

# The tests that are generated beside the server, as a pipeline runs them.
check_tests() {
  local folder=$work/projects/tests
  "$slipway" generate server "$work/training/models/wine" --name wine --output "$folder" >&2
  [[ -x $work/server/bin/pytest ]] || python3 -m venv "$work/server"
  "$work/server/bin/pip" install --quiet -r "$folder/requirements.txt" pytest==9.2.0 httpx==0.28.1 >&2
  (cd "$folder" && "$work/server/bin/python" -m pytest --quiet tests)
}

# A registry of this machine says the digest that buildah pushed.
check_resolve() {
  local port base container folder=$work/projects/resolve
  port=$(free_port)
  base=127.0.0.1:$port/library/python:3.11.15-slim-bookworm
  printf '{version: "0.1", storage: {filesystem: {rootdirectory: "%s"}}, http: {addr: "127.0.0.1:%s"}}\n' \
    "$work/registry" "$port" >"$work/registry.yaml"
  docker-registry serve "$work/registry.yaml" >"$work/registry.log" 2>&1 &
  processes+=($!)
  wait_for "http://127.0.0.1:$port/v2/" "${processes[-1]}"
  container=$(buildah from scratch)
  buildah commit --quiet --rm "$container" "$base" >&2
  buildah push --quiet --tls-verify=false --digestfile "$work/digest" "$base" >&2
  rm -rf "$folder"
  "$slipway" generate dockerfile "$work/training/models/wine" --name wine --base "$base" --resolve \
    --insecure-registry "127.0.0.1:$port" --output "$folder" 2>/dev/null
  kill "${processes[-1]}"
  grep -q "^FROM $base@$(cat "$work/digest") AS build$" "$folder/Dockerfile"
  # The lock keeps it, with no registry to ask.
  cp "$folder/Dockerfile" "$work/resolved"
  "$slipway" generate dockerfile "$work/training/models/wine" --name wine --base "$base" --output "$folder" 2>/dev/null
  cmp "$folder/Dockerfile" "$work/resolved"
  echo "resolve: the registry's digest is in the Dockerfile and in the lock"
}

# MLServer from PyPI, with the settings of its preset; nothing else differs from its image.
check_mlserver() {
  [[ -x $work/mlserver/bin/mlserver ]] || {
    python3 -m venv "$work/mlserver"
    "$work/mlserver/bin/pip" install --quiet mlserver==1.7.1 mlserver-sklearn==1.7.1 scikit-learn==1.9.1 numpy==2.4.6 >&2
  }
  local http grpc metrics name=breast-cancer
  http=$(free_port) grpc=$(free_port) metrics=$(free_port)
  # The variables are those that the generator writes into an image for this runtime; the ports are free ones.
  local variables
  mapfile -t variables < <("$slipway" generate dockerfile "$work/training/models/$name" --name "$name" --runtime mlserver |
    sed -n 's/^ENV //p' | tr ' ' '\n' | tr -d '"' | grep -v _PORT= | sed "s|/mnt/models|$work/training/models/$name/model.joblib|")
  (cd "$work" && exec env "${variables[@]}" MLSERVER_HOST=127.0.0.1 MLSERVER_HTTP_PORT="$http" MLSERVER_GRPC_PORT="$grpc" \
    MLSERVER_METRICS_PORT="$metrics" MLSERVER_PARALLEL_WORKERS=0 "$work/mlserver/bin/mlserver" start .) >"$work/mlserver.log" 2>&1 &
  processes+=($!)
  wait_for "http://127.0.0.1:$http/v2/models/$name/ready" "${processes[-1]}" || { tail -20 "$work/mlserver.log" >&2; return 1; }
  "$work/tools/bin/python" scripts/images/ask.py "http://127.0.0.1:$http" "$name" "$work/training/expected/$name.json"
  "$slipway" metrics check "http://127.0.0.1:$metrics/metrics" --preset mlserver
  kill -TERM "${processes[-1]}"
  wait "${processes[-1]}" 2>/dev/null || true
  unset 'processes[-1]'
  echo "mlserver: its preset holds"
}

# The image is the candidate of a rollout, judged against the example's own server.
check_demo() {
  has_image localhost/breast-cancer:generated || generate breast-cancer
  root_of breast-cancer
  local words variables
  mapfile -t words < <(fact breast-cancer Entrypoint)
  mapfile -t variables < <(fact breast-cancer Env)
  cat >"$work/candidate" <<SH
#!/usr/bin/env bash
mapfile -t given < <(env | grep '^SLIPWAY_')
exec "$PWD/scripts/images/enter.sh" "$root" /app ${variables[*]@Q} "\${given[@]}" ${words[*]@Q}
SH
  chmod +x "$work/candidate"
  "$slipway" demo --candidate-program "$work/candidate" --output json
}

need_tools
for name in "$@"; do
  case $name in
  tests) check_tests ;;
  resolve) check_resolve ;;
  mlserver) check_mlserver ;;
  demo) check_demo ;;
  *) check_image "$name" ;;
  esac
done
