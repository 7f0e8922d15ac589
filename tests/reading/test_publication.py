"""Which of the dates that an article gives is its day of publication."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.reading.publication import LARGE, Candidate, Dated, publication_days

TODAY = datetime.date(2025, 12, 1)


def _choose(*candidates, others=()):
    """The day of one article and the problems, with other articles of the corpus beside it."""
    articles = [("a.txt", [Candidate(*candidate) for candidate in candidates])]
    articles += [(f"{number}.txt", [Candidate(text, "metadata")]) for number, text in enumerate(others)]
    days, problems = publication_days(articles, today=TODAY)
    return str(days[0].day), days[0].source, [(row.problem, row.action) for row in problems if row.path == "a.txt"]


# --- a toy


def test_the_first_candidate_is_taken_and_the_others_are_told():
    day, source, problems = _choose(("2025-04-28", "metadata"), ("April 27, 2025", "byline"), ("28 April 2025", "header"))
    assert (day, source) == ("2025-04-28", "metadata")
    assert problems == [("the article gives more than one date: 2025-04-28 (metadata), 2025-04-27 (byline)", "2025-04-28 taken")]


def test_candidates_that_agree_are_no_problem():
    assert _choose(("2025-04-28", "metadata"), ("۸ اردیبهشت ۱۴۰۴", "header")) == ("2025-04-28", "metadata", [])


def test_without_a_candidate_there_is_no_day_and_no_problem():
    assert _choose() == ("None", None, [])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-01-31", "lies in the future"), ("1750-05-06", "lies before 1800"), ("April 28, 1404", "lies before 1800"),
        ("yesterday", "is not a day that can be read"), ("03/04/2025", "is 2025-04-03 or 2025-03-04, as day or month comes first"),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_defended_leaves_the_article_undated(text, reason):
    assert _choose((text, "header")) == ("None", None, [(f"the date {text!r} {reason}", "left undated")])


def test_a_refused_date_leaves_room_for_the_next():
    day, source, problems = _choose(("2052-04-28", "metadata"), ("28 April 2025", "header"))
    assert (day, source) == ("2025-04-28", "header")
    assert problems == [("the date '2052-04-28' lies in the future", "2025-04-28 taken")]


def test_tomorrow_is_today_somewhere():
    assert _choose(("2025-12-02", "header"))[0] == "2025-12-02"
    assert _choose(("2025-12-03", "header"))[0] == "None"


# --- day or month first


def test_another_candidate_tells_day_from_month():
    assert _choose(("03/04/2025", "metadata"), ("3 April 2025", "header"))[:2] == ("2025-04-03", "metadata")
    assert _choose(("03/04/2025", "metadata"), ("4 March 2025", "header")) == ("2025-03-04", "metadata", [])


def test_the_other_dates_of_the_corpus_tell_day_from_month_and_that_is_said():
    for others, day in (
        (["28/04/2025"], "2025-04-03"),
        (["04/28/2025"], "2025-03-04"),
        (["28/04/2025", "04/28/2025"], "None"),
        (["28.04.2025"], "None"),
    ):
        assert _choose(("03/04/2025", "metadata"), others=others)[0] == day
    (problem,) = _choose(("03/04/2025", "metadata"), others=["28/04/2025"])[2]
    assert problem == ("the date '03/04/2025' is 2025-04-03 or 2025-03-04; the other dates of the corpus tell", "2025-04-03 taken")


# --- years and months


def test_a_year_stands_as_its_first_day_and_says_so():
    days, problems = publication_days([("a.txt", [Candidate("1992", "filename")])], today=TODAY)
    assert days == [Dated(datetime.date(1992, 1, 1), "filename:year")]
    assert [(row.severity, row.path) for row in problems] == [("info", "(all)")]
    assert "1 article has no day of publication but a year" in problems[0].problem


def test_a_day_in_the_year_is_better_than_the_year():
    assert _choose(("1992", "filename"), ("2 October 1992", "header")) == ("1992-10-02", "header", [])
    assert _choose(("1992", "filename"), ("2 October 1993", "header"))[:2] == ("1992-01-01", "filename:year")


# --- over all articles


def test_one_day_for_all_of_a_large_corpus_is_doubtful():
    def problems(number, last="2025-04-28"):
        days = ["2025-04-28"] * (number - 1) + [last]
        return publication_days([("a", [Candidate(day, "metadata")]) for day in days], today=TODAY)[1]

    assert [row.problem for row in problems(LARGE)] == [
        f"all {LARGE} dated articles have the day 2025-04-28: it may be the day on which they were collected"
    ]
    assert problems(LARGE - 1) == problems(LARGE, last="2025-04-27") == []


def test_a_date_of_the_islamic_calendar_may_be_a_day_off():
    day, _, problems = _choose(("1 Ramadan 1446", "header"))
    assert day == "2025-03-01"
    assert problems == [("the date '1 Ramadan 1446' is of the Islamic calendar and may be a day off", "2025-03-01 taken")]


# --- laws

CANDIDATES = st.builds(
    Candidate,
    st.sampled_from(["2025-04-28", "1 May 2025", "03/04/2025", "28/04/2025", "04/28/2025", "1992", "1750-01-01", "2051-01-01", "soon"]),
    st.sampled_from(["metadata", "header", "byline", "html"]),
)


@given(st.lists(st.lists(CANDIDATES, max_size=4), max_size=5), st.dates(datetime.date(2020, 1, 1), datetime.date(2060, 1, 1)))
def test_no_day_is_made_up(articles, today):
    """Every day taken was written in the article, and is never the day of reading nor after it."""
    days, _ = publication_days([(str(number), candidates) for number, candidates in enumerate(articles)], today=today)
    written = {"2025-04-28", "2025-05-01", "2025-04-03", "2025-03-04", "1992-01-01", "2051-01-01"}
    for dated, candidates in zip(days, articles, strict=True):
        assert dated.day is None or (str(dated.day) in written and candidates and dated.day <= today + datetime.timedelta(days=1))
        assert (dated.day is None) == (dated.source is None)
