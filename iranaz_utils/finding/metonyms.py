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

from collections.abc import Callable
from functools import cache

import polars as pl

from iranaz_utils.finding.spellings import cut, finder
from iranaz_utils.reading.wordlists import capitals, demonyms, places, territory
from iranaz_utils.tables import ParameterError

METONYMS = ("apart", "places", "governments")
#: What stands before a capital that is a place.
PLACED = (
    r"(?i)\b(?:in|at|to|from|near|for|via|into|through|across|around|outside|visit|visited|visiting|left|leaves|leave|reach|reached|central|"
    r"downtown|northern|southern|eastern|western|capital|city of|capital of|of) (?:the )?$"
)
ACTING = (
    r"^\s(?:government|officials?|authorities|administration|side|leaders(?:hip)?|regime|cabinet|state|establishment|diplomacy|diplomats?)"
    r"\b"
)
NEAR = 24  # characters looked at beside a capital or a demonym


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
    governing = {capital: government(code) for capital, code in capitals().items()}
    seats = found.with_row_index("row").filter(pl.col("name").is_in(list(governing)))
    before = cut(articles["text"], seats.with_columns(start=(pl.col("start") - NEAR).clip(0), end="start"))
    acting = seats.filter(~before.str.contains(PLACED)).select("row", seat=pl.col("name").replace_strict(governing, default=None))
    joined = found.with_row_index("row").join(acting, on="row", how="left", maintain_order="left")
    kind = pl.when(pl.col("seat").is_null()).then("kind").otherwise(pl.lit("organisation"))
    return joined.with_columns(name=pl.coalesce("seat", "name"), kind=kind).select(found.columns)


def _peoples(articles: pl.DataFrame, found: pl.DataFrame, *, governments: bool) -> pl.DataFrame:
    """The demonyms outside of other names."""
    find, meant = _demonyms(governments)
    hits, texts = find(articles["text"]), articles["text"]
    before = found.sort("start").select("document", first="start", reach="end")
    beside = hits.with_columns(last=pl.col("end") - 1).join_asof(
        before, left_on="last", right_on="first", by="document", check_sortedness=False
    )
    free = beside.filter(pl.col("reach").fill_null(0) <= pl.col("start")).select(hits.columns)
    if governments:
        free = free.filter(cut(texts, free.with_columns(start="end", end=pl.col("end") + NEAR)).str.contains(ACTING))
    rows = free.with_columns(text=cut(texts, free), listed=pl.lit(value=False)).join(meant, on="spelling", maintain_order="left")
    return rows.select(found.columns)


@cache
def _demonyms(governments: bool) -> tuple[Callable[[pl.Series], pl.DataFrame], pl.DataFrame]:
    """A function that finds demonyms, and whom each of them means: `spelling, name, kind, country`."""
    named = [(name, place, places()[place]) for name, place in demonyms().items() if len(places().get(place, "")) == 2]
    rows = [(i, government(code) if governments else place, code) for i, (_, place, code) in enumerate(named)]
    kind = pl.lit("organisation" if governments else "place").alias("kind")
    meant = pl.DataFrame(rows, schema={"spelling": pl.Int64, "name": pl.String, "country": pl.String}, orient="row").with_columns(kind)
    return finder([name for name, *_ in named]), meant
