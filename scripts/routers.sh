#!/usr/bin/env bash
# Writes plans drawn by seed for every router to an API server that knows the published definitions, in ../shared/crds where
# they lie, and reads them back.
#
#   scripts/routers.sh [PLANS [SEED]]     plans for each router, 200 by default
#
# ROUTER_CRDS names a folder with further definitions.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift

export ROUTER_PLANS=${1:-200} ROUTER_SEED=${2:-26}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
SLIPWAY_ROOMS=TrafficRouters swift test --filter RouterCampaignTests >"$log" 2>&1 || status=$?
grep -aE '^(router .*plans|Skipped: )' "$log" | sort -u
[[ $status == 0 ]] || grep -aE 'error:|✘' "$log" | cut -c1-400 | head -20 >&2
grep -a '^router ' "$log" | tr -d ',' | awk '
  { plans += $3; objects += $5; invalid += $(NF - 1) }
  END { if (NR == 0) exit 1; printf "%d plans, %d objects, %d invalid\n", plans, objects, invalid; exit invalid > 0 }'
exit "$status"
