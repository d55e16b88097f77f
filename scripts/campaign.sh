#!/usr/bin/env bash
# Plays every scenario with many seeds, and fails when one ends otherwise than it should or drops a request.
#   scripts/campaign.sh [SEEDS] [extra arguments of `slipway demo`]     default 20 seeds: about 25 minutes
# Prints one JSON object a run, and a summary.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
need_packages libcurl4-openssl-dev libssl-dev pkg-config
seeds=${1:-20}
shift || true
swift build --product slipway >&2
declare -A right seconds
failures=0
for seed in $(seq "$seeds"); do
  for scenario in good-model wrong-model slow-model failing-model; do
    if result=$(.build/debug/slipway demo --scenario "$scenario" --seed "$seed" --output json "$@" 2>/dev/null); then
      right[$scenario]=$((${right[$scenario]:-0} + 1))
    else
      failures=$((failures + 1))
    fi
    echo "${result:-{\"scenario\":\"$scenario\",\"seed\":$seed,\"outcome\":null\}}"
    time=$(sed -n 's/.*"secondsToDecision":\([0-9.]*\).*/\1/p' <<<"$result")
    seconds[$scenario]+="${time:-0} "
  done
done
for scenario in good-model wrong-model slow-model failing-model; do
  # The middle one of the sorted times.
  median=$(tr ' ' '\n' <<<"${seconds[$scenario]}" | grep . | sort -n | sed -n "$(((seeds + 1) / 2))p")
  echo "$scenario: ${right[$scenario]:-0} of $seeds as expected, median $median s to the decision" >&2
done
[[ $failures == 0 ]]
