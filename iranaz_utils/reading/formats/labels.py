"""Fields in front of a text: the block that site builders and note programs write (`---`, `title: …`), and lines such as `Source: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from iranaz_utils.reading.formats.columns import chosen
from iranaz_utils.reading.records import Unreadable

#: The longest block, in lines, and the fewest lines with labels that are one without a fence.
MAX_LINES, LEAST_LABELS = 60, 2
_LABEL = re.compile(r"([A-Za-z][\w ]{1,29}?) ?:[ \t]+(\S.*)")
_ITEM = re.compile(r"\s{0,8}- +(\S.*)")
#: What stands for a value that begins on the next line.
_FOLDED = re.compile(r"[>|][-+\d]{0,2} *")
_FENCE = "---"


def labelled(text: str) -> tuple[dict[str, str], str]:
    r"""The fields in front of a text, and the text behind them; no fields where nothing in front of it names a title.

    Without a fence every line of the block must be a label that is known, and a blank line must follow: a sentence may have a colon too.

    Examples
    --------
    >>> labelled("---\ntitle: \"Bridge opens\"\nauthor: Anna Berg\ntags: [a, b]\n---\nThe bridge is open.")
    ({'title': 'Bridge opens', 'author': 'Anna Berg', 'date_from': 'metadata'}, 'The bridge is open.')
    >>> labelled("Title: Bridge opens\nSource: Zenda News\n\nThe bridge is open.")
    ({'title': 'Bridge opens', 'outlet': 'Zenda News', 'date_from': 'header'}, 'The bridge is open.')
    """
    lines = text.lstrip("\ufeff").split("\n", MAX_LINES)
    is_fenced = lines[0].rstrip() == _FENCE
    if not is_fenced and not _LABEL.fullmatch(lines[0]):
        return {}, text
    start = 1 if is_fenced else 0
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == (_FENCE if is_fenced else "")), 0)
    said = dict(_said(lines[start:end]))
    fields = _fields(said)
    is_known = is_fenced or (len(fields) >= LEAST_LABELS and len(fields) == len(said) == end)
    if not end or "title" not in fields or not is_known:
        return {}, text
    return fields | {"date_from": "metadata" if is_fenced else "header"}, "\n".join(lines[end + 1 :]).lstrip("\n")


def _said(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Label and value; lines that are set in go on with the value above, and the items of a list are one value."""
    entries: list[list[str]] = []
    for line in lines:
        if entries and (not line.strip() or line[0].isspace() or _ITEM.fullmatch(line)):
            entries[-1].append(line)
        else:
            entries.append([line])
    for first, *below in entries:
        if found := _LABEL.fullmatch(first):
            begun = "" if _FOLDED.fullmatch(found[2]) else found[2]
            yield found[1], _bare(" ".join([begun, *filter(None, map(str.strip, below))]))
        elif items := [item[1] for line in below if (item := _ITEM.fullmatch(line))]:
            yield first.strip().removesuffix(":"), "; ".join(map(_bare, items))


def _bare(value: str) -> str:
    """A value without its quotation marks, and a list in brackets as items."""
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return "; ".join(map(_unquoted, value[1:-1].split(",")))
    return _unquoted(value)


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _fields(said: dict[str, str]) -> dict[str, str]:
    """The fields that labels name, as columns of a table would."""
    try:
        named = chosen(("text", *(label for label in said if label.lower() != "text")))
    except Unreadable:
        return {}
    return {field: said[label] for field, label in named.items() if field not in ("text", "doc_id") and said.get(label)}
