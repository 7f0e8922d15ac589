"""Carriers: the one article, or the one outlet, that a term of a group hangs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.measuring.counts import groups_of
from iranaz_utils.tables import take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: Uses below which nothing is said: of two uses, one article easily has both.
LEAST = 3
COLUMNS = ["group", "term", "n", "article", "article_share", "outlet", "outlet_share"]


def carriers(hits: pd.DataFrame, documents: pd.DataFrame | Corpus, *, by: str | list[str] | None = None) -> pd.DataFrame:
    """The terms that one article or one outlet of their group carries: it holds more than half of three uses or more.

    An outlet that wrote more than half of the group's text is not named, since every ordinary word stands mostly there; nor is an article
    that is all its group has.

    Parameters
    ----------
    hits
        Where the terms stand, as `hits.term_hits` gives it with the same `by`. A term of which not all articles were looked up is left out.
    documents
        Documents table or corpus; without a column `outlet` only articles are looked at.
    by
        The column that the hits are split by.

    Returns
    -------
    Frame with a row for each term of a group that hangs on something: `group, term, n, article, article_share, outlet, outlet_share`, by
    falling share, then term and group. What nothing carries is missing; a share is a part of the `n` uses.

    Raises
    ------
    ColumnError
        If `documents` lacks a column that the call uses.

    Examples
    --------
    >>> from iranaz_utils.measuring.hits import term_hits
    >>> documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": ["Sea, sea, sea, sun.", "Sea and sun.", "Sun."]})
    >>> carriers(term_hits(documents, ["sea", "sun"]), documents)[["term", "n", "article", "article_share"]].values.tolist()
    [['sea', 4, 'a', 0.75]]
    """
    articles = groups_of(documents, by).join(take(documents, "doc_id", "text", optional=("outlet",)), on="doc_id")
    articles = articles.select("doc_id", "group", "outlet", size=pl.col("text").str.len_chars().fill_null(0))
    uses = _whole(pl.from_pandas(hits)).join(articles, on="doc_id").with_columns(n=pl.len().cast(pl.Int64).over("key"))
    counted = uses.filter(pl.col("n") >= LEAST)
    named = pl.col("key").str.strip_prefix(pl.col("group") + ": ") if by else pl.col("key")
    keys = counted.select("key", "group", "n", term=named).unique()
    article = _carried(counted.with_columns(article="doc_id"), articles.with_columns(article="doc_id"), "article", most_text=1.0)
    outlet = _carried(counted, articles, "outlet", most_text=0.5)
    found = keys.join(article, on="key", how="left").join(outlet, on="key", how="left")
    carried = found.filter(pl.col("article").is_not_null() | pl.col("outlet").is_not_null())
    share = pl.max_horizontal("article_share", "outlet_share")
    return carried.sort(-share, "term", "group").select(COLUMNS).to_pandas()


def _whole(hits: pl.DataFrame) -> pl.DataFrame:
    """The hits of keys of which all articles were looked up."""
    hits = hits.with_columns(pl.col("key", "doc_id").cast(pl.String))
    return hits.filter(pl.col("articles") == pl.col("doc_id").n_unique().over("key")) if "articles" in hits.columns else hits


def _carried(uses: pl.DataFrame, articles: pl.DataFrame, carrier: str, *, most_text: float) -> pl.DataFrame:
    """For each key the one value of the column that has more than half of its uses, and less than `most_text` of its group's text."""
    sizes = (
        articles.group_by("group", carrier)
        .agg(part=pl.col("size").sum())
        .with_columns(part=pl.col("part") / pl.col("part").sum().over("group"))
    )
    held = uses.drop_nulls(carrier).group_by("key", "group", carrier).agg(share=pl.len() / pl.col("n").first())
    most = held.filter(pl.col("share") > 0.5).join(sizes, on=["group", carrier]).filter(pl.col("part") < most_text)
    return most.select("key", carrier, pl.col("share").alias(f"{carrier}_share"))
