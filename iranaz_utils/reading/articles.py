"""One article's raw text → its header fields and its body.

News files carry more than the article: a collector's stamp, a headline, a byline, a dateline, buttons of the page. `parse` takes
them off by the rules of the profile and keeps what it took, so that nothing goes without being counted.

The rules come in two kinds. A *header* rule is matched at the head of the text, where its named groups give the fields; it may
leave a remainder on the line. A *line* rule removes whole lines, wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

#: A header is looked for in the first lines only, and in the first characters of a line: both bound the work on hostile text.
HEAD_LINES, HEAD_CHARACTERS = 30, 600

_ENDS_A_SENTENCE = re.compile(r"""[.!…:;,،؛。]["'”’»)\]]*$""")
_MONTHS = {month: number for number, month in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_STARTS_A_SENTENCE = re.compile(r"""["'“‘«(\[]*[^\W_a-zа-яёəğışçöü]""")


@dataclass(frozen=True)
class Rules:
    r"""The clean-up rules of a profile, compiled once.

    Examples
    --------
    >>> rules = Rules.compiled([("line", "Leave a Comment", "a form"), ("header", r"By (?P<author>[A-Z]\w+)$", "a byline")])
    >>> len(rules.header), len(rules.line)
    (1, 1)
    """

    header: tuple[re.Pattern[str], ...] = ()
    line: tuple[re.Pattern[str], ...] = ()

    @classmethod
    def compiled(cls, rows: Iterable[tuple[str, str, str]]) -> Rules:
        """Rules from rows of kind, pattern and reason."""
        kinds: dict[str, list[re.Pattern[str]]] = {"header": [], "line": []}
        for what, pattern, _ in rows:
            kinds[what].append(re.compile(pattern))
        return cls(tuple(kinds["header"]), tuple(kinds["line"]))


@dataclass
class Article:
    """What one raw text gave: header fields where it has them, the body, and the lines taken off."""

    text: str = ""
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    place: str | None = None
    dates: list[tuple[date, str]] = field(default_factory=list)
    updated: date | None = None
    removed: list[str] = field(default_factory=list)


def parse(raw: str, rules: Rules) -> Article:
    r"""The header fields and the body of one raw text.

    The body keeps its own characters and line breaks; only whole lines, and the header in front of its first line, are taken off.
    Dates are candidates in the order in which they stand, each with the kind of line that it came from.

    Examples
    --------
    >>> rules = Rules.compiled([("header", r"(?P<place>[A-Z]{3,20}) – ", "dateline"), ("line", "Leave a Comment", "form")])
    >>> article = parse("Bridge opens over the river\n\nSTRELSAU – The bridge is open.\nLeave a Comment", rules)
    >>> article.title, article.place, article.text
    ('Bridge opens over the river', 'STRELSAU', 'The bridge is open.')
    """
    article = Article()
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    body = _without_furniture(lines, rules, article)
    start = _read_head(body, rules, article)
    article.text = "\n".join(body[start:]).strip()
    return article


def _without_furniture(lines: list[str], rules: Rules, article: Article) -> list[str]:
    """The lines that no line rule removes; what is removed is kept in the article."""
    kept = []
    for line in lines:
        bare = line.strip()
        if bare and len(bare) <= HEAD_CHARACTERS and any(rule.fullmatch(bare) for rule in rules.line):
            article.removed.append(bare)
        else:
            kept.append(line)
    return kept


def _read_head(lines: list[str], rules: Rules, article: Article) -> int:
    """Where the body starts; what stands before it goes into the article's fields, and the header is cut off its first line."""
    for index, line in enumerate(lines[:HEAD_LINES]):
        rest = _read_header(line.strip(), rules, article)
        if rest and article.title is None and not article.place and _is_headline(rest, lines[index + 1 :], rules):
            article.title, rest = rest, ""
        if rest:
            lines[index] = rest + line[len(line.rstrip()) :]
            return index
    return next((index for index, line in enumerate(lines[HEAD_LINES:], HEAD_LINES) if line.strip()), len(lines))


def _read_header(line: str, rules: Rules, article: Article) -> str:
    """What is left of a line once the header rules have taken their fields off its front."""
    found = True
    while line and found:
        found = next((match for rule in rules.header if (match := rule.match(line[:HEAD_CHARACTERS]))), None)
        if found and found.end():
            _note(found, article)
            line = line[found.end() :].lstrip()
        else:
            found = None
    return line


def _note(found: re.Match[str], article: Article) -> None:
    """The named groups of a header rule go into the article; a field once set stays, dates add up."""
    groups = {name: value.strip() for name, value in found.groupdict().items() if value}
    article.removed.append(found[0].strip())
    for name in ("author", "outlet", "place"):
        if name in groups and getattr(article, name) is None:
            setattr(article, name, groups[name])
    if day := day_of(groups.get("date", "")):
        article.dates.append((day, "byline" if "author" in groups else "header"))
    if "updated" in groups:
        article.updated = day_of(groups["updated"])


def _is_headline(line: str, following: list[str], rules: Rules) -> bool:
    """Whether a first line stands above the article rather than in it: short, no full stop, and set off from what follows."""
    after = next((text.strip() for text in following if text.strip()), "")
    if not after or len(line) > 250 or _ENDS_A_SENTENCE.search(line[-5:]):
        return False
    if any(rule.match(after[:HEAD_CHARACTERS]) for rule in rules.header):
        return True
    set_off = not following[0].strip() or len(after) > 2 * len(line)
    return set_off and len(line.split()) <= 30 and _STARTS_A_SENTENCE.match(after) is not None


def day_of(text: str) -> date | None:
    """The day that a header writes, in ISO form or with an English month; None where it is not a day.

    Examples
    --------
    >>> day_of("2025-04-26"), day_of("February 10, 2025 13:26"), day_of("4 Feb 2025"), day_of("soon")
    (datetime.date(2025, 4, 26), datetime.date(2025, 2, 10), datetime.date(2025, 2, 4), None)
    """
    if iso := re.match(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)", text):
        return _day(*iso.groups())
    if month_first := re.match(r"\s*([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})(?!\d)", text):
        month, day, year = month_first.groups()
    elif day_first := re.match(r"\s*(\d{1,2}) ([A-Za-z]{3,9})\.?,? (\d{4})(?!\d)", text):
        day, month, year = day_first.groups()
    else:
        return None
    return _day(year, _MONTHS.get(month[:3].lower(), 0), day)


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
