"""Time expressions of Russian: words with their cases, rules, what stands around them, and tense. How to read a rule: `timex_rules`.

Written in small letters, as the text is read, and with е for ё.
"""

from __future__ import annotations

from functools import cache

from iranaz_utils.finding.timex_figures import FIGURE_RULES, FIGURES, NUMBERED, compound, declined, numbered
from iranaz_utils.finding.timex_grammar import Grammar
from iranaz_utils.finding.timex_rules import Guard, Language, Slot
from iranaz_utils.reading.dates import months

NAMED = numbered(months("ru"))
#: *январь*, *май* lose their last letter before an ending, *март* and *август* do not.
SOFT = {name[:-1]: number for name, number in NAMED.items() if name[-1] in "ьй"}
MONTHS = NAMED | declined(SOFT, ["е", "ю", "ем"]) | declined({"март": "03", "август": "08"}, ["е", "у", "ом"])
#: Abbreviations need a day or a year: *Сент* is also the saint of a place.
SHORT = "янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек".split()
WHOLE = {name: number for name, number in MONTHS.items() if name not in SHORT}
WEEKDAYS = (
    declined({"понедельник": "1", "вторник": "2", "четверг": "4"}, ["", "а", "у", "ом", "е"])
    | declined({"сред": "3", "пятниц": "5", "суббот": "6"}, ["а", "ы", "е", "у", "ой", "ей"])
    | declined({"воскресень": "7"}, ["е", "я", "ю", "ем"])
)
UNITS = (
    declined({"секунд": "TS", "минут": "TM"}, ["", "а", "ы", "у", "ам", "ами", "ах"])
    | declined({"час": "TH"}, ["", "а", "ов", "ам", "ами", "ах"])
    | dict.fromkeys("день дни дня дней дню дням днями днях сутки суток ночь ночи ночей".split(), "D")
    | declined({"недел": "W"}, ["я", "и", "ю", "е", "ь", "ям", "ями", "ях"])
    | declined({"месяц": "M"}, ["", "а", "у", "е", "ы", "ев", "ам", "ами", "ах"])
    | dict.fromkeys("год года году годом годы годов лет летам годами годах".split(), "Y")
    | declined({"десятилети": "DE"}, ["е", "я", "й", "ю", "и", "ям", "ях"])
    | dict.fromkeys("век века веке веку веков веками веках столетие столетия столетий".split(), "CE")
)
#: What is counted: *5 лет*, but *в 1960 годах* are years.
COUNTED = {word: unit for word, unit in UNITS.items() if unit != "Y" or word in ("год", "года", "лет", "годам")}
ONES = {
    "один": "1", "одна": "1", "одного": "1", "одну": "1", "два": "2", "две": "2", "двух": "2", "три": "3", "трех": "3", "четыре": "4",
    "четырех": "4", "пять": "5", "пяти": "5", "шесть": "6", "шести": "6", "семь": "7", "семи": "7", "восемь": "8", "восьми": "8",
    "девять": "9", "девяти": "9", "десять": "10", "десяти": "10", "двенадцать": "12", "пятнадцать": "15", "двадцать": "20",
    "тридцать": "30", "сорок": "40", "пятьдесят": "50", "шестьдесят": "60", "семьдесят": "70", "восемьдесят": "80",
    "девяносто": "90", "сто": "100", "полтора": "1.5", "полторы": "1.5",
}  # fmt: skip
ORDINALS = dict(zip("перв втор трет четверт".split(), "1234", strict=True))
CASES = ["ый", "ой", "ий", "ого", "ом", "ому", "ая", "ую", "ая", "ье", "ьего", "ьем"]
#: Endings of adjectives before one thing and before several: *прошлая неделя* is a week, *последние недели* are some.
ONE, SEVERAL = "ый ий ой ая яя ое ее ого его ому ему ом ем ым им ей ую юю".split(), "ые ие ых их ым им ыми ими".split()
LAST, NEXT, THIS = (dict.fromkeys(stems.split(), "") for stems in
                    ("прошл прошедш минувш последн предыдущ истекш", "следующ будущ ближайш предстоящ", "нынешн текущ"))  # fmt: skip
#: *двухдневный*, *трехлетняя*: how many of what, and the endings of these words.
HOW_MANY = {
    "одно": "1",
    "двух": "2",
    "трех": "3",
    "четырех": "4",
    "пяти": "5",
    "шести": "6",
    "семи": "7",
    "десяти": "10",
    "полутора": "1.5",
}
LASTING = declined(
    {"дневн": "D", "недельн": "W", "месячн": "M", "часов": "TH", "минутн": "TM"}, "ый ой ая ое ого ому ым ом ую ые ых".split()
)
LASTING |= declined({"летн": "Y"}, "ий яя ее его ему им ем ей юю ие их".split())
EDGES = {"начало": "START", "начале": "START", "начала": "START", "началу": "START", "конце": "END", "конца": "END", "концу": "END",
         "конец": "END", "середине": "MID", "середины": "MID"}  # fmt: skip

SLOTS = FIGURES | {
    "month": MONTHS,
    "month2": MONTHS,
    "whole": WHOLE,
    "few": Slot(r"\d{1,3}", str, figures=1),
    "weekday": WEEKDAYS,
    "unit": UNITS,
    "counted": COUNTED,
    "era": {word: unit for word, unit in UNITS.items() if unit[0] != "T" and unit != "D"},
    "n": compound(ONES),
    "half": declined({"перв": "1", "втор": "2"}, ["ое", "ого", "ом", "ой", "ая", "ую"]),
    "quarter": declined(ORDINALS, CASES),
    "century": {"xvii": "16", "xviii": "17", "xix": "18", "xx": "19", "xxi": "20"},
    "season": {"весной": "SP", "весна": "SP", "весны": "SP", "весну": "SP", "летом": "SU", "лето": "SU", "осенью": "FA", "осень": "FA",
               "осени": "FA", "зимой": "WI", "зима": "WI", "зимы": "WI", "зиму": "WI"},
    "part": {"утром": "MO", "днем": "AF", "вечером": "EV", "ночью": "NI"},
    "zone": {"по гринвичу": "Z", "gmt": "Z", "utc": "Z", "мск": "+03:00", "по московскому времени": "+03:00", "по москве": "+03:00",
             "по бакинскому времени": "+04:00", "по тегеранскому времени": "+03:30"},
    "mod": EDGES,
    "latehour": Slot(r"(?:[1-9]|1[01])", lambda words: f"{int(words) + 12}", figures=1),
    "bare": {"часов": "TH", "дней": "D", "недель": "W", "месяцев": "M", "годы": "Y", "лет": "Y", "десятилетий": "DE", "веков": "CE"},
    "ofera": {"года": "Y", "недели": "W", "месяца": "M", "десятилетия": "DE", "века": "CE"},
    "last": declined(LAST, ONE),
    "next": declined(NEXT, ONE),
    "this": declined(THIS, ONE) | dict.fromkeys("этот эта это этого этой этом эту этим".split(), ""),
    "lasts": declined(LAST, SEVERAL),
    "nexts": declined(NEXT, SEVERAL),
    "weekend": dict.fromkeys("выходные выходных выходным выходными".split(), "WE"),
    "lasting": LASTING,
    "spanning": {many + of: count + unit for many, count in HOW_MANY.items() for of, unit in LASTING.items()},
    "inseason": {"весной": "SP", "летом": "SU", "осенью": "FA", "зимой": "WI"},
    "decade": Slot(r"(?:1[5-9]\d|20\d)0", lambda words: words[:3], figures=4),
    "shortdecade": Slot(r"[2-9]0", lambda words: f"19{words[0]}", figures=1),
}  # fmt: skip

#: The word for year after its number, or its letter.
OF_YEAR = "( года| году| год| годом| годы| годов| годах|~г(.)?)"
RULES = [
    *FIGURE_RULES,
    # days
    ("DATE", "({weekday}(,)? )?{dd} {month} {anyyear}( года|~г(.)?)?", "{anyyear}-{month}-{dd}"),
    ("DATE", "({weekday}(,)? )?{dd} {month}", "XXXX-{month}-{dd}"),
    ("DATE", "{dd} {month} {this} года", "[Y+0]-{month}-{dd}"),
    ("DATE", "{dd} {month} {last} года", "[Y-1]-{month}-{dd}"),
    ("DATE", "{dd} {month} {next} года", "[Y+1]-{month}-{dd}"),
    ("DATE", "[{dd}](-|–|—| и | по )[{dd2} {month} {year}( года|~г(.)?)?]", "{year}-{month}-{dd} & {year}-{month}-{dd2}"),
    ("DATE", "[{dd}](-|–|—| и | по )[{dd2} {month}]", "XXXX-{month}-{dd} & XXXX-{month}-{dd2}"),
    # weekdays
    ("DATE", "{weekday}", "XXXX-WXX-{weekday}"),
    ("DATE", "{last} {weekday}", "XXXX-WXX-{weekday} last"),
    ("DATE", "{next} {weekday}", "XXXX-WXX-{weekday} next"),
    ("DATE", "{this} {weekday}", "XXXX-WXX-{weekday} future"),
    ("DATE", "(эти )?{weekend}", "XXXX-WXX-{weekend}"),
    ("DATE", "{lasts} {weekend}", "XXXX-WXX-{weekend} last"),
    ("DATE", "{nexts} {weekend}", "XXXX-WXX-{weekend} next"),
    # months, quarters, seasons
    ("DATE", "{month} {year}" + f"{OF_YEAR}?", "{year}-{month}"),
    ("DATE", "[{month}](-|–|—)[{month2} {year}" + f"{OF_YEAR}?]", "{year}-{month} & {year}-{month2}"),
    ("DATE", "[{month}](-|–|—)[{month2}]", "XXXX-{month} & XXXX-{month2}", "month"),
    ("DATE", "{whole}", "XXXX-{whole}", "month"),
    ("DATE", "{month} {this} года", "[Y+0]-{month}"),
    ("DATE", "{month} {last} года", "[Y-1]-{month}"),
    ("DATE", "{month} {next} года", "[Y+1]-{month}"),
    ("DATE", "{last} {whole}", "XXXX-{whole} last"),
    ("DATE", "{quarter} (квартал|квартале|квартала) {year}" + f"{OF_YEAR}?", "{year}-Q{quarter}"),
    ("DATE", "{quarter} (квартал|квартале|квартала)", "XXXX-Q{quarter}"),
    ("DATE", "{quarter} (квартал|квартале|квартала) {this} года", "[Y+0]-Q{quarter}"),
    ("DATE", "{quarter} (квартал|квартале|квартала) {last} года", "[Y-1]-Q{quarter}"),
    ("DATE", "{half} (полугодие|полугодии|полугодия|половине|половины|половина) ({this} )?года", "[Y+0]-H{half}"),
    ("DATE", "{half} (полугодие|полугодии|полугодия|половине|половины|половина) {last} года", "[Y-1]-H{half}"),
    ("DATE", "{half} (полугодие|полугодии|полугодия|половине|половины|половина) {year}" + f"{OF_YEAR}?", "{year}-H{half}"),
    ("DATE", "{season} {year}" + f"{OF_YEAR}?", "{year}-{season}"),
    ("DATE", "{season} {this} года", "[Y+0]-{season}"),
    ("DATE", "{season} {last} года", "[Y-1]-{season}"),
    ("DATE", "{season} {next} года", "[Y+1]-{season}"),
    ("DATE", "{last} {season}", "XXXX-{season} last"),
    ("DATE", "{next} {season}", "XXXX-{season} next"),
    ("DATE", "{this} {season}", "[Y+0]-{season}"),
    ("DATE", "{inseason}", "XXXX-{inseason}", "named season"),
    # years, decades, centuries
    ("DATE", "{year}" + OF_YEAR, "{year}"),
    ("DATE", "{year}-(й|м|го|му)( год| года| году| годом| годе)?", "{year}"),
    ("DATE", "(в|с|до|по|к|после|около) [{year}]", "{year}", "year"),
    ("DATE", "[{year}](-|–|—| и | по )[{year2}( годы| годов| годах| годам| гг| году| год)]", "{year} & {year2}"),
    ("DATE", "{decade}-(е|х|ых|м|ми)( годы| годов| годах| гг)?", "{decade}"),
    ("DATE", "{shortdecade}-(е|х|ых|м)( годы| годов| годах| гг)?", "{shortdecade}"),
    ("DATE", "{century} (век|века|веке|веков|столетие|столетия)", "{century}"),
    # around the publication
    ("DATE", "сегодня", "[D+0]"),
    ("DATE", "вчера", "[D-1]"),
    ("DATE", "завтра", "[D+1]"),
    ("DATE", "позавчера", "[D-2]"),
    ("DATE", "послезавтра", "[D+2]"),
    ("DATE", "{this} {era}", "[{era}+0]"),
    ("DATE", "{last} {era}", "[{era}-1]"),
    ("DATE", "{next} {era}", "[{era}+1]"),
    ("DATE", "{mod} {ofera}", "[{ofera}+0]"),
    ("DATE", "{figure} {unit} назад", "[{unit}-{figure}]"),
    ("DATE", "{n} {unit} назад", "[{unit}-{n}]"),
    ("DATE", "{figure} {unit} спустя", "<{unit}+{figure}>"),
    ("DATE", "{n} {unit} спустя", "<{unit}+{n}>"),
    ("DATE", "полгода назад", "[M-6]"),
    ("DATE", "четверть века назад", "[Y-25]"),
    ("DATE", "(несколько|много|пару) {unit} назад", "PAST_REF"),
    ("DATE", "год назад", "[Y-1]"),
    ("DATE", "месяц назад", "[M-1]"),
    ("DATE", "неделю назад", "[W-1]"),
    ("DATE", "на [следующий день]", "<D+1>"),
    ("DATE", "(в )?[(тот же|тот|этот же) день]", "<D+0>"),
    # times of day
    ("TIME", "{hour}:{minute} {zone}", "<D+0>T{hour}:{minute}{zone}"),
    ("TIME", "{hour} (час|часа|часов) утра", "<D+0>T{hour}:00"),
    ("TIME", "{latehour} (час|часа|часов) (дня|вечера)", "<D+0>T{latehour}:00"),
    ("TIME", "сегодня {part}", "[D+0]T{part}"),
    ("TIME", "вчера {part}", "[D-1]T{part}"),
    ("TIME", "завтра {part}", "[D+1]T{part}"),
    ("TIME", "{weekday} {part}", "XXXX-WXX-{weekday}T{part}"),
    ("TIME", "{part} {dd} {month}", "XXXX-{month}-{dd}T{part}"),
    ("TIME", "{part} {dd} {month} {year}( года|~г(.)?)?", "{year}-{month}-{dd}T{part}"),
    # lengths, sets, no day meant
    ("DURATION", "{few} {counted}", "P{few}{counted}"),
    ("DURATION", "{figure} лет", "P{figure}Y"),
    ("DURATION", "{n} {counted}", "P{n}{counted}"),
    ("DURATION", "{lasts} {figure} {counted}", "P{figure}{counted} last"),
    ("DURATION", "{lasts} {n} {counted}", "P{n}{counted} last"),
    ("DURATION", "{nexts} {figure} {counted}", "P{figure}{counted} next"),
    ("DURATION", "{nexts} {n} {counted}", "P{n}{counted} next"),
    ("DURATION", "({lasts} |{nexts} )?несколько {unit}", "PX{unit}"),
    ("DURATION", "{lasts} {unit}", "PX{unit}"),
    ("DURATION", "{nexts} {unit}", "PX{unit}"),
    ("DURATION", "полгода", "P6M"),
    ("DURATION", "четверть века", "P25Y"),
    ("DURATION", "(первые|первых) {few} {counted}", "P{few}{counted}"),
    ("DURATION", "(первые|первых) {n} {counted}", "P{n}{counted}"),
    ("DURATION", "(на протяжении|в течение|за) [{bare}]", "PX{bare}"),
    ("DURATION", "{figure}-{lasting}", "P{figure}{lasting}"),
    ("DURATION", "{spanning}", "P{spanning}"),
    ("SET", "(каждый|каждую|каждое|каждые) {unit}", "P1{unit}"),
    ("SET", "(каждый|каждую|каждое) {weekday}", "XXXX-WXX-{weekday}"),
    ("SET", "каждые {n} {counted}", "P{n}{counted}"),
    ("SET", "каждые {few} {counted}", "P{few}{counted}"),
    ("SET", "(раз|дважды|трижды|{n} (раз|раза)|{few} (раз|раза)) в {unit}", "P1{unit}"),
    ("SET", "(ежегодно|ежегодный|ежегодного|ежегодной|ежегодная|ежегодном|ежегодную)", "P1Y"),
    ("SET", "ежемесячно", "P1M"),
    ("SET", "еженедельно", "P1W"),
    ("SET", "ежедневно", "P1D"),
    ("DATE", "(сейчас|ныне|в настоящее время)", "PRESENT_REF"),
    ("DATE", "(недавно|в последнее время)", "PAST_REF"),
    ("DATE", "в (ближайшем )?будущем", "FUTURE_REF"),
]  # fmt: skip

GUARDS = {
    "clock": Guard(not_before=NUMBERED, not_after=r"[:.,]\d"),
    "year": Guard(not_before=NUMBERED, not_after=r"[.,:/-]?\d|%| (?!и |по |в |на |был|г)[а-я]"),
    "named season": Guard(not_after=r" (?:20|19)\d\d"),
    "month": Guard(before=r"(?:^|\W)(?:в|с|к|до|по|на|за|конц[еау]|начал[еау]|середин[еау]|и|от|для|весь|после) ", not_after=r" \d"),
}
ABOUT = {"около": "APPROX", "примерно": "APPROX", "почти": "LESS_THAN", "более": "MORE_THAN", "свыше": "MORE_THAN"}
MODIFIERS = dict.fromkeys(("", "month", "whole", "year", "season", "decade", "last", "this", "next"), EDGES)
MODIFIERS |= dict.fromkeys(("figure", "few", "n"), ABOUT)

TRIGGERS = "month weekday unit season zone part weekend spanning".split()
GLUE = "в с до по к на и г гг е х м ых ми около после весь".split()
CLAUSE = r"[.!?;]\s|\n\n|, (?:который|которая|которое|которые|где|что|когда)\b"
PAST = r"\b\w{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)\b|\b(?:был|была|было|были)\b"
FUTURE = (
    r"\b(?:будет|будут|буду|состо[ия]тся|пройд[еу]т|планиру\w+|намерен\w*|предсто[ия]\w+|ожидае\w+|ожидаю\w+|намечен\w*|назначен\w*"
    r"|запланирован\w*|начн[еу]тся|приед[еу]т|посет[ия]т|прибуд[еу]т|отправ[ия]тся|встрет[ия]тся|провед[еу]т|прим[еу]т|откро[ею]тся"
    r"|заверш[иа]тся|вступ[ия]т|стартует|истекает|продлится)\b"
)
#: A clause with a verb of the past and none of the future.
DONE = rf"^(?!.*(?:{FUTURE})).*(?:{PAST})"


@cache
def russian() -> Grammar:
    """The grammar, compiled once."""
    return Grammar(
        Language(
            slots=SLOTS, rules=RULES, modifiers=MODIFIERS, guards=GUARDS, triggers=TRIGGERS,
            glue=GLUE, clause=CLAUSE, past=PAST, future=FUTURE, done=DONE, letters={"ё": "е", "Ё": "е"},
        )
    )  # fmt: skip
