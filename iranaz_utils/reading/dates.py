"""A written date → the day: digits of three scripts, months in ten languages, the Gregorian, the Persian and the Islamic calendar.

A date is read only where it is written out: a day needs its year, and nothing is filled in from the clock. `03/04/2025` is two days
until something else tells which. The time of day and its zone are passed over: the day is the one that the publisher wrote.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

#: A date is looked for in so many characters.
LENGTH = 120

#: What a bare number can be a year of: the Persian calendar (1871 to 2042), the Islamic (2000 to 2039), else ours. 1400 to 1420 are years
#: of both, and Persian here: as Islamic years they lie before 2000.
PERSIAN_YEARS, ISLAMIC_YEARS = range(1250, 1421), range(1421, 1461)

_PLAIN = str.maketrans(
    "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩يىكأإةıİ",
    "01234567890123456789ییکااهii",
    "\u0307\u0654\u0640\u200c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069'’ʻʿ`",
)

#: Calendar → lines of a language and its twelve months: names, cases and abbreviations, with strokes between forms and underscores between
#: words.
_MONTHS = {
    "gregorian": """
        en january february march april may june july august september october november december
        en jan feb mar apr may jun jul aug sept|sep oct nov dec
        az yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr
        az yan fev mar apr may iyn iyl avq sen okt noy dek
        az yanvarın fevralın martın aprelin mayın iyunun iyulun avqustun sentyabrın oktyabrın noyabrın dekabrın
        az јанвар феврал март апрел май ијун ијул август сентјабр октјабр нојабр декабр
        tr ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
        tr oca şub mar nis may haz tem ağu eyl eki kas ara
        ru январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
        ru января февраля марта апреля мая июня июля августа сентября октября ноября декабря
        ru янв фев|февр мар апр май июн июл авг сен|сент окт ноя|нояб дек
        fa ژانویه فوریه مارس آوریل مه|می ژوئن ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر
        fa ژانویۀ فوریۀ مارس اوریل مه ژوین ژوییه اوت سپتامبر اکتبر نوامبر دسامبر
        ar يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
        hy հունվար փետրվար մարտ ապրիլ մայիս հունիս հուլիս օգոստոս սեպտեմբեր հոկտեմբեր նոյեմբեր դեկտեմբեր
        hy հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի
        de januar|jänner februar märz april mai juni juli august september oktober november dezember
        fr janvier février mars avril mai juin juillet août septembre octobre novembre décembre
    """,
    "persian": """
        fa فروردین اردیبهشت خرداد تیر مرداد|امرداد شهریور مهر آبان آذر دی بهمن اسفند
        en farvardin ordibehesht|ardibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand
    """,
    "islamic": """
    fa محرم صفر ربیع_الاول ربیع_الثانی جمادی_الاول جمادی_الثانی رجب شعبان رمضان شوال ذی_القعده|ذیقعده ذی_الحجه|ذیحجه
    ar محرم صفر ربیع_الاول ربیع_الاخر جمادی_الاولی جمادی_الاخره رجب شعبان رمضان شوال ذو_القعدة ذو_الحجة
    en muharram safar rabi_al_awwal rabi_al_thani jumada_al_awwal jumada_al_thani rajab shaban ramadan shawwal dhu_al_qadah dhu_al_hijjah
    en moharram safar rabi_al_awwal rabi_al_akhir jumada_al_ula jumada_al_akhira rajab shaaban ramazan shavval zul_qadah zul_hijjah
    """,
}

#: Languages that name months here.
LANGUAGES = ("en", "az", "tr", "ru", "fa", "ar", "hy", "de", "fr")

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.]) ?(\d{1,2})\2 ?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/.]) ?(\d{1,2})\2 ?(\d{4})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)([12]\d{3})([01]\d)([0-3]\d)(?:\d{6})?(?!\d)")
_MONTH_OF_YEAR = re.compile(r"(\d{4})[-/.](\d{1,2})")
_YEAR = re.compile(r"(\d{4})(?:\.0)?")


@dataclass(frozen=True)
class Written:
    """What a written date says: the day, or the first day of the month or year that is all it names.

    `other` is the second day that the same figures can mean, month first. `month_first` is whether figures with the year last have shown
    which of them the month is, and `calendar` the one in which the date was written.
    """

    day: date
    precision: str = "day"
    other: date | None = None
    month_first: bool | None = None
    calendar: str = "gregorian"


def day_of(text: str) -> date | None:
    """The day that is written in a text; None where there is none, or two.

    Examples
    --------
    >>> day_of("2025-04-26"), day_of("February 10, 2025 13:26"), day_of("۸ اردیبهشت ۱۴۰۴")
    (datetime.date(2025, 4, 26), datetime.date(2025, 2, 10), datetime.date(2025, 4, 28))
    >>> day_of("03/04/2025"), day_of("April 28"), day_of("soon")
    (None, None, None)
    """
    written = read_date(text)
    return written.day if written and written.precision == "day" and written.other is None else None


def read_date(text: str) -> Written | None:
    """What the first date in a short text says; None where none is written out.

    Dates in figures are read year first; with the year last, day first where points stand between them (the habit of the region) or a
    figure above 12 decides, else they have two readings.

    Examples
    --------
    >>> written = read_date("1404/02/08")
    >>> str(written.day), written.calendar
    ('2025-04-28', 'persian')
    >>> written = read_date("03/04/2025")
    >>> str(written.day), str(written.other)
    ('2025-04-03', '2025-03-04')
    >>> written = read_date("1992")
    >>> str(written.day), written.precision
    ('1992-01-01', 'year')
    """
    plain = _plain(text[:LENGTH]).strip()
    return _from_figures(plain) or _from_month_name(plain) or _from_part(plain)


def _plain(text: str) -> str:
    """Lower case, Western digits, one form of each letter, no invisible marks."""
    return unicodedata.normalize("NFC", text).translate(_PLAIN).lower()


def _from_figures(text: str) -> Written | None:
    if found := _YEAR_FIRST.search(text):
        year, _, month, day = found.groups()
        return _written(year, month, day)
    if found := _YEAR_LAST.search(text):
        return _year_last(*found.groups())
    found = _COMPACT.search(text)
    return _written(*found.groups()) if found else None


def _year_last(first: str, mark: str, second: str, year: str) -> Written | None:
    """Two figures and a year: day first by habit, unless they can be read the other way round."""
    day_first, month_first = _written(year, second, first), _written(year, first, second)
    either = day_first or month_first
    if mark == "." or either is None or day_first == month_first or either.calendar != "gregorian":
        return day_first
    if day_first and month_first:
        return replace(day_first, other=month_first.day)
    return replace(either, month_first=day_first is None)


def _from_month_name(text: str) -> Written | None:
    """A date with a month's name: the day stands beside it, the year on either side."""
    for calendar in _MONTHS:
        pattern, numbers = _month_names(calendar)
        for found in pattern.finditer(text):
            month = numbers[re.sub("[ -]", "", found[0])]
            before, after = re.findall(r"\d+", text[: found.start()])[-2:], re.findall(r"\d+", text[found.end() :])[:2]
            if written := _around(month, before, after, calendar):
                return written
    return None


def _around(month: int, before: list[str], after: list[str], calendar: str) -> Written | None:
    """The date of a month with the two figures before its name and the two after it."""
    (far, left), (right, further) = ["", "", *before][-2:], [*after, "", ""][:2]
    for day, year in ((left, right), (right, further), (left, far), (right, left)):
        if 1 <= len(day) <= 2 and len(year) == 4 and (written := _written(year, month, day, calendar)):
            return written
    years = [figure for figure in (*before, *after) if figure]
    return _written(years[0], month, 1, calendar, "month") if len(years) == 1 and len(years[0]) == 4 else None


def _from_part(text: str) -> Written | None:
    """A text that is a year, or a year and a month in figures, and nothing else."""
    if found := _YEAR.fullmatch(text):
        return _written(found[1], 1, 1, precision="year")
    found = _MONTH_OF_YEAR.fullmatch(text)
    return _written(found[1], found[2], 1, precision="month") if found else None


def months(language: str, calendar: str = "gregorian") -> dict[str, int]:
    """The names, cases and abbreviations that a language has for the months of a calendar, folded, with underscores between words.

    Examples
    --------
    >>> months("tr")["nisan"], months("fa", "persian")["مهر"]
    (4, 7)
    """
    lines = [line.split() for line in _plain(_MONTHS[calendar]).strip().split("\n")]
    return {name: number for own, *line in lines if own == language for number, names in enumerate(line, 1) for name in names.split("|")}


@cache
def _month_names(calendar: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """A pattern for the names of a calendar's months, the longest first, and name → number of the month."""
    numbers = {name: number for language in LANGUAGES for name, number in months(language, calendar).items()}
    names = "|".join(name.replace("_", "[ -]?") for name in sorted(numbers, key=len, reverse=True))
    return re.compile(rf"(?<![^\W\d_])(?:{names})(?![^\W\d_])"), {name.replace("_", ""): number for name, number in numbers.items()}


def day_in(calendar: str, year: int, month: int, day: int) -> date:
    """The day of three figures in the ``gregorian``, ``persian`` or ``islamic`` calendar; ValueError or OverflowError where it has none.

    Examples
    --------
    >>> str(day_in("persian", 1403, 12, 30))
    '2025-03-20'
    """
    return _CALENDARS[calendar](year, month, day)


def _written(year, month, day, calendar: str | None = None, precision: str = "day") -> Written | None:
    """The date of three figures in a calendar, which the year tells where it is not named; None where there is no such day."""
    year, month, day = int(year), int(month), int(day)
    calendar = calendar or ("persian" if year in PERSIAN_YEARS else "islamic" if year in ISLAMIC_YEARS else "gregorian")
    try:
        return Written(day_in(calendar, year, month, day), precision, calendar=calendar)
    except (ValueError, OverflowError):
        return None


def _persian(year: int, month: int, day: int) -> date:
    from persiantools.jdatetime import JalaliDate

    return JalaliDate(year, month, day).to_gregorian()


def _islamic(year: int, month: int, day: int) -> date:
    from hijridate import Hijri

    return date(*Hijri(year, month, day).to_gregorian().datetuple())


_CALENDARS = {"gregorian": date, "persian": _persian, "islamic": _islamic}
