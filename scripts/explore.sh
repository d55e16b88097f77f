#!/usr/bin/env bash
# Explores the rollout engine: everything that can happen to small deployments, with every strategy. Prints a line for each
# search with its states, violations and seconds, the shortest trace to a violation if there is one, and the sum.
#
#   scripts/explore.sh           as far as the tests go
#   scripts/explore.sh --long    deeper
set -euo pipefail
[[ $# -eq 0 || $* == --long ]] || { echo "usage: $0 [--long]" >&2; exit 2; }
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
export SLIPWAY_ROOMS=RolloutEngine
[[ ${1:-} == --long ]] && export SLIPWAY_EXPLORE=long
swift build --build-tests >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
swift test --skip-build --filter ExplorationTests >"$log" 2>&1 || status=$?
sed -nE 's/^explored /  /p' "$log"
if [[ $status -ne 0 ]]; then grep -vE '^(explored|.?◇|.?✔|\[)' "$log" || true; fi
awk '/^explored /{
  n++
  for (i = 1; i < NF; i++) {
    if ($(i + 1) ~ /^states/) states += $i
    if ($(i + 1) ~ /^violations/) violations += $i
    if ($(i + 1) == "s") seconds += $i
  }
} END { printf "%d searches: %d states, %d violations, %.0f seconds\n", n, states, violations, seconds }' "$log"
exit "$status"
