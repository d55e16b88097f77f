#!/usr/bin/env bash
# Sends real traffic through real data planes that are configured from what the routers write.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_packages haproxy nginx-light python3 python3-yaml
exec python3 scripts/data-planes/check.py
