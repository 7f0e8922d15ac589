"""What names a peak: its words, its actors, its sentences, and the dates that would move it."""

import pandas as pd
import pytest

from iranaz_utils.finding.mentions import find_mentions
from iranaz_utils.measuring.bursts import bursts
from iranaz_utils.measuring.hits import row_keys
from iranaz_utils.measuring.peaks import named_peaks, outer, peak_hits
from iranaz_utils.measuring.timeline import timeline
from iranaz_utils.reading import load_profile
from iranaz_utils.tables import ParameterError

#: One article a month about the weather, and in May six about a bridge.
QUIET = [(f"q{month}", "RU", f"2031-{month:02}-10", "header", "The weather was mild.") for month in range(1, 13)]
LOUD = [(f"l{number}", "RU", f"2031-05-{number:02}", source, f"The bridge in Baku was shut. Day {number}.")
        for number, source in enumerate(["header", "byline", "filename", "url", "filename:month", "metadata"], start=1)]  # fmt: skip
ARTICLES = pd.DataFrame(QUIET + LOUD, columns=["doc_id", "side", "date", "date_from", "text"])
MENTIONS = find_mentions(ARTICLES, load_profile("iran_azerbaijan"))
PEAKS = outer(bursts(timeline(ARTICLES, by="side")))
STOPS = {"en": {"the", "was", "in"}}


# --- a toy to count by eye ------------------------------------------------------------------------


def test_the_month_of_the_bridge_is_the_peak_and_is_called_so():
    table = named_peaks(ARTICLES, PEAKS, MENTIONS, by="side", stopwords=STOPS)
    assert table[["group", "period", "n"]].values.tolist() == [["RU", "2031-05", 7]]
    assert table["terms"][0].split("; ")[:4] == ["baku", "bridge", "day", "shut"]
    assert table["names"].to_list() == ["Baku"]


def test_the_dates_of_file_names_addresses_and_whole_months_are_called_weak():
    table = named_peaks(ARTICLES, PEAKS, MENTIONS, by="side")
    assert table[["weak_dates", "without_them"]].values.tolist() == [[3, 4]]


def test_the_sentences_of_a_peak_hold_its_terms_and_are_its_own():
    table = named_peaks(ARTICLES, PEAKS, MENTIONS, by="side", stopwords=STOPS)
    hits = peak_hits(ARTICLES, table, by="side")
    assert set(hits["key"]) == set(row_keys(table)) == {"RU: 2031-05"}
    texts = ARTICLES.set_index("doc_id")["text"]
    assert {texts[row.doc_id][row.start : row.end].lower() for row in hits.itertuples()} >= {"bridge", "baku", "shut"}
    assert set(hits["doc_id"]) == {f"l{number}" for number in range(1, 7)}


# --- laws -----------------------------------------------------------------------------------------


def test_weak_and_firm_dates_add_up_to_the_articles_of_the_peak():
    table = named_peaks(ARTICLES, PEAKS, MENTIONS, by="side")
    assert (table["weak_dates"] + table["without_them"] == table["n"]).all()
    pd.testing.assert_frame_equal(table[list(PEAKS.columns)], PEAKS)


def test_a_peak_of_a_query_has_the_articles_that_match_it():
    peak = pd.DataFrame({"group": ["all"], "period": ["2031-05"], "last_period": ["2031-05"]})
    found = named_peaks(ARTICLES, peak, MENTIONS, query="bridge")
    assert found[["weak_dates", "without_them"]].sum(axis=1).to_list() == [6]
    assert set(peak_hits(ARTICLES, found, query="bridge")["key"]) == {"2031-05"}


# --- feared mistakes ------------------------------------------------------------------------------


def test_inner_bursts_are_not_named_twice():
    table = pd.DataFrame({"group": "RU", "period": ["a", "a", "c"], "level": [1, 2, 1], "weight": [2.0, 5.0, 9.0]})
    assert outer(table)["period"].to_list() == ["a", "c"]
    assert outer(table, 1)["period"].to_list() == ["c"]


def test_a_peak_that_holds_all_articles_has_nothing_to_be_compared_with():
    one = ARTICLES.head(1)
    peak = pd.DataFrame({"group": ["all"], "period": ["2031-01"], "last_period": ["2031-01"]})
    table = named_peaks(one, peak, MENTIONS)
    assert table[["terms", "names"]].values.tolist() == [["", ""]]
    assert peak_hits(one, table)[["doc_id", "start", "end"]].values.tolist() == [["q1", 0, 0]]


def test_a_peak_is_compared_with_the_other_articles_of_its_own_group():
    # Against the other side's articles, the words of a side's own language and place would name every one of its peaks.
    others = pd.DataFrame(
        {"doc_id": [f"f{number}" for number in range(9)], "side": "FD", "date": "2031-05-01", "text": "The bridge in Zenda."}
    )
    articles = pd.concat([ARTICLES, others], ignore_index=True)
    assert "bridge" in named_peaks(articles, PEAKS, MENTIONS, by="side", stopwords=STOPS)["terms"][0]


def test_an_article_without_a_date_is_in_no_peak():
    articles = pd.concat([ARTICLES, pd.DataFrame({"doc_id": ["u"], "side": ["RU"], "text": ["The bridge."]})], ignore_index=True)
    assert named_peaks(articles, PEAKS, MENTIONS, by="side")[["weak_dates", "without_them"]].values.tolist() == [[3, 4]]


def test_no_peak_gives_an_empty_table():
    table = named_peaks(ARTICLES, PEAKS.head(0), MENTIONS)
    assert list(table.columns)[-4:] == ["terms", "names", "weak_dates", "without_them"]
    assert peak_hits(ARTICLES, table).empty


# --- errors that explain themselves ---------------------------------------------------------------


def test_an_unknown_period_is_answered_with_the_list():
    with pytest.raises(ParameterError, match="day, week, month, quarter, year"):
        named_peaks(ARTICLES, PEAKS, MENTIONS, period="decade", by="side")
