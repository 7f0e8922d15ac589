"""Certainty: rates, intervals of shares, and many tests at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, false_discovery_control

from iranaz_utils.measuring.statistics import benjamini_hochberg, rate, wilson
from iranaz_utils.tables import BaseError, ParameterError

SHARES = st.integers(1, 500).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))
P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=20)

# --- a toy to count by eye ------------------------------------------------------------------------


def test_a_rate_is_per_ten_thousand_tokens():
    assert rate([3, 0], [2000, 10]).tolist() == [15, 0]


def test_four_tests_with_one_clear_find():
    assert benjamini_hochberg([0.01, 0.04, 0.03, 0.5]) == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])


def test_none_of_five_does_not_prove_never():
    low, high = wilson(0, 5)
    assert low == 0
    assert high == pytest.approx(1.96**2 / (5 + 1.96**2), abs=1e-4)


# --- laws -----------------------------------------------------------------------------------------


@given(SHARES)
def test_an_interval_holds_the_share_and_stays_between_nought_and_one(share):
    n, base = share
    low, high = wilson(n, base)
    assert 0 <= low <= n / base <= high <= 1


@given(P_VALUES)
def test_q_is_never_below_p_and_keeps_its_order(p):
    q = benjamini_hochberg(p)
    assert (q >= np.array(p) - 1e-12).all()
    assert (q <= 1).all()
    assert (np.diff(q[np.argsort(p)]) >= -1e-12).all()


# --- a second way ---------------------------------------------------------------------------------


@given(P_VALUES)
def test_scipys_false_discovery_control_agrees(p):
    assert benjamini_hochberg(p) == pytest.approx(false_discovery_control(p))


@given(SHARES, st.sampled_from([0.8, 0.95, 0.99]))
def test_scipys_wilson_interval_agrees(share, confidence):
    theirs = binomtest(*share).proportion_ci(confidence_level=confidence, method="wilson")
    assert wilson(*share, confidence=confidence) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_day_without_articles_is_missing_and_not_zero():
    low, high = wilson([0, 0, 3], [0, 4, 4])
    assert np.isnan(low).tolist() == np.isnan(high).tolist() == [True, False, False]


def test_a_missing_p_value_stays_missing_and_does_not_count_as_a_test():
    assert benjamini_hochberg([0.01, np.nan, 0.04])[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(benjamini_hochberg([0.01, np.nan])[1])


def test_no_tests_have_no_q_values():
    assert benjamini_hochberg([]).shape == (0,)


# --- errors that explain themselves ---------------------------------------------------------------


def test_impossible_counts_are_refused():
    with pytest.raises(BaseError, match="base must be positive"):
        rate(0, 0)
    with pytest.raises(ParameterError, match="between 0 and its base"):
        rate(11, 10)
    with pytest.raises(ParameterError, match="between 0 and their base"):
        wilson(5, 4)
    with pytest.raises(ParameterError, match="confidence"):
        wilson(1, 4, confidence=95)
    with pytest.raises(ParameterError, match="between 0 and 1"):
        benjamini_hochberg([1.2])
