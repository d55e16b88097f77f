# Sourced by the scripts that build images with buildah, which needs no daemon: a store of their own, and bases where no
# registry is reached.

# Images and containers are kept below a folder; everything runs in a change of root, which works inside containers too.
use_image_store() {
  mkdir -p "$1"
  export BUILDAH_ISOLATION=chroot STORAGE_DRIVER=vfs CONTAINERS_STORAGE_CONF=$1/storage.conf
  printf '[storage]\ndriver = "vfs"\ngraphroot = "%s"\nrunroot = "%s"\n' "$1/storage" "$1/run" >"$CONTAINERS_STORAGE_CONF"
}

has_image() { buildah inspect --type image "$1" >/dev/null 2>&1; }

# pull_images NAME...: from Docker Hub, unless OFFLINE is set or it is not reached, which a pull would find out after minutes.
pull_images() {
  [[ -z ${OFFLINE:-} ]] || return 1
  curl --silent --max-time 10 --output /dev/null https://registry-1.docker.io/v2/ || return 1
  local name
  for name in "$@"; do buildah pull --quiet "$name" >/dev/null 2>&1 || return 1; done
}

# import_image NAME FOLDER: a folder as an image.
import_image() {
  local container
  container=$(buildah from scratch)
  buildah add --quiet "$container" "$2" / >&2
  buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
  buildah commit --quiet --rm "$container" "$1" >&2
}

# make_base NAME FOLDER [PACKAGES]: Debian's smallest system, with some packages, as an image of that name.
make_base() {
  echo "no registry: $1 is made from Debian's packages" >&2
  rm -rf "$2"
  debootstrap --variant=minbase --include="ca-certificates${3:+,$3}" bookworm "$2" http://deb.debian.org/debian >&2
  rm -rf "$2"/var/cache/apt/archives/* "$2"/var/lib/apt/lists/*
  import_image "$1" "$2"
  rm -rf "$2"
}

# need_python_base NAME FOLDER: the Python image, or Debian with Debian's Python 3.11 in its place and under its name.
need_python_base() {
  has_image "$1" && return
  if pull_images "$1"; then return; fi
  [[ $1 == */python:3.11.* ]] || { echo "$1 is not at hand, and Debian 12 has Python 3.11 to stand in for it" >&2; return 1; }
  make_base "$1" "$2" python3,python3-venv,python3-pip,python-is-python3
}
