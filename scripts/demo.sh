#!/usr/bin/env bash
# Plays a canary rollout of a real model on a cluster of its own: installs what is missing, builds, runs `slipway demo`.
# Arguments are passed on: ./scripts/demo.sh --scenario wrong-model --output json; --help lists them.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
need_packages libcurl4-openssl-dev libssl-dev pkg-config
# Standard output belongs to the demo.
swift build --product slipway >&2
exec .build/debug/slipway demo --examples "$PWD/Examples" "$@"
