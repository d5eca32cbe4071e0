# Shared by scripts/demo and scripts/test, which source it from the repository's root.
set -euo pipefail
exec </dev/null # nothing here asks a question

# ccache finds compilations again in another clone.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

say() { printf '\n== %s\n' "$*"; }

# fail SENTENCE: the last thing that a script prints when it stops early.
fail() {
  printf '\n%s: %s\n' "$0" "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "packages are missing, and installing them needs root or sudo: ${missing[*]}"
  fi
}

# install_packages GROUP...: those of these groups in scripts/packages that are missing.
install_packages() {
  local wanted installed package missing=()
  mapfile -t wanted < <(for group; do sed -n "s/^$group //p" scripts/packages; done)
  command -v dpkg-query >/dev/null || fail "this is not Debian; install by hand: ${wanted[*]}"
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
  for package in "${wanted[@]}"; do
    grep -qxF "installed $package" <<<"$installed" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installing ${missing[*]}"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300)
  as_root "${apt[@]}" update || fail "the package lists cannot be fetched"
  as_root "${apt[@]}" install -y --no-install-recommends "${missing[@]}" ||
    fail "these packages cannot be installed: ${missing[*]}"
}

# build PRESET [TARGET...]: configures only where ninja cannot know by itself that it must.
build() {
  local preset=$1 ninja_file=build/$1/build.ninja
  shift
  if [ ! -e "$ninja_file" ] || [ CMakePresets.json -nt "$ninja_file" ]; then
    cmake --preset "$preset" || fail "\`cmake --preset $preset\` failed, see above"
  fi
  ninja -C "build/$preset" "$@" || fail "the build in build/$preset failed, see above"
}
