"""The sidecar: a table beside the articles that says what their files do not, and overrides what they say.

`metadata.csv` or `metadata.xlsx`, in the folder of the articles, in any of its subfolders or in an archive, has a column `path` and any of
the columns in `COLUMNS`; further ones are for people. A filled cell overrides what the article says, an empty one leaves it.

`path` is a path inside the sidecar's folder, a file name, or a pattern with `*` and `?` for either. A pattern with names in braces reads
what the file names say: the line `{country}_{session}_{year}.txt` under the heading `path` is a whole sidecar. What has no slash is looked
for in subfolders too. The name of a table stands for all of its rows. A later line overrides an earlier one, a deeper sidecar a higher one.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import translate
from pathlib import Path

from iranaz_utils.reading.archives import in_tar, in_zip, unpacked
from iranaz_utils.reading.encodings import decode
from iranaz_utils.reading.filenames import FileNames
from iranaz_utils.reading.records import SIDECARS, Problem, Source

#: Endings of the files in which sidecars are looked for.
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")
#: The largest sidecar, in bytes.
MAX_SIDECAR = 50_000_000
COLUMNS = ("title", "date", "author", "outlet", "side", "language", "url", "doc_id")
#: Other headings that are understood.
ALIASES = {"file": "path", "filename": "path", "country": "side", "year": "date"}

_ROW = re.compile(r":\d+$")
_HAS_NAMES = re.compile(r"\{\w+\}")
_IS_PATTERN = re.compile(r"[*?\[]")


@dataclass
class Line:
    """One line of a sidecar: where it stands, what it is about, what it says, and whether it was about anything."""

    number: int
    path: str
    values: dict[str, str]
    pattern: re.Pattern[str] | None = None
    names: FileNames | None = None
    used: bool = False

    def says(self, path: str, names: set[str]) -> dict[str, str] | None:
        """What a line with a pattern says about the article at a path, which has these names too; None where it is about another."""
        if self.names:
            return None if (read := self.names.fields(path)) is None else read | self.values
        return self.values if self.pattern and any(map(self.pattern.match, names)) else None


@dataclass
class Sidecar:
    """The lines of one sidecar; `name` is its path, `folder` that of its folder with a slash at the end, or empty."""

    name: str
    folder: str
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self):
        self._exact: dict[str, list[Line]] = {}
        for line in self.lines:  # a pattern can be a name as it stands, such as `a [1].txt`
            self._exact.setdefault(line.path, []).append(line)
        self._patterns = [line for line in self.lines if line.pattern or line.names]

    def fields(self, path: str) -> dict[str, str]:
        """What the sidecar says about the article at a path; a later line overrides an earlier one."""
        if not path.startswith(self.folder):
            return {}
        inside = _normal(path[len(self.folder) :])
        names = {name for whole in (inside, _ROW.sub("", inside)) for name in (whole, whole.rpartition("/")[2])}
        found = {line.number: (line, line.values) for name in names for line in self._exact.get(name, ())}
        found |= {line.number: (line, read) for line in self._patterns if (read := line.says(inside, names)) is not None}
        said: dict[str, str] = {}
        for _, (line, values) in sorted(found.items()):
            line.used = True
            said |= values
        return said

    def problems(self) -> Iterator[Problem]:
        """A row for each line that was about no article."""
        for line in self.lines:
            if not line.used:
                yield Problem(f"{self.name}:{line.number}", "warning", f"{line.path!r} matches no article", "ignored; correct the path")


class Sidecars:
    """All sidecars of a folder, the higher ones first.

    Examples
    --------
    >>> Sidecars([]).fields("a.txt")
    {}
    """

    def __init__(self, sidecars: Sequence[Sidecar]):
        self._sidecars = sorted(sidecars, key=lambda sidecar: (sidecar.folder.count("/"), sidecar.name))
        #: Columns of one's own that patterns of file names make.
        self.own = [name for sidecar in self._sidecars for line in sidecar.lines if line.names for name in line.names.own]

    def fields(self, path: str) -> dict[str, str]:
        """What they say about the article at a path."""
        said: dict[str, str] = {}
        for sidecar in self._sidecars:
            said |= sidecar.fields(path)
        return said

    def problems(self) -> list[Problem]:
        """A row for each line that was about no article."""
        return [problem for sidecar in self._sidecars for problem in sidecar.problems()]


def take_sidecars(files: Sequence[Path], root: Path) -> tuple[Sidecars, list[Path], list[Problem]]:
    """The sidecars among some files and in archives among them, the files without those, and a problem for each that cannot be used.

    A file that is alone is read for itself, whatever its name.
    """
    articles = dict.fromkeys(file for file in files if file.name.lower() not in SIDECARS or len(files) == 1)
    sidecars, problems = [], []
    for file in files:
        source = _source(file, root)
        for found in _inside(source) if file in articles else [source]:
            try:
                sidecars.append(read_sidecar(found))
            except Exception as error:  # a damaged file fails in many ways
                problems.append(Problem(found.name, "error", f"the sidecar cannot be used: {error}", "ignored"))
    return Sidecars(sidecars), list(articles), problems


def _source(file: Path, root: Path) -> Source:
    return Source(file.relative_to(root).as_posix(), lambda: file.open("rb"))


def _inside(archive: Source) -> Iterator[Source]:
    """The sidecars in a file that is an archive, each to be read before the next; what is broken is told when the articles are read."""
    if not archive.name.lower().endswith(ARCHIVES):
        return
    is_zip = archive.name.lower().endswith(".zip")
    try:
        packed = archive if is_zip or archive.name.lower().endswith(".tar") else unpacked(archive)
        for member in in_zip(packed) if is_zip else in_tar(packed):
            if isinstance(member, Source) and member.name.rpartition("/")[2].lower() in SIDECARS:
                yield member
    except Exception:  # whatever it is, reading the articles meets it again and says so
        return


def read_sidecar(source: Source) -> Sidecar:
    """The sidecar in a file or a member of an archive.

    Raises
    ------
    ValueError
        If the table has no column `path`, or cannot be read.
    """
    folder, _, file = source.name.rpartition("/")
    data = source.data(MAX_SIDECAR)
    rows = _sheet(data) if file.lower().endswith(".xlsx") else _lines(data)
    header = [_heading(cell) for cell in rows[0][1]] if rows else []
    if "path" not in header:
        raise ValueError(f"{file} has no column 'path'; its columns are {', '.join(filter(None, header)) or 'none'}")
    lines = [_line(number, dict(zip(header, cells, strict=False))) for number, cells in rows[1:] if any(cells)]
    return Sidecar(source.name, folder and f"{folder}/", lines)


def _heading(cell: str) -> str:
    heading = cell.strip().lower()
    return ALIASES.get(heading, heading)


def _line(number: int, cells: dict[str, str]) -> Line:
    path = _normal(cells.get("path", "").replace("\\", "/").removeprefix("./"))
    names = FileNames(path) if _HAS_NAMES.search(path) else None
    pattern = re.compile(translate(path)) if _IS_PATTERN.search(path) and not names else None
    values = {column: value.strip() for column in COLUMNS if (value := cells.get(column, "")).strip()}
    return Line(number, path, values, pattern, names)


def _lines(data: bytes) -> list[tuple[int, list[str]]]:
    """The rows of a CSV file with the numbers of their lines; commas, semicolons or tabs, whichever the header has."""
    text, _ = decode(data)
    header = text.lstrip().partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    try:
        return [(rows.line_num, cells) for cells in rows]
    except csv.Error as error:
        raise ValueError(str(error)) from error


def _sheet(data: bytes) -> list[tuple[int, list[str]]]:
    """The rows of the first sheet of a workbook; days as ISO dates."""
    from openpyxl import load_workbook

    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        return [(number, [_cell(value) for value in row]) for number, row in enumerate(sheet.iter_rows(values_only=True), 1)]
    except Exception as error:  # a damaged workbook fails in many ways
        raise ValueError(f"it is no workbook that can be read: {error}") from error


def _cell(value: object) -> str:
    return "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value).strip()


def _normal(path: str) -> str:
    """One form of accented letters: file systems and spreadsheets store them differently."""
    return unicodedata.normalize("NFC", path.strip())
