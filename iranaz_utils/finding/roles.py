"""Roles: *the Iranian foreign minister* as the person who held that office on the day of the article.

A role is resolved only inside the days on which the profile knows its holder: `since` and `until` are the first and the last day at
which a source shows the person in it. Where no day is known, or two people fit, nobody is named.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd
import polars as pl

from iranaz_utils.finding.spellings import cut, finder
from iranaz_utils.reading.profile import Profile, listed
from iranaz_utils.reading.wordlists import demonyms, territory

ROLE = re.compile(r"(.+?) of (\S.*)")


def holders(found: pl.DataFrame, articles: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """The named table with a row for each role that names its holder; a role right beside the person's name is not counted again."""
    find, held = _offices(profile)
    dated = articles["date"].is_not_null()
    if not held or not dated.any():
        return found
    hits = _apart(find(articles["text"].set(~dated, "")), found)
    days, rows = articles["date"].cast(pl.Date), []
    for (document, start, _, place), text in zip(hits.iter_rows(), cut(articles["text"], hits), strict=True):
        _, holding, code, post = held[place]
        people = [person for person, first, last in holding if first <= days[document] <= last]
        if len(people) == 1:
            first = text.lower().index(post)  # the country may be a mention of its own
            last = first + len(post)
            rows.append((document, start + first, start + last, text[first:last], people[0], "person", code, True))
    return pl.concat([found, pl.DataFrame(rows, schema=found.schema, orient="row")])


def _apart(hits: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The hits that have no mention right beside them: one or two characters after them, or two (a comma) before."""
    for gap in (1, 2):
        hits = hits.join(found.select("document", end=pl.col("start") - gap), on=["document", "end"], how="anti")
    return hits.join(found.select("document", start=pl.col("end") + 2), on=["document", "start"], how="anti")


@lru_cache(8)
def _offices(profile: Profile):
    """A function that finds the roles of a profile in a text, and for each way to write one its holders with their days."""
    offices: dict[tuple[str, str], list[tuple[str, object, object]]] = {}
    actors = profile.actors.reindex(columns=["name", "role", "since", "until", "country"]).dropna()
    for person, role, since, until, code in actors.itertuples(index=False):
        post = ROLE.fullmatch(role)
        if post:
            days = pd.Timestamp(since).date(), (pd.Period(until).end_time).date()
            offices.setdefault((post[1], code), []).append((person, *days))
    known = profile.actors.reindex(columns=["country", "kind", "name", "aliases"])
    held = [
        (wording, people, code, post.lower())
        for (post, code), people in offices.items()
        for wording in wordings(post, code, known[(known["country"] == code) & (known["name"] == territory(code))]["aliases"].to_list())
    ]
    return finder([wording for wording, *_ in held]), held


def wordings(post: str, code: str, aliases: list[str]) -> list[str]:
    """The ways in which an article names a post of a country; `aliases` are cells with further names of the country.

    Examples
    --------
    >>> wordings("Foreign Minister", "AZ", [])[1:4]
    ['Azeri foreign minister', 'Azerbaijani Foreign Minister', 'Azeri Foreign Minister']
    """
    country, further = territory(code), [name for cell in aliases for name in listed(cell)]
    peoples = [name for name, place in demonyms().items() if place == country and not name.endswith("s")]
    posts = [post.lower(), post]
    owners = [country, *further, *(f"the {name}" for name in further)]
    ways = [f"{people} {one}" for one in posts for people in peoples]
    ways += [way for one in posts for name in owners for way in (f"{name}'s {one}", f"{one} of {name}")]
    return list(dict.fromkeys(ways))
