#!/usr/bin/env bash
# Lets things go wrong in many ways, and fails when anything is broken.
#   scripts/campaign.sh                    a part of all faults on two scenarios, and the mutants: a few minutes
#   scripts/campaign.sh long [SCENARIO [arguments of `slipway simulate`]]
#                                          every fault everywhere, and combinations of faults; all scenarios by default
#   scripts/campaign.sh leaders [SEEDS [arguments of `slipway simulate`]]
#                                          two operators that both believe they lead, in all scenarios; default 5000 seeds
#   scripts/campaign.sh demo [SEEDS] [arguments of `slipway demo`]
#                                          plays the demo's scenarios with real processes; default 20 seeds: 25 minutes
# Runs what RELEASE=1 has built with optimization, which is several times faster once it is built.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
need_packages libcurl4-openssl-dev libssl-dev pkg-config
configuration=debug
[[ -n ${RELEASE:-} ]] && configuration=release
swift build -c "$configuration" --product slipway >&2
slipway=.build/$configuration/slipway

play_demo() {
  local seeds=${1:-20}
  shift || true
  declare -A right seconds
  local failures=0
  for seed in $(seq "$seeds"); do
    for scenario in good-model wrong-model slow-model failing-model; do
      if result=$("$slipway" demo --scenario "$scenario" --seed "$seed" --output json "$@" 2>/dev/null); then
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
}

case ${1:-short} in
  short)
    "$slipway" simulate --campaign short --scenario canary-promoted
    "$slipway" simulate --campaign short --scenario canary-rolled-back
    "$slipway" simulate --mutants
    ;;
  long) "$slipway" simulate --campaign long --scenario "${2:-all}" "${@:3}" ;;
  leaders)
    "$slipway" simulate --campaign leaders --scenario all --combinations "${2:-5000}" "${@:3}"
    ;;
  demo) play_demo "${@:2}" ;;
  *)
    echo "usage: scripts/campaign.sh [short | long [SCENARIO [ARGS]] | leaders [SEEDS [ARGS]] | demo [SEEDS]]" >&2
    exit 2
    ;;
esac
