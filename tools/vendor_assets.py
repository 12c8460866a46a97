"""Fetch what the pages and the browser tests carry from npm, check it, copy it; then write the manifest of hashes.

Only who upgrades runs this (it needs `npm`): `python tools/vendor_assets.py`, then `sh tools/build_css.sh`.
`--manifest` only recomputes `tools/css/manifest.json`. Packages, versions and sha512 are in `tools/css/vendor.json`.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CSS = ROOT / "tools" / "css"
BUILD = ROOT / "build" / "assets" / "node_modules"
COMPILED = ("govuk/govuk.css", "govuk/govuk.rtl.css")
STATIC = "src/entraide/foundation/ui/static"


def packages() -> list[dict]:
    """The rows of vendor.json."""
    return json.loads((CSS / "vendor.json").read_text())["packages"]


def fetch(package: dict, folder: Path) -> Path:
    """The unpacked package. Stops when the archive is not the one that was agreed on."""
    name = f"{package['name']}@{package['version']}"
    done = subprocess.run(
        ["npm", "pack", name, "--json", "--pack-destination", str(folder)], capture_output=True, text=True, check=True
    )
    archive = folder / json.loads(done.stdout)[0]["filename"].replace("@", "").replace("/", "-")
    digest = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != package["integrity"]:
        raise SystemExit(f"{name}: the archive is {digest}, vendor.json says {package['integrity']}")
    target = folder / name.replace("/", "-")
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def copy(package: dict, source: Path) -> None:
    """The listed files to their places; a package marked `build` also whole, for the compiler."""
    for inside, outside in package["files"].items():
        (ROOT / outside).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / inside, ROOT / outside)
    if package.get("build"):
        shutil.rmtree(BUILD / package["name"], ignore_errors=True)
        shutil.copytree(source, BUILD / package["name"])


def manifest() -> dict[str, str]:
    """sha256 of every vendored and compiled file, by its path in the repository."""
    paths = [outside for package in packages() for outside in package["files"].values()]
    paths += [f"{STATIC}/{name}" for name in COMPILED]
    return {path: hashlib.sha256((ROOT / path).read_bytes()).hexdigest() for path in sorted(paths)}


def write_manifest() -> None:
    """Recompute tools/css/manifest.json."""
    (CSS / "manifest.json").write_text(json.dumps(manifest(), indent=2) + "\n")


def main() -> None:
    """Fetch, check and copy; or only the manifest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--manifest", action="store_true")
    if not parser.parse_args().manifest:
        with tempfile.TemporaryDirectory() as folder:
            for package in packages():
                copy(package, fetch(package, Path(folder)))
                print(f"{package['name']} {package['version']}: {len(package['files'])} files")
    else:
        write_manifest()


if __name__ == "__main__":
    main()
