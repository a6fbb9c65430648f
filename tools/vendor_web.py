"""Fetches what the desk's pages are built with, each file pinned by package version and tarball hash.

    python tools/vendor_web.py

Needs npm. Writes src/baithak/outlets/web/static/vendor/, and tests/outlets/browser/vendor/ for what only tests need: a
folder for each package with the files that are served and the licence that they come under.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SERVED = ROOT / "src" / "baithak" / "outlets" / "web" / "static" / "vendor"
TESTED = ROOT / "tests" / "outlets" / "browser" / "vendor"


class Package(NamedTuple):
    """sha512: of the tarball, as npm writes it. files: paths in the package -> the name under which they are kept; of a
    folder all its SVG files under their own names.
    """

    name: str
    version: str
    sha512: str
    files: dict[str, str]
    kept: Path = SERVED


PACKAGES = (
    Package(
        "htmx.org",
        "2.0.11",
        "Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "LICENSE"},
    ),
    Package(
        "vis-timeline",
        "8.5.4",
        "Xt7RNrRvOkQiSyk6vFTXSRwTunT0y9MzDgHY8N8H9nPuebJ6Vg+u3xnv0Swbxna/Pa2E3HjaBblEIQiK74E01Q==",
        {
            "dist/vis-timeline-graph2d.min.js": "vis-timeline.min.js",
            "dist/vis-timeline-graph2d.min.css": "vis-timeline.min.css",
            "LICENSE.Apache-2.0.txt": "LICENSE",
        },
    ),
    Package(
        "echarts",
        "6.1.0",
        "q0yaFPggC9FUdsWH4blavRWFmxdrIodbkoKNAjJudAI6CA9gNPxHtV2RcZNEepZVlk4yvBYkOkbk6HIVpIyHZA==",
        {
            "dist/echarts.min.js": "echarts.min.js",
            "LICENSE": "LICENSE",
            "NOTICE": "NOTICE",
            "licenses/LICENSE-d3": "LICENSE-d3",
        },
    ),
    Package(
        "@fontsource-variable/noto-sans-devanagari",
        "5.3.0",
        "52XBcJS3jRvZ5ugFXJvdKgffXPYnN08LeodXkgCbepOdMKVRVTQu1yj071cq8S3zmUwT6w6XKKXRSQlQkwwNNg==",
        {
            "files/noto-sans-devanagari-devanagari-wght-normal.woff2": "noto-sans-devanagari.woff2",
            "LICENSE": "LICENSE",
        },
    ),
    Package(
        "@fontsource-variable/noto-sans",
        "5.3.0",
        "e3ZuxzY9AL2psXPZlhwhnYrHUHv6PMoyK9MQ7croF0CUgURLqu9EMjW7q2FgVLwij1tjLsIHQrnwQ8aUcg4BiA==",
        {
            "files/noto-sans-latin-wght-normal.woff2": "noto-sans-latin.woff2",
            "files/noto-sans-cyrillic-wght-normal.woff2": "noto-sans-cyrillic.woff2",
            "LICENSE": "LICENSE",
        },
    ),
    Package(
        "@fontsource/tiro-devanagari-hindi",
        "5.3.0",
        "nlREPH/UItPmrRg2RY4O/oQNBtbwAzKyHk3ZexW1b75p8YrjmhdiPWOg9rm6dyM5v8FnIR392BG3Fdhu3+wTkg==",
        {
            "files/tiro-devanagari-hindi-devanagari-400-normal.woff2": "tiro-devanagari.woff2",
            "files/tiro-devanagari-hindi-latin-400-normal.woff2": "tiro-latin.woff2",
            "LICENSE": "LICENSE",
        },
    ),
    Package(
        "country-flag-icons",
        "1.6.20",
        "py8JiEKzjhYw6HPJ0L7SxLgCYim36UPRTZX43/kqGueUCZLSvnrqAiwW8HtQibur7mdkFQUkjOgdK+o/9FBtaw==",
        {"3x2/": "", "LICENSE": "LICENSE"},
    ),
    Package(
        "axe-core",
        "4.14.1",
        "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        {"axe.min.js": "axe.min.js", "LICENSE": "LICENSE", "LICENSE-3RD-PARTY.txt": "LICENSE-3RD-PARTY.txt"},
        TESTED,
    ),
)


def fetch(package: Package) -> None:
    """Keep the files of one package; SystemExit where the tarball is not the one that was looked at."""
    with tempfile.TemporaryDirectory() as folder:
        asked = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(asked, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        (tarball,) = Path(folder).glob("*.tgz")
        found = base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
        if found != package.sha512:
            raise SystemExit(f"{package.name} {package.version} is sha512-{found}, not sha512-{package.sha512}.")
        folder_of = package.kept / package.name.rpartition("/")[2].removesuffix(".org")
        folder_of.mkdir(parents=True, exist_ok=True)
        with tarfile.open(tarball) as members:
            for path, name in _named(package, members.getnames()):
                member = members.extractfile(path)
                if member is None:
                    raise SystemExit(f"{package.name} {package.version} has no file {path}.")
                (folder_of / name).write_bytes(member.read())
    print(f"{package.name} {package.version}")


def _named(package: Package, members: list[str]) -> Iterator[tuple[str, str]]:
    """The files of a tarball that are wanted, each with the name that it gets."""
    for path, name in package.files.items():
        if not path.endswith("/"):
            yield f"package/{path}", name
            continue
        for member in members:
            folder, _, last = member.rpartition("/")
            if f"{folder}/" == f"package/{path}" and last.endswith(".svg"):
                yield member, last


if __name__ == "__main__":
    for each in PACKAGES:
        fetch(each)
