"""Events: sentences that name a day or a month, and what each side says of it."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.finding.sentences import sentences_in
from iranaz_utils.finding.timexes import find_timexes
from iranaz_utils.measuring.events import both_sides, events
from iranaz_utils.tables import COLUMNS, ColumnError, empty

TOY = pd.DataFrame(
    [
        ("a", "Echo", "RU", "2024-05-06", "Anna Berg came on 3 May. Nothing was signed in 2023.\n\nThe bridge will open in June 2024."),
        ("b", "Bell", "FD", "2024-05-05", "On 3 May 2024 the talks failed; on 4 May 2024 they\nfailed again."),
        ("c", None, None, None, "In June 2024 it rained. It was wet."),
    ],
    columns=["doc_id", "outlet", "side", "date", "text"],
)
MENTIONS = pd.DataFrame(
    [("a", 0, "Anna Berg", 0, 9), ("b", 0, "Zenda", 40, 45), ("b", 0, "Ruritania", 20, 29), ("b", 0, "Zenda", 60, 65)],
    columns=["doc_id", "sentence", "name", "start", "end"],
)
SENTENCES = (
    "It rained on 3 May 2024.",
    "They met in June 2024.",
    "Nothing happened.",
    "It was on 2 May 2024 and on 3 May 2024.",
    "In 2023.",
)


# --- a toy to count by eye ------------------------------------------------------------------------


def test_each_sentence_stands_once_for_each_day_or_month_in_it():
    table = events(TOY, find_timexes(TOY))
    assert table[["date", "precision", "doc_id", "sentence"]].astype(str).values.tolist() == [
        ["2024-05-03", "day", "a", "0"],
        ["2024-05-03", "day", "b", "0"],
        ["2024-05-04", "day", "b", "0"],
        ["2024-06-01", "month", "a", "2"],
        ["2024-06-01", "month", "c", "0"],
    ]
    assert table["text"][1] == "On 3 May 2024 the talks failed; on 4 May 2024 they failed again."


def test_names_come_once_and_in_the_order_of_the_text():
    table = events(TOY, find_timexes(TOY), MENTIONS)
    assert table["names"].to_list() == ["Anna Berg", "Ruritania; Zenda", "Ruritania; Zenda", "", ""]


def test_a_date_shows_what_each_side_says_and_who_is_silent():
    table = both_sides(events(TOY, find_timexes(TOY)))
    assert table.columns.to_list() == ["date", "precision", "silent", "FD", "n_FD", "RU", "n_RU"]
    assert table["silent"].to_list() == ["", "RU", "FD"]
    assert table["RU"].to_list() == ["Echo: Anna Berg came on 3 May.", "", "Echo: The bridge will open in June 2024."]
    assert table[["n_FD", "n_RU"]].values.tolist() == [[1, 1], [1, 0], [0, 1]]


def test_words_are_those_of_neither_names_nor_dates_nor_the_stop_list():
    table = events(TOY, find_timexes(TOY), MENTIONS, stopwords={"en": {"they"}})
    assert table["words"].tolist()[0] == "came"
    assert table["words"].tolist()[3] == "bridge; open; the; will"


def test_who_speaks_can_be_any_column():
    table = events(TOY, find_timexes(TOY), by="outlet")
    assert table[["side", "group"]].fillna("-").values.tolist()[-2:] == [["RU", "Echo"], ["-", "(unknown)"]]
    assert both_sides(table, by="group").columns.to_list() == ["date", "precision", "silent", "Bell", "n_Bell", "Echo", "n_Echo"]


def test_of_many_sentences_the_first_are_quoted_and_all_are_counted():
    table = both_sides(events(TOY, find_timexes(TOY)).assign(date=pd.Timestamp("2024-05-03"), precision="day"), most=1)
    assert table[["FD", "n_FD"]].values.tolist() == [["Bell: On 3 May 2024 the talks failed; on 4 May 2024 they failed again.", 2]]


def test_an_article_known_by_its_year_is_not_said_to_be_of_the_first_of_january():
    documents = TOY.assign(date=["2024-01-01", "2024-05-01", "2024-05-05"], date_from=["filename:year", "metadata:month", "header"])
    table = events(documents, find_timexes(documents)).drop_duplicates("doc_id").set_index("doc_id")
    assert table["written"].to_dict() == {"a": "2024", "b": "2024-05", "c": "2024-05-05"}


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=15)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join), max_size=4))
def test_events_are_sentences_of_their_documents_in_order_of_date(texts):
    documents = pd.DataFrame({"doc_id": [f"d{number}" for number in range(len(texts))], "text": pd.Series(texts, dtype="str")})
    table = events(documents, find_timexes(documents))
    assert list(table.columns)[:8] == list(COLUMNS["events"])
    order = list(zip(table["date"], table["doc_id"], table["sentence"], strict=True))
    assert order == sorted(set(order))
    for row in table.itertuples():
        text = documents.set_index("doc_id")["text"][row.doc_id]
        start, end = sentences_in(text)[row.sentence]
        assert row.text == text[start:end]


# --- a second way ---------------------------------------------------------------------------------


@settings(max_examples=15)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_counting_the_sentences_by_hand_gives_as_many_events(sentences):
    documents = pd.DataFrame({"doc_id": ["a"], "text": [" ".join(sentences)]})
    dates = {SENTENCES[0]: 1, SENTENCES[1]: 1, SENTENCES[3]: 2}
    assert len(events(documents, find_timexes(documents))) == sum(dates.get(sentence, 0) for sentence in sentences)


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_date_named_twice_in_a_sentence_makes_one_event():
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["On 3 May 2024, yes, 2024-05-03, it rained."]})
    assert len(events(documents, find_timexes(documents))) == 1


def test_a_year_a_length_or_an_open_date_is_no_event():
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["In 2024 it rained for one day. It rained on 3 May. It rains every day in June."]})
    assert events(documents, find_timexes(documents)).empty


def test_the_bounds_of_a_fiscal_year_are_no_events_and_the_days_of_a_meeting_are():
    # Sentences on a year's trade had filled the chronology at each first of the year.
    texts = [
        "Trade grew from 21 March 2023 to 20 March 2024.",
        "They met from 3 May 2024 to 5 May 2024.",
        "It grew (March 2023–March 2024) in Zenda.",
    ]
    documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": texts})
    assert set(events(documents, find_timexes(documents))["doc_id"]) == {"b"}


def test_a_sentence_without_a_side_takes_no_side():
    table = both_sides(events(TOY, find_timexes(TOY)))
    assert table.filter(regex="^n_").sum().sum() == 4


def test_nothing_found_gives_an_empty_table():
    assert events(TOY, empty("timexes"), empty("mentions")).columns.to_list()[:8] == list(COLUMNS["events"])[:8]
    assert both_sides(empty("events")).columns.to_list() == ["date", "precision", "silent"]


# --- errors that explain themselves ---------------------------------------------------------------


def test_a_table_that_is_no_timexes_table_is_told_so():
    with pytest.raises(ColumnError, match="timexes needs the columns"):
        events(TOY, TOY)
