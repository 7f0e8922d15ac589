"""Days, months and years of the Persian and the Islamic calendar as values of ours.

The rules write them with the letter of their calendar before the year: ``J1403-02-08`` (Jalali, the solar Hijri of Iran) and
``H1446-01-10`` (the lunar Hijri). Years of three figures are decades; ``S1`` … ``S4`` are the seasons of a Jalali year, ``H1`` and
``H2`` its halves.

A day becomes a day: ``2024-04-27``. Nothing else in these calendars is a month, a season or a year of ours, so that its value is an
ISO 8601 interval, its first and its last day: ``2024-03-20/2025-03-20`` is 1403. The lunar calendar is the tabulated one of Umm al-Qura;
where a month begins when its moon is seen, its days may stand one day apart.

>>> converted("J1403-02-08"), converted("J1403"), converted("H1446-01-10")
('2024-04-27', '2024-03-20/2025-03-20', '2024-07-16')
>>> converted("JXXXX-02-08"), converted("2024-04-27")
('XXXX-XX-XX', '2024-04-27')
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from iranaz_utils.reading.dates import day_in

NAMES = {"J": "persian", "H": "islamic"}
DRAFT = re.compile(r"(?P<calendar>[JH])(?P<year>\d{3,4}|XXXX)(?:-(?P<part>\d\d|S[1-4]|H[12]))?(?:-(?P<day>\d\d))?(?P<time>T.*)?")
#: First month and number of months of the parts of a year.
PARTS = {"S1": (1, 3), "S2": (4, 3), "S3": (7, 3), "S4": (10, 3), "H1": (1, 6), "H2": (7, 6)}
#: A year in which every day of the calendar is: a leap year in both.
LEAP_YEAR = {"J": "1403", "H": "1445"}


@lru_cache(maxsize=10_000)
def converted(draft: str) -> str | None:
    """A draft of one of these calendars as a value of ours, any other as it is; None where the calendar has no such day."""
    form = DRAFT.fullmatch(draft)
    if not form:
        return draft
    open_year = form["year"] == "XXXX"
    year = LEAP_YEAR[form["calendar"]] if open_year else form["year"]
    try:
        first, last = _days(NAMES[form["calendar"]], year, form["part"], form["day"])
    except (ValueError, OverflowError):
        return None
    if open_year:
        return "-".join(["XXXX", *("XX" for part in (form["part"], form["day"]) if (part or "").isdigit())]) + (form["time"] or "")
    return f"{first}{form['time'] or ''}" if first == last else f"{first}/{last}"


def _days(calendar: str, year: str, part: str | None, day: str | None) -> tuple[date, date]:
    if day:
        return (only := day_in(calendar, int(year), int(part or 0), int(day))), only
    decade = len(year) == 3
    month, months = PARTS[part] if part in PARTS else (int(part), 1) if part else (1, 120 if decade else 12)
    start = int(year) * (10 if decade else 1)
    after = start * 12 + month - 1 + months
    return day_in(calendar, start, month, 1), day_in(calendar, after // 12, after % 12 + 1, 1) - timedelta(days=1)


def jalali(day: date) -> tuple[int, int]:
    """Year and month of a day in the Persian calendar.

    >>> jalali(date(2025, 3, 20)), jalali(date(2025, 3, 21))
    ((1403, 12), (1404, 1))
    """
    from persiantools.jdatetime import JalaliDate

    found = JalaliDate(day)
    return found.year, found.month


def years_around(calendar: str, day: date) -> range:
    """Years of a calendar that may be meant at a day: four before and four after the one it lies in, or the one beside it.

    >>> 1404 in years_around("J", date(2025, 12, 7)), 1447 in years_around("H", date(2025, 12, 7))
    (True, True)
    """
    year = day.year - 621 if calendar == "J" else (day.year - 622) * 33 // 32
    return range(max(year - 5, 1), year + 6)
