"""Time expressions of Turkish: words with their endings, rules, what stands around them, and tense. How to read a rule: `timex_rules`.

Written as Turkish is; it is read in small letters, and ı as i, since both are typed for both.
"""

from __future__ import annotations

from functools import cache

from iranaz_utils.finding.timex_figures import FIGURE_RULES, FIGURES, NUMBERED, UNDOTTED, compound, declined, numbered
from iranaz_utils.finding.timex_grammar import Grammar
from iranaz_utils.finding.timex_rules import PLACE, Guard, Language, Slot
from iranaz_utils.reading.dates import months

#: Endings of place, direction and possession; after an apostrophe they are no part of the expression.
CASES = "da de ta te dan den tan ten a e ı i u ü ın in un ün daki deki taki teki".split()
NAMED = numbered(months("tr"))
#: Without the abbreviations, of which some are words: *ara* is also a pause, *kas* a muscle.
MONTHS = {name: number for name, number in NAMED.items() if len(name) > 3}
#: Names of months that mean nothing else, and so stand alone.
CLEAR = {name: number for name, number in MONTHS.items() if name in ("haziran", "ağustos", "temmuz", "eylül", "nisan", "şubat", "aralik")}
WEEKDAYS = {"pazartesi": "1", "salı": "2", "çarşamba": "3", "perşembe": "4", "cuma": "5", "cumartesi": "6", "pazar": "7"}
UNITS = {"saniye": "TS", "dakika": "TM", "saat": "TH", "gün": "D", "gece": "D", "hafta": "W", "ay": "M", "yıl": "Y", "sene": "Y",
         "yüzyıl": "CE", "asır": "CE"}  # fmt: skip
ENDED = ["", *CASES, *"dır dir dur dür lık lik luk lük ya ye yı yi nın nin".split()]
NUMBERS = {
    "bir": "1", "iki": "2", "üç": "3", "dört": "4", "beş": "5", "altı": "6", "yedi": "7", "sekiz": "8", "dokuz": "9", "on": "10",
    "on bir": "11", "on iki": "12", "on beş": "15", "yirmi": "20", "otuz": "30", "kırk": "40", "elli": "50", "altmış": "60", "yetmiş": "70",
    "seksen": "80", "doksan": "90", "yüz": "100",
    "bir buçuk": "1.5", "iki buçuk": "2.5",
}  # fmt: skip

SLOTS = FIGURES | {
    "month": declined(MONTHS, ["", *CASES]),
    "month2": declined(MONTHS, ["", *CASES]),
    "placed": declined(MONTHS, ["da", "de", "ta", "te", "dan", "den", "tan", "ten"]) | CLEAR,
    "named": NAMED,
    "weekday": declined(WEEKDAYS, ["", "yi", "yı", "de", "da", "den", "dan", "ye", "ya", "nin", "nın", "i", "a", "ı"]),
    "unit": declined(UNITS, ENDED),
    "era": declined({"hafta": "W", "ay": "M", "yıl": "Y", "sene": "Y", "yüzyıl": "CE"}, ENDED),
    "within": {"günde": "D", "haftada": "W", "ayda": "M", "yılda": "Y", "senede": "Y"},
    "units": declined({"saatler": "TH", "günler": "D", "haftalar": "W", "aylar": "M", "yıllar": "Y", "yüzyıllar": "CE"}, ["", *CASES]),
    "n": compound(NUMBERS),
    "quarter": {"ilk": "1", "birinci": "1", "ikinci": "2", "üçüncü": "3", "dördüncü": "4", "son": "4"},
    "half": {"ilk": "1", "birinci": "1", "ikinci": "2"},
    "season": declined({"ilkbahar": "SP", "yaz": "SU", "sonbahar": "FA", "kış": "WI"}, ["", "da", "ında", "ın", "dan"]) | {"yazın": "SU"},
    "period": {"yılın": "Y", "yıl": "Y", "senenin": "Y", "ayın": "M", "ay": "M", "haftanın": "W", "yüzyılın": "CE"},
    "edge": dict.fromkeys("başı başında başından başına ortası ortasında ortasına sonu sonunda sonundan sonuna".split(), ""),
    "inseason": {"ilkbaharda": "SP", "yazın": "SU", "sonbaharda": "FA", "kışın": "WI"},
    "part": {"sabah": "MO", "sabahı": "MO", "öğleden sonra": "AF", "akşam": "EV", "akşamı": "EV", "gece": "NI", "gecesi": "NI"},
    "zone": {"gmt": "Z", "utc": "Z", "tsi": "+03:00", "türkiye saatiyle": "+03:00"},
    "century": Slot(r"\d\d", lambda words: f"{int(words) - 1:02}", figures=1),
    "decade": Slot(r"(?:1[5-9]\d|20\d)0", lambda words: words[:3], figures=4),
}

#: The word for year after its number, in its cases.
YEAR = "(yılı|yılında|yılının|yılından|yılına|yılın|senesinde)"
YEARS = "(yıllar|yıllarda|yılların|yıllardan)"
MONTH = "(ayı|ayında|ayının|ayından|ayına)"
RULES = [
    *FIGURE_RULES,
    # days
    ("DATE", "{dd} {named} {anyyear}( {weekday})?", "{anyyear}-{named}-{dd}"),
    ("DATE", "{dd} {month}( {weekday})?", "XXXX-{month}-{dd}"),
    ("DATE", "{year} " + YEAR + " {dd} {month}", "{year}-{month}-{dd}"),
    ("DATE", "[{dd}](-|–|—| ve | ile )[{dd2} {named} {year}]", "{year}-{named}-{dd} & {year}-{named}-{dd2}"),
    ("DATE", "[{dd}](-|–|—| ve | ile )[{dd2} {month}]", "XXXX-{month}-{dd} & XXXX-{month}-{dd2}"),
    # weekdays
    ("DATE", "{weekday} (günü|günün|gününden|gününe|gününün)", "XXXX-WXX-{weekday}"),
    ("DATE", "{weekday}", "XXXX-WXX-{weekday}", "no market"),
    ("DATE", "hafta (sonu|sonunda)", "XXXX-WXX-WE"),
    ("DATE", "(geçen|geçtiğimiz) hafta (sonu|sonunda)", "XXXX-WXX-WE last"),
    ("DATE", "(gelecek|önümüzdeki|bu) hafta (sonu|sonunda)", "XXXX-WXX-WE next"),
    ("DATE", "(geçen|geçtiğimiz|önceki) {weekday}( günü)?", "XXXX-WXX-{weekday} last"),
    ("DATE", "(gelecek|önümüzdeki) {weekday}( günü)?", "XXXX-WXX-{weekday} next"),
    ("DATE", "bu {weekday}( günü)?", "XXXX-WXX-{weekday} future"),
    # months, quarters, seasons
    ("DATE", "{named} {year}", "{year}-{named}"),
    ("DATE", "{year} {month}", "{year}-{month}"),
    ("DATE", "{year} " + YEAR + " {month}( " + MONTH + ")?", "{year}-{month}"),
    ("DATE", "{year}'(in|ın|un|ün|nin|nın) {month}( " + MONTH + ")?", "{year}-{month}"),
    ("DATE", "{named} " + MONTH, "XXXX-{named}"),
    ("DATE", "{placed}", "XXXX-{placed}"),
    ("DATE", "{named}", "XXXX-{named}", "placed"),
    ("DATE", "(geçen|geçtiğimiz) {month}( " + MONTH + ")?", "XXXX-{month} last"),
    ("DATE", "(gelecek|önümüzdeki) {month}( " + MONTH + ")?", "XXXX-{month} next"),
    ("DATE", "(bu|içinde bulunduğumuz) (yıl|yılın) {quarter} (çeyreği|çeyreğinde|çeyreğinin)", "[Y+0]-Q{quarter}"),
    ("DATE", "(geçen|geçtiğimiz) (yıl|yılın) {quarter} (çeyreği|çeyreğinde|çeyreğinin)", "[Y-1]-Q{quarter}"),
    ("DATE", "(bu )?yılın {half} (yarısı|yarısında|yarısının|yarısına)", "[Y+0]-H{half}"),
    ("DATE", "geçen (yıl|yılın|sene) {month}( " + MONTH + ")?", "[Y-1]-{month}"),
    ("DATE", "(gelecek|önümüzdeki) (yıl|yılın) {month}( " + MONTH + ")?", "[Y+1]-{month}"),
    ("DATE", "[{named}](-|–|—)[{month} (dönemi|döneminde|dönemine|ayları|aylarında)]", "XXXX-{named} & XXXX-{month}"),
    ("DATE", "bu (yıl|yılın|sene) {month}( " + MONTH + ")?", "[Y+0]-{month}"),
    ("DATE", "{year} " + YEAR + " {quarter} (çeyreği|çeyreğinde|çeyreğinin)", "{year}-Q{quarter}"),
    ("DATE", "{year}'(in|ın|un|ün|nin|nın) {quarter} (çeyreği|çeyreğinde|çeyreğinin)", "{year}-Q{quarter}"),
    ("DATE", "{year} " + YEAR + " {half} (yarısı|yarısında)", "{year}-H{half}"),
    ("DATE", "{year}( " + YEAR + ")? {season}", "{year}-{season}"),
    ("DATE", "(geçen|geçtiğimiz) {season}", "XXXX-{season} last"),
    ("DATE", "(gelecek|önümüzdeki) {season}", "XXXX-{season} next"),
    ("DATE", "bu {season}", "[Y+0]-{season}"),
    ("DATE", "{inseason}", "XXXX-{inseason}"),
    # years, decades, centuries
    ("DATE", "{year} " + YEAR, "{year}"),
    ("DATE", "{year}", "{year}", "year"),
    ("DATE", "[{year}](-|–|—| ile | ve )[{year2}( (yılları|yıllarında|yıllarının))?]", "{year} & {year2}", "years"),
    ("DATE", "{decade}(')?(lar|ler|lı|li|lu|lü|larda|lerde|ların|lerin|lardan|lerden)( " + YEARS + ")?", "{decade}"),
    ("DATE", "{century}. (yüzyıl|yüzyılda|yüzyılın|asır|asırda)", "{century}"),
    # around the publication
    ("DATE", "bugün", "[D+0]"),
    ("DATE", "dün", "[D-1]"),
    ("DATE", "yarın", "[D+1]"),
    ("DATE", "evvelsi gün", "[D-2]"),
    ("DATE", "önceki gün", "[D-2]"),
    ("DATE", "(bu|içinde bulunduğumuz) {era}", "[{era}+0]"),
    ("DATE", "(geçen|geçtiğimiz|önceki) {era}", "[{era}-1]"),
    ("DATE", "(gelecek|önümüzdeki) {era}", "[{era}+1]"),
    ("DATE", "(bu )?{period} {edge}", "[{period}+0]"),
    ("DATE", "(geçen|geçtiğimiz) {period} {edge}", "[{period}-1]"),
    ("DATE", "(gelecek|önümüzdeki) {period} {edge}", "[{period}+1]"),
    ("DATE", "{year} " + YEAR + " {edge}", "{year}"),
    ("DATE", "{year}'(in|ın|un|ün|nin|nın) {edge}", "{year}"),
    ("DATE", "{month} (ayının )?{edge}", "XXXX-{month}"),
    ("DATE", "{century}. (yüzyılın|asrın) {edge}", "{century}"),
    ("DATE", "birkaç {unit} önce", "PAST_REF"),
    ("DATE", "{figure} {unit} önce", "[{unit}-{figure}]"),
    ("DATE", "{n} {unit} önce", "[{unit}-{n}]"),
    ("DATE", "{figure} {unit} sonra", "<{unit}+{figure}>"),
    ("DATE", "{n} {unit} sonra", "<{unit}+{n}>"),
    ("DATE", "ertesi gün", "<D+1>"),
    # times of day
    ("TIME", "saat {hour}.{minute}", "<D+0>T{hour}:{minute}"),
    ("TIME", "{zone} {hour}:{minute}", "<D+0>T{hour}:{minute}{zone}"),
    ("TIME", "{hour}:{minute} {zone}", "<D+0>T{hour}:{minute}{zone}"),
    ("TIME", "bu {part}", "[D+0]T{part}"),
    ("TIME", "bugün {part}", "[D+0]T{part}"),
    ("TIME", "dün {part}", "[D-1]T{part}"),
    ("TIME", "yarın {part}", "[D+1]T{part}"),
    ("TIME", "{weekday} {part}", "XXXX-WXX-{weekday}T{part}"),
    # lengths, sets, no day meant
    ("DURATION", "{figure} {unit}", "P{figure}{unit}"),
    ("DURATION", "{n} {unit}", "P{n}{unit}", "counted"),
    ("DURATION", "son {figure} {unit}", "P{figure}{unit} last"),
    ("DURATION", "son {n} {unit}", "P{n}{unit} last"),
    ("DURATION", "(önümüzdeki|gelecek) {figure} {unit}", "P{figure}{unit} next"),
    ("DURATION", "(önümüzdeki|gelecek) {n} {unit}", "P{n}{unit} next"),
    ("DURATION", "(son|geçen|geçtiğimiz) {units}", "PX{units}"),
    ("DURATION", "(önümüzdeki|gelecek) {units}", "PX{units}"),
    ("DURATION", "birkaç {unit}", "PX{unit}"),
    ("DURATION", "{figure} (yaşında|yaşındaki|yaşındaydı)", "P{figure}Y"),
    ("SET", "her {unit}", "P1{unit}"),
    ("SET", "{n} {within} bir", "P{n}{within}"),
    ("SET", "{figure} {within} bir", "P{figure}{within}"),
    ("SET", "{within} ({n}|{figure}) (kez|kere|defa)", "P1{within}"),
    ("SET", "her {weekday}", "XXXX-WXX-{weekday}"),
    ("DATE", "(şimdi|şu anda|halen|günümüzde|halihazırda)", "PRESENT_REF"),
    ("DATE", "(geçenlerde|yakın zamanda|son zamanlarda)", "PAST_REF"),
    ("DATE", "gelecekte", "FUTURE_REF"),
]  # fmt: skip

GUARDS = {
    "clock": Guard(not_before=NUMBERED, not_after=r"[:.,]\d"),
    "year": Guard(not_before=NUMBERED, before=r"(?:^|\W)", after=r"['’](?:d|t|l|y|n|i|ı|u|ü|a|e)"),
    "years": Guard(not_before=NUMBERED, not_after=r"[.,]?\d|%"),
    "placed": Guard(after=r"['’](?:[dt][ae]|[ıiuü]n)"),
    "no market": Guard(not_after=r" (?:yeri|pay|ekonomi|araştırma)"),
    "counted": Guard(not_after=r" (?:da|de)\b"),
}
ABOUT = {"yaklaşık": "APPROX", "neredeyse": "LESS_THAN", "en az": "EQUAL_OR_MORE", "en fazla": "EQUAL_OR_LESS"}
MODIFIERS = {"figure": ABOUT, "n": ABOUT}

TRIGGERS = "month weekday unit units season part zone".split()
GLUE = "bir bu ve ile son on a e i u in un da de ilk ikinci gelecek lar ler lı lu lü larda lerde en".split()
CLAUSE = r"[.!?;,]\s|\n\n"  # each clause ends with its verb
PAST = r"\b\w{2,}(?:d[iuü]|t[iuü]|d[iuü]lar|d[iuü]ler|t[iuü]lar|t[iuü]ler|miş|mişti|muştu|müştü)\b"
FUTURE = r"\b\w{2,}(?:acak|ecek|acağ|eceğ)\w{0,6}\b|\bplanl\w+"
#: A clause whose verb, after the day, is of the past and not of the future.
DONE = rf"{PLACE}(?!.*(?:{FUTURE})).*(?:{PAST})"


@cache
def turkish() -> Grammar:
    """The grammar, compiled once."""
    return Grammar(
        Language(
            slots=SLOTS, rules=RULES, modifiers=MODIFIERS, guards=GUARDS, triggers=TRIGGERS,
            glue=GLUE, clause=CLAUSE, past=PAST, future=FUTURE, done=DONE, letters=UNDOTTED,
        )
    )  # fmt: skip
