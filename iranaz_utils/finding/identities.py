"""Identities: one name for all the forms in which an article, and the corpus, writes the same person or organisation.

Within an article a surname stands for the full name nearest before it (else after it), initials for their expansion, *Zenda Bank* for
*Zenda Bank Corp.* A form that stands alone takes the full name that it stands for in most other articles, if there is no second one.

>>> short_forms(["European Union", "EU", "Bank of Zenda", "Zenda Steel Corp.", "Zenda Steel", "Strelsau"])
{'EU': 'European Union', 'Zenda Steel': 'Zenda Steel Corp.'}
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

import polars as pl

from iranaz_utils.finding.english import is_common
from iranaz_utils.finding.kinds import ACRONYM
from iranaz_utils.finding.lexicon import STATE, Words, lexicon

LINKS = frozenset("of the and for on in de la du des &".split())
ENOUGH = 0.2  # share of all articles with a short form that must settle it
AGREE = 0.8  # share of the articles in which a short form must stand for one and the same full name


@lru_cache(100_000)
def initials(name: str) -> frozenset[str]:
    """The letters by which a name of several words may be called: with its small words and without.

    Examples
    --------
    >>> sorted(initials("Organization of Zenda Cities")), sorted(initials("Strelsau"))
    (['OOZC', 'OZC', 'OoZC'], [])
    """
    words = [word for word in re.split(r"[\s-]+", name) if word]
    big = [word for word in words if word.lower() not in LINKS]
    if len(big) < 2:
        return frozenset()
    whole = "".join(word[0] for word in words)
    return frozenset((whole, whole.upper(), "".join(word[0] for word in big)))


@lru_cache(100_000)
def shortened(name: str) -> frozenset[str]:
    """The forms in which an organisation of several words may be named: its initials, its first words, itself without its country.

    Examples
    --------
    >>> sorted(shortened("Ruritanian Zenda Bank")), sorted(shortened("Zenda Steel Corp."))
    (['RZB', 'Ruritanian', 'Ruritanian Zenda'], ['ZSC', 'Zenda', 'Zenda Steel'])
    """
    lex, words = lexicon(), name.split(" ")
    heads = [" ".join(words[:length]) for length in range(1, len(words))]
    if heads and is_common(words[0]):
        heads = heads[1:]
    whole = {head for head in heads if head not in lex.places and head not in lex.demonyms}
    landed = len(words) > 2 and (words[0] in lex.places or words[0] in lex.demonyms)
    return initials(name) | whole | ({" ".join(words[1:])} if landed else set())


def called(person: str) -> frozenset[str]:
    """The first name and the initials of a person."""
    first = frozenset((person.partition(" ")[0],)) & lexicon().given
    return first | initials(person) if person.count(" ") > 1 else first


def short_forms(names: list[str], people: Collection[str] = ()) -> dict[str, str]:
    """Which of the names of one article are short forms of which others: of `people` the first name, of those of three words initials."""
    lex = lexicon()
    short = {name: name.replace(".", "") if ACRONYM.match(name) else name for name in names}
    asked, full = frozenset(short.values()), defaultdict[str, set[str]](set)
    for forms, of in ((names, shortened), (people, called)):
        for name in forms:
            for form in asked & of(name):
                full[form].add(name)
    found = {}
    for name, bare in short.items():
        meant = full[bare] - {name} if bare in full else ()
        if len(meant) == 1 and name not in lex.places and name not in lex.demonyms:
            found[name] = next(iter(meant))
    return found


def written(text: str, words: Words) -> str:
    """How a name is written that a text has in capitals, with *The* before it, or with odd spaces.

    Examples
    --------
    >>> nothing = Words({}, {})
    >>> written("LOS ANGELES", nothing), written("NATO", nothing), written("The Zenda Times", nothing), written("Rankin 's Mill", nothing)
    ('Los Angeles', 'NATO', 'Zenda Times', "Rankin's Mill")
    """
    lex = lexicon()
    form = text.replace("’", "'").replace(" 's", "'s").replace("\u00a0", " ")
    if form.isupper() and len(form) > 3:
        titled = form.title()
        if titled in lex.places or titled in lex.demonyms or all(words.capital.get(word) or word in lex.given for word in titled.split()):
            return titled
    state = STATE.match(form)
    if state and state[1] not in ("Ireland", "Korea", "Congo"):
        place = lex.demonyms.get(state[1], state[1])  # the Republic of Zendan is a slip, not another country
        if place in lex.places:
            return place
    if form.startswith("The ") and form.count(" ") > 1:
        return form[4:]
    return form


def identified(pieces: pl.DataFrame) -> pl.DataFrame:
    """The pieces (`document, start, form, kind, titled`) with the full `name` each stands for."""
    return _agreed(_organisations(_surnames(pieces)))


def _surnames(pieces: pl.DataFrame) -> pl.DataFrame:
    """A single word that ends a person's full name in the article means that person."""
    lex = lexicon()
    people = pieces.filter((pl.col("kind") == "person") & pl.col("form").str.contains(" ")).select("document", "start", full="form")
    full = people.with_columns(short=pl.col("full").str.extract(r"(\S+)$"))
    full = full.filter(~pl.col("short").is_in([*lex.places, *lex.demonyms])).sort("start")
    single = pieces.with_columns(short=pl.when(~pl.col("form").str.contains(" ")).then("form")).sort("start")
    joined = single.join_asof(full, on="start", by=["document", "short"], strategy="backward", check_sortedness=False).join_asof(
        full.rename({"full": "later"}), on="start", by=["document", "short"], strategy="forward", check_sortedness=False
    )
    return joined.with_columns(name=pl.coalesce("full", "later")).drop("short", "full", "later")


def _organisations(pieces: pl.DataFrame) -> pl.DataFrame:
    """Short forms and initials of organisations, article by article."""
    given = pl.col("form").is_in(list(lexicon().given))
    royal = pieces.filter(given, "titled").select("document", "form")  # King Hugo is not the Hugo Berg of the same article
    firm = pl.col("kind").is_in(["organisation", "other"]) | given
    firms = pieces.filter((pl.col("name").is_null() & firm) | pl.col("form").str.contains(r"^[\p{Lu}.]+$"))
    people = pieces.filter(pl.col("kind") == "person", pl.col("form").str.contains(" "))
    ours = _listed(firms.join(royal, on=["document", "form"], how="anti", maintain_order="left"))
    rows = [
        (document, *link)
        for document, forms, full in ours.join(_listed(people), on="document", how="left").iter_rows()
        if full or len(forms) > 1
        for link in short_forms(forms, full or ()).items()
    ]
    links = pl.DataFrame(rows, schema={"document": pl.UInt32, "form": pl.String, "meant": pl.String}, orient="row")
    joined = pieces.join(links, on=["document", "form"], how="left")
    return joined.with_columns(name=pl.coalesce("name", "meant")).drop("meant")


def _listed(pieces: pl.DataFrame) -> pl.DataFrame:
    """The forms of each document, each of them once, in the order of the text."""
    return pieces.select("document", "form").unique(maintain_order=True).group_by("document", maintain_order=True).agg("form")


def _agreed(pieces: pl.DataFrame) -> pl.DataFrame:
    """A form that its own article leaves open takes the name that other articles agree on; everything else is its own name."""
    forms = pieces.select("document", "form", "name").unique()
    spread = forms.group_by("form").agg(articles=pl.len())
    counted = forms.drop_nulls("name").group_by("form", "name").agg(pl.len()).join(spread, on="form")
    share = pl.col("len") / pl.col("len").sum().over("form")
    first = pl.col("form").is_in(list(lexicon().given))  # Imam Hugo is not the Hugo Berg of other articles
    usual = counted.filter(~first & (share >= AGREE) & (pl.col("len") > 1) & (pl.col("len") >= pl.col("articles") * ENOUGH)).select(
        "form", usual="name"
    )
    joined = pieces.join(usual, on="form", how="left")
    return joined.with_columns(name=pl.coalesce("name", "usual", "form")).drop("usual")
