#!/usr/bin/env bash
# Installs what is missing, in this order: uv, the two environments of uv.lock, Voikko and its Finnish
# dictionary, Pango (for the plan as PDF), the trained model and the indexes of
# courses and skills. With --tests also the browser
# of the end-to-end tests and PostgreSQL.
# Everything lands in this folder (.tools, .venv, models) but for the Debian packages. Safe to run again.
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9
UV=.tools/uv/bin/uv
export UV_PYTHON_INSTALL_DIR="$PWD/.tools/python"

say() { printf '%s\n' "$*" >&2; }
fail() { say "setup: $*"; exit 1; }

install_uv() {
  [[ -x $UV ]] && [[ "$($UV --version)" == "uv $UV_VERSION"* ]] && return
  say "Installing uv $UV_VERSION into .tools/uv"
  python3 -m venv .tools/uv || fail "python3 cannot make virtual environments; on Debian: apt-get install python3-venv"
  .tools/uv/bin/pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" || fail "could not install uv $UV_VERSION with pip"
}

# Prints an interpreter of one of the versions asked for. uv does not look behind pyenv's shims, so we do.
find_python() {
  local version candidate
  for version in "$@"; do
    for candidate in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version"*/bin/python3 /usr/bin/python"$version" /usr/local/bin/python"$version"; do
      if [[ -x $candidate ]] && "$candidate" -c 'import venv' 2>/dev/null; then
        printf '%s\n' "$candidate"
        return
      fi
    done
  done
  for version in "$@"; do
    if candidate=$("$UV" python find "$version" 2>/dev/null); then
      printf '%s\n' "$candidate"
      return
    fi
  done
  say "No Python $1 found on this machine; letting uv fetch it"
  "$UV" python install --quiet "$1" >&2 || fail "Python $1 is needed and could not be fetched. Install it (for example with pyenv) and run again."
  "$UV" python find "$1"
}

# sync_environment NAME PYTHON: makes .venv/NAME equal to its part of uv.lock, unless it already is.
sync_environment() {
  local name=$1 python=$2 wanted
  wanted="$(sha256sum uv.lock | cut -d' ' -f1)"
  [[ -f .venv/$name/.lock-installed && "$(<".venv/$name/.lock-installed")" == "$wanted" ]] && return
  say "Installing the $name environment"
  UV_PROJECT_ENVIRONMENT=".venv/$name" "$UV" sync --quiet --frozen --compile-bytecode \
    --group "$name" --group "$name-dev" --python "$python" || fail "could not install the $name environment (see above)"
  printf '%s' "$wanted" > ".venv/$name/.lock-installed"
}

as_root() { if [[ $(id -u) == 0 ]]; then "$@"; elif command -v sudo >/dev/null; then sudo -n "$@"; else return 1; fi; }

# debian_packages NAME...: installs them through apt when we may, else returns 1.
debian_packages() {
  command -v apt-get >/dev/null || return 1
  say "Installing Debian packages: $*"
  export DEBIAN_FRONTEND=noninteractive
  as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return
  as_root apt-get update -qq >/dev/null 2>&1 && as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

voikko_works() { .venv/service/bin/python -c 'import libvoikko; libvoikko.Voikko("fi").terminate()' 2>/dev/null; }

install_voikko() {
  voikko_works && return
  debian_packages libvoikko1 voikko-fi || true
  voikko_works || fail "Voikko and its Finnish dictionary are missing. Debian/Ubuntu: apt-get install libvoikko1 voikko-fi; Fedora: dnf install libvoikko malaga-suomi-voikko voikko-fi; macOS: brew install libvoikko"
}

pango_works() { .venv/service/bin/python -c 'import weasyprint' 2>/dev/null; }

install_pango() {
  pango_works && return
  debian_packages libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core || true
  pango_works || fail "Pango is missing; the plan's PDF needs it. Debian/Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; Fedora: dnf install pango; macOS: brew install pango"
}

# The server's programs are enough: the tests start a throw-away cluster of their own.
install_postgresql() {
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return
  debian_packages postgresql || fail "The database tests need PostgreSQL. Debian/Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server; macOS: brew install postgresql"
}

install_browser() {
  command -v chromium >/dev/null && return
  debian_packages chromium || fail "The browser tests need Chromium. Debian/Ubuntu: apt-get install chromium; Fedora: dnf install chromium; macOS: brew install --cask chromium"
}

# Only the tests of a clock that jumps need it; without the package they say that they are left out.
install_faketime() {
  command -v faketime >/dev/null && return
  debian_packages faketime || say "faketime is missing; the tests of a jumping clock are left out. Debian/Ubuntu: apt-get install faketime"
}

build_course_index() {
  scripts/service-python -c 'from backends.courses.embedded import open_search
from backends.settings import load_settings
settings = load_settings()
open_search(settings.catalogue, settings.var, settings.courses_database_url)' >&2
}

main() {
  install_uv
  sync_environment service "$(find_python 3.12 3.13)"
  sync_environment engine "$(find_python 3.10)"
  install_voikko
  install_pango
  if [[ ${1:-} == --tests ]]; then install_browser; install_postgresql; install_faketime; fi
  if [[ ${1:-} != --no-model ]]; then
    scripts/engine-python -m engine.train
    build_course_index
    scripts/service-python -m cli skills index
  fi
}

main "$@"
