"""Mentions: where the people, organisations and places of a profile are named, whatever the spelling.

What counts as the same spelling is told in `spellings`. The longest one wins: *West Azerbaijan* is a place in Iran. Possessives and
titles stay outside. A surname by itself is a person where the profile lists it, or where the same article has the full name or a title
before the surname, and never where another first name stands before it.

>>> names_in("IRAN’S neighbours in the South Caucasus", discover=False)
[(0, 4, 'place', 'Iran'), (25, 39, 'place', 'South Caucasus')]
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.finding.discovery import discovered
from iranaz_utils.finding.sentences import sentence_frame
from iranaz_utils.finding.spellings import finder
from iranaz_utils.reading.profile import KINDS, Profile, listed, load_profile
from iranaz_utils.tables import shape, take

if TYPE_CHECKING:
    from pathlib import Path

    from iranaz_utils.reading import Corpus

#: Words that stand before a surname and say that it is one.
TITLES = frozenset(
    """
    president president-elect premier minister ambassador secretary secretary-general director director-general speaker spokesman
    spokeswoman spokesperson chairman chairwoman chair leader head chief general admiral commander colonel brigadier ayatollah
    hojatoleslam hojjatoleslam hojjat-ul-islam imam sheikh king prince emir sultan mr mrs ms dr prof professor sir senator congressman
    governor mayor envoy adviser advisor aide deputy judge fm pm
    رئیس‌جمهور رییس‌جمهور رئیس‌جمهوری رییس‌جمهوری وزیر سخنگوی سفیر دکتر آقای خانم آیت‌الله سردار
    prezident prezidenti nazir naziri səfir səfiri cənab cumhurbaşkanı bakan bakanı büyükelçi sayın
    президент президента президентом министр министра министром посол посла премьер господин
    """.split()
)
BEFORE = r"(\p{L}[\p{L}\p{M}'’.\-]*)[^\S\n]+$"  # the word before a surname, on the same line
FIRST_NAME = r"^\p{Lu}(\.|\p{Ll}[\p{L}\p{M}'’\-]*)$"  # how a first name looks: Anna, A.
REACH = 32  # characters looked at before a surname


def find_mentions(documents: pd.DataFrame | Corpus, profile: Profile | str | Path | None = None, *, discover: bool = False) -> pd.DataFrame:
    """Every naming of a listed actor, and with `discover` of any other person, organisation or place, with its sentence and offsets.

    Parameters
    ----------
    documents
        At least `doc_id` and `text`. `language` is used where it is there: Azerbaijani names are found with their case endings.
    profile
        A `Profile`, or the name or path of one; the shipped profile by default.
    discover
        Look for names that are not on the list, too, in articles whose language is English or not known.

    Returns
    -------
    pandas.DataFrame
        The mentions table in the order of the text, with `paragraph` (from 0 within a document), the actor's `country`,
        whether it is `listed`, and the `duplicate_of` of its article at the end.

    Raises
    ------
    ColumnError
        If `documents` has no `doc_id` or `text`.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["Rain in Baku. Tehran stayed dry."]})
    >>> find_mentions(articles)[["sentence", "name", "kind", "start", "end"]].to_numpy().tolist()
    [[0, 'Baku', 'place', 8, 12], [1, 'Tehran', 'place', 14, 20]]
    """
    articles = take(documents, "doc_id", "text", optional=("language", "duplicate_of")).with_columns(pl.col("text").fill_null(""))
    found = _named(articles, _profile(profile)).with_columns(listed=pl.lit(value=True))
    found = _joined(found, _found(articles), _profile(profile)).filter(pl.col("kind").is_in(KINDS)) if discover else found
    found = found.with_columns(articles.select("doc_id", "duplicate_of")[found["document"]])
    sentences = sentence_frame(articles).select("doc_id", "sentence", "paragraph", "start")
    placed = found.join_asof(sentences, on="start", by="doc_id", check_sortedness=False)
    further = ("paragraph", "country", "listed", "duplicate_of")
    return shape("mentions", placed.select("doc_id", "sentence", "name", "kind", "text", "start", "end", *further))


def names_in(
    text: str, profile: Profile | str | Path | None = None, *, discover: bool = True, language: str = "en"
) -> list[tuple[int, int, str, str]]:
    """The names in a text: start, end, kind and name of each, in order.

    With `discover` these are the listed actors and every other name; then a kind can also be ``other``: a people, an event, a work.

    Examples
    --------
    >>> names_in("US officials told us: West Azerbaijan is in Iran.", discover=False)
    [(0, 2, 'place', 'United States'), (22, 37, 'place', 'West Azerbaijan Province'), (44, 48, 'place', 'Iran')]
    """
    article = pl.DataFrame({"text": [text], "language": [language]})
    named = _named(article, _profile(profile)).with_columns(listed=pl.lit(value=True))
    found = _joined(named, _found(article), _profile(profile)) if discover else named
    return list(found.select("start", "end", "kind", "name").iter_rows())


def _found(articles: pl.DataFrame) -> pl.DataFrame:
    """The discovered names of the articles that are English or of no known language."""
    english = pl.col("language").fill_null("en") == "en"
    return discovered(articles.with_columns(text=pl.when(english).then("text").otherwise(pl.lit(""))))


def _joined(named: pl.DataFrame, found: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Listed and discovered names in one table; where two overlap, the longer one, and of two as long the listed."""
    spans = _relisted(found, profile).select(named.columns)
    both = pl.concat([named, spans]).with_columns(width=pl.col("end") - pl.col("start"))
    return _without_overlap(both).drop("width")


def _relisted(found: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Discovered names with their actor where the list has the name as a spelling: initials that an article explains, *the Zenda Bank*."""
    actors = pl.from_pandas(profile.actors).select("country", actor="name", sort="kind")
    spelled = _meanings(profile).filter(~pl.col("surname")).unique("written", keep="none").select("written", actor="name")
    joined = found.join(spelled, left_on="name", right_on="written", how="left").join(actors, on="actor", how="left")
    return joined.with_columns(name=pl.coalesce("actor", "name"), kind=pl.coalesce("sort", "kind"), listed=pl.col("actor").is_not_null())


def _without_overlap(spans: pl.DataFrame) -> pl.DataFrame:
    """Of names that share a stretch, the one that begins first, then the longer one; but a listed one is never cut short."""
    ordered = spans.sort("document", "start", "width", "listed", descending=[False, False, True, True])
    keep: list[int] = []
    document, reach = -1, -1
    for row, (which, start, end, on_list) in enumerate(ordered.select("document", "start", "end", "listed").iter_rows()):
        if which != document or start >= reach:
            keep.append(row)
            document, reach = which, end
        elif on_list and end > reach:
            keep[-1] = row
            reach = end
    return ordered[keep]


_default = lru_cache(1)(load_profile)


def _profile(given: Profile | str | Path | None) -> Profile:
    return given if isinstance(given, Profile) else load_profile(given) if given else _default()


def _named(articles: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Each hit that means an actor: `document` (its row), `start, end, text, name, kind, country`, in the order of the text."""
    meanings = _meanings(profile)
    hits = _hits(articles, profile)
    named = hits.join(meanings.filter(~pl.col("surname")), on="spelling")
    surnames = hits.join(meanings.filter("surname"), on="spelling", how="semi").sort("document", "start")
    meant = _meant(_with_word_before(surnames, profile), named, meanings.filter("surname"))
    columns = "document", "start", "end", "text", "name"
    found = pl.concat([named.select(columns), meant.select(columns)]).sort("document", "start")
    return found.join(pl.from_pandas(profile.actors).select("name", "kind", "country"), on="name", how="left", maintain_order="left")


def _hits(articles: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Every spelling found: `document` (its row), `start, end, spelling, text`, and what stands `before` it since the last hit."""
    rows = []
    for document, (text, language) in enumerate(articles.select("text", "language").iter_rows()):
        last = 0
        for start, end, spelling in _finder(profile, language == "az")(text):
            rows.append((document, start, end, spelling, text[start:end], text[max(last, start - REACH) : start]))
            last = end
    columns = {"document": pl.UInt32, "start": pl.Int64, "end": pl.Int64, "spelling": pl.Int64, "text": pl.String, "before": pl.String}
    return pl.DataFrame(rows, schema=columns, orient="row")


@lru_cache(8)
def _finder(profile: Profile, suffixes: bool) -> Callable[[str], list[tuple[int, int, int]]]:
    return finder(_meanings(profile)["written"].unique(maintain_order=True).to_list(), suffixes=suffixes)


@lru_cache(8)
def _meanings(profile: Profile) -> pl.DataFrame:
    """What a spelling may mean: `spelling` (a number), `written, name, surname` (a person's, in one word), `listed` (by the profile)."""
    rows = profile.actors[["name", "kind", "aliases"]].itertuples(index=False)
    written = [(spelling, name, kind == "person") for name, kind, aliases in rows for spelling in (name, *listed(aliases))]
    given = [(spelling, name, person and " " not in spelling, True) for spelling, name, person in written]
    full = {spelling for spelling, _, surname, _ in given if not surname}
    alone = {(spelling, name) for spelling, name, surname, _ in given if surname}
    # The last word of a name is a surname, unless the profile lists the first word by itself (Saddam, not Hussein).
    ends = [(spelling.split(" ")[0], spelling.split(" ")[-1], name) for spelling, name, person in written if person]
    derived = [(last, name, True, False) for first, last, name in ends if last not in full and (first, name) not in alone]
    columns = {"written": pl.String, "name": pl.String, "surname": pl.Boolean, "listed": pl.Boolean}
    meanings = pl.DataFrame(given + derived, schema=columns, orient="row").unique(["written", "name"], keep="first", maintain_order=True)
    numbers = meanings.select("written").unique(maintain_order=True).with_row_index("spelling").cast({"spelling": pl.Int64})
    return meanings.join(numbers, on="written", maintain_order="left")


def _with_word_before(hits: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Whether a title or somebody's first name stands before each hit: `titled`, `other`."""
    word = pl.col("before").str.extract(BEFORE).fill_null("")
    lower = word.str.to_lowercase().str.strip_chars_end(".")
    known = list(TITLES.union(*profile.stopwords.values()))
    # "Addressing Berg, she said": a sentence may begin with such a word, a name does not end so.
    named = word.str.contains(FIRST_NAME) & ~word.str.ends_with("ing") & ~lower.is_in(known)
    return hits.with_columns(titled=lower.is_in(list(TITLES)), other=named)


def _meant(hits: pl.DataFrame, named: pl.DataFrame, surnames: pl.DataFrame) -> pl.DataFrame:
    """Whom each surname means: who is named in full nearest before it, or after it; else the one listed; else the only one, if titled."""
    place = ["document", "spelling"]
    ours = named.select("document", "start", "name").join(surnames.select("name", "spelling"), on="name")
    others = hits.filter("other").select("document", "start", "spelling", name=pl.lit(""))  # somebody else has the empty name
    bearers = pl.concat([ours.select(*place, "start", "name"), others.select(*place, "start", "name")]).sort("start")
    alone = surnames.group_by("spelling").agg(
        listed=pl.col("name").filter("listed").first(), only=pl.when(pl.len() == 1).then(pl.col("name").first())
    )
    return (
        hits.with_columns(titled=pl.col("titled").any().over(place))
        .filter(~pl.col("other"))
        .join_asof(bearers.rename({"name": "earlier"}), on="start", by=place, strategy="backward", check_sortedness=False)
        .join_asof(bearers.rename({"name": "later"}), on="start", by=place, strategy="forward", check_sortedness=False)
        .join(alone, on="spelling", how="left", maintain_order="left")
        .with_columns(name=pl.coalesce("earlier", "later", "listed", pl.when("titled").then("only")))
        .filter(pl.col("name") != "")
    )
