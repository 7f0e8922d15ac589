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
``past`` …       after a space at the end: ``past`` looks back from the publication, ``next`` ahead, whatever the tense
================ ============================================================================================

Guard: the name of a test of what stands around the expression, one of the guards of the language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

SPACE = r"(?:[\s\u00a0]+)"
MEANINGFUL = re.compile(r"\{\w+\}|[][( ~'.]")


class Slot(NamedTuple):
    """A place in a pattern: a regular expression, and what the words that match it mean."""

    pattern: str
    meaning: Callable[[str], str]


class Guard(NamedTuple):
    """Regular expressions for the text on both sides of an expression: those that must match, and those that must not."""

    before: str = ""
    after: str = ""
    not_before: str = ""
    not_after: str = ""

    def allows(self, left: str, right: str) -> bool:
        """Whether an expression may stand between `left` and `right`."""
        return (
            (not self.before or re.search(rf"(?:{self.before})\Z", left) is not None)
            and (not self.after or re.match(self.after, right) is not None)
            and not (self.not_before and re.search(rf"(?:{self.not_before})\Z", left))
            and not (self.not_after and re.match(self.not_after, right))
        )


class Reading(NamedTuple):
    """One time expression in a stretch of text, before date and tense are known."""

    start: int
    end: int
    type: str
    draft: str
    mod: str
    guard: str


def one_of(words: Mapping[str, str]) -> Slot:
    """A slot from words and their meanings; a word with a capital is matched as it is written, ``Jan.`` with or without its point."""
    plain = {_plain(word): meaning for word, meaning in words.items()}
    return Slot(alternation(words), lambda found: plain[_plain(found)])


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "(?:" + "|".join(_word(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def _word(word: str) -> str:
    body = re.escape(word.rstrip(".")).replace(r"\ ", SPACE).replace(r"\-", "-").replace("'", "['’]") + (
        r"\.?" if word.endswith(".") else ""
    )
    return f"(?-i:{body})" if word != word.lower() else body


def _plain(word: str) -> str:
    return " ".join(word.lower().replace("’", "'").rstrip(".").split())


@dataclass(frozen=True)
class Rule:
    """A row of the table."""

    type: str
    pattern: str
    value: str
    guard: str = ""

    def regex(self, slots: Mapping[str, Slot], modifiers: Iterable[str] = (), *, named: bool = True) -> str:
        """The pattern as a regular expression; `named` gives its slots and marks groups of their names."""
        marks = iter(range(self.pattern.count("[") or 1))
        group = (lambda name: f"(?P<{name}>") if named else (lambda name: "(?:")

        def translate(match: re.Match) -> str:
            token = match[0]
            match token:
                case "[":
                    mark = next(marks)
                    return group(f"mark{mark}") + (f"{group('mod')}{alternation(modifiers)}{SPACE}?)?" if modifiers and not mark else "")
                case "]":
                    return ")"
                case "(":
                    return "(?:"
                case " ":
                    return SPACE
                case "~":
                    return f"(?:{SPACE}|-)"
                case "'":
                    return "['’]"
                case ".":
                    return r"\."
            name = token[1:-1]
            return f"{group(name)}{slots[name.rstrip('0123456789')].pattern})"

        marked = self.pattern if "[" in self.pattern else f"[{self.pattern}]"
        return rf"(?<!\w){MEANINGFUL.sub(translate, marked)}(?!\w)"


class Grammar:
    """All that is known about the time expressions of one language."""

    def __init__(self, *, slots, rules, modifiers, guards, triggers, glue, past, future):
        self.slots: Mapping[str, Slot] = {name: slot if isinstance(slot, Slot) else one_of(slot) for name, slot in slots.items()}
        self.rules = [Rule(*row) for row in rules]
        self.modifiers: Mapping[str, Mapping[str, str]] = modifiers
        self.guards: Mapping[str, Guard] = guards
        self.triggers, self.glue = triggers, glue
        self.past, self.future = re.compile(past), re.compile(future)

    @cached_property
    def compiled(self) -> list[re.Pattern]:
        """Each rule's regular expression, with names."""
        return [re.compile(rule.regex(self.slots, self.modifiers.get(rule.type, ())), re.IGNORECASE) for rule in self.rules]

    @cached_property
    def any_rule(self) -> re.Pattern:
        """All rules at once, to find where the next expression begins."""
        forms = (rule.regex(self.slots, self.modifiers.get(rule.type, ()), named=False) for rule in self.rules)
        return re.compile("|".join(forms), re.IGNORECASE)

    @cached_property
    def scan(self) -> str:
        """A stretch of words that may stand in a time expression, one of them a trigger; for the native engine, so without looking around."""
        spoken = {word for rule in self.rules for word in re.findall(r"[a-z]+", re.sub(r"\{\w+\}", " ", rule.pattern))}
        spoken |= {word for table in self.modifiers.values() for entry in table for word in re.findall(r"[a-z]+", entry)}
        slots = {name: slot.pattern for name, slot in self.slots.items()}
        trigger = "|".join([*(slots[name] for name in self.triggers), alternation(spoken - self.glue)])
        word = "|".join(
            [trigger, *(pattern for name, pattern in slots.items() if name not in self.triggers), alternation(spoken & self.glue)]
        )
        between = r"(?:['’]s?)?,?[\s\u00a0]*[-–—./]?[\s\u00a0]*"
        return rf"(?i)(?-u:\b)(?:(?:{word}){between})*(?-u:\b)(?:{trigger})(?-u:\b)(?:{between}(?:{word})(?-u:\b))*"

    def readings(self, text: str) -> Iterator[Reading]:
        """The time expressions of a stretch of text, from left to right; where several rules match, the longest match is taken."""
        at = 0
        while found := self.any_rule.search(text, at):
            matches = [(match.end(), -i) for i, regex in enumerate(self.compiled) if (match := regex.match(text, found.start()))]
            end, i = max(matches)
            rule, match = self.rules[-i], self.compiled[-i].match(text, found.start())
            meanings = {name: self._meaning(name, words) for name, words in match.groupdict().items() if words and name[:4] != "mark"}
            mod = meanings.pop("mod", "")
            for mark, value in enumerate(rule.value.split(" & ")):
                if match[f"mark{mark}"] is not None:
                    yield Reading(*match.span(f"mark{mark}"), rule.type, value.format_map(meanings), mod, rule.guard)
            at = max(end, at + 1)

    def _meaning(self, name: str, words: str) -> str:
        if name == "mod":
            return next(table[_plain(words)] for table in self.modifiers.values() if _plain(words) in table)
        return self.slots[name.rstrip("0123456789")].meaning(words)
