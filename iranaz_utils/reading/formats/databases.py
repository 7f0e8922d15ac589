"""Exports of ProQuest (text) and reference managers (RIS) → articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iranaz_utils.reading.records import Export

_RULE = re.compile(r"\s{0,9}_{20,}\s{0,9}")
_PROQUEST = (
    "Title", "Author", "Publication title", "Publication info", "Publication date", "Publication year", "Language of publication",
    "ProQuest document ID", "Document URL", "DocumentURL", "Abstract", "Full text", "Full Text", "Links", "Subject", "Location", "People",
    "Company / organization", "Identifier / keyword", "Section", "Publisher", "Place of publication", "Country of publication",
    "Publication subject", "Source type", "Document type", "Copyright", "Last updated", "Database", "ISSN", "Pages", "First page",
    "Number of pages", "Volume", "Issue", "Dateline", "Column", "Credit", "Classification", "Source", "Business indexing term",
)  # fmt: skip
_LABEL = re.compile(rf"({'|'.join(map(re.escape, sorted(_PROQUEST, key=len, reverse=True)))}): ?(.*)")
_OF = re.compile(r"Document \d{1,6} of (\d{1,6})")
_PROQUEST_FIELDS = {
    "title": "Title", "author": "Author", "outlet": "Publication title", "date": "Publication date", "language": "Language of publication",
    "url": "Document URL", "doc_id": "ProQuest document ID",
}  # fmt: skip
_TAG = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|)")
_RIS_FIELDS = {
    "title": ("TI", "T1", "CT"), "author": ("AU", "A1"), "outlet": ("T2", "JO", "JF", "JA", "PB"), "date": ("DA", "PY", "Y1"),
    "language": ("LA",), "url": ("UR", "L1"), "doc_id": ("ID", "AN"),
}  # fmt: skip


def proquest(text: str) -> Export | None:
    """The articles of a ProQuest export: blocks of labelled paragraphs between rules; None where the text is none."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if _RULE.fullmatch(line):
            blocks.append([])
        else:
            blocks[-1].append(line)
    known = [labels for block in blocks if "ProQuest document ID" in (labels := _labelled(block))]
    if not known:
        return None
    declared = next((int(found[1]) for line in text.split("\n") if (found := _OF.fullmatch(line.strip()))), None)
    return Export("ProQuest", [_proquest_article(labels) for labels in known], declared)


def _labelled(lines: list[str]) -> dict[str, str]:
    """Label → what stands behind it and below it."""
    labels: dict[str, list[str]] = {}
    label = ""
    for line in lines:
        if found := _LABEL.fullmatch(line.strip()):
            label = found[1]
            labels.setdefault(label, []).append(found[2])
        elif label:
            labels[label].append(line.strip())
    return {label.replace("DocumentURL", "Document URL").lower(): "\n".join(said).strip() for label, said in labels.items()} | (
        {"ProQuest document ID": ""} if "ProQuest document ID" in labels else {}
    )


def _proquest_article(labels: dict[str, str]) -> tuple[str, dict[str, str]]:
    fields = {field: " ".join(labels[label.lower()].split()) for field, label in _PROQUEST_FIELDS.items() if labels.get(label.lower())}
    text = labels.get("full text", "")
    text = "" if text.lower().startswith(("not available", "none available")) else text
    lines = [line for line in text.split("\n") if line]
    if credit := next((line for line in lines if line.startswith("CREDIT: ")), None):
        fields.setdefault("author", credit.removeprefix("CREDIT: "))
    return "\n\n".join(line for line in lines if line != credit), fields | ({"date_from": "metadata"} if "date" in fields else {})


def ris(text: str) -> Export:
    """The references of a RIS file; their text is the abstract or the notes, in which some databases put the article."""
    articles = []
    for tags in _references(text):
        fields = {
            field: "; ".join(tags[found]) for field, names in _RIS_FIELDS.items() if (found := next((n for n in names if n in tags), ""))
        }
        body = max(("\n\n".join(tags[name]) for name in ("AB", "N2", "N1") if name in tags), key=len, default="")
        if "date" in fields:
            fields |= {"date": fields["date"].strip("/ "), "date_from": "metadata"}
        articles.append((body, fields))
    return Export("RIS", articles)


def _references(text: str) -> Iterator[dict[str, list[str]]]:
    """The tags of each reference, from `TY` to `ER`."""
    tags: dict[str, list[str]] = {}
    last = ""
    for line in text.split("\n"):
        if found := _TAG.fullmatch(line.rstrip()):
            last = found[1]
            if last == "TY" and tags:
                yield tags
                tags = {}
            if last == "ER":
                yield tags
                tags = {}
            elif found[2]:
                tags.setdefault(last, []).append(found[2].strip())
        elif line.strip() and last in tags:
            tags[last][-1] += "\n" + line.strip()
    if tags:
        yield tags
