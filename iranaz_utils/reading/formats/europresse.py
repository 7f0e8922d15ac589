"""Exports of Europresse (Eureka in Canada) → articles: the web page, and the PDF or the text that was made of it.

The text has no tags. Each article begins with its date, its outlet, its page and the number of its words, behind a bullet; that number is
what an article is known by. Around it stand the rights, the article's identifier (`news·20310204·ZEN·001`) and a block about the outlet,
before the article or behind it, as the PDF was read. The number of articles is checked against the number on the cover, and, where there
is no cover, against that of the identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile, pairwise

from iranaz_utils.reading.dates import read_date
from iranaz_utils.reading.records import Export

_BULLET = "[•·]"
_WORDS = re.compile(rf"(?:{_BULLET} ?p\. ?\S{{1,20}} ?)?{_BULLET} ?\d{{1,3}}(?:[ \u00a0\u202f,]?\d{{3}}){{0,2}} (?:mots?|words?)")
_PAGE = re.compile(rf"{_BULLET} ?p\. ?\S{{1,20}}(?: ?, ?\S{{1,20}})?|Page(?: \w{{1,12}})?|[a-z]{{3,6}}\d{{1,3}}")
_ID = re.compile(rf"(?:news|web){_BULLET}(\d{{8}}){_BULLET}(\w{{1,12}}){_BULLET}(\S{{1,60}})")
_COVER = re.compile(r"(\d{1,5}) documents?(?: sauvegardés?| saved)?", re.IGNORECASE)
#: What the database writes about the outlet: a label on a line, and its value on the next.
_LABEL = re.compile(
    r"(?:Nom de la source|Type de source|Périodicité|Couverture géographique|Provenance"
    r"|Source name|Source type|Periodicity|Geographical coverage|Origin)"
)
#: The rights, as they begin and as they end.
_RIGHTS = re.compile(
    rf"(?:©|\(c\)|{_BULLET}) ?\d{{4}} .{{1,120}}(?:Tous droits réservés|All rights reserved)"
    "|Le présent document (?:et son|est protégé)|The present document (?:and its usage|is protected)"
    "|Ce document est (?:réservé|destiné) à l.usage exclusif|This document is destined for the exclusive use",
    re.IGNORECASE,
)
_RIGHTS_END = re.compile(r"(?:temporaire|temporary (?:display|viewing) purposes|tiers|third part(?:y|ies)|CEDROM-SNi Inc)\.?$")
#: Lines of the rights at most, and lines above the number of words in which the date stands.
_RIGHTS_LINES, _HEAD_LINES = 8, 8
#: The longest line that is a date, and a headline in lines and characters.
_DATE = 60
_YEAR = re.compile(r"\d{4}")
_TITLE_LINES, _TITLE = 3, 250
_NAME = r"[^\W\d_a-z][\w'’.-]{0,30}"
_NAMES = re.compile(rf"{_NAME}(?:,? (?:et |and |de |van |von )?{_NAME}){{1,7}}")


def europresse_page(tree) -> Export | None:
    """The articles of a Europresse export in HTML, as a tree; None where the page is none."""

    def first(article, *names: str):
        return next((part for name in names for part in article.iter() if name in (part.get("class") or "").split()), None)

    def said(part) -> str:
        return " ".join(part.text_content().split()) if part is not None else ""

    found = [article for article in tree.iter("article") if first(article, "DocPublicationName") is not None]
    articles = []
    for article in found:
        fields = {
            "title": said(first(article, "titreArticleVisu", "rdp__articletitle")), "author": said(first(article, "docAuthors")),
            "outlet": said(first(article, "DocPublicationName")).split(",")[0].strip(), "date": said(first(article, "DocHeader")),
        }  # fmt: skip
        body = first(article, "docOcurrContainer", "DocText")
        paragraphs = [said(part) for part in body.iter("p")] if body is not None else []
        fields = {field: value for field, value in fields.items() if value}
        text = "\n\n".join(filter(None, paragraphs)) or said(body)
        articles.append((text, fields | ({"date_from": "header"} if "date" in fields else {})))
    return Export("Europresse", articles) if articles else None


def europresse_text(text: str) -> Export | None:
    """The articles of a Europresse export as text; None where the text is none."""
    lines = [line.strip() for line in text.split("\n")]
    anchors = [number for number, line in enumerate(lines) if _WORDS.fullmatch(line)]
    ids = [found for line in lines if (found := _ID.fullmatch(line))]
    heads = [(_date_line(lines, before, anchor), anchor) for before, anchor in pairwise([-1, *anchors])]
    heads = [(start, anchor) for start, anchor in heads if start is not None]
    if not heads or not ids:
        return None
    declared = next((int(found[1]) for line in lines[: heads[0][0]] if (found := _COVER.fullmatch(line))), len(ids))
    ends = [start for start, _ in heads[1:]] + [len(lines)]
    articles = [_article(lines[start:anchor], lines[anchor + 1 : end]) for (start, anchor), end in zip(heads, ends, strict=True)]
    if len(ids) == len(articles):
        for found, (_, fields) in zip(ids, articles, strict=True):
            fields["doc_id"] = found[0].replace("•", "·")
    return Export("Europresse", articles, declared)


def _date_line(lines: list[str], before: int, anchor: int) -> int | None:
    """Where the date stands above a number of words, behind the one before: the head of the article begins with it."""
    above = range(anchor - 1, max(anchor - _HEAD_LINES, before), -1)
    return next((number for number in above if len(lines[number]) <= _DATE and _is_day(lines[number])), None)


def _is_day(line: str) -> bool:
    return _YEAR.search(line) is not None and (written := read_date(line)) is not None and written.precision == "day"


def _article(head: list[str], rest: list[str]) -> tuple[str, dict[str, str]]:
    """The text and the fields of one article, from the lines of its head and those that follow it."""
    outlet = " ".join(line for line in head[1:] if line and not _PAGE.fullmatch(line))
    fields = {"date": head[0], "date_from": "header", "outlet": outlet.partition(",")[0].partition(" (site")[0].strip()}
    body = list(dropwhile(lambda line: not line, _own_lines(rest)))
    if title := _title(body):
        fields["title"] = " ".join(body[:title])
        body = body[title:]
    if author := _author(body):
        fields["author"] = author
        body.remove(author)
    return "\n".join(body).strip(), {name: value for name, value in fields.items() if value}


def _own_lines(lines: list[str]) -> Iterator[str]:
    """The lines without what the database writes between articles."""
    number = 0
    while number < len(lines):
        line = lines[number]
        if _RIGHTS.match(line):
            following = range(number, min(number + _RIGHTS_LINES, len(lines)))
            number = next((at for at in following if _RIGHTS_END.search(lines[at])), number)
        elif _LABEL.fullmatch(line):
            number += 1  # its value
        elif not (_ID.fullmatch(line) or _PAGE.fullmatch(line)):
            yield line
        number += 1


def _title(lines: list[str]) -> int:
    """How many of the first lines are the headline: those in front of a blank line, else the first; none where it would be a sentence."""
    blank = lines[: _TITLE_LINES + 1].index("") if "" in lines[: _TITLE_LINES + 1] else 1
    for count in (blank, 1):
        is_short = len(lines) > count and sum(map(len, lines[:count])) <= _TITLE
        if is_short and not lines[count - 1].endswith((".", ":", ";", ",")) and not lines[count][:1].islower():
            return count - (count > 1 and _NAMES.fullmatch(lines[count - 1]) is not None)
    return 0


def _author(lines: list[str]) -> str | None:
    """The author, where a first line with a blank one below it is nothing but names."""
    first = next((number for number, line in enumerate(lines) if line), len(lines))
    is_alone = first + 1 < len(lines) and not lines[first + 1]
    return lines[first] if is_alone and _NAMES.fullmatch(lines[first]) else None
