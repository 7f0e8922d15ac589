"""How far back and ahead articles look: the dates that they write about against the day on which they were written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.measuring.groups import groups_of
from iranaz_utils.measuring.statistics import wilson
from iranaz_utils.measuring.timeline import last_days
from iranaz_utils.tables import take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: How far, from the distant past to the future, and up to how many days that is; negative is before the article.
SPANS = {
    "over 10 years before": -3653, "1 to 10 years before": -366, "1 to 12 months before": -31, "1 to 4 weeks before": -8,
    "1 to 7 days before": -1, "the same day": 0, "1 to 7 days after": 7, "1 to 4 weeks after": 30, "1 to 12 months after": 365,
    "over 1 year after": 10**6,
}  # fmt: skip


def distances(documents: pd.DataFrame | Corpus, timexes: pd.DataFrame, *, by: str | None = None) -> pd.DataFrame:
    """How many of the dates in the articles of each group lie how long before or after the article itself.

    A date that covers the day of the article, such as “this month”, lies on the same day; else the nearest of its days counts. Where only
    the year or the month of an article is known, it may be of any day of it. Articles without a date, dates that are not resolved, and
    those longer than a year are left out.

    Parameters
    ----------
    documents
        Columns `doc_id` and `date`; `date_from` where it is known; the column named by `by`.
    timexes
        Timexes table of the documents.
    by
        As in `timeline`.

    Returns
    -------
    DataFrame
        `group, distance, n, documents, n_total, share, share_low, share_high`: for each group and span of `SPANS` the dates in it, the
        articles that hold one, all dates of the group that were counted, and the share of these with its 95 % Wilson interval. Dates of
        one article hang together, so the true interval is wider.

    References
    ----------
    Wilson 1927.

    Examples
    --------
    >>> from iranaz_utils.finding.timexes import find_timexes
    >>> text = "On 3 May 2031 it rained, after the flood of 1 May 2031."
    >>> articles = pd.DataFrame({"doc_id": ["a"], "date": ["2031-05-03"], "text": [text]})
    >>> found = distances(articles, find_timexes(articles))
    >>> found.loc[found["n"] > 0, ["distance", "n", "n_total"]].values.tolist()
    [['1 to 7 days before', 1, 2], ['the same day', 1, 2]]
    """
    spoken, spans = _spoken(documents, timexes, by), _spans()
    counted = spoken.group_by("group", "order").agg(n=pl.len().cast(pl.Int64), documents=pl.col("doc_id").n_unique().cast(pl.Int64))
    cells = counted.select("group").unique().join(spans, how="cross").join(counted, on=["group", "order"], how="left")
    cells = cells.with_columns(pl.col("n", "documents").fill_null(0)).with_columns(n_total=pl.col("n").sum().over("group"))
    cells = cells.sort("group", "order").drop("order")
    low, high = wilson(cells["n"].to_numpy(), cells["n_total"].to_numpy())
    table = cells.with_columns(share=pl.col("n") / pl.col("n_total"), share_low=low, share_high=high)
    return table.to_pandas().astype({"group": "str", "distance": "str"})


def distance_hits(documents: pd.DataFrame | Corpus, timexes: pd.DataFrame, *, by: str | None = None) -> pd.DataFrame:
    """The dates in each span, as `key, doc_id, start, end`; the key is "GROUP: SPAN", or the span."""
    placed = _spoken(documents, timexes, by).join(_spans(), on="order")
    key = pl.concat_str("group", "distance", separator=": ") if by else pl.col("distance")
    return placed.select(key.alias("key"), "doc_id", "start", "end").sort("key", "doc_id", "start").to_pandas()


def undated_articles(documents: pd.DataFrame | Corpus, timexes: pd.DataFrame) -> pd.DataFrame:
    """The articles without a date, with the complete dates in their texts, which may tell a reader when they were written.

    Parameters
    ----------
    documents
        Columns `doc_id` and `date`; `title`, `outlet` and `side` where they are known.
    timexes
        Timexes table of the documents.

    Returns
    -------
    DataFrame
        `doc_id, title, outlet, side, dates, first_named, last_named`: how many dates of the text are known to the day or the month, and the
        first and last day of them; missing where there is none. Articles with most such dates first.

    Examples
    --------
    >>> from iranaz_utils.finding.timexes import find_timexes
    >>> articles = pd.DataFrame({"doc_id": ["a"], "date": [None], "text": ["On 3 May 2031 it rained; on Tuesday it did not."]})
    >>> undated_articles(articles, find_timexes(articles))[["dates", "first_named"]].astype(str).values.tolist()
    [['1', '2031-05-03']]
    """
    missing = take(documents, "doc_id", "date", optional=("title", "outlet", "side")).filter(pl.col("date").is_null()).drop("date")
    dates = _in_days(take(timexes, "doc_id", "type", "first", "last", "start", "end", table="timexes"))
    dates = dates.filter((pl.col("last") - pl.col("first")).dt.total_days() <= 31)
    named = dates.group_by("doc_id").agg(dates=pl.len().cast(pl.Int64), first_named=pl.min("first"), last_named=pl.max("last"))
    table = missing.join(named, on="doc_id", how="left").with_columns(pl.col("dates").fill_null(0))
    table = table.sort("dates", "doc_id", descending=[True, False])
    return table.select("doc_id", "title", "outlet", "side", "dates", "first_named", "last_named").to_pandas()


def undated_hits(undated: pd.DataFrame, timexes: pd.DataFrame) -> pd.DataFrame:
    """The resolved dates in the articles that `undated_articles` lists; the key is the article."""
    named = timexes[timexes["first"].notna() & timexes["doc_id"].isin(undated["doc_id"])]
    return named.assign(key=named["doc_id"])[["key", "doc_id", "start", "end"]]


def _spans() -> pl.DataFrame:
    return pl.DataFrame({"distance": list(SPANS)}).select(pl.int_range(pl.len()).alias("order"), "distance")


def _spoken(documents: pd.DataFrame | Corpus, timexes: pd.DataFrame, by: str | None) -> pl.DataFrame:
    """The dates that are counted, with the group of their article and the number of their span."""
    written = take(documents, "doc_id", "date", optional=("date_from",)).drop_nulls("date")
    written = written.select("doc_id", begin=pl.col("date").dt.truncate("1d"), until=last_days()).join(
        groups_of(documents, by), on="doc_id"
    )
    spoken = _in_days(take(timexes, "doc_id", "type", "first", "last", "start", "end", table="timexes")).join(written, on="doc_id")
    order = pl.Series(list(SPANS.values()), dtype=pl.Int64).search_sorted(spoken.select(_days_between()).to_series(), side="left")
    return spoken.with_columns(order=order.cast(pl.Int64))


def _in_days(timexes: pl.DataFrame) -> pl.DataFrame:
    """The dates that are resolved and no longer than a year."""
    dates = timexes.filter(pl.col("type").is_in(["DATE", "TIME"])).drop_nulls(["first", "last"])
    return dates.select("doc_id", "start", "end", pl.col("first", "last").dt.truncate("1d")).filter(
        (pl.col("last") - pl.col("first")).dt.total_days() <= 366
    )


def _days_between() -> pl.Expr:
    """Days from the article to the nearest day of the date; 0 where they share one."""
    before, after = (pl.col("last") - pl.col("begin")).dt.total_days(), (pl.col("first") - pl.col("until")).dt.total_days()
    return pl.when(before < 0).then(before).when(after > 0).then(after).otherwise(0).cast(pl.Int64)
