"""Dates and times in figures, which are written alike in many languages; and words with endings.

A language takes these slots and rules into its own tables: ``SLOTS = FIGURES | {…}``, ``RULES = [*FIGURE_RULES, …]``. Of three figures the
day stands before the month here; English, which has it both ways, has rules of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from iranaz_utils.finding.timex_rules import Slot


def two(figures: str) -> str:
    """A month or a day in two figures."""
    return f"{int(figures):02}"


def declined(stems: Mapping[str, str], endings: Iterable[str]) -> dict[str, str]:
    """Every stem with every ending, and what the stem means.

    >>> declined({"nisan": "04", "mart": "03"}, ["", "da"])
    {'nisan': '04', 'nisanda': '04', 'mart': '03', 'martda': '03'}
    """
    return {stem + ending: meaning for stem, meaning in stems.items() for ending in endings}


def compound(numbers: Mapping[str, str], joint: str = " ") -> dict[str, str]:
    """Written numbers, and each round one from 20 to 90 with each from 1 to 9 behind it.

    >>> compound({"yirmi": "20", "beş": "5"})
    {'yirmi': '20', 'beş': '5', 'yirmi beş': '25'}
    """
    tens = {word: int(value) for word, value in numbers.items() if value in ("20", "30", "40", "50", "60", "70", "80", "90")}
    ones = {word: int(value) for word, value in numbers.items() if len(value) == 1}
    return dict(numbers) | {f"{ten}{joint}{one}": str(tens[ten] + ones[one]) for ten in tens for one in ones}


def numbered(months: Mapping[str, int]) -> dict[str, str]:
    """Names of months with the figures that a value has for them, spaces where the names have underscores."""
    return {name.replace("_", " "): f"{number:02}" for name, number in months.items()}


#: Years of ours, and those of the Persian calendar from 1871 to 2050; no number is both.
YEAR, JALALI_YEAR, ISLAMIC_YEAR = r"(?:1[5-9]\d\d|20\d\d)", r"(?:12[5-9]\d|13\d\d|14[0-2]\d)", r"1[34]\d\d"

FIGURES: dict[str, Slot | Mapping[str, str]] = {
    "year": Slot(YEAR, str, figures=4),
    "year2": Slot(YEAR, str, figures=4),
    "anyyear": Slot(r"(?:1\d\d\d|20\d\d)", str, figures=4),  # beside the name of a month of ours
    "jyear": Slot(JALALI_YEAR, str, figures=4),
    "hyear": Slot(ISLAMIC_YEAR, str, figures=4),
    "mm": Slot(r"(?:0?[1-9]|1[0-2])", two, figures=1),
    "dd": Slot(r"(?:0?[1-9]|[12]\d|3[01])", two, figures=1),
    "yy": Slot(r"\d\d", str, figures=1),
    "hour": Slot(r"(?:[01]?\d|2[0-4])", two, figures=1),
    "minute": Slot(r"[0-5]\d", str, figures=1),
    "figure": Slot(r"(?:\d{1,3}(?:,\d\d\d){1,4}|\d{1,4})", lambda figures: figures.replace(",", ""), figures=1),
}

FIGURE_RULES = [
    ("DATE", "{year}-{mm}-{dd}", "{year}-{mm}-{dd}"),
    ("DATE", "{year}/{mm}/{dd}", "{year}-{mm}-{dd}"),
    ("DATE", "{dd}.{mm}.{year}", "{year}-{mm}-{dd}"),
    ("DATE", "{dd}/{mm}/{year}", "{year}-{mm}-{dd}"),
    ("DATE", "{jyear}-{mm}-{dd}", "J{jyear}-{mm}-{dd}"),
    ("DATE", "{jyear}/{mm}/{dd}", "J{jyear}-{mm}-{dd}"),
    ("DATE", "{dd}/{mm}/{jyear}", "J{jyear}-{mm}-{dd}"),
    ("TIME", "{year}-{mm}-{dd}(T| ){hour}:{minute}(:{yy})?", "{year}-{mm}-{dd}T{hour}:{minute}"),
    ("TIME", "{dd}.{mm}.{year}(,)? {hour}:{minute}", "{year}-{mm}-{dd}T{hour}:{minute}"),
    ("TIME", "{hour}:{minute}", "<D+0>T{hour}:{minute}", "clock"),
]

#: What is in figures and no year or time: amounts, numbered laws, parts of longer numbers, scores.
NUMBERED = r"[$€£#+/:-]|\d[.,]"
#: Letters of Turkish and Azerbaijani that are typed with and without their dots.
UNDOTTED = {"İ": "i", "I": "i", "ı": "i"}
