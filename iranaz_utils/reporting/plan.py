"""What has to be rendered: every name, value and path is checked here, before a kernel starts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from iranaz_utils.reading.files import Record, read
from iranaz_utils.reading.packaged import PACKAGE, packaged
from iranaz_utils.reporting import manifest
from iranaz_utils.reporting.parameters import RUNNER, read_notebook, read_parameters, settle
from iranaz_utils.tables import CorpusError, IranazError, ParameterError, ProfileError

REPORTS = ("frequency", "comention", "timeline")


@dataclass(frozen=True)
class Run:
    """One of several runs: its name, and the values that tell it from the others; each of its reports must take them."""

    name: str = ""
    values: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Job:
    """One report to render.

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
    run: str = ""

    @property
    def label(self) -> str:
        """What the report is called among all of its run: `NAME`, or `RUN/NAME`."""
        return f"{self.run}/{self.name}" if self.run else self.name

    @property
    def folder(self) -> Path:
        """Where the report goes: `OUT/NAME`, or `OUT/RUN/NAME`."""
        return Path(self.out, self.run, self.name)

    @property
    def failed(self) -> Path:
        """Where it goes when it fails, so that the last good one stays: `OUT/NAME.failed`."""
        return self.folder.with_name(f"{self.name}.failed")


def plan(
    name_or_path, *, corpus=None, out="reports/", parameters: Mapping[str, object] | None = None, profile=None, run: Run | None = None
) -> list[Job]:
    """The reports asked for, in that order, each with its parameters and its key.

    A corpus or profile of None is the one that the notebook itself names; a notebook that names none takes the sample articles.

    Raises
    ------
    ParameterError, CorpusError, ProfileError
        With what was got and what would be taken.
    """
    notebooks = _notebooks(name_or_path)
    declared = {name: read_parameters(read_notebook(path)) for name, path in notebooks.items()}
    runner = {name: str(value) for name, value in zip(RUNNER, (corpus, profile), strict=True) if value is not None}
    run = run or Run()
    settled = settle(declared, {**(parameters or {}), **run.values}, runner)
    digest, shared = cache(manifest.digest), {"package": manifest.own_digest(), "versions": manifest.versions()}
    jobs = []
    for name, path in notebooks.items():
        if unknown := [value for value in run.values if value not in settled[name]]:
            raise ParameterError(f"{name} has no parameter {unknown[0]}, so that it would say the same in each run")
        settings = {parameter.name: parameter.default for parameter in declared[name]} | settled[name]
        articles, people = _corpus(settings.get("corpus"), Path(out)), _profile(settings.get("profile"))
        hashes = {"notebook": digest(path), "corpus": digest(articles), "profile": digest(people), **shared}
        key = manifest.key_of({"settings": settings, **hashes})
        jobs.append(Job(name, str(path.resolve()), str(Path(out).resolve()), settled[name], settings, hashes, key, run.name))
        for folder in (jobs[-1].folder, jobs[-1].failed):
            _refuse_to_overwrite(folder)
    return jobs


def planned_again(made: Mapping, out) -> Job:
    """The job that a manifest tells of, into another folder; the errors are those of `plan`."""
    given = dict(made["given"])
    runner = {name: given.pop(name, None) for name in RUNNER}
    return plan(made["notebook"], out=out, parameters=given, run=Run(made["run"]), **runner)[0]


def changes(made: Mapping) -> list[str]:
    """What a report was made of that is no longer the same: `corpus`, `notebook`, `profile`, `package`, `versions`."""
    try:
        now = planned_again(made, Path(tempfile.gettempdir()) / "iranaz-nowhere").hashes
    except CorpusError:
        return ["corpus"]
    except (IranazError, KeyError):  # also a manifest that an older version wrote
        return ["notebook or profile"]
    return [name for name, value in now.items() if made["hashes"].get(name) != value]


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


def _corpus(corpus: object, out: Path) -> Path:
    path = Path(corpus) if isinstance(corpus, str) else packaged("seeds")
    if not path.exists():
        raise CorpusError(f"there is no corpus {path}; give a file or folder of articles")
    if path.is_file():
        _refuse_unreadable(path)
    if path.is_dir() and not manifest.files_in(path):
        raise CorpusError(f"the folder {path} holds no file; give a file or folder of articles")
    if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
        raise ParameterError(f"reports in {out} would lie inside the corpus {path} and be read as articles; choose another folder for them")
    return path


def _refuse_unreadable(file: Path) -> None:
    """A corpus of one file that gives no article is wrong from the start; reading ends with the first article found."""
    problems = []
    for found in read(file, file.name):
        if isinstance(found, Record):
            return
        if found.severity == "error":
            problems.append(f"; {found.path}: {found.problem}")
    raise CorpusError(f"no article can be read from {file}{''.join(problems[:1])}")


def _profile(profile: object) -> Path:
    name = profile if isinstance(profile, str) else "iran_azerbaijan"
    packed = PACKAGE / "profiles" / name
    folder = packed if packed.is_dir() else Path(name)
    if not folder.exists():
        raise ProfileError(f"there is no profile {name}; give the name of one that comes with the package or the folder of your own")
    return folder


def _refuse_to_overwrite(folder: Path) -> None:
    if folder.exists() and manifest.read_manifest(folder) is None and (folder.is_file() or any(folder.iterdir())):
        raise ParameterError(
            f"{folder} is there already and is not a report (it has no {manifest.FILE}); choose another folder or move it away"
        )
