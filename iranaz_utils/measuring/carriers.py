"""Carriers: the one article, or the one outlet, that a term of a group hangs on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.measuring.counts import Counts, counts_of
from iranaz_utils.measuring.groups import grouped
from iranaz_utils.tables import take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: Uses below which nothing is said: of two uses, one article easily has both.
LEAST = 3


def carriers(
    documents: pd.DataFrame | Corpus,
    terms: Iterable[str],
    *,
    by: str | list[str] | None = None,
    ngrams: int = 1,
    form: str = "term",
    counts: Counts | None = None,
) -> pd.DataFrame:
    """The terms that one article or one outlet of their group carries: it holds more than half of three uses or more.

    An outlet that wrote more than half of the group's words is not named: it carries every ordinary word. Nor is an article that is all
    its group has.

    Parameters
    ----------
    documents
        Documents table or corpus; without a column `outlet` only articles are looked at. An article is counted once.
    terms
        Terms as the tables show them.
    by, ngrams, form, counts
        As in `frequency`.

    Returns
    -------
    Frame with a row for each term that hangs on something: `group, term, n, carrier, name, share`, where `carrier` is "article" or
    "outlet", `name` the article's `doc_id` or the outlet, and `share` its part of the `n` uses. By group and term, articles first.

    Raises
    ------
    ColumnError, ParameterError
        As in `frequency`.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": ["Sea, sea, sea, sun.", "Sea and sun.", "Sun."]})
    >>> carriers(documents, ["sea", "sun"]).values.tolist()
    [['all', 'sea', 4, 'article', 'a', 0.75]]
    """
    counts = counts_of(grouped(documents, by), counts, ngrams=ngrams, form=form)
    outlets = take(documents, "doc_id", optional=("outlet",)).select("doc_id", "outlet")
    articles = counts.documents.join(outlets, on="doc_id", how="left", maintain_order="left")
    uses = _uses(counts, list(terms)).join(articles, on="document")
    found = [_carried(uses, articles, "article", "doc_id"), _carried(uses.drop_nulls("outlet"), articles, "outlet", "outlet")]
    return pl.concat(found).sort("group", "term", "carrier").to_pandas()


def _uses(counts: Counts, terms: list[str]) -> pl.DataFrame:
    """The uses of some terms, with all uses of each in its group."""
    groups = counts.documents.select("document", of="group")
    uses = counts.of(terms).join(groups, on="document")
    return uses.with_columns(pl.col("n").cast(pl.Int64), total=pl.col("n").sum().cast(pl.Int64).over("of", "word"))


def _carried(uses: pl.DataFrame, articles: pl.DataFrame, carrier: str, column: str) -> pl.DataFrame:
    """The terms of which one value of the column has more than half, though not more than half of the words of the group."""
    words = articles.group_by("group", column).agg(part=pl.col("tokens").sum()).with_columns(of=pl.col("part").sum().over("group"))
    held = uses.group_by("group", "word", column).agg(held=pl.col("n").sum(), total=pl.col("total").first())
    most = held.filter((pl.col("total") >= LEAST) & (2 * pl.col("held") > pl.col("total")))
    told = most.join(words, on=["group", column])
    # An article may be long and carry a term, as long as the group has others; an outlet has to stand out by more than its length.
    several = pl.col("part") < pl.col("of") if carrier == "article" else 2 * pl.col("part") <= pl.col("of")
    return told.filter(several).select(
        "group", pl.col("word").alias("term"), n="total", carrier=pl.lit(carrier), name=column, share=pl.col("held") / pl.col("total")
    )
