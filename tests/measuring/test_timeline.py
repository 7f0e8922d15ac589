"""Coverage over time: what is counted, out of how many, and what is missing rather than zero."""

from collections import Counter
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from iranaz_utils.measuring.timeline import PERIODS, busiest, followed, period_ends, period_of, timeline, undated
from iranaz_utils.tables import COLUMNS, ColumnError, ParameterError

TOY = pd.DataFrame(
    [
        ("a", "2024-12-30", "RU", "Rain on the bridge."),
        ("b", "2025-01-20", "RU", "Sun."),
        ("c", "2025-03-01", "RU", "More rain."),
        ("d", "2025-01-05", "FD", "Rain."),
        ("e", None, "FD", "Rain without a date."),
    ],
    columns=["doc_id", "date", "side", "text"],
)
DAYS = st.dates(min_value=date(2019, 12, 20), max_value=date(2021, 1, 10))
CORPORA = st.lists(st.tuples(st.none() | DAYS, st.sampled_from(["RU", "FD", None]), st.sampled_from(["rain", "sun"])), max_size=12).map(
    lambda rows: pd.DataFrame(
        {
            "doc_id": [f"d{number}" for number in range(len(rows))],
            "date": pd.to_datetime(pd.Series([day for day, _, _ in rows], dtype="object")),
            "side": pd.Series([side for _, side, _ in rows], dtype="str"),
            "text": pd.Series([text for _, _, text in rows], dtype="str"),
        }
    )
)


def cells(table):
    return {(row.group, row.period): (row.n, row.n_total, row.status) for row in table.itertuples()}


# --- a toy to count by eye ------------------------------------------------------------------------


def test_each_month_between_the_first_and_the_last_article_has_a_row_for_each_side():
    assert cells(timeline(TOY, query="rain", by="side")) == {
        ("FD", "2024-12"): (0, 0, "missing"),
        ("FD", "2025-01"): (1, 1, "observed"),
        ("FD", "2025-02"): (0, 0, "missing"),
        ("FD", "2025-03"): (0, 0, "missing"),
        ("RU", "2024-12"): (1, 1, "observed"),
        ("RU", "2025-01"): (0, 1, "zero"),
        ("RU", "2025-02"): (0, 0, "missing"),
        ("RU", "2025-03"): (1, 1, "observed"),
    }


def test_without_a_query_every_dated_article_is_counted():
    assert cells(timeline(TOY, period="year")) == {("all", "2024"): (1, 1, "observed"), ("all", "2025"): (3, 3, "observed")}


def test_the_article_without_a_date_is_in_no_period_but_counted():
    assert undated(TOY) == 1
    assert timeline(TOY)["n_total"].sum() == len(TOY) - 1


def test_periods_are_named_so_that_they_sort_by_time():
    dates = pd.Series(pd.to_datetime(["2024-12-30", "2025-05-09"]))
    assert {period: period_of(dates, period).to_list() for period in PERIODS} == {
        "day": ["2024-12-30", "2025-05-09"],
        "week": ["2025-W01", "2025-W19"],
        "month": ["2024-12", "2025-05"],
        "quarter": ["2024-Q4", "2025-Q2"],
        "year": ["2024", "2025"],
    }


def test_the_busiest_periods_are_shown_whole_with_every_group():
    # Cutting single cells had left one country out and made the years of another look missing.
    table = timeline(TOY, by="side")
    assert busiest(table, 2)[["period", "group"]].values.tolist() == [
        ["2024-12", "FD"],
        ["2024-12", "RU"],
        ["2025-01", "FD"],
        ["2025-01", "RU"],
    ]
    assert "2025-02" not in set(busiest(table, 9)["period"]), "nobody wrote in February"
    assert set(busiest(table, 2, groups=["RU"])["group"]) == {"RU"}
    assert set(busiest(table, 2, groups=["FR"])["group"]) == {"FD", "RU"}


def test_an_article_counts_once_for_each_actor_that_it_names_among_all_articles_of_its_period():
    named = pd.DataFrame({"doc_id": ["a", "a", "a", "b", "c", "e"], "name": ["Zenda", "Zenda", "Hentzau", "Zenda", "Zenda", "Hentzau"]})
    table = followed(TOY, named, period="year")
    assert cells(table) == {
        ("Zenda", "2024"): (1, 1, "observed"),
        ("Zenda", "2025"): (2, 3, "observed"),
        ("Hentzau", "2024"): (1, 1, "observed"),
        ("Hentzau", "2025"): (0, 3, "zero"),
    }
    assert table["group"].unique().tolist() == ["Zenda", "Hentzau"], "the one in the most articles first"
    assert set(followed(TOY, named, top=1)["group"]) == {"Zenda"}


def test_the_last_period_is_unfinished_until_an_article_of_its_last_day_is_there():
    table = timeline(TOY, by="side")
    assert table.loc[table["unfinished"], ["group", "period"]].values.tolist() == [["FD", "2025-03"], ["RU", "2025-03"]]
    assert table.loc[table["group"] == "FD", "days"].to_list() == [31, 31, 28, 1], "the last article is of the first of March"
    whole = timeline(TOY.assign(date=["2024-12-30", "2025-01-20", "2025-03-31", "2025-01-05", None]))
    assert not whole["unfinished"].any()


# --- laws ---------------------------------------------------------------------------------------


@settings(max_examples=25)
@given(CORPORA, st.sampled_from([*PERIODS]), st.sampled_from(["rain", None]))
def test_groups_and_periods_add_up_to_the_dated_articles(documents, period, query):
    table = timeline(documents, query=query, period=period, by="side")
    dated = documents[documents["date"].notna()]
    assert table["n_total"].sum() == len(dated) == len(documents) - undated(documents)
    assert table["n"].sum() == (len(dated) if query is None else (dated["text"] == query).sum())
    assert list(table.columns) == [*COLUMNS["timeline"], "first", "last", "days", "unfinished"]


@settings(max_examples=25)
@given(CORPORA, st.sampled_from([*PERIODS]))
def test_only_periods_with_articles_have_a_share_and_it_lies_in_its_interval(documents, period):
    table = timeline(documents, query="rain", period=period, by="side")
    there = table["n_total"] > 0
    assert table.loc[~there, ["share", "share_low", "share_high"]].isna().all(axis=None)
    assert (table.loc[~there, "status"] == "missing").all()
    shares = table[there]
    assert (shares["share_low"] <= shares["share"] + 1e-12).all()
    assert (shares["share"] <= shares["share_high"] + 1e-12).all()


@settings(max_examples=25)
@given(CORPORA, st.sampled_from(["week", "month", "quarter", "year"]))
def test_a_longer_period_is_the_sum_of_its_days(documents, period):
    daily = timeline(documents, query="rain", period="day")
    longer = timeline(documents, query="rain", period=period)
    summed = daily.groupby(period_of(pd.to_datetime(daily["period"]), period).to_numpy())[["n", "n_total"]].sum()
    assert summed.to_numpy().tolist() == longer[["n", "n_total"]].to_numpy().tolist()


@settings(max_examples=25)
@given(st.lists(DAYS, min_size=1, max_size=9), st.sampled_from([*PERIODS]))
def test_every_day_lies_between_the_ends_of_its_period_and_the_day_after_the_last_in_the_next(days, period):
    dates = pd.Series(pd.to_datetime(days))
    labels = period_of(dates, period)
    ends = period_ends(labels, period)
    assert ((ends["first"] <= dates) & (dates <= ends["last"])).all()
    assert (period_of(ends["first"], period) == labels).all()
    assert (period_of(ends["last"], period) == labels).all()
    assert (period_of(ends["last"] + pd.Timedelta(days=1), period) > labels).all()


# --- a second way -------------------------------------------------------------------------------


@settings(max_examples=25)
@given(CORPORA)
def test_counter_and_the_calendar_count_the_same_days(documents):
    days = [day.date() for day in documents["date"].dropna()]
    counted = Counter(day.isoformat() for day in days)
    every = [min(days) + timedelta(days=step) for step in range((max(days) - min(days)).days + 1)] if days else []
    table = timeline(documents, period="day")
    assert dict(zip(table["period"], table["n_total"], strict=True)) == {day.isoformat(): counted[day.isoformat()] for day in every}


def test_scipy_gives_the_same_interval():
    row = timeline(TOY, query="rain", period="year").iloc[-1]
    interval = binomtest(int(row["n"]), int(row["n_total"])).proportion_ci(method="wilson")
    assert (row["share_low"], row["share_high"]) == pytest.approx((interval.low, interval.high))


# A day-by-day count of stories as the attention view of Media Cloud gives it: the sample response in its web-search tool
# (prepareCountOverTimeData.js, commit 882164e), 2023-12-13 to 2024-01-15; count, then total of each day.
MEDIA_CLOUD = """
313 8695  291 8953  353 8096  203 4106  208 4374  398 7947  365 8360  362 8645  361 8227  315 7284  180 3794  188 3323  165 3064
276 5480  328 6526  331 6518  339 6136  217 3845  183 3698  191 3868  329 6867  247 5509  123 3012  316 6775  206 3682  263 4471
411 8540  538 8846  521 9684  512 9313  554 8645  487 4534  370 3418  5 102
"""


@pytest.fixture(scope="module")
def stories():
    """As many articles on each day as Media Cloud counted stories."""
    numbers = [int(number) for number in MEDIA_CLOUD.split()]
    days = pd.Series(pd.date_range("2023-12-13", "2024-01-15"))
    found, total = pd.Series(numbers[::2]), pd.Series(numbers[1::2])
    dates = pd.concat([days.repeat(found), days.repeat(total - found)], ignore_index=True)
    frame = pd.DataFrame({"doc_id": [f"s{number}" for number in range(len(dates))], "date": dates})
    return frame, pd.DataFrame({"doc_id": frame["doc_id"].head(found.sum()), "name": "rain"})


@pytest.mark.parametrize(("period", "shares"), [("month", {"2023-12": 4.592085, "2024-01": 5.813261}), ("week", {"2024-W02": 6.404304})])
def test_shares_are_the_sums_over_sums_of_media_cloud(stories, period, shares):
    table = followed(*stories, period=period).set_index("period")
    assert {label: round(100 * table["share"][label], 6) for label in shares} == shares
    assert table[["n", "n_total"]].sum().tolist() == [10449, 204337]
    assert table["n"].get("2024-W02", 3393) == 3393
    assert table["unfinished"].tolist() == [False] * (len(table) - 1) + [True]


# --- feared mistakes ----------------------------------------------------------------------------


def test_the_share_of_a_month_is_no_mean_of_the_shares_of_its_days():
    # One of one article on the first day, none of nine on the second: 1 of 10, not the mean of 1 and 0.
    documents = pd.DataFrame({"doc_id": [*"abcdefghij"], "date": ["2025-01-01"] + ["2025-01-02"] * 9, "text": ["rain"] + ["sun"] * 9})
    assert timeline(documents, query="rain")["share"].to_list() == [0.1]


def test_an_article_without_a_side_is_not_lost():
    documents = TOY.assign(side=["RU", None, "RU", "FD", "FD"])
    assert set(timeline(documents, by="side")["group"]) == {"FD", "RU", "(unknown)"}


def test_a_side_whose_articles_have_no_date_still_has_its_missing_periods():
    documents = TOY[TOY["doc_id"].isin(["a", "e"])]
    assert cells(timeline(documents, by="side"))["FD", "2024-12"] == (0, 0, "missing")


def test_the_last_week_of_december_belongs_to_the_year_of_its_thursday():
    assert timeline(TOY.head(1), period="week")["period"].to_list() == ["2025-W01"]


def test_an_hour_in_the_last_date_loses_no_period():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "date": pd.to_datetime(["2025-01-31 23:00", "2025-02-01 01:00"])})
    assert timeline(documents, period="day")["period"].to_list() == ["2025-01-31", "2025-02-01"]


def test_a_year_known_only_as_a_year_is_not_called_unfinished():
    # The first day stands for a year that a file name gives; taken for the day of an article it would make every last year unfinished.
    documents = pd.DataFrame({"doc_id": ["a", "b"], "date": ["2023-01-01", "2024-01-01"], "date_from": ["filename:year"] * 2})
    assert not timeline(documents, period="year")["unfinished"].any()
    assert timeline(documents.assign(date_from="filename"), period="year")["unfinished"].to_list() == [False, True]
    monthly = documents.assign(date=["2024-01-01", "2024-02-01"], date_from=["filename:month"] * 2)
    assert not timeline(monthly)["unfinished"].any()


def test_no_dated_article_gives_an_empty_table():
    assert timeline(TOY.tail(1)).empty
    assert followed(TOY.tail(1), pd.DataFrame({"doc_id": ["e"], "name": ["Zenda"]})).empty
    assert followed(TOY, pd.DataFrame({"doc_id": pd.Series(dtype="str"), "name": pd.Series(dtype="str")})).empty
    assert period_ends(pd.Series(dtype="str")).empty
    assert timeline(TOY.head(0), query="rain", by="side").columns.to_list() == [*COLUMNS["timeline"], "first", "last", "days", "unfinished"]


# --- errors that explain themselves ---------------------------------------------------------------


@pytest.mark.parametrize("call", [timeline, lambda *_, period: period_of(TOY["date"], period)])
def test_an_unknown_period_is_answered_with_the_list(call):
    with pytest.raises(ParameterError, match="day, week, month, quarter, year; got 'decade'"):
        call(TOY, period="decade")


def test_a_table_without_dates_is_told_so():
    with pytest.raises(ColumnError, match="date"):
        timeline(TOY[["doc_id", "text"]])
