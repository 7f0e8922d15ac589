"""What a peak is about: its words, its actors, and how many of its dates could be wrong.

=============== ====================================================================
outer           the bursts that lie in no other one
named_peaks     bursts with their keyness terms, their actors and their weak dates
peak_hits       the sentences of a peak that hold its terms
=============== ====================================================================
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.finding.search import find_hits
from iranaz_utils.measuring.events import BETWEEN
from iranaz_utils.measuring.groups import groups_of
from iranaz_utils.measuring.hits import term_hits
from iranaz_utils.measuring.keyness import keyness
from iranaz_utils.measuring.timeline import period_of
from iranaz_utils.tables import take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: Where a date comes from that was not written for the reader of the article: it may be the day of a download, or of a change.
WEAK = ("filename", "url", "crawl", "modified", "sitemap")
#: Terms and actors that name a peak.
MOST = 5


def outer(bursts: pd.DataFrame, top: int | None = None) -> pd.DataFrame:
    """The bursts of level 1, those that explain most first where only so many are wanted; in the order of time.

    Examples
    --------
    >>> table = pd.DataFrame({"group": "all", "period": ["2", "2", "7"], "level": [1, 2, 1], "weight": [3.0, 1.0, 9.0]})
    >>> outer(table, 1)["period"].to_list()
    ['7']
    """
    peaks = bursts[bursts["level"] == 1]
    peaks = peaks.sort_values(["weight", "group", "period"], ascending=[False, True, True]).head(len(peaks) if top is None else top)
    return peaks.sort_values(["period", "group"], ignore_index=True)


def named_peaks(  # noqa: PLR0913 - what the peaks were found with
    documents: pd.DataFrame | Corpus,
    peaks: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    period: str = "month",
    by: str | None = None,
    query: str | None = None,
    stopwords: Mapping[str, Collection[str]] | None = None,
) -> pd.DataFrame:
    """Each peak with what its articles write about more than the other articles of its group do.

    Parameters
    ----------
    documents
        Documents table or corpus that the timeline was made of.
    peaks
        Rows of `bursts`, such as `outer` picks.
    mentions
        Mentions table of the documents.
    period, by, query
        As the timeline was made.
    stopwords
        As in `frequency`.

    Returns
    -------
    DataFrame
        The rows of `peaks` with `terms`, the keyness terms of the peak's articles against all others of its group, by LRC; `names`, the
        actors of which the share of naming articles rises most; `weak_dates`, how many of the peak's articles have a date that was read
        from a file name, an address or the like; and `without_them`, the peak's articles that would remain.

    Examples
    --------
    >>> texts = ["Rain in Zenda.", "Rain, rain.", "Sun.", "Sun, sun."]
    >>> days = ["2031-01-01", "2031-01-01", "2031-01-02", "2031-01-03"]
    >>> articles = pd.DataFrame({"doc_id": list("abcd"), "text": texts, "date": days, "date_from": ["header", "url", "header", "header"]})
    >>> peak = pd.DataFrame({"group": ["all"], "period": ["2031-01-01"], "last_period": ["2031-01-01"]})
    >>> named = pd.DataFrame({"doc_id": ["a"], "name": ["Zenda"]})
    >>> named_peaks(articles, peak, named, period="day")[["terms", "names", "weak_dates", "without_them"]].values.tolist()
    [['rain; in; zenda', 'Zenda', 1, 1]]
    """
    members, groups = _members(documents, peaks, period, by, query), groups_of(documents, by)
    weak = pl.col("date_from").str.contains_any(list(WEAK)) | pl.col("date_from").str.contains(":", literal=True)
    sources = take(documents, "doc_id", optional=("date_from",)).with_columns(weak=weak.fill_null(value=False))
    named = take(mentions, "doc_id", "name", table="mentions").unique()
    rows = []
    for row, inside in zip(peaks.itertuples(), members, strict=True):
        own = groups.filter(pl.col("group") == row.group)
        count = int(sources.join(inside, on="doc_id", how="semi")["weak"].sum())
        terms, names = _terms(documents, own, inside, stopwords), _names(named, own, inside)
        rows.append([BETWEEN.join(terms), BETWEEN.join(names), count, len(inside) - count])
    found = pd.DataFrame(rows, columns=["terms", "names", "weak_dates", "without_them"])
    found = found.astype({"terms": "str", "names": "str", "weak_dates": "int64", "without_them": "int64"})
    return pd.concat([peaks.reset_index(drop=True), found], axis="columns")


def peak_hits(
    documents: pd.DataFrame | Corpus, peaks: pd.DataFrame, *, period: str = "month", by: str | None = None, query: str | None = None
) -> pd.DataFrame:
    """Where the terms of each peak, as `named_peaks` gives them, stand in its articles; the key is that of `row_keys`.

    A peak whose terms stand nowhere is stood for by the beginnings of its articles.
    """
    frame: pd.DataFrame = getattr(documents, "documents", documents)
    parts = [pd.DataFrame({"key": pd.Series(dtype="str"), "doc_id": pd.Series(dtype="str"), "start": [], "end": []})]
    for row, inside in zip(peaks.itertuples(), _members(documents, peaks, period, by, query), strict=True):
        articles = frame[frame["doc_id"].isin(inside["doc_id"].to_list())]
        hits = term_hits(articles, row.terms.split(BETWEEN))[["doc_id", "start", "end"]] if row.terms else pd.DataFrame()
        if hits.empty:
            hits = articles[["doc_id"]].assign(start=0, end=0)
        parts.append(hits.assign(key=f"{row.group}: {row.period}" if by else row.period))
    return pd.concat(parts, ignore_index=True)[["key", "doc_id", "start", "end"]].astype({"start": "int64", "end": "int64"})


def _members(documents: pd.DataFrame | Corpus, peaks: pd.DataFrame, period: str, by: str | None, query: str | None) -> list[pl.DataFrame]:
    """The articles of each peak, as `doc_id`."""
    taken = take(documents, "doc_id", "date", *(["text"] if query else []), optional=("language",)).join(
        groups_of(documents, by), on="doc_id"
    )
    periods = pl.from_pandas(period_of(taken["date"].to_pandas(), period).to_frame("period"), nan_to_null=True)
    dated = taken.with_columns(periods["period"]).drop_nulls("period")
    matching = dated if query is None else dated.join(find_hits(dated, query), on="doc_id", how="semi")
    return [
        matching.filter((pl.col("group") == row.group) & pl.col("period").is_between(pl.lit(row.period), pl.lit(row.last_period))).select(
            "doc_id"
        )
        for row in peaks.itertuples()
    ]


def _terms(
    documents: pd.DataFrame | Corpus, own: pl.DataFrame, inside: pl.DataFrame, stopwords: Mapping[str, Collection[str]] | None
) -> list[str]:
    """The keyness terms of some articles of a group against its others."""
    frame: pd.DataFrame = getattr(documents, "documents", documents)
    frame = frame[frame["doc_id"].isin(own["doc_id"].to_list())]
    peak = frame["doc_id"].isin(inside["doc_id"].to_list())
    if peak.all() or not peak.any():
        return []
    table = keyness(frame.assign(peak=peak.map({True: "in", False: "out"})), by="peak", target="in", stopwords=stopwords, permutations=0)
    return table.loc[table["g2"] > 0, "term"].head(MOST).to_list()


def _names(named: pl.DataFrame, own: pl.DataFrame, inside: pl.DataFrame) -> list[str]:
    """The actors whose share of articles is so much higher in a peak than in all articles of the group."""
    everywhere = named.join(own, on="doc_id", how="semi").group_by("name").agg(all=pl.len())
    here = named.join(inside, on="doc_id", how="semi").group_by("name").agg(n=pl.len()).join(everywhere, on="name")
    rise = pl.col("n") / max(len(inside), 1) - pl.col("all") / max(len(own), 1)
    return here.filter(rise > 0).sort(rise.round(9), "name", descending=[True, False]).head(MOST)["name"].to_list()
