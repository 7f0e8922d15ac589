"""What a file is: told by its first bytes, and by its extension only where they leave it open."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath

from iranaz_utils.reading.encodings import decode
from iranaz_utils.reading.records import Unreadable

#: Extension → kind, for what has no mark of its own.
EXTENSIONS = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown", ""), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".csv", ".tsv", ".tab"), "delimited"),
    **dict.fromkeys((".jsonl", ".ndjson"), "json_lines"),
    ".json": "json", ".xml": "xml", ".ris": "ris",
}  # fmt: skip
#: Extensions of kinds that have a mark: without it, the file is not what it says.
MARKED = {
    ".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", ".rtf": "RTF", ".parquet": "Parquet", ".zip": "ZIP", ".gz": "gzip", ".tgz": "gzip",
    ".tar": "TAR",
}  # fmt: skip

_MAGIC = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "rtf"),
    (b"PAR1", "parquet"),
)
_OTHERS = {
    b"\xd0\xcf\x11\xe0": ("an old Word or Excel file, or one with a password", "save it as .docx or .xlsx, without a password"),
    b"7z\xbc\xaf": ("a 7z archive", "pack it as .zip"),
    b"Rar!": ("a RAR archive", "pack it as .zip"),
    b"\xfd7zXZ": ("an xz archive", "pack it as .zip"),
    b"BZh": ("a bzip2 archive", "pack it as .zip"),
    b"(\xb5/\xfd": ("a zstd archive", "pack it as .zip"),
}
_HTML = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}>\s*){0,3}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_RIS = re.compile(r"\s*TY {1,2}- ?[A-Z]{2,}")


def kind_of(name: str, head: bytes) -> str:
    """What to read a file as.

    Parameters
    ----------
    name
        Its name, with the extension.
    head
        Its first bytes, `records.HEAD` of them if there are as many.

    Returns
    -------
    str
        A key of `files.READERS`.

    Raises
    ------
    Unreadable
        If articles do not come in files of that kind.

    Examples
    --------
    >>> kind_of("a.txt", b"The bridge is open."), kind_of("a.txt", b"%PDF-1.7"), kind_of("a.txt", b"<!DOCTYPE html><title>")
    ('text', 'pdf', 'html')
    """
    extension = PurePosixPath(name).suffix.lower()
    start = head.lstrip()[:5] if head[:1].isspace() else head[:5]
    if kind := next((kind for mark, kind in _MAGIC if start.startswith(mark)), None):
        return kind
    if head[257:262] == b"ustar":
        return "tar"
    if other := next((said for mark, said in _OTHERS.items() if head.startswith(mark)), None):
        raise Unreadable(f"it is {other[0]}", f"left out; {other[1]}")
    if extension in MARKED:
        raise Unreadable(f"it is no {MARKED[extension]} file, though its name says so", "left out; fetch or save it again")
    if kind := _by_text(extension, head):
        return kind
    if extension in EXTENSIONS:
        return EXTENSIONS[extension]
    raise Unreadable(f"files of the kind {extension} are not read", "left out; convert it to .txt")


def _by_text(extension: str, head: bytes) -> str | None:
    """What the first characters show, whatever the extension; a table or a note may begin like any text."""
    first = head[:4].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1]
    if first not in (b"<", b"T", b"{", b"["):
        return None
    try:
        text = decode(head[:4096])[0]
    except ValueError:
        return None
    if _HTML.match(text):
        return "html"
    if _RIS.match(text):
        return "ris"
    if text.lstrip().startswith("<?xml"):
        return "xml"
    if extension in (".txt", "") and text.lstrip().startswith("{") and _is_object(head):
        return "json_lines"
    return None


def _is_object(head: bytes) -> bool:
    try:
        return isinstance(json.loads(head.split(b"\n", 1)[0]), dict)
    except (ValueError, RecursionError):
        return False
