"""Words in context: every hit of a query on a line of its own, with what stands left and right of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import polars as pl

from iranaz_utils.finding.folding import fold
from iranaz_utils.finding.search import find_hits
from iranaz_utils.tables import ParameterError, empty, shape, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

SORTS = ("position", "left", "right", "date")


def kwic(  # noqa: PLR0913 - a question put in keywords, each with a default
    documents: pd.DataFrame | Corpus,
    query: str,
    *,
    context: int = 60,
    match: str = "word",
    sort: str = "position",
    sample: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Key word in context: each hit of a word, phrase, wildcard or regular expression, with the text around it.

    Parameters
    ----------
    documents
        `doc_id` and `text`; `date`, `outlet`, `side` and `language` where known.
    query
        A word or phrase, where `*` stands for any letters, or a regular expression.
    context
        Code points of text to show on each side; white space is shown as single spaces. Left, node and right joined read as the text does.
    match
        `word` ignores case, accents and variants of letters; `exact` does not; `lemma` finds the forms of each word; `regex`.
    sort
        `position` (documents as given, then place), `left` or `right` (the words next to the hit, outwards), or `date`.
    sample
        At most this many hits, drawn without replacement; all when missing.
    seed
        Of the drawing: the same seed draws the same hits.

    Returns
    -------
    The table kwic: `doc_id, date, outlet, side, sentence, left, node, right, start, end`.

    Raises
    ------
    ParameterError
        If a value is not one of those listed, or the query holds nothing to search.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["The border is open. At the Border, Anna waits."]})
    >>> kwic(articles, "border", context=8)[["left", "node", "right"]].to_numpy().tolist()
    [['The ', 'border', ' is open'], [' At the ', 'Border', ', Anna w']]
    """
    _check(context, sort, sample)
    taken = take(documents, "doc_id", "text", optional=("date", "outlet", "side", "language"))
    hits = find_hits(taken, query, match=match)
    if sample is not None and sample < len(hits):
        hits = hits.with_row_index("at").sample(sample, seed=seed).sort("at").drop("at")
    if hits.is_empty():
        return empty("kwic")
    lines = _contexts(hits, taken, context).join(
        taken.select("doc_id", "date", "outlet", "side"), on="doc_id", how="left", maintain_order="left"
    )
    return shape("kwic", _sorted(lines, sort))


def _check(context: int, sort: str, sample: int | None) -> None:
    if sort not in SORTS:
        raise ParameterError(f"sort is one of {', '.join(SORTS)}; got {sort!r}")
    if not isinstance(context, int | np.integer) or context < 0:
        raise ParameterError(f"context is 0 or more code points; got {context!r}")
    if sample is not None and (not isinstance(sample, int | np.integer) or sample < 0):
        raise ParameterError(f"sample is a number of hits or None; got {sample!r}")


def _contexts(hits: pl.DataFrame, documents: pl.DataFrame, context: int) -> pl.DataFrame:
    texts = dict(documents.join(hits, on="doc_id", how="semi").select("doc_id", "text").iter_rows())
    places = [(texts[doc_id], start, end) for doc_id, start, end in hits.select("doc_id", "start", "end").iter_rows()]
    return hits.with_columns(
        left=_plain([text[max(start - context, 0) : start] for text, start, _ in places]),
        node=_plain([text[start:end] for text, start, end in places]),
        right=_plain([text[end : end + context] for text, _, end in places]),
    )


def _plain(texts: list[str]) -> pl.Series:
    return pl.Series(texts, dtype=pl.String).str.replace_all(r"\s+", " ")


def _sorted(lines: pl.DataFrame, sort: str) -> pl.DataFrame:
    if sort == "position":
        return lines
    if sort == "date":
        return lines.sort("date", nulls_last=True, maintain_order=True)
    words = [fold(text).split() for text in lines[sort].to_list()]
    return (
        lines.with_columns(key=pl.Series([" ".join(found[::-1] if sort == "left" else found) for found in words]))
        .sort("key", maintain_order=True)
        .drop("key")
    )
