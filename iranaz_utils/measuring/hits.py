"""The places in the text that a number counted, so that it can open its sentences.

Each function returns a frame of `key, doc_id, start, end`: the key names the row of the table whose number counted that place, and is made
of what tells the row from the others ("IR: border", "Baku + Tehran"). Words and themes are looked up in the first articles only, so
that the work does not grow with the corpus; the column `articles` then says how many there are. Where the sentence is known too, its number
and bounds follow as `sentence, begin, stop`.

============= ===========================================
row_keys      the keys of the rows of a table
term_hits     the uses of words and phrases
theme_hits    the uses of themes
mention_hits  the namings of actors
pair_hits     the namings that make two actors a pair
period_hits   the articles of a period
followed_hits the places of actors or themes in the articles of a period
event_hits    the dates of dated sentences
day_hits      the same, for all sentences about one date
============= ===========================================
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.finding.lemmas import base_forms
from iranaz_utils.finding.search import find_hits, may_hold
from iranaz_utils.finding.sentences import sentences_of
from iranaz_utils.finding.themes import Themes, find_themes
from iranaz_utils.finding.tokens import cut_sentences
from iranaz_utils.measuring.counts import Counts, counts_of
from iranaz_utils.measuring.groups import grouped, groups_of
from iranaz_utils.measuring.timeline import period_of
from iranaz_utils.tables import ALL, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

COLUMNS = {"key": pl.String, "doc_id": pl.String, "start": pl.Int64, "end": pl.Int64}
SENTENCE = {"sentence": pl.Int64, "begin": pl.Int64, "stop": pl.Int64}
#: Articles of each key in which words and themes are looked up.
MOST = 100


def row_keys(table: pd.DataFrame) -> list[str]:
    """The key of each row of a table of terms, actors, pairs, periods or events, with its group where the table is split.

    Examples
    --------
    >>> row_keys(pd.DataFrame({"group": ["RU"], "term": ["river"]})), row_keys(pd.DataFrame({"name_a": ["Hentzau"], "name_b": ["Zenda"]}))
    (['RU: river'], ['Hentzau + Zenda'])
    """
    return [f"{group}: {thing}" if group else thing for group, thing in zip(_groups(table), row_things(table), strict=True)]


def row_things(table: pd.DataFrame) -> list[str]:
    """What each row of a table is about, without its group.

    >>> row_things(pd.DataFrame({"group": ["RU"], "term": ["river"]}))
    ['river']
    """
    if "name_b" in table.columns:
        return [f"{row.name_a} + {row.name_b}" for row in table.itertuples()]
    if "distance" in table.columns or "entry" in table.columns:
        return table["distance" if "distance" in table.columns else "entry"].to_list()
    if "silent" in table.columns:
        return _days(table)
    if "precision" in table.columns:
        return [f"{row.date.date()} · {row.doc_id} · {row.sentence}" for row in table.itertuples()]
    return table[next(column for column in ("term", "name", "period", "doc_id") if column in table.columns)].to_list()


def _groups(table: pd.DataFrame) -> list[str]:
    """The group of each row, empty where the table is not split into groups."""
    return ["" if group == ALL else group for group in table["group"]] if "group" in table.columns else [""] * len(table)


def term_hits(
    documents: pd.DataFrame | Corpus,
    terms: Iterable[str],
    *,
    by: str | None = None,
    form: str = "term",
    counts: Counts | None = None,
    most: int = MOST,
) -> pd.DataFrame:
    """Where words stand, or runs of words as `frequency` with `ngrams` counts them.

    Parameters
    ----------
    documents
        Documents table or corpus.
    terms
        Terms as the tables show them.
    by
        The column that the counts were split by; the key is then "GROUP: TERM", else the term.
    form, counts
        What was counted, as in `frequency`.
    most
        How many articles of each key are looked up; `articles` says how many hold it.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["The old bridge. No bridge."]})
    >>> term_hits(documents, ["bridge", "old bridge"])[["key", "start", "end"]].values.tolist()
    [['bridge', 8, 14], ['bridge', 19, 25], ['old bridge', 4, 14]]
    """
    frame = grouped(documents, by)
    first = _first(holding(frame, terms, form, counts), most)
    parts = [_runs(frame, several, form) for several in first.partition_by("words", maintain_order=True)]
    found = pl.concat([pl.DataFrame(schema=COLUMNS | SENTENCE | {"group": pl.String, "articles": pl.Int64}), *parts])
    return _keyed(found, by, *SENTENCE, "articles")


def holding(documents: pl.DataFrame, terms: Iterable[str], form: str, counts: Counts | None) -> pl.DataFrame:
    """Which of the grouped documents hold which terms: `key` (the term), `words` (how many it is made of), `doc_id, group`, by `doc_id`."""
    sizes: dict[int, list[str]] = {}
    for term in dict.fromkeys(terms):
        sizes.setdefault(term.count(" ") + 1, []).append(term)
    parts = [pl.DataFrame(schema={"key": pl.String, "words": pl.Int64, "doc_id": pl.String, "group": pl.String})]
    for words, several in sizes.items():
        fitting = counts if counts and counts.ngrams == words and counts.themes is None else None
        known = counts_of(documents, fitting, ngrams=words, form=form)
        uses = known.of(several).join(known.documents, on="document")
        parts.append(uses.select(key="word", words=pl.lit(words, pl.Int64), doc_id="doc_id", group="group"))
    return pl.concat(parts).sort("doc_id", maintain_order=True)


def _first(held: pl.DataFrame, most: int) -> pl.DataFrame:
    """The first documents that hold each key of a group, and how many do in all: `articles`."""
    every = held.with_columns(articles=pl.len().cast(pl.Int64).over("key", "group"))
    return every.group_by("key", "group", maintain_order=True).head(most)


def _runs(documents: pl.DataFrame, first: pl.DataFrame, form: str) -> pl.DataFrame:
    """The places of terms, all of so many words, in the documents that hold them, each with its sentence."""
    texts = documents.select("doc_id", "text", "language").join(first, on="doc_id", how="semi")
    sentences = sentences_of(texts)
    if form == "term":  # only sentences that may hold a term are cut into words
        sentences = sentences.filter(may_hold("span", {max(term.split(" "), key=len) for term in first["key"].unique()}))
    tokens = _based(cut_sentences(sentences).filter(pl.col("kind") != "punct"), texts, form)
    words = first["words"][0]
    run = [pl.col("term").shift(-step).over("doc_id", "sentence") for step in range(words)]
    ends = pl.col("end").shift(1 - words).over("doc_id", "sentence")
    stretch = tokens.select("doc_id", "sentence", "start", end=ends, key=pl.concat_str(run, separator=" "))
    around = sentences.select("doc_id", "sentence", begin="start", stop="end")
    placed = stretch.join(first, on=["key", "doc_id"]).join(around, on=["doc_id", "sentence"])
    return placed.select(*COLUMNS, *SENTENCE, "group", "articles")


def _based(tokens: pl.DataFrame, documents: pl.DataFrame, form: str) -> pl.DataFrame:
    """The tokens with the base forms of their terms, where these were counted."""
    if form == "term":
        return tokens
    spoken = tokens.join(documents.select("doc_id", "language"), on="doc_id", how="left", maintain_order="left")
    parts = spoken.partition_by("language", maintain_order=True)
    return pl.concat([part.with_columns(term=base_forms(part["term"], part["language"][0], form=form)) for part in parts] or [spoken])


def theme_hits(
    documents: pd.DataFrame | Corpus, themes: Themes, *, by: str | None = None, counts: Counts | None = None, most: int = MOST
) -> pd.DataFrame:
    """Where themes stand; the key is the theme, or "GROUP: THEME".

    With the `counts` of the themes they are looked up in the first `most` articles of each key, as in `term_hits`, else in all articles.
    """
    frame = grouped(documents, by)
    texts, groups = frame.select("doc_id", "text", "language"), frame.select("doc_id", "group")
    if counts is None:
        found = find_themes(texts, themes).rename({"theme": "key"}).join(groups, on="doc_id")
        return _keyed(found.with_columns(articles=pl.col("doc_id").n_unique().over("key", "group").cast(pl.Int64)), by, "articles")
    known = counts_of(frame, counts, themes=themes)
    first = _first(known.of(list(themes)).join(known.documents, on="document").sort("doc_id").rename({"word": "key"}), most)
    found = find_themes(texts.join(first, on="doc_id", how="semi"), themes).rename({"theme": "key"})
    return _keyed(found.join(first, on=["key", "doc_id"]), by, "articles")


def mention_hits(mentions: pd.DataFrame, documents: pd.DataFrame | Corpus, *, by: str | None = None) -> pd.DataFrame:
    """Where actors are named; the key is the name, or "GROUP: NAME"."""
    groups = groups_of(documents, by)
    named = take(mentions, "doc_id", "name", "start", "end", table="mentions").join(groups, on="doc_id")
    return _keyed(named.rename({"name": "key"}), by)


def pair_hits(
    mentions: pd.DataFrame,
    pairs: pd.DataFrame,
    *,
    unit: str = "sentence",
    documents: pd.DataFrame | Corpus | None = None,
    by: str | None = None,
) -> pd.DataFrame:
    """Where both actors of a pair are named in one unit; the keys are those of `row_keys`.

    Parameters
    ----------
    mentions
        Mentions table.
    pairs
        Rows of a comentions table; with the column `group` each counts only in the documents of its group.
    unit
        The unit that the pairs were counted in: sentence, paragraph or document.
    documents, by
        The documents and the column that tell the groups; needed only where the pairs have them.
    """
    place = ["doc_id"] if unit == "document" else ["doc_id", unit]
    named = take(mentions, "doc_id", "name", "start", "end", table="mentions", optional=("sentence", "paragraph"))
    wanted = pl.DataFrame(
        {"key": row_keys(pairs), "name_a": pairs["name_a"].to_list(), "name_b": pairs["name_b"].to_list()},
        schema={"key": pl.String, "name_a": pl.String, "name_b": pl.String},
    )
    if by is not None and documents is not None:
        named = named.join(groups_of(documents, by), on="doc_id")
        wanted, place = wanted.with_columns(pl.Series("group", pairs["group"].to_list(), dtype=pl.String)), ["group", *place]
    on = [name for name in place if name in wanted.columns]
    units = named.select("name", *place).unique()
    first = wanted.join(units, left_on=["name_a", *on], right_on=["name", *on])
    shared = first.join(units, left_on=["name_b", *place], right_on=["name", *place], how="semi")
    spans = [shared.join(named, left_on=[side, *place], right_on=["name", *place]).select(*COLUMNS) for side in ("name_a", "name_b")]
    return pl.concat(spans).unique().sort("key", "doc_id", "start").to_pandas()


def period_hits(
    documents: pd.DataFrame | Corpus, *, period: str = "month", by: str | None = None, query: str | None = None
) -> pd.DataFrame:
    """The articles of each period, or the places of a query in them; the key is "GROUP: PERIOD", or the period.

    An article stands for itself by its first sentence: its span is empty.
    """
    dated = take(documents, "doc_id", "date").to_pandas()
    dated["period"] = period_of(dated["date"], period)
    frame = grouped(documents, by, duplicates="count").join(pl.from_pandas(dated[["doc_id", "period"]], nan_to_null=True), on="doc_id")
    frame = frame.drop_nulls("period")
    places = frame.select("doc_id", start=pl.lit(0, pl.Int64), end=pl.lit(0, pl.Int64)) if query is None else find_hits(frame, query)
    return _keyed(places.join(frame.select("doc_id", "group", key="period"), on="doc_id"), by)


def followed_hits(documents: pd.DataFrame | Corpus, things: pd.DataFrame, *, thing: str = "name", period: str = "month") -> pd.DataFrame:
    """The places of each thing in the articles of each period, as `followed` counts them; the key is "THING: PERIOD"."""
    dated = take(documents, "doc_id", "date").to_pandas()
    dated["period"] = period_of(dated["date"], period)
    placed = things.merge(dated[["doc_id", "period"]].dropna(), on="doc_id").sort_values(["doc_id", "start"])
    return placed.assign(key=placed[thing] + ": " + placed["period"])[[*COLUMNS]]


def day_hits(events: pd.DataFrame) -> pd.DataFrame:
    """The dates in all sentences about one day or month; the keys are those of `row_keys` of `both_sides`."""
    return events.assign(key=_days(events))[[*COLUMNS]]


def _days(table: pd.DataFrame) -> list[str]:
    return [f"{row.date:{'%Y-%m' if row.precision == 'month' else '%Y-%m-%d'}}" for row in table.itertuples()]


def event_hits(events: pd.DataFrame) -> pd.DataFrame:
    """The time expression of each row of an events table; the keys are those of `row_keys`."""
    return events.assign(key=row_keys(events))[[*COLUMNS]]


def _keyed(found: pl.DataFrame, by: str | None, *further: str) -> pd.DataFrame:
    """Hits in a stable order; with groups the key tells the group too."""
    keyed = found.with_columns(key=pl.concat_str("group", "key", separator=": ")) if by else found
    return keyed.select(*COLUMNS, *further).sort("key", "doc_id", "start").to_pandas()
