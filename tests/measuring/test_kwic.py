"""Words in context: each hit on a line that reads as the text does."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.measuring.kwic import kwic
from iranaz_utils.showing.html import table_html
from iranaz_utils.tables import COLUMNS, ColumnError, ParameterError

ARTICLES = pd.DataFrame(
    {
        "doc_id": ["a", "b", "c"],
        "text": ["The new bridge is open. At the Bridge,\nAnna waits.", "No bridge.", "A bridge of stone and an old bridge."],
        "date": pd.to_datetime(["2025-02-03", None, "2024-01-02"]),
        "outlet": ["Zenda Post", None, "Strelsau News"],
    }
)


# --- a toy to check by eye ------------------------------------------------------------------------


def test_a_line_shows_the_hit_and_what_stands_around_it():
    lines = kwic(ARTICLES, "bridge", context=9)
    assert lines.columns.to_list() == list(COLUMNS["kwic"])
    assert lines["node"].to_list() == ["bridge", "Bridge", "bridge", "bridge", "bridge"]
    assert lines["left"].to_list() == ["The new ", ". At the ", "No ", "A ", "d an old "]
    assert lines["right"].to_list() == [" is open.", ", Anna wa", ".", " of stone", "."]
    assert lines["sentence"].to_list() == [0, 1, 0, 0, 0]
    assert lines["outlet"].fillna("").to_list() == ["Zenda Post", "Zenda Post", "", "Strelsau News", "Strelsau News"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("position", ["The new ", "At the ", "No ", "A ", "an old "]),
        ("left", ["A ", "The new ", "No ", "an old ", "At the "]),
        ("date", ["A ", "an old ", "The new ", "At the ", "No "]),
    ],
)
def test_lines_are_sorted_by_place_by_the_words_outwards_or_by_date(sort, order):
    assert [left[-len(end) :] for left, end in zip(kwic(ARTICLES, "bridge", sort=sort)["left"], order, strict=True)] == order


def test_lines_are_sorted_by_the_words_to_the_right():
    rights = kwic(ARTICLES, "bridge", sort="right", context=9)["right"].to_list()
    assert rights == [", Anna wa", ".", ".", " is open.", " of stone"]


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=25)
@given(st.lists(st.text("ab .\n", max_size=40), min_size=1, max_size=3), st.integers(0, 12))
def test_left_node_and_right_joined_read_as_the_text(texts, context):
    articles = pd.DataFrame({"doc_id": [str(at) for at in range(len(texts))], "text": texts}, dtype="str")
    for row in kwic(articles, "a", context=context).itertuples():
        text = texts[int(row.doc_id)]
        assert text[row.start : row.end] == row.node
        around = text[max(row.start - context, 0) : row.end + context]
        assert (row.left + row.node + row.right).split() == around.split()


@settings(max_examples=10)
@given(st.integers(0, 6), st.integers(0, 3))
def test_a_sample_holds_lines_of_the_whole_in_their_order_and_depends_on_the_seed_alone(size, seed):
    lines = kwic(ARTICLES, "bridge")
    sample = kwic(ARTICLES, "bridge", sample=size, seed=seed)
    pd.testing.assert_frame_equal(sample, kwic(ARTICLES, "bridge", sample=size, seed=seed))
    places = list(zip(lines["doc_id"], lines["start"], strict=True))
    drawn = list(zip(sample["doc_id"], sample["start"], strict=True))
    assert drawn == [place for place in places if place in drawn]
    assert len(drawn) == min(size, len(places))


# --- feared mistakes ------------------------------------------------------------------------------


def test_context_crosses_sentences_but_not_documents():
    # A concordance of one long text shows the next article to the right of the last word.
    assert kwic(ARTICLES, "waits")["right"].item() == "."


def test_missing_metadata_are_missing_not_an_error():
    lines = kwic(ARTICLES[["doc_id", "text"]], "bridge")
    assert lines[["date", "outlet", "side"]].isna().all(axis=None)


def test_the_same_word_in_the_letters_of_another_keyboard_is_found():
    assert len(kwic(ARTICLES.assign(text="كتاب"), "کتاب")) == 3  # ketab, "book"


def test_a_percentage_or_a_sum_is_found_with_its_sign():
    # A query that lost its sign would find every 50.
    prices = pd.DataFrame({"doc_id": ["a"], "text": ["Up 50% to $3, for 50 bags and 3 boats."]})
    assert kwic(prices, "50%")["node"].to_list() == ["50%"]
    assert kwic(prices, "$3")["node"].to_list() == ["$3"]
    assert kwic(prices, "50")["node"].to_list() == ["50", "50"]


def test_lines_of_persian_keep_the_order_of_the_text_on_a_page():
    # Columns named left and right would be the wrong way round, and a full stop without its own direction jumps to the other end.
    articles = pd.DataFrame({"doc_id": ["a"], "text": ["پل نو باز شد."], "language": ["fa"]})  # pol-e no baz shod, "the new bridge opened"
    lines = kwic(articles, "نو")
    assert lines[["left", "node", "right"]].iloc[0].to_list() == ["پل ", "نو", " باز شد."]
    page = table_html(lines, name="t", caption="", columns={"left": "Before", "node": "Hit", "right": "After"})
    assert page.index("پل") < page.index("نو") < page.index("باز")
    assert page.count('<span dir="auto">') == 3


def test_a_greedy_expression_takes_no_more_than_linear_time():
    # An engine that looks back needs longer than the age of the world for this one.
    articles = pd.DataFrame({"doc_id": ["a"], "text": ["a" * 5000 + "b"]})
    assert kwic(articles, "(a+)+c", match="regex").empty
    with pytest.raises(ParameterError, match="not a regular expression that can be searched in linear time"):
        kwic(articles, r"(a)\1", match="regex")


def test_no_hit_makes_an_empty_table_with_its_columns():
    assert kwic(ARTICLES, "river").columns.to_list() == list(COLUMNS["kwic"])
    assert kwic(ARTICLES, "river").empty


def test_the_articles_are_left_as_they_were():
    before = ARTICLES.copy()
    kwic(ARTICLES, "bridge", sort="left", sample=2)
    pd.testing.assert_frame_equal(ARTICLES, before)


# --- errors that explain themselves ---------------------------------------------------------------


def test_an_unknown_order_is_refused():
    with pytest.raises(ParameterError, match="sort is one of position, left, right, date; got 'up'"):
        kwic(ARTICLES, "bridge", sort="up")


def test_a_negative_width_or_sample_is_refused():
    with pytest.raises(ParameterError, match="context is 0 or more code points; got -1"):
        kwic(ARTICLES, "bridge", context=-1)
    with pytest.raises(ParameterError, match=r"context is 0 or more code points; got 1\.5"):
        kwic(ARTICLES, "bridge", context=1.5)
    with pytest.raises(ParameterError, match="sample is a number of hits or None; got -2"):
        kwic(ARTICLES, "bridge", sample=-2)


def test_a_table_without_text_is_refused():
    with pytest.raises(ColumnError, match="documents needs the columns text"):
        kwic(ARTICLES.drop(columns="text"), "bridge")
