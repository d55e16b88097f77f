#!/usr/bin/env bash
# Builds the libraries' documentation into .build/docs, one archive for each. Fails when a page names what is not there.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
need_packages libcurl4-openssl-dev libssl-dev pkg-config

libraries=(CurlTransport KubeCore KubeClient KubeConnection KubeRuntime)
symbols=.build/docs/symbols
mkdir -p "$symbols"
# Symbols are written when a module is compiled: where they are missing, all is compiled anew.
for library in "${libraries[@]}"; do [[ -f $symbols/$library.symbols.json ]] || rm -rf .build/docs/scratch; done
for library in "${libraries[@]}"; do
  swift build --scratch-path .build/docs/scratch --target "$library" \
    -Xswiftc -emit-symbol-graph -Xswiftc -emit-symbol-graph-dir -Xswiftc "$PWD/$symbols" >&2
done

failed=0
for library in "${libraries[@]}"; do
  graph=$(mktemp -d)
  cp "$symbols/$library".symbols.json "$symbols/$library"@*.symbols.json "$graph" 2>/dev/null || true
  log=.build/docs/$library.log
  docc convert "Sources/$library/$library.docc" --additional-symbol-graph-dir "$graph" \
    --output-path ".build/docs/$library.doccarchive" \
    --fallback-display-name "$library" --fallback-bundle-identifier "dev.slipway.$library" >"$log" 2>&1 || failed=1
  # A missing sentence on a parameter is a matter of taste; a link into the void is a mistake.
  if grep -B1 -A3 "doesn't exist at\|error:" "$log"; then failed=1; fi
  rm -rf "$graph"
done
if [[ $failed == 0 ]]; then echo "documentation of ${#libraries[@]} libraries in .build/docs"; else exit 1; fi
