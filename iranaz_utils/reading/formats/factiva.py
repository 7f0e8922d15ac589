"""Exports of Factiva, as RTF or text, HTML or XML → articles.

With indexing, each line is headed by a code of two or three letters: HD the headline, PD the date, SN the outlet, LP and TD the text, AN
the number. Without it, the lines follow each other: headline, perhaps a byline, the number of words, date, perhaps the time, outlet, its
code, language, copyright, text. Both end with a line like `Document ABCD000020310204e724000b1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from iranaz_utils.reading.dates import read_date
from iranaz_utils.reading.records import Export, Source, Unreadable

_NUMBER = re.compile(r"(?:AN\s{1,9})?(Document) ([A-Z]{2,12}\d{6,16}[a-z0-9]{4,20})\s{0,9}")
_CODED = re.compile(
    r"\s{0,9}(CLM|SE|HD|BY|CR|WC|PD|ET|SN|SC|NGC|GC|ED|PG|VOL|LA|CY|CX|LP|TD|CT|RF|ART|DLN|CO|IN|NS|RE|IPC|IPD|PUB|AN)(?:\s{0,9}\t\s{0,9}(.*)|\s{0,9})"
)
_FIELDS = {"title": "HD", "author": "BY", "date": "PD", "outlet": "SN", "language": "LA", "doc_id": "AN"}
_WORDS = re.compile(r"[\d.,  ]{1,12} (?:words|mots|Wörter|palabras|parole|palavras|слов|kelime|woorden|ord|字|語|كلمة)\s{0,9}")
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: GMT)?")
_COPYRIGHT = re.compile(r"\(c\)|©|Copyright|\(C\)")
_FOUND = re.compile(r"(?:Results Found|Résultats trouvés)\s{1,20}([\d.,]{1,12})")


def factiva(text: str) -> Export | None:
    """The articles of a Factiva export of text lines; None where the text is none."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        blocks[-1].append(line)
        if _NUMBER.fullmatch(line.strip()):
            blocks.append([])
    if len(blocks) == 1:
        return None
    return Export("Factiva", [_article(block) for block in blocks[:-1]], _declared(text))


def factiva_page(tree) -> Export | None:
    """The articles of a Factiva export in HTML, as a tree; None where the page is none."""
    found = [element for element in tree.iter("div") if "article" in (element.get("class") or "").split()]
    if not found or not any("articleParagraph" in (element.get("class") or "") for element in tree.iter("p")):
        return None
    return Export("Factiva", [_article(list(_lines(element))) for element in found], _declared("\n".join(_lines(tree))))


def factiva_xml(source: Source) -> Export:
    """The articles of a Factiva export in XML.

    Raises
    ------
    Unreadable
        If the XML is none of Factiva, broken, or defines entities.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    articles: list[tuple[str, dict[str, str]]] = []
    declared = None
    try:
        with source.opens() as stream:
            for _, element in iterparse(stream, events=("end",), forbid_dtd=True):
                tag = element.tag.rpartition("}")[2]
                if tag == "article":
                    articles.append(_tagged(element))
                    element.clear()
                elif tag.lower() == "ppsarticleresultset" and (element.get("count") or "").isdigit():
                    declared = int(element.get("count"))
    except DefusedXmlException:
        raise Unreadable("its XML defines entities, which can fill the memory", "left out") from None
    except ParseError as error:
        raise Unreadable(f"its XML is broken: {error}") from None
    if not articles and declared is None:
        raise Unreadable("XML of this kind is not read", "left out; save the articles as .txt, .html or .csv")
    return Export("Factiva", articles, declared)


def _article(lines: list[str]) -> tuple[str, dict[str, str]]:
    """The text and the fields of one article, from its lines."""
    values = _values(lines)
    if "HD" in values or "TD" in values:
        values["AN"] = values.get("AN", "").removeprefix("Document ").strip()
        fields = {field: " ".join(values[code].split()) for field, code in _FIELDS.items() if values.get(code)}
        text = "\n\n".join(values[code] for code in ("LP", "TD") if values.get(code))
        fields |= {"author": _name(fields["author"])} if "author" in fields else {}
    else:
        text, fields = _uncoded([line.strip() for line in lines if line.strip()])
    return text, fields | ({"date_from": "header"} if "date" in fields else {})


def _values(lines: Iterable[str]) -> dict[str, str]:
    """Code → what stands behind it and below it."""
    values: dict[str, list[str]] = {}
    code = ""
    for line in lines:
        if found := _CODED.fullmatch(line):
            code = found[1]
            values.setdefault(code, []).append(found[2] or "")
        elif code:
            values[code].append(line)
    return {code: "\n\n".join(line for said_line in said if (line := said_line.strip())) for code, said in values.items()}


def _uncoded(lines: list[str]) -> tuple[str, dict[str, str]]:
    """An article without codes: what its lines are, their order tells."""
    number = _NUMBER.fullmatch(lines[-1]) if lines else None
    fields = {"doc_id": number[2]} if number else {}
    lines = lines[:-1] if number else lines
    words = next((place for place, line in enumerate(lines[:12]) if _WORDS.fullmatch(line)), None)
    if words is None:
        return "\n\n".join(lines[1:]), fields | ({"title": lines[0]} if lines else {})
    fields["title"] = lines[0]
    if words > 1:
        fields["author"] = _name(lines[words - 1])
    rest = lines[words + 1 :]
    if rest and read_date(rest[0]):
        fields["date"] = rest.pop(0)
    if rest and _TIME.fullmatch(rest[0]):
        rest.pop(0)
    if rest:
        fields["outlet"] = rest.pop(0)
    end = next((place for place, line in enumerate(rest[:8]) if _COPYRIGHT.match(line)), None)
    if end is not None:
        fields |= {"language": rest[end - 1]} if end else {}
        rest = rest[end + 1 :]
    return "\n\n".join(rest), fields


def _name(byline: str) -> str:
    return re.sub(r"^[Bb]y\s+", "", byline)


def _declared(text: str) -> int | None:
    found = _FOUND.search(text)
    return int(re.sub(r"\D", "", found[1])) if found else None


def _lines(element) -> Iterator[str]:
    """The text of a part of a page, a line for each paragraph or heading; a code and what it stands for are parted by a tab."""
    if element.tag in ("script", "style") or not isinstance(element.tag, str):
        return
    if element.tag == "tr" and len(cells := list(element.iter("td"))) == 2:
        code, (first, *others) = _line(cells[0].text_content()), list(_lines(cells[1])) or [""]
        yield from (f"{code}\t{first}", *others)
    elif element.tag in ("p", "span", "b", "a") or not len(element):
        yield from filter(None, [_line(element.text_content())])
    else:
        yield from filter(None, [_line(element.text)])
        for child in element:
            yield from _lines(child)
            yield from filter(None, [_line(child.tail)])


def _line(text: str | None) -> str:
    return " ".join((text or "").split())


def _tagged(article) -> tuple[str, dict[str, str]]:
    """The text and the fields of an article in XML."""

    def said(*tags: str) -> str:
        found = [part for tag in tags for part in article.iter() if part.tag.rpartition("}")[2] == tag]
        paragraphs = [p for part in found for p in part.iter() if p.tag.rpartition("}")[2] == "paragraph"] or found
        return "\n\n".join(filter(None, (" ".join("".join(p.itertext()).split()) for p in paragraphs)))

    fields = {
        "title": said("headline"), "author": said("byline"), "date": said("publicationDate")[:10], "outlet": said("sourceName"),
        "language": said("baseLanguage").lower(), "doc_id": said("accessionNo"),
    }  # fmt: skip
    fields = {field: value for field, value in fields.items() if value}
    return said("leadParagraph", "tailParagraphs"), fields | ({"date_from": "metadata"} if "date" in fields else {})
