"""The lexicon: what a word with a capital may be, by the shipped lists, and how often a corpus has it in small letters.

>>> "minister" in lexicon().titles, Words({"rain": 9}, {"Zenda": 3}).ordinary("Rain")
(True, True)
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache

from iranaz_utils.finding.english import is_common
from iranaz_utils.reading.wordlists import demonyms, function_words, places, word_list

#: The long form of a country's name.
STATE_KINDS = ("Islamic", "Arab", "Federal", "Democratic", "People's"), ("Republic", "Kingdom", "Sultanate", "Emirate")
STATE = re.compile(f"(?:The )?(?:(?:{'|'.join(STATE_KINDS[0])}) )*(?:{'|'.join(STATE_KINDS[1])})(?: of)? (?:the )?(.+)")
STATE_OPENERS = frozenset(("The", *STATE_KINDS[0], *STATE_KINDS[1]))


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
    calendar: frozenset[str]
    others: frozenset[str]
    openers: frozenset[str]  # with which a place, a people, a listed organisation or other name begins


@cache
def lexicon() -> Lexicon:
    """The shipped word lists."""
    organisations, place_heads, other = (word_list(f"heads_{name}") for name in ("organisation", "place", "other"))
    named = itertools.chain(places(), demonyms(), word_list("organisations"), word_list("others"))
    return Lexicon(
        titles=word_list("titles"), organisations=organisations, place_heads=place_heads, other_heads=other, events=word_list("events"),
        nots=word_list("not_names") | word_list("calendar"), given=word_list("given"), listed=word_list("organisations"),
        places=places(), demonyms=demonyms(),
        function=function_words("en"), heads=organisations | place_heads | other,
        calendar=word_list("calendar"), others=word_list("others"),
        openers=frozenset(name.partition(" ")[0] for name in named) | STATE_OPENERS,
    )  # fmt: skip


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
