"""Paths → records: the raw text of each article, with the fields that its file gives.

A text file is one record; a table (CSV, TSV, JSON lines, JSON, Parquet) is one record a row, its columns recognised by the names in
`FIELDS`. What cannot be read becomes a `Problem`, and the rest goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from iranaz_utils.tables import CorpusError

TEXTS = frozenset({".txt", ".text", ".md"})
TABLES = frozenset({".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet"})

#: Column of the documents table → names under which tables of others hold it, the first found counts.
FIELDS = {
    "text": ("text", "body", "content", "full_text", "article"),
    "title": ("title", "headline", "heading", "slug"),
    "date": ("date", "published", "pubdate", "publish_date", "publication_date"),
    "outlet": ("outlet", "source", "newspaper", "publisher"),
    "author": ("author", "byline"),
    "side": ("side",),
    "language": ("language", "lang"),
    "doc_id": ("doc_id", "id"),
}


@dataclass(frozen=True)
class Record:
    """One article as it stands on disk: where it was, its text, the hash of what was read, and the fields that came with it."""

    path: str
    text: str
    sha256: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """A row of the problems table; `severity` is error (left out), warning (doubtful) or info (repaired, or left out on purpose)."""

    path: str
    severity: str
    problem: str
    action: str


def find(path: str | Path) -> list[Path]:
    """The files to read at `path`, in a stable order: the file itself, or all files of the folder and its subfolders.

    Hidden files and folders are passed over. Nothing is opened.

    Raises
    ------
    CorpusError
        If there is nothing at `path`, or a folder without files.

    Examples
    --------
    >>> find("no/such/folder")
    Traceback (most recent call last):
    ...
    iranaz_utils.tables.CorpusError: there is no file or folder 'no/such/folder'; give the path of your articles
    """
    place = Path(path)
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise CorpusError(f"there is no file or folder {str(path)!r}; give the path of your articles")
    files = [file for file in sorted(place.rglob("*")) if not any(part.startswith(".") for part in file.relative_to(place).parts)]
    if not (found := [file for file in files if not file.is_dir()]):
        raise CorpusError(f"the folder {str(path)!r} holds no files; put articles into it as .txt, .csv, .jsonl or .parquet")
    return found


def read(file: Path, name: str) -> Iterator[Record | Problem]:
    """The records of one file; `name` is the path under which they are reported.

    A file that is no article by its name (a README) or of a kind that is not read gives a problem instead of records.
    """
    kind = file.suffix.lower()
    if file.stem.lower() == "readme":
        yield Problem(name, "info", "a README is taken for a note about the corpus", "left out")
    elif kind not in TEXTS | TABLES:
        yield Problem(name, "error", f"files of the kind {kind or 'without an extension'} are not read", "left out; convert it to .txt")
    else:
        try:
            yield from _read_table(file, name) if kind in TABLES else _read_text(file, name)
        except (OSError, ValueError, ImportError) as error:
            yield Problem(name, "error", f"cannot be read: {_first_line(error)}", "left out; open the file and save it anew")


def _read_text(file: Path, name: str) -> Iterator[Record | Problem]:
    data = file.read_bytes()
    if not data.strip():
        yield Problem(name, "error", "the file is empty", "left out")
        return
    text, note = decode(data)
    if note:
        yield Problem(name, "info", note, "read")
    yield Record(name, text, hashlib.sha256(data).hexdigest())


def decode(data: bytes) -> tuple[str, str | None]:
    """The text of some bytes, and a note where they were not plain UTF-8.

    Raises
    ------
    ValueError
        If the bytes are no text in any encoding that articles come in.

    Examples
    --------
    >>> decode("Bakı".encode()), decode("Bakı".encode("utf-16"))[0]
    (('Bakı', None), 'Bakı')
    """
    from charset_normalizer import from_bytes

    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return sound(data.decode(encoding)), None if encoding == "utf-8-sig" else f"encoded in {encoding}"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        guess = from_bytes(data, cp_isolation=["cp1252", "cp1251", "cp1254", "cp1256", "koi8_r", "utf_16"]).best()
        if guess is None:
            raise ValueError("it is not text in any known encoding") from None
        return sound(str(guess)), f"not UTF-8; taken for {guess.encoding}"
    if text.count("\0") > len(text) // 100:
        raise ValueError("it is not text: it is full of null characters")
    return sound(text), None


def sound(text: str) -> str:
    r"""The text without what no table or page can hold: null characters and halves of surrogate pairs.

    >>> sound("a\0b\ud800c")
    'ab?c'
    """
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _read_table(file: Path, name: str) -> Iterator[Record | Problem]:
    frame = _frame(file)
    columns = {wanted: found for wanted, names in FIELDS.items() if (found := _first_of(names, list(frame.columns)))}
    if "text" not in columns:
        raise ValueError(f"no column holds the text; the columns are {', '.join(map(str, frame.columns))}")
    for number, row in enumerate(frame[list(columns.values())].itertuples(index=False), 1):
        values = {wanted: sound(str(value)) for wanted, value in zip(columns, row, strict=True) if _is_given(value)}
        text = values.pop("text", "")
        if text.strip():
            yield Record(f"{name}:{number}", text, hashlib.sha256(text.encode()).hexdigest(), values)
        else:
            yield Problem(f"{name}:{number}", "error", "the row has no text", "left out")


def _frame(file: Path):
    """A table of any kind as pandas reads it, all cells as they stand."""
    import pandas as pd

    match file.suffix.lower():
        case ".parquet":
            return pd.read_parquet(file)
        case ".jsonl" | ".ndjson":
            return pd.read_json(file, lines=True, dtype=False)
        case ".json":
            return pd.read_json(file, dtype=False)
        case kind:
            return pd.read_csv(file, sep="\t" if kind == ".tsv" else ",", dtype=str, keep_default_na=False, encoding="utf-8-sig")


def _is_given(value) -> bool:
    return value is not None and value == value and str(value).strip() != ""


def _first_of(names: tuple[str, ...], columns: list) -> str | None:
    lower = {str(column).strip().lower(): column for column in reversed(columns)}
    return next((lower[name] for name in names if name in lower), None)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
