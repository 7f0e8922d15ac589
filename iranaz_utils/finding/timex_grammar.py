"""How the tables of a language become a finder of time expressions; how they are written: `timex_rules`.

Three steps, from fast to slow: one regular expression for the native engine cuts out stretches of words of time; the single words of a
stretch tell which rules can match; only these are tried.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property, lru_cache

import polars as pl

from iranaz_utils.finding.timex_rules import TOKEN, Language, Reading, Rule, Slot, alternation, one_of, same, words_of

#: Figures, alone or with what belongs to them, and those that make a time expression by themselves: years and times of day.
FIGURES = r"\d[\d.,:/]*(?:T\d\d:[\d:]+Z?|st|nd|rd|th|s| ?[ap]\.?m)?"
TELLING_FIGURES = r"\b(?:(?:1\d\d\d|20\d\d)s?|\d\d?(?::\d\d)? ?[ap]\.?m|\d\d?:\d\d|\d\d?/\d\d?/\d\d\d\d|\d0s)|(?:'|’)\d\ds?"
#: What stands between two words of one expression.
BETWEEN = "(?:[ \\t\\r\\n,./'-]|\u00a0|،|’|–|—)"
#: Figures that tell it: any, and four of them.
FIGURE_CLUES = (("0", re.compile(r"\d")), ("0000", re.compile(r"\d{4}")))


class Grammar:
    """The tables of one language, compiled."""

    def __init__(self, language: Language):
        self.letters = dict(language.letters) and {**language.letters, "İ": "i"}  # the one letter that grows when it is lowered
        self.slots = {name: self._slot(slot, language) for name, slot in language.slots.items()}
        self.modifiers = {slot: {language.plain(word): mod for word, mod in words.items()} for slot, words in language.modifiers.items()}
        self.mods = {same(word): mod for words in self.modifiers.values() for word, mod in words.items()}
        self.guards = language.guards
        tenses = (language.clause, language.past, language.future, language.done)
        self.clause, self.past, self.future, self.done = (re.compile(tense) for tense in tenses)
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
        known = telling | {word for slot in self.slots.values() for entry in slot.words for word in words_of(entry)}
        known |= {word for rule in self.rules for word in rule.words} | {word for words in self.modifiers.values() for word in words}
        # The engine knows the edges of ASCII words only; elsewhere words are parted by what stands between them.
        edge, case, between = ("", "", f"{BETWEEN}{{1,4}}") if self.letters else (r"\b", "i", f"{BETWEEN}{{0,4}}")
        if not edge:  # a stretch must not end in the middle of a longer word that the rules know
            telling |= {word for word in known if any(word[:end] in telling for end in range(1, len(word)))}
        word = rf"(?:{edge}{alternation(part for entry in known for part in words_of(entry))}{edge}|\b{FIGURES}\b)"
        trigger = rf"(?:{edge}{alternation(telling)}{edge}|{TELLING_FIGURES}\b)"
        return rf"(?{case}-u:(?:{word}{between})*{trigger}(?:{between}{word})*\.?)"

    def _telling(self, language: Language) -> set[str]:
        """Words of which a stretch must hold one: the triggers, and for each rule without one a word that it needs, or all its words."""
        glue = {language.plain(word) for word in language.glue}
        entries = [entry for name in language.triggers for entry in (self.slots[name].words if name in self.slots else [name])]
        told = {word for entry in entries for word in words_of(entry)} - glue
        slots = {
            name
            for name, slot in self.slots.items()
            if slot.figures == 4 or (slot.words and all(words_of(word) & told for word in slot.words))
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
            return self.mods[same(words)]
        return self.slots[name.rstrip("0123456789")].meaning(words)
