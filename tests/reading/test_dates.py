"""Written dates become days."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reading.dates import day_of, read_date

APRIL_28 = datetime.date(2025, 4, 28)

# --- a toy: one day, written by many hands

WRITTEN = [
    "2025-04-28", "2025/4/28", "2025.04.28", "20250428", "28.04.2025", "28/04/2025", "04/28/2025", "28-04-2025",
    "2025-04-28T23:59:00+04:00", "2025-04-28T20:30:00Z", "2025-04-28 00:00:00", "20250428T103000",
    "April 28, 2025", "Apr. 28, 2025, 4:30 PM", "April, 28, 2025 - 21:46",
    "28 April 2025", "28th of April 2025", "Mon, 28 Apr 2025 10:00:00 +0400", "28-Apr-2025", "13:26 April 28, 2025",
    "28 aprel 2025", "28 aprel 2025-ci il", "2025-ci il 28 aprel", "2025-ci il aprelin 28-i", "28 Aprel 2025, Bazar ertəsi",
    "28 Nisan 2025 Pazartesi", "28 NİSAN 2025", "28 апреля 2025 г.", "28 апреля 2025 года, 10:30", "10:30 28 апр 2025", "28 апрел 2025",
    "۲۸ آوریل ۲۰۲۵", "۲۰۲۵/۰۴/۲۸", "٢٨ أبريل ٢٠٢٥", "28 ապրիլի 2025", "28. April 2025", "28 avril 2025",
    "۸ اردیبهشت ۱۴۰۴", "دوشنبه ۸ اردیبهشت ۱۴۰۴ - ۱۱:۱۲", "1404/02/08", "۱۴۰۴/۲/۸", "1404-02-08T11:12:00", "8/2/1404", "8 Ordibehesht 1404",
    "Ordibehesht 8, 1404",
]  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_one_day_in_many_hands(text):
    assert day_of(text) == APRIL_28


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "April 28", "28 April, 10:30", "yesterday", "2025-02-30", "31 April 2025", "2031-02-041", "12345678", "Soon 4, 2025",
        "Februar 40, 2025", "30 Esfand 1404", "May the 4th", "1:0", "99/99/2025", "04/28/25",
    ],
)  # fmt: skip
def test_what_is_no_day_is_none(text):
    assert day_of(text) is None


def test_a_year_and_a_month_are_no_days_but_say_what_they_are():
    said = [read_date(text) for text in ("1992", "1992.0", "1992-09", "September 1992", "مهر 1404")]
    assert [str(written.day) for written in said] == ["1992-01-01", "1992-01-01", "1992-09-01", "1992-09-01", "2025-09-23"]
    assert [written.precision for written in said] == ["year", "year", "month", "month", "month"]
    assert day_of("1992") is None


def test_day_and_month_that_can_change_places_make_two_days():
    written = read_date("03/04/2025")
    assert (str(written.day), str(written.other)) == ("2025-04-03", "2025-03-04")
    assert day_of("03/04/2025") is None
    assert day_of("03.04.2025") == datetime.date(2025, 4, 3)  # with points the day comes first wherever they are used
    assert day_of("04/04/2025") == datetime.date(2025, 4, 4)
    assert (read_date("04/28/2025").month_first, read_date("28/04/2025").month_first, read_date("2025-04-28").month_first) == (
        True,
        False,
        None,
    )


# --- laws

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
}
DAYS = st.dates(datetime.date(1800, 1, 1), datetime.date(2099, 12, 31))


@given(DAYS, st.sampled_from(sorted(MONTHS)), st.booleans())
def test_every_day_is_read_back_in_every_language(day, language, capitals):
    month = MONTHS[language].split()[day.month - 1]
    month = month.replace("i", "İ").upper() if capitals and language == "tr" else month.upper() if capitals else month
    assert day_of(f"{day.day} {month} {day.year}") == day
    assert day_of(day.isoformat()) == day


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text):
    written = read_date(text)
    assert written is None or isinstance(written.day, datetime.date)


# --- a second way: fifteen lines of calendar arithmetic, and published pairs of dates


def _persian_new_year(year):
    """The first of Farvardin, counted from that of 1404, 21 March 2025: 8 years of 33 are leap, from 1178 to 1633."""
    leaps = (8 * (year - 1) + 29) // 33 - (8 * 1403 + 29) // 33
    return datetime.date(2025, 3, 21) + datetime.timedelta(days=365 * (year - 1404) + leaps)


@given(st.integers(1250, 1420), st.integers(1, 12), st.integers(1, 29))
def test_the_persian_calendar_agrees_with_the_33_year_rule(year, month, day):
    passed = sum(([31] * 6 + [30] * 6)[: month - 1]) + day - 1
    assert day_of(f"{year}/{month:02}/{day:02}") == _persian_new_year(year) + datetime.timedelta(days=passed)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1357/11/22", "1979-02-11"), ("22 Bahman 1357", "1979-02-11"), ("1 Farvardin 1404", "2025-03-21"),
        ("30 Esfand 1403", "2025-03-20"), ("1 Muharram 1446", "2024-07-07"),
        ("1 Ramadan 1446", "2025-03-01"), ("۱ رمضان ۱۴۴۶", "2025-03-01"), ("1446-10-01", "2025-03-30"),
    ],
)  # fmt: skip
def test_published_days_of_both_calendars(text, day):
    assert str(day_of(text)) == day


# --- mistakes to fear


def test_a_persian_year_is_never_one_of_ours():
    """A page's "1404-11-07" was once read as a day of the year 1404."""
    assert str(day_of("1404-11-07")) == "2026-01-27"
    assert all(read_date(f"{year}-05-06").day.year > 1800 for year in range(1250, 1461))


def test_a_date_far_inside_a_text_is_not_looked_for():
    assert read_date("a" * 200 + " 2025-04-28") is None


@pytest.mark.parametrize("piece", ["1", "1/", "may ", "۱", "2025-", "شوال "])
def test_a_hostile_text_has_no_date(piece):
    assert read_date(piece * 100_000) is None
