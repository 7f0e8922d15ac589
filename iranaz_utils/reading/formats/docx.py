"""Word documents → their text, with tables, in the order in which it stands.

The XML is read as a stream, by a parser that refuses entities, so that a small file cannot grow in memory. Text that was deleted with
"track changes" is left out, inserted text is read. The dates in a document's properties are not read: most are those of a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO

from iranaz_utils.reading.archives import open_zip
from iranaz_utils.reading.records import Source, Unreadable

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def text_of_docx(source: Source) -> str:
    """The paragraphs of a Word document with an empty line between them; the cells of a row parted by tabs.

    Raises
    ------
    Unreadable
        If it is broken, or its XML defines entities.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError

    with open_zip(source) as archive:
        parts = sorted(name for name in archive.namelist() if re.fullmatch(r"word/document\d*\.xml", name))
        if not parts:
            raise Unreadable("it is no Word document: it has no part with text")
        try:
            with archive.open(parts[0]) as stream:
                return "\n\n".join(_blocks(stream))
        except DefusedXmlException:
            raise Unreadable("its XML defines entities, which Word never does and which can fill the memory", "left out") from None
        except ParseError as error:
            raise Unreadable(f"its XML is broken: {error}") from None


def _blocks(stream: IO[bytes]) -> Iterator[str]:
    """The paragraphs and tables of the body; a table is one block, with a row a line."""
    from defusedxml.ElementTree import iterparse

    blocks: list[list[str]] = [[]]  # the body, and the cells, rows and tables that are open in it
    runs: list[list[str]] = []  # the paragraphs that are open: a text box stands inside one
    fallback = 0
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        tag = element.tag.removeprefix(_WORD).removeprefix(_STRICT)
        if tag.endswith("}Fallback"):  # the same text once more, for old programs
            fallback += 1 if event == "start" else -1
        if fallback:
            continue
        if event == "start":
            if tag == "p":
                runs.append([])
            elif tag in ("tbl", "tr", "tc"):
                blocks.append([])
        elif tag == "t" and runs:
            runs[-1].append(element.text or "")
        elif tag in _SIGNS and runs:
            runs[-1].append(_SIGNS[tag])
        elif tag == "p":
            if text := "".join(runs.pop()).strip():
                blocks[-1].append(text)
            element.clear()
        elif tag in ("tbl", "tr", "tc"):
            inner = blocks.pop()
            text = {"tbl": "\n", "tr": "\t", "tc": " "}[tag].join(inner)
            if text.strip() or tag == "tc":
                blocks[-1].append(text)
            element.clear()
        if len(blocks) == 1 and blocks[0]:
            yield from blocks[0]
            blocks[0].clear()
