"""Coverage over time, with its denominator.

=========== ======================================================================
timeline    articles per period and group, those with a query among all of them
followed    articles per period that hold a theme or an actor, among all of them
busiest     the rows of the periods with most articles
undated     articles without a date, which no period can count
period_of   the period that each date falls in
period_ends the first and the last day of each period
=========== ======================================================================

Periods are written so that they sort by time: ``2025-05-09``, ``2025-W19`` (ISO week), ``2025-05``, ``2025-Q2``, ``2025``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.finding.search import find_hits
from iranaz_utils.measuring.groups import groups_of
from iranaz_utils.measuring.statistics import wilson
from iranaz_utils.tables import DAY, WHOLE, ParameterError, empty, shape, take

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
#: Period → how long it is, as Polars writes it.
LENGTHS = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}


def timeline(documents: pd.DataFrame | Corpus, *, query: str | None = None, period: str = "month", by: str | None = None) -> pd.DataFrame:
    """How many articles of each period there are, or hold a query, and what share of all articles of the same group that is.

    The share of a week or a month is a ratio of sums, never a mean of daily ratios. A period between the first and the last dated
    article in which a group has no article at all is `missing`: its share is unknown, not zero. Articles without a date are in no
    period; `undated` counts them. The last period is `unfinished` where the last article of all is older than the period's last day:
    more of its articles may be still to come, so its count says less than its share.

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
        95 % Wilson interval (missing where there is no article), and `status`: ``observed``, ``zero`` or ``missing``; then `first` and
        `last`, the ends of the period, how many of its `days` lie before the last article of all, and whether it is `unfinished`.

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
    needed = ["doc_id", "date", *([by] if by else []), *(["text"] if query is not None else [])]
    taken = take(documents, *needed, optional=("language", "date_from")).join(groups_of(documents, by), on="doc_id", maintain_order="left")
    matching = taken if query is None else taken.join(find_hits(taken.drop_nulls("date"), query), on="doc_id", how="semi")
    return _per_period(taken, matching, period)


def followed(
    documents: pd.DataFrame | Corpus, things: pd.DataFrame, *, thing: str = "name", period: str = "month", top: int | None = None
) -> pd.DataFrame:
    """How many articles of each period hold a theme or an actor, and what share of all articles of the period that is.

    An article counts once for each thing that it holds, however often, and not at all for the others. The base is the same for all of
    them: all articles of the period. So the shares of several things do not add up to one.

    Parameters
    ----------
    documents
        Columns `doc_id` and `date`.
    things
        What was found: a row for each place, with `doc_id` and the column named by `thing`, such as a mentions table.
    thing
        The column that tells the things apart.
    period
        As in `timeline`.
    top
        Only so many things, those in the most dated articles; ties go by the name. None follows all.

    Returns
    -------
    DataFrame
        As from `timeline`, with the things as its groups, the one in the most articles first.

    Raises
    ------
    ParameterError
        If `period` is not one of those of `timeline`.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a", "b"], "date": ["2025-01-03", "2025-01-20"]})
    >>> named = pd.DataFrame({"doc_id": ["a", "a", "b"], "name": ["Zenda", "Zenda", "Hentzau"]})
    >>> followed(articles, named)[["group", "n", "n_total"]].values.tolist()
    [['Hentzau', 1, 2], ['Zenda', 1, 2]]
    """
    articles = take(documents, "doc_id", "date", optional=("date_from",))
    held = take(things, "doc_id", thing, table="mentions").select("doc_id", group=thing).drop_nulls().unique()
    held = held.join(articles.drop_nulls("date").select("doc_id"), on="doc_id")
    order = held.group_by("group").len().sort("len", "group", descending=[True, False]).head(top or held.height)["group"]
    every = articles.join(order.to_frame(), how="cross")
    return _per_period(every, every.join(held, on=["doc_id", "group"], how="semi"), period, order)


def busiest(timeline: pd.DataFrame, most: int, *, groups: Collection[str] | None = None) -> pd.DataFrame:
    """The rows of the periods with most articles in all groups together, at most so many and none without articles; by period and group.

    Parameters
    ----------
    timeline
        Timeline table.
    most
        How many periods.
    groups
        Only the rows of these groups; of all others where none of them is in the table.

    Examples
    --------
    >>> table = pd.DataFrame({"group": ["RU", "RU", "FR"], "period": ["2030", "2031", "2031"], "n_total": [3, 2, 2]})
    >>> busiest(table, 1)["group"].to_list()
    ['FR', 'RU']
    """
    totals = timeline.groupby("period")["n_total"].sum()
    largest = sorted(totals.index[totals > 0], key=lambda period: (-totals[period], period))[:most]
    wanted = timeline["group"].isin(groups or [])
    rows = timeline[timeline["period"].isin(largest) & (wanted | ~wanted.any())]
    return rows.sort_values(["period", "group"], kind="stable", ignore_index=True)


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


def period_ends(periods: pd.Series, period: str = "month") -> pd.DataFrame:
    """The first and the last day of periods, in the rows of their labels.

    Examples
    --------
    >>> period_ends(pd.Series(["2025-W01"]), "week").astype(str).values.tolist()
    [['2024-12-30', '2025-01-05']]
    """
    _label(period)
    written = pl.Series("period", periods.to_list(), dtype=pl.String)
    formats = {"day": ("", "%Y-%m-%d"), "week": ("-1", "%G-W%V-%u"), "month": ("-01", "%Y-%m-%d"), "year": ("-01-01", "%Y-%m-%d")}
    if period == "quarter":
        first = pl.date(pl.col("period").str.head(4).cast(pl.Int32), pl.col("period").str.tail(1).cast(pl.Int32) * 3 - 2, 1)
    else:
        rest, form = formats[period]
        first = (pl.col("period") + rest).str.to_date(form)
    days = written.to_frame().select(first=first).with_columns(last=pl.col("first").dt.offset_by(LENGTHS[period]).dt.offset_by("-1d"))
    return days.cast(pl.Datetime("us")).to_pandas().set_axis(periods.index)


def last_days() -> pl.Expr:
    """The last day that each article can be of, from `date` and `date_from`: one known by its year may be of any day of it."""
    known = pl.col("date_from").fill_null("")
    day = pl.when(known.str.ends_with(":year")).then(pl.col("date").dt.offset_by("1y").dt.offset_by("-1d"))
    return day.when(known.str.ends_with(":month")).then(pl.col("date").dt.month_end()).otherwise("date").dt.truncate("1d")


def _label(period: str, day: str = "date") -> pl.Expr:
    if period not in PERIODS:
        raise ParameterError(f"period must be one of {', '.join(PERIODS)}; got {period!r}")
    return PERIODS[period](pl.col(day)).alias("period")


def _per_period(every: pl.DataFrame, matching: pl.DataFrame, period: str, order: pl.Series | None = None) -> pd.DataFrame:
    """The timeline of the articles that match, among all; the groups in the given order, else by their names."""
    label, dated = _label(period), every.drop_nulls("date")
    if dated.is_empty():
        return _without_rows()
    cells = every.select("group").unique().join(_periods(dated["date"], label), how="cross")
    for name, counted in (("n_total", dated), ("n", matching.drop_nulls("date"))):
        cells = cells.join(counted.group_by("group", label).agg(pl.len().cast(pl.Int64).alias(name)), on=["group", "period"], how="left")
    place = pl.col("group") if order is None else pl.col("group").replace_strict(order, range(len(order)), return_dtype=pl.Int64)
    table = _with_shares(cells.fill_null(0).sort(place, "period"))
    days, until = period_ends(table["period"], period), pd.Timestamp(dated.select(last_days().max()).item())
    covered = (days["last"].clip(upper=until) - days["first"]).dt.days + 1
    return table.assign(first=days["first"], last=days["last"], days=covered, unfinished=days["last"] > until)


def _without_rows() -> pd.DataFrame:
    further = {"first": DAY, "last": DAY, "days": WHOLE, "unfinished": "bool"}
    return empty("timeline").assign(**{column: pd.Series(dtype=dtype) for column, dtype in further.items()})


def _periods(dates: pl.Series, label: pl.Expr) -> pl.DataFrame:
    """Every period from the first date to the last."""
    day = pl.col("date").dt.date()
    return dates.to_frame("date").select(date=pl.date_range(day.min(), day.max())).select(label).unique()


def _with_shares(counted: pl.DataFrame) -> pd.DataFrame:
    n, n_total = counted["n"].to_numpy(), counted["n_total"].to_numpy()
    low, high = wilson(n, n_total)
    status = (
        pl.when(pl.col("n_total") == 0).then(pl.lit("missing")).when(pl.col("n") == 0).then(pl.lit("zero")).otherwise(pl.lit("observed"))
    )
    share = pl.when(pl.col("n_total") > 0).then(pl.col("n") / pl.col("n_total"))
    return shape("timeline", counted.with_columns(share=share, share_low=low, share_high=high, status=status))
