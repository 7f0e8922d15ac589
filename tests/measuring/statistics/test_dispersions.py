"""Dispersions: how evenly a word is spread over the parts of a corpus."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy

from iranaz_utils.measuring.statistics import dispersion, dp, dp_norm, juilland_d, kld, parts_with, rosengren_s
from iranaz_utils.tables import BaseError, ParameterError

EVEN = {"dp": 0, "dp_norm": 0, "juilland_d": 1, "rosengren_s": 1, "kld": 0, "carroll_d2": 1, "burch_da": 1, "range": 4}
PARTS = st.lists(st.tuples(st.integers(0, 20), st.integers(20, 500)), min_size=1, max_size=8).filter(lambda parts: any(n for n, _ in parts))

# --- a toy to count by eye ------------------------------------------------------------------------


@pytest.mark.parametrize("measure", EVEN)
def test_the_same_rate_in_every_part_is_even(measure):
    assert dispersion([1, 2, 3, 4], [100, 200, 300, 400], measure=measure) == pytest.approx(EVEN[measure])


def test_all_in_one_of_four_equal_parts():
    counts, sizes = [8, 0, 0, 0], [100] * 4
    assert dp(counts, sizes) == pytest.approx(3 / 4)
    assert dp_norm(counts, sizes) == pytest.approx(1)
    assert juilland_d(counts, sizes) == pytest.approx(0)
    assert rosengren_s(counts, sizes) == pytest.approx(1 / 4)
    assert kld(counts, sizes) == pytest.approx(2)
    assert dispersion(counts, sizes, measure="carroll_d2") == pytest.approx(0)
    assert dispersion(counts, sizes, measure="burch_da") == pytest.approx(0)
    assert dispersion(counts, sizes, measure="vc") == pytest.approx(np.sqrt(3))
    assert dispersion(counts, sizes, measure="sd") == pytest.approx(2 * np.sqrt(3))
    assert parts_with(counts, sizes) == 1


def test_many_words_are_measured_at_once():
    assert dp([[8, 0, 0, 0], [2, 2, 2, 2]], [100] * 4).tolist() == [0.75, 0]


# --- laws -----------------------------------------------------------------------------------------


@given(PARTS)
def test_every_measure_stays_in_its_range(parts):
    counts, sizes = zip(*parts, strict=True)
    assert 0 <= dp(counts, sizes) <= 1
    assert dp(counts, sizes) <= dp_norm(counts, sizes) <= 1 + 1e-12
    assert 0 < rosengren_s(counts, sizes) <= 1 + 1e-12
    assert kld(counts, sizes) >= 0
    assert 1 <= parts_with(counts, sizes) <= len(parts)


@given(PARTS, st.integers(2, 5))
def test_only_proportions_matter(parts, times):
    counts, sizes = np.array(parts).T
    for measure in EVEN:
        assert dispersion(counts * times, sizes * times, measure=measure) == pytest.approx(dispersion(counts, sizes, measure=measure))


@given(PARTS)
def test_the_order_of_the_parts_does_not_matter(parts):
    counts, sizes = np.array(parts).T
    for measure in EVEN:
        assert dispersion(counts[::-1], sizes[::-1], measure=measure) == pytest.approx(dispersion(counts, sizes, measure=measure))


# --- a second way ---------------------------------------------------------------------------------


@given(PARTS)
def test_scipys_relative_entropy_agrees(parts):
    counts, sizes = zip(*parts, strict=True)
    assert kld(counts, sizes) == pytest.approx(entropy(counts, sizes, base=2), abs=1e-9)


GRIES = ["b a m n i b e u p", "b a s a t b e w q n", "b c a g a b e s t a", "b a g h a b e a a t", "b a h a a b e a x a t"]


@pytest.mark.parametrize(
    ("word", "published"),
    [
        ("b", [5, 0, 0, 0.968, 0.999, 0.02, 0.024, 0.003]),
        ("i", [1, 0.4, 2, 0, 0.18, 0.82, 1, 2.474]),
        ("q", [1, 0.4, 2, 0, 0.2, 0.8, 0.976, 2.322]),
        ("x", [1, 0.4, 2, 0, 0.22, 0.78, 0.951, 2.184]),
    ],
)
def test_the_fifty_words_of_gries_2008(word, published):
    # The corpus of Gries 2008 with the values in scattertext's tests of dispersion, three decimals each.
    counts, sizes = [part.split().count(word) for part in GRIES], [len(part.split()) for part in GRIES]
    measures = ("range", "sd", "vc", "juilland_d", "rosengren_s", "dp", "dp_norm", "kld")
    assert [dispersion(counts, sizes, measure=measure) for measure in measures] == pytest.approx(published, abs=0.00051)


def test_the_commonest_word_of_gries_2008():
    # The same corpus, the word "a"; values computed from the formulas: Carroll's D2 and Burch's DA are not in scattertext.
    computed = {
        "sd": 1.4142, "vc": 0.4714, "juilland_d": 0.7852, "carroll_d2": 0.9379, "rosengren_s": 0.9498, "dp": 0.18, "dp_norm": 0.2195,
        "kld": 0.137, "burch_da": 0.6975,
    }  # fmt: skip
    counts, sizes = [part.split().count("a") for part in GRIES], [len(part.split()) for part in GRIES]
    found = {measure: float(dispersion(counts, sizes, measure=measure)) for measure in computed}
    assert found == pytest.approx(computed, abs=0.00051)


def test_the_worked_example_of_tlda():
    # Input of tlda's help page; values computed from the formulas in the order of their names below.
    measures = ("dp", "dp_norm", "juilland_d", "carroll_d2", "rosengren_s", "burch_da", "kld")
    found = [dispersion([0, 0, 1, 2, 5], [1000] * 5, measure=measure) for measure in measures]
    assert found == pytest.approx([0.475, 0.59375, 0.420399, 0.559361, 0.540628, 0.25, 1.023133], abs=1e-6)


@given(PARTS)
def test_every_pair_of_parts_gives_burchs_da_too(parts):
    counts, sizes = np.array(parts).T
    rates = counts / sizes
    pairs = [abs(a - b) for place, a in enumerate(rates) for b in rates[place + 1 :]]
    by_hand = 1 - np.mean(pairs) / (2 * rates.mean()) if pairs else 1
    assert dispersion(counts, sizes, measure="burch_da") == pytest.approx(by_hand, abs=1e-9)


@given(PARTS)
def test_scipys_entropy_gives_carrolls_d2_too(parts):
    counts, sizes = np.array(parts).T
    by_hand = entropy(counts / sizes) / np.log(len(parts)) if len(parts) > 1 else 1
    assert dispersion(counts, sizes, measure="carroll_d2") == pytest.approx(by_hand, abs=1e-9)


# --- feared mistakes ------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", ["dp", "dp_norm", "juilland_d", "rosengren_s", "kld", "carroll_d2", "burch_da", "vc"])
def test_a_word_that_is_nowhere_has_no_dispersion(measure):
    assert np.isnan(dispersion([[0, 0], [1, 1]], [10, 10], measure=measure)).tolist() == [True, False]


def test_a_word_that_is_nowhere_is_in_no_part():
    assert parts_with([0, 0], [10, 10]) == 0


@pytest.mark.parametrize("measure", EVEN)
def test_one_part_is_even_and_not_a_division_by_zero(measure):
    assert dispersion([3], [100], measure=measure) == (0 if measure in ("dp", "dp_norm", "kld") else 1)


@pytest.mark.parametrize("measure", EVEN)
def test_a_part_without_tokens_changes_nothing(measure):
    assert dispersion([1, 3, 0], [50, 50, 0], measure=measure) == dispersion([1, 3], [50, 50], measure=measure)


# --- errors that explain themselves ---------------------------------------------------------------


def test_an_unknown_measure_is_refused_with_those_that_exist():
    with pytest.raises(ParameterError, match=r"dp, dp_norm, juilland_d, .*, range; got 'lijffit'"):
        dispersion([1], [1], measure="lijffit")


def test_parts_that_cannot_be_are_refused():
    with pytest.raises(ParameterError, match="do not fit"):
        dp([1, 2, 3], [10, 10])
    with pytest.raises(ParameterError, match="holds no uses"):
        dp([1, 2], [10, 0])
    with pytest.raises(BaseError, match="parts with tokens"):
        dp([0, 0], [0, 0])
