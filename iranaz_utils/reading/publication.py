"""The dates that an article gives → its day of publication, where it was read, and what speaks against it.

Candidates come in the order of their weight: metadata beside the articles, the file's name, the columns or tags that came with the text,
the header, the address. The first that can be a day of publication is taken; whatever else was written is told. A date that lies in the
future or before newspapers' archives is no day of publication, and no date is ever made from the clock: an article without one stays,
undated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from iranaz_utils.reading.dates import Written, read_date
from iranaz_utils.reading.files import Problem

#: Nothing was published before.
FIRST_YEAR = 1800
#: From so many dated articles on, one day for all of them looks like the day on which they were collected.
LARGE = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date as it is written, and where it was read: `metadata`, `filename`, `html`, `header`, `byline` or `url`."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Dated:
    """An article's day of publication and where it was read; both None where none can be defended.

    `source` has the precision behind a colon where only a year or a month is known, whose first day then stands for it.
    """

    day: date | None = None
    source: str | None = None


def publication_days(articles: Iterable[tuple[str, Sequence[Candidate]]], *, today: date) -> tuple[list[Dated], list[Problem]]:
    """The day of each article, and the problems met.

    Parameters
    ----------
    articles
        Path and candidates of each, weightiest first.
    today
        Dates after it, and a day for the zones of the earth, are refused. It is never taken for a date.

    Examples
    --------
    >>> days, problems = publication_days([("a.txt", [Candidate("03/04/2025", "metadata")])], today=date(2025, 12, 1))
    >>> days[0].day, problems[0].action
    (None, 'left undated')
    """
    readings = [(path, [(candidate, read_date(candidate.text)) for candidate in candidates]) for path, candidates in articles]
    month_first = _order(written for _, read in readings for _, written in read if written)
    chosen = [_choose(path, read, month_first, today) for path, read in readings]
    days = [dated for dated, _ in chosen]
    return days, [problem for _, problems in chosen for problem in problems] + _of_all(days)


def _order(dates: Iterable[Written]) -> bool | None:
    """Whether the month comes first in the corpus' dates of the form 04/26/2025; None where none shows it, or they differ."""
    shown = {written.month_first for written in dates if written.month_first is not None}
    return shown.pop() if len(shown) == 1 else None


def _choose(path: str, read: list[tuple[Candidate, Written | None]], month_first: bool | None, today: date) -> tuple[Dated, list[Problem]]:
    """The day of one article, with a problem for each candidate that is refused, settled or contradicted."""
    certain = {written.day for _, written in read if written and written.precision == "day" and not written.other}
    usable: list[tuple[date, str]] = []
    said: list[str] = []
    for candidate, written in read:
        if written and written.other and (day := _settled(written, certain, month_first)):
            if day not in certain:
                said.append(f"the date {candidate.text!r} is {written.day} or {written.other}; the other dates of the corpus tell")
            written = Written(day)
        if (reason := _refusal(written, today)) or written is None:
            said.append(f"the date {candidate.text!r} {reason}")
        else:
            usable.append((written.day, _source(candidate, written)))
            if written.calendar == "islamic":
                said.append(f"the date {candidate.text!r} is of the Islamic calendar and may be a day off")
    if not usable:
        return Dated(), [Problem(path, "warning", problem, "left undated") for problem in said]
    dated = Dated(*_finest(usable))
    said += _conflict(dated, usable)
    return dated, [Problem(path, "warning", problem, f"{dated.day} taken") for problem in said]


def _settled(written: Written, certain: set[date], month_first: bool | None) -> date | None:
    """Which of its two days a date is: the one that another candidate names, else the one in the order of the corpus."""
    named = {written.day, written.other} & certain
    if len(named) == 1:
        return named.pop()
    return None if month_first is None else written.other if month_first else written.day


def _refusal(written: Written | None, today: date) -> str | None:
    """Why a written date is no day of publication; None where it can be one."""
    if written is None:
        return "is not a day that can be read"
    if written.other:
        return f"is {written.day} or {written.other}, as day or month comes first"
    if written.day.year < FIRST_YEAR:
        return f"lies before {FIRST_YEAR}"
    return "lies in the future" if written.day > today + timedelta(days=1) else None


def _source(candidate: Candidate, written: Written) -> str:
    return candidate.source if written.precision == "day" else f"{candidate.source}:{written.precision}"


def _finest(usable: list[tuple[date, str]]) -> tuple[date, str]:
    """The first candidate, or where it is a year or a month the first that names a day in it."""
    day, source = usable[0]
    same = {"year": 4, "month": 7}.get(source.partition(":")[2], 0)
    return next((other for other in usable if same and ":" not in other[1] and f"{other[0]}"[:same] == f"{day}"[:same]), usable[0])


def _conflict(dated: Dated, usable: list[tuple[date, str]]) -> list[str]:
    """What other candidates say, if they do."""
    others = sorted({f"{day} ({source})" for day, source in usable if day != dated.day and ":" not in source})
    return [f"the article gives more than one date: {dated.day} ({dated.source}), {', '.join(others)}"] if others else []


def _of_all(days: list[Dated]) -> list[Problem]:
    """What can be seen only over all articles: one day for every one of them; years that stand as their first day."""
    problems = []
    dated = [day for day in days if day.day]
    if len(dated) >= LARGE and len({day.day for day in dated}) == 1 and ":" not in str(dated[0].source):
        problem = f"all {len(dated)} dated articles have the day {dated[0].day}: it may be the day on which they were collected"
        problems.append(Problem("(all)", "warning", problem, "kept; compare with the articles"))
    for precision in ("year", "month"):
        if count := sum(str(day.source).endswith(f":{precision}") for day in dated):
            have = "article has" if count == 1 else "articles have"
            problem = f"{count} {have} no day of publication but a {precision}, by what is said beside them"
            problems.append(Problem("(all)", "info", problem, f"the first day of the {precision} stands for it; see date_from"))
    return problems
