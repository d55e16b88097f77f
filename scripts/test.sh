#!/usr/bin/env bash
# Installs what is missing, builds and runs all tests.
# The operator's tests, which keep the machine busy, and the end-to-end tests, which measure latencies, come by themselves.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
# Without nginx the tests of HTTP/2 would be skipped.
need_packages libcurl4-openssl-dev libssl-dev nginx-light openssl pkg-config python3
export SWIFT_BACKTRACE=enable=no
swift build --build-tests
swift test --skip-build --skip 'EndToEndTests|SlipwayOperatorTests'
swift test --skip-build --no-parallel --filter SlipwayOperatorTests
swift test --skip-build --no-parallel --filter EndToEndTests
