"""How far back and ahead articles look."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from iranaz_utils.finding.timexes import find_timexes
from iranaz_utils.measuring.distances import SPANS, distance_hits, distances, undated_articles, undated_hits
from iranaz_utils.measuring.hits import row_keys
from iranaz_utils.tables import ColumnError, empty

WRITTEN = pd.Timestamp("2031-06-15")
DAYS = st.integers(-9000, 9000)


def dates_at(*ranges, article="a"):
    """A timexes table of ranges, in days from the day of the article."""
    first, last = (pd.Series([WRITTEN + pd.Timedelta(days=ends[side]) for ends in ranges], dtype="datetime64[us]") for side in (0, 1))
    return empty("timexes").reindex(range(len(ranges))).assign(doc_id=article, type="DATE", first=first, last=last, start=0, end=5)


def spans_of(table):
    return {row.distance: row.n for row in table.itertuples() if row.n}


ARTICLE = pd.DataFrame({"doc_id": ["a"], "date": [WRITTEN], "side": ["RU"]})


# --- a toy to count by eye ------------------------------------------------------------------------


def test_each_side_looks_back_and_ahead_in_its_own_way():
    articles = pd.DataFrame(
        {
            "doc_id": ["a", "b"],
            "side": ["RU", "FD"],
            "date": ["2031-05-03", "2031-05-03"],
            "text": ["On 3 May 2031 it rained as in May 2019.", "On 10 May 2031 they vote; on 1 June 2033 they rest."],
        }
    )
    table = distances(articles, find_timexes(articles), by="side")
    assert table["distance"].to_list() == [*SPANS] * 2
    assert spans_of(table[table["group"] == "RU"]) == {"over 10 years before": 1, "the same day": 1}
    assert spans_of(table[table["group"] == "FD"]) == {"1 to 7 days after": 1, "over 1 year after": 1}
    assert (table["n_total"] == 2).all()
    assert table.loc[table["n"] > 0, "share"].to_list() == [0.5] * 4


def test_each_span_opens_its_dates():
    hits = distance_hits(ARTICLE, dates_at((0, 0), (-3, -3)), by="side")
    table = distances(ARTICLE, dates_at((0, 0), (-3, -3)), by="side")
    assert hits["key"].to_list() == ["RU: 1 to 7 days before", "RU: the same day"]
    assert set(hits["key"]) == set(row_keys(table[table["n"] > 0]))


def test_an_undated_article_is_listed_with_the_complete_dates_in_its_text():
    articles = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "date": [None, "2031-05-03", None],
            "text": [
                "On Tuesday it rained.",
                "On 3 May 2031 it rained.",
                "It rained on 3 May 2031 and in June 2031, not on 28 April or in 2030.",
            ],
        }
    )
    timexes = find_timexes(articles)
    table = undated_articles(articles, timexes)
    assert table[["doc_id", "dates", "first_named", "last_named"]].astype(str).fillna("-").values.tolist() == [
        ["c", "2", "2031-05-03", "2031-06-30"],
        ["a", "0", "-", "-"],
    ]
    assert set(undated_hits(table, timexes)["key"]) == {"c"}


@pytest.mark.parametrize(("days", "span"), [
    (0, "the same day"), (-1, "1 to 7 days before"), (-7, "1 to 7 days before"), (-8, "1 to 4 weeks before"), (-30, "1 to 4 weeks before"),
    (-31, "1 to 12 months before"), (-365, "1 to 12 months before"), (-366, "1 to 10 years before"), (-3652, "1 to 10 years before"),
    (-3653, "over 10 years before"), (1, "1 to 7 days after"), (7, "1 to 7 days after"), (8, "1 to 4 weeks after"),
    (30, "1 to 4 weeks after"), (31, "1 to 12 months after"), (365, "1 to 12 months after"), (366, "over 1 year after"),
])  # fmt: skip
def test_a_span_ends_where_its_name_says(days, span):
    assert spans_of(distances(ARTICLE, dates_at((days, days)))) == {span: 1}


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(st.lists(st.tuples(DAYS, st.integers(0, 365)), max_size=8))
def test_every_date_is_counted_once_and_the_shares_are_whole(ranges):
    table = distances(ARTICLE, dates_at(*((first, first + length) for first, length in ranges)), by="side")
    assert table["n"].sum() == len(ranges)
    assert table["share"].sum() == pytest.approx(1 if ranges else 0)
    assert (table["share_low"] <= table["share"] + 1e-12).all()
    assert (table["share"] <= table["share_high"] + 1e-12).all()


@settings(max_examples=30)
@given(DAYS, st.integers(0, 300))
def test_looking_back_mirrors_looking_ahead_within_a_year(first, length):
    last = first + length
    nearest = 0 if first <= 0 <= last else last if last < 0 else first
    [span] = spans_of(distances(ARTICLE, dates_at((first, last))))
    assert ("before" in span, "after" in span) == (nearest < 0, nearest > 0)


# --- a second way ---------------------------------------------------------------------------------


def test_scipy_gives_the_same_interval_for_every_span_of_every_group():
    # The intervals were once those of other rows: they had been taken before the rows were sorted.
    articles = pd.DataFrame({"doc_id": [*"abc"], "date": WRITTEN, "side": ["RU", "FD", "GB"]})
    ranges = {"a": [(0, 0)] * 5 + [(-3, -3)], "b": [(-3, -3)] * 9 + [(9, 9)], "c": [(900, 900), (-5000, -5000)]}
    timexes = pd.concat([dates_at(*days, article=article) for article, days in ranges.items()], ignore_index=True)
    for row in distances(articles, timexes, by="side").itertuples():
        interval = binomtest(row.n, row.n_total).proportion_ci(method="wilson")
        assert (row.share_low, row.share_high) == pytest.approx((interval.low, interval.high))


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_speech_known_by_its_year_does_not_look_ahead_to_its_own_autumn():
    # Its date stands as the first of January; measured from there every date of the year would lie ahead.
    speech = ARTICLE.assign(date=pd.Timestamp("2031-01-01"), date_from="filename:year")
    assert spans_of(distances(speech, dates_at((90, 90)))) == {"the same day": 1}
    assert spans_of(distances(speech.assign(date_from="filename"), dates_at((90, 90)))) == {"1 to 12 months after": 1}


def test_an_article_without_a_date_and_a_date_of_a_decade_are_not_counted():
    assert distances(ARTICLE.assign(date=pd.NaT), dates_at((0, 0))).empty
    assert distances(ARTICLE, dates_at((-3650, 0))).empty
    assert distances(ARTICLE, empty("timexes")).columns.to_list() == [
        "group", "distance", "n", "documents", "n_total", "share", "share_low", "share_high"
    ]  # fmt: skip


def test_a_table_without_dates_is_told_so():
    with pytest.raises(ColumnError, match="date"):
        distances(ARTICLE.drop(columns="date"), empty("timexes"))
