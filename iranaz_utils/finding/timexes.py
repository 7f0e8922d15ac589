"""Time expressions: where they stand, what they are (TIMEX3 types and values), and the days that they cover.

Three steps: a native scan cuts out the stretches of text that hold a word of time; the rules of its language (`timex_english`,
`timex_persian` …) read each distinct stretch once; a walk through the article in reading order resolves what was read against the
publication date, the date in focus and the tense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd
import polars as pl

from iranaz_utils.finding.sentences import sentence_frame
from iranaz_utils.finding.timex_azerbaijani import azerbaijani
from iranaz_utils.finding.timex_calendars import converted
from iranaz_utils.finding.timex_english import english
from iranaz_utils.finding.timex_grammar import Grammar
from iranaz_utils.finding.timex_persian import persian
from iranaz_utils.finding.timex_rules import PLACE, Reading
from iranaz_utils.finding.timex_russian import russian
from iranaz_utils.finding.timex_turkish import turkish
from iranaz_utils.finding.timex_values import DAY, FINEST, OPEN, days, far, filled, fixed, moved
from iranaz_utils.reading.languages import language_of
from iranaz_utils.tables import ParameterError, shape, take

if TYPE_CHECKING:
    from iranaz_utils.reading import Corpus

#: Language → its grammar; in a language that is not here no time expressions are found.
GRAMMARS = {"en": english, "fa": persian, "az": azerbaijani, "tr": turkish, "ru": russian}
#: Cuts stretches out of the text; a text that holds the mark is scanned with a space in its place.
MARK = PLACE
#: How many characters before an expression are searched for a tense, and looked at by a guard.
REACH = 120
#: ``[M-1]``, ``<D+2>``, ``[=Y-1]`` and ``<=Y-1>`` in the value of a rule.
SHIFT = re.compile(r"([\[<])(=?)([A-Z]{1,2})([+-])([\dX.]+)[\]>]")
#: A month or a day, its year known or not; a year that has every day of the calendar.
MONTH, LEAP_YEAR = re.compile(r"(?:\d{4}|XXXX)-\d\d(?!.*X)"), "2000"
#: ``P3TH``, as the tables write three hours, is ``PT3H``.
TIME_LENGTH = re.compile(r"P([\d.]+|X)T([HMS])")
#: Signs that make figures part of an address on the web or of a name.
PART_OF_NAME = ("/", "@", "#", "_", "\\")
#: Types that an empty list of them could not tell.
FOUND = {"doc_id": pl.String, "start": pl.Int64, "first": pl.Date, "last": pl.Date, "mod": pl.String, "text": pl.String}


class Timex(NamedTuple):
    """One time expression, resolved as far as can be."""

    start: int
    end: int
    type: str
    value: str
    first: date | None
    last: date | None
    mod: str


def timexes_in(text: str, date: str | None = None, *, language: str | None = None) -> list[tuple[int, int, str, str]]:
    """The time expressions of one text: start, end, TIMEX3 type and value.

    Parameters
    ----------
    text
        Any text; offsets count code points.
    date
        The day of publication, ``YYYY-MM-DD``. Without it, what only it could tell stays open (``XXXX-04-28``).
    language
        ``en``, ``fa``, ``az``, ``tr`` or ``ru``; without it the text itself tells, and what does not tell is read as English.

    Raises
    ------
    ParameterError
        If `date` is no day, or no rules are known for `language`.

    References
    ----------
    Pustejovsky et al. 2010, ISO-TimeML (the types and values of TIMEX3).

    Examples
    --------
    >>> timexes_in("Anna Berg came to Strelsau on 28 April 2025.", None)
    [(30, 43, 'DATE', '2025-04-28')]
    >>> timexes_in("They met on Tuesday.", "2025-05-08")
    [(12, 19, 'DATE', '2025-05-06')]
    >>> timexes_in("۸ اردیبهشت ۱۴۰۴", None, language="fa")
    [(0, 15, 'DATE', '2025-04-28')]
    """
    published = _day(date)
    if language not in {None, *GRAMMARS}:
        raise ParameterError(f"language must be one of {', '.join(GRAMMARS)}, or None; got {language!r}")
    documents = pl.DataFrame(
        {"doc_id": ["0"], "text": [text], "language": [language]}, schema=dict.fromkeys(("doc_id", "text", "language"), pl.String)
    )
    return [timex[:4] for _, timex in _timexes(documents, {"0": published})]


def find_timexes(documents: pd.DataFrame | Corpus) -> pd.DataFrame:
    """The time expressions of all documents.

    Parameters
    ----------
    documents
        Columns `doc_id` and `text`; `date` (the day of publication), `date_from` and `language` where they are known. A date of which only
        the year or the month is known (`date_from` such as ``filename:year``) resolves nothing: "today" is not its first day.
        The rules are those of `language` (``en``, ``fa``, ``az``, ``tr``, ``ru``); where it is missing the text tells, and in other
        languages nothing is found.

    Returns
    -------
    DataFrame
        The timexes table, in the order of documents and text. `first` and `last` are the days that the value covers, both included;
        for a length of time that ends with the publication or begins after it, the days of that time; missing when unresolved. What is no
        period of our calendar has an interval of days as its value (``2024-03-20/2025-03-20`` for the Persian year 1403). The further
        column `mod` holds TIMEX3's modifier (``START``, ``END``, ``APPROX`` …), empty without one; it does not change `first` and `last`.

    Examples
    --------
    >>> articles = pd.DataFrame({"doc_id": ["a"], "text": ["They meet this month."], "date": ["2025-04-26"]})
    >>> find_timexes(articles)[["value", "first", "last", "text"]].astype(str).iloc[0].to_list()
    ['2025-04', '2025-04-01', '2025-04-30', 'this month']
    """
    taken = take(documents, "doc_id", "text", optional=("date", "date_from", "language")).with_columns(pl.col("text").fill_null(""))
    taken = taken.with_columns(date=pl.when(~pl.col("date_from").str.contains(":", literal=True).fill_null(value=False)).then("date"))
    published = {doc_id: day and day.date() for doc_id, day in taken.select("doc_id", "date").iter_rows()}
    texts = dict(taken.select("doc_id", "text").iter_rows())
    with ThreadPoolExecutor(1) as beside:  # Polars lets this thread read expressions while another one cuts sentences
        cut = beside.submit(sentence_frame, taken)
        found = [(doc_id, *timex, texts[doc_id][timex.start : timex.end]) for doc_id, timex in _timexes(taken, published)]
    timexes = pl.DataFrame(found, schema=["doc_id", *Timex._fields, "text"], schema_overrides=FOUND, orient="row")
    sentences = cut.result().select("doc_id", "sentence", "start").sort("start")
    numbered = timexes.sort("start").join_asof(sentences, on="start", by="doc_id", check_sortedness=False)
    order = taken.select("doc_id").with_row_index("document")
    return shape("timexes", numbered.join(order, on="doc_id").sort("document", "start").drop("document"))


def _day(written: str | None) -> date | None:
    try:
        return None if written is None else datetime.fromisoformat(written).date()
    except (TypeError, ValueError) as error:
        raise ParameterError(f"date must be a day written YYYY-MM-DD, or None; got {written!r}") from error


def _timexes(documents: pl.DataFrame, published: dict[str, date | None]) -> Iterator[tuple[str, Timex]]:
    """The time expressions of each document, one language after the other."""
    told = [said or _language(text) for said, text in documents.select("language", "text").iter_rows()]
    for part in documents.with_columns(pl.Series("language", told, pl.String)).partition_by("language", maintain_order=True):
        if not (made := GRAMMARS.get(part["language"][0])):
            continue
        grammar = made()
        for doc_id, text, starts, stretches in _stretches(part, grammar).iter_rows():
            walk = Walk(grammar, text, published[doc_id])
            for start, stretch in zip(starts, stretches, strict=True):
                if readings := _readings(grammar, stretch):
                    yield from ((doc_id, timex) for timex in walk.resolve(start, readings))


def _language(text: str) -> str:
    """The language of a text whose language nobody said, if it has a grammar, else English."""
    told = language_of(text)
    return told if told in GRAMMARS else "en"


@lru_cache(maxsize=100_000)
def _readings(grammar: Grammar, stretch: str) -> list[list[list[Reading]]]:
    return grammar.readings(stretch)


def _stretches(documents: pl.DataFrame, grammar: Grammar) -> pl.DataFrame:
    """Per document the stretches that hold a word of time and where they start: the cut text alternates gap, stretch, gap …"""
    clean = grammar.plain(pl.col("text").str.replace_all(MARK, " ", literal=True))
    cut = clean.str.replace_all(grammar.scan, f"{MARK}${{0}}{MARK}").str.split(MARK)
    return (
        documents.select("doc_id", text=clean, stretch=cut)
        .with_columns(
            start=pl.col("stretch").list.eval(pl.element().str.len_chars().cast(pl.Int64).cum_sum()).list.gather_every(2),
            stretch=pl.col("stretch").list.gather_every(2, 1),
        )
        .select("doc_id", "text", pl.col("start").list.head(pl.col("stretch").list.len()), "stretch")
    )


class Walk:
    """One article, read from its beginning: the date in focus is the last one resolved."""

    def __init__(self, grammar: Grammar, text: str, published: date | None):
        self.grammar, self.text, self.published = grammar, text, published
        self.focus = published.isoformat() if published else ""
        self.quarter = ""

    def resolve(self, offset: int, starts: list[list[list[Reading]]]) -> Iterator[Timex]:
        """What the stretch at `offset` holds, resolved: at each start the first alternative that may stand there, and nothing inside it."""
        done = 0
        for alternatives in starts:
            if offset + alternatives[0][0].start < done:
                continue
            for alternative in alternatives:
                if timexes := self._read(alternative, offset):
                    yield from timexes
                    done = timexes[-1].end
                    break

    def _read(self, alternative: list[Reading], offset: int) -> list[Timex]:
        """The expressions of one alternative, none of them if one cannot be."""
        if not self._fits(alternative, offset):
            return []
        timexes = [timex for reading in alternative if (timex := self._timex(reading, offset))]
        return timexes if len(timexes) == len(alternative) else []

    def _fits(self, alternative: list[Reading], offset: int) -> bool:
        """Whether what stands around the expressions lets them be what they seem."""
        left, right = self._around(offset + alternative[0].start, offset + alternative[-1].end)
        if left[-1:].isalnum() or right[:1].isalnum() or left.endswith(PART_OF_NAME) or right.startswith(PART_OF_NAME):
            return False
        guard = alternative[0].guard
        return not guard or self.grammar.guards[guard].allows(left, right)

    def _around(self, start: int, end: int) -> tuple[str, str]:
        return self.text[max(0, start - REACH) : start], self.text[end : end + REACH]

    def _timex(self, reading: Reading, offset: int) -> Timex | None:
        start, end = offset + reading.start, offset + reading.end
        draft, _, direction = reading.draft.partition(" ")
        value = SHIFT.sub(self._shifted, draft) if "]" in draft or ">" in draft else draft
        if value.startswith(("XXXX-", "JXXXX-", "HXXXX-")) and self.published and draft == value and reading.type in ("DATE", "TIME"):
            value = filled(value, self.published, direction or self._tense(*self._around(start, end)))
        ours = converted(fixed(value))
        if ours is None:
            return None  # 31 Mehr is no date
        value = TIME_LENGTH.sub(r"PT\1\2", ours)
        covered = days(value)
        if covered:
            self._look_at(value, draft)
        elif MONTH.match(value) and not days(value.replace("XXXX", LEAP_YEAR, 1)):
            return None  # 31 April is no date
        first, last = covered or self._length(value, direction)
        return Timex(start, end, reading.type, value.removeprefix("FY"), first, last, reading.mod)

    def _look_at(self, value: str, draft: str) -> None:
        """Put a date in focus; what is counted from the quarter reported on leaves both as they are."""
        if "=" not in draft:
            self.focus = value
            self.quarter = value if re.fullmatch(r"\d{4}-Q\d", value) and not draft.startswith("[Y-1]") else self.quarter

    def _shifted(self, shift: re.Match) -> str:
        """``[M-1]`` or ``<D+2>`` as a value, open when there is nothing to count from."""
        origin, same, unit, sign, count = shift.groups()
        if count == "X":
            return "PAST_REF" if sign == "-" else "FUTURE_REF"
        count = float(sign + count)
        if same and self.quarter:
            return f"{int(self.quarter[:4]) + int(count):04}{self.quarter[4:]}"
        if same and not count:
            return OPEN["Q"]
        here = self.published and (self.published, self.published)
        base = days(self.focus) if origin == "<" else here
        if base and (base[1] - base[0]).days >= FINEST.get(unit, 1):
            base = here
        return moved(base[0], unit, count) if base else OPEN.get(unit, "XXXX-XX-XXTXX")

    def _length(self, value: str, direction: str) -> tuple[date | None, date | None]:
        """First and last day of a length of time that ends with the publication or begins on the day after."""
        length = re.fullmatch(r"P([\d.]+)([YMWDQ]|DE|CE)", value)
        if not (length and direction and self.published):
            return None, None
        count, unit = float(length[1]), length[2]
        other = far(self.published, unit, count if direction == "next" else -count)
        if other is None:
            return None, None
        return (self.published + DAY, other) if direction == "next" else (other + DAY, self.published)

    def _tense(self, left: str, right: str) -> str:
        """``past`` or ``future``, as the last word of tense before the expression says, else the first after it; else ``past``.

        ``done`` is a past that the clause makes sure.
        """
        before, after = self.grammar.clause.split(left)[-1], self.grammar.clause.split(right)[0]
        past, future = (max((cue.end() for cue in tense.finditer(before)), default=0) for tense in (self.grammar.past, self.grammar.future))
        if not past and not future:
            past, future = (-cue.start() if (cue := tense.search(after)) else -REACH for tense in (self.grammar.past, self.grammar.future))
        if future >= past and future not in (0, -REACH):
            return "future"
        done = self.grammar.done.search(f"{before}{PLACE}{after}") and not self.grammar.future.search(before)
        return "done" if done else "past"
