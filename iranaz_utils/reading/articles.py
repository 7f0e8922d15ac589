"""One article's raw text → its header fields and its body.

News files carry more than the article: a collector's stamp, a headline, a byline, a dateline, buttons of the page, a notice at the end.
`parse` takes them off by the rules of the profile and keeps what it took, so that nothing goes without being counted.

======= =======================================================================================================
header  matched at the beginning of each of the first lines; named groups give the fields; it may leave a rest
line    matches a whole line, wherever it stands
trailer matches the end of the text, as often as one does
rest    matches anywhere behind the beginning, and takes everything that follows with it
======= =======================================================================================================

The groups `author`, `outlet`, `agency`, `place`, `date` and `updated` are read; others tell the reader of the rules what is there. An
`agency` is an outlet only if the profile knows it. Text that stands more than once is kept once, see `repeats`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from iranaz_utils.reading.publication import Candidate
from iranaz_utils.reading.repeats import without_repeats
from iranaz_utils.tables import ProfileError

#: A header is looked for in the first lines only, and in the first characters of a line: both bound the work on hostile text.
HEAD_LINES, HEAD_CHARACTERS = 30, 600
#: Lines that can stand between the headline and the byline or dateline, and how long each of them can be.
STANDFIRST_LINES, STANDFIRST_CHARACTERS = 4, 400
#: A line has so many pieces of header at most, and a text so many rounds of trailers.
PIECES = 12
#: A line of so many characters is a paragraph: lines that were broken by hand are shorter.
PARAGRAPH = 120
#: A line is a headline if a byline, date or dateline is among so many lines below it.
HEADER_LINES = 3
#: The longest line that a line rule can take off, and how much of the end a trailer rule looks at.
LINE_CHARACTERS, TAIL_CHARACTERS = 500, 300

REPEATED, HEADLINE = "stands in the article already", "the headline"

_INVISIBLE = " \t\xa0\u200b\u200e\u200f\ufeff"
_ENDS_A_SENTENCE = re.compile(r"""[.!…:;,،؛。]["'”’»)\]]*$""")
_OPENS_A_SPEECH = re.compile(r"(?i:in the name of (?:god|allah)|(?:mr\.?|madam) (?:president|speaker)|به نام خدا|بسم\u200c? ?الله)")
_STARTS_A_SENTENCE = re.compile(r"""["'“‘«(\[]*[^\W_a-zа-яёəğışçöü]""")

_NEVER = re.compile(r"(?!)")

Rule = tuple[re.Pattern[str], str]


@dataclass(frozen=True)
class Rules:
    r"""The clean-up rules of a profile, compiled once: patterns with their reasons.

    Examples
    --------
    >>> rules = Rules.compiled([("line", "Leave a Comment", "a form"), ("header", r"By (?P<author>[A-Z]\w+)$", "a byline")])
    >>> [len(kind) for kind in (rules.header, rules.line, rules.trailer)]
    [1, 1, 0]
    """

    header: tuple[Rule, ...] = ()
    line: tuple[Rule, ...] = ()
    trailer: tuple[Rule, ...] = ()
    rest: tuple[Rule, ...] = ()
    #: All header rules as one pattern, all line rules, and all trailers, so that text that none of them matches costs one call.
    any_header: re.Pattern[str] = _NEVER
    any_line: re.Pattern[str] = _NEVER
    any_trailer: re.Pattern[str] = _NEVER

    @property
    def reasons(self) -> tuple[str, ...]:
        """All reasons for which text is taken off."""
        rules = (*self.header, *self.line, *self.trailer, *self.rest)
        return tuple(dict.fromkeys([REPEATED, HEADLINE, *(reason for _, reason in rules)]))

    @classmethod
    def compiled(cls, rows: Iterable[tuple[str, str, str]]) -> Rules:
        """Rules from rows of kind, pattern and reason.

        Raises
        ------
        ProfileError
            If a kind is none of the three, or a pattern is no regular expression.
        """
        kinds: dict[str, list[Rule]] = {"header": [], "line": [], "trailer": [], "rest": []}
        for what, pattern, reason in rows:
            if what not in kinds:
                raise ProfileError(f"rules.csv: a rule is one of {', '.join(kinds)}, not {what!r}; its pattern is {pattern!r}")
            try:
                kinds[what].append((re.compile(rf"(?:{pattern})\Z" if what == "trailer" else pattern), reason))
            except re.error as error:
                raise ProfileError(f"rules.csv: {pattern!r} is no regular expression: {error}") from error
        header, line, trailer, rest = (tuple(rules) for rules in kinds.values())
        return cls(header, line, trailer, rest, _any(header), _any(line), _any(trailer))


def _any(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    """A pattern that matches where one of the rules does; without names, which two rules may share."""
    unnamed = [re.sub(r"\(\?P<\w+>", "(?:", rule.pattern) for rule, _ in rules]
    return re.compile("|".join(f"(?:{pattern})" for pattern in unnamed)) if unnamed else _NEVER


@dataclass
class Article:
    """What one raw text gave: header fields where it has them, the body, and what was taken off, each piece with the reason."""

    text: str = ""
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    agency: str | None = None
    place: str | None = None
    language: str | None = None
    dates: list[Candidate] = field(default_factory=list)
    updated: str | None = None
    removed: list[tuple[str, str]] = field(default_factory=list)


def parse(raw: str, rules: Rules, *, title: str | None = None) -> Article:
    r"""The header fields and the body of one raw text.

    The body keeps its own characters; what is taken off are whole lines, the header in front of the first line, the trailers behind the
    last, what follows the mark of an end, and sentences that stand there already. Dates are candidates in the order in which they stand.

    Parameters
    ----------
    raw
        The text as it was read.
    rules
        What is taken off.
    title
        The headline, where it is known already: the line that repeats it goes, and no other line is taken for a headline.

    Examples
    --------
    >>> rules = Rules.compiled([("header", r"(?P<place>[A-Z]{3,20}) – ", "dateline"), ("line", "Leave a Comment", "form")])
    >>> article = parse("Bridge opens over the river\n\nSTRELSAU – The bridge is open.\nLeave a Comment", rules)
    >>> article.title, article.place, article.text
    ('Bridge opens over the river', 'STRELSAU', 'The bridge is open.')
    """
    article = Article(title=title)
    text, repeats = without_repeats("\n".join(raw.splitlines()))
    article.removed += [(REPEATED, repeat) for repeat in repeats]
    text = _without_trailers(_without_rest(text, rules, article), rules, article)
    body = _without_furniture(text.split("\n"), rules, article)
    start = _read_head(body, rules, article)
    article.text = "\n".join(body[start:]).strip()
    return article


def _without_rest(text: str, rules: Rules, article: Article) -> str:
    """The text in front of the first mark behind which nothing belongs to it."""
    for rule, reason in rules.rest:
        if (found := rule.search(text)) and (kept := text[: found.start()].rstrip()):
            article.removed.append((reason, text[found.start() :].strip()))
            text = kept
    return text


def _without_trailers(text: str, rules: Rules, article: Article) -> str:
    """The text in front of all trailers."""
    text = text.rstrip()
    first = _first_trailer(text, rules)
    for rule, reason in rules.trailer * PIECES:
        if not first:
            break
        if found := rule.search(text, first.start()):  # no rule's match begins before the first of all
            _note(found, reason, article)
            text = text[: found.start()].rstrip()
            first = _first_trailer(text, rules)
    return text


def _first_trailer(text: str, rules: Rules) -> re.Match[str] | None:
    """The match of the trailer that begins first, if there is any."""
    return rules.any_trailer.search(text, max(0, len(text) - TAIL_CHARACTERS))


def _without_furniture(lines: list[str], rules: Rules, article: Article) -> list[str]:
    """The lines that no line rule takes off."""
    kept = []
    for line in lines:
        bare = line.strip(_INVISIBLE)
        if bare and len(bare) <= LINE_CHARACTERS and rules.any_line.fullmatch(bare):
            found, reason = next((found, reason) for rule, reason in rules.line if (found := rule.fullmatch(bare)))
            _note(found, reason, article)
        else:
            kept.append(line)
    return kept


def _read_head(lines: list[str], rules: Rules, article: Article) -> int:
    """Where the body starts; what stands before it goes into the article's fields, and the header is cut off its first line."""
    known = article.title is not None
    filled = [index for index, line in enumerate(lines) if line.strip(_INVISIBLE)]
    for index in filled[:HEAD_LINES]:
        rest = _read_header(lines[index].strip(_INVISIBLE), rules, article)
        if rest and article.title and _same(rest, article.title):
            article.removed.append((HEADLINE, rest))
        elif rest and article.title is None and not article.place and not known and _is_headline(rest, lines[index + 1 :], rules):
            article.title = rest.lstrip("•·*-– ")
        elif rest:
            lines[index] = rest
            _read_standfirst(lines, [at for at in filled if at > index], rules, article)
            return index
    return filled[HEAD_LINES] if len(filled) > HEAD_LINES else len(lines)


def _read_standfirst(lines: list[str], following: list[int], rules: Rules, article: Article) -> None:
    """Take the byline and dateline off that stand below a standfirst."""
    for index in following[:STANDFIRST_LINES]:
        line = lines[index].strip(_INVISIBLE)
        if article.place or len(line) > STANDFIRST_CHARACTERS:
            return
        lines[index] = _read_header(line, rules, article)


def _read_header(line: str, rules: Rules, article: Article) -> str:
    """What is left of a line once the header rules have taken their fields off its front."""
    for _ in range(PIECES):
        head = line[:HEAD_CHARACTERS]
        if not rules.any_header.match(head):
            break
        found, reason = next((found, reason) for rule, reason in rules.header if (found := rule.match(head)))
        if not found.end():
            break
        _note(found, reason, article)
        line = line[found.end() :].lstrip(_INVISIBLE)
    return line


def _note(found: re.Match[str], reason: str, article: Article) -> None:
    """The named groups of a rule go into the article: a field once set stays, dates add up."""
    groups = {name: value.strip() for name, value in found.groupdict().items() if value}
    article.removed.append((reason, found[0].strip()))
    for name in ("author", "outlet", "agency", "place", "updated"):
        if name in groups and getattr(article, name) is None:
            setattr(article, name, groups[name])
    if "date" in groups:
        article.dates.append(Candidate(groups["date"], "byline" if "author" in groups else "header"))


def _is_headline(line: str, following: list[str], rules: Rules) -> bool:
    """Whether a first line stands above the article rather than in it: short, no full stop, and set off from what follows."""
    filled = [bare for text in following[:HEAD_LINES] if (bare := text.strip(_INVISIBLE))]
    words = len(line.split())
    if not filled or not 2 <= words <= 40 or len(line) > 250 or _ENDS_A_SENTENCE.search(line[-5:]) or _OPENS_A_SPEECH.match(line):
        return False
    if _same(line, filled[0]) or any(rules.any_header.match(after[:HEAD_CHARACTERS]) for after in filled[:HEADER_LINES]):
        return True
    return words <= 30 and _is_set_off(line, following, filled[0]) and _STARTS_A_SENTENCE.match(filled[0]) is not None


def _is_set_off(line: str, following: list[str], after: str) -> bool:
    """Whether a blank line follows, or a subtitle and a blank line, or a paragraph: else it can be the first line of a broken text."""
    blank = [not text.strip(_INVISIBLE) for text in following[:2]]
    is_subtitle = not _ENDS_A_SENTENCE.search(after[-5:]) or after.endswith(("...", "…"))
    return blank[0] or (blank == [False, True] and is_subtitle) or (len(after) >= PARAGRAPH and len(after) > 2 * len(line))


def _same(line: str, title: str) -> bool:
    return len(line) < 2 * len(title) + 20 and re.findall(r"\w+", line.lower()) == re.findall(r"\w+", title.lower())
