"""The arithmetic of TIMEX3 values: the days that a value covers, a value so many months from a day, a year left open filled in.

>>> days("2025-Q2")
(datetime.date(2025, 4, 1), datetime.date(2025, 6, 30))
>>> moved(date(2025, 4, 26), "M", -1)
'2025-03'
>>> filled("XXXX-10-21", date(2025, 12, 7), "past")
'2025-10-21'
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from iranaz_utils.finding.timex_calendars import NAMES, converted, jalali, years_around

DAY = timedelta(days=1)
#: How near a date must be to be meant against the tense: ahead of the publication, and a day just before it.
AHEAD, JUST_PAST = 60 * DAY, 30 * DAY
DAY_OF_YEAR = re.compile(r"[JH]?XXXX-(?:\d\d-\d\d|EASTER)")
#: What a shift leaves open when there is nothing to count from.
OPEN = {
    "Y": "XXXX",
    "Q": "XXXX-QX",
    "M": "XXXX-XX",
    "W": "XXXX-WXX",
    "D": "XXXX-XX-XX",
    "DE": "XXX",
    "CE": "XX",
    "JY": "JXXXX",
    "JM": "XXXX-XX",
}
#: Longest span in days that still tells which day, week, month … is meant.
FINEST = {"D": 1, "W": 7, "M": 31, "Q": 92, "Y": 366, "DE": 3653, "CE": 36525, "JY": 366, "JM": 31}
#: A feast that is kept on a weekday, or so many days from Easter.
FEAST = re.compile(r"(?P<year>\d{4}|XXXX)-(?:(?P<month>\d\d)-(?P<day>\d\d)x(?P<weekday>[1-7])|EASTER(?P<after>[+-]\d+)?)")
#: How many months the longer units last.
MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
#: Meteorological seasons of the northern hemisphere: first month and months; winter begins in the year that names it.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|W(?P<week>\d\d)(?:-(?P<weekday>[1-7]|WE))?))?(?:T.*)?|(?P<start>\d{4}-\d\d-\d\d)/(?P<stop>\d{4}-\d\d-\d\d)|(?P<decade>\d{3})|(?P<century>\d\d)"
)


@lru_cache(maxsize=100_000)
def days(value: str) -> tuple[date, date] | None:
    """First and last day that a value covers; None for durations, references and whatever is left open or stands in no calendar."""
    if not (form := FORM.fullmatch(value)):
        return None
    part = {name: found for name, found in form.groupdict().items() if found}
    try:
        return _days(part)
    except (ValueError, OverflowError):
        return None


def _days(part: dict[str, str]) -> tuple[date, date]:
    if "century" in part:
        return date(max(int(part["century"]) * 100, 1), 1, 1), date(int(part["century"]) * 100 + 99, 12, 31)
    if "decade" in part:
        return date(max(int(part["decade"]) * 10, 1), 1, 1), date(int(part["decade"]) * 10 + 9, 12, 31)
    if "start" in part:
        return date.fromisoformat(part["start"]), date.fromisoformat(part["stop"])
    year = int(part["year"])
    if "day" in part:
        return (day := date(year, int(part["month"]), int(part["day"]))), day
    if "month" in part:
        return _months(year, int(part["month"]), 1)
    if "quarter" in part:
        return _months(year, 3 * int(part["quarter"]) - 2, 3)
    if "half" in part:
        return _months(year, 6 * int(part["half"]) - 5, 6)
    if "season" in part:
        return _months(year, SEASONS[part["season"]], 3)
    if "week" in part:
        monday = date.fromisocalendar(year, int(part["week"]), 1)
        first, last = {"WE": (5, 6)}.get(part.get("weekday", ""), (0, 6))
        if part.get("weekday", "WE") != "WE":
            first = last = int(part["weekday"]) - 1
        return monday + first * DAY, monday + last * DAY
    return _months(year, 1, 12)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    after = year * 12 + month - 1 + count
    return date(year, month, 1), date(after // 12, after % 12 + 1, 1) - DAY


def moved(day: date, unit: str, count: float) -> str:
    """The day, week, month, … `count` units from the one of `day`."""
    try:
        return _moved(day, unit, count)
    except (ValueError, OverflowError):
        return "PAST_REF" if count < 0 else "FUTURE_REF"


def _moved(day: date, unit: str, count: float) -> str:
    if unit[0] == "J":
        year, month = jalali(day)
        months = year * 12 + month - 1 + int(count) * (12 if unit == "JY" else 1)
        return f"J{months // 12:04}" + (f"-{months % 12 + 1:02}" if unit == "JM" else "")
    if unit == "D":
        return (day + timedelta(days=count)).isoformat()
    if unit == "W":
        year, week, _ = (day + timedelta(days=7 * count)).isocalendar()
        return f"{year:04}-W{week:02}"
    months = day.year * 12 + day.month - 1 + round(count * MONTHS.get(unit, 0))
    year = months // 12
    date(year, 1, 1)
    return {
        "M": f"{year:04}-{months % 12 + 1:02}",
        "Q": f"{year:04}-Q{months % 12 // 3 + 1}",
        "Y": f"{year:04}",
        "DE": f"{year // 10:03}",
        "CE": f"{year // 100:02}",
    }.get(unit, f"{day.isoformat()}TXX")


def far(day: date, unit: str, count: float) -> date | None:
    """The day `count` units before or after a day, at the same place in its month where there is one."""
    try:
        if unit in "DW":
            return day + timedelta(days=count * {"D": 1, "W": 7}[unit])
        months = day.year * 12 + day.month - 1 + round(count * MONTHS[unit])
        first, last = _months(months // 12, months % 12 + 1, 1)
        return min(first + (day.day - 1) * DAY, last)
    except (ValueError, OverflowError, KeyError):
        return None


@lru_cache(maxsize=100_000)
def filled(draft: str, published: date, tense: str) -> str:
    """A value whose year or week is left open, made whole.

    `tense` says which: ``last`` and ``next`` take the nearest that lies wholly before or after the publication, ``past`` and ``future``
    the nearest that has begun or has not ended. A date `AHEAD` is meant even when the tense is past, since deadlines are reported in it,
    but not when it is ``done`` (*was elected in May*), and a day `JUST_PAST` even in the future, since what follows from it is. Where no
    year has such a day the draft comes back as it was.
    """
    whole = [(value, *covered) for value in _candidates(draft, published) if (covered := days(value))]
    begun = published if draft.startswith("XXXX-W") or tense == "done" else published + AHEAD
    ended = published - (JUST_PAST if DAY_OF_YEAR.match(draft) else AHEAD if "-Q" in draft else 0 * DAY)
    fitting = {
        "last": [value for value, _, last in whole if last < published][-1:],
        "next": [value for value, first, _ in whole if first > published][:1],
        "future": [value for value, _, last in whole if last >= ended][:1],
        "past": [value for value, first, _ in whole if first <= begun][-1:],
    }["past" if tense == "done" else tense]
    return fitting[0] if fitting else draft


def _candidates(draft: str, published: date) -> list[str]:
    if draft[0] in NAMES:
        values = (converted(draft.replace("XXXX", f"{year:04}", 1)) for year in years_around(draft[0], published))
        return [value for value in values if value]
    if not draft.startswith("XXXX-WXX"):
        return [fixed(f"{year:04}{draft[4:]}") for year in range(max(published.year - 4, 1), min(published.year + 4, 9999) + 1)]
    weeks = [moved(published, "W", count) + draft[8:] for count in (-2, -1, 0, 1, 2)]
    if not re.match("-[1-7]", draft[8:]):
        return weeks
    return [covered[0].isoformat() + week[10:] for week in weeks if (covered := days(week))]


def fixed(value: str) -> str:
    """A movable feast as its day; any other value as it is.

    ``2024-11-22x4`` is the first Thursday from 22 November on, ``2024-EASTER-2`` two days before Easter; without the year it stays open.

    >>> fixed("2024-11-22x4"), fixed("2024-EASTER-2"), fixed("XXXX-EASTER")
    ('2024-11-28', '2024-03-29', 'XXXX-XX-XX')
    """
    if not (feast := FEAST.fullmatch(value)):
        return value
    if feast["year"] == "XXXX":
        return OPEN["D"]
    year = int(feast["year"])
    if not feast["weekday"]:
        return (easter(year) + int(feast["after"] or 0) * DAY).isoformat()
    first = date(year, int(feast["month"]), int(feast["day"]))
    return (first + (int(feast["weekday"]) - first.isoweekday()) % 7 * DAY).isoformat()


def easter(year: int) -> date:
    """Easter Sunday of the western churches: the Sunday after the full moon of the church's tables that falls on 21 March or later.

    >>> easter(2025)
    datetime.date(2025, 4, 20)
    """
    century = year // 100
    moon = (15 + 19 * (year % 19) + century - century // 4 - (8 * century + 13) // 25) % 30
    moon -= (moon == 29) + (moon == 28 and year % 19 > 10)
    full = date(year, 3, 21) + moon * DAY
    return full + (7 - full.isoweekday() % 7) * DAY
