"""Time expressions of Azerbaijani: words and endings, rules, what stands around them, and tense. How to read a rule: `timex_rules`.

Written as Azerbaijani is; it is read in small letters, and ı as i, since both are typed for both. The day may follow its month
(*aprelin 28-də*), the month its year (*2025-ci ilin aprelində*).
"""

from __future__ import annotations

from functools import cache

from iranaz_utils.finding.timex_figures import FIGURE_RULES, FIGURES, NUMBERED, UNDOTTED, compound, declined, numbered
from iranaz_utils.finding.timex_grammar import Grammar
from iranaz_utils.finding.timex_rules import PLACE, Guard, Language, Slot
from iranaz_utils.reading.dates import months

#: Endings of nouns: of the genitive alone, and of place and direction with and without a possessor.
GENITIVE = "ın in un ün nın nin nun nün".split()
CASES = [
    "", *GENITIVE, *"da də dan dən a ə ya yə ı i u ü nı ni nu nü dakı dəki".split(), *(
        possessor + case
        for possessor in "ı i u ü sı si su sü".split()
        for case in "nda ndə ndan ndən na nə nın nin nun nün nı ni nu nü ndakı ndəki nadək nədək".split()
    ), "adək", "ədək", "dək", "yadək", "yədək",
]  # fmt: skip
NAMES = numbered(months("az"))
#: Without the genitives among them, and of these the names that are no abbreviations.
NAMED = {name: number for name, number in NAMES.items() if not (name[-2:] in ("in", "un") and name[:-2] in NAMES)}
LONG = {name: number for name, number in NAMED.items() if len(name) > 3 or name == "may"}
WEEKDAYS = {"bazar ertəsi": "1", "çərşənbə axşamı": "2", "çərşənbə": "3", "cümə axşamı": "4", "cümə": "5", "şənbə": "6", "bazar günü": "7"}
UNITS = {"saniyə": "TS", "dəqiqə": "TM", "saat": "TH", "gün": "D", "gecə": "D", "həftə": "W", "ay": "M", "il": "Y", "onillik": "DE",
         "əsr": "CE", "yüzillik": "CE"}  # fmt: skip
NUMBERS = {
    "bir": "1", "iki": "2", "üç": "3", "dörd": "4", "beş": "5", "altı": "6", "yeddi": "7", "səkkiz": "8", "doqquz": "9", "on": "10",
    "on iki": "12", "on beş": "15", "iyirmi": "20", "otuz": "30", "qırx": "40", "əlli": "50", "altmış": "60", "yetmiş": "70",
    "səksən": "80", "doxsan": "90", "yüz": "100",
}  # fmt: skip

SLOTS = FIGURES | {
    "month": declined(LONG, CASES) | NAMED,
    "month2": declined(LONG, CASES) | NAMED,
    "whose": declined(LONG, GENITIVE),
    "placed": declined(LONG, [case for case in CASES if case and case not in GENITIVE]),
    "named": NAMED,
    "weekday": declined(WEEKDAYS, ["", "yə", "nə", "nı", "ni", "dən", "ndən", "nin", "nın", "ndə", "nda"]),
    "unit": declined(UNITS, ["lik", "lıq", "lük", "luq", *CASES]),
    "era": declined({"həftə": "W", "ay": "M", "il": "Y", "onillik": "DE", "əsr": "CE"}, CASES),
    "units": declined({"saatlar": "TH", "günlər": "D", "həftələr": "W", "aylar": "M", "illər": "Y", "əsrlər": "CE"}, CASES),
    "n": compound(NUMBERS),
    "quarter": {"birinci": "1", "ilk": "1", "ikinci": "2", "üçüncü": "3", "dördüncü": "4", "i": "1", "ii": "2", "iii": "3", "iv": "4"},
    "half": {"birinci": "1", "ilk": "1", "ikinci": "2"},
    "season": declined({"yaz": "SP", "yay": "SU", "payız": "FA", "qış": "WI"}, ["", "da", "ında", "ın", "dan"]),
    "inseason": {"yazda": "SP", "yayda": "SU", "payızda": "FA", "qışda": "WI"},
    "part": {"səhər": "MO", "günorta": "AF", "axşam": "EV", "gecə": "NI"},
    "zone": {"bakı vaxtı ilə": "+04:00", "yerli vaxtla": "", "gmt": "Z", "moskva vaxtı ilə": "+03:00"},
    "century": {"xvii": "16", "xviii": "17", "xix": "18", "xx": "19", "xxi": "20"},
    "shortdecade": Slot(r"[2-9]0", lambda words: f"19{words[0]}", figures=1),
    "period": {"ilin": "Y", "ayın": "M", "həftənin": "W", "onilliyin": "DE", "əsrin": "CE"},
    "edge": {
        word + case: ""
        for word, cases in {
            "əvvəli": "n ndə ndən nə nədək",
            "axırı": "n nda ndan na nadək",
            "əvvəlləri": "n ndə ndən nə",
            "sonları": "n nda ndan na",
            "ortası": "n nda ndan na nadək",
            "sonu": "n nda ndan na nadək",
        }.items()
        for case in ["", *cases.split()]
    },
    "within": {"gündə": "D", "həftədə": "W", "ayda": "M", "ildə": "Y"},
    "decade": Slot(r"(?:1[5-9]\d|20\d)0", lambda words: words[:3], figures=4),
}

#: What is written after a number that counts years and days, and the word for year in its cases.
TH = "-(ci|cı|cu|cü)"
YEAR = f"{TH}( il| ilin| ildə| ildən| ilə| ili| ilədək| ildəki| ilindir)"
MONTHS = "(ayları|aylarında|aylarının|ayı|ayında)"
OF_YEAR = f"{TH} (il|ilin)"
#: Endings of a day's number: *28-də*, *28-i*, *28-dən*.
ON = "(-(də|da|de|dən|dan|den|i|si|ı|sı|u|ü|sü|su|nə|na|ə|a|nin|nın|ndə|nda|inə|ına|ində|ında|dək|nədək|nadək|indən|ından|ci il))?"
RULES = [
    *FIGURE_RULES,
    # days
    ("DATE", "{dd} {named} {anyyear}(" + YEAR + ")?", "{anyyear}-{named}-{dd}"),
    ("DATE", "{dd} {month}", "XXXX-{month}-{dd}"),
    ("DATE", "{whose} {dd}" + ON, "XXXX-{whose}-{dd}"),
    ("DATE", "{year}" + OF_YEAR + " {whose} {dd}" + ON, "{year}-{whose}-{dd}"),
    ("DATE", "{year}" + OF_YEAR + " {dd} {month}", "{year}-{month}-{dd}"),
    ("DATE", "(bu|cari) (il|ilin) {whose} {dd}" + ON, "[Y+0]-{whose}-{dd}"),
    ("DATE", "(ötən|keçən) (il|ilin) {whose} {dd}" + ON, "[Y-1]-{whose}-{dd}"),
    ("DATE", "[{dd}](-|–|—| və | ilə )[{dd2} {named} {year}(" + YEAR + ")?]", "{year}-{named}-{dd} & {year}-{named}-{dd2}"),
    ("DATE", "[{dd}](-|–|—| və | ilə )[{dd2} {month}]", "XXXX-{month}-{dd} & XXXX-{month}-{dd2}"),
    ("DATE", "[{whose} {dd}](-|–|—)[{dd2}" + ON + "]", "XXXX-{whose}-{dd} & XXXX-{whose}-{dd2}"),
    # weekdays
    ("DATE", "{weekday}( günü)?", "XXXX-WXX-{weekday}", "weekday"),
    ("DATE", "(ötən|keçən) {weekday}( günü)?", "XXXX-WXX-{weekday} last"),
    ("DATE", "(gələn|növbəti) {weekday}( günü)?", "XXXX-WXX-{weekday} next"),
    ("DATE", "bu {weekday}( günü)?", "XXXX-WXX-{weekday} future"),
    ("DATE", "həftə (sonu|sonunda|sonları)", "XXXX-WXX-WE"),
    ("DATE", "(ötən|keçən) həftə (sonu|sonunda)", "XXXX-WXX-WE last"),
    ("DATE", "(bu|gələn) həftə (sonu|sonunda)", "XXXX-WXX-WE next"),
    # months, quarters, seasons
    ("DATE", "{named} {year}(" + YEAR + ")?", "{year}-{named}"),
    ("DATE", "{year}" + OF_YEAR + " {month}( (ayı|ayında|ayının|ayından|ayına))?", "{year}-{month}"),
    ("DATE", "{named} (ayı|ayında|ayının|ayından|ayına|ayınadək)", "XXXX-{named}"),
    ("DATE", "{placed}", "XXXX-{placed}", "month"),
    ("DATE", "(ötən|keçən) ilin {month}( (ayı|ayında|ayının))?", "[Y-1]-{month}"),
    ("DATE", "(bu|cari) ilin {month}( (ayı|ayında|ayının))?", "[Y+0]-{month}"),
    ("DATE", "(gələn|növbəti) ilin {month}( (ayı|ayında|ayının))?", "[Y+1]-{month}"),
    ("DATE", "{year}" + OF_YEAR + " {quarter} (rübü|rübündə|rübünün)", "{year}-Q{quarter}"),
    ("DATE", "(bu|cari) ilin {quarter} (rübü|rübündə|rübünün)", "[Y+0]-Q{quarter}"),
    ("DATE", "(ötən|keçən) ilin {quarter} (rübü|rübündə|rübünün)", "[Y-1]-Q{quarter}"),
    ("DATE", "{year}" + OF_YEAR + " {half} (yarısı|yarısında)", "{year}-H{half}"),
    ("DATE", "((bu|cari) )?ilin {half} (yarısı|yarısında|yarısının)", "[Y+0]-H{half}"),
    ("DATE", "(ötən|keçən) ilin {half} (yarısı|yarısında|yarısının)", "[Y-1]-H{half}"),
    ("DATE", "(ötən|keçən) {season}", "XXXX-{season} last"),
    ("DATE", "(gələn|növbəti) {season}", "XXXX-{season} next"),
    ("DATE", "bu {season}", "[Y+0]-{season}"),
    ("DATE", "{inseason}", "XXXX-{inseason}"),
    ("DATE", "[{year}" + OF_YEAR + " {month}](-|–|—)[{month2}( " + MONTHS + ")?]", "{year}-{month} & {year}-{month2}"),
    ("DATE", "[{month}](-|–|—)[{month2} " + MONTHS + "]", "XXXX-{month} & XXXX-{month2}"),
    ("DATE", "{year}" + OF_YEAR + " {season}", "{year}-{season}"),
    # years, decades, centuries
    ("DATE", "{year}" + YEAR, "{year}"),
    ("DATE", "[{year}](-|–|—)[{year2}" + TH + " (illər|illərdə|illərin|illəri|illərində|il)]", "{year} & {year2}"),
    ("DATE", "{decade}" + TH + " (illər|illərdə|illərin|illərdən|illəri)", "{decade}"),
    ("DATE", "{century} (əsr|əsrdə|əsrin|əsrdən)", "{century}"),
    ("DATE", "(ötən|keçən|xx) əsrin {shortdecade}" + TH + " (illər|illərdə|illərin|illərdən|illəri|illərində|illərinin)", "{shortdecade}"),
    # around the publication
    ("DATE", "(bu gün|bugün)", "[D+0]"),
    ("DATE", "dünən", "[D-1]"),
    ("DATE", "sabah", "[D+1]", "tomorrow"),
    ("DATE", "srağagün", "[D-2]"),
    ("DATE", "(bu|cari|hazırkı) {era}", "[{era}+0]"),
    ("DATE", "(ötən|keçən) {era}", "[{era}-1]"),
    ("DATE", "builki", "[Y+0]"),
    ("DATE", "((bu|cari) )?{period} {edge}", "[{period}+0]"),
    ("DATE", "(ötən|keçən) {period} {edge}", "[{period}-1]"),
    ("DATE", "(gələn|növbəti) {period} {edge}", "[{period}+1]"),
    ("DATE", "{year}" + OF_YEAR + " {edge}", "{year}"),
    ("DATE", "{whose} {edge}", "XXXX-{whose}"),
    ("DATE", "{century} əsrin {edge}", "{century}"),
    ("DATE", "bir neçə {unit} (əvvəl|öncə|bundan əvvəl)", "PAST_REF"),
    ("DATE", "(gələn|növbəti) {era}", "[{era}+1]"),
    ("DATE", "{figure} {unit} (əvvəl|öncə|bundan əvvəl)", "[{unit}-{figure}]"),
    ("DATE", "{n} {unit} (əvvəl|öncə|bundan əvvəl)", "[{unit}-{n}]"),
    ("DATE", "{figure} {unit} sonra", "<{unit}+{figure}>"),
    ("DATE", "{n} {unit} sonra", "<{unit}+{n}>"),
    ("DATE", "(ertəsi|növbəti) gün", "<D+1>"),
    # times of day
    ("TIME", "{zone} (saat )?{hour}:{minute}", "<D+0>T{hour}:{minute}{zone}"),
    ("TIME", "{hour}:{minute} {zone}", "<D+0>T{hour}:{minute}{zone}"),
    ("TIME", "{weekday}( günü)? {part}", "XXXX-WXX-{weekday}T{part}"),
    ("TIME", "bu gün {part}", "[D+0]T{part}"),
    ("TIME", "dünən {part}", "[D-1]T{part}"),
    ("TIME", "sabah {part}", "[D+1]T{part}"),
    # lengths, sets, no day meant
    ("DURATION", "{figure} {unit}", "P{figure}{unit}"),
    ("DURATION", "{n} {unit}", "P{n}{unit}"),
    ("DURATION", "son {figure} {unit} (ərzində|müddətində)?", "P{figure}{unit} last"),
    ("DURATION", "(son|ötən|keçən) {figure} {unit}", "P{figure}{unit} last"),
    ("DURATION", "(son|ötən|keçən) {n} {unit}", "P{n}{unit} last"),
    ("DURATION", "(növbəti|gələn|qarşıdakı) {figure} {unit}", "P{figure}{unit} next"),
    ("DURATION", "(növbəti|gələn|qarşıdakı) {n} {unit}", "P{n}{unit} next"),
    ("DURATION", "(son|ötən|keçən|növbəti|qarşıdakı|yaxın) {units}", "PX{units}"),
    ("DURATION", "bir neçə {unit}", "PX{unit}"),
    ("DURATION", "{figure} (yaşlı|yaşında|yaşındakı)", "P{figure}Y"),
    ("SET", "hər {unit}", "P1{unit}"),
    ("SET", "{within} ({n}|{figure}) dəfə", "P1{within}"),
    ("SET", "hər {weekday}", "XXXX-WXX-{weekday}"),
    ("DATE", "(indi|hazırda|hal hazırda|bu günlərdə)", "PRESENT_REF"),
    ("DATE", "(bu yaxınlarda|son vaxtlar|son zamanlar)", "PAST_REF"),
    ("DATE", "(gələcəkdə|yaxın gələcəkdə)", "FUTURE_REF"),
]  # fmt: skip

GUARDS = {
    "clock": Guard(not_before=NUMBERED, not_after=r"[:.,]\d"),
    "month": Guard(not_before=r"\d ", not_after=r" \d"),
    "weekday": Guard(not_after=r" (?:namaz|məscid)"),
    "tomorrow": Guard(not_after=r" (?:adlı|qəzet)", not_before=r"[\"«“]"),
}
ABOUT = {"təxminən": "APPROX", "təqribən": "APPROX", "ən azı": "EQUAL_OR_MORE", "ən çox": "EQUAL_OR_LESS"}
MODIFIERS = {"figure": ABOUT, "n": ABOUT}

TRIGGERS = "month weekday unit units part zone season edge".split()
GLUE = "bir bu və ilə son on ci cu cü i ii iii iv da də dən si su sü nə na ə a u ü in ilk ikinci axşam nin ilin ən azi adək dək yaz".split()
CLAUSE = r"[.!?;,]\s|\n\n"  # each clause ends with its verb
PAST = r"\b\w{2,}(?:di|du|dü|dilər|dilar|dular|dülər|mişdir|mişdi|muşdu|müşdü|ib|ub|üb)\b"
FUTURE = r"\b\w{2,}(?:acaq|əcək|acağ|əcəy)\w{0,6}\b|\b(?:planlaş|gözlənil|nəzərdə tutul)\w+"
#: A clause whose verb, after the day, is of the past and not of the future.
DONE = rf"{PLACE}(?!.*(?:{FUTURE})).*(?:{PAST})"


@cache
def azerbaijani() -> Grammar:
    """The grammar, compiled once."""
    return Grammar(
        Language(
            slots=SLOTS, rules=RULES, modifiers=MODIFIERS, guards=GUARDS, triggers=TRIGGERS,
            glue=GLUE, clause=CLAUSE, past=PAST, future=FUTURE, done=DONE, letters=UNDOTTED,
        )
    )  # fmt: skip
