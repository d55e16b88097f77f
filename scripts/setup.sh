# Sourced by the other scripts: what a build needs, installed where it is missing. Debian 12; Swift 6.3 must be there.

need_packages() {
  local missing=()
  for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
  done
  [[ ${#missing[@]} == 0 ]] && return
  local as_root=()
  if [[ $(id -u) != 0 ]]; then
    command -v sudo >/dev/null || { echo "these packages are missing, and there is no sudo: ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
  fi
  echo "installing ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -qq >&2
  # RUNLEVEL keeps servers such as nginx from starting once they are installed.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq "${missing[@]}" >&2
}

need_swift() {
  command -v swift >/dev/null || { echo "Swift 6.3 is needed: https://www.swift.org/install/linux" >&2; exit 1; }
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -1)
  [[ $(printf '%s\n' 6.3 "$version" | sort -V | head -1) == 6.3 ]] || {
    echo "Swift 6.3 is needed, but this is Swift ${version:-of an unknown version}" >&2
    exit 1
  }
}
