#!/bin/sh
# Brings a bare clone to where `make run` or `make test` can go on. Says what it does; installs Debian packages only as
# root, otherwise says what to install. A second call with nothing new costs a few milliseconds.
set -eu
cd "$(dirname "$0")/.."
purpose="${1:-run}"
say() { printf '%s\n' "$*" >&2; }

lock=requirements/runtime.lock
[ "$purpose" = test ] && lock=requirements/dev.lock
stamp=".venv/.entraide-$purpose"
wanted="$(cat requirements/build.lock "$lock" pyproject.toml | sha256sum | cut -d' ' -f1)"

missing=""
need() { missing="$missing $1"; }

find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
}

have_postgresql() {
    [ -n "${DATABASE_URL:-}" ] || [ -n "${ENTRAIDE_PG_BIN:-}" ] || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
        || command -v initdb >/dev/null 2>&1
}

have_icu() { command -v pkg-config >/dev/null 2>&1 && pkg-config --exists icu-i18n && command -v g++ >/dev/null 2>&1; }

have_headers() {
    [ -n "$python" ] && "$python" -c 'import sysconfig, pathlib, sys; sys.exit(not (pathlib.Path(sysconfig.get_path("include")) / "Python.h").exists())'
}

have_font() { [ -n "${ENTRAIDE_FONTS:-}" ] || find /usr/share/fonts -iname "$1" 2>/dev/null | grep -q .; }

system_packages() {
    python="$(find_python)"
    [ -n "$python" ] || need python3
    { [ -x .venv/bin/python ] || { [ -n "$python" ] && "$python" -c 'import ensurepip, venv' 2>/dev/null; }; } || need python3-venv
    have_postgresql || need postgresql
    # PyICU, which compares names across scripts, comes as source.
    have_icu || { need libicu-dev; need pkg-config; need g++; }
    [ -x .venv/bin/python ] || have_headers || need python3-dev
    have_font 'NotoNaskhArabic-Regular.*' && have_font 'NotoSerif-Regular.*' || need fonts-noto-core
    have_font 'NotoS*CJK-Regular.*' || need fonts-noto-cjk
    if [ "$purpose" = test ]; then
        command -v chromium >/dev/null 2>&1 || need chromium
        command -v java >/dev/null 2>&1 || need default-jre-headless # JavaRosa is asked what it makes of our forms
    fi
    [ -z "$missing" ] && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing from Debian:$missing (about 600 MB for the fonts, the browser and Java; a minute or two) …"
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq >/dev/null
        # shellcheck disable=SC2086
        apt-get install -y -qq --no-install-recommends $missing >/dev/null
        return 0
    fi
    say "These are missing and only an administrator can install them:$missing"
    say "    sudo apt-get install$missing"
    case "$missing" in
        *python3*|*postgresql*|*libicu*) say "Then call make again."; exit 1 ;;
        *) say "Going on without them: PDF files may lack letters, tests with a browser or with JavaRosa will be skipped." ;;
    esac
}

if [ "$(cat "$stamp" 2>/dev/null || true)" = "$wanted" ] && [ -x .venv/bin/entraide ] && [ -f .venv/.entraide-system-"$purpose" ]; then
    exit 0
fi

system_packages
python="$(find_python)"
if [ ! -x .venv/bin/python ]; then
    say "Making the virtual environment .venv with $("$python" --version) …"
    "$python" -m venv .venv
fi
say "Installing Python packages, exactly those of $lock …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.lock
VIRTUAL_ENV="$PWD/.venv" .venv/bin/uv pip install --quiet --require-hashes -r "$lock"
VIRTUAL_ENV="$PWD/.venv" .venv/bin/uv pip install --quiet --no-build-isolation --no-deps -e .
.venv/bin/python tools/messages.py compile
touch .venv/.entraide-system-"$purpose"
echo "$wanted" > "$stamp"
