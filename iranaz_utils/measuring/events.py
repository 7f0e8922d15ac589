"""Dated statements: the sentences that name a day or a month, and what each side says of the same date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.finding.sentences import sentence_frame
from iranaz_utils.tables import shape, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: What is put between names, and between outlets, in one cell.
BETWEEN = "; "


def events(documents: pd.DataFrame | Corpus, timexes: pd.DataFrame, mentions: pd.DataFrame | None = None) -> pd.DataFrame:
    """The sentences with a date that is known to the day or the month, in the order of those dates.

    A sentence stands once for each date in it. Dates known only to the year or left open make no event.

    Parameters
    ----------
    documents
        Columns `doc_id` and `text`; `outlet`, `side` and `language` where they are known.
    timexes
        Timexes table of these documents.
    mentions
        Mentions table of these documents; without it `names` stays empty.

    Returns
    -------
    DataFrame
        The events table, ordered by date, document and sentence. `date` is the day, or the first day of the month, as `precision`
        says (``day``, ``month``); `names` are the actors named in the sentence, each once, in the order of the text; the further columns
        `start` and `end` are the place of the time expression in the document.

    Examples
    --------
    >>> from iranaz_utils.finding.timexes import find_timexes
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["Nothing new. The bridge opened on 3 May 2024."]})
    >>> events(articles, find_timexes(articles))[["precision", "text"]].values.tolist()
    [['day', 'The bridge opened on 3 May 2024.']]
    """
    dates = _dates(timexes)
    taken = take(documents, "doc_id", "text", optional=("outlet", "side", "language")).join(dates, on="doc_id", how="semi")
    named = (
        _names(mentions) if mentions is not None else pl.DataFrame(schema={"doc_id": pl.String, "sentence": pl.Int64, "names": pl.String})
    )
    rows = (
        dates.join(_sentences(taken), on=["doc_id", "sentence"])
        .join(taken.select("doc_id", "outlet", "side"), on="doc_id")
        .join(named, on=["doc_id", "sentence"], how="left")
        .with_columns(pl.col("names").fill_null(""))
    )
    return shape("events", rows.sort("date", "doc_id", "sentence", "precision"))


def both_sides(events: pd.DataFrame) -> pd.DataFrame:
    """What the outlets of each side say of each date, and which side is silent.

    Parameters
    ----------
    events
        Events table; sentences whose side is missing are left out.

    Returns
    -------
    DataFrame
        `date, precision, silent`, then for each side two columns named by it: ``IR`` its sentences, one on a line and headed by the outlet,
        and ``n_IR`` how many there are. `silent` lists the sides that say nothing of the date.

    Examples
    --------
    >>> told = pd.DataFrame({"doc_id": ["a", "b"], "outlet": ["Echo", "Bell"], "side": ["RU", "FD"], "text": ["It opened.", "It closed."]})
    >>> told = told.assign(date=pd.Timestamp("2024-05-03"), precision="day", sentence=0)
    >>> both_sides(told)[["silent", "FD", "RU"]].values.tolist()
    [['', 'Bell: It closed.', 'Echo: It opened.']]
    """
    told = take(events, "date", "precision", "doc_id", "outlet", "side", "sentence", "text", table="events").drop_nulls("side")
    sides = sorted(told["side"].unique())
    line = pl.concat_str(pl.coalesce("outlet", "doc_id"), pl.lit(": "), pl.col("text"))
    of_side = [line.filter(pl.col("side") == side).str.join("\n").alias(side) for side in sides]
    counts = [(pl.col("side") == side).sum().cast(pl.Int64).alias(f"n_{side}") for side in sides]
    silent = [pl.when((pl.col("side") == side).sum() == 0).then(pl.lit(side)).alias(f"silent_{side}") for side in sides]
    dates = told.sort("date", "doc_id", "sentence").group_by("date", "precision", maintain_order=True).agg(*of_side, *counts, *silent)
    missing = pl.concat_str([f"silent_{side}" for side in sides], separator=BETWEEN, ignore_nulls=True) if sides else pl.lit("")
    columns = [column for side in sides for column in (side, f"n_{side}")]
    return dates.sort("date", "precision").select("date", "precision", missing.alias("silent"), *columns).to_pandas()


def _dates(timexes: pd.DataFrame) -> pl.DataFrame:
    """One row for each sentence and date known to the day or the month, with the place of the first expression that names it."""
    taken = take(timexes, "doc_id", "sentence", "type", "first", "last", "start", "end", table="timexes").filter(
        pl.col("type").is_in(["DATE", "TIME"])
    )
    first, last = pl.col("first").dt.date(), pl.col("last").dt.date()
    month = (first == first.dt.month_start()) & (last == first.dt.month_end())
    precision = pl.when(first == last).then(pl.lit("day")).when(month).then(pl.lit("month"))
    dated = taken.select("doc_id", "sentence", "start", "end", date="first", precision=precision).drop_nulls(["date", "precision"])
    return dated.unique(["doc_id", "sentence", "date", "precision"], keep="first", maintain_order=True)


def _sentences(documents: pl.DataFrame) -> pl.DataFrame:
    texts = dict(documents.select("doc_id", "text").iter_rows())
    spans = sentence_frame(documents).select("doc_id", "sentence", "start", "end")
    shown = [" ".join(texts[doc_id][start:end].split()) for doc_id, _, start, end in spans.iter_rows()]
    return spans.select("doc_id", "sentence", pl.Series("text", shown, dtype=pl.String))


def _names(mentions: pd.DataFrame) -> pl.DataFrame:
    taken = take(mentions, "doc_id", "sentence", "name", "start", table="mentions").sort("doc_id", "start")
    return taken.group_by("doc_id", "sentence", maintain_order=True).agg(names=pl.col("name").unique(maintain_order=True).str.join(BETWEEN))
