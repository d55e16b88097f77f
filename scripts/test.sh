#!/usr/bin/env bash
# Installs what is missing, builds and runs all tests.
#
#   scripts/test.sh [--data-planes]    with real traffic through nginx and haproxy as well
#   scripts/test.sh [--install]        with the chart installed by Helm (scripts/install-check.sh) and looked over
#                                      (scripts/lint.sh) as well
#   scripts/test.sh [--images]         with images that are generated, built and run (scripts/images.sh) as well
#
# The tests that keep the machine busy come apart from those of servers and those that measure latencies.
set -euo pipefail
[[ $# -eq 0 || $* == --data-planes || $* == --install || $* == --images ]] || {
  echo "usage: $0 [--data-planes | --install | --images]" >&2
  exit 2
}
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
# Without nginx the tests of HTTP/2 would be skipped.
need_packages libcurl4-openssl-dev libssl-dev nginx-light openssl pkg-config python3
# Amazon's own library checks the signatures of requests.
need_python botocore==1.43.11
export SWIFT_BACKTRACE=enable=no
swift build --build-tests
servers='CurlTransportTests|KubeConnectionTests|HTTPServingTests|LocalClusterTests|ModelServerTests|ObservabilityTests|DemoTests'
simulations='SlipwayOperatorTests|OperatorSimulationTests'
swift test --skip-build --skip "EndToEndTests|$servers|$simulations"
swift test --skip-build --filter "$servers"
swift test --skip-build --no-parallel --filter SlipwayOperatorTests
swift test --skip-build --filter OperatorSimulationTests
swift test --skip-build --no-parallel --filter EndToEndTests
[[ ${1:-} != --data-planes ]] || scripts/data-planes.sh
[[ ${1:-} != --install ]] || { scripts/generate.sh --check && scripts/install-check.sh && scripts/lint.sh; }
[[ ${1:-} != --images ]] || scripts/images.sh
