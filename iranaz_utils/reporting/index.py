"""The overview of a folder of reports, rebuilt from their manifests."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from pathlib import Path

from iranaz_utils.reporting.document import document
from iranaz_utils.reporting.manifest import read_manifest


def write_index(out: Path) -> Path:
    """Write `index.html`: for each report its picture, title, headline, settings and date; failed ones are marked.

    Returns
    -------
    Path
        The page, in `out`.
    """
    folders = sorted(path for path in out.iterdir() if path.is_dir() and not path.name.startswith("."))
    made = [(folder, found) for folder in folders if (found := read_manifest(folder))]
    entries = "\n".join(_entry(folder, found) for folder, found in made)
    body = f'<h1>Reports</h1>\n<div class="overview">\n{entries}\n</div>'
    path, draft = out / "index.html", out / ".index.html"
    draft.write_text(document("Reports", body), encoding="utf-8")
    draft.replace(path)
    return path


def _entry(folder: Path, found: Mapping) -> str:
    link = escape(f"{folder.name}/report.html")
    title = escape(found.get("title") or found["name"])
    if found["status"] != "ok":
        said = f'<p class="failure"><strong>Failed.</strong> {escape(found["error"])}</p>'
    else:
        said = f"<p>{escape(found['headline'])}</p>" if found.get("headline") else ""
    return f'<article>{_thumbnail(folder, found)}<div><h2><a href="{link}">{title}</a></h2>{said}<p class="source">{_facts(found)}</p></div></article>'


def _thumbnail(folder: Path, found: Mapping) -> str:
    # Embedded, as everything in the pages: a content-security policy cannot name "files beside this one".
    picture = folder / str(found.get("picture"))
    if not picture.is_file():
        return ""
    return f'<img alt="" src="data:image/png;base64,{base64.b64encode(picture.read_bytes()).decode()}">'


def _facts(found: Mapping) -> str:
    settings = found.get("parameters", {})
    corpus = Path(str(settings.get("corpus", ""))).name
    changed = [f"{name} {settings[name]}" for name in found.get("changed", ()) if name not in ("corpus", "profile")]
    day = found["rendered_at"][:16].replace("T", " ")
    return escape(" · ".join(filter(None, [corpus, *changed, day])))
