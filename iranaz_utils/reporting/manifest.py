"""What a report was made of, so that an unchanged one is not made again and any one can be traced.

A report's key is the hash of everything that may change it: the notebook, its settings, the articles, the profile, the
versions of the libraries and this package's own files. `manifest.json` beside the report keeps the key with the hashes
of the files that came out. Nothing here imports pandas: deciding that nothing has to be done takes no longer than reading.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from iranaz_utils.reading.packaged import PACKAGE

FILE = "manifest.json"
#: The libraries whose version can change a number or a picture.
LIBRARIES = (
    "iranaz-utils", "pandas", "polars", "numpy", "scipy", "matplotlib", "networkx", "nltk",
    "papermill", "nbclient", "ipykernel", "mistune", "pygments",
)  # fmt: skip


def key_of(parts: Mapping[str, object]) -> str:
    """The hash of everything a report depends on.

    Examples
    --------
    >>> key_of({"notebook": "ab", "corpus": "cd"}) == key_of({"corpus": "cd", "notebook": "ab"})
    True
    """
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def digest(path: Path) -> str:
    """The hash of a file's bytes, or of the names and bytes of all files in a folder, whatever the folder is called."""
    if path.is_file():
        return _file_digest(path)
    whole = hashlib.sha256()
    for file in files_in(path):
        whole.update(f"{file.relative_to(path).as_posix()}\0{_file_digest(file)}\n".encode(errors="surrogateescape"))
    return whole.hexdigest()


def files_in(folder: Path) -> list[Path]:
    """The files of a folder and its subfolders in order of name, without hidden ones and what Python caches."""
    found = []
    for path in folder.rglob("*"):
        inner = path.relative_to(folder).parts
        if not any(part.startswith(".") or part == "__pycache__" for part in inner) and path.is_file():
            found.append(path)
    return sorted(found)


def own_digest() -> str:
    """The hash of this package's own files: a changed function makes a changed report even when the version stays."""
    return digest(PACKAGE)


def versions() -> dict[str, str]:
    """Version of Python and of each library in use, by name."""
    return {"python": platform.python_version()} | {name: found for name in LIBRARIES if (found := _version(name))}


def hashes(folder: Path) -> dict[str, str]:
    """Path within the folder → hash, for each file of a report except the manifest itself and what is printed from the page."""
    return {file.relative_to(folder).as_posix(): _file_digest(file) for file in files_in(folder) if file.name not in (FILE, "report.pdf")}


def read_manifest(folder: Path) -> dict | None:
    """The manifest of a report's folder, or None when there is none that can be read."""
    try:
        manifest = json.loads((folder / FILE).read_bytes())
    except (OSError, ValueError):
        return None
    return manifest if isinstance(manifest, dict) else None


def reports_in(out: Path) -> Iterator[tuple[Path, dict]]:
    """The folders of reports in `out` with their manifests, also those of runs in folders of their own."""
    for path in sorted([*out.glob(f"*/{FILE}"), *out.glob(f"*/*/{FILE}")]):
        hidden = any(part.startswith(".") for part in path.relative_to(out).parts)
        if not hidden and (found := read_manifest(path.parent)):
            yield path.parent, found


def write_manifest(folder: Path, manifest: Mapping[str, object]) -> None:
    """Write `manifest.json`, people's letters readable."""
    (folder / FILE).write_text(json.dumps(manifest, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")


def is_unchanged(folder: Path, key: str) -> bool:
    """Whether the folder holds a good report with this key and all of its files as they were written."""
    manifest = read_manifest(folder)
    if not manifest or manifest.get("key") != key or manifest.get("status") != "ok":
        return False
    return _all_there(folder, manifest.get("files", {}).items())


def _all_there(folder: Path, written: Iterable[tuple[str, str]]) -> bool:
    return all((folder / name).is_file() and _file_digest(folder / name) == found for name, found in written)


def _file_digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
