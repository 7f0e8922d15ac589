"""The sidecar: a table beside the articles that says what their files do not.

`metadata.csv` in the folder of the articles has a column `path` (a file name, a path inside the folder, or a pattern with `*`) and any of
the columns title, date, author, outlet, side and language. A cell that is filled overrides what the article says; an empty one does not.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from iranaz_utils.reading.files import Problem, decode

NAME = "metadata.csv"
COLUMNS = ("title", "date", "author", "outlet", "side", "language")


@dataclass
class Sidecar:
    """The lines of a sidecar, and which of them have matched an article."""

    path: str = NAME
    lines: list[tuple[int, str, dict[str, str]]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def fields(self, name: str) -> dict[str, str]:
        """What the sidecar says about the article of that name; a later line overrides an earlier one."""
        said: dict[str, str] = {}
        for number, pattern, values in self.lines:
            if pattern == name or fnmatchcase(name, pattern):
                self.used.add(number)
                said |= values
        return said

    def problems(self) -> Iterable[Problem]:
        """A row for each line that matched no article."""
        for number, pattern, _ in self.lines:
            if number not in self.used:
                yield Problem(f"{self.path}:{number}", "warning", f"{pattern!r} matches no article", "ignored; correct the path")


def read_sidecar(file: Path) -> Sidecar:
    """The sidecar in a file; an absent file is a sidecar without lines.

    Raises
    ------
    ValueError
        If the table has no column `path`.

    Examples
    --------
    >>> read_sidecar(Path("nowhere/metadata.csv")).fields("a.txt")
    {}
    """
    if not file.is_file():
        return Sidecar(file.name)
    text, _ = decode(file.read_bytes())
    rows = csv.DictReader(text.splitlines())
    if "path" not in (rows.fieldnames or ()):
        raise ValueError(f"{file.name} has no column 'path'; its columns are {', '.join(rows.fieldnames or ['none'])}")
    lines = []
    for row in rows:
        values = {column: row[column].strip() for column in COLUMNS if (row.get(column) or "").strip()}
        lines.append((rows.line_num, (row["path"] or "").strip(), values))
    return Sidecar(file.name, lines)
