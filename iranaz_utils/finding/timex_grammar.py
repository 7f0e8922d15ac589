"""How a table of words and patterns becomes a finder of time expressions; the tables themselves stand in a module per language.

A rule is a row ``(type, pattern, value)`` or ``(type, pattern, value, guard)``.

Pattern: words as they are written, ``(a|b)`` and ``(a )?`` as in a regular expression, and slots: ``{month}`` stands for any word of
the slot of that name, ``{month2}`` for a second one. A space is any white space, ``~`` white space or a hyphen. Square brackets mark the
time expression where the pattern says more than that: ``(in|since) [{year}]``; two pairs of them mark two expressions, whose values
stand on either side of ``&``.

Value: a TIMEX3 value in which slots are filled in (``{year}-{month}-{day}``). What only the surroundings can tell is written so:

================ ============================================================================================
``XXXX-{month}`` a year, or a week, left open: the nearest one that the tense allows, counted from the publication
``[M-1]``        one month before the publication; ``[Y+0]`` its year; units Y M W D Q DE CE TH TM TS
``<D+2>``        two days after the date in focus, the last one that the article resolved
``<=Y-1>``       a year before the quarter that the article reports on; where it reports on none, the year before the publication
``past`` …       after a space at the end: ``past`` looks back from the publication, ``next`` ahead, whatever the tense
================ ============================================================================================

Guard: the name of a test of what stands around the expression, one of the guards of the language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import NamedTuple

import polars as pl

#: White space and apostrophe, spelled out for the native engine: classes of ASCII keep it fast, other signs stand as alternatives.
#: Both engines need the bound: nothing that an article repeats a million times may make a rule read a million signs.
SPACE = "(?:[ \\t\\r\\n]|\u00a0){1,3}"
APOSTROPHE = "(?:'|’)"
#: Figures, alone or with what belongs to them, and those that make a time expression by themselves: years and times of day.
FIGURES = r"\d[\d.,:/]*(?:T\d\d:[\d:]+Z?|st|nd|rd|th|s| ?[ap]\.?m)?"
TELLING_FIGURES = r"\b(?:(?:1\d\d\d|20\d\d)s?|\d\d?(?::\d\d)? ?[ap]\.?m|\d\d?:\d\d|\d\d?/\d\d?/\d\d\d\d|\d0s)|(?:'|’)\d\ds?"
#: What stands between two words of one expression.
BETWEEN = "(?:[ \\t\\r\\n,./'-]|\u00a0|،|’|–|—)"
#: The words and signs that tell which rules can match.
TOKEN = re.compile(r"[^\W\d_]+|[-–—/]")
FIGURE_CLUES = (("0", re.compile(r"\d")), ("0000", re.compile(r"\d{4}")))
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
    plain = {_plain(word): meaning for word, meaning in words.items()}
    return Slot(alternation(words), lambda found: plain[_plain(found)], tuple(words))


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
def _plain(word: str) -> str:
    return " ".join(word.lower().replace("’", "'").rstrip(".").split())


def _first(choice: str) -> str:
    """The word or sign that a choice begins with, empty where it begins with a slot."""
    first = re.match(rf" *({TOKEN.pattern})", choice)
    return first[1] if first else ""


def _words(text: str) -> set[str]:
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
        return _words(re.sub(r"\{\w+\}", " ", self.pattern))

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
    #: Letters and figures that are read as others, one for one; where there are any, capitals are read as small letters too.
    letters: Mapping[str, str] = MappingProxyType({})

    def plain(self, text: str) -> str:
        """A text of the table as an article is read; the names of slots are small ASCII letters and stay."""
        return "".join(self.letters.get(sign, sign) for sign in text).lower() if self.letters else text


class Grammar:
    """The tables of one language, compiled."""

    def __init__(self, language: Language):
        self.letters = dict(language.letters) and {**language.letters, "İ": "i"}  # the one letter that grows when it is lowered
        self.slots = {name: self._slot(slot, language) for name, slot in language.slots.items()}
        self.modifiers = {slot: {language.plain(word): mod for word, mod in words.items()} for slot, words in language.modifiers.items()}
        self.mods = {_plain(word): mod for words in self.modifiers.values() for word, mod in words.items()}
        self.guards = language.guards
        self.clause, self.past, self.future = (re.compile(tense) for tense in (language.clause, language.past, language.future))
        self.rules = [Rule(kind, language.plain(pattern), *rest) for kind, pattern, *rest in language.rules]
        self.flags = re.IGNORECASE | re.ASCII if not self.letters else re.NOFLAG
        self.scan = self._scan(language)
        self.clues = self._clues()
        self.candidates = lru_cache(maxsize=10_000)(self._candidates)
        self.regex = lru_cache(maxsize=None)(lambda rule: rule.regex(self.slots, self.modifiers.get(rule.opening, ()), self.flags))

    @staticmethod
    def _slot(slot: Slot | Mapping[str, str], language: Language) -> Slot:
        return slot if isinstance(slot, Slot) else one_of({language.plain(word): meaning for word, meaning in slot.items()})

    def plain(self, text: pl.Expr) -> pl.Expr:
        """Texts as the rules read them, of the same length: offsets stay."""
        return text.str.replace_many(dict(self.letters)).str.to_lowercase() if self.letters else text

    @cached_property
    def by_need(self) -> dict[str, list[tuple[frozenset[str], int]]]:
        """By its rarest need, each rule's place and its needs that a look at the single words of a text can find."""
        seen = {f"{{{name}}}" for name, slot in self.slots.items() if slot.words or slot.figures}
        needs = [frozenset(need for need in rule.needs if need in seen or need[0] != "{") for rule in self.rules]
        often = Counter(need for own in needs for need in own)
        found: dict[str, list[tuple[frozenset[str], int]]] = {}
        for place, own in enumerate(needs):
            found.setdefault(min(sorted(own), key=often.__getitem__, default=""), []).append((own, place))
        return found

    def _scan(self, language: Language) -> str:
        """A stretch of words that occur in time expressions, one of them a trigger, for the native engine: no looking around."""
        telling = self._telling(language)
        known = telling | {word for slot in self.slots.values() for entry in slot.words for word in _words(entry)}
        known |= {word for rule in self.rules for word in rule.words} | {word for words in self.modifiers.values() for word in words}
        # The engine knows the edges of ASCII words only; elsewhere words are parted by what stands between them.
        edge, case, between = ("", "", f"{BETWEEN}{{1,4}}") if self.letters else (r"\b", "i", f"{BETWEEN}{{0,4}}")
        word = rf"(?:{edge}{alternation(part for entry in known for part in _words(entry))}{edge}|\b{FIGURES}\b)"
        trigger = rf"(?:{edge}{alternation(telling)}{edge}|{TELLING_FIGURES}\b)"
        return rf"(?{case}-u:(?:{word}{between})*{trigger}(?:{between}{word})*\.?)"

    def _telling(self, language: Language) -> set[str]:
        """Words of which a stretch must hold one: the triggers, and for each rule without one a word that it needs, or all its words."""
        glue = {language.plain(word) for word in language.glue}
        entries = [entry for name in language.triggers for entry in (self.slots[name].words if name in self.slots else [name])]
        told = {word for entry in entries for word in _words(entry)} - glue
        slots = {
            name
            for name, slot in self.slots.items()
            if slot.figures == 4 or (slot.words and all(_words(word) & told for word in slot.words))
        }
        slots |= set(language.triggers)
        for rule in self.rules:
            if not slots & rule.slots:
                needed = {need for need in rule.needs if need.isalpha()} - glue
                told |= {max(needed, key=len)} if needed else {word for word in rule.words if len(word) > 1}
        return told - glue

    def _clues(self) -> dict[str, set[str]]:
        """Word or sign → the needs that it meets; 0 stands for any figure, 0000 for four of them."""
        clues: dict[str, set[str]] = {}
        for need in {need for rule in self.rules for need in rule.needs if need[0] != "{"}:
            for word in need.split("|"):
                clues.setdefault(word, set()).add(need)
        for name, slot in self.slots.items():
            if slot.figures:
                clues.setdefault("0000" if slot.figures == 4 else "0", set()).add(f"{{{name}}}")
        for name, slot in self.slots.items():
            for entry in slot.words:
                clues.setdefault(re.split(r"[ '.-]", entry.lower())[0], set()).add(f"{{{name}}}")
        return clues

    def _candidates(self, clues: frozenset[str]) -> list[Rule]:
        """The rules, in the order of the table, all of whose needs are met; looked for only where their rarest need is."""
        met = [place for clue in ("", *clues) for needs, place in self.by_need.get(clue, ()) if needs <= clues]
        return [self.rules[place] for place in sorted(met)]

    def readings(self, text: str) -> list[list[list[Reading]]]:
        """What may be time expressions in a stretch of text, by where they start.

        Each start comes with its alternatives, the longest match first and then as in the table; an alternative is one expression or more.
        """
        words = {*TOKEN.findall(text.lower()), *(clue for clue, figures in FIGURE_CLUES if figures.search(text))}
        clues = frozenset().union(*(self.clues[word] for word in words if word in self.clues))
        starts: dict[int, list[tuple[int, Rule, re.Match]]] = {}
        for rule in self.candidates(clues):
            regex = self.regex(rule)
            match = regex.search(text)
            while match:
                starts.setdefault(match.start("mark0"), []).append((-match.end(), rule, match))
                match = regex.search(text, match.start() + 1)
        return [
            [self._alternative(match, rule) for _, rule, match in sorted(found, key=lambda item: item[0])]
            for _, found in sorted(starts.items())
        ]

    def _alternative(self, match: re.Match, rule: Rule) -> list[Reading]:
        words = match.groupdict()
        meanings = {name: self._meaning(name, found) if found else "" for name, found in words.items() if name[:4] != "mark"}
        mod = meanings.pop("mod", "")
        return [
            Reading(*match.span(f"mark{mark}"), rule.type, value.format_map(meanings), mod, rule.guard)
            for mark, value in enumerate(rule.value.split(" & "))
        ]

    def _meaning(self, name: str, words: str) -> str:
        if name == "mod":
            return self.mods[_plain(words)]
        return self.slots[name.rstrip("0123456789")].meaning(words)
