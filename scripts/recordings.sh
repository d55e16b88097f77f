#!/usr/bin/env bash
# Plays recordings of a real API server against the simulator, and fails when fewer than 95 % of their steps match.
#   recordings.sh [FOLDER]   default: the folder of recordings beside the checkout, else the ones of the tests
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-../shared/recordings}
[[ -d $folder ]] || folder=Tests/KubeSimulatorTests/Recordings
log=$(mktemp)
trap 'rm -f "$log"' EXIT
swift build --build-tests >&2
status=0
RECORDINGS=$(realpath "$folder") swift test --skip-build --filter 'RecordingTests.matchesEnough' >"$log" 2>&1 || status=$?
sed -n '/^\([a-z0-9-]* [0-9]* \|    \|matched \)/p' "$log"
exit "$status"
