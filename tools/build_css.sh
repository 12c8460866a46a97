#!/bin/sh
# Compile GOV.UK Frontend with our settings, mirror it for Arabic, and write the manifest of hashes.
# Needs Node and `python tools/vendor_assets.py` run before; both results are committed.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
build="$root/build/assets"
out="$root/src/entraide/foundation/ui/static/govuk"
mkdir -p "$build/tools" "$out"
cp "$root/tools/css/package.json" "$root/tools/css/package-lock.json" "$build/tools/"
(cd "$build/tools" && npm ci --ignore-scripts --omit=optional --no-audit --no-fund)
"$build/tools/node_modules/.bin/sass" --no-source-map --style=compressed --load-path="$build/node_modules" \
    "$root/tools/css/govuk.scss" "$out/govuk.css"
"$build/tools/node_modules/.bin/rtlcss" --silent "$out/govuk.css" "$out/govuk.rtl.css"
python3 "$root/tools/vendor_assets.py" --manifest
