"""Segments: a capitalised run cut into the names it holds.

*Iranian President Anna Berg of the Bank of Zenda* is four things: a demonym, a title, a person, an organisation. A run is cut once,
however often it stands in the texts: by what its words are (titles, heads such as *Ministry* or *River*, demonyms, first names, places)
and by how often they stand in small letters elsewhere.
"""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from iranaz_utils.finding.english import is_common
from iranaz_utils.finding.lexicon import STATE, Words, lexicon

UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
PIECE = re.compile(
    rf"(?P<word>(?:[dl]['’]|\b(?:al|el|an|ar|as|at|ad|ash|bin|ibn)[-‑])?[{UPPER}][\w.&\-‑]*(?:['’](?!s\b)[\w.&\-‑]*)*)"
    rf"|(?P<link>[^\W\d_{UPPER}]+(?: [^\W\d_{UPPER}]+(?![\w'’-]))*|&|['’]s)"
)
PARTICLES = frozenset("de la las los della del dello di da dos do du des der den van von zu bin ibn bint al el ul ut le y e an am".split())
#: Plurals and callings whose possessive is part of a name: *People's Republic, Workers' Party*.
OWNING = frozenset(
    "People Women Men Children King Queen Prince Lloyd Lord Moody Sotheby Christie "
    "McDonald Valentine Mother Father Levi Macy Harrod".split()
)
#: What the post or ministry before or after a title is about.
PORTFOLIO = frozenset(
    """
    acting vice prime first second third deputy former late outgoing incoming interim senior junior chief assistant associate
    executive managing foreign interior defense defence finance economy industry energy oil health education culture justice labor labour
    trade transport agriculture tourism science information home external internal supreme grand great federal state national
    general joint lead ex co special top affairs minister's prime-minister political military spiritual crown house floor
    majority minority press staff
    """.split()
)


OF = ("of", "of the")
#: Heads whose name goes on with the place.
TAKING_PLACES = frozenset("republic kingdom university bay gulf strait sea isle cape duchy principality emirate".split())
#: *Zenda-based*: a place or people, and what comes from it.
LED = re.compile("[-‑](?:based|led|born|registered|backed|funded|listed|style|trained|occupied|controlled|brokered|sponsored|owned|bound)$")
HYPHEN = re.compile("[-‑]")
NUMERAL = re.compile("[IVX]+|[A-Z]")


class Piece(NamedTuple):
    """A word with a capital, or a small word between two: its text, its place in the run, which of the two it is, and its small letters."""

    text: str
    start: int
    end: int
    word: bool
    lower: str


class Segment(NamedTuple):
    """A piece of a run that may be a name: its place in the run, its words, and whether a title stands before it."""

    start: int
    end: int
    words: tuple[str, ...]
    titled: bool


def cut(run: str, opens: bool, words: Words) -> list[Segment]:
    """The segments of a run that may be names.

    Examples
    --------
    >>> words = Words({}, {})
    >>> run = "Ruritanian President Anna Berg of the Bank of Zenda"
    >>> [(run[piece.start : piece.end], piece.titled) for piece in cut(run, False, words)]
    [('Ruritanian', False), ('Anna Berg', True), ('Bank of Zenda', False)]
    """
    if run.isalpha():
        return _single(run, opens, words)
    pieces = [Piece(match[0], *match.span(), match.lastgroup == "word", match[0].lower()) for match in PIECE.finditer(run)]
    pieces = _opened(pieces, words) if opens else pieces
    pieces = _unhyphened(pieces) if HYPHEN.search(run) else pieces
    found: list[Segment] = []
    for phrase in _phrases(pieces):
        found += _parted(phrase)
    return found


def _single(word: str, opens: bool, words: Words) -> list[Segment]:
    """A run of one word."""
    lex, lower = lexicon(), word.lower()
    generic = lower in lex.heads and is_common(word)  # the *Ministry*, the *Council*: whose, is not said
    empty = lower in lex.nots or lower in lex.titles or lower in lex.function
    if len(word) == 1 or empty or generic or (opens and words.ordinary(word)):
        return []
    return [Segment(0, len(word), (word,), titled=False)]


def _opened(pieces: list[Piece], words: Words) -> list[Piece]:
    """Without the words at the head of a sentence that owe their capital to their place."""
    lex = lexicon()
    first = pieces[0] if pieces else None
    while pieces:
        if pieces[0] is not first and pieces[0].text in ("The", "A", "An"):
            break  # "Because The Prisoner of Zenda": the second capital is no accident
        word, rest = pieces[0], pieces[1:]
        following = rest[0].text if rest and rest[0].word else ""
        if word.word:
            function = word.lower in lex.function
            if f"{word.text} {following}" in lex.places or not words.ordinary(word.text):
                break
            if not function and following and (word.lower in lex.titles or word.lower in lex.nots or word.lower in PORTFOLIO):
                break
            if not function and (word.lower in lex.heads or word.lower in lex.events) and rest and rest[0].text in OF:
                break
            # Atlantic City is no city: what a head follows is kept, unless the word is far commoner in small letters.
            near = any(piece.lower in lex.heads for piece in pieces[1:4])
            if not function and following and near and words.small.get(word.lower, 0) <= 20 * (1 + words.capital.get(word.text, 0)):
                break
        pieces = rest
    return pieces


def _unhyphened(pieces: list[Piece]) -> list[Piece]:
    """Places, or places and peoples, that hyphens join are names of their own, unless what follows is named after them all."""
    lex = lexicon()
    made: list[Piece] = []
    for at, piece in enumerate(pieces):
        parts = HYPHEN.split(piece.text) if piece.word else []
        known = len(parts) > 1 and all(part in lex.places or part in lex.demonyms for part in parts)
        made += _apart(piece, parts) if known and not _whole(piece, parts, pieces[at + 1 : at + 4]) else [piece]
    return made


def _whole(piece: Piece, parts: list[str], after: list[Piece]) -> bool:
    """Whether places with hyphens between them are one name: of a place, a people, or what is named after them all."""
    lex = lexicon()
    headed = any(one.lower in lex.heads for one in itertools.takewhile(lambda one: one.word, after))
    return headed or piece.text in lex.places or lex.demonyms.keys() >= set(parts)


def _apart(piece: Piece, parts: list[str]) -> list[Piece]:
    """A piece cut at its hyphens, which are small pieces between the others."""
    ends = list(itertools.accumulate(len(part) + 1 for part in parts))
    made = []
    for part, end in zip(parts, ends, strict=True):
        stop = piece.start + end - 1
        made += [Piece(part, stop - len(part), stop, True, part.lower()), Piece("-", stop, stop + 1, False, "-")]
    return made[:-1]


def _phrases(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces, parted at small words that join nothing, at months and the like, and after a stop that ends a sentence."""
    lex = lexicon()
    phrases: list[list[Piece]] = [[]]
    for at, piece in enumerate(pieces):
        before = phrases[-1]
        if not piece.word:
            right = pieces[at + 1 :]
            if before and right and right[0].word and _joins(before, piece.text, right):
                before.append(piece)
            else:
                if piece.text == "and" and before and _post(right):
                    del before[_known(before) :]  # the Ruritanian Roads and Transport Minister: Roads is no name
                phrases.append([])
        elif before and before[-1].word and before[-1].text.endswith(".") and piece.lower in lex.function:
            phrases.append([])  # "in the U.S. The king": the word opens a sentence
        elif piece.lower in lex.nots and not _kept(pieces, at):
            phrases.append([])
        else:
            before.append(piece)
    return [phrase for phrase in phrases if phrase]


def _post(pieces: list[Piece]) -> bool:
    """Whether everyday words lead to a title here: *Urban Development Minister*."""
    lex = lexicon()
    for piece in itertools.takewhile(lambda piece: piece.word, pieces):
        if piece.lower in lex.titles:
            return True
        if not is_common(piece.text):
            return False
    return False


def _kept(pieces: list[Piece], at: int) -> bool:
    """Whether a word that names nothing by itself (*Western*, *May*, *New*) is part of a name here: before or after another word."""
    lex = lexicon()
    piece, neighbours = pieces[at], pieces[max(0, at - 1) : at] + pieces[at + 1 : at + 2]
    if NUMERAL.fullmatch(piece.text) and at and pieces[at - 1].word:
        return True
    after = pieces[at + 1] if at + 1 < len(pieces) and pieces[at + 1].word else None
    if piece.lower in lex.calendar:
        return after is not None and after.lower in lex.other_heads
    return any(one.word and one.lower not in lex.calendar for one in neighbours)


def _joins(left: list[Piece], link: str, right: list[Piece]) -> bool:
    """Whether a small word goes on with a name or parts two."""
    lex = lexicon()
    last, following = left[-1], right[0]
    if link == "&" or f"{last.text} {link} {following.text}" in lex.places or PARTICLES.issuperset(link.split()):
        return True
    if link in ("'s", "’s"):
        return last.text in OWNING or (last.text not in lex.places and right[0].lower in lex.place_heads)
    headed = any(piece.lower in lex.heads for piece in left)
    if link in OF:
        if last.lower in lex.titles and last.lower not in lex.events:  # Minister of Roads; but Head of the Department of Works
            post = following.lower in PORTFOLIO or following.lower not in lex.organisations
            return is_common(following.text) and post and not _place(right)
        whole = len(left) > 2 or any(piece.text in OF for piece in left) or not is_common(left[0].text)
        if whole and headed and _place(right) and last.lower not in TAKING_PLACES:
            return False  # the Zenda Hockey Club of Strelsau: the place is another name
        if last.lower in lex.heads or last.lower in lex.events:
            return True
        if following.text in lex.listed:
            return False
        ordinary = all(is_common(piece.text) and piece.text not in lex.given for piece in left if piece.word)
        return ordinary and last.text not in lex.places
    if link in ("for", "for the", "on"):
        return headed and last.lower not in lex.titles and is_common(following.text)
    if not link.startswith("and") or not is_common(last.text) or not is_common(following.text):
        return False
    inside = any(piece.text in (*OF, "for", "for the", "on") for piece in left)
    tail = {piece.lower for piece in itertools.takewhile(lambda piece: piece.word, right)}
    if last.lower in lex.titles or tail & lex.titles:
        return False
    if any(piece.lower in lex.titles for piece in left):
        return inside
    return (inside and headed) or (bool(tail & lex.organisations) and last.lower not in lex.heads)


def _place(pieces: list[Piece]) -> bool:
    lex = lexicon()
    text = ""
    for piece in itertools.takewhile(lambda piece: piece.word, pieces):
        text = f"{text} {piece.text}".strip()
        if text in lex.places:
            return True
    return False


def _parted(phrase: list[Piece]) -> list[Segment]:
    """The names in a phrase: titles are left out, and a people or place before a title or a person is a name of its own."""
    lex = lexicon()
    found: list[Segment] = []
    titled = False
    while phrase:
        known = _known(phrase)
        title = _title(phrase)
        if not phrase[0].word or (len(phrase) == 1 and phrase[0].lower in lex.function):
            phrase = phrase[1:]
        elif title:
            phrase, titled = phrase[title:], True
        elif phrase[0].text == "H." and len(phrase) > 1 and phrase[1].text == "E.":
            phrase, titled = phrase[2:], True  # his excellency
        elif known == len(phrase):
            break
        elif (border := _border(phrase, known)) and border < len(phrase):
            if known or not all(is_common(piece.text) for piece in phrase[:border] if piece.word):
                found += _segment(phrase[:border], titled)
            phrase, titled = phrase[border:], False
        else:
            break
    return found + _segment(phrase, titled)


def _segment(phrase: list[Piece], titled: bool) -> list[Segment]:
    while phrase and not phrase[-1].word:
        phrase = phrase[:-1]
    if len(phrase) == 1 and (len(phrase[0].text.rstrip(".")) < 2 or (phrase[0].lower in lexicon().heads and is_common(phrase[0].text))):
        return []  # a letter; the *Ministry*, the *Council*: whose, is not said
    return [Segment(phrase[0].start, phrase[-1].end, tuple(piece.text for piece in phrase), titled)] if phrase else []


def _known(phrase: list[Piece]) -> int:
    """How many pieces at the head of a phrase are a listed place or people."""
    lex = lexicon()
    text, found = "", 0
    for end, piece in enumerate(phrase[:6] if phrase[0].text in lex.openers else (), 1):
        text = f"{text} {piece.text}".strip()
        listed = text in lex.places or text in lex.demonyms or text in lex.listed or text in lex.others
        state = STATE.fullmatch(text) if not listed and piece.text in lex.places else None  # the Republic of Ruritania
        if listed or (state and state[1] in lex.places):
            found = end
    return found


def _border(phrase: list[Piece], known: int) -> int:
    """Where a person, or a title before one, begins inside a phrase; 0 where the whole phrase is one name."""
    lex = lexicon()
    if LED.search(phrase[0].text) and len(phrase) > 1 and phrase[1].word:
        return 1  # the Zenda-based Bank of Ruritania
    if phrase[-1].lower in lex.heads and phrase[-1].lower not in lex.titles:
        return 0
    for at in range(max(1, known), len(phrase)):
        rest = phrase[at:]
        if not rest[0].word:
            return 0
        title = _title(rest)
        if title and (title == len(rest) or phrase[0].text not in lex.given):
            plain = all(is_common(piece.text) for piece in phrase[known:at])
            return known if known and plain else at  # the Ruritanian Farm Minister
        name = rest[0].text in lex.given and len(rest) > 1
        if name and (known == at or (all(is_common(piece.text) for piece in phrase[:at]) and phrase[0].text not in lex.given)):
            return at
    rest = phrase[known:]
    if known and rest and all(piece.text in lex.demonyms for piece in rest):
        return known
    proper = rest and all(piece.word and not is_common(piece.text) and piece.lower not in lex.heads for piece in rest)
    if known and proper and phrase[0].text in lex.demonyms and 2 <= len(rest) <= 3:
        return known
    return 0


def _title(phrase: list[Piece]) -> int:
    """How many pieces at the head of a phrase are a title, with the post it is for (*Minister of Roads*); 0 where it begins with none."""
    lex = lexicon()
    end = 0
    for at, piece in enumerate(phrase):
        if piece.lower in lex.titles:
            end = at + 1
        elif piece.lower not in PORTFOLIO:
            break
    if not end:
        return 0
    rest = phrase[end:]
    if rest and rest[0].word and phrase[-1].lower in lex.heads and rest[0].text not in lex.given:
        return 0  # Justice Department, King County
    while rest and not rest[0].word and not PARTICLES.issuperset(rest[0].text.split()):
        stop = 1 + sum(1 for _ in itertools.takewhile(lambda piece: piece.word and is_common(piece.text), rest[1:]))
        if stop == 1:
            return end
        end, rest = end + stop, rest[stop:]
    return end
