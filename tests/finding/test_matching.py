"""Matching: names in a column of texts, by arrays over their bytes."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

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


@given(TEXTS)
def test_a_text_has_the_same_hits_whatever_stands_before_it(texts):
    alone = [(row, *hit[1:]) for row, text in enumerate(texts) for hit in hits([text])]
    assert hits(texts) == alone


# --- a second way ---------------------------------------------------------------------------------

WORDS = st.sampled_from(["b", "be", "Be", "Bea", "Beatrice", "Beatrices", "al-Be", "é", "États", "(Be)", "of", "and the rest of them"])
PHRASES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


def one_place_after_the_other(text, names):
    at = 0
    while at < len(text):
        open_ = at == 0 or not text[at - 1].isalnum()
        ending = [name for name in names if text.startswith(name, at) and not text[at + len(name) : at + len(name) + 1].isalnum()]
        longest = max(ending, key=len, default="") if open_ else ""
        if longest:
            yield at, at + len(longest), names.index(longest)
        at += max(1, len(longest))


@given(st.lists(PHRASES, max_size=6), st.lists(PHRASES, min_size=1, max_size=6, unique=True))
def test_at_each_place_the_longest_name_is_found_that_is_a_word(phrases, names):
    text = ", ".join(phrases)
    assert [hit[1:] for hit in hits([text], names)] == list(one_place_after_the_other(text, names))


# --- feared mistakes ------------------------------------------------------------------------------


def test_names_that_share_their_first_eight_bytes_are_told_apart():
    # Eight bytes settle most names; those that share them are searched for in full.
    names = ["Republic", "Republic of Zenda", "Republic of Strelsau", "Republics", "Republic of Ze"]
    text = "Republic of Zenda, Republic of Zend; Republics of Republic of Strelsau, Republic of Ze and Republic of Zendaria"
    found = [text[start:end] for _, start, end, _ in hits([text], names)]
    assert found == ["Republic of Zenda", "Republic", "Republics", "Republic of Strelsau", "Republic of Ze", "Republic"]


def test_no_name_goes_from_one_text_into_the_next():
    assert hits(["ab", "c d"]) == [(0, 0, 2, 1), (1, 0, 3, 5)]
