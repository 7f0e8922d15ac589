"""Dated statements: the sentences that name a day or a month, and what each side says of the same date."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.finding.sentences import sentence_frame
from iranaz_utils.finding.tokens import token_frame
from iranaz_utils.measuring.groups import groups_of
from iranaz_utils.tables import UNKNOWN, shape, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: What is put between names, between words, and between outlets, in one cell.
BETWEEN = "; "
#: Letters of the shortest word that can tell what a sentence is about.
SHORTEST = 3
#: What stands between the two ends of a stretch of time, at most so long; and from how many days on the ends are no events.
JOINTS, LONGEST_JOINT, STRETCH = ["-", "–", "—", "to", "until", "till", "through", "تا", "до"], 9, 31
PLACE = ["doc_id", "sentence"]


def events(
    documents: pd.DataFrame | Corpus,
    timexes: pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    *,
    by: str = "side",
    stopwords: Mapping[str, Collection[str]] | None = None,
) -> pd.DataFrame:
    """The sentences with a date that is known to the day or the month, in the order of those dates.

    A sentence stands once for each date in it. Dates known only to the year or left open make no event, nor do the two ends of a stretch of
    more than a month ("March 2016 to March 2017"): they bound what is counted, such as a fiscal year, and nothing need have happened then.

    Parameters
    ----------
    documents
        Columns `doc_id` and `text`; `outlet`, `side`, `date` and `language` where they are known, and the column named by `by`.
    timexes
        Timexes table of these documents.
    mentions
        Mentions table of these documents; without it `names` stays empty.
    by
        The column that tells who speaks.
    stopwords
        Language → words that say nothing of what a sentence is about, as `Profile.stopwords`.

    Returns
    -------
    DataFrame
        The events table, ordered by date, document and sentence. `date` is the day, or the first day of the month, as `precision`
        says (``day``, ``month``); `names` are the actors named in the sentence, each once, in the order of the text. Further columns:
        `start` and `end`, the place of the time expression in the document; `published`, the date of the article, and `written`, as much of
        it as is known (``2024``, where a file name gave the year); `group`, its value of `by`; and `words`, the terms of the sentence that
        are no part of a name or a time expression.

    Examples
    --------
    >>> from iranaz_utils.finding.timexes import find_timexes
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["Nothing new. The bridge opened on 3 May 2024."]})
    >>> events(articles, find_timexes(articles))[["precision", "text", "words"]].values.tolist()
    [['day', 'The bridge opened on 3 May 2024.', 'bridge; opened; the']]
    """
    about = take(documents, "doc_id", "text", optional=("outlet", "side", "date", "date_from", "language"))
    dates = _dates(timexes, about.select("doc_id", "text"))
    groups = groups_of(documents, by) if by != "side" else about.select("doc_id", group=pl.col("side").fill_null(UNKNOWN))
    told = about.join(groups, on="doc_id").join(dates, on="doc_id", how="semi")
    named = _places(mentions, "name") if mentions is not None else pl.DataFrame(schema={**_PLACED, "name": pl.String})
    rows = (
        dates.join(_sentences(told), on=PLACE)
        .join(told.select("doc_id", "outlet", "side", "group", _written(), published="date"), on="doc_id")
        .join(_names(named), on=PLACE, how="left")
        .join(_words(told, dates, [named.drop("name"), _places(timexes)], stopwords or {}), on=PLACE, how="left")
        .with_columns(pl.col("names", "words").fill_null(""))
        .sort("date", "doc_id", "sentence", "precision")
    )
    further = ("start", "end", "published", "written", "group", "words")
    return shape("events", rows.select(pl.exclude(further), *further))


def both_sides(events: pd.DataFrame, *, by: str = "side", most: int | None = None) -> pd.DataFrame:
    """What the outlets of each side say of each date, and which side is silent.

    Parameters
    ----------
    events
        Events table; sentences whose side is missing are left out.
    by
        The column of `events` that tells the sides: ``side``, or ``group`` where events were found by something else.
    most
        How many sentences of each side are quoted, those of the earliest documents; None quotes all. All are counted.

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
    told = take(events, "date", "precision", "doc_id", "outlet", by, "sentence", "text", table="events").rename({by: "side"})
    told = told.drop_nulls("side").filter(pl.col("side") != UNKNOWN)
    sides = sorted(told["side"].unique())
    line = pl.concat_str(pl.coalesce("outlet", "doc_id"), pl.lit(": "), pl.col("text"))
    quoted = [line.filter(pl.col("side") == side) for side in sides]
    of_side = [(lines if most is None else lines.head(most)).str.join("\n").alias(side) for side, lines in zip(sides, quoted, strict=True)]
    counts = [(pl.col("side") == side).sum().cast(pl.Int64).alias(f"n_{side}") for side in sides]
    silent = [pl.when((pl.col("side") == side).sum() == 0).then(pl.lit(side)).alias(f"silent_{side}") for side in sides]
    dates = told.sort("date", "doc_id", "sentence").group_by("date", "precision", maintain_order=True).agg(*of_side, *counts, *silent)
    missing = pl.concat_str([f"silent_{side}" for side in sides], separator=BETWEEN, ignore_nulls=True) if sides else pl.lit("")
    columns = [column for side in sides for column in (side, f"n_{side}")]
    return dates.sort("date", "precision").select("date", "precision", missing.alias("silent"), *columns).to_pandas()


def _written() -> pl.Expr:
    """The date of an article, no more exact than it is known."""
    day, known = pl.col("date").dt.strftime("%Y-%m-%d"), pl.col("date_from").fill_null("")
    letters = pl.when(known.str.ends_with(":year")).then(4).when(known.str.ends_with(":month")).then(7).otherwise(10)
    return day.str.head(letters).alias("written")


def _dates(timexes: pd.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """One row for each sentence and date known to the day or the month, with the place of the first expression that names it."""
    taken = take(timexes, *PLACE, "type", "first", "last", "start", "end", table="timexes").filter(pl.col("type").is_in(["DATE", "TIME"]))
    first, last = pl.col("first").dt.date(), pl.col("last").dt.date()
    month = (first == first.dt.month_start()) & (last == first.dt.month_end())
    precision = pl.when(first == last).then(pl.lit("day")).when(month).then(pl.lit("month"))
    dated = taken.select(*PLACE, "start", "end", date="first", precision=precision).drop_nulls(["date", "precision"])
    dated = dated.join(_ends(dated, texts), on=["doc_id", "start"], how="anti", maintain_order="left")
    return dated.unique([*PLACE, "date", "precision"], keep="first", maintain_order=True)


def _ends(dated: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """The dates that begin or end a stretch of more than a month, as `doc_id` and `start`."""
    ordered = dated.sort("doc_id", "start")
    pairs = ordered.with_columns(pl.col("start", "date").shift(-1).over(PLACE).name.suffix("_next")).drop_nulls("start_next")
    between = pl.col("text").str.slice(pl.col("end"), pl.col("start_next") - pl.col("end"))
    far = (pl.col("date_next") - pl.col("date")).dt.total_days() > STRETCH
    joined = pairs.filter(far & (pl.col("start_next") - pl.col("end") <= LONGEST_JOINT)).join(texts, on="doc_id")
    stretches = joined.filter(between.str.strip_chars().str.to_lowercase().is_in(JOINTS))
    return pl.concat([stretches.select("doc_id", "start"), stretches.select("doc_id", start="start_next")])


def _sentences(documents: pl.DataFrame) -> pl.DataFrame:
    texts = dict(documents.select("doc_id", "text").iter_rows())
    spans = sentence_frame(documents).select(*PLACE, "start", "end")
    shown = [" ".join(texts[doc_id][start:end].split()) for doc_id, _, start, end in spans.iter_rows()]
    return spans.select(*PLACE, pl.Series("text", shown, dtype=pl.String))


_PLACED = {"doc_id": pl.String, "sentence": pl.Int64, "start": pl.Int64, "end": pl.Int64}


def _places(table: pd.DataFrame, *columns: str) -> pl.DataFrame:
    return take(table, *_PLACED, *columns, table="mentions")


def _names(named: pl.DataFrame) -> pl.DataFrame:
    ordered = named.sort("doc_id", "start").group_by(PLACE, maintain_order=True)
    return ordered.agg(names=pl.col("name").unique(maintain_order=True).str.join(BETWEEN))


def _words(
    documents: pl.DataFrame, dates: pl.DataFrame, covered: list[pl.DataFrame], stopwords: Mapping[str, Collection[str]]
) -> pl.DataFrame:
    """The terms that tell what each dated sentence is about, each once, in the order of the alphabet."""
    tokens = token_frame(documents).filter((pl.col("kind") == "word") & (pl.col("term").str.len_chars() >= SHORTEST))
    tokens = tokens.cast({"start": pl.Int64, "end": pl.Int64}).join(dates, on=PLACE, how="semi")
    spans = pl.concat(covered).rename({"start": "from", "end": "upto"}).join(dates, on=PLACE, how="semi")
    inside = tokens.join(spans, on=PLACE).filter((pl.col("start") < pl.col("upto")) & (pl.col("from") < pl.col("end")))
    stops = [(language, word) for language, words in stopwords.items() for word in words]
    empty_words = pl.DataFrame(stops, schema={"language": pl.String, "term": pl.String}, orient="row")
    telling = tokens.join(inside, on=["doc_id", "start"], how="anti").join(
        documents.select("doc_id", pl.col("language").fill_null("en")), on="doc_id"
    )
    telling = telling.join(empty_words, on=["language", "term"], how="anti")
    return telling.group_by(PLACE).agg(words=pl.col("term").unique().sort().str.join(BETWEEN))
