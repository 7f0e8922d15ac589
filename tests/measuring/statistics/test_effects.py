"""Effects: by how much one corpus uses a term more than another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binomtest

from iranaz_utils.measuring.statistics import (
    log_ratio,
    log_ratio_interval,
    lrc,
    nearest_to_equal,
    odds_ratio,
    percent_difference,
    simple_maths,
    weighted_log_odds,
)
from iranaz_utils.tables import BaseError, ParameterError

FOUR = st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(50, 10_000), st.integers(50, 10_000))

# --- a toy to count by eye ------------------------------------------------------------------------


def test_twice_the_rate_is_one_and_half_the_rate_minus_one():
    assert log_ratio([4, 2, 3], [2, 4, 3], 100, 100, form="hardie").tolist() == [1, -1, 0]
    assert percent_difference([4, 2, 3], [2, 4, 3], 100, 100) == pytest.approx([100, -50, 0])


def test_odds_are_against_the_other_tokens():
    assert odds_ratio(2, 1, 4, 4) == pytest.approx((2 / 2) / (1 / 3))


def test_half_a_use_stands_in_for_none():
    assert log_ratio(4, 0, 100, 100, form="hardie") == 3  # 4 against a half
    assert log_ratio(4, 0, 100, 100) == pytest.approx(np.log2(4.5 / 0.5))


def test_a_group_that_uses_a_word_more_has_positive_odds():
    # Pseudo-counts 7 and 5 of 12 against odds of 1 in all: ln(7/5) / sqrt(1/7 + 1/12).
    z = weighted_log_odds([[3, 1], [1, 3]])
    assert z[0, 0] == pytest.approx(np.log(7 / 5) / np.sqrt(1 / 7 + 1 / 12))
    assert z[1, 1] == z[0, 0]


# --- laws -----------------------------------------------------------------------------------------


@given(FOUR)
def test_changing_sides_changes_the_sign_only(four):
    a, b, target, reference = four
    assert log_ratio(b, a, reference, target) == pytest.approx(-log_ratio(*four), abs=1e-9)
    assert lrc(b, a, reference, target) == pytest.approx(-lrc(*four), abs=1e-9)
    assert odds_ratio(b, a, reference, target) == pytest.approx(1 / odds_ratio(*four))


@given(FOUR)
def test_the_conservative_bound_lies_between_no_difference_and_the_observed_one(four):
    if four[0] and four[1]:
        observed, bound = log_ratio(*four, form="hardie"), lrc(*four)
        assert min(observed, 0) - 1e-9 <= bound <= max(observed, 0) + 1e-9


@given(FOUR, st.integers(1, 1000))
def test_a_larger_family_never_raises_the_bound(four, family):
    assert abs(lrc(*four, family=family + 1)) <= abs(lrc(*four, family=family)) + 1e-12


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=6))
def test_groups_in_another_order_keep_their_scores(rows):
    counts = np.array(rows).T
    assert weighted_log_odds(counts[::-1])[::-1] == pytest.approx(weighted_log_odds(counts))


# --- a second way ---------------------------------------------------------------------------------


@given(FOUR)
def test_the_bound_is_scipys_clopper_pearson_interval_on_another_scale(four):
    a, b, target, reference = four
    if not a + b:
        return
    interval = binomtest(a, a + b).proportion_ci(confidence_level=1 - 0.05 / 7, method="exact")
    low, high = (
        np.log2(reference / target) + np.log2(share / (1 - share)) if 0 < share < 1 else np.inf * (2 * share - 1)
        for share in (interval.low, interval.high)
    )
    assert lrc(*four, family=7) == pytest.approx(max(low, 0) + min(high, 0), abs=1e-6)


@pytest.mark.parametrize(
    ("f1", "f2", "walter", "signed", "positive", "maths"),
    [
        (411, 13, 13.11116585983405, 11.530551300033963, 11.57077359329167, 2530.4955884322017),
        (733, 7074, 4.911545425492282, 4.640064282612852, 4.648499461435677, 29.951405445171964),
        (770, 56155, 1.99381617809461, 1.739272155584799, 1.7472027390315477, 3.9802133822462737),
        (2, 1, 8.918270335742099, 0.0, -1.9175542964879597, 17.48092371593483),
    ],
)
def test_the_values_in_the_tests_of_everts_corpora(f1, f2, walter, signed, positive, maths):
    # CRAN package corpora, tests/keyness.R: 1,177 and 341,805 documents, a family of 20,109.
    four = (f1, f2, 1177, 341_805)
    assert log_ratio(*four) == pytest.approx(walter, abs=1e-9)
    assert lrc(*four, family=20_109) == pytest.approx(signed, abs=1e-9)
    assert lrc(*four, family=20_109, form="positive") == pytest.approx(positive, abs=1e-9)
    assert simple_maths(*four, smoothing=100) == pytest.approx(maths, abs=1e-9)


def test_simple_maths_gives_the_example_of_sketch_engines_manual():
    assert simple_maths(35, 263, 112_289_776, 1_559_716_979) == pytest.approx(1.1224, abs=5.1e-5)


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_word_absent_from_the_reference_is_infinitely_more_and_not_a_huge_number():
    # One tool puts 1e-18 in place of zero and prints a difference of 2.4e17 per cent.
    assert percent_difference([3, 0], [0, 0], 100, 100).tolist() == [np.inf, 0]


def test_one_lucky_use_vouches_for_nothing():
    assert lrc(1, 0, 1000, 1000) == 0


def test_by_default_the_family_is_all_terms_given():
    a, b = np.array([40, 0, 3]), np.array([5, 0, 4])
    assert lrc(a, b, 1000, 1000).tolist() == lrc(a, b, 1000, 1000, family=3).tolist()
    assert lrc(a, b, 1000, 1000)[0] < lrc(40, 5, 1000, 1000)


def test_a_word_used_nowhere_or_a_group_of_one_word_gives_finite_scores():
    assert weighted_log_odds([[5, 0], [3, 0]])[:, 1].tolist() == [0, 0]
    assert np.isfinite(weighted_log_odds([[5, 0], [3, 0]], prior="uniform")).all()
    assert np.isfinite(weighted_log_odds([[5, 0], [0, 7]])).all()


# --- errors that explain themselves ---------------------------------------------------------------


def test_unknown_forms_are_refused_with_those_that_exist():
    for call in (log_ratio, lrc):
        with pytest.raises(ParameterError, match="must be one of"):
            call(1, 1, 10, 10, form="laplace")
    with pytest.raises(ParameterError, match="empirical, uniform"):
        weighted_log_odds([[1, 2]], prior="dirichlet")


def test_impossible_settings_are_refused():
    with pytest.raises(BaseError, match="base_target"):
        log_ratio(0, 1, 0, 10)
    with pytest.raises(ParameterError, match="family"):
        lrc(1, 1, 10, 10, family=0)
    with pytest.raises(ParameterError, match="smoothing"):
        simple_maths(1, 1, 10, 10, smoothing=0)
    with pytest.raises(ParameterError, match="groups, terms"):
        weighted_log_odds([1, 2, 3])


def test_the_interval_of_the_log_ratio_is_that_of_the_share_by_clopper_and_pearson():
    low, high = log_ratio_interval([30], [10], 1000, 1000)
    shares = beta.ppf(0.025, 30, 11), beta.ppf(0.975, 31, 10)
    assert [low[0], high[0]] == pytest.approx([np.log2(share / (1 - share)) for share in shares])


def test_the_end_of_the_interval_nearest_to_equal_is_the_lrc():
    counts = ([30, 3, 5, 0], [10, 9, 5, 4], 1000, 800)
    assert nearest_to_equal(*log_ratio_interval(*counts)).tolist() == lrc(*counts).tolist()


def test_a_term_of_one_side_only_has_an_interval_that_is_open_to_that_side():
    low, high = log_ratio_interval([4, 0], [0, 4], 1000, 1000)
    assert np.isinf([low[1], high[0]]).all()
    assert np.isfinite([low[0], high[1]]).all()
