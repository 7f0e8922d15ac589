"""Time expressions: where they stand, what they are, and the days that they cover."""

import itertools
import re
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from hijridate import Gregorian
from hypothesis import given, settings
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from iranaz_utils.finding.sentences import sentences_in
from iranaz_utils.finding.timex_calendars import converted, jalali, years_around
from iranaz_utils.finding.timex_values import days, easter, far, filled, fixed, moved
from iranaz_utils.finding.timexes import GRAMMARS, find_timexes, timexes_in
from iranaz_utils.reading.dates import months
from iranaz_utils.tables import COLUMNS, ParameterError

CASES = {
    (path.stem.partition("_")[2] or "en", block.split("\n")[0]): block.replace("\\u200c", "\u200c")
    for path in sorted((Path(__file__).parents[1] / "cases").glob("timexes*.txt"))
    for block in path.read_text("utf-8").strip().split("\n\n")[1:]
}
DATES = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 12, 31))
WORDS = (
    "On Monday, 3 May 2024 at 10:30 p.m. the first quarter of last year “next” two hundred days ago İ \x1f 1990s, every 's - – may".split(
        " "
    )
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=40)


# --- cases to check by eye ------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "name"), CASES)
def test_case(language, name):
    _, published, marked, *lines = CASES[language, name].split("\n")
    text = re.sub(r"[\[\]]", "", marked)
    published = None if published == "-" else published
    expressions = re.findall(r"\[(.*?)\]", marked)
    assert [text[start:end] for start, end, _, _ in timexes_in(text, published, language=language)] == expressions
    article = {"doc_id": ["a"], "text": [text], "date": pd.Series([published], dtype="str"), "language": [language]}
    table = find_timexes(pd.DataFrame(article))
    found = [[row.type, row.value, *(str(day.date()) for day in (row.first, row.last) if not pd.isna(day))] for row in table.itertuples()]
    assert found == [line.split(" ") for line in lines]


def test_the_modifier_stands_beside_the_value():
    documents = pd.DataFrame(
        {"doc_id": ["a"], "text": ["In early 2024, mid-May, late 1990 and for nearly two years, more than a year or so."]}
    )
    assert find_timexes(documents)["mod"].to_list()[:4] == ["START", "MID", "END", "LESS_THAN"]


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(TEXTS, st.none() | DATES)
def test_expressions_lie_in_the_text_in_order_and_never_overlap(text, published):
    found = timexes_in(text, published and published.isoformat())
    ends = [0, *(end for _, end, _, _ in found)]
    assert all(before <= start < end <= len(text) for before, (start, end, _, _) in zip(ends, found, strict=False))
    assert {kind for _, _, kind, _ in found} <= {"DATE", "TIME", "DURATION", "SET"}


@settings(max_examples=60)
@given(TEXTS)
def test_without_a_day_of_publication_nothing_resolves_to_it(text):
    resolved = [value for _, _, _, value in timexes_in(text) if days(value)]
    figures = set(re.findall(r"\d", text))
    assert all(
        set(re.findall(r"\d", value)) - {"0"} <= figures | set("19") for value in resolved if "1990s" not in text and "quarter" not in text
    )


@settings(max_examples=30)
@given(st.lists(TEXTS, max_size=3), DATES)
def test_the_table_says_what_the_list_says_and_where_the_sentence_is(texts, published):
    documents = pd.DataFrame(
        {"doc_id": [f"d{number}" for number in range(len(texts))], "text": pd.Series(texts, dtype="str"), "date": str(published)}
    )
    table = find_timexes(documents)
    assert list(table.columns)[: len(COLUMNS["timexes"])] == list(COLUMNS["timexes"])
    for row, text in zip(documents["doc_id"], texts, strict=True):
        own = table[table["doc_id"] == row]
        found = list(own[["start", "end", "type", "value"]].itertuples(index=False, name=None))
        assert found == timexes_in(text, str(published))
        assert own["text"].to_list() == [text[start:end] for start, end, *_ in found]
        spans = sentences_in(text)
        assert all(spans[number][0] <= start for number, start in zip(own["sentence"], own["start"], strict=True))


@given(DATES, st.sampled_from(["D", "W", "M", "Q", "Y", "DE", "CE"]), st.integers(-30, 30))
def test_moving_there_and_back_ends_in_the_same_period(day, unit, count):
    count = count if unit != "CE" else count // 10  # no calendar goes back before the year 1
    there = days(moved(day, unit, count))
    assert days(moved(there[0], unit, -count)) == days(moved(day, unit, 0))
    assert days(moved(day, unit, 0))[0] <= day <= days(moved(day, unit, 0))[1]


@given(DATES, st.sampled_from(["past", "done", "future", "last", "next"]), st.integers(1, 7))
def test_a_weekday_is_within_a_week_of_the_publication(day, tense, weekday):
    found = date.fromisoformat(filled(f"XXXX-WXX-{weekday}", day, tense))
    assert found.isoweekday() == weekday
    low, high = {"past": (-6, 0), "done": (-6, 0), "last": (-7, -1), "future": (0, 6), "next": (1, 7)}[tense]
    assert timedelta(days=low) <= found - day <= timedelta(days=high)


@pytest.mark.parametrize("language", GRAMMARS)
@settings(max_examples=30)
@given(text=st.text(max_size=60) | st.text(st.sampled_from("İIıiЁё\u200cيی۳٣ßΣ \x1f"), max_size=20))
def test_the_form_in_which_a_text_is_read_is_as_long_as_the_text(language, text):
    assert len(pl.select(GRAMMARS[language]().plain(pl.lit(text))).item()) == len(text)


@given(st.integers(1250, 1428))
def test_a_persian_year_ends_on_the_day_before_the_next_one_begins(year):
    assert days(converted(f"J{year}"))[1] + timedelta(days=1) == days(converted(f"J{year + 1}"))[0]
    seasons = [days(converted(f"J{year}-S{number}")) for number in (1, 2, 3, 4)]
    assert [seasons[0][0], seasons[3][1]] == list(days(converted(f"J{year}")))
    assert all(before[1] + timedelta(days=1) == after[0] for before, after in itertools.pairwise(seasons))


# --- a second way ---------------------------------------------------------------------------------


@given(DATES)
def test_pandas_agrees_about_months_quarters_and_years(day):
    for value, frequency in ((f"{day:%Y-%m}", "M"), (f"{day.year}-Q{(day.month + 2) // 3}", "Q"), (f"{day:%Y}", "Y")):
        period = pd.Period(str(day), freq=frequency)
        assert days(value) == (period.start_time.date(), period.end_time.date())
    assert moved(day, "W", 0) == f"{day.isocalendar().year}-W{day.isocalendar().week:02}"


@given(DATES, st.integers(-300, 300))
def test_pandas_agrees_about_the_day_so_many_months_away(day, count):
    assert far(day, "M", count) == (pd.Timestamp(day) + pd.DateOffset(months=count)).date()


@pytest.mark.parametrize(
    ("persian", "ours"),
    # Published pairs: the tests of persiantools; questions to PersianDate (29) and ReadYou (1228).
    [
        ("1403-12-30", "2025-03-20"), ("1402-12-29", "2024-03-19"), ("1399-12-30", "2021-03-20"), ("1398-12-29", "2020-03-19"),
        ("1404-01-01", "2025-03-21"), ("1403-01-01", "2024-03-20"), ("1367-02-14", "1988-05-04"), ("1400-06-31", "2021-09-22"),
        ("1403-10-12", "2025-01-01"), ("1402-10-11", "2024-01-01"), ("1368-10-05", "1989-12-26"), ("1404-11-07", "2026-01-27"),
    ],
)  # fmt: skip
def test_published_pairs_of_persian_and_common_days(persian, ours):
    year, month, day = persian.split("-")
    name = next(name for name, number in months("fa", "persian").items() if number == int(month))
    written = f"{int(day)} {name} {year}".translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    assert [value for *_, value in timexes_in(written, language="fa")] == [ours]
    assert [value for *_, value in timexes_in(f"dated {persian}", language="en")] == [ours]
    assert converted("J1210-12-30") == "1832-03-20"  # before the years that a text is taken to mean


@given(st.dates(min_value=date(1925, 4, 1), max_value=date(2049, 12, 31)))
def test_persiantools_and_hijridate_turn_every_day_back(day):
    persian = JalaliDate(day)
    assert converted(f"J{persian.year}-{persian.month:02}-{persian.day:02}") == str(day)
    islamic = Gregorian(day.year, day.month, day.day).to_hijri()
    assert converted(f"H{islamic.year}-{islamic.month:02}-{islamic.day:02}") == str(day)
    assert islamic.year in years_around("H", day)
    assert persian.year in years_around("J", day)
    assert jalali(day) == (persian.year, persian.month)


def test_almanacs_agree_about_easter():
    # The earliest and latest of the last two centuries, and those of the two exceptions of the tables (1954, 1981).
    known = ["1818-03-22", "1943-04-25", "1954-04-18", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20"]
    assert [easter(int(day[:4])).isoformat() for day in known] == known


@pytest.mark.parametrize(("language", "name"), CASES)
def test_trying_every_rule_finds_no_more_than_trying_those_whose_words_are_there(language, name):
    grammar = GRAMMARS[language]()
    marked = CASES[language, name].split("\n")[2]
    text = pl.select(grammar.plain(pl.lit(re.sub(r"[\[\]]", "", marked)))).item()
    matching = sum(1 for rule in grammar.rules for _ in _every_match(grammar.regex(rule), text))
    assert matching == sum(len(alternatives) for alternatives in grammar.readings(text))


def _every_match(regex, text):
    match = regex.search(text)
    while match:
        yield match
        match = regex.search(text, match.start() + 1)


def test_thanksgiving_is_the_fourth_thursday_of_november():
    for year in range(1990, 2030):
        thursdays = [day for day in range(1, 31) if date(year, 11, day).isoweekday() == 4]
        assert fixed(f"{year}-11-22x4") == f"{year}-11-{thursdays[3]:02}"


# --- feared mistakes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "piece", ["1", "the ", "May ", "two hundred and ", "1,111,", "Monday, 3 May at 10:30 a.m. ", " ", "\x1f", "early "]
)
def test_a_long_and_hostile_text_is_read_in_pieces_of_bounded_size(piece):
    # A number of a million figures, or a million times the same word, must neither hang nor fail.
    text = piece * (30_000 // len(piece))
    assert all(end - start < 200 for start, end, _, _ in timexes_in(text, "2025-05-09"))


@pytest.mark.parametrize("language", GRAMMARS)
def test_no_rule_can_repeat_without_bound(language):
    # A star or a plus inside a star or a plus is how a pattern becomes slow; the rules have neither at all.
    grammar = GRAMMARS[language]()
    for rule in grammar.rules:
        assert not re.search(r"(?<!\\)[*+](?!\d)|\{\d+,\}", re.sub(r"\[[^]]*\]", "", grammar.regex(rule).pattern)), rule


@pytest.mark.parametrize("language", GRAMMARS)
def test_every_rule_of_the_table_can_be_filled(language):
    # A value that names a slot its pattern lacks would fail only when it is first met.
    for rule in GRAMMARS[language]().rules:
        names = set(re.findall(r"\{(\w+)", rule.value))
        assert names <= set(re.findall(r"\{(\w+)\}", rule.pattern)), rule
        assert rule.guard in {"", *GRAMMARS[language]().guards}, rule
        assert rule.value.count(" & ") + 1 == max(rule.pattern.count("["), 1), rule


def test_letters_that_grow_when_lowered_do_not_move_an_expression():
    # 'İ'.lower() is two characters long: offsets after it were off by one in other tools.
    text = "İlham İsmayıl oğlu Əliyev 😀 came on 3 May 2024."
    assert [text[start:end] for start, end, _, _ in timexes_in(text)] == ["3 May 2024"]


@pytest.mark.parametrize("language", GRAMMARS)
@pytest.mark.parametrize(
    "pattern", ["{}", "{}/02/08", "{}-02-08", "سال {}", "{}-ci ildə", "{} yılında", "{} год", "in {}", "8 Ordibehesht {}"]
)
def test_a_year_of_the_persian_calendar_is_never_read_as_one_of_ours(language, pattern):
    """A parser of dates turned 8 Ordibehesht 1404 into a day of the Middle Ages."""
    values = [value for year in (1300, 1357, 1403, 1404) for *_, value in timexes_in(pattern.format(year), language=language)]
    assert all(days(value)[0] > date(1870, 1, 1) for value in values if days(value))


def test_a_text_tells_its_language():
    assert [value for *_, value in timexes_in("این سفر در ۲۸ آوریل ۲۰۲۵ انجام شد و او گفت.")] == ["2025-04-28"]
    assert [value for *_, value in timexes_in("Он приехал в город 8 апреля 2025 года.")] == ["2025-04-08"]
    articles = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Nazir aprelin 28-də gəldi və getdi.", "Bakan 8 Nisan'da geldi ve gitti."]})
    assert find_timexes(articles)["value"].to_list() == ["XXXX-04-28", "XXXX-04-08"]


def test_a_language_without_rules_has_no_expressions_but_its_article_is_kept_apart():
    documents = pd.DataFrame({"doc_id": ["c", "a", "b"], "text": ["12 May 2024"] * 3, "language": ["en", "tlh", None]})
    assert find_timexes(documents)["doc_id"].to_list() == ["c", "b"]


def test_articles_without_text_or_date_are_read_as_empty():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": [None, "On Monday."], "date": pd.to_datetime(pd.Series([None, None]))})
    assert find_timexes(documents)["value"].to_list() == ["XXXX-WXX-1"]
    assert find_timexes(documents.head(0)).columns.to_list()[:9] == list(COLUMNS["timexes"])


def test_a_date_so_far_away_that_no_calendar_has_it_is_only_past():
    assert timexes_in("It was 9000 years ago, and will be in 99999 years from now.", "2025-01-01")[0][3] == "PAST_REF"


# --- errors that explain themselves ---------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["yesterday", "2025-13-01", 20250101])
def test_a_publication_date_that_is_no_day_is_refused(wrong):
    with pytest.raises(ParameterError, match="YYYY-MM-DD"):
        timexes_in("On Monday.", wrong)


def test_a_language_that_no_rules_are_known_for_is_refused():
    with pytest.raises(ParameterError, match="en, fa, az, tr, ru"):
        timexes_in("Am Montag.", language="de")


def test_a_date_known_to_the_year_only_resolves_nothing():
    """Speeches dated by the year in their file names had "today" resolved to the first of January."""
    articles = pd.DataFrame({"doc_id": ["a", "b"], "text": "They met today, on 3 May and in June 2024.", "date": "2031-01-01"})
    found = find_timexes(articles.assign(date_from=["filename:year", "header"])).groupby("doc_id")["value"].agg(list)
    assert found["a"] == ["XXXX-XX-XX", "XXXX-05-03", "2024-06"]
    assert found["b"][0] == "2031-01-01"
