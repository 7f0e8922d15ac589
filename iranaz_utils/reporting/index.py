"""The overview of a folder of reports, rebuilt from their manifests."""

from __future__ import annotations

import base64
from collections.abc import Collection, Mapping
from html import escape
from pathlib import Path

from iranaz_utils.reporting.document import document
from iranaz_utils.reporting.manifest import reports_in
from iranaz_utils.reporting.plan import REPORTS, changes

Made = tuple[Path, dict]


def write_index(out: Path, fresh: Collection[Path] = ()) -> Path:
    """Write `index.html`: for each report its picture, title, headline, settings and date; failed and stale ones are marked.

    Where reports were rendered for several runs, those of one notebook stand under one heading, so that they can be compared.

    Parameters
    ----------
    out
        Folder of the reports.
    fresh
        Folders of reports that are known to be up to date; of the others it is looked up whether what they were made of has changed.

    Returns
    -------
    Path
        The page, in `out`.
    """
    made = sorted(reports_in(out), key=_place)
    names = dict.fromkeys(found["name"] for _, found in made)
    grouped = {name: [(folder, found) for folder, found in made if found["name"] == name] for name in names}
    runs = any(found.get("run") for _, found in made)
    parts = [
        _compared(out, several, fresh) if runs else "".join(_entry(out, each, fresh, 2) for each in several) for several in grouped.values()
    ]
    body = f'<h1>Reports</h1>\n<div class="overview">\n{"".join(parts)}\n</div>'
    path, draft = out / "index.html", out / ".index.html"
    draft.write_text(document("Reports", body, contents=_contents(grouped) if runs else ()), encoding="utf-8")
    draft.replace(path)
    return path


def _place(made: Made) -> tuple[int, str, str]:
    """The package's own reports first, in their order; a failed one after the last good one; the runs of a report by name."""
    folder, found = made
    name = found["name"]
    return (REPORTS.index(name) if name in REPORTS else len(REPORTS), name, folder.as_posix())


def _contents(grouped: Mapping[str, list[Made]]) -> list[tuple[str, str]]:
    return [(f"report-{escape(name)}", escape(_title(several[0][1]))) for name, several in grouped.items()]


def _title(found: Mapping) -> str:
    return found.get("title") or found["name"]


def _compared(out: Path, several: list[Made], fresh: Collection[Path]) -> str:
    """The runs of one report next to each other."""
    entries = "".join(_entry(out, each, fresh, 3) for each in several)
    title = escape(_title(several[0][1]))
    return f'<section><h2 id="report-{escape(several[0][1]["name"])}">{title}</h2><div class="runs">{entries}</div></section>'


def _entry(out: Path, made: Made, fresh: Collection[Path], level: int) -> str:
    folder, found = made
    here = escape(folder.relative_to(out).as_posix())
    title = escape(found.get("run") or found["name"]) if level > 2 else escape(_title(found))
    said = f'<p dir="auto">{escape(found.get("headline") or "")}</p>' if found["status"] == "ok" else _failure(here, found["error"])
    stale = [] if folder in fresh or found["status"] != "ok" else changes(found)
    mark = f'<p class="note">Stale: {escape(", ".join(stale))} changed since it was rendered.</p>' if stale else ""
    return (
        f'<article>{_picture(folder, found)}<div><h{level}><a href="{here}/report.html">{title}</a></h{level}>{said}{mark}'
        f'<p class="source">{escape(_facts(found))}</p></div></article>'
    )


def _failure(here: str, error: str) -> str:
    return f'<p class="failure"><strong>Failed.</strong> {escape(error)} <a href="{here}/report.ipynb">The notebook so far</a></p>'


def _picture(folder: Path, found: Mapping) -> str:
    """The report's picture, embedded: a content-security policy has no word for a file beside the page."""
    picture = folder / str(found.get("picture") or "")
    if not picture.is_file():
        return ""
    return f'<img alt="" src="data:image/png;base64,{base64.b64encode(picture.read_bytes()).decode()}">'


def _facts(found: Mapping) -> str:
    settings = found.get("parameters", {})
    changed = [f"{name} {settings.get(name)}" for name in found.get("changed", ())]
    corpus = Path(settings.get("corpus") or "sample articles").name
    rendered = str(found.get("rendered_at", ""))[:16].replace("T", " ")
    return " · ".join(filter(None, [f"articles: {corpus}", *changed, rendered and f"rendered {rendered}"]))
