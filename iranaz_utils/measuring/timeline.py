"""Coverage over time, with its denominator, and the dates that the articles write about.

=============== ==========================================================================
timeline        articles per period and group, those with a query among all of them
dates_mentioned the resolved dates in the texts per period and group
undated         articles without a date, which no period can count
period_of       the period that each date falls in
=============== ==========================================================================

Periods are written so that they sort by time: ``2025-05-09``, ``2025-W19`` (ISO week), ``2025-05``, ``2025-Q2``, ``2025``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.finding.search import find_hits
from iranaz_utils.measuring.counts import groups_of
from iranaz_utils.measuring.statistics import wilson
from iranaz_utils.tables import ParameterError, empty, shape, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: Period → the label of a day.
PERIODS: dict[str, Callable[[pl.Expr], pl.Expr]] = {
    "day": lambda day: day.dt.strftime("%Y-%m-%d"),
    "week": lambda day: day.dt.strftime("%G-W%V"),
    "month": lambda day: day.dt.strftime("%Y-%m"),
    "quarter": lambda day: pl.format("{}-Q{}", day.dt.strftime("%Y"), day.dt.quarter()),
    "year": lambda day: day.dt.strftime("%Y"),
}


def timeline(documents: pd.DataFrame | Corpus, *, query: str | None = None, period: str = "month", by: str | None = None) -> pd.DataFrame:
    """How many articles of each period there are, or hold a query, and what share of all articles of the same group that is.

    The share of a week or a month is a ratio of sums, never a mean of daily ratios. A period between the first and the last dated
    article in which a group has no article at all is `missing`: its share is unknown, not zero. Articles without a date are in no
    period; `undated` counts them.

    Parameters
    ----------
    documents
        Columns `doc_id` and `date`; `text` if there is a query; the column named by `by`.
    query
        A word, a phrase or a wildcard as in `kwic`; None counts all articles.
    period
        ``day``, ``week``, ``month``, ``quarter`` or ``year``.
    by
        A column to compare groups of articles by, such as ``side``; an article without a value counts as ``(unknown)``.

    Returns
    -------
    DataFrame
        The timeline table, by group and period: `n` articles with the query of `n_total` articles, their `share` with its
        95 % Wilson interval (missing where there is no article), and `status`: ``observed``, ``zero`` or ``missing``.

    Raises
    ------
    ParameterError
        If `period` is not one of those, or `query` holds nothing to search for.

    References
    ----------
    Wilson 1927.

    Examples
    --------
    >>> dates = ["2025-01-03", "2025-01-20", "2025-03-01"]
    >>> articles = pd.DataFrame({"doc_id": ["a", "b", "c"], "date": dates, "text": ["Rain.", "Sun.", "Sun."]})
    >>> timeline(articles, query="rain")[["period", "n", "n_total", "status"]].values.tolist()
    [['2025-01', 1, 2, 'observed'], ['2025-02', 0, 0, 'missing'], ['2025-03', 0, 1, 'zero']]
    """
    label = _label(period)
    needed = ["doc_id", "date", *([by] if by else []), *(["text"] if query is not None else [])]
    taken = take(documents, *needed, optional=("language",)).join(groups_of(documents, by), on="doc_id", maintain_order="left")
    dated = taken.drop_nulls("date")
    matching = dated if query is None else dated.join(find_hits(dated, query), on="doc_id", how="semi")
    if dated.is_empty():
        return empty("timeline")
    cells = taken.select("group").unique().join(_periods(dated["date"], label), how="cross")
    counted = cells.join(_counts(dated, label, "n_total"), on=["group", "period"], how="left").join(
        _counts(matching, label, "n"), on=["group", "period"], how="left"
    )
    return _with_shares(counted.fill_null(0).sort("group", "period"))


def undated(documents: pd.DataFrame | Corpus) -> int:
    """How many articles have no date and so are in no period of `timeline`.

    Examples
    --------
    >>> undated(pd.DataFrame({"doc_id": ["a", "b"], "date": ["2025-01-03", None]}))
    1
    """
    return take(documents, "doc_id", "date")["date"].null_count()


def period_of(dates: pd.Series, period: str = "month") -> pd.Series:
    """The period of each date, missing where the date is missing.

    Raises
    ------
    ParameterError
        If `period` is not one of those of `timeline`.

    Examples
    --------
    >>> period_of(pd.Series(pd.to_datetime(["2024-12-30"])), "week").to_list()
    ['2025-W01']
    """
    days = pd.DataFrame({"date": pd.to_datetime(dates).astype("datetime64[us]")})
    return pd.Series(pl.from_pandas(days).select(_label(period))["period"].to_list(), index=dates.index, dtype="str")


def dates_mentioned(
    documents: pd.DataFrame | Corpus, timexes: pd.DataFrame, *, period: str = "month", by: str | None = None
) -> pd.DataFrame:
    """How often the articles write about each period: the dates in their texts that lie within one.

    A date coarser than the period (a year, where months are counted) lies in no single period and is left out, as are lengths of time
    and what could not be resolved; so `n_total` differs from period to period size.

    Parameters
    ----------
    documents
        Column `doc_id`, and the column named by `by`.
    timexes
        Timexes table of these documents.
    period, by
        As in `timeline`.

    Returns
    -------
    DataFrame
        `group, period, n, documents, n_total`, by group and period: `n` namings of dates in the period, in how many documents, of all
        namings of the group that lie within a single period. Only periods that are named have a row.

    Raises
    ------
    ParameterError
        If `period` is not one of those of `timeline`.

    Examples
    --------
    >>> from iranaz_utils.finding.timexes import find_timexes
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["On 3 May 2024 it rained; so it did in May 2024 and in June 2024."]})
    >>> dates_mentioned(articles, find_timexes(articles))[["period", "n", "n_total"]].values.tolist()
    [['2024-05', 2, 3], ['2024-06', 1, 3]]
    """
    groups = groups_of(documents, by)
    dates = take(timexes, "doc_id", "type", "first", "last", table="timexes").filter(pl.col("type").is_in(["DATE", "TIME"]))
    labelled = dates.drop_nulls(["first", "last"]).with_columns(_label(period, "first"), until=_label(period, "last"))
    within = labelled.filter(pl.col("period") == pl.col("until")).join(groups, on="doc_id")
    counted = within.group_by("group", "period").agg(n=pl.len().cast(pl.Int64), documents=pl.col("doc_id").n_unique().cast(pl.Int64))
    return counted.with_columns(n_total=pl.col("n").sum().over("group")).sort("group", "period").to_pandas()


def _label(period: str, day: str = "date") -> pl.Expr:
    if period not in PERIODS:
        raise ParameterError(f"period must be one of {', '.join(PERIODS)}; got {period!r}")
    return PERIODS[period](pl.col(day)).alias("period")


def _periods(dates: pl.Series, label: pl.Expr) -> pl.DataFrame:
    """Every period from the first date to the last."""
    day = pl.col("date").dt.date()
    return dates.to_frame("date").select(date=pl.date_range(day.min(), day.max())).select(label).unique()


def _counts(dated: pl.DataFrame, label: pl.Expr, name: str) -> pl.DataFrame:
    return dated.group_by("group", label).agg(pl.len().cast(pl.Int64).alias(name))


def _with_shares(counted: pl.DataFrame) -> pd.DataFrame:
    n, n_total = counted["n"].to_numpy(), counted["n_total"].to_numpy()
    low, high = wilson(n, n_total)
    status = (
        pl.when(pl.col("n_total") == 0).then(pl.lit("missing")).when(pl.col("n") == 0).then(pl.lit("zero")).otherwise(pl.lit("observed"))
    )
    share = pl.when(pl.col("n_total") > 0).then(pl.col("n") / pl.col("n_total"))
    return shape("timeline", counted.with_columns(share=share, share_low=low, share_high=high, status=status))
