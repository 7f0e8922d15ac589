"""Changes of level: where they are, that chance makes few, and what a plain search finds."""

from itertools import permutations as orders

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.measuring.changes import COLUMNS, changes
from iranaz_utils.measuring.timeline import timeline
from iranaz_utils.tables import ColumnError, ParameterError, empty


def years_of(n, n_total, days=365, group="all"):
    return pd.DataFrame({"group": group, "period": [str(2001 + year) for year in range(len(n))], "n": n, "n_total": n_total, "days": days})


def squares(values, weights):
    """The sum of squares about the weighted mean."""
    return float((weights * (values - np.average(values, weights=weights)) ** 2).sum())


# --- a toy to count by eye ------------------------------------------------------------------------


def test_a_step_in_the_middle_is_found_with_the_shares_on_both_sides():
    table = changes(years_of([1, 1, 1, 1, 1, 8, 8, 8, 8, 8], 10))
    assert list(table.columns) == list(COLUMNS)
    assert table[["period", "before", "after", "n_before", "n_after", "total_before", "total_after"]].values.tolist() == [
        ["2006", 0.1, 0.8, 5, 40, 50, 50]
    ]
    # Of the 252 ways to lay out five low and five high years, two part them cleanly.
    assert table["p"][0] == pytest.approx(2 / 252, abs=0.01)


def test_two_steps_are_two_changes_and_each_is_compared_with_its_neighbours():
    table = changes(years_of([2] * 8 + [9] * 8 + [4] * 8, 10))
    assert table[["period", "before", "after"]].values.tolist() == [["2009", 0.2, 0.9], ["2017", 0.9, 0.4]]


def test_where_all_articles_are_counted_the_days_are_the_base():
    counts = [365, 365, 365, 365, 365, 730, 730, 730, 730, 730]
    assert changes(years_of(counts, counts))[["before", "after"]].values.tolist() == [[1.0, 2.0]]


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=12), st.integers(0, 3))
def test_the_stretches_between_changes_add_up_to_the_series(counts, seed):
    table = changes(years_of(counts, 10), level=0.2, permutations=49, seed=seed)
    assert table["period"].is_monotonic_increasing
    assert (table["p"] <= 0.2).all()
    if len(table):
        assert table["n_before"].sum() + table["n_after"].iloc[-1] == sum(counts)
        assert (table["n_after"].to_numpy()[:-1] == table["n_before"].to_numpy()[1:]).all()
    pd.testing.assert_frame_equal(table, changes(years_of(counts, 10), level=0.2, permutations=49, seed=seed))


def test_pure_chance_is_called_a_change_about_as_often_as_the_level_says():
    generator = np.random.default_rng(7)
    found = sum(len(changes(years_of(generator.binomial(30, 0.3, 12), 30), permutations=99)) > 0 for _ in range(200))
    assert found / 200 == pytest.approx(0.05, abs=0.045)


# --- a second way ---------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(5, 9)), min_size=3, max_size=8))
def test_the_first_cut_leaves_the_smallest_squares_within_both_parts(series):
    n, total = (np.array(column, dtype=float) for column in zip(*series, strict=True))
    values = n / total
    within = [squares(values[:cut], total[:cut]) + squares(values[cut:], total[cut:]) for cut in range(1, len(n))]
    table = changes(years_of(n.astype(int), total.astype(int)), level=0.99, permutations=9)
    if (n != total).any() and values.min() < values.max() and len(table) == 1:
        assert within[int(table["period"][0]) - 2002] == pytest.approx(min(within))


def test_p_is_the_share_of_all_orders_with_a_cut_as_good():
    n, total = [1, 2, 1, 6, 7], 10

    def best(counts):
        values, weights = np.array(counts) / total, np.full(5, float(total))
        return max(
            squares(values, weights) - squares(values[:cut], weights[:cut]) - squares(values[cut:], weights[cut:]) for cut in range(1, 5)
        )

    exact = np.mean([best(order) >= best(n) - 1e-9 for order in orders(n)])
    assert changes(years_of(n, total), level=0.5, permutations=4999)["p"][0] == pytest.approx(exact, abs=0.02)


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_year_of_three_articles_weighs_less_than_one_of_three_hundred():
    # All three of three articles is a share of 1; unweighted it would look like the greatest change of all.
    table = changes(years_of([30, 33, 28, 31, 3, 90, 88, 91, 92, 90], [300, 300, 300, 300, 3, 300, 300, 300, 300, 300]))
    assert table["period"].to_list() == ["2005"]
    assert table["before"][0] == 122 / 1200


def test_a_year_without_articles_is_no_year_without_matches():
    assert changes(years_of([5, 5, 5, 0, 0, 0, 5, 5, 5], [9, 9, 9, 0, 0, 0, 9, 9, 9])).empty


def test_a_group_all_of_whose_articles_match_has_a_level_share():
    counts = [1, 1, 1, 1, 1, 9, 9, 9, 9, 9]
    assert changes(pd.concat([years_of(counts, counts, group="RU"), years_of([1] * 10, 2, group="FD")])).empty


def test_a_level_or_single_or_empty_series_has_no_change():
    assert changes(years_of([3, 3, 3, 3], 10)).empty
    assert changes(years_of([3], 10)).empty
    assert changes(timeline(pd.DataFrame({"doc_id": ["a"], "date": [None]}))).columns.to_list() == list(COLUMNS)


# --- errors that explain themselves ---------------------------------------------------------------


@pytest.mark.parametrize("settings_", [{"level": 0}, {"level": 1.5}, {"permutations": 0}])
def test_settings_that_make_no_test_are_refused(settings_):
    with pytest.raises(ParameterError, match="level must lie between 0 and 1"):
        changes(years_of([1, 2], 3), **settings_)


def test_a_table_without_days_is_told_so():
    with pytest.raises(ColumnError, match="needs the columns days"):
        changes(empty("timeline"))
