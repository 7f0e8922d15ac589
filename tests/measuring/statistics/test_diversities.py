"""Diversities: how rich a vocabulary is."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.measuring.statistics import hd_d, mattr, mtld, type_token_ratio, yule_k
from iranaz_utils.measuring.statistics.diversities import mattr_of_each
from iranaz_utils.tables import BaseError, ParameterError

TERMS = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=40)
MEASURES = (type_token_ratio, mattr, mtld, hd_d, yule_k)

# --- a toy to count by eye ------------------------------------------------------------------------


def test_no_repetition_is_as_rich_as_can_be():
    terms = list("abcd")
    assert [measure(terms) for measure in MEASURES] == [1, 1, 4, 1, 0]


def test_one_word_over_and_over_is_as_poor_as_can_be():
    terms = ["a"] * 4
    assert [measure(terms) for measure in MEASURES] == [0.25, 0.25, 2, 0.25, 7500]


def test_the_ratio_falls_below_the_threshold_at_the_sixth_word():
    # McCarthy and Jarvis 2010: of the people by the people — ratios 1, 1, 1, 1, 0.8, 0.667, and a new stretch begins.
    assert mtld("of the people by the people".split()) == pytest.approx((6 / 1 + 6 / (1 + 0)) / 2)


# --- laws -----------------------------------------------------------------------------------------


@given(TERMS)
def test_names_of_words_do_not_matter(terms):
    for measure in MEASURES:
        assert measure([term.upper() for term in terms]) == measure(terms)


@given(TERMS, st.integers(1, 50))
def test_a_ratio_is_above_nought_and_at_most_one(terms, size):
    assert 0 < mattr(terms, window=size) <= 1
    assert 0 < hd_d(terms, sample=size) <= 1 + 1e-12


@given(TERMS)
def test_a_window_or_sample_longer_than_the_text_gives_its_plain_ratio(terms):
    assert mattr(terms, window=100) == pytest.approx(type_token_ratio(terms))
    assert hd_d(terms, sample=100) == pytest.approx(type_token_ratio(terms))


# --- a second way ---------------------------------------------------------------------------------


@given(TERMS, st.integers(1, 10))
def test_the_moving_average_is_the_mean_over_stretches(terms, window):
    size = min(window, len(terms))
    ratios = [len(set(terms[first : first + size])) / size for first in range(len(terms) - size + 1)]
    assert mattr(terms, window=window) == pytest.approx(sum(ratios) / len(ratios))


@given(st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=20), max_size=5), st.integers(1, 10))
def test_texts_laid_end_to_end_do_not_run_into_each_other(texts, window):
    numbers, sizes = np.array([term for text in texts for term in text], dtype=np.int64), np.array(list(map(len, texts)), dtype=np.int64)
    assert mattr_of_each(numbers, sizes, window=window).tolist() == pytest.approx([mattr(text, window=window) for text in texts])


@given(st.lists(st.sampled_from("abc"), min_size=3, max_size=8))
def test_hd_d_is_the_mean_over_all_samples(terms):
    samples = [len(set(sample)) / 3 for sample in combinations(terms, 3)]
    assert hd_d(terms, sample=3) == pytest.approx(sum(samples) / len(samples))


def test_the_values_in_quantedas_documentation():
    # quanteda.textstats, tests of textstat_lexdiv: 24 words, 19 different.
    terms = "anyway like i was sayin shrimp is the fruit of the sea you can barbecue it boil it broil it bake it saute it".split()
    assert type_token_ratio(terms) == pytest.approx(0.7916667, abs=1e-7)
    assert type_token_ratio(terms, form="corrected") == pytest.approx(2.742414, abs=1e-6)
    assert yule_k(terms) == pytest.approx(381.9444, abs=1e-4)


# --- errors that explain themselves ---------------------------------------------------------------


@pytest.mark.parametrize("measure", MEASURES)
def test_a_text_without_words_has_no_vocabulary(measure):
    with pytest.raises(BaseError, match="without words"):
        measure([])


def test_impossible_settings_are_refused():
    with pytest.raises(ParameterError, match="window"):
        mattr(["a"], window=0)
    with pytest.raises(ParameterError, match="sample"):
        hd_d(["a"], sample=0)
    with pytest.raises(ParameterError, match="threshold"):
        mtld(["a"], threshold=1)
    with pytest.raises(ParameterError, match="plain, corrected"):
        type_token_ratio(["a"], form="root")
