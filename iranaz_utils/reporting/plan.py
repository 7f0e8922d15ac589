"""What has to be rendered: every name, value and path is checked here, before a kernel starts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from iranaz_utils.reading.packaged import PACKAGE, packaged
from iranaz_utils.reporting import manifest
from iranaz_utils.reporting.parameters import RUNNER, read_notebook, read_parameters, settle
from iranaz_utils.tables import CorpusError, ParameterError, ProfileError

REPORTS = ("frequency", "comention", "timeline")


@dataclass(frozen=True)
class Job:
    """One report to render; plain values only, so that it can be handed to another process.

    `given` are the parameters that the notebook is run with, `settings` all of its parameters after defaults, `hashes` what the
    key was made of.
    """

    name: str
    notebook: str
    out: str
    given: dict
    settings: dict
    hashes: dict
    key: str

    @property
    def folder(self) -> Path:
        """Where the report goes: `OUT/NAME`."""
        return Path(self.out) / self.name

    @property
    def failed(self) -> Path:
        """Where it goes when it fails, so that the last good one stays: `OUT/NAME.failed`."""
        return Path(self.out) / f"{self.name}.failed"


def plan(name_or_path, *, corpus, out, parameters: Mapping[str, object] | None, profile) -> list[Job]:
    """The reports asked for, in that order, each with its parameters and its key.

    Raises
    ------
    ParameterError, CorpusError, ProfileError
        With what was got and what would be taken.
    """
    notebooks = _notebooks(name_or_path)
    declared = {name: read_parameters(read_notebook(path)) for name, path in notebooks.items()}
    settled = settle(declared, parameters or {})
    articles = _corpus(corpus, Path(out))
    hashes = _shared_hashes(articles, profile)
    runner = dict(zip(RUNNER, (str(articles), str(profile)), strict=True))
    jobs = []
    for name, path in notebooks.items():
        names = [parameter.name for parameter in declared[name]]
        given = {each: runner[each] for each in RUNNER if each in names} | settled[name]
        settings = {parameter.name: parameter.default for parameter in declared[name]} | given
        of_this = hashes | {"notebook": manifest.digest(path)}
        job = Job(name, str(path.resolve()), str(Path(out).resolve()), given, settings, of_this, manifest.key_of(of_this | settings))
        _refuse_to_overwrite(job.folder)
        jobs.append(job)
    return jobs


def _notebooks(name_or_path) -> dict[str, Path]:
    asked = [name_or_path] if isinstance(name_or_path, (str, os.PathLike)) else list(name_or_path)
    paths = dict.fromkeys(path for one in asked or ["all"] for path in _paths(one))
    found = {}
    for path in paths:
        if path.stem in found:
            raise ParameterError(f"two notebooks are called {path.stem}; both reports would be written to the same folder")
        found[path.stem] = path
    return found


def _paths(one) -> Iterable[Path]:
    if str(one).endswith(".ipynb"):
        return [Path(one)]
    if one != "all" and one not in REPORTS:
        raise ParameterError(f"there is no report {one}; take {', '.join(REPORTS)}, all, or the path of a notebook (.ipynb)")
    return [packaged("notebooks") / f"{name}.ipynb" for name in (REPORTS if one == "all" else [one])]


def _corpus(corpus, out: Path) -> Path:
    path = _as_seen_from_here(packaged("seeds")) if corpus is None else Path(corpus)
    if not path.exists():
        raise CorpusError(f"there is no corpus {path}; give a file or folder of articles")
    if path.is_dir() and not any(file.is_file() for file in path.rglob("*")):
        raise CorpusError(f"the folder {path} holds no file; give a file or folder of articles")
    if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
        raise ParameterError(
            f"reports written to {out} lie inside the corpus {path} and would be read as articles; choose another folder for them"
        )
    return path


def _as_seen_from_here(path: Path) -> Path:
    """Relative when it lies below the current folder: shorter to read, and the same on every machine."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _shared_hashes(articles: Path, profile) -> dict[str, object]:
    named = PACKAGE / "profiles" / str(profile)
    folder = named if named.is_dir() else Path(profile)
    if not folder.exists():
        raise ProfileError(f"there is no profile {profile}; give the name of one that comes with the package or the folder of your own")
    return {
        "corpus": manifest.digest(articles),
        "profile": manifest.digest(folder),
        "package": manifest.own_digest(),
        "versions": manifest.versions(),
    }


def _refuse_to_overwrite(folder: Path) -> None:
    if folder.exists() and manifest.read_manifest(folder) is None and (folder.is_file() or any(folder.iterdir())):
        raise ParameterError(
            f"{folder} is there already and is not a report (it has no {manifest.FILE}); choose another folder or move it away"
        )
