"""Associations: two things found together more often than by chance."""

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics import BigramAssocMeasures

from iranaz_utils.measuring.statistics import chi_square, expected, fisher_exact, g2_pair, log_dice, mi3, npmi, pmi, t_score, z_score
from iranaz_utils.tables import BaseError, ParameterError


@st.composite
def pairs(draw):
    """Counts that can be: n, n_a, n_b, base."""
    base = draw(st.integers(1, 200))
    n_a, n_b = draw(st.integers(0, base)), draw(st.integers(0, base))
    return draw(st.integers(max(0, n_a + n_b - base), min(n_a, n_b))), n_a, n_b, base


# --- a toy to count by eye ------------------------------------------------------------------------


def test_chance_joins_in_proportion():
    assert expected([20, 0], [10, 10], 100).tolist() == [2, 0]


def test_four_times_more_than_chance_is_two():
    assert pmi(8, 20, 10, 100) == pytest.approx(2)
    assert mi3(8, 20, 10, 100) == pytest.approx(np.log2(8**3 / 2))
    assert t_score(8, 20, 10, 100) == pytest.approx((8 - 2) / np.sqrt(8))
    assert z_score(8, 20, 10, 100) == pytest.approx((8 - 2) / np.sqrt(2))


def test_always_chance_and_never_are_one_nought_and_minus_one():
    assert npmi([10, 1, 0], 10, 10, 100).tolist() == [1, 0, -1]


def test_each_halving_of_the_overlap_costs_one_of_fourteen():
    assert log_dice([16, 8, 4], 16, 16).tolist() == [14, 13, 12]


def test_two_of_two_in_four_units_come_together_one_time_in_six():
    assert fisher_exact([2, 1, 0], 2, 2, 4) == pytest.approx([1 / 6, 5 / 6, 1])


# --- laws -----------------------------------------------------------------------------------------


@given(pairs())
def test_the_members_are_interchangeable(pair):
    n, n_a, n_b, base = pair
    for measure in (g2_pair, pmi, mi3, npmi, t_score, z_score, fisher_exact):
        assert measure(n, n_a, n_b, base) == pytest.approx(measure(n, n_b, n_a, base), abs=1e-9)


@given(pairs())
def test_every_possible_count_has_a_number(pair):
    for measure in (g2_pair, pmi, mi3, npmi, t_score, z_score, fisher_exact):
        assert not np.isnan(measure(*pair))
    assert -1 <= npmi(*pair) <= 1 + 1e-12
    assert log_dice(*pair[:3]) <= 14
    assert 0 <= fisher_exact(*pair) <= 1


@given(pairs())
def test_meeting_more_often_is_never_less_surprising(pair):
    n, n_a, n_b, base = pair
    if n < min(n_a, n_b):
        assert fisher_exact(n + 1, n_a, n_b, base) <= fisher_exact(n, n_a, n_b, base) + 1e-12


# --- a second way ---------------------------------------------------------------------------------


@given(pairs())
def test_fishers_test_counts_the_ways(pair):
    n, n_a, n_b, base = pair
    ways = sum(comb(n_a, k) * comb(base - n_a, n_b - k) for k in range(n, min(n_a, n_b) + 1))
    assert fisher_exact(n, n_a, n_b, base) == pytest.approx(ways / comb(base, n_b), rel=1e-9)


@given(pairs())
def test_nltk_agrees(pair):
    n, n_a, n_b, base = pair
    if not 0 < n < min(n_a, n_b) or max(n_a, n_b) >= base or n + base <= n_a + n_b:
        return  # NLTK has no answer when one of the four cells is empty
    theirs = (n, (n_a, n_b), base)
    assert pmi(*pair) == pytest.approx(BigramAssocMeasures.pmi(*theirs))
    assert t_score(*pair) == pytest.approx(BigramAssocMeasures.student_t(*theirs), abs=1e-9)
    assert abs(g2_pair(*pair)) == pytest.approx(BigramAssocMeasures.likelihood_ratio(*theirs), abs=1e-6)
    assert 2 ** (log_dice(*pair[:3]) - 14) == pytest.approx(BigramAssocMeasures.dice(*theirs))


@pytest.mark.parametrize(
    ("measure", "counts", "published", "tolerance"),
    [
        (t_score, (8, 15828, 4675, 14_307_668), 0.9999, 5e-5),
        (t_score, (20, 42, 20, 14_307_668), 4.4721, 5e-5),
        (g2_pair, (110, 2552, 221, 31_777), 270.72, 5e-3),
        (g2_pair, (8, 13, 32, 31_777), 95.29, 5e-3),
        (g2_pair, (150, 12593, 932, 14_307_668), 1291, 0.5),
        (pmi, (20, 42, 20, 14_307_668), 18.38, 5e-3),
        (pmi, (20, 15019, 15629, 14_307_668), 0.29, 5e-3),
        (npmi, (20, 42, 20, 14_307_668), 0.944962, 1e-6),  # computed from pmi by hand; not printed there
    ],
)
def test_the_values_in_nltks_documentation(measure, counts, published, tolerance):
    # nltk/test/collocations.doctest and metrics.doctest, after Manning and Schütze 1999.
    assert measure(*counts) == pytest.approx(published, abs=tolerance)


@pytest.mark.parametrize(
    ("counts", "published", "tolerance"), [((8, 15828, 4675, 14_307_668), 1.55, 5e-3), ((59, 67, 65, 571_007), 456_400, 50)]
)
def test_chi_square_of_a_pair_contrasts_places_with_and_without_its_first_word(counts, published, tolerance):
    n, n_a, n_b, base = counts
    assert chi_square(n, n_b - n, n_a, base - n_a) == pytest.approx(published, abs=tolerance)


@pytest.mark.parametrize(
    ("n", "n_a", "n_b", "published", "tolerance"),
    [
        (8, 389, 230, 8.726204, 1e-6), (300, 300, 300, 14, 1e-9), (3, 3000, 3000, 4.034216, 1e-6), (6, 3000, 3000, 5.034216, 1e-6),
        (300, 3000, 3000, 10.67807, 1e-5), (29, 621, 85, 10.39, 0.0051), (20, 621, 222, 9.6, 0.0051), (35, 621, 944, 9.52, 0.0051),
        (70, 621, 5496, 8.55, 0.0051),
    ],
)  # fmt: skip
def test_log_dice_gives_published_values(n, n_a, n_b, published, tolerance):
    # The first five from a page of the Sugiura laboratory after Rychlý 2008, the others from the manual of Conc.
    assert log_dice(n, n_a, n_b) == pytest.approx(published, abs=tolerance)


def test_a_window_stands_in_the_expectation_as_in_rkorapclient():
    # RKorAPClient, test-association-score-functions.R: node 4,258,869 uses × window 10, collocate 2,165, 21,304,641,202 tokens.
    places = (32, 4_258_869 * 10, 2165, 21_304_641_202)
    assert expected(*places[1:]) == pytest.approx(4.327907, abs=1e-5)
    assert g2_pair(*places) == pytest.approx(73.05347, abs=1e-5)
    assert pmi(*places) == pytest.approx(2.886331, abs=1e-5)
    assert mi3(*places) == pytest.approx(12.886331, abs=1e-5)
    assert log_dice(*places[:3]) == pytest.approx(-5.34404, abs=1e-5)


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_pair_that_never_meets_is_at_the_lower_end_and_not_nan():
    # NLTK raises a domain error when the logarithm of zero comes up (nltk#2200).
    assert pmi(0, 5, 5, 100) == mi3(0, 5, 5, 100) == t_score(0, 5, 5, 100) == log_dice(0, 5, 5) == -np.inf
    assert fisher_exact(0, 5, 5, 100) == 1


def test_where_nothing_is_seen_nor_expected_there_is_no_surprise():
    for measure in (pmi, mi3, npmi, t_score, z_score, g2_pair):
        assert measure(0, 0, 5, 100) == 0


def test_a_member_that_is_everywhere_has_nothing_to_be_compared_with():
    assert g2_pair(5, 10, 5, 10) == 0
    assert npmi(10, 10, 10, 10) == 1


def test_windows_that_overlap_may_count_a_word_twice():
    assert g2_pair(6, 40, 5, 100) > g2_pair(5, 40, 5, 100)


def test_windows_may_hold_more_places_than_a_short_text_has_words():
    # Three uses of a node in twelve words, with five places on either side: thirty places.
    for measure in (g2_pair, pmi, mi3, t_score, z_score):
        assert np.isfinite(measure(4, 30, 5, 12))
    assert npmi([4, 0], 30, [5, 12], 12).tolist() == [-1, -1]


# --- errors that explain themselves ---------------------------------------------------------------


def test_impossible_counts_are_refused():
    with pytest.raises(BaseError, match="base must be positive"):
        npmi(0, 0, 0, 0)
    with pytest.raises(ParameterError, match="0 or more"):
        pmi(-1, 2, 5, 10)
    with pytest.raises(ParameterError, match="either of its members"):
        fisher_exact(3, 2, 5, 10)
    with pytest.raises(ParameterError, match="forced to share"):
        fisher_exact(0, 8, 8, 10)
    with pytest.raises(ParameterError, match="first member"):
        g2_pair(3, 2, 5, 10)
    with pytest.raises(ParameterError, match="never found"):
        pmi(1, 0, 5, 10)
    with pytest.raises(ParameterError, match="members that occur"):
        log_dice(1, 0, 5)
