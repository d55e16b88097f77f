#!/usr/bin/env bash
# Installs what is missing, builds and runs all tests.
# The tests of HTTP/2 against nginx are skipped where no nginx is.
# The end-to-end tests come by themselves: they measure latencies, and must not compete with the others for the machine.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
need_packages libcurl4-openssl-dev libssl-dev openssl pkg-config python3
export SWIFT_BACKTRACE=enable=no
swift build --build-tests
swift test --skip-build --skip EndToEndTests
swift test --skip-build --no-parallel --filter EndToEndTests
