"""Kinds: whether a capitalised name is a person, an organisation, a place, or something else (a people, an event, a work).

What a name consists of decides first: a listed place, a head (*Ministry of …*, *… River*, *… Cup*), a first name.
Where that leaves it open, what stands around its namings votes. The weights are set by hand.
"""

from __future__ import annotations

import re
from functools import lru_cache

import polars as pl

from iranaz_utils.finding.english import is_common
from iranaz_utils.finding.lexicon import lexicon
from iranaz_utils.finding.segments import NUMERAL, PARTICLES, UPPER

OTHER = "other"
KINDS = ("person", "organisation", "place", OTHER)  # for which is voted; of those with most votes the first is taken
ACRONYM = re.compile(rf"^(?:[{UPPER}]{{2,6}}|(?:[{UPPER}]\.){{2,}}[{UPPER}]?|[{UPPER}]{{2,5}}-?\d{{1,3}})$")
INITIAL = re.compile(rf"^[{UPPER}]\.?$")
PERSON_ENDINGS = tuple(
    "ov ova ev eva yev sky ski skiy skaya sson sen ez escu yan zadeh pour nejad nezhad shvili dze oglu oğlu ić vic vich enko chuk berg "
    "stein man mann witz inho ini etti elli ucci".split()
)
PLACE_ENDINGS = tuple(
    "stan burg burgh ville grad abad shire land ton town ford polis bridge mouth port wood field chester cester holm heim sk dorf shahr "
    "kent jan".split()
)
PEOPLE_ENDINGS = tuple("ese ian ians ish ist ists ism isms ite ites ani ans".split())
#: Heads that are surnames, too: *Anna Hill* is a person.
SURNAMES = frozenset(
    """
    bank banks bay bell best brook brooks castle cave chase church cliff court cross dale day field fields ford forest fort
    garden gardens gate gates glen green grove hall heath hill hills house king knight knights lake lakes land lane law laws
    marsh mill mills moor north south east west park parks peak place pond pool post power powers price race ridge rivers
    river rose school singer spring star stock stone story street sun ward warden water waters well wells winter wood woods
    guard major police prince pope bishop
    """.split()
)
DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central new latin middle saudi southeast costa puerto".split()
)
COMPASS = frozenset("north south east west northern southern eastern western upper lower central".split())
LEGAL = frozenset("inc corp ltd co llc plc inc. corp. ltd. co. s.a. ag gmbh".split())
#: Words with which the name of a place begins.
PLACE_OPENERS = frozenset("mount lake cape fort mt mt. ft. port san santa saint st. st isle gulf strait camp rio los las el".split())
ARTICLES = ("The", "A", "An")

#: What the words around a name say, in votes for person, organisation, place, other.
VOTES = {
    "titled": (4.0, -2.0, -2.0, -2.0),
    "said": (1.2, 0.6, -0.4, -1.0),
    "in": (-2.0, -0.4, 3.0, -0.2),
    "at": (-1.2, 0.5, 1.6, 0.2),
    "from": (-0.3, 0.2, 1.0, -0.2),
    "the": (-3.0, 1.2, -0.3, 0.9),
    "by": (0.8, 0.4, -0.3, 0.0),
    "with": (0.4, 0.3, -0.3, -0.1),
    "who": (2.5, -1.0, -1.5, -1.0),
    "age": (2.0, -1.0, -1.0, -1.0),
    "person_noun": (2.5, -1.0, -1.0, -1.0),
    "place_noun": (-1.0, -0.5, 3.0, -0.3),
    "group_noun": (-1.0, 2.2, -0.5, 0.0),
    "work_noun": (-1.0, -0.5, -0.5, 2.5),
    "possessive": (0.3, 0.4, 0.3, -0.4),
    "score": (0.2, 0.8, -0.2, -0.2),
    "quoted": (-1.5, -1.0, -1.0, 4.0),
    "beside_place": (-0.4, -0.2, 2.0, -0.3),
    "plural_verb": (-0.5, 0.8, -0.4, 0.0),
    "adjective": (-0.5, 0.3, 0.2, 0.5),
}


@lru_cache(100_000)
def sure_kind(name: str) -> str | None:
    """The kind that a name's words decide: it stands on a list, or its head says it; else None.

    Examples
    --------
    >>> [sure_kind(name) for name in ("Baku", "Bank of Zenda", "Zenda River", "Zenda Cup", "Anna Berg")]
    ['place', 'organisation', 'place', 'other', None]
    """
    words = tuple(name.replace(",", "").split())
    return listed_kind(words) or headed_kind(words)


def kinds_of(names: pl.Series, shares: pl.DataFrame) -> pl.Series:
    """The kind of each name from its look and from the share of its namings that have each cue, a column, beside them.

    Examples
    --------
    >>> kinds_of(pl.Series(["Strelsau", "Strelsau"]), pl.DataFrame({"in": [1.0, 0.0], "titled": [0.0, 1.0]})).to_list()
    ['place', 'person']
    """
    looks = pl.DataFrame([_look(name) for name in names], schema=dict.fromkeys(KINDS, pl.Float64), orient="row")
    cues = [cue for cue in VOTES if cue in shares.columns]
    scores = looks.hstack(shares.select(pl.col(cues).fill_null(0.0))).select(
        sum((pl.col(cue) * VOTES[cue][place] for cue in cues), start=pl.col(kind)).round(6).alias(kind) for place, kind in enumerate(KINDS)
    )
    first = [pl.when(pl.col(kind) == pl.max_horizontal(KINDS)).then(pl.lit(kind)) for kind in KINDS]
    return scores.select(kind=pl.coalesce(first))["kind"]


def listed_kind(words: tuple[str, ...]) -> str | None:
    """The kind of a name that stands on a list by itself."""
    lex = lexicon()
    text = " ".join(words)
    if text in lex.places:
        return "place"
    if text in lex.others or _people(words):
        return OTHER
    if text in lex.listed:
        return "organisation"
    return None


def _people(words: tuple[str, ...]) -> bool:
    """*Iranian*, *Central Asian*, *Iranian-Azerbaijani*."""
    lex = lexicon()
    return all(word.lower() in DIRECTIONS for word in words[:-1]) and all(part in lex.demonyms for part in re.split("[-‑–]", words[-1]))


def headed_kind(words: tuple[str, ...]) -> str | None:
    """The kind that the head of a name gives it: its last word, or the one before *of* or *for*."""
    lex, lower = lexicon(), [word.lower() for word in words]
    if len(words) == 1:
        return None
    if lower[-1] in LEGAL:
        return "organisation"
    if lower[0] in PLACE_OPENERS and words[1] not in lex.given:
        return "place"
    if kind := _before_link(lower):
        return kind
    head = lower[-2] if lower[-1].isdigit() or NUMERAL.fullmatch(words[-1]) else lower[-1]
    surname = words[0] in lex.given and len(words) == 2 and lower[-1] in SURNAMES
    for heads, kind in ((lex.organisations, "organisation"), (lex.place_heads, "place"), (lex.other_heads, OTHER)):
        if head in heads and not surname:
            return kind
    if words[-1] in lex.places and any(word in lex.organisations for word in lower[:-1]):
        return "organisation"  # University College Strelsau
    return "place" if "-" in words[-1] and lower[-1].split("-")[-1] in lex.place_heads else None


def _before_link(lower: list[str]) -> str | None:
    """The kind of *Bank of Zenda*, by the word before the small one."""
    lex = lexicon()
    heads = [lower[lower.index(link) - 1] for link in ("of", "for", "on") if link in lower[1:]]
    for head in heads:
        for listed, kind in ((lex.organisations, "organisation"), (lex.place_heads, "place"), (lex.events | lex.other_heads, OTHER)):
            if head in listed:
                return kind
    return None


#: Points of a look for person, organisation, place, other.
LOOKS = {
    "has digits": (0.0, 0.0, 0.0, 1.5),
    "first name and more": (3.0, 0.0, 0.0, 0.0),
    "first name": (2.2, 0.0, 0.0, 0.0),
    "initial": (2.5, 0.0, 0.0, 0.0),
    "particle": (1.2, 0.0, 0.0, 0.0),
    "two or three words": (1.2, 0.0, 0.0, 0.0),
    "two or three everyday words": (-4.0, 0.8, 0.0, 0.8),
    "four words or more": (-0.8, 0.6, 0.0, 0.5),
    "initials": (0.0, 2.5, 0.0, 0.0),
    "capital inside": (0.0, 1.5, 0.0, 0.0),
    "everyday word": (0.0, 0.0, 0.0, 4.0),
    "strange word": (0.4, 0.0, 0.0, 0.0),
    "ends like a surname": (1.0, 0.0, 0.0, 0.0),
    "ends like a town": (0.0, 0.0, 1.0, 0.0),
    "ends like a people": (0.0, 0.0, 0.0, 1.2),
    "based there": (0.0, 0.0, 0.0, 1.5),
    "people and everyday words": (-2.0, 0.0, 0.0, 2.0),
    "people and more": (-2.0, 0.8, 0.0, 0.8),
    "town last": (-1.5, 1.5, 0.0, 0.0),  # a club: Dynamo Strelsau
    "article": (-2.0, 1.0, 0.0, 1.0),
    "place first": (-0.8, 1.2, 0.0, 0.0),
    "direction first": (-1.0, 0.0, 1.5, 0.0),
}

NO_POINTS = (0.0, 0.0, 0.0, 0.0)


def _look(name: str) -> list[float]:
    """What the look of a name says: points for person, organisation, place, other."""
    words = tuple(name.replace(",", "").split())
    looks = _look_of_one(words[0]) if len(words) == 1 else _look_of_several(words)
    last = words[-1]
    looks["has digits"] = any(map(str.isdigit, "".join(words)))
    looks["ends like a surname"] = last.lower().endswith(PERSON_ENDINGS)
    looks["based there"] = "-" in last and last.split("-")[-1].islower()
    return [sum(points) for points in zip(NO_POINTS, *(LOOKS[look] for look, holds in looks.items() if holds), strict=True)]


def _look_of_one(word: str) -> dict[str, bool]:
    acronym = ACRONYM.match(word) is not None
    mixed = not acronym and re.search(r"[a-z][A-Z]", word) is not None and not re.match(r"(?:Mc|Mac|De|Di|Al|La|Le|O['’])[A-Z]", word)
    common = is_common(word)
    return {
        "first name": word in lexicon().given,
        "initials": acronym,
        "capital inside": mixed,
        "everyday word": common and not acronym and not mixed,
        "strange word": not (common or acronym or mixed),
        "ends like a town": word.lower().endswith(PLACE_ENDINGS),
        "ends like a people": not common and word.endswith(PEOPLE_ENDINGS),
        "article": word in ARTICLES,
    }


def _look_of_several(words: tuple[str, ...]) -> dict[str, bool]:
    lex = lexicon()
    bare = [word for word in words if word not in PARTICLES and word[:1].isupper()]
    given, few = words[0] in lex.given, len(bare) in (2, 3)
    people, plain = words[0] in lex.demonyms, all(map(is_common, words[1:]))
    return {
        "first name and more": given,
        "initial": any(map(INITIAL.match, words[:-1])),
        "particle": not PARTICLES.isdisjoint(words[1:]),
        "two or three words": few,
        "two or three everyday words": few and not given and all(map(is_common, bare)),
        "four words or more": len(bare) > 3,
        "people and everyday words": people and plain,
        "people and more": people and not plain,
        "town last": len(words) == 2 and words[-1] in lex.places and not given,
        "article": words[0] in ARTICLES,
        "place first": words[0] in lex.places and not given,
        "direction first": few and words[0].lower() in COMPASS and not is_common(words[-1]),
    }
