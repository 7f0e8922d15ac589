"""Files that hold one article, or an export of many: text, web pages, Word, PDF, RTF, XML, RIS → records and problems."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from iranaz_utils.reading.encodings import decode, repaired, sound
from iranaz_utils.reading.formats.columns import Columns
from iranaz_utils.reading.formats.databases import proquest, ris
from iranaz_utils.reading.formats.docx import text_of_docx
from iranaz_utils.reading.formats.europresse import europresse_page, europresse_text
from iranaz_utils.reading.formats.factiva import factiva, factiva_page, factiva_xml
from iranaz_utils.reading.formats.html import MAX_PAGE, article, declared, parsed
from iranaz_utils.reading.formats.labels import labelled
from iranaz_utils.reading.formats.nexis import nexis
from iranaz_utils.reading.formats.pdf import text_of_pdf
from iranaz_utils.reading.formats.rtf import MAX_RTF, text_of_rtf
from iranaz_utils.reading.records import Export, Problem, Record, Source, Unreadable

#: The largest text file, in bytes, that can be one article or one export.
MAX_TEXT = 50_000_000
#: Words without one of which a text is no export, so that the others need not be looked at line by line.
_TRACES = (
    "nd of Document", "END OF DOCUMENT", "Client/Matter:", " DOCUMENT", "Dokument ", "Document ", "ProQuest document ID",
    "news•", "news·", "web•", "web·",
)  # fmt: skip


def text_file(source: Source, _: Columns = ()) -> Iterator[Record | Problem]:
    """A text file."""
    data = source.data(MAX_TEXT)
    text, note = decode(data)
    if note:
        yield Problem(source.name, "info", note, "read")
    fields, text = labelled(text)
    yield from _of_text(source.name, text, hashlib.sha256(data).hexdigest(), fields)


def word_file(source: Source, _: Columns = ()) -> Iterator[Record | Problem]:
    """A Word document."""
    yield from _of_text(source.name, repaired(sound(text_of_docx(source)))[0], _hash(source))


def rtf_file(source: Source, _: Columns = ()) -> Iterator[Record | Problem]:
    """A Rich Text document."""
    data = source.data(MAX_RTF)
    yield from _of_text(source.name, sound(text_of_rtf(data)), hashlib.sha256(data).hexdigest())


def pdf_file(source: Source, _: Columns = ()) -> Iterator[Record | Problem]:
    """The text layer of a PDF."""
    for found in text_of_pdf(source):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _of_text(source.name, sound(found), _hash(source))


def web_page(source: Source, _: Columns = ()) -> Iterator[Record | Problem]:
    """A web page, or an export that is written like one."""
    data = source.data(MAX_PAGE)
    markup, note = decode(data, declared(data))
    if note:
        yield Problem(source.name, "info", note, "read")
    if "articleParagraph" in markup or "DocPublicationName" in markup:
        tree = parsed(markup)
        if export := factiva_page(tree) or europresse_page(tree):
            yield from _of_export(source.name, export)
            return
    yield from article(source.name, markup, hashlib.sha256(data).hexdigest())


def xml_file(source: Source, _: Columns = ()) -> Iterator[Record | Problem]:
    """An export in XML."""
    yield from _of_export(source.name, factiva_xml(source))


def ris_file(source: Source, _: Columns = ()) -> Iterator[Record | Problem]:
    """A list of references in which articles may stand."""
    text, note = decode(source.data(MAX_TEXT))
    if note:
        yield Problem(source.name, "info", note, "read")
    yield from _of_export(source.name, ris(text))


def _of_text(name: str, text: str, sha256: str, fields: dict[str, str] | None = None) -> Iterator[Record | Problem]:
    """One article, unless the text shows that it is an export of many."""
    if any(trace in text for trace in _TRACES) and (export := nexis(text) or proquest(text) or factiva(text) or europresse_text(text)):
        yield from _of_export(name, export)
    elif text.strip():
        yield Record(name, text, sha256, fields or {})
    else:
        raise Unreadable("it holds no text", "left out")


def _of_export(name: str, export: Export) -> Iterator[Record | Problem]:
    """The articles of an export; that they are not as many as it declares is a problem."""
    for number, (text, fields) in enumerate(export.articles, 1):
        if text.strip():
            yield Record(f"{name}:{number}", text, hashlib.sha256(text.encode()).hexdigest(), fields)
        else:
            title = f" ({fields['title'][:80]!r})" if "title" in fields else ""
            problem = f"article {number} of the {export.database} export{title} has no text"
            yield Problem(f"{name}:{number}", "error", problem, "left out; export the full text")
    if not export.articles:
        problem = f"the {export.database} export lists {export.declared or 'no'} articles and holds the text of none"
        yield Problem(name, "warning", problem, "left out; export the full text")
    elif export.declared is not None and export.declared != len(export.articles):
        problem = f"the {export.database} export declares {export.declared} articles, and {len(export.articles)} were found in it"
        yield Problem(name, "warning", problem, "these are read; see whether other files hold the rest")


def _hash(source: Source) -> str:
    with source.opens() as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # any stream of bytes will do
