"""The overview of a folder of reports, rebuilt from their manifests."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from pathlib import Path

from iranaz_utils.reporting.document import document
from iranaz_utils.reporting.manifest import read_manifest
from iranaz_utils.reporting.plan import REPORTS


def write_index(out: Path) -> Path:
    """Write `index.html`: for each report its picture, title, headline, settings and date; failed ones are marked.

    Returns
    -------
    Path
        The page, in `out`.
    """
    folders = [path for path in out.iterdir() if path.is_dir() and not path.name.startswith(".")]
    made = [(folder, found) for folder in sorted(folders, key=_place) if (found := read_manifest(folder))]
    entries = "\n".join(_entry(folder, found) for folder, found in made)
    body = f'<h1>Reports</h1>\n<div class="overview">\n{entries}\n</div>'
    path, draft = out / "index.html", out / ".index.html"
    draft.write_text(document("Reports", body), encoding="utf-8")
    draft.replace(path)
    return path


def _place(folder: Path) -> tuple[int, str]:
    """The package's own reports first, in their order; a failed one after the last good one."""
    name = folder.name.removesuffix(".failed")
    return (REPORTS.index(name) if name in REPORTS else len(REPORTS), folder.name)


def _entry(folder: Path, found: Mapping) -> str:
    here, title = escape(folder.name), escape(found.get("title") or found["name"])
    said = f"<p>{escape(found.get('headline') or '')}</p>" if found["status"] == "ok" else _failure(here, found["error"])
    return (
        f'<article>{_picture(folder, found)}<div><h2><a href="{here}/report.html">{title}</a></h2>{said}'
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
    return " · ".join(filter(None, [corpus, *changed, str(found.get("rendered_at", ""))[:10]]))
