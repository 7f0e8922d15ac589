"""Actors: where a text has the spellings of a profile's list, and which actor each of them means.

A surname by itself is a person where the profile lists it, or where the same article has the full name or a title before the surname, and
never where another first name stands before it.

>>> from iranaz_utils.reading.profile import load_profile
>>> named(pl.DataFrame({"text": ["Araghchi met Bayramov."], "language": ["en"]}), load_profile())["name"].to_list()
['Abbas Araghchi', 'Jeyhun Bayramov']
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import polars as pl

from iranaz_utils.finding.kinds import COMPASS
from iranaz_utils.finding.spellings import cut, finder
from iranaz_utils.reading.profile import Profile, listed
from iranaz_utils.reading.wordlists import function_words

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
#: *East and West Azerbaijan*: the word before, the first word of a place that is short of the others, and the small word.
SHARED = r"(?:(\S+)[^\S\n]+)?\b(\p{Lu}\p{L}+)( (?:and|or) )$"
REACH = 32  # characters looked at before a surname


def named(articles: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Each hit that means an actor: `document` (its row), `start, end, text, name, kind, country`, in the order of the text."""
    hits, meant = _hits(articles, profile), meanings(profile)
    whole = hits.join(meant.filter(~pl.col("surname")), on="spelling")
    surnames = hits.join(meant.filter("surname"), on="spelling", how="semi").sort("document", "start")
    alone = _meant(_with_word_before(surnames, articles["text"], profile), whole, meant.filter("surname"))
    columns = "document", "start", "end", "name"
    short = _short(whole, articles["text"], meant)
    found = pl.concat([whole.select(columns), alone.select(columns), short.select(columns)]).sort("document", "start")
    found = found.with_columns(text=cut(articles["text"], found)).select(*columns[:3], "text", "name")
    return found.join(pl.from_pandas(profile.actors).select("name", "kind", "country"), on="name", how="left", maintain_order="left")


def _hits(articles: pl.DataFrame, profile: Profile) -> pl.DataFrame:
    """Every spelling found: `document` (its row), `start, end, spelling`, and `since`, from where one looks at what stands before it."""
    texts, ending = articles["text"], articles["language"].fill_null("en").is_in(["az", "fa"])
    found = [spelling_finder(profile, suffixes=False)(texts.set(ending, ""))]
    if ending.any():
        found.append(spelling_finder(profile, suffixes=True)(texts.set(~ending, "")))
    hits = pl.concat(found).sort("document", "start")
    last = pl.col("end").shift(1).over("document").fill_null(0)
    return hits.with_columns(since=pl.max_horizontal(last, pl.col("start") - REACH))


@lru_cache(8)
def spelling_finder(profile: Profile, suffixes: bool) -> Callable[[pl.Series], pl.DataFrame]:
    """The function that finds the spellings of a profile; `suffixes` as in `finder`."""
    return finder(meanings(profile)["written"].unique(maintain_order=True).to_list(), suffixes=suffixes)


@lru_cache(8)
def meanings(profile: Profile) -> pl.DataFrame:
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
    meant = pl.DataFrame(given + derived, schema=columns, orient="row").unique(["written", "name"], keep="first", maintain_order=True)
    numbers = meant.select("written").unique(maintain_order=True).with_row_index("spelling").cast({"spelling": pl.Int64})
    return meant.join(numbers, on="written", maintain_order="left")


def _short(whole: pl.DataFrame, texts: pl.Series, meant: pl.DataFrame) -> pl.DataFrame:
    """Places that take their last words from the next one: *East* in *East and West Azerbaijan*, but not in *the East and West Asia*."""
    compass = [word.title() for word in COMPASS]
    places = whole.filter(pl.col("written").str.extract(r"^(\S+) ").is_in(compass))
    before = cut(texts, places.select("document", start="since", end="start"))
    previous, first, link = (before.str.extract(SHARED, group) for group in (1, 2, 3))
    small = previous.str.to_lowercase().fill_null("")
    apart = previous.is_null() | previous.str.contains(r"^\p{Ll}|\P{L}$") | small.is_in(list(function_words("en")))
    since = pl.col("start") - (first + link).str.len_chars()
    spelling = pl.concat_str(first, pl.lit(" "), pl.col("written").str.replace(r"^\S+ ", ""))
    found = places.select("document", start=since, end=since + first.str.len_chars(), written=spelling)
    return found.filter(first.is_in(compass) & apart & (small != "the")).join(meant.filter(~pl.col("surname")), on="written")


def _with_word_before(hits: pl.DataFrame, texts: pl.Series, profile: Profile) -> pl.DataFrame:
    """Whether a title or somebody's first name stands before each hit: `titled`, `other`."""
    before = cut(texts, hits.select("document", start="since", end="start"))
    word = pl.col("word")
    lower = word.str.to_lowercase().str.strip_chars_end(".")
    known = list(TITLES.union(*profile.stopwords.values()))
    # "Addressing Berg, she said": a sentence may begin with such a word, a name does not end so.
    named = word.str.contains(FIRST_NAME) & ~word.str.ends_with("ing") & ~lower.is_in(known)
    return hits.with_columns(word=before.str.extract(BEFORE).fill_null("")).with_columns(titled=lower.is_in(list(TITLES)), other=named)


def _meant(hits: pl.DataFrame, whole: pl.DataFrame, surnames: pl.DataFrame) -> pl.DataFrame:
    """Whom each surname means: who is named in full nearest before it, or after it; else the one listed; else the only one, if titled."""
    place = ["document", "spelling"]
    ours = whole.select("document", "start", "name").join(surnames.select("name", "spelling"), on="name")
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
