"""Spread: where in the corpus terms stand, from its first article to its last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.measuring.counts import grouped
from iranaz_utils.measuring.hits import term_hits
from iranaz_utils.tables import take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

COLUMNS = ["group", "term", "doc_id", "date", "place", "start", "end"]


def spread(documents: pd.DataFrame | Corpus, terms: Iterable[str], *, by: str | None = None, form: str = "term") -> pd.DataFrame:
    """Each use of some terms, with its place in the corpus when the articles are laid end to end.

    The articles stand in the order of their dates, those without a date behind all others; each takes as much room as its text is long. So
    a term that belongs to one article, or to one month, is seen as a cluster.

    Parameters
    ----------
    documents
        Documents table or corpus; without a column `date` no article has one. An article is counted once, however many copies there are.
    terms
        Terms as the tables show them.
    by, form
        As in `frequency`.

    Returns
    -------
    Frame with a row per use, in the order of the terms, then of the corpus: `group, term, doc_id, date, place, start, end`, where `place`
    runs from 0, the head of the first article, to 1, the end of the last.

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
    hits = pl.from_pandas(term_hits(documents, order, form=form)).rename({"key": "term"})
    uses = hits.join(laid, on="doc_id").with_columns(place=pl.col("before") + pl.col("start") / pl.col("length") * pl.col("share"))
    ranked = uses.sort(pl.col("term").replace_strict(order, return_dtype=pl.Int64, default=0), "place", maintain_order=True)
    return ranked.select(COLUMNS).to_pandas()


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
