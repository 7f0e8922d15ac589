"""Promotion: a copy of a profile whose list of actors has rows of the reader's choice added."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from pathlib import Path

import pandas as pd

from iranaz_utils.reading.profile import FILES, _folder, load_profile
from iranaz_utils.tables import ProfileError


def promote(candidates: pd.DataFrame, out: str | Path, *, profile: str | Path, source: str) -> Path:
    """Write a copy of a profile to a new folder, with a row for each candidate at the end of `actors.csv`.

    Parameters
    ----------
    candidates
        `name`, `kind`, `forms` (other spellings, separated by ``|``).
    out
        Folder of the new profile; it must not be there yet. It appears whole or not at all.
    profile
        Name or path of the profile that is copied.
    source
        What the column `source` says of the new rows, such as the corpus they were discovered in.

    Raises
    ------
    ProfileError
        If `out` is there already, or the new rows claim a spelling that another row has.
    """
    folder = Path(out)
    if folder.exists():
        raise ProfileError(f"{folder} is there already; give the new profile a folder of its own")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as kept:
        made = Path(kept) / folder.name
        shutil.copytree(_folder(profile), made)
        with (made / "actors.csv").open("a", encoding="utf-8", newline="") as file:
            file.write(_rows(candidates, source))
        load_profile(made)  # a fault is told before the folder appears
        made.replace(folder)
    return folder


def _rows(candidates: pd.DataFrame, source: str) -> str:
    """The candidates as lines of `actors.csv`; a surname by itself stays off the list, since others may bear it."""
    lines = io.StringIO()
    writer = csv.DictWriter(lines, FILES["actors.csv"], restval="", lineterminator="\n")
    for row in candidates.itertuples():
        forms = [form.strip() for form in row.forms.split("|") if form.strip()]
        aliases = [form for form in forms if row.kind != "person" or " " in form]
        writer.writerow({"name": row.name, "kind": row.kind, "aliases": " | ".join(aliases), "source": source})
    return lines.getvalue()
