"""How values are written."""

from html import escape

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.showing.html import table_html
from iranaz_utils.showing.words import DECIMALS, NOTHING, PERCENT, count_of, listed, sentence, with_interval, written


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("n", 1234, "1,234"), ("rate", 0.04, "0.0"), ("share", 0.666, "67 %"), ("p", 0.0, "< 0.001"), ("q", 0.2, "0.200"),
        ("lrc", -1.234, "-1.23"),
        ("lrc", 2.0, "2.00"), ("date", pd.Timestamp(2031, 2, 4), "2031-02-04"), ("date", pd.NaT, "–"),
        ("outlet", float("nan"), "–"), ("x", True, "yes"), ("listed", np.bool_(False), "no"),
    ],
)  # fmt: skip
def test_each_kind_of_cell_is_written_in_one_way(column, value, shown):
    assert written(column, value) == shown


def test_a_sentence_rounds_as_its_table_does():
    shown = pd.DataFrame({"term": ["river", "road"], "rate": [12.345, 2.0]})
    assert sentence("{term}: {rate}, at the end {last_rate}", shown) == f"river: {written('rate', 12.345)}, at the end 2.0"


def test_a_sentence_cannot_name_a_row_that_is_not_shown():
    """A text once named a row that its table had cut off."""
    with pytest.raises(IndexError):
        sentence("{term}", pd.DataFrame({"term": ["river", "road"]}).head(1), 1)


def test_a_sentence_cannot_name_a_column_that_is_not_there():
    with pytest.raises(KeyError):
        sentence("{rate}", pd.DataFrame({"term": ["river"]}))


def test_a_sentence_cannot_write_a_number_in_a_form_of_its_own():
    """41.3 in the table and 41.26 in the text are two numbers to a reader."""
    with pytest.raises(ValueError, match="format"):
        sentence("{rate:.2f}", pd.DataFrame({"rate": [41.26]}))


@given(st.sampled_from([*DECIMALS, *PERCENT, "lrc", "n"]), st.floats(-1e6, 1e6))
def test_a_number_is_written_the_same_in_a_table_and_in_a_sentence(column, value):
    frame = pd.DataFrame({"term": ["river"], column: [value]})
    table = table_html(frame, name="t", caption="", columns={"term": "Term", column: "Value"})
    assert f">{escape(sentence('{' + column + '}', frame))}<" in table


def test_a_sentence_knows_the_rows_that_it_names():
    shown = pd.DataFrame({"term": ["river", "road"], "n": [2, 1]})
    assert sentence("{term} {n}", shown).names == {"river"}
    assert sentence("from {term} to {last_term}", shown).names == {"river", "road"}
    assert sentence("{n} uses", shown).names == frozenset()
    assert sentence("{term}", shown[:0]).names == frozenset()


def test_a_sentence_on_nothing_says_so():
    assert sentence("{term}", pd.DataFrame({"term": []})) == NOTHING


def test_a_missing_end_leaves_no_interval():
    frame = pd.DataFrame({"rate_low": [1.0, float("nan")], "rate_high": [2.0, float("nan")]})
    assert with_interval(frame)["interval"].tolist() == ["1.0–2.0", "–"]
    assert "interval" not in frame.columns


def test_numbers_and_lists_read_as_english():
    assert [count_of(number, "article") for number in (0, 1, 2)] == ["0 articles", "1 article", "2 articles"]
    assert listed([]) == "none"
