#!/usr/bin/env bash
# Plays recordings of a real API server against the simulator, and fails when fewer than 95 % of their steps match.
#   recordings.sh [FOLDER]   default: the folder of recordings beside the checkout, else the ones of the tests
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-../shared/recordings}
[[ -d $folder ]] || folder=Tests/KubeSimulatorTests/Recordings
RECORDINGS=$(realpath "$folder") swift test --filter 'RecordingTests' 2>&1 |
  sed -n '/^recordings:/,/^matched/p; /error:/p; /Test run with .* failed/q1'
