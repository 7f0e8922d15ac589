"""Words of time in English: what the slots of the rules stand for, and what each word means. The rules: `timex_english`."""

from __future__ import annotations

from collections.abc import Mapping

from iranaz_utils.finding.timex_figures import ISLAMIC_YEAR, JALALI_YEAR, YEAR, numbered
from iranaz_utils.finding.timex_rules import APOSTROPHE, Slot, alternation
from iranaz_utils.reading.dates import months

UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "fortnight": "W", "month": "M", "quarter": "Q",
    "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
PLURALS = {"centuries" if unit == "century" else f"{unit}s": code for unit, code in UNITS.items()}
SHORT = {"sec": "TS", "min": "TM", "hr": "TH", "hrs": "TH"}
MONTHS = {
    "January": "01", "February": "02", "April": "04", "June": "06", "July": "07", "August": "08", "September": "09", "October": "10",
    "November": "11", "December": "12",
}  # fmt: skip
WORDLIKE_MONTHS = {"March": "03", "May": "05"}
MONTH_ABBREVIATIONS = {
    "Jan.": "01", "Feb.": "02", "Mar.": "03", "Apr.": "04", "Jun.": "06", "Jul.": "07", "Aug.": "08", "Sep.": "09", "Sept.": "09",
    "Oct.": "10", "Nov.": "11", "Dec.": "12",
}  # fmt: skip
JALALI_MONTHS = {name.capitalize(): number for name, number in numbered(months("en", "persian")).items()}
ISLAMIC_MONTHS = {" ".join(map(str.capitalize, name.split())): number for name, number in numbered(months("en", "islamic")).items()}
WEEKDAYS = {
    "Monday": "1", "Tuesday": "2", "Wednesday": "3", "Thursday": "4", "Friday": "5", "Saturday": "6", "Sunday": "7",
}  # fmt: skip
WEEKDAY_ABBREVIATIONS = {
    "Mon.": "1", "Tue.": "2", "Tues.": "2", "Wed.": "3", "Thu.": "4", "Thur.": "4", "Thurs.": "4", "Fri.": "5", "Sat.": "6", "Sun.": "7",
}  # fmt: skip
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth "
    "twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
NUMBERS = {word: value for value, word in enumerate(ONES.split())} | {word: 10 * value for value, word in enumerate(TENS.split(), 2)}
ORDINAL = {word: value for value, word in enumerate(ORDINALS.split(), 1)}
MAGNITUDES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
VAGUE = (
    "a few", "few", "several", "some", "many", "a number of", "dozens of", "hundreds of", "thousands of", "recent", "a matter of",
    "the last few", "countless",
)  # fmt: skip
ZONES = {
    "GMT": "Z", "UTC": "Z", "Greenwich Mean Time": "Z", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00",
    "MSK": "+03:00", "Moscow time": "+03:00", "IRST": "+03:30", "Tehran time": "+03:30", "Baku time": "+04:00", "Yerevan time": "+04:00",
    "EST": "-05:00", "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00",
    "PDT": "-07:00", "ET": "", "PT": "", "Eastern time": "", "local time": "",
}  # fmt: skip


def number(words: str) -> str:
    """A number in figures, from figures or words: ``twenty-four`` is 24, ``a hundred`` 100."""
    words = words.lower().replace(",", "")
    if words[0].isdigit():
        figures, _, magnitude = words.partition(" ")
        return f"{float(figures) * MAGNITUDES.get(magnitude, 1):.10g}"
    total = part = 0
    for word in words.replace("-", " ").split():
        if word in ("a", "an"):
            part = 1
        elif word in MAGNITUDES:
            part = max(part, 1) * MAGNITUDES[word]
            total, part = (total + part, 0) if MAGNITUDES[word] > 100 else (total, part)
        elif word in NUMBERS:
            part += NUMBERS[word]
    return str(total + part)


def ordinal(words: str) -> int:
    """Which one: ``3rd`` and ``third`` are 3."""
    return ORDINAL.get(words.lower().replace(" ", "-")) or int("".join(filter(str.isdigit, words)))


def spoken_year(words: str) -> str:
    """``nineteen ninety-one`` is 1991, ``two thousand and five`` 2005."""
    first, *rest = words.lower().replace("-", " ").split()
    return number(words) if "thousand" in rest else f"{NUMBERS[first]}{number(' '.join(rest)):0>2}"


def hundreds_or_tens(words: str) -> str:
    """``the 1990s`` are a decade, ``the 1800s`` a century, and ``the 2000s`` a decade still."""
    return words[:2] if words[2] == "0" and words[:2] != "20" else words[:3]


def clock(words: str) -> str:
    """``4:30 p.m.`` is 16:30."""
    if word := {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}.get(words.lower()):
        return word
    figures = "".join(sign if sign.isdigit() else " " for sign in words).split()
    hour, minute = int(figures[0]), figures[1] if len(figures) > 1 else "00"
    half = "".join(filter(str.isalpha, words)).lower()
    hour = hour % 12 + 12 if half.startswith("pm") else hour % 12 if half.startswith("am") else hour
    return f"{hour:02}:{minute}"


def full_year(figures: str) -> str:
    """``'98`` is 1998 and ``'05`` 2005: two figures mean a year from 1930 to 2029."""
    figures = figures[-2:]
    return ("19" if figures >= "30" else "20") + figures


#: Words that may stand before an expression, and the TIMEX3 `mod` that they give it.
EDGES = {
    "early": "START", "the early": "START", "early in": "START", "earlier": "START", "earlier in": "START", "the beginning of": "START",
    "the start of": "START", "early-": "START", "the middle of": "MID", "mid": "MID", "mid-": "MID", "the mid-": "MID", "late": "END",
    "late-": "END", "the late": "END", "late in": "END", "later": "END", "later in": "END", "the end of": "END",
    "beginning of": "START", "start of": "START", "middle of": "MID", "end of": "END", "end-": "END",
    "early on": "START", "late on": "END",
}  # fmt: skip
ABOUT = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "circa": "APPROX", "nearly": "LESS_THAN",
    "almost": "LESS_THAN", "less than": "LESS_THAN", "under": "LESS_THAN", "fewer than": "LESS_THAN", "more than": "MORE_THAN",
    "over": "MORE_THAN", "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS",
}  # fmt: skip
#: Which of them an expression takes, by the slot that it begins with; the empty name is for one that begins with a word.
MODIFIERS = {
    "": EDGES, "year": EDGES | ABOUT, "bareyear": EDGES | ABOUT, "roundyear": EDGES | ABOUT, "month": EDGES | ABOUT, "monthname": EDGES,
    "season": EDGES, "anyseason": EDGES, "decade": EDGES, "shortdecade": EDGES, "worddecade": EDGES, "quarter": EDGES, "n": ABOUT,
    "single": ABOUT, "count": ABOUT, "clock": ABOUT,
    "weekday": {word: mod for word, mod in EDGES.items() if not word.startswith(("earlier", "later"))},
}  # fmt: skip

NUMBER_WORDS = (*NUMBERS, *MAGNITUDES)
NUMBER_WORD = alternation(NUMBER_WORDS)
COUNT_STARTS = (*NUMBER_WORDS, "a", "an")
YEAR_WORD = alternation(NUMBERS)
FIGURES = r"(?:\d{1,3}(?:,\d\d\d){1,4}|\d{1,6}(?:\.\d{1,3})?)(?: (?:hundred|thousand|million|billion))?"
COUNT = rf"(?:{FIGURES}|(?:an? (?:hundred|thousand|million)|{NUMBER_WORD})(?:(?: and |[ -]){NUMBER_WORD}){{0,5}})"
ORDER = rf"(?:{alternation(ORDINAL)}|\d{{1,2}}(?:st|nd|rd|th))"
CLOCK = r"(?:(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)? ?[ap]\.?m\.?|(?:[01]?\d|2[0-4]):[0-5]\d|noon|midday|midnight)"

SLOTS: dict[str, Slot | Mapping[str, str]] = {
    "year": Slot(r"(?:1[0-9]\d\d|20\d\d)", str, figures=4),
    # Years that stand alone: 1200 and 2000 may count something, and so may years before 1500; those from 1300 to 1450 are more often
    # years of the solar Hijri calendar, and no rule reads them as years of the common era.
    "bareyear": Slot(r"(?:1[5-9](?!00)\d\d|20(?!00)\d\d)", str, figures=4),
    "roundyear": Slot(r"(?:1[0-25-9]00|2000)", str, figures=4),
    "earlyyear": Slot(r"1(?:[0-2]\d\d|4[5-9]\d)", str, figures=4),
    "solar": dict.fromkeys(
        [f"{people} {kind}".strip() for people in ("Iranian", "Persian", "solar", "Solar Hijri") for kind in ("", "calendar", "fiscal")], ""
    ),
    "shortyear": Slot(rf"{APOSTROPHE}\d\d", full_year, figures=1),
    "spokenyear": Slot(
        rf"(?:(?:seventeen|eighteen|nineteen|twenty)[ -](?:oh[ -])?{YEAR_WORD}(?:[ -]{YEAR_WORD})?"
        rf"|two thousand(?: and)?(?: {NUMBER_WORD})?)", spoken_year, ("seventeen", "eighteen", "nineteen", "twenty", "two"),
    ),
    "decade": Slot(rf"(?:1[0-9]\d|20\d)0{APOSTROPHE}?s", hundreds_or_tens, figures=4),
    "shortdecade": Slot(rf"{APOSTROPHE}?[2-9]0{APOSTROPHE}?s", lambda words: "19" + words.lstrip("'’")[0], figures=1),
    "worddecade": {"twenties": "192", "thirties": "193", "forties": "194", "fifties": "195", "sixties": "196", "seventies": "197",
                   "eighties": "198", "nineties": "199"},
    "century": Slot(ORDER, lambda words: f"{ordinal(words) - 1:02}", tuple(ORDINAL), figures=1),
    "iyear": Slot(YEAR, str, figures=4),
    "jyear": Slot(JALALI_YEAR, str, figures=4),
    "hyear": Slot(ISLAMIC_YEAR, str, figures=4),
    "hhmm": Slot(r"(?:[01]\d|2[0-3])[0-5]\d", lambda words: f"{words[:2]}:{words[2:]}", figures=4),
    "jmonth": JALALI_MONTHS,
    "clearj": {name: number for name, number in JALALI_MONTHS.items() if name not in ("Tir", "Mehr", "Aban", "Azar", "Dey", "Bahman")},
    "hmonth": ISLAMIC_MONTHS,
    "month": MONTHS | WORDLIKE_MONTHS | MONTH_ABBREVIATIONS,
    "monthname": MONTHS,
    "anymonth": MONTHS | WORDLIKE_MONTHS,
    "wordlikemonth": WORDLIKE_MONTHS,
    "mm": Slot(r"(?:0?[1-9]|1[0-2])", lambda words: f"{int(words):02}", figures=1),
    "dd": Slot(r"(?:0?[1-9]|[12]\d|3[01])", lambda words: f"{int(words):02}", figures=1),
    "late": Slot(r"(?:1[3-9]|2\d|3[01])", str, figures=1),
    "yy": Slot(r"\d\d", str, figures=1),
    "day": Slot(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", lambda words: f"{ordinal(words):02}", figures=1),
    "nth": Slot(ORDER, lambda words: f"{ordinal(words):02}", tuple(ORDINAL), figures=1),
    "weekday": WEEKDAYS,
    "weekdays": {f"{weekday}s": day for weekday, day in WEEKDAYS.items()},
    "anyweekday": WEEKDAYS | WEEKDAY_ABBREVIATIONS,
    "n": Slot(COUNT, number, COUNT_STARTS, figures=1),
    "figure": Slot(COUNT, number, COUNT_STARTS, figures=1),
    "single": {"a": "", "an": "", "one": ""},
    "digits": Slot(r"\d{1,6}", str, figures=1),
    "count": Slot(f"(?:{COUNT}|an?)", number, COUNT_STARTS, figures=1),
    "vague": dict.fromkeys(VAGUE, "X"),
    "unit": UNITS | PLURALS | SHORT,
    "one": UNITS,
    "units": PLURALS,
    "quarter": {"first": "1", "second": "2", "third": "3", "fourth": "4", "1st": "1", "2nd": "2", "3rd": "3", "4th": "4", "final": "4"},
    "half": {"first": "1", "second": "2"},
    "season": {"summer": "SU", "winter": "WI", "autumn": "FA"},
    "anyseason": {"spring": "SP", "summer": "SU", "winter": "WI", "autumn": "FA", "fall": "FA"},
    "part": {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"},
    "clock": Slot(CLOCK, clock, ("noon", "midday", "midnight"), figures=1),
    "zone": ZONES,
    "last": {"last": "", "past": "", "previous": "", "preceding": ""},
    "next": {"next": "", "coming": "", "upcoming": "", "following": ""},
    "era": {word: code for word, code in UNITS.items() if code[0] != "T" and word not in ("night", "fortnight", "quarter")},
    "calendar": {word: UNITS[word] for word in ("week", "month", "year", "decade", "century")},
    "span": {word: code for word, code in UNITS.items() if word not in ("night", "second", "quarter")},
    "some": {word: code for word, code in PLURALS.items() if word not in ("nights", "seconds", "minutes", "quarters")},
    "mod": EDGES,
    # On which weekday, counted from Monday, on or after which day of the year; or how many days from Easter.
    "feast": {
        "Thanksgiving": "11-22x4", "Thanksgiving Day": "11-22x4", "Black Friday": "11-23x5", "Election Day": "11-02x2",
        "Labor Day": "09-01x1", "Memorial Day": "05-25x1", "Columbus Day": "10-08x1", "Martin Luther King Day": "01-15x1",
        "Presidents Day": "02-15x1", "Presidents' Day": "02-15x1", "Mother's Day": "05-08x7", "Father's Day": "06-15x7",
        "Easter": "EASTER", "Easter Sunday": "EASTER", "Easter Monday": "EASTER+1", "Good Friday": "EASTER-2",
        "Palm Sunday": "EASTER-7", "Ash Wednesday": "EASTER-46",
    },
    "holiday": {
        "Christmas Day": "12-25", "Christmas": "12-25", "Christmas Eve": "12-24", "Boxing Day": "12-26", "New Year's Day": "01-01",
        "New Year's": "01-01", "New Year's Eve": "12-31", "Orthodox Christmas": "01-07", "Valentine's Day": "02-14",
        "International Women's Day": "03-08", "St. Patrick's Day": "03-17", "May Day": "05-01", "Bastille Day": "07-14",
        "Halloween": "10-31", "Armistice Day": "11-11", "Remembrance Day": "11-11", "Veterans Day": "11-11",
    },
    "newyear": dict.fromkeys(("Nowruz", "Norouz", "Noruz", "Novruz"), "01-01"),
    "hfeast": {"Eid al-Fitr": "10-01", "Eid ul-Fitr": "10-01", "Eid al-Adha": "12-10", "Eid ul-Adha": "12-10", "Ashura": "01-10",
               "Tasua": "01-09", "Arbaeen": "02-20"},
    "long": {"hourlong": "TH", "daylong": "D", "weeklong": "W", "monthlong": "M", "yearlong": "Y", "decadelong": "DE"},
}  # fmt: skip
