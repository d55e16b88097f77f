#!/usr/bin/env bash
# Measures, built for release. Prints one JSON object a line: name, value, unit, and for a comparison ratio.
#
#   scripts/bench.sh client [--filter TEXT] [--runs N] [--list]
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
swift build -c release --product "$product" >&2
binary="$(swift build -c release --show-bin-path)/$product"

case " $* " in
*" --list "*) exec "$binary" "$@" ;;
esac
"$binary" --list "$@" | while read -r name; do
  "$binary" "$@" --only "$name"
done
