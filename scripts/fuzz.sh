#!/usr/bin/env bash
# Feeds the JSON parser, the list scanner and the decoders with what libFuzzer makes up, built for release.
#
#   scripts/fuzz.sh [RUNS] [SEED]      default: a million inputs, seed 1
#
# It starts from the parsing vectors beside the checkout where they are there. An input that traps, or for which a
# property of Tests/KubeCoreTests/Fuzzing does not hold, is kept in .build/fuzz and named at the end.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-1000000}
seed=${2:-1}
folder=.build/fuzz
mkdir -p "$folder/corpus"

features=(ExistentialAny ImmutableWeakCaptures InferIsolatedConformances InternalImportsByDefault
  MemberImportVisibility NonisolatedNonsendingByDefault)
flags=()
for feature in "${features[@]}"; do flags+=(-enable-upcoming-feature "$feature"); done
# One module, so that the properties see what is internal: no package build is needed.
find Sources/KubeCore -name '*.swift' -print0 | xargs -0 swiftc -O -swift-version 6 -parse-as-library \
  -module-name JSONFuzzing -package-name slipway -sanitize=fuzzer "${flags[@]}" \
  Fuzzing/JSONFuzzing.swift Tests/KubeCoreTests/Fuzzing/JSONProperties.swift -o "$folder/json"

printf '%s' '{"kind":"List","items":[{"metadata":{"name":"a"}}],"metadata":{"resourceVersion":"1"}}' \
  >"$folder/corpus/list.json"
vectors=()
if [ -d ../shared/vectors/json-parsing ]; then vectors=(../shared/vectors/json-parsing); fi

echo "$runs inputs, seed $seed"
SWIFT_BACKTRACE=enable=no "$folder/json" -runs="$runs" -seed="$seed" -max_len=4096 -print_final_stats=1 \
  -artifact_prefix="$folder/" -verbosity=0 "$folder/corpus" "${vectors[@]}"
