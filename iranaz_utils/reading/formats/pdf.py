"""PDF files → their text layer.

A PDF knows where letters stand, not what they say: the order of lines, the ends of paragraphs and, in Persian, the order of digits are
guesses of whoever made it. Words that were parted at the end of a line are joined, lines that repeat on most pages are taken off, ligatures
become letters; each is counted in a problem row. A scan has no text layer, and is left out.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from iranaz_utils.reading.records import Problem, Source, Unreadable

#: The largest PDF, in bytes, and the longest, in pages, that can be an article or an export.
MAX_PDF, MAX_PAGES = 100_000_000, 3_000

_LIGATURES = re.compile("[\ufb00-\ufb06\ufb50-\ufdfb\ufe70-\ufefc]")
_PARTED = re.compile(r"([^\W\d_]{2,60})[-\u2010\u00ad\ufffe]\n[ \t]{0,20}([^\W\d_]{2,60})")
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdfb\ufe70-\ufefc]")
_REPEATED_ON = 3  # pages, at least, on which a first or last line has to stand to be taken for a header


def text_of_pdf(source: Source) -> Iterator[str | Problem]:
    """The text of a PDF, in one piece, and problems.

    Raises
    ------
    Unreadable
        If it is broken, encrypted, too large, or has no text.
    """
    pages = _pages(source)
    if not any(page.strip() for page in pages):
        raise Unreadable(
            "the PDF has no text: it is a scan, or its letters are drawn", "left out; recognise its text (OCR) and save it as .txt"
        )
    if empty := sum(not page.strip() for page in pages):
        yield Problem(source.name, "warning", f"{empty} of {len(pages)} pages have no text", "the others are read")
    pages, furniture = _without_furniture(pages)
    text = "\n".join(pages)
    if len(_ARABIC.findall(text)) > 0.2 * sum(map(str.isalpha, text)):
        problem = "in PDFs with Arabic letters, the order of words and digits and the joints of words are unreliable"
        yield Problem(source.name, "warning", problem, "read; prefer another source of the article")
    text, joined = _joined(_LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text))
    counts = {"words joined that a line had parted": joined, "headers and footers of pages taken off": furniture}
    if done := [f"{what}: {count}" for what, count in counts.items() if count]:
        yield Problem(source.name, "info", "; ".join(done), "read")
    yield text


def _pages(source: Source) -> list[str]:
    """The text of each page."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    if source.size and source.size > MAX_PDF:
        raise Unreadable(f"it is too large for one article: {source.size:,} bytes", "left out; split it")
    try:
        with source.seekable(MAX_PDF) as stream, _quiet("pypdf"):
            reader = PdfReader(stream)
            if reader.is_encrypted and not reader.decrypt(""):
                raise Unreadable("the PDF is encrypted", "left out; save it without its password")
            if len(reader.pages) > MAX_PAGES:
                raise Unreadable(f"the PDF has {len(reader.pages):,} pages, too many for one article", "left out; split it")
            return [page.extract_text() for page in reader.pages]
    except (DependencyError, FileNotDecryptedError):
        raise Unreadable("the PDF is encrypted", "left out; save it without its password") from None
    except PyPdfError as error:
        raise Unreadable(f"the PDF is broken or cut off: {error}", "left out; fetch it again") from None


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Keep a library from writing to the terminal how it finds a file written."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _without_furniture(pages: list[str]) -> tuple[list[str], int]:
    """The pages without first and last lines that stand on most of them, page numbers aside; and how many lines that were."""
    lines = [page.strip().split("\n") for page in pages]
    shapes = Counter(shape for page in lines for shape in {_shape(page[0]), _shape(page[-1])} if shape)
    often = {shape for shape, count in shapes.items() if count >= max(_REPEATED_ON, 0.6 * len(pages))}
    kept = [[line for place, line in enumerate(page) if place not in (0, len(page) - 1) or _shape(line) not in often] for page in lines]
    return ["\n".join(page) for page in kept], sum(map(len, lines)) - sum(map(len, kept))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())


def _joined(text: str) -> tuple[str, int]:
    """The text with parted words joined, and how many. A hyphen stays where the text has the word with it elsewhere, and not without."""
    words = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", text))
    count = 0

    def join(found: re.Match[str]) -> str:
        nonlocal count
        left, right = found.groups()
        if not right[0].islower() or (f"{left}-{right}" in words and left + right not in words):
            return f"{left}-{right}" if right[0].islower() else found[0]
        count += 1
        return left + right

    return _PARTED.sub(join, text), count
