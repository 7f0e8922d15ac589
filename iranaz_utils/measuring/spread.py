"""Spread: where in the corpus terms stand, from its first article to its last."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.measuring.counts import Counts
from iranaz_utils.measuring.groups import grouped
from iranaz_utils.measuring.hits import holding, term_hits
from iranaz_utils.tables import take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: Articles from which on their uses are placed by the article.
MANY = 1000
COLUMNS = ["group", "term", "doc_id", "date", "place", "start", "end"]


def spread(
    documents: pd.DataFrame | Corpus, terms: Iterable[str], *, by: str | None = None, form: str = "term", counts: Counts | None = None
) -> pd.DataFrame:
    """Each use of some terms, with its place in the corpus when the articles are laid end to end.

    The articles stand in the order of their dates, those without a date behind all others; each takes as much room as its text is long. So
    a term that belongs to one article, or to one month, is seen as a cluster. In a corpus of more than 1,000 articles no eye tells places
    within one from each other: all its uses of a term are one row, in its middle.

    Parameters
    ----------
    documents
        Documents table or corpus; without a column `date` no article has one. An article is counted once, however many copies there are.
    terms
        Terms as the tables show them.
    by, form, counts
        As in `frequency`.

    Returns
    -------
    Frame with a row per use, in the order of the terms, then of the corpus: `group, term, doc_id, date, place, start, end`, where `place`
    runs from 0, the head of the first article, to 1, the end of the last; `start` and `end` are missing where a row is an article's.

    Raises
    ------
    ColumnError, ParameterError
        As in `frequency`.

    Examples
    --------
    >>> texts = ["Sun and rain", "Rain, sea"]
    >>> documents = pd.DataFrame({"doc_id": ["b", "a"], "text": texts, "date": pd.to_datetime(["2031-01-01", "2031-02-01"])})
    >>> spread(documents, ["rain"])[["doc_id", "place"]].round(2).values.tolist()
    [['b', 0.38], ['a', 0.57]]
    """
    order = {term: number for number, term in enumerate(dict.fromkeys(terms))}
    laid = laid_out(documents, by)
    uses = (_within(documents, order, form, counts) if len(laid) <= MANY else _whole(documents, order, form, counts)).join(
        laid, on="doc_id"
    )
    inside = (pl.col("start") / pl.col("length")).fill_null(0.5)
    ranked = uses.with_columns(place=pl.col("before") + inside * pl.col("share")).sort(
        pl.col("term").replace_strict(order, return_dtype=pl.Int64, default=0), "place", maintain_order=True
    )
    return ranked.select(COLUMNS).to_pandas()


def _within(documents: pd.DataFrame | Corpus, terms: Collection[str], form: str, counts: Counts | None) -> pl.DataFrame:
    """Each use, with its offsets."""
    return pl.from_pandas(term_hits(documents, terms, form=form, counts=counts, most=MANY)).rename({"key": "term"})


def _whole(documents: pd.DataFrame | Corpus, terms: Collection[str], form: str, counts: Counts | None) -> pl.DataFrame:
    """Each article that holds a term, without offsets."""
    held = holding(grouped(documents, None), terms, form, counts)
    return held.select("doc_id", term="key", start=pl.lit(None, pl.Int64), end=pl.lit(None, pl.Int64))


def laid_out(documents: pd.DataFrame | Corpus, by: str | None = None) -> pl.DataFrame:
    """The articles laid end to end: `doc_id, group, date, length, share, before`, dated ones first, in the order of their dates.

    `length` is in characters, at least 1; `share` is its part of the whole, and `before` the part that stands before the article.
    """
    dates = take(documents, "doc_id", optional=("date",))
    dates = dates.select(
        "doc_id", date=pl.col("date").cast(pl.Datetime("ms")) if "date" in dates.columns else pl.lit(None, pl.Datetime("ms"))
    )
    lengths = grouped(documents, by).select("doc_id", "group", length=pl.col("text").str.len_chars().fill_null(0).clip(1).cast(pl.Int64))
    laid = lengths.join(dates, on="doc_id", how="left").sort("date", "doc_id", nulls_last=True)
    share = pl.col("length") / pl.col("length").sum()
    return laid.with_columns(share=share, before=share.cum_sum() - share)
