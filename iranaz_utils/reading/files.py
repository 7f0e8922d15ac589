"""Paths → records: the raw text of each article, with the fields that its file gives.

`find` lists the files of a folder; `read` gives the records of one of them. What a file is, its first bytes tell: an article (text, a web
page, Word, PDF, RTF), a table with one article a row, an export of a news database with many, or an archive of any of these. What cannot be
read becomes a `Problem`, and the rest goes on.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from iranaz_utils.reading.archives import check_office, in_tar, in_zip, open_zip, unpacked
from iranaz_utils.reading.encodings import decode, sound
from iranaz_utils.reading.formats.columns import FIELDS, Columns
from iranaz_utils.reading.formats.delimited import delimited
from iranaz_utils.reading.formats.rows import json_lines, json_text, parquet, workbook
from iranaz_utils.reading.formats.texts import pdf_file, ris_file, rtf_file, text_file, web_page, word_file, xml_file
from iranaz_utils.reading.kinds import kind_of
from iranaz_utils.reading.records import SIDECARS, Problem, Record, Source, Unreadable
from iranaz_utils.tables import CorpusError, ParameterError

__all__ = ["FIELDS", "Problem", "Record", "decode", "find", "read", "sound"]

#: Archives in archives, at most.
MAX_DEPTH = 3
#: What programs leave in folders, by name.
LITTER = frozenset({"thumbs.db", "desktop.ini", "icon\r"})


def find(path: str | Path) -> list[Path]:
    """The files to read at `path`, in a stable order: the file itself, or all files of the folder and its subfolders.

    Hidden files and folders are passed over. Links are followed, each folder is walked once; a folder that cannot be listed or was walked
    already stands in the list itself, for `read` to say so. Nothing is opened.

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
    if not (found := sorted(_walk(place))):
        raise CorpusError(f"the folder {str(path)!r} holds no files; put articles into it as .txt, .html, .docx, .csv or .jsonl")
    return found


def _walk(place: Path) -> Iterator[Path]:
    """All files below a folder; folders behind links come last, so that each file has the shortest of its names."""
    pending, walked = [place], set()
    links: list[Path] = []
    while pending or links:
        folder = pending.pop() if pending else links.pop(0)
        try:
            status = folder.stat()
            if (here := (status.st_dev, status.st_ino)) in walked:
                yield folder
                continue
            walked.add(here)
            with os.scandir(folder) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    if entry.name.startswith("."):
                        continue
                    if not _is_folder(entry):
                        yield folder / entry.name
                    elif entry.is_symlink():
                        links.append(folder / entry.name)
                    else:
                        pending.append(folder / entry.name)
        except OSError:
            yield folder


def _is_folder(entry: os.DirEntry) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def read(file: Path, name: str, columns: Mapping[str, str] | None = None) -> Iterator[Record | Problem]:
    """The records of one file.

    Parameters
    ----------
    file
        Its place.
    name
        The path under which its articles are reported; those of a table as `NAME:ROW`, those of an archive as `NAME/MEMBER`.
    columns
        Field → column of the tables, where a table's own names tell too little: `{"text": "story"}`. Fields are the keys of `FIELDS`.

    Yields
    ------
    Record or Problem
        A file that is no article by its name (a README) or of a kind that is not read gives a problem instead of records.

    Raises
    ------
    ParameterError
        If `columns` names a field that there is not.
    """
    given = tuple((columns or {}).items())
    if unknown := [field for field, _ in given if field not in FIELDS]:
        raise ParameterError(f"columns takes the fields {', '.join(FIELDS)}; got {', '.join(unknown)}")
    shown = printable(name)
    if shown != name:
        yield Problem(shown, "info", "the file's name has characters that cannot be shown", "written with escapes")
    try:
        before = file.stat()
        if reason := _no_file(file, before):
            yield Problem(shown, "warning" if file.is_dir() else "error", reason, "left out")
            return
        yield from read_source(Source(shown, lambda: file.open("rb"), before.st_size), given)
        after = file.stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            yield Problem(shown, "warning", "the file changed while it was read", "read as it was then; read the corpus again")
    except OSError as error:
        reason = "the link leads nowhere" if file.is_symlink() and isinstance(error, FileNotFoundError) else error.strerror or str(error)
        yield Problem(shown, "error", f"cannot be read: {reason}", "left out")


def _no_file(file: Path, status: os.stat_result) -> str | None:
    """Why something that `find` listed is not opened."""
    if stat.S_ISDIR(status.st_mode):
        os.scandir(file).close()  # a folder stands in the list because it could not be listed, which raises here again, or ...
        return "the link leads to a folder that is read already"
    return None if stat.S_ISREG(status.st_mode) else "it is a pipe, a socket or a device, not a file"


def printable(name: str) -> str:
    r"""A file's name as it can stand in a table and on a page: line breaks, control characters and bytes that are no UTF-8 as escapes.

    >>> printable("a\nb.txt"), printable(os.fsdecode(b"caf\xe9.txt"))
    ('a\\nb.txt', 'caf\\xe9.txt')
    """
    if name.isprintable():
        return name
    escaped = "".join(char if char.isprintable() or "\ud800" <= char <= "\udfff" else repr(char)[1:-1] for char in name)
    return escaped.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_source(source: Source, given: Columns = (), depth: int = 0) -> Iterator[Record | Problem]:
    """The records of a file or of a member of an archive; whatever goes wrong is a problem."""
    path = PurePosixPath(source.kind_name)
    if path.name.lower() in LITTER:
        return
    if path.stem.lower() == "readme":
        yield Problem(source.name, "info", "a README is taken for a note about the corpus", "left out")
        return
    try:
        head = source.head()
        if not head.strip():
            raise Unreadable("the file is empty", "left out")
        kind = kind_of(path.name, head)
        if kind in ARCHIVES:
            yield from _unpack(source, kind, given, depth)
        else:
            yield from READERS[kind](source, given)
    except Unreadable as error:
        yield Problem(source.name, "error", str(error), error.action)
    except RecursionError:
        yield Problem(source.name, "error", "cannot be read: it is nested too deeply", "left out")
    except OSError as error:
        yield Problem(source.name, "error", f"cannot be read: {error.strerror or error}", "left out")
    except Exception as error:
        yield Problem(source.name, "error", f"cannot be read: {_first_line(error)}", "left out; open the file and save it anew")


def _unpack(source: Source, kind: str, given: Columns, depth: int) -> Iterator[Record | Problem]:
    """The records of all members of an archive."""
    if depth >= MAX_DEPTH:
        raise Unreadable("archives are packed into each other too deeply", "left out; unpack it yourself if you trust it")
    if kind == "gzip":
        inner = unpacked(source)
        yield from read_source(inner, given, depth + 1)
        return
    if kind == "zip" and (office := _office(source)):
        yield from READERS[office](source, given)
        return
    count = 0
    for found in (in_zip if kind == "zip" else in_tar)(source):
        count += 1
        if isinstance(found, Problem):
            yield Problem(printable(found.path), found.severity, found.problem, found.action)
        elif PurePosixPath(found.name).name.lower() not in SIDECARS:  # these were read before the articles
            found.name = printable(found.name)
            yield from read_source(found, given, depth + 1)
    if not count:
        yield Problem(source.name, "error", "the archive holds no files", "left out")


def _office(source: Source) -> str | None:
    """The kind of an office document, which is a ZIP file too."""
    with open_zip(source) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names:
            check_office(archive)
            return "workbook" if "xl/workbook.xml" in names else "docx" if any(name.startswith("word/") for name in names) else None
    if "mimetype" in names and "content.xml" in names:
        raise Unreadable("it is an OpenDocument file", "left out; save it as .docx or .xlsx")
    return None


ARCHIVES = frozenset({"zip", "tar", "gzip"})
#: Kind → how it is read.
READERS: dict[str, Callable[[Source, Columns], Iterator[Record | Problem]]] = {
    "text": text_file,
    "html": web_page,
    "docx": word_file,
    "pdf": pdf_file,
    "rtf": rtf_file,
    "xml": xml_file,
    "ris": ris_file,
    "delimited": delimited,
    "json_lines": json_lines,
    "json": json_text,
    "parquet": parquet,
    "workbook": workbook,
}


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
