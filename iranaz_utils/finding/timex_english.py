"""Time expressions of English: the words, the rules and the guards. How to read a rule: `timex_grammar`.

To teach the finder a new expression, add a word to a slot, or a row to `RULES`; the longest match wins, whatever the order of the rows.
"""

from __future__ import annotations

from functools import cache

from iranaz_utils.finding.timex_grammar import Grammar, Guard, Slot, alternation

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
MAGNITUDES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
VAGUE = (
    "a few", "few", "several", "some", "many", "a number of", "dozens of", "hundreds of", "thousands of", "recent", "a matter of",
    "the last few", "countless",
)  # fmt: skip
ZONES = "GMT UTC EST EDT CST CDT MST MDT PST PDT CET CEST MSK IRST BST ET PT".split()


def number(words: str) -> str:
    """A number in figures, from figures or words: ``twenty-four`` is 24, ``a hundred`` 100."""
    words = words.lower().replace(",", "")
    if words[0].isdigit():
        return words.removesuffix(".0")
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


NUMBER_WORD = alternation([*NUMBERS, *MAGNITUDES])
COUNT = rf"(?:\d{{1,3}}(?:,\d\d\d)+|\d+(?:\.\d+)?|(?:an? )?{NUMBER_WORD}(?:(?: and |[ -]){NUMBER_WORD}){{0,5}})"
ORDER = rf"(?:{alternation(ORDINAL)}|\d{{1,2}}(?:st|nd|rd|th))"
HALF_DAY = r"(?:\s?[ap]\.?m\b\.?)"

SLOTS = {
    "year": Slot(r"(?:1[0-9]\d\d|20\d\d)", str),
    "shortyear": Slot(r"['’]\d\d", full_year),
    "spokenyear": Slot(
        rf"(?:(?:seventeen|eighteen|nineteen|twenty)[ -](?:oh[ -])?{NUMBER_WORD}(?:[ -]{NUMBER_WORD})?"
        rf"|two thousand(?: and)?(?: {NUMBER_WORD})?)", spoken_year,
    ),
    "decade": Slot(r"(?:1[0-9]\d|20\d)0['’]?s", lambda words: words[:3]),
    "shortdecade": Slot(r"['’]?[2-9]0['’]?s", lambda words: "19" + words.lstrip("'’")[0]),
    "worddecade": {"twenties": "192", "thirties": "193", "forties": "194", "fifties": "195", "sixties": "196", "seventies": "197",
                   "eighties": "198", "nineties": "199"},
    "century": Slot(ORDER, lambda words: f"{ordinal(words) - 1:02}"),
    "month": MONTHS | WORDLIKE_MONTHS | MONTH_ABBREVIATIONS,
    "monthname": MONTHS,
    "anymonth": MONTHS | WORDLIKE_MONTHS,
    "wordlikemonth": WORDLIKE_MONTHS,
    "mm": Slot(r"(?:0?[1-9]|1[0-2])", lambda words: f"{int(words):02}"),
    "dd": Slot(r"(?:0?[1-9]|[12]\d|3[01])", lambda words: f"{int(words):02}"),
    "day": Slot(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", lambda words: f"{ordinal(words):02}"),
    "nth": Slot(ORDER, lambda words: f"{ordinal(words):02}"),
    "weekday": WEEKDAYS,
    "anyweekday": WEEKDAYS | WEEKDAY_ABBREVIATIONS,
    "n": Slot(COUNT, number),
    "vague": {word: "X" for word in VAGUE},
    "unit": UNITS | PLURALS | SHORT,
    "one": UNITS,
    "units": PLURALS,
    "long": {word: code for word, code in (UNITS | PLURALS).items() if code[0] != "T" and word not in ("night", "nights")},
    "quarter": {"first": "1", "second": "2", "third": "3", "fourth": "4", "1st": "1", "2nd": "2", "3rd": "3", "4th": "4", "final": "4"},
    "half": {"first": "1", "second": "2"},
    "season": {"summer": "SU", "winter": "WI", "autumn": "FA"},
    "anyseason": {"spring": "SP", "summer": "SU", "winter": "WI", "autumn": "FA", "fall": "FA"},
    "part": {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"},
    "clock": Slot(rf"(?:(?:[01]?\d|2[0-4])(?:[:.][0-5]\d)?{HALF_DAY}|(?:[01]?\d|2[0-4]):[0-5]\d|noon|midday|midnight)", clock),
    "zone": Slot(rf"\(?(?:{alternation(ZONES)}|(?-i:[A-Z][a-z]+) time|local time)\)?", str),
    "every": {"every": "", "each": "", "per": ""},
    "last": {"last": "", "past": "", "previous": "", "preceding": ""},
    "next": {"next": "", "coming": "", "upcoming": "", "following": ""},
    "this": {"this": "", "the current": "", "the present": "", "current": ""},
    "holiday": {"Christmas Day": "12-25", "Christmas": "12-25", "Christmas Eve": "12-24", "New Year's Day": "01-01",
                "New Year's Eve": "12-31", "Valentine's Day": "02-14", "Halloween": "10-31", "May Day": "05-01"},
}  # fmt: skip

#: Words before an expression, and the TIMEX3 `mod` that they give it.
DATE_MODIFIERS = {
    "early": "START", "the early": "START", "early in": "START", "earlier": "START", "earlier in": "START", "the beginning of": "START",
    "the start of": "START", "the beginnings of": "START", "the middle of": "MID", "mid": "MID", "mid-": "MID", "the mid-": "MID",
    "late": "END", "the late": "END", "late in": "END", "later": "END", "later in": "END", "the end of": "END", "early-": "START",
    "late-": "END", "around": "APPROX", "about": "APPROX", "circa": "APPROX", "approximately": "APPROX",
}  # fmt: skip
LENGTH_MODIFIERS = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "nearly": "LESS_THAN", "almost": "LESS_THAN",
    "less than": "LESS_THAN", "under": "LESS_THAN", "fewer than": "LESS_THAN", "more than": "MORE_THAN", "over": "MORE_THAN",
    "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS", "up to": "EQUAL_OR_LESS",
    "no more than": "EQUAL_OR_LESS",
}  # fmt: skip

RULES = [
    # days in full
    ("DATE", "{year}-{mm}-{dd}", "{year}-{mm}-{dd}"),
    ("DATE", "{year}/{mm}/{dd}", "{year}-{mm}-{dd}"),
    ("DATE", "{dd}.{mm}.{year}", "{year}-{mm}-{dd}"),
    ("DATE", "{month} {day}(,)? {year}", "{year}-{month}-{day}"),
    ("DATE", "{anyweekday}(,)? {month} {day}(,)? {year}", "{year}-{month}-{day}"),
    ("DATE", "(the )?{day}( of)? {month}(,)? {year}", "{year}-{month}-{day}"),
    ("DATE", "{anyweekday}(,)? (the )?{day}( of)? {month}(,)? {year}", "{year}-{month}-{day}"),
    # days without a year
    ("DATE", "{month} {day}", "XXXX-{month}-{day}"),
    ("DATE", "{anyweekday}(,)? {month} {day}", "XXXX-{month}-{day}"),
    ("DATE", "(the )?{day}( of)? {month}", "XXXX-{month}-{day}"),
    ("DATE", "{anyweekday}(,)? (the )?{day}( of)? {month}", "XXXX-{month}-{day}"),
    ("DATE", "{holiday}", "XXXX-{holiday}"),
    # weekdays
    ("DATE", "{weekday}", "XXXX-WXX-{weekday}"),
    ("DATE", "(this )?{last} {weekday}", "XXXX-WXX-{weekday} last"),
    ("DATE", "(this )?{next} {weekday}", "XXXX-WXX-{weekday} next"),
    ("DATE", "(this|the) weekend", "XXXX-WXX-WE"),
    ("DATE", "(the )?{last} weekend", "XXXX-WXX-WE last"),
    ("DATE", "(the )?{next} weekend", "XXXX-WXX-WE next"),
    # months
    ("DATE", "{month}(,)? {year}", "{year}-{month}"),
    ("DATE", "{month} of {year}", "{year}-{month}"),
    ("DATE", "{monthname}", "XXXX-{monthname}"),
    # years
    ("DATE", "{year}", "{year}"),
    # around the publication
    ("DATE", "today", "[D+0]"),
    ("DATE", "yesterday", "[D-1]"),
    ("DATE", "tomorrow", "[D+1]"),
    ("DATE", "{this} {long}", "[{long}+0]"),
    ("DATE", "{last} {long}", "[{long}-1]"),
    ("DATE", "{next} {long}", "[{long}+1]"),
]  # fmt: skip

GUARDS: dict[str, Guard] = {}

#: Slots of which one word is enough to look closer; numbers and the glue between words are not.
TRIGGERS = "year decade shortdecade worddecade shortyear spokenyear month weekday unit anyseason part clock holiday".split()
GLUE = "a an and at by for from in of on the this that to or s".split()

#: What tells, before or after an expression, that it looks back or ahead.
PAST = r"(?i)\b(?:was|were|had|did|been|has|have|said|told|\w+ed|met|held|took|came|went|began|left|made|since|ago|after)\b"
FUTURE = r"(?i)(?:\b(?:will|shall|would|going to|to be|plans? to|set to|due|scheduled|until|expected|upcoming|next|by)\b|['’]ll\b)"


@cache
def english() -> Grammar:
    """The grammar, compiled once."""
    modifiers = {"DATE": DATE_MODIFIERS, "TIME": DATE_MODIFIERS, "DURATION": LENGTH_MODIFIERS}
    return Grammar(
        slots=SLOTS, rules=RULES, modifiers=modifiers, guards=GUARDS, triggers=TRIGGERS, glue=frozenset(GLUE), past=PAST, future=FUTURE
    )
