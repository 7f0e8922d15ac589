"""Exports of Nexis (Nexis Uni, Lexis Advance; the older LexisNexis) → articles.

A file of Nexis Uni begins with a cover page that counts its documents. Each article has its title, its outlet and its date on lines of
their own, then labels (`Length:`, `Byline:`), the line `Body`, the text, labels again, and the line `End of Document`. The older form opens
each article with a line like `3 of 50 DOCUMENTS` and has its labels in capitals.
"""

from __future__ import annotations

import re

from iranaz_utils.reading.dates import read_date
from iranaz_utils.reading.records import Export

_END = "end of document"
_COVER = re.compile(r"(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Narrowed by):|\w{5,12} \(\d{1,6}\)$")
_DECLARED = re.compile(r"(?:Documents|Dokumente|Documenten|Documentos|Documenti) \((\d{1,6})\)")
_LABEL = re.compile(r"([A-Z][\w/ -]{1,30}): ?(.*)")
_BEHIND = re.compile(r"Load-Date:?|(?:Classification|Graphic|Notes|Correction|Correction-Date)$", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*(?:Dokument |Document )?(\d{1,6}) (?:of|von|de) (\d{1,6})(?: DOCUMENTS?)?\s*")
_LENGTH = re.compile(r"(?:LENGTH|LÄNGE|LONGUEUR): ?\d")
_OLDER_LABEL = re.compile(r"(HEADLINE|BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|LANGUAGE|SPRACHE|LANGUE): ?(.*)")
_OLDER_BEHIND = re.compile(r"(?:LOAD-DATE|UPDATE|LANGUAGE|SPRACHE|LANGUE|GRAPHIC|GRAFIK|SUBJECT|PUBLICATION-TYPE|JOURNAL-CODE): ")
_BODILESS = "We are sorry but there is an error in this document"


def nexis(text: str) -> Export | None:
    """The articles of a Nexis export; None where the text is none."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    declared = next((int(found[1]) for line in lines[:40] if (found := _DECLARED.fullmatch(line))), None)
    if not any(line.lower() == _END for line in lines):
        is_list = declared is not None and any(line.startswith("Client/Matter:") for line in lines)
        return Export("Nexis", [], declared) if is_list else _older(text)
    if not any(line == "Body" or line.startswith(("Load-Date:", "Length:")) for line in lines):
        return None
    return Export("Nexis", [_article(block) for block in _blocks(lines)], declared)


def _blocks(lines: list[str]) -> list[list[str]]:
    """The lines of each article; what stands behind the last end counts if it has a body, as in a file that was cut off."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.lower() == _END:
            blocks.append([])
        else:
            blocks[-1].append(line)
    return blocks if "Body" in blocks[-1] else blocks[:-1]


def _article(lines: list[str]) -> tuple[str, dict[str, str]]:
    """The text and the fields of one article."""
    start = next((place for place, line in enumerate(lines) if line in ("Body", "Text")), len(lines))
    head = [line for line in lines[:start] if line]
    body = lines[start + 1 :]
    stop = next((place for place, line in enumerate(body) if _BEHIND.match(line)), len(body))
    labels = {found[1].lower(): found[2].strip() for line in (*head, *body[stop:]) if (found := _LABEL.fullmatch(line))}
    fields = _heading(head) | {"author": _author(labels.get("byline") or labels.get("author")), "language": labels.get("language")}
    text = "" if _BODILESS in " ".join(lines) else _paragraphs(body[:stop])
    return text, {field: value for field, value in fields.items() if value}


def _heading(head: list[str]) -> dict[str, str | None]:
    """Title, outlet and date, which stand on three lines; in the first article a cover page may stand before them."""
    dated = [place for place, line in enumerate(head) if place and _is_day(line) and not _LABEL.fullmatch(line) and "opyright" not in line]
    if not dated:
        return {"title": head[0] if head else None}
    has_cover = any(_COVER.match(line) for line in head)
    place = dated[-1] if has_cover else dated[0]
    title = head[place - 2 : place - 1] if has_cover else head[: place - 1]
    return {"title": " ".join(title), "outlet": head[place - 1], "date": head[place], "date_from": "header"}


def _is_day(line: str) -> bool:
    written = read_date(line) if len(line) <= 80 else None
    return written is not None and written.precision == "day"


def _author(said: str | None) -> str | None:
    return re.sub(r"^by\s+", "", said, flags=re.IGNORECASE).strip() if said else None


def _paragraphs(lines: list[str]) -> str:
    return "\n\n".join(line for line in lines if line)


def _older(text: str) -> Export | None:
    """The articles of an export of the older LexisNexis, as text."""
    lines = text.split("\n")
    starts = [(place, found) for place, line in enumerate(lines) if len(line) < 100 and (found := _NUMBERED.fullmatch(line))]
    if not starts or not any(_LENGTH.match(line.strip()) for line in lines):
        return None
    ends = [place for place, _ in starts[1:]] + [len(lines)]
    numbers = [int(found[1]) for _, found in starts]
    articles = [_older_article(lines[place + 1 : end]) for (place, _), end in zip(starts, ends, strict=True)]
    return Export("LexisNexis", articles, max(numbers) - min(numbers) + 1)


def _older_article(lines: list[str]) -> tuple[str, dict[str, str]]:
    """The text and the fields of one article of the older form; its paragraphs are wrapped, with empty lines between them."""
    start = next((place for place, line in enumerate(lines) if _LENGTH.match(line.strip())), -1)
    head = [" ".join(line.split()) for line in lines[: start + 1] if line.strip()]
    body = [line.strip() for line in lines[start + 1 :]]
    stop = next((place for place, line in enumerate(body) if _OLDER_BEHIND.match(line)), len(body))
    labels = {found[1]: found[2] for line in (*head, *body[stop:]) if (found := _OLDER_LABEL.match(line))}
    plain = [line for line in head if not _OLDER_LABEL.match(line)]
    place = next((place for place, line in enumerate(plain) if _is_day(line)), len(plain))
    fields = {
        "title": labels.get("HEADLINE") or " ".join(line for line in plain[place + 1 :] if "dition" not in line),
        "outlet": plain[0] if plain else None,
        "date": plain[place] if place < len(plain) else None,
        "date_from": "header" if place < len(plain) else None,
        "author": _author(labels.get("BYLINE")),
        "language": labels.get("LANGUAGE", "").split(";")[0],
    }
    text = "\n".join(line for line in body[:stop] if not _OLDER_LABEL.match(line)).strip("\n")
    return text, {field: value for field, value in fields.items() if value}
