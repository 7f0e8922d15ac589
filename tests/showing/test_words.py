"""How values are written."""

import pandas as pd
import pytest

from iranaz_utils.showing.words import NOTHING, count_of, listed, sentence, with_interval, written


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("n", 1234, "1,234"), ("rate", 0.04, "0.0"), ("share", 0.666, "67 %"), ("p", 0.0, "< 0.001"), ("q", 0.2, "0.200"),
        ("lrc", -1.234, "-1.23"),
        ("lrc", 2.0, "2.00"), ("date", pd.Timestamp(2031, 2, 4), "2031-02-04"), ("date", pd.NaT, "–"),
        ("outlet", float("nan"), "–"), ("x", True, "True"),
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


def test_a_sentence_on_nothing_says_so():
    assert sentence("{term}", pd.DataFrame({"term": []})) == NOTHING


def test_a_missing_end_leaves_no_interval():
    frame = pd.DataFrame({"rate_low": [1.0, float("nan")], "rate_high": [2.0, float("nan")]})
    assert with_interval(frame)["interval"].tolist() == ["1.0–2.0", "–"]
    assert "interval" not in frame.columns


def test_numbers_and_lists_read_as_english():
    assert [count_of(number, "article") for number in (0, 1, 2)] == ["0 articles", "1 article", "2 articles"]
    assert listed([]) == "none"
