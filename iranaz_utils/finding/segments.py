"""Segments: a capitalised run cut into the names it holds.

*Iranian President Anna Berg of the Bank of Zenda* is four things: a demonym, a title, a person, an organisation. A run is cut once, whatever
its number of occurrences: by what its words are (titles, heads such as *Ministry* or *River*, demonyms, first names, places) and by how
often they stand in small letters elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from iranaz_utils.finding.capitals import UPPER, WORD
from iranaz_utils.reading.profile import load_profile
from iranaz_utils.reading.wordlists import demonyms, places, word_list

PIECE = re.compile(rf"(?P<word>(?<!\w)(?:{WORD}))|(?P<link>[^\W\d_&]+|&)")
PARTICLES = frozenset("de la las los della del dello di da dos do du des der den van von zu bin ibn bint al el ul ut le y e an am".split())
#: What the post or ministry before or after a title is about.
PORTFOLIO = frozenset(
    """
    acting vice prime first second third deputy former late outgoing incoming interim senior junior chief assistant associate
    executive managing foreign interior defense defence finance economy energy oil health education culture justice labor labour
    trade transport agriculture tourism science information home external internal supreme grand great federal state national
    general joint lead ex co head special top affairs minister's prime-minister political military spiritual crown house floor
    majority minority press staff
    """.split()
)
CAPITAL = re.compile(rf"[{UPPER}]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a run that may be a name: its place in the run, its words, and whether a title stands before it."""

    start: int
    end: int
    words: tuple[str, ...]
    titled: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words are, each list in small letters (places and demonyms as written)."""

    titles: frozenset[str]
    organisations: frozenset[str]
    place_heads: frozenset[str]
    other_heads: frozenset[str]
    events: frozenset[str]
    nots: frozenset[str]
    given: frozenset[str]
    listed: frozenset[str]
    places: dict[str, str]
    demonyms: dict[str, str]
    function: frozenset[str]
    heads: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The shipped word lists."""
    organisations, place_heads, other = (word_list(f"heads_{name}") for name in ("organisation", "place", "other"))
    return Lexicon(
        titles=word_list("titles"), organisations=organisations, place_heads=place_heads, other_heads=other, events=word_list("events"),
        nots=word_list("not_names"), given=word_list("given"), listed=word_list("organisations"), places=places(), demonyms=demonyms(),
        function=load_profile().stopwords["en"], heads=organisations | place_heads | other,
    )  # fmt: skip


@lru_cache(200_000)
def is_common(word: str) -> bool:
    """Whether English has this word in small letters and no name written like it.

    Examples
    --------
    >>> [word for word in ("Darkness", "London", "Zenda", "Smith", "Testimony") if is_common(word)]
    ['Darkness', 'Testimony']
    """
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    known = _english(DefaultDictionaryFactory)
    lower = word.lower()
    return lower in lexicon().function or (lower in known and word.capitalize() not in known)


@cache
def _english(factory):
    return factory().get_dictionary("en")


class Words:
    """Evidence of one corpus: how often a word stands in small letters, and how often with a capital where nothing asks for one."""

    def __init__(self, small: dict[str, int], capital: dict[str, int]):
        self.small, self.capital = small, capital

    def ordinary(self, word: str) -> bool:
        """Whether a word at the head of a sentence owes its capital to its place."""
        lower = word.lower()
        small, capital = self.small.get(lower, 0), self.capital.get(word, 0)
        if lower in lexicon().function:
            return True
        if word in lexicon().places or word in lexicon().demonyms or word in lexicon().listed or word in lexicon().given:
            return small > 20 * capital + 20
        if small or capital:
            return small > 2 * capital or (not capital and is_common(word))
        return is_common(word) or lower in lexicon().nots


def cut(run: str, opens: bool, words: Words) -> list[Segment]:
    """The segments of a run that may be names."""
    lex = lexicon()
    pieces = [(match[0], match.start(), match.end(), match.lastgroup == "word") for match in PIECE.finditer(run)]
    pieces = _opened(pieces, words) if opens else pieces
    pieces = _unhyphened(pieces, lex)
    segments: list[Segment] = []
    at, titled = 0, False
    while at < len(pieces):
        if not pieces[at][3]:
            titled = titled and pieces[at][0] in PARTICLES
            at += 1
            continue
        end = _known(pieces, at, lex) or _phrase(pieces, at, lex)
        taken = pieces[at:end]
        title = _title_end(taken, lex)
        if title:
            at, titled = at + title, True
            continue
        taken = _trimmed(taken, lex)
        if taken:
            segments.append(Segment(taken[0][1], taken[-1][2], tuple(piece[0] for piece in taken), titled))
        at, titled = end, False
    return segments


def _opened(pieces: list, words: Words) -> list:
    """Without the words at the head of a sentence that are no names."""
    lex = lexicon()
    while pieces:
        text, *_, word = pieces[0]
        second = pieces[1][0] if len(pieces) > 1 and pieces[1][3] else ""
        if word and (f"{text} {second}" in lex.places or (not words.ordinary(text) and text.lower() not in lex.nots)):
            break
        if word and second and (text.lower() in lex.titles or text.lower() in lex.nots):
            break
        if word and len(pieces) > 1 and text.lower() in lex.heads and text.lower() not in lex.function and pieces[1][0] in ("of", "of the"):
            break
        if (
            word
            and second
            and text.lower() not in lex.function
            and not lex.given & {second}
            and any(piece[0].lower() in lex.heads for piece in pieces[1:4])
            and words.small.get(text.lower(), 0) < 50 * (1 + words.capital.get(text, 0))
        ):
            break
        pieces = pieces[1:]
    return pieces


def _unhyphened(pieces: list, lex: Lexicon) -> list:
    """Two places or peoples that a hyphen joins are two."""
    made = []
    for text, start, end, word in pieces:
        parts = re.split("[-‑]", text) if word and ("-" in text or "‑" in text) and text not in lex.places else [text]
        known = [part in lex.places or part in lex.demonyms for part in parts]
        if len(parts) == 2 and all(known) and not all(part in lex.demonyms for part in parts):
            middle = start + len(parts[0])
            made += [(parts[0], start, middle, True), ("-", middle, middle + 1, False), (parts[1], middle + 1, end, True)]
        else:
            made.append((text, start, end, word))
    return made


def _known(pieces: list, at: int, lex: Lexicon) -> int:
    """The end of the longest place, organisation or people on the lists that begins here, unless a head follows it; else 0."""
    text = ""
    found = 0
    for end in range(at, min(at + 5, len(pieces))):
        text = f"{text} {pieces[end][0]}".strip()
        if text in lex.places and (end > at or text not in lex.given):
            found = end + 1
    if not found or found - at == 1:
        single = pieces[at][0]
        if single not in lex.places and single not in lex.demonyms:
            return 0
        found = at + 1
        if single in lex.given:
            return 0
    nearby = _phrase(pieces, found, lex) if found < len(pieces) and pieces[found][3] else found
    if nearby > found and pieces[nearby - 1][0].lower() in lex.heads and not _title_end(pieces[found:nearby], lex):
        return nearby
    return found


def _phrase(pieces: list, at: int, lex: Lexicon) -> int:
    """How far a name goes that begins here."""
    end = at + 1
    while end < len(pieces):
        text, _, _, word = pieces[end]
        before = pieces[end - 1][0]
        if word:
            if before.lower() in lex.nots and before.lower() not in lex.heads:
                break
            if text.lower().strip(".") in lex.nots and text.lower() not in lex.heads and text.lower() not in lex.place_heads:
                break
            if _sentence_break(before, text, lex):
                break
            if text in lex.demonyms and end > at and pieces[end - 1][3] and text not in lex.places and not _headed(pieces[at:end], lex):
                break
            end += 1
        elif end + 1 < len(pieces) and pieces[end + 1][3] and _joins(pieces[at:end], text, pieces[end + 1 :], lex):
            end += 2
        else:
            break
    return end


def _sentence_break(before: str, text: str, lex: Lexicon) -> bool:
    """U.S. The: a short form with stops, and a word that opens a sentence."""
    return before.endswith(".") and text.lower() in lex.function


def _headed(pieces: list, lex: Lexicon) -> bool:
    return any(piece[0].lower() in lex.heads for piece in pieces)


def _joins(left: list, link: str, right: list, lex: Lexicon) -> bool:
    """Whether a small word goes on with a name or parts two."""
    last, following = left[-1][0], right[0][0]
    small = last.lower()
    if link == "&":
        return True
    if link in PARTICLES:
        return True
    if link in ("of", "of the"):
        if small in lex.titles and small not in lex.events and len(left) == 1:
            return False
        return (
            small in lex.heads
            or small in lex.events
            or (last not in lex.places and last not in lex.given and is_common(last) and small not in lex.titles)
        )
    if link in ("for", "for the", "on", "in", "the"):
        return _headed(left, lex) and link != "the" and link != "in" and small not in lex.titles
    if link in ("and", "and the"):
        inside = any(piece[0] in ("of", "of the", "for", "for the", "on") for piece in left)
        words = [piece[0] for piece in left if piece[3]]
        if not is_common(last) or not is_common(following) or small in lex.titles or following.lower() in lex.titles:
            return False
        tail = []
        for piece in right:
            if not piece[3]:
                break
            tail.append(piece[0].lower())
        return (inside and _headed(left, lex)) or (bool(set(tail) & lex.organisations) and len(words) <= 3 and small not in lex.heads)
    return False


def _title_end(pieces: list, lex: Lexicon) -> int:
    """How many words of a phrase are a title before (or instead of) a name; 0 where it begins with none."""
    end = 0
    at = 0
    while at < len(pieces) and pieces[at][3]:
        low = pieces[at][0].lower()
        if low in lex.titles:
            end = at + 1
        elif low not in PORTFOLIO:
            break
        at += 1
    if not end:
        return 0
    rest = pieces[end:]
    if rest and not rest[0][3]:  # Minister of Roads, Chief of Staff
        stop = end + 1
        while stop < len(pieces) and (not pieces[stop][3] or is_common(pieces[stop][0])):
            stop += 1
        return stop if stop > end + 1 else end
    if rest and pieces[-1][0].lower() in lex.heads and pieces[0][0] not in lex.given and len(pieces) <= 4 and rest[0][0] not in lex.given:
        return 0
    return end


def _trimmed(taken: list, lex: Lexicon) -> list:
    """Without months, days and other capitalised words at the ends that are no names, and without small words."""
    while taken and (
        not taken[0][3]
        or (
            taken[0][0].lower() in lex.nots
            and not (
                (len(taken) > 1 and _headed(taken[1:], lex)) or (len(taken) > 1 and " ".join(piece[0] for piece in taken) in lex.places)
            )
        )
    ):
        taken = taken[1:]
    while taken and (not taken[-1][3] or (taken[-1][0].lower() in lex.nots and taken[-1][0].lower() not in lex.heads)):
        taken = taken[:-1]
    if len(taken) == 1:
        small = taken[0][0].lower()
        if small in lex.function or small in lex.titles:
            return []
    return taken


Cutter = Callable[[str, bool], list[Segment]]
