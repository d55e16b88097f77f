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

# Packages of PyPI, each as NAME==VERSION, in an environment of the project's own. Their programs come first in the PATH.
need_python() {
  need_packages python3-venv
  local folder=$PWD/.build/python package
  [[ -x $folder/bin/python ]] || python3 -m venv "$folder"
  touch "$folder/installed"
  for package in "$@"; do
    grep -qx "$package" "$folder/installed" && continue
    echo "installing $package" >&2
    "$folder/bin/pip" install --quiet --disable-pip-version-check "$package" >&2
    echo "$package" >>"$folder/installed"
  done
  export PATH=$folder/bin:$PATH
}

# Helm, from its own libraries: no program of that name is needed.
need_helm() {
  need_python helm-python-sdk==0.2.2
  helm() { python "$HELM" "$@"; }
  HELM=$PWD/scripts/helm.py
}
