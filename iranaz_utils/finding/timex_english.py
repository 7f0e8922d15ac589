"""Time expressions of English: the words, the rules and the guards. How to read a rule: `timex_grammar`.

To teach the finder a new expression, add a word to a slot, or a row to `RULES`; the longest match wins, whatever the order of the rows.
"""

from __future__ import annotations

from functools import cache

from iranaz_utils.finding.timex_grammar import APOSTROPHE, Grammar, Guard, Language, Slot, alternation

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
ZONES = {
    "GMT": "Z", "UTC": "Z", "Greenwich Mean Time": "Z", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00", "MSK": "+03:00",
    "Moscow time": "+03:00", "IRST": "+03:30", "Tehran time": "+03:30", "Baku time": "+04:00", "Yerevan time": "+04:00", "EST": "-05:00",
    "EDT": "-04:00", "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "ET": "",
    "PT": "", "Eastern time": "", "local time": "",
}  # fmt: skip


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


#: Words that may stand before an expression, and the TIMEX3 `mod` that they give it.
EDGES = {
    "early": "START", "the early": "START", "early in": "START", "earlier": "START", "earlier in": "START", "the beginning of": "START",
    "the start of": "START", "early-": "START", "the middle of": "MID", "mid": "MID", "mid-": "MID", "the mid-": "MID", "late": "END",
    "late-": "END", "the late": "END", "late in": "END", "later": "END", "later in": "END", "the end of": "END",
}  # fmt: skip
ABOUT = {
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "circa": "APPROX", "nearly": "LESS_THAN",
    "almost": "LESS_THAN", "less than": "LESS_THAN", "under": "LESS_THAN", "fewer than": "LESS_THAN", "more than": "MORE_THAN",
    "over": "MORE_THAN", "at least": "EQUAL_OR_MORE", "no less than": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS",
}  # fmt: skip
#: Which of them an expression takes, by the slot that it begins with; the empty name is for one that begins with a word.
MODIFIERS = {
    "": EDGES, "year": EDGES | ABOUT, "month": EDGES | ABOUT, "monthname": EDGES, "season": EDGES, "anyseason": EDGES, "weekday": {word: mod for word, mod in EDGES.items() if "er" not in word},
    "decade": EDGES, "shortdecade": EDGES, "worddecade": EDGES, "quarter": EDGES, "n": ABOUT, "count": ABOUT, "clock": ABOUT,
}  # fmt: skip

NUMBER_WORD = alternation([*NUMBERS, *MAGNITUDES])
YEAR_WORD = alternation(NUMBERS)
COUNT = rf"(?:\d{{1,3}}(?:,\d\d\d){{1,4}}|\d{{1,6}}(?:\.\d{{1,3}})?|(?:an? (?:hundred|thousand|million)|{NUMBER_WORD})(?:(?: and |[ -]){NUMBER_WORD}){{0,5}})"
ORDER = rf"(?:{alternation(ORDINAL)}|\d{{1,2}}(?:st|nd|rd|th))"
HALF_DAY = r"(?: ?[ap]\.?m\.?)"

SLOTS = {
    "year": Slot(r"(?:1[0-9]\d\d|20\d\d)", str),
    "shortyear": Slot(rf"{APOSTROPHE}\d\d", full_year),
    "spokenyear": Slot(
        rf"(?:(?:seventeen|eighteen|nineteen|twenty)[ -](?:oh[ -])?{YEAR_WORD}(?:[ -]{YEAR_WORD})?"
        rf"|two thousand(?: and)?(?: {NUMBER_WORD})?)", spoken_year,
    ),
    "decade": Slot(rf"(?:1[0-9]\d|20\d)0{APOSTROPHE}?s", lambda words: words[:3]),
    "shortdecade": Slot(rf"{APOSTROPHE}?[2-9]0{APOSTROPHE}?s", lambda words: "19" + words.lstrip("'’")[0]),
    "worddecade": {"twenties": "192", "thirties": "193", "forties": "194", "fifties": "195", "sixties": "196", "seventies": "197",
                   "eighties": "198", "nineties": "199"},
    "century": Slot(ORDER, lambda words: f"{ordinal(words) - 1:02}"),
    "month": MONTHS | WORDLIKE_MONTHS | MONTH_ABBREVIATIONS,
    "monthname": MONTHS,
    "anymonth": MONTHS | WORDLIKE_MONTHS,
    "wordlikemonth": WORDLIKE_MONTHS,
    "mm": Slot(r"(?:0?[1-9]|1[0-2])", lambda words: f"{int(words):02}"),
    "dd": Slot(r"(?:0?[1-9]|[12]\d|3[01])", lambda words: f"{int(words):02}"),
    "late": Slot(r"(?:1[3-9]|2\d|3[01])", str),
    "yy": Slot(r"\d\d", str),
    "day": Slot(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?", lambda words: f"{ordinal(words):02}"),
    "nth": Slot(ORDER, lambda words: f"{ordinal(words):02}"),
    "weekday": WEEKDAYS,
    "weekdays": {f"{weekday}s": day for weekday, day in WEEKDAYS.items()},
    "anyweekday": WEEKDAYS | WEEKDAY_ABBREVIATIONS,
    "n": Slot(COUNT, number),
    "figure": Slot(COUNT, number),
    "count": Slot(f"(?:{COUNT}|an?)", lambda words: "1" if words.lower() in ("a", "an") else number(words)),
    "vague": dict.fromkeys(VAGUE, "X"),
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
    "zone": ZONES,
    "every": {"every": "", "each": "", "per": ""},
    "last": {"last": "", "past": "", "previous": "", "preceding": ""},
    "next": {"next": "", "coming": "", "upcoming": "", "following": ""},
    "era": {word: code for word, code in UNITS.items() if code[0] != "T" and word not in ("night", "fortnight", "quarter")},
    "span": {word: code for word, code in UNITS.items() if word not in ("night", "second", "quarter")},
    "some": {word: code for word, code in PLURALS.items() if word not in ("nights", "seconds", "minutes", "quarters")},
    "this": {"this": "", "the current": "", "the present": "", "current": ""},
    "mod": EDGES,
    "feast": {"Thanksgiving": "11-4x4", "Thanksgiving Day": "11-4x4", "Labor Day": "09-1x1", "Martin Luther King Day": "01-3x1",
              "Mother's Day": "05-2x7", "Easter": "EASTER", "Easter Sunday": "EASTER", "Easter Monday": "EASTER+1",
              "Good Friday": "EASTER-2"},
    "holiday": {"Christmas Day": "12-25", "Christmas": "12-25", "Christmas Eve": "12-24", "New Year's Day": "01-01",
                "New Year's Eve": "12-31", "Valentine's Day": "02-14", "Halloween": "10-31", "May Day": "05-01"},
}  # fmt: skip

RULES = [
    # days in full
    ("DATE", "{year}-{mm}-{dd}", "{year}-{mm}-{dd}"),
    ("DATE", "{year}/{mm}/{dd}", "{year}-{mm}-{dd}"),
    ("DATE", "{dd}.{mm}.{year}", "{year}-{mm}-{dd}"),
    ("DATE", "{late}/{mm}/{year}", "{year}-{mm}-{late}"),
    ("DATE", "{mm}/{late}/{year}", "{year}-{mm}-{late}"),
    ("DATE", "{mm}/{mm2}/{year}", "{year}-XX-XX"),  # the fourth of March or the third of April
    ("TIME", "{year}-{mm}-{dd}(T| ){clock}(:{yy})?", "{year}-{mm}-{dd}T{clock}"),
    ("TIME", "{year}-{mm}-{dd}T{clock}(:{yy})?Z", "{year}-{mm}-{dd}T{clock}Z"),
    ("DATE", "{month} {day}(,)? {year}", "{year}-{month}-{day}"),
    ("DATE", "{anyweekday}(,)? {month} {day}(,)? {year}", "{year}-{month}-{day}"),
    ("DATE", "(the )?{day}( of)?~{month}(,)?~{year}", "{year}-{month}-{day}"),
    ("DATE", "{anyweekday}(,)? (the )?{day}( of)? {month}(,)? {year}", "{year}-{month}-{day}"),
    ("DATE", "{month} {nth}(,)? {year}", "{year}-{month}-{nth}"),
    ("DATE", "(the )?{nth} of {month}(,)? {year}", "{year}-{month}-{nth}"),
    # days without a year
    ("DATE", "{month} {day}", "XXXX-{month}-{day}"),
    ("DATE", "{month} {nth}", "XXXX-{month}-{nth}"),
    ("DATE", "{anyweekday}(,)? {month} {day}", "XXXX-{month}-{day}"),
    ("DATE", "{day}( of)?~{month}", "XXXX-{month}-{day}"),
    ("DATE", "the {day} of {month}", "XXXX-{month}-{day}"),
    ("DATE", "(the )?{nth} of {month}", "XXXX-{month}-{nth}"),
    ("DATE", "{anyweekday}(,)? (the )?{day}( of)? {month}", "XXXX-{month}-{day}"),
    ("DATE", "{month} {day} of {year}", "{year}-{month}-{day}"),
    ("DATE", "{month} {day}(,)? (of )?this year", "[Y+0]-{month}-{day}"),
    ("DATE", "{month} {day}(,)? (of )?last year", "[Y-1]-{month}-{day}"),
    ("DATE", "{holiday}", "XXXX-{holiday}"),
    ("DATE", "{holiday} {year}", "{year}-{holiday}"),
    ("DATE", "{feast}", "XXXX-{feast}"),
    ("DATE", "{feast} {year}", "{year}-{feast}"),
    # several days of one month
    ("DATE", "[{month} {day}] (and|to|or|through|until|till) [{day2}]", "XXXX-{month}-{day} & XXXX-{month}-{day2}"),
    ("DATE", "[{month} {day}](-|–|—)[{day2}]", "XXXX-{month}-{day} & XXXX-{month}-{day2}"),
    ("DATE", "[{month} {day}]( and | to |-|–|—)[{day2}(,)? {year}]", "{year}-{month}-{day} & {year}-{month}-{day2}"),
    ("DATE", "[{day}]( and | to |-|–|—)[{day2} {month}]", "XXXX-{month}-{day} & XXXX-{month}-{day2}"),
    ("DATE", "[{day}]( and | to |-|–|—)[{day2} {month}(,)? {year}]", "{year}-{month}-{day} & {year}-{month}-{day2}"),
    ("DATE", "[{month}]( and | to |-|–|—)[{month2}(,)? {year}]", "{year}-{month} & {year}-{month2}"),
    # weekdays
    ("DATE", "{weekday}", "XXXX-WXX-{weekday}"),
    ("DATE", "this {weekday}", "XXXX-WXX-{weekday} future"),
    ("DATE", "(this )?(last|past) {weekday}", "XXXX-WXX-{weekday} last"),
    ("DATE", "(this )?(next|coming) {weekday}", "XXXX-WXX-{weekday} next"),
    ("DATE", "(this|the) weekend", "XXXX-WXX-WE"),
    ("DATE", "(this|the )?(past|last) weekend", "XXXX-WXX-WE last"),
    ("DATE", "(this |the )?(next|coming) weekend", "XXXX-WXX-WE next"),
    ("DATE", "{weekday} (last|of last) week", "[W-1]-{weekday}"),
    ("DATE", "{weekday} (next|of next) week", "[W+1]-{weekday}"),
    # months
    ("DATE", "{month}(,)?~{year}", "{year}-{month}"),
    ("DATE", "{month}(,)? {spokenyear}", "{spokenyear}-{month}"),
    ("DATE", "{month}(,)? of {year}", "{year}-{month}"),
    ("DATE", "{month} {shortyear}", "{shortyear}-{month}"),
    ("DATE", "{monthname}", "XXXX-{monthname}"),
    ("DATE", "(in|since|by|until|till|from|during|of|before|after|and|to|between|through) [{wordlikemonth}]", "XXXX-{wordlikemonth}"),
    ("DATE", "(the|a) [{wordlikemonth}]", "XXXX-{wordlikemonth}", "attributive"),
    ("DATE", "{mod} {anymonth}", "XXXX-{anymonth}"),
    ("DATE", "the month of {anymonth}", "XXXX-{anymonth}"),
    ("DATE", "(last|this past) {anymonth}", "XXXX-{anymonth} last"),
    ("DATE", "next {anymonth}", "XXXX-{anymonth} next"),
    ("DATE", "this {anymonth}", "[Y+0]-{anymonth}"),
    ("DATE", "{anymonth} (of )?(last year|the previous year)", "[Y-1]-{anymonth}"),
    ("DATE", "{anymonth} (of )?this year", "[Y+0]-{anymonth}"),
    ("DATE", "{anymonth} (of )?next year", "[Y+1]-{anymonth}"),
    # seasons
    ("DATE", "(the )?{season}", "XXXX-{season}"),
    ("DATE", "(in|during|since|by|until|of) [the {anyseason}]", "XXXX-{anyseason}"),
    ("DATE", "(the )?{anyseason} of {year}", "{year}-{anyseason}"),
    ("DATE", "(the )?{anyseason} {year}", "{year}-{anyseason}"),
    ("DATE", "(last|this past) {anyseason}", "XXXX-{anyseason} last"),
    ("DATE", "this {anyseason}", "[Y+0]-{anyseason}"),
    ("DATE", "(next|the coming) {anyseason}", "XXXX-{anyseason} next"),
    # quarters and halves
    ("DATE", "{quarter}~quarter", "XXXX-Q{quarter}"),
    ("DATE", "(the|its|their) {quarter} quarter", "XXXX-Q{quarter}"),
    ("DATE", "(the )?{quarter}~quarter(,)?( of| in)? {year}", "{year}-Q{quarter}"),
    ("DATE", "(the )?{quarter}~quarter of (the )?(fiscal|financial) year {year}", "FY{year}-Q{quarter}"),
    ("DATE", "(the )?{year} {quarter}~quarter", "{year}-Q{quarter}"),
    ("DATE", "(the )?{quarter}~quarter of last year", "[Y-1]-Q{quarter}"),
    ("DATE", "(the )?{quarter}~quarter of this year", "[Y+0]-Q{quarter}"),
    ("DATE", "(the )?{quarter}~quarter of next year", "[Y+1]-Q{quarter}"),
    ("DATE", "last year's {quarter}~quarter", "[Y-1]-Q{quarter}"),
    ("DATE", "this year's {quarter}~quarter", "[Y+0]-Q{quarter}"),
    ("DATE", "next year's {quarter}~quarter", "[Y+1]-Q{quarter}"),
    ("DATE", "(the )?fiscal~{quarter}~quarter", "XXXX-Q{quarter}"),
    ("DATE", "(the )?(latest|last|previous) quarter", "[Q-1]"),
    ("DATE", "(the )?(current|this) quarter", "[Q+0]"),
    ("DATE", "(the )?next quarter", "[Q+1]"),
    ("DATE", "(the )?{half}~half of {year}", "{year}-H{half}"),
    ("DATE", "(the )?{half}~half of this year", "[Y+0]-H{half}"),
    ("DATE", "(the )?{half}~half of last year", "[Y-1]-H{half}"),
    ("DATE", "(the )?{half}~half of next year", "[Y+1]-H{half}"),
    # years, decades, centuries
    ("DATE", "{year}", "{year}", "year"),
    ("DATE", "(the )?year {year}", "{year}"),
    ("DATE", "(the )?{year} (quarter|period)", "{year}"),
    ("DATE", "(the )?(year )?{spokenyear}", "{spokenyear}", "year"),
    ("DATE", "(in|since|of|from|by|until|summer|winter|spring|fall|autumn) [{shortyear}]", "{shortyear}"),
    ("DATE", "[{year}](-|–|—| to | and | or )[{year2}]", "{year} & {year2}", "range"),
    ("DATE", "[{year}](-|–)[{yy}]", "{year} & {year:.2}{yy}", "range"),
    ("DATE", "(the )?(fiscal|financial)( year)?~{year}", "FY{year}"),
    ("DATE", "(the )?(current|this) (fiscal|financial) year", "[Y+0]"),
    ("DATE", "(the )?(last|previous) (fiscal|financial) year", "[Y-1]"),
    ("DATE", "(the )?next (fiscal|financial) year", "[Y+1]"),
    ("DATE", "(the )?{decade}", "{decade}"),
    ("DATE", "(the )?{shortdecade}", "{shortdecade}", "decade"),
    ("DATE", "the {worddecade}", "{worddecade}"),
    ("DATE", "(the )?{century}~century", "{century}"),
    # around the publication
    ("DATE", "today", "[D+0]"),
    ("DATE", "yesterday", "[D-1]"),
    ("DATE", "tomorrow", "[D+1]"),
    ("DATE", "(the )?day before yesterday", "[D-2]"),
    ("DATE", "(the )?day after tomorrow", "[D+2]"),
    ("DATE", "this {era}", "[{era}+0]"),
    ("DATE", "the current {era}", "[{era}+0]"),
    ("DATE", "last {era}", "[{era}-1]"),
    ("DATE", "next {era}", "[{era}+1]"),
    ("DATE", "the (past|last) year", "[Y-1]"),
    ("DATE", "{mod} the {era}", "[{era}+0]"),
    ("DATE", "(the )?{era}~end", "[{era}+0]"),
    ("DATE", "{era}'s end", "[{era}+0]"),
    ("DATE", "a year (ago|earlier)", "<=Y-1>"),
    ("DATE", "a [year-(ago|earlier)]", "<=Y-1>"),
    ("DATE", "year-(ago|earlier)( (period|quarter))?", "<=Y-1>"),
    ("DATE", "the year-(ago|earlier) (period|quarter)", "<=Y-1>"),
    ("DATE", "the year-(ago|earlier) {quarter} quarter", "[Y-1]-Q{quarter}"),
    ("DATE", "the quarter a year (ago|earlier)", "<=Y-1>"),
    ("DATE", "the (corresponding|same) (period|quarter) (of )?(last year|a year ago|a year earlier)", "<=Y-1>"),
    ("DATE", "last year's (quarter|period)", "<=Y-1>"),
    ("DATE", "the (latest |reporting )?(quarter|period)", "<=Y+0>", "reported"),
    ("DATE", "for [the {era}]", "[{era}+0]"),
    ("DATE", "the full {era}", "[{era}+0]"),
    ("DATE", "{count} {unit} ago", "[{unit}-{count}]"),
    ("DATE", "{count} {unit} from (now|today)", "[{unit}+{count}]"),
    ("DATE", "{vague} {unit} ago", "PAST_REF"),
    # around the date in focus
    ("DATE", "(the )?(previous|preceding) {era}", "<{era}-1>"),
    ("DATE", "(the )?following {era}", "<{era}+1>"),
    ("DATE", "(that|the same) {era}", "<{era}+0>"),
    ("DATE", "{count} {unit} (earlier|before)", "<{unit}-{count}>"),
    ("DATE", "{count} {unit} later", "<{unit}+{count}>"),
    ("DATE", "(the )?(next|following) day", "<D+1>"),
    # times of day
    ("TIME", "{clock}( {zone})?", "<D+0>T{clock}{zone}"),
    ("TIME", "{clock}( {zone})?(,)?( on)? {weekday}", "XXXX-WXX-{weekday}T{clock}{zone}"),
    ("TIME", "{weekday}(,)? (at )?{clock}( {zone})?", "XXXX-WXX-{weekday}T{clock}{zone}"),
    ("TIME", "{clock}( {zone})? (today|this {part})", "[D+0]T{clock}{zone}"),
    ("TIME", "{clock}( {zone})? yesterday", "[D-1]T{clock}{zone}"),
    ("TIME", "{clock}( {zone})? tomorrow", "[D+1]T{clock}{zone}"),
    ("TIME", "{clock}( {zone})?(,)?( on)? {month} {day}", "XXXX-{month}-{day}T{clock}{zone}"),
    ("TIME", "{month} {day}(,)? at {clock}( {zone})?", "XXXX-{month}-{day}T{clock}{zone}"),
    ("TIME", "this {part}", "[D+0]T{part}"),
    ("TIME", "tonight", "[D+0]TNI"),
    ("TIME", "last night", "[D-1]TNI"),
    ("TIME", "yesterday {part}", "[D-1]T{part}"),
    ("TIME", "(mid-)?{part} yesterday", "[D-1]T{part}"),
    ("TIME", "tomorrow {part}", "[D+1]T{part}"),
    ("TIME", "{weekday} {part}", "XXXX-WXX-{weekday}T{part}"),
    ("TIME", "the {part} of {month} {day}", "XXXX-{month}-{day}T{part}"),
    # lengths
    ("DURATION", "{n} {unit}", "P{n}{unit}"),
    ("DURATION", "{figure}~{one}", "P{figure}{one}"),
    ("DURATION", "{figure}~{one}-old", "P{figure}{one}"),
    ("DURATION", "{n} {unit} old", "P{n}{unit}"),
    ("DURATION", "{n} (more|straight|consecutive|full|additional|trading|business|working|calendar) {unit}", "P{n}{unit}"),
    ("SET", "(a|an|per) {one}", "P1{one}", "rate"),
    ("DURATION", "(a|an|one) {span}", "P1{span}", "whole"),
    ("DURATION", "over (a|an) {span}", "P1{span}"),
    ("DURATION", "the (fiscal )?year", "P1Y", "ended"),
    ("DURATION", "the fiscal year", "P1Y"),
    ("DURATION", "(the )?{last} {n} {unit}", "P{n}{unit} last"),
    ("DURATION", "(the )?{next} {n} {unit}", "P{n}{unit} next"),
    ("DURATION", "the (past|last) {span}", "P1{span} last"),
    ("DURATION", "(a|an) {figure}~{one} (period|span)", "P{figure}{one}"),
    ("DURATION", "the (first|latest|remaining|final|full|entire) {n} {unit}", "P{n}{unit}"),
    ("DURATION", "the {n} {units}", "P{n}{units}"),
    ("DURATION", "{n} (to|or) {n2} {unit}", "PX{unit}"),
    ("DURATION", "{vague} {units}", "PX{units}"),
    ("DURATION", "(the )?{last} {vague} {units}", "PX{units}"),
    ("DURATION", "(the )?{last} {units}", "PX{units}"),
    ("DURATION", "(the )?{next} {vague} {units}", "PX{units}"),
    ("DURATION", "(the )?{next} {units}", "PX{units}"),
    ("DURATION", "a couple of {units}", "P2{units}"),
    ("DURATION", "{n} and a half {units}", "P{n}.5{units}"),
    ("DURATION", "half~(an )?hour", "PT30M"),
    ("DURATION", "half a year", "P6M"),
    ("DURATION", "half a century", "P50Y"),
    ("DURATION", "half~(a |an )?{span}", "P0.5{span}"),
    ("DURATION", "{some}", "PX{some}"),
    ("DURATION", "{era}-long", "P1{era}"),
    # sets
    ("SET", "(every|each) {one}", "P1{one}"),
    ("SET", "(every|each) {n} {units}", "P{n}{units}"),
    ("SET", "every other {one}", "P2{one}"),
    ("SET", "{weekdays}", "XXXX-WXX-{weekdays}"),
    ("SET", "weekends", "XXXX-WXX-WE"),
    ("SET", "(every|each) {weekday}", "XXXX-WXX-{weekday}"),
    ("SET", "(every|each) {anymonth}", "XXXX-{anymonth}"),
    ("SET", "(every|each) {anyseason}", "XXXX-{anyseason}"),
    ("SET", "(every|each) {part}", "XXXX-XX-XXT{part}"),
    ("SET", "(daily|nightly)", "P1D"),
    ("SET", "weekly", "P1W", "adverb"),
    ("SET", "monthly", "P1M", "adverb"),
    ("SET", "quarterly", "P1Q", "adverb"),
    ("SET", "(annually|yearly)", "P1Y"),
    # no day meant
    ("DATE", "(right )?now", "PRESENT_REF"),
    ("DATE", "(currently|nowadays|presently|these days|at present|at the moment|current)", "PRESENT_REF"),
    ("DATE", "(more |most )?(recently|lately)", "PAST_REF"),
    ("DATE", "(recent|the (recent )?past)", "PAST_REF"),
    ("DATE", "the ((near|distant|immediate|foreseeable) )?future", "FUTURE_REF"),
    ("DATE", "in [future]", "FUTURE_REF"),
    ("DATE", "soon", "FUTURE_REF", "soon"),
]  # fmt: skip

GUARDS = {
    "year": Guard(
        not_before=r"[$€£#+/:-]|\d[.,]|\b(?i:no|nos|resolution|flight|article|number|page|room|route|boeing|model|section|law)\b\.? ",
        not_after=r"[.,/:-]?\d|%| (?i:percent|people|men|women|soldiers|troops|tons|tonnes|dollars|miles|kilomet|met(?:er|re)s|votes|points|feet|units)",
    ),
    "range": Guard(not_before=r"[$€£#+/:]|\d[.,]"),
    "decade": Guard(before=r"(?i:the|in|early|late|mid)\W"),
    "attributive": Guard(after=r" (?!(?:on|of|for|to|in|against|by|and|was|is)\b)[a-z]"),
    "reported": Guard(before=r"(?i:\b(?:in|for|of|during)) ", not_after=r" (?i:of|when|since|after|before|between|from)\b"),
    "whole": Guard(not_after=r"-\w"),
    "ended": Guard(after=r",? end(?:ed|ing)\b"),
    "soon": Guard(not_before="(?i:as|how|too) ", not_after=" as"),
    "adverb": Guard(not_after=r" (?!(?i:and|or|in|at|for|by|to|from|since|with)\b)\w"),
    "rate": Guard(before=r"(?:[%\d]|times|once|twice|percent|illion|cents|dollars|tons|tonnes|barrels|much|many) "),
}

#: Slots and words of which one is enough to look closer; figures tell by their form; the glue between words does not tell.
TRIGGERS = "month weekday weekdays weekends unit anyseason part holiday feast worddecade noon midday midnight eighteen nineteen".split()
GLUE = "a an and at by for from in new of on one or s that the their these this to its".split()

#: What tells, before or after an expression, that it looks back or ahead.
CLAUSE = r"[.!?;]['\"”’)]*\s|\n\n|, (?:where|which|who|whose|when|while|after)\b"
PAST = (
    r"(?i)\b(?:was|were|had|did|been|has|have|said|told|met|held|took|came|went|began|left|made|got|gave|saw|shot|won|lost|since|\w\w+ed)\b"
)
#: With the words that follow, so that *would be held* is no past.
FUTURE = (
    r"(?i)(?:\b(?:will|shall|would|going to|to be|plan(?:s|ned|ning)?|set (?:to|for)|due|scheduled|expected|expects?|upcoming"
    r"|(?:as (?:early|soon|late) as|until|till|by|starting)(?= ?$)|(?:are|is|was|were) to)\b|['’]ll\b)(?: \w+){0,3}"
)


@cache
def english() -> Grammar:
    """The grammar, compiled once."""
    return Grammar(
        Language(
            slots=SLOTS, rules=RULES, modifiers=MODIFIERS, guards=GUARDS, numerals=[*NUMBERS, *MAGNITUDES, *ORDINAL], triggers=TRIGGERS,
            glue=GLUE, clause=CLAUSE, past=PAST, future=FUTURE,
        )
    )  # fmt: skip
