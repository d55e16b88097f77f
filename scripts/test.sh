#!/usr/bin/env bash
# Installs what is missing, builds and runs all tests.
# The tests that keep the machine busy come apart from those of servers and those that measure latencies.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
# Without nginx the tests of HTTP/2 would be skipped.
need_packages libcurl4-openssl-dev libssl-dev nginx-light openssl pkg-config python3
export SWIFT_BACKTRACE=enable=no
swift build --build-tests
servers='LocalClusterTests|ModelServerTests|ObservabilityTests|DemoTests'
simulations='SlipwayOperatorTests|OperatorSimulationTests'
swift test --skip-build --skip "EndToEndTests|$servers|$simulations"
swift test --skip-build --filter "$servers"
swift test --skip-build --no-parallel --filter "$simulations"
swift test --skip-build --no-parallel --filter EndToEndTests
