"""Mentions: where people, organisations and places are named, whatever the spelling.

First the actors of a profile's list are found (`actors`), then every other name (`discovery`, or a pipeline that the reader brings). Of
two names that share a stretch the longer one wins: *West Azerbaijan* is a place in Iran. Possessives and titles stay outside.

>>> names_in("IRAN’S neighbours in the South Caucasus", discover=False)
[(0, 4, 'place', 'Iran'), (25, 39, 'place', 'South Caucasus')]
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl

from iranaz_utils.finding.actors import meanings, named
from iranaz_utils.finding.discovery import discovered
from iranaz_utils.finding.metonyms import with_metonyms
from iranaz_utils.finding.pipelines import Pipeline, piped
from iranaz_utils.finding.roles import holders
from iranaz_utils.finding.sentences import sentence_frame
from iranaz_utils.reading.profile import KINDS, Profile, listed, load_profile
from iranaz_utils.reading.wordlists import demonyms, territory
from iranaz_utils.tables import shape, take

if TYPE_CHECKING:
    from pathlib import Path

    from iranaz_utils.reading import Corpus

#: Characters between a ministry and the name before it (1), or the name after it (-1), that says whose it is.
NEARBY = {1: 40, -1: len(" in the ")}


def find_mentions(
    documents: pd.DataFrame | Corpus,
    profile: Profile | str | Path | None = None,
    *,
    discover: bool = True,
    metonyms: str = "apart",
    pipeline: Pipeline | None = None,
) -> pd.DataFrame:
    """Every naming of a listed actor, and with `discover` of any other person, organisation or place, with its sentence and offsets.

    Parameters
    ----------
    documents
        At least `doc_id` and `text`. `language` is used where it is there: in Azerbaijani and Persian, names are found with their endings.
        So is `date`: *the Iranian foreign minister* is the person who held the office that day, if the profile knows. Where a `side` is
        known, *the Foreign Ministry* is that of the outlet's own country, unless another place is named beside it, listed or not.
    profile
        A `Profile`, or the name or path of one; the shipped profile by default.
    discover
        Look for names that are not on the list, too, in articles whose language is English or not known.
    metonyms
        What capitals and demonyms stand for: ``apart`` (capitals are places of their own, demonyms name nobody), ``places`` (*Iranian*
        counts for Iran), or ``governments`` (*Tehran* is the Government of Iran, unless a preposition of place stands before it; so is
        *Iranian* before *officials* and the like).
    pipeline
        A spaCy pipeline, or anything with its `pipe`, that finds the names which are not on the list, in place of our own discovery.

    Returns
    -------
    pandas.DataFrame
        The mentions table in the order of the text, with `paragraph` (from 0 within a document), the actor's `country`,
        whether it is `listed`, and the `duplicate_of` of its article at the end.

    Raises
    ------
    ColumnError
        If `documents` has no `doc_id` or `text`.
    ParameterError
        If `metonyms` is none of the three.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["Rain in Baku. Tehran stayed dry."]})
    >>> find_mentions(articles)[["sentence", "name", "kind", "start", "end"]].to_numpy().tolist()
    [[0, 'Baku', 'place', 8, 12], [1, 'Tehran', 'place', 14, 20]]
    """
    further = ("language", "date", "side", "duplicate_of")
    articles = take(documents, "doc_id", "text", optional=further).with_columns(pl.col("text").fill_null(""))
    chosen = _profile(profile)
    found = named(articles, chosen).with_columns(listed=pl.lit(value=True))
    if discover or pipeline:
        others = piped(articles, pipeline) if pipeline else _found(articles)
        found = _owned(_joined(found, others.filter(pl.col("kind").is_in(KINDS)), chosen), articles["side"], chosen)
    found = with_metonyms(holders(found, articles, chosen), articles, metonyms).sort("document", "start")
    found = found.with_columns(articles.select("doc_id", "duplicate_of")[found["document"]])
    sentences = sentence_frame(articles).select("doc_id", "sentence", "paragraph", "start")
    placed = found.join_asof(sentences, on="start", by="doc_id", check_sortedness=False)
    more = ("paragraph", "country", "listed", "duplicate_of")
    return shape("mentions", placed.select("doc_id", "sentence", "name", "kind", "text", "start", "end", *more))


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
    found = named(article, _profile(profile)).with_columns(listed=pl.lit(value=True))
    found = _joined(found, _found(article), _profile(profile)) if discover else found
    return list(found.select("start", "end", "kind", "name").iter_rows())


def _found(articles: pl.DataFrame) -> pl.DataFrame:
    """The discovered names of the articles that are English or of no known language."""
    english = pl.col("language").fill_null("en") == "en"
    return discovered(articles.with_columns(text=pl.when(english).then("text").otherwise(pl.lit(""))))


def _joined(known: pl.DataFrame, found: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Listed and discovered names in one table; where two overlap, the longer one, and of two as long the listed."""
    spans = _relisted(found, profile).select(known.columns)
    both = pl.concat([known, spans]).with_columns(width=pl.col("end") - pl.col("start"))
    return _without_overlap(both).drop("width")


def _relisted(found: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Discovered names with their actor where the list has the name as a spelling: initials that an article explains, *the Zenda Bank*."""
    actors = pl.from_pandas(profile.actors).select("country", actor="name", sort="kind")
    spelled = meanings(profile).filter(~pl.col("surname")).unique("written", keep="none").select("written", actor="name")
    joined = found.join(spelled, left_on="name", right_on="written", how="left").join(actors, on="actor", how="left")
    return joined.with_columns(name=pl.coalesce("actor", "name"), kind=pl.coalesce("sort", "kind"), listed=pl.col("actor").is_not_null())


def _owned(found: pl.DataFrame, sides: pl.Series, profile: Profile) -> pl.DataFrame:
    """The *Foreign Ministry* as that of the country named right before it (*Iran's*) or after it (*in Iran*), else of the outlet's own.

    A place of no listed country beside it, or a name with a possessive, says that it is another's, whose is not known.
    """
    ordered = found.sort("document", "start")
    gap = {1: pl.col("start") - pl.col("end").shift(1), -1: pl.col("start").shift(-1) - pl.col("end")}
    near = {step: (pl.col("document") == pl.col("document").shift(step)) & (gap[step] < reach) for step, reach in NEARBY.items()}
    countries = [pl.when(near[step]).then(pl.col("country").shift(step)) for step in NEARBY]
    places = [near[step] & (pl.col("kind").shift(step) == "place") for step in NEARBY]
    others = pl.any_horizontal(*places, near[1] & (gap[1] == len("'s ")))
    own = pl.when(others).then(None).otherwise(sides.cast(pl.String).gather(ordered["document"]))
    nearby = pl.coalesce(*countries, own)
    joined = ordered.with_columns(nearby=nearby).join(_ownable(profile), on=["name", "nearby"], how="left", maintain_order="left")
    ours = ~pl.col("listed") & pl.col("owned").is_not_null()
    name, country = pl.when(ours).then("owned").otherwise("name"), pl.when(ours).then("nearby").otherwise("country")
    return joined.with_columns(name=name, country=country, listed=ours | pl.col("listed")).select(found.columns)


@lru_cache(8)
def _ownable(profile: Profile) -> pl.DataFrame:
    """Listed organisations by what they are called inside their own country: `name, nearby` (its code), `owned` (the full name)."""
    firms = profile.actors[profile.actors["kind"] == "organisation"]
    rows = []
    for name, country, aliases in firms[["name", "country", "aliases"]].itertuples(index=False):
        if isinstance(country, str):
            rows.append((name.removesuffix(f" of {territory(country)}"), country, name))
            words = [spelling.partition(" ") for spelling in listed(aliases)]
            rows += [(rest, country, name) for first, _, rest in words if first in demonyms()]
    table = pl.DataFrame(rows, schema={"name": pl.String, "nearby": pl.String, "owned": pl.String}, orient="row").unique()
    return table.filter(pl.len().over("name", "nearby") == 1)


def _without_overlap(spans: pl.DataFrame) -> pl.DataFrame:
    """Of names that share a stretch, the one that begins first, then the longer, then the one above; a listed one is never cut short."""
    ordered = spans.sort("document", "start", "width", "listed", descending=[False, False, True, True], maintain_order=True)
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
