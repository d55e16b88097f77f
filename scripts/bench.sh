#!/usr/bin/env bash
# Measures, built for release. Prints one JSON object a line: name, value, unit, and for a comparison ratio.
#
#   scripts/bench.sh client|simulator|runtime [--filter TEXT] [--runs N] [--list]
#   scripts/bench.sh decisions [--runs N] [--seed N] [--other] [--sweep] [--goals 1,2,9]
#
# `decisions` replays the study of the judge with its own code and prints the table of its results as CSV, then a line for
# each goal; `--other` takes traffic, effects and noise that nothing was developed on.
#
# Each measurement is a process of its own, so that none inherits the memory of another.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
need_packages libcurl4-openssl-dev libssl-dev nginx-light openssl pkg-config python3

suite=${1:-client}
shift || true
product="$suite-benchmarks"

if [[ $suite == decisions ]]; then
  # The reference values are the tests' business; the goal that names them only reports what the tests found.
  vectors=missed
  SLIPWAY_ROOMS=Statistics swift test --filter StatisticsTests >&2 && vectors=met
  SLIPWAY_ROOMS=$product swift build -c release --product "$product" >&2
  exec "$(swift build -c release --show-bin-path)/$product" --vectors "$vectors" "$@"
fi

swift build -c release --product "$product" >&2
binary="$(swift build -c release --show-bin-path)/$product"

case " $* " in
*" --list "*) exec "$binary" "$@" ;;
esac
"$binary" --list "$@" | while read -r name; do
  "$binary" "$@" --only "$name"
done
