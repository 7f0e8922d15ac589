"""Contrasts: how surely one corpus uses a term more than another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from iranaz_utils.measuring.statistics import bic, chi_square, ell, g2
from iranaz_utils.tables import BaseError, ParameterError

FOUR = st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(50, 10_000), st.integers(50, 10_000))

# --- a toy to count by eye ------------------------------------------------------------------------


def test_equal_rates_are_no_evidence():
    assert g2([3, 0], [6, 0], 10, 20).tolist() == [0, 0]
    assert chi_square([3, 0], [6, 0], 10, 20).tolist() == [0, 0]


def test_a_word_that_only_one_side_uses_has_the_largest_value_its_count_allows():
    # 2 of 2 tokens against 0 of 2: every cell that is used holds 2 where 1 is expected.
    assert g2(2, 0, 2, 2) == pytest.approx(2 * (2 * np.log(2) + 2 * np.log(2)))
    assert g2(2, 0, 2, 2, form="two-term") == pytest.approx(2 * 2 * np.log(2))
    assert chi_square(2, 0, 2, 2) == pytest.approx(4)


def test_the_sign_says_which_side_uses_the_word_more():
    assert g2([4, 1], [1, 4], 100, 100).tolist() == pytest.approx([1.9, -1.9], abs=0.1)


# --- laws -----------------------------------------------------------------------------------------


@given(FOUR)
def test_changing_sides_changes_the_sign_only(four):
    a, b, target, reference = four
    for measure in (g2, chi_square):
        assert measure(b, a, reference, target) == pytest.approx(-measure(a, b, target, reference), abs=1e-9)


@given(FOUR)
def test_two_terms_never_say_more_than_four_cells(four):
    assert abs(g2(*four, form="two-term")) <= abs(g2(*four)) + 1e-9


@given(FOUR)
def test_a_correction_never_strengthens(four):
    plain = abs(chi_square(*four))
    assert abs(chi_square(*four, form="yates")) <= abs(chi_square(*four, form="quanteda")) + 1e-9 <= plain + 1e-6


def test_terms_are_measured_one_by_one():
    together = g2([348, 0, 9], [99, 5, 32], 1_000_000, 1_000_000)
    assert together.tolist() == [g2(a, b, 1_000_000, 1_000_000) for a, b in ((348, 99), (0, 5), (9, 32))]


# --- a second way ---------------------------------------------------------------------------------


@given(FOUR)
def test_scipy_agrees(four):
    a, b, target, reference = four
    if a + b == 0 or a + b == target + reference:
        return  # SciPy refuses a table with an empty row
    table = [[a, b], [target - a, reference - b]]
    assert abs(g2(*four)) == pytest.approx(chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic, abs=1e-8)
    assert abs(chi_square(*four)) == pytest.approx(chi2_contingency(table, correction=False).statistic, abs=1e-8)


@pytest.mark.parametrize(("a", "b", "published"), [(348, 99, 147), (15, 14, 0), (9, 32, 14), (21, 25, 0), (392, 170, 90)])
def test_two_terms_give_the_values_that_rayson_posted_in_2002(a, b, published):
    # Corpora mailing list, 18 January 2002: forms of "keep" in a million words each, rounded to whole numbers.
    assert abs(g2(a, b, 1_000_000, 1_000_000, form="two-term")) == pytest.approx(published, abs=0.5001)


@pytest.mark.parametrize(
    ("f1", "f2", "published"),
    [
        (411, 13, 4711.916499175445),
        (733, 7074, 4073.4723184332156),
        (770, 56155, 1402.6122546487973),
        (2, 1, 18.890003767374008),
    ],
)
def test_four_cells_give_the_values_in_the_tests_of_everts_corpora(f1, f2, published):
    # CRAN package corpora, tests/keyness.R: document frequencies in 1,177 and 341,805 documents.
    assert g2(f1, f2, 1177, 341_805) == pytest.approx(published, abs=1e-9)


@pytest.mark.parametrize(
    ("a", "b", "published"),
    [
        (1048, 779, 764.4484), (2014, 3141, 300.1887), (289, 216, 207.5181), (242, 157, 205.0408), (148, 54, 200.5544),
        (115, 29, 187.9821), (917, 1307, 183.5362), (196, 123, 171.966), (76, 7, 163.1532), (84, 21, 137.7753),
        (39, 332, -58.3981), (12, 213, -58.87042), (9, 200, -59.66134), (266, 1132, -60.68425), (29, 305, -63.87803),
        (278, 1224, -72.68161), (16, 309, -88.14817), (96, 911, -177.10087), (1514, 5666, -197.0883), (2089, 8094, -331.99069),
    ],
)  # fmt: skip
def test_chi_square_gives_the_keyness_of_quantedas_manual(a, b, published):
    # quanteda.textstats, reference page of textstat_keyness, inaugural speeches; the totals, not printed there, solved from the rows.
    assert chi_square(a, b, 43_002, 108_539, form="quanteda") == pytest.approx(published, abs=1e-4)


def test_quantedas_log_likelihood_moves_half_a_use_where_few_are_expected():
    # By hand: cells 6, 1, 94, 99 expect 3.5, 3.5, 96.5, 96.5; moved they are 5.5, 1.5, 94.5, 98.5.
    by_hand = 2 * (5.5 * np.log(5.5 / 3.5) + 1.5 * np.log(1.5 / 3.5) + 94.5 * np.log(94.5 / 96.5) + 98.5 * np.log(98.5 / 96.5))
    assert g2(6, 1, 100, 100, form="quanteda") == pytest.approx(by_hand)
    assert g2(60, 10, 1000, 1000, form="quanteda") == g2(60, 10, 1000, 1000)


def test_ell_and_bic_follow_their_formulas():
    strength = g2(348, 99, 1_000_000, 1_000_000, form="two-term")
    assert ell(348, 99, 1_000_000, 1_000_000, form="two-term") == pytest.approx(strength / (2_000_000 * np.log(447 / 2)))
    assert bic(348, 99, 1_000_000, 1_000_000, form="two-term") == pytest.approx(strength - np.log(2_000_000))


# --- feared mistakes ------------------------------------------------------------------------------


def test_zeros_everywhere_are_zeros_and_not_nan():
    for form in ("four-cell", "two-term", "quanteda"):
        assert g2([0, 0, 5, 10], [0, 5, 0, 10], 10, 10, form=form)[[0, 3]].tolist() == [0, 0]
        assert np.isfinite(g2([0, 0, 5, 10], [0, 5, 0, 10], 10, 10, form=form)).all()


def test_a_misspelt_form_is_refused_and_not_taken_for_the_default():
    # A package of dispersion measures once fell back silently to another measure because its own code misspelt the name.
    with pytest.raises(ParameterError, match="four-cell, two-term, quanteda"):
        g2(1, 1, 10, 10, form="fourcell")
    with pytest.raises(ParameterError, match="pearson, yates, quanteda"):
        chi_square(1, 1, 10, 10, form="lr")


def test_ell_is_missing_where_its_scale_would_be_zero_or_negative():
    assert np.isnan(ell(1, 0, 10, 10))


def test_bic_of_no_difference_is_negative_whichever_side_is_ahead():
    assert bic([3, 2], [2, 3], 1000, 1000).max() < 0


# --- errors that explain themselves ---------------------------------------------------------------


def test_an_empty_corpus_is_an_error_that_says_so():
    with pytest.raises(BaseError, match="base_reference must be positive"):
        g2(1, 0, 10, 0)


def test_more_uses_than_tokens_cannot_be():
    with pytest.raises(ParameterError, match="between 0 and its base_target"):
        g2([11, 1], 0, 10, 10)
    with pytest.raises(ParameterError, match="between 0 and its base_target"):
        g2(float("nan"), 0, 10, 10)


def test_no_terms_give_no_numbers():
    assert g2([], [], 10, 10).shape == (0,)
