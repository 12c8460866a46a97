#!/bin/sh
# Writes requirements/*.lock from pyproject.toml: exact versions with hashes, no registry named, for pip and uv alike.
set -eu
cd "$(dirname "$0")/.."
uv="${UV:-.venv/bin/uv}"
"$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
    --no-header pyproject.toml -o requirements/runtime.lock
"$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
    --no-header --group dev pyproject.toml -c requirements/runtime.lock -o requirements/dev.lock
"$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
    --no-header requirements/build.in -o requirements/build.lock
"$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
    --no-header --group bench -c requirements/dev.lock -o requirements/bench.lock
