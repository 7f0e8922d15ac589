"""Metonyms: whether a capital or a demonym stands for a place or for a government.

=============== ====================================================================================================================
`apart`         capitals are places of their own; demonyms name nobody
`places`        capitals are places of their own; a demonym names its country: *Iranian trade* counts for Iran
`governments`   a capital names its government, unless a preposition of place stands before it (*in Tehran*); a demonym does so before
                *government, officials, authorities, side* and the like; other demonyms name nobody
=============== ====================================================================================================================

Which is right is for the reader to say; a report says which was chosen.
"""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from iranaz_utils.finding.spellings import finder
from iranaz_utils.reading.wordlists import capitals, demonyms, places, territory
from iranaz_utils.tables import ParameterError

METONYMS = ("apart", "places", "governments")
#: What stands before a capital that is a place.
PLACED = re.compile(
    r"\b(?:in|at|to|from|near|for|via|into|through|across|around|outside|visit|visited|visiting|left|leaves|leave|reach|reached|central|"
    r"downtown|northern|southern|eastern|western|capital|city of|capital of|of) (?:the )?$",
    re.IGNORECASE,
)
ACTING = re.compile(
    r"\s(?:government|officials?|authorities|administration|side|leaders(?:hip)?|regime|cabinet|state|establishment|diplomacy|diplomats?)\b"
)


def with_metonyms(found: pl.DataFrame, articles: pl.DataFrame, metonyms: str) -> pl.DataFrame:
    """The named table (`document, start, end, text, name, kind, country, listed`) with capitals and demonyms as a setting wants them."""
    if metonyms not in METONYMS:
        raise ParameterError(f"metonyms must be one of {', '.join(METONYMS)}; got {metonyms!r}")
    if metonyms == "apart":
        return found
    peoples = _peoples(articles, found, governments=metonyms == "governments")
    seats = _seats(articles, found) if metonyms == "governments" else found
    return pl.concat([seats, peoples.select(found.columns)]).sort("document", "start")


def government(code: str) -> str:
    """The name under which a country's government is counted."""
    return f"Government of {territory(code)}"


def _seats(articles: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """Capitals that are no place here become the government of their country."""
    texts, seat = articles["text"], capitals()
    names, kinds = found["name"].to_list(), found["kind"].to_list()
    for row, (document, start, name) in enumerate(found.select("document", "start", "name").iter_rows()):
        if name in seat and not PLACED.search(texts[document][max(0, start - 24) : start]):
            names[row], kinds[row] = government(seat[name]), "organisation"
    return found.with_columns(name=pl.Series(names, dtype=pl.String), kind=pl.Series(kinds, dtype=pl.String))


def _peoples(articles: pl.DataFrame, found: pl.DataFrame, *, governments: bool) -> pl.DataFrame:
    """The demonyms outside of other names."""
    find, names = _demonyms()
    taken: dict[int, list[tuple[int, int]]] = {}
    for document, start, end in found.select("document", "start", "end").iter_rows():
        taken.setdefault(document, []).append((start, end))
    rows = []
    for document, text in enumerate(articles["text"]):
        spans = taken.get(document, [])
        for start, end, place in find(text):
            acts = ACTING.match(text, end) is not None
            if (acts or not governments) and not any(first < end and start < last for first, last in spans):
                country = demonyms()[names[place]]
                code = places().get(country, "")
                name, kind = (government(code), "organisation") if governments else (country, "place")
                rows.append((document, start, end, text[start:end], name, kind, code or None, False))
    return pl.DataFrame(rows, schema=found.schema, orient="row")


@cache
def _demonyms():
    names = [name for name, place in demonyms().items() if len(places().get(place, "")) == 2]
    return finder(names), names
