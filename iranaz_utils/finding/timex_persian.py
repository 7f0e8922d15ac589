"""Time expressions of Persian: words, rules, what stands around them, and tense. How to read a rule: `timex_rules`.

Read with one form of each letter, with the figures of ASCII, and with a space for the joiner inside a word. A month of the Persian calendar
tells its year: ``{jyear}``. A number alone is a year of that calendar after *سال* (year) from 1250 to 1429, of ours from 1500.
"""

from __future__ import annotations

from functools import cache

from iranaz_utils.finding.folding import LETTERS
from iranaz_utils.finding.timex_figures import FIGURE_RULES, FIGURES, NUMBERED, compound, numbered
from iranaz_utils.finding.timex_grammar import Grammar
from iranaz_utils.finding.timex_rules import PLACE, Guard, Language, Slot, alternation
from iranaz_utils.reading.dates import months

ONES = "یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم نوزدهم بیستم".split()
ORDINALS = {word: number for number, word in enumerate(ONES, 1)} | {
    "اول": 1,
    "نخست": 1,
    "هیجدهم": 18,
    "سی ام": 30,
    "سی‌ام": 30,
    "سی و یکم": 31,
}
ORDINALS |= {f"بیست و {word}": 20 + number for number, word in enumerate(ONES[:9], 1)}
DAYS = {word: f"{number:02}" for word, number in ORDINALS.items()}
NUMBERS = {
    "یک": "1", "دو": "2", "سه": "3", "چهار": "4", "پنج": "5", "شش": "6", "هفت": "7", "هشت": "8", "نه": "9", "ده": "10", "یازده": "11",
    "دوازده": "12", "پانزده": "15", "بیست": "20", "سی": "30", "چهل": "40", "پنجاه": "50", "شصت": "60", "هفتاد": "70",
    "هشتاد": "80", "نود": "90", "صد": "100",
}  # fmt: skip
WEEKDAYS = {
    "شنبه": "6", "یکشنبه": "7", "یک‌شنبه": "7", "دوشنبه": "1", "دو‌شنبه": "1", "سه‌شنبه": "2", "سهشنبه": "2", "چهارشنبه": "3",
    "چهار‌شنبه": "3", "پنجشنبه": "4", "پنج‌شنبه": "4", "جمعه": "5", "آدینه": "5",
}  # fmt: skip
UNITS = {"ثانیه": "TS", "دقیقه": "TM", "ساعت": "TH", "روز": "D", "شب": "D", "هفته": "W", "ماه": "M", "سال": "Y", "دهه": "DE", "قرن": "CE",
         "سده": "CE"}  # fmt: skip
#: مه is fog and may stands for May only beside a number; می is also what most verbs begin with, and needs its year.
MONTHS = {name: number for name, number in numbered(months("fa")).items() if name != "می"}
CLEAR = {name: number for name, number in MONTHS.items() if name not in ("مه", "اوت", "مارس")}
PLAIN_JALALI = numbered(months("fa", "persian"))
#: *خردادماه*, the month of Khordad, is no other word.
LONG_JALALI = {f"{name}ماه": number for name, number in PLAIN_JALALI.items()}
JALALI = PLAIN_JALALI | LONG_JALALI
#: The names of the Persian months that are no other word.
ONLY_MONTHS = ("فروردین", "اردیبهشت", "خرداد", "مرداد", "شهریور", "اسفند")
CLEAR_JALALI = {name: number for name, number in PLAIN_JALALI.items() if name in ONLY_MONTHS} | LONG_JALALI

EDGES = {"اوایل": "START", "ابتدای": "START", "آغاز": "START", "اواسط": "MID", "میانه": "MID", "اواخر": "END", "پایان": "END"}

SLOTS = FIGURES | {
    "day": Slot(rf"(?:0?[1-9]|[12]\d|3[01]|{alternation(word.replace(chr(0x200C), ' ') for word in DAYS)})",
                lambda words: f"{int(words):02}" if words.isdigit() else DAYS[" ".join(words.split())], tuple(DAYS), figures=1),
    "day2": DAYS,
    "month": MONTHS,
    "may": {"می": "05"},
    "clear": CLEAR,
    "jmonth": JALALI,
    "clearj": CLEAR_JALALI,
    "hmonth": numbered(months("fa", "islamic")),
    "weekday": WEEKDAYS,
    "unit": UNITS | {f"{unit} {plural}": code for unit, code in UNITS.items() for plural in ("ها", "های")},
    "units": {unit + plural: code for unit, code in UNITS.items() for plural in ("های", " های")},
    "lasting": {"روزه": "D", "هفته ای": "W", "ماهه": "M", "ساله": "Y", "ساعته": "TH", "دقیقه ای": "TM"},
    "worddecade": {"سی": "J133", "چهل": "J134", "پنجاه": "J135", "شصت": "J136", "هفتاد": "J137", "هشتاد": "J138", "نود": "J139"},
    "within": {"روزی": "D", "هفته ای": "W", "ماهی": "M", "سالی": "Y"},
    "mod": EDGES,
    "ofera": {"هفته": "W", "ماه": "JM", "سال": "JY"},
    "latehour": Slot(r"(?:0?[1-9]|1[01])", lambda words: f"{int(words) + 12}", figures=1),
    "n": compound(NUMBERS, " و "),
    "jseason": {"بهار": "S1", "تابستان": "S2", "پاییز": "S3", "زمستان": "S4"},
    "half": {"اول": "1", "نخست": "1", "دوم": "2"},
    "quarter": {"اول": "1", "نخست": "1", "دوم": "2", "سوم": "3", "چهارم": "4"},
    "part": {"صبح": "MO", "بامداد": "MO", "ظهر": "AF", "بعدازظهر": "AF", "بعد از ظهر": "AF", "عصر": "EV", "شب": "NI", "شامگاه": "EV"},
    "zone": {"به وقت تهران": "+03:30", "به وقت محلی": "", "به وقت گرینویچ": "Z", "به وقت باکو": "+04:00"},
    "decade": Slot(r"(?:1[5-9]\d|20\d)0", lambda words: words[:3], figures=4),
    "jdecade": Slot(r"1[34]\d0", lambda words: f"J{words[:3]}", figures=4),
    "shortdecade": Slot(r"[2-9]0", lambda words: f"J13{words[0]}", figures=1),
    "oldyear": Slot(r"[3-9]\d", lambda words: f"13{words}", figures=1),
    "shortyear": Slot(r"[6-9]\d", lambda words: f"J13{words}", figures=1),
    "century": Slot(rf"(?:\d\d|{alternation(ORDINALS)})",
                    lambda words: f"{(int(words) if words.isdigit() else ORDINALS[words]) - 1:02}", tuple(ORDINALS), figures=1),
}  # fmt: skip

#: What may stand before a day, between month and year, and after a year of each calendar.
ON = "(روز )?({weekday}(،)? )?"
OF = "( ماه)?(،)?( سال)? "
SOLAR, COMMON, LUNAR = "( (هجری )?(شمسی|خورشیدی))?", "( میلادی)?", "( هجری)?( قمری)?"
THIS, LAST, NEXT = "(امسال|سال جاری|سال کنونی)", "(پارسال|سال گذشته|سال قبل|سال پیش)", "(سال آینده|سال بعد)"
RULES = [
    *FIGURE_RULES,
    # days
    ("DATE", ON + "{day} {jmonth}" + OF + "{jyear}" + SOLAR, "J{jyear}-{jmonth}-{day}"),
    ("DATE", ON + "{day} {jmonth}( ماه)?", "JXXXX-{jmonth}-{day}"),
    ("DATE", ON + "{day} {jmonth}" + OF + "{oldyear}", "J{oldyear}-{jmonth}-{day}", "uncounted"),
    ("DATE", "عید نوروز", "JXXXX-01-01"),
    ("DATE", "(عید )?نوروز( سال)? {jyear}", "J{jyear}-01-01"),
    ("DATE", ON + "{day} {jmonth}( ماه)? " + THIS, "[JY+0]-{jmonth}-{day}"),
    ("DATE", ON + "{day} {jmonth}( ماه)? " + LAST, "[JY-1]-{jmonth}-{day}"),
    ("DATE", ON + "{day} {month}" + OF + "{year}" + COMMON, "{year}-{month}-{day}"),
    ("DATE", ON + "{day} {may}" + OF + "{year}" + COMMON, "{year}-{may}-{day}"),
    ("DATE", ON + "{day} {month}", "XXXX-{month}-{day}"),
    ("DATE", "{day} {hmonth}" + OF + "{hyear}" + LUNAR, "H{hyear}-{hmonth}-{day}"),
    ("DATE", "{day} {hmonth}", "HXXXX-{hmonth}-{day}"),
    ("DATE", "[{day}]( تا | و |-|–|—| الی )[{dd} {jmonth}" + OF + "{jyear}]", "J{jyear}-{jmonth}-{day} & J{jyear}-{jmonth}-{dd}"),
    ("DATE", "[{day}]( تا | و |-|–|—| الی )[{dd} {jmonth}]", "JXXXX-{jmonth}-{day} & JXXXX-{jmonth}-{dd}"),
    ("DATE", "[{day}]( تا | و |-|–|—| الی )[{day2} {jmonth}]", "JXXXX-{jmonth}-{day} & JXXXX-{jmonth}-{day2}"),
    ("DATE", "[{day}]( تا | و |-|–|—| الی )[{dd} {month}" + OF + "{year}]", "{year}-{month}-{day} & {year}-{month}-{dd}"),
    ("DATE", "[{day}]( تا | و |-|–|—| الی )[{dd} {month}]", "XXXX-{month}-{day} & XXXX-{month}-{dd}"),
    ("DATE", "[{day}]( تا | و |-|–|—| الی )[{day2} {month}]", "XXXX-{month}-{day} & XXXX-{month}-{day2}"),
    # weekdays
    ("DATE", "(روز )?{weekday}", "XXXX-WXX-{weekday}", "no prayer"),
    ("DATE", "(روز )?{weekday}( هفته)? (گذشته|قبل|پیش|اخیر)", "XXXX-WXX-{weekday} last"),
    ("DATE", "(روز )?{weekday}( هفته)? (آینده|بعد|آتی)", "XXXX-WXX-{weekday} next"),
    ("DATE", "{weekday} هفته (گذشته|قبل)", "[W-1]-{weekday}"),
    ("DATE", "{weekday} هفته (آینده|بعد)", "[W+1]-{weekday}"),
    # months, seasons
    ("DATE", "(ماه )?{jmonth}" + OF + "{jyear}" + SOLAR, "J{jyear}-{jmonth}"),
    ("DATE", "(ماه )?{month}" + OF + "{year}" + COMMON, "{year}-{month}"),
    ("DATE", "(ماه )?{may}" + OF + "{year}" + COMMON, "{year}-{may}"),
    ("DATE", "{hmonth}" + OF + "{hyear}" + LUNAR, "H{hyear}-{hmonth}"),
    ("DATE", "{jmonth} ماه", "JXXXX-{jmonth}"),
    ("DATE", "{clearj}", "JXXXX-{clearj}"),
    ("DATE", "{jmonth}( ماه)? " + THIS, "[JY+0]-{jmonth}"),
    ("DATE", "{jmonth}( ماه)? " + LAST, "[JY-1]-{jmonth}"),
    ("DATE", "ماه {month}", "XXXX-{month}"),
    ("DATE", "{clear}( ماه)?", "XXXX-{clear}"),
    ("DATE", "{month}( ماه)? " + THIS, "[Y+0]-{month}"),
    ("DATE", "{month}( ماه)? " + LAST, "[Y-1]-{month}"),
    ("DATE", "ماه (مبارک )?{hmonth}", "HXXXX-{hmonth}"),
    ("DATE", "{jseason}( سال)? {jyear}" + SOLAR, "J{jyear}-{jseason}"),
    ("DATE", "{jseason} (امسال|سال جاری)", "[JY+0]-{jseason}"),
    ("DATE", "{jseason} (پارسال|سال گذشته)", "[JY-1]-{jseason}"),
    ("DATE", "{jseason} گذشته", "JXXXX-{jseason} last"),
    ("DATE", "{jseason} آینده", "JXXXX-{jseason} next"),
    ("DATE", "(نیمه|شش ماهه) {half} سال {jyear}", "J{jyear}-H{half}"),
    ("DATE", "(نیمه|شش ماهه) {half} (امسال|سال جاری)", "[JY+0]-H{half}"),
    ("DATE", "سه ماهه {quarter} سال {jyear}", "J{jyear}-S{quarter}"),
    ("DATE", "سه ماهه {quarter} (سال )?{year}" + COMMON, "{year}-Q{quarter}"),
    # years, decades, centuries
    ("DATE", "سال {jyear}" + SOLAR, "J{jyear}"),
    ("DATE", "{jyear} (هجری )?(شمسی|خورشیدی)", "J{jyear}"),
    ("DATE", "سال {shortyear}", "{shortyear}"),
    ("DATE", "سال {year}" + COMMON, "{year}"),
    ("DATE", "{year} میلادی", "{year}"),
    ("DATE", "سال {hyear} (هجری )?قمری", "H{hyear}"),
    ("DATE", "سال های [{jyear}]( تا | و |-|–|—| الی )[{jyear2}]", "J{jyear} & J{jyear2}"),
    ("DATE", "سال های [{year}]( تا | و |-|–|—| الی )[{year2}" + COMMON + "]", "{year} & {year2}"),
    ("DATE", "[سال {jyear}]( تا | الی )[(سال )?{jyear2}]", "J{jyear} & J{jyear2}"),
    ("DATE", "[سال {year}]( تا | الی )[(سال )?{year2}" + COMMON + "]", "{year} & {year2}"),
    ("DATE", "دهه {worddecade}" + SOLAR, "{worddecade}"),
    ("DATE", "دهه {decade}" + COMMON, "{decade}"),
    ("DATE", "دهه {jdecade}" + SOLAR, "{jdecade}"),
    ("DATE", "دهه {shortdecade}" + SOLAR, "{shortdecade}"),
    ("DATE", "قرن {century}( میلادی)?", "{century}"),
    # around the publication; years and months are those of the Persian calendar
    ("DATE", "امروز", "[D+0]"),
    ("DATE", "دیروز", "[D-1]"),
    ("DATE", "فردا", "[D+1]"),
    ("DATE", "پریروز", "[D-2]"),
    ("DATE", "پس فردا", "[D+2]"),
    ("DATE", "روز (گذشته|قبل)", "[D-1]"),
    ("DATE", "روز جاری", "[D+0]"),
    ("DATE", "روز (بعد|آینده)", "<D+1>"),
    ("DATE", "(هفته جاری|این هفته)", "[W+0]"),
    ("DATE", "هفته (گذشته|قبل|پیش)", "[W-1]"),
    ("DATE", "هفته (آینده|بعد|آتی)", "[W+1]"),
    ("DATE", "(ماه جاری|این ماه)", "[JM+0]"),
    ("DATE", "ماه (گذشته|قبل|پیش)", "[JM-1]"),
    ("DATE", "ماه (آینده|بعد|آتی)", "[JM+1]"),
    ("DATE", THIS, "[JY+0]"),
    ("DATE", LAST, "[JY-1]"),
    ("DATE", NEXT, "[JY+1]"),
    ("DATE", "سال جاری میلادی", "[Y+0]"),
    ("DATE", "سال گذشته میلادی", "[Y-1]"),
    ("DATE", "سال آینده میلادی", "[Y+1]"),
    ("DATE", "{mod} {ofera}", "[{ofera}+0]"),
    ("DATE", "{n} {unit} و نیم (پیش|قبل)", "[{unit}-{n}.5]"),
    ("DATE", "{figure} {unit} (پیش|قبل)", "[{unit}-{figure}]"),
    ("DATE", "{n} {unit} (پیش|قبل)", "[{unit}-{n}]"),
    ("DATE", "{figure} {unit} (بعد|دیگر)", "<{unit}+{figure}>"),
    ("DATE", "{n} {unit} (بعد|دیگر)", "<{unit}+{n}>"),
    ("DATE", "چند {unit} (پیش|قبل)", "PAST_REF"),
    # times of day
    ("TIME", "(ساعت )?{hour}:{minute}( {zone})?", "<D+0>T{hour}:{minute}{zone}", "clock"),
    ("TIME", "ساعت {hour}( {zone})?", "<D+0>T{hour}:00{zone}"),
    ("TIME", "ساعت {hour} (صبح|بامداد)", "<D+0>T{hour}:00"),
    ("TIME", "ساعت {latehour} (شب|عصر|بعدازظهر|بعد از ظهر)", "<D+0>T{latehour}:00"),
    ("TIME", "{part} امروز", "[D+0]T{part}"),
    ("TIME", "امروز {part}", "[D+0]T{part}"),
    ("TIME", "امشب", "[D+0]TNI"),
    ("TIME", "دیشب", "[D-1]TNI"),
    ("TIME", "{part} دیروز", "[D-1]T{part}"),
    ("TIME", "{part} فردا", "[D+1]T{part}"),
    ("TIME", "(روز )?{weekday} {part}", "XXXX-WXX-{weekday}T{part}"),
    ("TIME", "شب گذشته", "[D-1]TNI"),
    ("TIME", "{part} (روز )?{weekday}", "XXXX-WXX-{weekday}T{part}"),
    # lengths, sets, no day meant
    ("DURATION", "{figure} {unit}", "P{figure}{unit}"),
    ("DURATION", "{n} {unit}", "P{n}{unit}"),
    ("DURATION", "{n} {unit} و نیم", "P{n}.5{unit}"),
    ("DURATION", "{n} {unit} و نیم (گذشته|اخیر)", "P{n}.5{unit} last"),
    ("DURATION", "نیم قرن", "P50Y"),
    ("DURATION", "نیم ساعت", "PT30M"),
    ("DURATION", "{units} (گذشته|اخیر|آینده|آتی|پیش رو)", "PX{units}"),
    ("DURATION", "{figure} {unit} (گذشته|اخیر)", "P{figure}{unit} last"),
    ("DURATION", "{n} {unit} (گذشته|اخیر)", "P{n}{unit} last"),
    ("DURATION", "{figure} {unit} (آینده|آتی)", "P{figure}{unit} next"),
    ("DURATION", "{n} {unit} (آینده|آتی)", "P{n}{unit} next"),
    ("DURATION", "{figure} سالگی", "P{figure}Y"),
    ("DURATION", "{figure} {lasting}", "P{figure}{lasting}"),
    ("DURATION", "{n} {lasting}", "P{n}{lasting}"),
    ("DURATION", "چند {unit}( (اخیر|گذشته))?", "PX{unit}"),
    ("SET", "هر {unit}", "P1{unit}"),
    ("SET", "{within} ({n}|{figure}) بار", "P1{within}"),
    ("SET", "هر {weekday}", "XXXX-WXX-{weekday}"),
    ("SET", "(سالانه|سالیانه)", "P1Y"),
    ("SET", "ماهانه", "P1M"),
    ("SET", "روزانه", "P1D"),
    ("DATE", "(اکنون|هم اکنون|در حال حاضر|اینک)", "PRESENT_REF"),
    ("DATE", "(اخیرا|به تازگی)", "PAST_REF"),
    ("DATE", "(در آینده|آینده نزدیک)", "FUTURE_REF"),
]  # fmt: skip

GUARDS = {
    "no prayer": Guard(not_before=r"(?:نماز|نمازهای|امام|ائمه|امامان) "),  # of Friday
    "uncounted": Guard(not_after=r"[.,:/]?\d|%| (?:نفر|تن|درصد|هزار|میلیون|میلیارد|کشور|شهر)"),
    "clock": Guard(not_before=NUMBERED, not_after=r"[:.,]\d"),
}
ABOUT = {
    "حدود": "APPROX",
    "تقریبا": "APPROX",
    "نزدیک به": "LESS_THAN",
    "بیش از": "MORE_THAN",
    "کمتر از": "LESS_THAN",
    "حداقل": "EQUAL_OR_MORE",
}
MODIFIERS = dict.fromkeys(("", "month", "clear", "jmonth", "clearj", "jseason"), EDGES) | {"figure": ABOUT, "n": ABOUT}

TRIGGERS = "month may jmonth hmonth weekday unit jseason zone".split()
GLUE = "تا و الی در به هر یک قبل بعد پیش گذشته آینده آتی اخیر جاری کنونی نخست دوم اول می مه چند دیگر هجری این".split()
CLAUSE = r"[.!?؟;؛،,]\s|\n\n"  # each clause ends with its verb
PAST = r"\b(?:شد|شدند|کرد|کردند|گفت|گفتند|بود|بودند|داد|دادند|داشت|داشتند|رفت|آمد|رسید|گرفت|گرفتند|یافت|شده|کرده|بوده|داده)\b"
FUTURE = r"\b(?:خواهد|خواهند|خواهیم|خواهم|قرار است|می شود|می شوند|می کند|می کنند|پیش بینی)\b"
#: A clause whose verb, after the day, is of the past and not of the future.
DONE = rf"{PLACE}(?!.*(?:{FUTURE})).*(?:{PAST})"


@cache
def persian() -> Grammar:
    """The grammar, compiled once."""
    letters = {chr(letter): read for letter, read in LETTERS.items() if len(str(read)) == 1} | {"\u200c": " "}
    return Grammar(
        Language(
            slots=SLOTS, rules=RULES, modifiers=MODIFIERS, guards=GUARDS, triggers=TRIGGERS,
            glue=GLUE, clause=CLAUSE, past=PAST, future=FUTURE, done=DONE, letters=letters,
        )
    )  # fmt: skip
