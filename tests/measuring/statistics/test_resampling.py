"""Resampling: what chance among documents, rather than among words, would do."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from iranaz_utils.measuring.statistics import bootstrap_rates, permutation_interval, permutation_p, resampling
from iranaz_utils.tables import BaseError, ParameterError

SIDES = np.array([True, True, True, False, False])
DOCUMENTS = st.lists(st.tuples(st.integers(0, 9), st.integers(9, 40)), min_size=5, max_size=5)

# --- a toy to count by eye ------------------------------------------------------------------------


def test_three_documents_against_two_can_be_dealt_out_in_ten_ways():
    p, arrangements = permutation_p([[4, 5, 6, 0, 0], [1, 1, 1, 1, 1]], [100] * 5, SIDES)
    assert p.tolist() == [0.1, 1]
    assert arrangements == 10


def test_a_word_in_one_document_only_is_no_evidence_against_five():
    # Wherever that document falls, the sides differ: by 9 / 300 in the target (6 of 10 ways), by 9 / 200 in the reference (4 of 10).
    assert permutation_p([[9, 0, 0, 0, 0]], [100] * 5, SIDES)[0].tolist() == [1]
    assert permutation_p([[0, 0, 0, 0, 9]], [100] * 5, SIDES)[0].tolist() == [0.4]


def test_an_even_word_has_a_narrow_interval_and_one_of_a_single_article_a_wide_one():
    low, high = bootstrap_rates([[5, 5], [10, 0]], [1000, 1000])
    assert low.tolist() == [50, 0]
    assert high.tolist() == [50, 100]


# --- laws -----------------------------------------------------------------------------------------


@given(DOCUMENTS)
@settings(max_examples=25)
def test_the_smallest_p_is_one_over_the_arrangements(documents):
    counts, sizes = zip(*documents, strict=True)
    p, arrangements = permutation_p([counts], sizes, SIDES)
    assert 1 / arrangements <= p[0] <= 1


@given(DOCUMENTS)
@settings(max_examples=25)
def test_an_interval_lies_between_the_lowest_and_the_highest_rate_of_a_document(documents):
    counts, sizes = np.array(documents).T
    low, high = bootstrap_rates([counts], sizes, repeats=100)
    assert (10_000 * counts / sizes).min() - 0.01 <= low[0] <= high[0] <= (10_000 * counts / sizes).max() + 0.01


# --- a second way ---------------------------------------------------------------------------------


@given(DOCUMENTS)
@settings(max_examples=25)
def test_all_arrangements_are_gone_through_as_by_hand(documents):
    counts, sizes = np.array(documents).T

    def difference(target):
        inside = np.isin(np.arange(5), target)
        return abs(counts[inside].sum() / sizes[inside].sum() - counts[~inside].sum() / sizes[~inside].sum())

    reached = [difference(target) >= difference((0, 1, 2)) - 1e-12 for target in combinations(range(5), 3)]
    assert permutation_p([counts], sizes, SIDES)[0] == pytest.approx(np.mean(reached))


def test_drawn_arrangements_come_close_to_all_of_them():
    counts, sizes, sides = [[3, 1, 4, 1, 5, 9, 2, 6, 5, 3]], [40] * 10, np.arange(10) < 5
    exact, ways = permutation_p(counts, sizes, sides, permutations=252)
    drawn, tried = permutation_p(counts, sizes, sides, permutations=251)
    assert (ways, tried) == (252, 251)
    assert drawn == pytest.approx(exact, abs=0.1)


def test_the_interval_holds_as_many_rates_as_it_promises():
    # One document of two holds the word; it is drawn 0, 1 or 2 times in a quarter, a half and a quarter of the draws.
    low, high = bootstrap_rates([[1, 0]], [100, 100], confidence=0.4)
    assert (low[0], high[0]) == (50, 50)
    assert [end[0] for end in bootstrap_rates([[1, 0]], [100, 100], confidence=0.6)] == [0, 100]


def test_blocks_change_nothing(monkeypatch):
    generator = np.random.default_rng(1)
    counts, sizes, sides = generator.poisson(2, (7, 12)), generator.integers(50, 90, 12), np.arange(12) < 4
    whole = permutation_p(counts, sizes, sides), bootstrap_rates(counts, sizes, repeats=50)
    monkeypatch.setattr(resampling, "TERMS", 2)
    assert permutation_p(counts, sizes, sides)[0].tolist() == whole[0][0].tolist()
    assert np.array(bootstrap_rates(csr_array(counts), sizes, repeats=50)).tolist() == np.array(whole[1]).tolist()


@pytest.mark.parametrize("members", [1, 11])
def test_the_small_side_alone_tells_what_both_sides_do(members, monkeypatch):
    generator = np.random.default_rng(2)
    counts, sizes, sides = generator.poisson(1, (9, 12)), generator.integers(50, 90, 12), np.arange(12) < members
    asked = {"permutations": 11, "seed": 3}
    alone = permutation_p(counts, sizes, sides, **asked)[0], permutation_interval(counts, sizes, sides, **asked)
    monkeypatch.setattr(resampling, "SMALL", 0)
    assert alone[0].tolist() == permutation_p(counts, sizes, sides, **asked)[0].tolist()
    assert np.array(alone[1]).tolist() == np.array(permutation_interval(counts, sizes, sides, **asked)).tolist()


# --- feared mistakes ------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others():
    counts, sizes, sides = [[3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8]], [40] * 12, np.arange(12) < 6
    draw = lambda seed: permutation_p(counts, sizes, sides, permutations=99, seed=seed)[0][0]  # noqa: E731
    assert draw(1) == draw(1)
    assert len({draw(seed) for seed in range(5)}) > 1


def test_a_drawn_p_is_never_nought():
    # Twenty against twenty: 138 billion of ways, two of which differ as much as what is observed.
    counts, sides = [[9] * 20 + [0] * 20], np.arange(40) < 20
    assert permutation_p(counts, [100] * 40, sides, permutations=99)[0].tolist() == [0.01]


def test_one_document_has_no_interval():
    assert np.isnan(bootstrap_rates([[3]], [100])).all()
    assert np.isnan(bootstrap_rates([[3, 0]], [100, 0])).all()


def test_a_document_without_words_takes_no_part():
    p, arrangements = permutation_p([[4, 5, 6, 0, 0, 0]], [100] * 5 + [0], np.array([*SIDES, False]))
    assert (p[0], arrangements) == (0.1, 10)


def test_no_permutations_leave_the_test_out():
    p, arrangements = permutation_p([[4, 5, 6, 0, 0]], [100] * 5, SIDES, permutations=0)
    assert np.isnan(p).all()
    assert arrangements == 0


# --- errors that explain themselves ---------------------------------------------------------------


def test_impossible_settings_are_refused():
    with pytest.raises(BaseError, match="the target has 2, the reference 0"):
        permutation_p([[1, 2]], [10, 10], [True, True])
    with pytest.raises(ParameterError, match="permutations"):
        permutation_p([[1, 2]], [10, 10], [True, False], permutations=-1)
    with pytest.raises(ParameterError, match="do not fit"):
        bootstrap_rates([[1, 2, 3]], [10, 10])
    with pytest.raises(ParameterError, match="repeats"):
        bootstrap_rates([[1, 2]], [10, 10], repeats=0)
