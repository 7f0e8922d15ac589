"""How the tables of time expressions are written: slots, rules and guards; the tables themselves stand in a module per language.

A rule is a row ``(type, pattern, value)`` or ``(type, pattern, value, guard)``.

Pattern: words as they are written, ``(a|b)`` and ``(a )?`` as in a regular expression, and slots: ``{month}`` stands for any word of
the slot of that name, ``{month2}`` for a second one. A space is any white space, ``~`` white space or a hyphen. Square brackets mark the
time expression where the pattern says more than that: ``(in|since) [{year}]``; two pairs of them mark two expressions, whose values
stand on either side of ``&``.

Value: a TIMEX3 value in which slots are filled in (``{year}-{month}-{day}``). What only the surroundings can tell is written so:

================ ============================================================================================
``XXXX-{month}`` a year, or a week, left open: the nearest one that the tense allows, counted from the publication
``[M-1]``        one month before the publication; ``[Y+0]`` its year; units Y M W D Q DE CE TH TM TS
``J1403``        a year of the Persian calendar, ``H1446`` of the Islamic; ``[JY+0]``, ``[JM-1]``: see `timex_calendars`
``FY{year}``     a fiscal year: it has the value of the year that names it, but begins where each country lets it and covers no days
``<D+2>``        two days after the date in focus, the last one that the article resolved
``[=Y-1]``       a year before the quarter that the article reports on; where it reports on none, the year before the publication
``<=Y-1>``       the same; where it reports on none, the year before the date in focus
``past`` …       after a space at the end: ``past`` looks back from the publication, ``next`` ahead, whatever the tense
================ ============================================================================================

Guard: the name of a test of what stands around the expression, one of the guards of the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

#: White space and apostrophe, spelled out for the native engine: classes of ASCII keep it fast, other signs stand as alternatives.
#: Both engines need the bound: nothing that an article repeats a million times may make a rule read a million signs.
SPACE = "(?:[ \\t\\r\\n]|\u00a0){1,3}"
APOSTROPHE = "(?:'|’)"
#: Stands for the expression in its clause; no text that is read has it.
PLACE = "\x1f"
#: The words and signs that tell which rules can match.
TOKEN = re.compile(r"[^\W\d_]+|[-–—/]")
#: The signs of a pattern that do not mean themselves.
SIGNS = re.compile(r"\{\w+\}|[][( ~'.]")


class Slot(NamedTuple):
    """A place in a pattern: a regular expression, and what the words that match it mean.

    `words` lists the words that a match can begin with, if they can be listed; `figures` says with how many figures it begins at least.
    """

    pattern: str
    meaning: Callable[[str], str]
    words: tuple[str, ...] = ()
    figures: int = 0


def one_of(words: Mapping[str, str]) -> Slot:
    """A slot from words and their meanings; a word with a capital is matched as it is written, ``Jan.`` with or without its point."""
    plain = {same(word): meaning for word, meaning in words.items()}
    return Slot(alternation(words), lambda found: plain[same(found)], tuple(words))


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest that is there; a word with a capital only as it is written.

    >>> alternation(["day", "days", "dawn"])
    '(?:da(?:wn|y(?:s)?))'
    """
    spelled = {form for word in words for form in ([word, word[:-1]] if word.endswith(".") else [word])}
    small = sorted(word for word in spelled if word == word.lower())
    written = sorted(spelled.difference(small))
    return "(?:" + "|".join(([f"(?-i:{_tree(written)})"] if written else []) + ([_tree(small)] if small else [])) + ")"


def _tree(words: list[str]) -> str:
    """The words by their first signs, so that no sign is looked at twice."""
    tails: dict[str, list[str]] = {}
    for word in filter(None, words):
        tails.setdefault(word[0], []).append(word[1:])
    branches = [{" ": SPACE, "'": APOSTROPHE}.get(sign, re.escape(sign)) + _tree(rest) for sign, rest in tails.items()]
    body = branches[0] if len(branches) == 1 and "" not in words else f"(?:{'|'.join(branches)})" if branches else ""
    return f"{body}?" if "" in words and branches else body


@lru_cache(maxsize=10_000)
def same(word: str) -> str:
    """The form in which words are looked up, whatever their capitals, spaces, apostrophes and last stop."""
    return " ".join(word.lower().replace("’", "'").rstrip(".").split())


def _first(choice: str) -> str:
    """The word or sign that a choice begins with, empty where it begins with a slot."""
    first = re.match(rf" *({TOKEN.pattern})", choice)
    return first[1] if first else ""


def words_of(text: str) -> set[str]:
    """The words of a text, without figures and signs."""
    return set(re.findall(r"[^\W\d_]+", text))


class Guard:
    """What must, or must not, stand right before and right after an expression: regular expressions."""

    def __init__(self, *, before: str = "", after: str = "", not_before: str = "", not_after: str = ""):
        self.before, self.after = re.compile(rf"(?:{before})\Z"), re.compile(after)
        self.not_before, self.not_after = re.compile(rf"(?:{not_before or '(?!)'})\Z"), re.compile(not_after or "(?!)")

    def allows(self, left: str, right: str) -> bool:
        """Whether an expression may stand between `left` and `right`."""
        wanted = self.before.search(left) and self.after.match(right)
        return bool(wanted) and not self.not_before.search(left) and not self.not_after.match(right)


class Reading(NamedTuple):
    """One time expression in a stretch of text, before date and tense are known."""

    start: int
    end: int
    type: str
    draft: str
    mod: str
    guard: str


class Rule(NamedTuple):
    """A row of the table."""

    type: str
    pattern: str
    value: str
    guard: str = ""

    @property
    def slots(self) -> set[str]:
        """The slots of the pattern."""
        return {name.rstrip("0123456789") for name in re.findall(r"\{(\w+)\}", self.pattern)}

    @property
    def words(self) -> set[str]:
        """The words of the pattern that stand outside its slots."""
        return words_of(re.sub(r"\{\w+\}", " ", self.pattern))

    @property
    def needs(self) -> set[str]:
        """Words, signs and slots without which nothing can match; ``a|b`` needs one of both, and what stands in ``(…)?`` is not needed."""
        choices: list[str] = []

        def fold(group: re.Match) -> str:
            choices.append("|".join(_first(choice) for choice in group[1].split("|")))
            return " " if group[2] else f" <{len(choices) - 1}> "

        bare = self.pattern.lower()
        while (folded := re.sub(r"\(([^()]*)\)(\?)?", fold, bare)) != bare:
            bare = folded
        kept = [choices[int(number)] for number in re.findall(r"<(\d+)>", bare)]
        outside = re.findall(rf"\{{\w+\}}|{TOKEN.pattern}", bare)
        return {re.sub(r"\d", "", token) for token in outside} | {choice for choice in kept if "" not in choice.split("|")}

    @property
    def opening(self) -> str:
        """The slot that the expression begins with, empty where it begins with a word."""
        begins = re.match(r"(?:.*?\[)?[^\w{]*\{(\w+)\}", self.pattern)
        return begins[1] if begins else ""

    def regex(self, slots: Mapping[str, Slot], modifiers: Iterable[str], flags: re.RegexFlag) -> re.Pattern:
        """The pattern as a regular expression, in which slots, marks and the modifier before the first mark are groups."""
        marks = iter(range(9))
        modifier = f"(?:(?P<mod>{alternation(modifiers)})(?:{SPACE})?)?" if modifiers and "{mod}" not in self.pattern else ""

        def translate(sign: re.Match) -> str:
            if sign[0] == "[":
                mark = next(marks)
                return f"(?P<mark{mark}>" + ("" if mark else modifier)
            if sign[0][0] == "{":
                name = sign[0][1:-1]
                return f"(?P<{name}>{slots[name.rstrip('0123456789')].pattern})"
            return {"]": ")", "(": "(?:", " ": SPACE, "~": f"(?:{SPACE}|-)", "'": APOSTROPHE, ".": r"\."}[sign[0]]

        marked = self.pattern if "[" in self.pattern else f"[{self.pattern}]"
        return re.compile(rf"(?<!\w){SIGNS.sub(translate, marked)}(?!\w)", flags)


class Language(NamedTuple):
    """The tables of one language."""

    slots: Mapping[str, Slot | Mapping[str, str]]
    rules: Iterable[tuple[str, ...]]
    modifiers: Mapping[str, Mapping[str, str]]
    guards: Mapping[str, Guard]
    #: Slots and words of which one is enough to look closer.
    triggers: Iterable[str]
    #: Words that are not, though they make a rule by themselves.
    glue: Iterable[str]
    #: Regular expressions: where a clause ends, and what in it tells of the past and of the future.
    clause: str
    past: str
    future: str
    #: A regular expression for a clause, `PLACE` where the expression stands, that tells of what was done then.
    done: str = "(?!)"
    #: Letters and figures that are read as others, one for one; where there are any, capitals are read as small letters too.
    letters: Mapping[str, str] = MappingProxyType({})

    def plain(self, text: str) -> str:
        """A text of the table as an article is read; the names of slots are small ASCII letters and stay."""
        return "".join(self.letters.get(sign, sign) for sign in text).lower() if self.letters else text
