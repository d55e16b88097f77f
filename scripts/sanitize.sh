#!/usr/bin/env bash
# Runs the tests of the client's libraries, the runtime and the operator under the thread sanitizer and the address
# sanitizer, each built in a folder of its own. Fails at the first report, and says how long everything took.
#
#   scripts/sanitize.sh [thread|address ...]
#
# ROOMS names the libraries, by default all of them.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
need_packages libcurl4-openssl-dev libssl-dev nginx-light openssl pkg-config python3
export SWIFT_BACKTRACE=enable=no

rooms=${ROOMS:-CurlTransport KubeCore KubeClient KubeConnection KubeRuntime SlipwayOperator}
# Package.swift then has these rooms alone: nothing else is built twice more.
export SLIPWAY_ROOMS=$rooms
tests="^($(printf '%sTests|' $rooms)none)\\."
folder=$PWD/.build/sanitize
mkdir -p "$folder"

# The sanitizer must see that a mutex orders what it guards, and must see a race where there is none: see self-test.swift.
prepare_thread() {
  clang -shared -fPIC -O1 -o "$folder/mutex_annotations.so" scripts/sanitize/mutex_annotations.c -ldl
  swiftc -sanitize=thread -o "$folder/self-test" scripts/sanitize/self-test.swift
  LD_PRELOAD="$folder/mutex_annotations.so" "$folder/self-test" guarded >/dev/null 2>"$folder/self-test.log" \
    || { cat "$folder/self-test.log" >&2; echo "the thread sanitizer misjudges Synchronization.Mutex" >&2; exit 1; }
  # On a busy machine one thread may have done all before the next begins.
  for try in 1 2 3 4 5; do
    LD_PRELOAD="$folder/mutex_annotations.so" "$folder/self-test" race >/dev/null 2>&1 || break
    [[ $try != 5 ]] || { echo "the thread sanitizer overlooks a race" >&2; exit 1; }
  done
  echo "the thread sanitizer finds the race of its self-test, and none beside it"
}

run() {
  local kind=$1 started=$SECONDS built bundle settings
  case $kind in
  thread)
    prepare_thread
    settings=(LD_PRELOAD="$folder/mutex_annotations.so" TSAN_OPTIONS=halt_on_error=1)
    ;;
  # Foundation loses memory with every process that it starts, and the tests start some.
  address) settings=(ASAN_OPTIONS=detect_leaks=0) ;;
  *) echo "unknown sanitizer $kind" >&2; exit 2 ;;
  esac
  swift build --build-tests --sanitize="$kind" --scratch-path "$folder/$kind"
  built=$((SECONDS - started))
  bundle=$(swift build --sanitize="$kind" --scratch-path "$folder/$kind" --show-bin-path)/slipwayPackageTests.xctest
  env "${settings[@]}" "$bundle" --testing-library swift-testing --filter "$tests"
  echo "$kind sanitizer: no report; built in ${built} s, ran in $((SECONDS - started - built)) s"
}

[[ $# -gt 0 ]] || set -- thread address
for kind in "$@"; do run "$kind"; done
