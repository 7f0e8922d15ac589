"""Whether reports are still what their manifests say, and whether the same run would make the same bytes again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from iranaz_utils.reporting.manifest import hashes, reports_in
from iranaz_utils.reporting.plan import planned_again
from iranaz_utils.reporting.run import render
from iranaz_utils.tables import IranazError, ParameterError


@dataclass(frozen=True)
class Finding:
    """What was found of one report: `good` unless something differs, `said` in words."""

    name: str
    good: bool
    said: str


def verify(out: Path, *, again: bool = True) -> Iterator[Finding]:
    """What became of each report in a folder since it was written.

    Parameters
    ----------
    out
        Folder of the reports.
    again
        Render each once more, in a folder of its own, and compare the bytes; only where everything that it was made of is the same.

    Raises
    ------
    ParameterError
        If there is no report.
    """
    found = list(reports_in(out))
    if not found:
        raise ParameterError(f"there is no report in {out}")
    for folder, manifest in found:
        name = folder.relative_to(out).as_posix()
        if manifest["status"] != "ok":
            yield Finding(name, False, f"failed: {manifest['error']}")
            continue
        differing = differences(manifest["files"], hashes(folder))
        yield Finding(name, not differing, "; ".join(differing) or "every file is as it was written")
        if again:
            yield Finding(name, *_again(manifest))


def differences(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """What differs between two lists of files with their hashes, in words.

    >>> differences({"a": "1", "b": "2"}, {"b": "3", "c": "4"})
    ['changed: b', 'missing: a', 'added: c']
    """
    changed = [name for name in then if name in now and now[name] != then[name]]
    missing, added = [name for name in then if name not in now], [name for name in now if name not in then]
    told = {"changed": changed, "missing": missing, "added": added}
    return [f"{what}: {', '.join(sorted(names))}" for what, names in told.items() if names]


def _again(manifest: Mapping) -> tuple[bool, str]:
    with tempfile.TemporaryDirectory(prefix="iranaz") as folder:
        try:
            job = planned_again(manifest, folder)
        except IranazError as error:
            return False, f"it cannot be rendered again here: {error}"
        if changed := [name for name, value in job.hashes.items() if manifest["hashes"].get(name) != value]:
            return False, f"a new run would differ, as these have changed: {', '.join(changed)}"
        outcome = next(render([job], force=True))
        if outcome.status == "failed":
            return False, f"a new run failed: {outcome.error}"
        differing = differences(manifest["files"], hashes(job.folder))
        return not differing, "; ".join(f"a new run {each}" for each in differing) or "a new run gives the same bytes"
