"""Matching: names in a column of texts, by one automaton."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.finding import matching
from iranaz_utils.finding.matching import Needles

NAMES = ["a", "ab", "ab c", "b c d", "c", "c d", "é", "é c"]


def hits(texts, names=NAMES):
    columns = Needles(names).found(pl.Series(texts, dtype=pl.String))
    return list(zip(*(column.tolist() for column in columns), strict=True))


# --- a toy to count by eye ------------------------------------------------------------------------


def test_of_names_that_begin_or_share_a_stretch_the_first_then_the_longest_is_found():
    assert hits(["ab c d", "x c d"]) == [(0, 0, 4, 2), (1, 2, 5, 5)]


def test_a_name_that_was_dropped_does_not_hide_the_one_behind_it():
    assert hits(["a b b c c"], ["a b", "b b", "b c", "c c"]) == [(0, 0, 3, 0), (0, 4, 7, 2)]


# --- laws -----------------------------------------------------------------------------------------

TEXTS = st.lists(st.text(st.sampled_from("abcdé \n\u00a0’-"), max_size=30), max_size=6)


@given(TEXTS, st.integers(min_value=1, max_value=40))
def test_how_the_texts_are_dealt_out_changes_nothing(texts, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "PART", size)
        parted = hits(texts)
    assert parted == hits(texts)


@given(TEXTS)
def test_a_text_has_the_same_hits_whatever_stands_before_it(texts):
    alone = [(row, *hit[1:]) for row, text in enumerate(texts) for hit in hits([text])]
    assert hits(texts) == alone


# --- feared mistakes ------------------------------------------------------------------------------


def test_names_that_share_their_first_eight_bytes_are_told_apart():
    # Eight bytes settle most names; those that share them are searched for in full.
    names = ["Republic", "Republic of Zenda", "Republic of Strelsau", "Republics", "Republic of Ze"]
    text = "Republic of Zenda, Republic of Zend; Republics of Republic of Strelsau, Republic of Ze and Republic of Zendaria"
    found = [text[start:end] for _, start, end, _ in hits([text], names)]
    assert found == ["Republic of Zenda", "Republic", "Republics", "Republic of Strelsau", "Republic of Ze", "Republic"]


def test_no_name_goes_from_one_text_into_the_next():
    assert hits(["ab", "c d"]) == [(0, 0, 2, 1), (1, 0, 3, 5)]
