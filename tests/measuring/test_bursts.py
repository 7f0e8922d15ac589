"""Bursts: Kleinberg's automaton, against his published example, against every possible sequence of states, and on odd series."""

from itertools import product
from math import log

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, poisson

from iranaz_utils.measuring.bursts import COLUMNS, burst_levels, bursts, bursts_of_times
from iranaz_utils.measuring.timeline import timeline
from iranaz_utils.tables import ColumnError, ParameterError, empty

# The example of the R package `bursts`, as the tests of node-kleinberg-burst (commit d45b330) give it: moments, and the bursts for s and
# gamma as (level, first, last), where level 1 is the whole.
MOMENTS = [
    0, 100, 200, 300, 400, 410, 415, 420, 425, 430, 435, 440, 445, 450, 451, 453, 455, 457, 459, 461, 463, 465, 467, 469, 480, 485, 490,
    495, 500, 505, 510, 515, 520, 525, 530, 535, 540, 545, 550, 555, 560, 565, 570, 575, 580, 585, 590, 595, 600, 700, 710, 715, 720, 725,
    730, 735, 740, 745, 750, 755, 760, 765, 770, 775, 780, 785, 790, 795, 800, 900, 1000,
]  # fmt: skip
PUBLISHED = [
    (2, 1, {(1, 0, 1000), (2, 410, 600), (2, 710, 800), (3, 450, 469)}),
    (3, 1, {(1, 0, 1000), (2, 410, 600), (2, 710, 800)}),
    (2, 3, {(1, 0, 1000), (2, 410, 600)}),
]
SERIES = st.lists(st.integers(0, 6).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))), min_size=1, max_size=6)


def periods_of(n, n_total, group="all"):
    """A timeline of days."""
    days = pd.Series(pd.date_range("2031-01-01", periods=len(n)))
    frame = pd.DataFrame({"group": group, "period": days.dt.strftime("%Y-%m-%d"), "first": days, "last": days, "days": 1})
    return frame.assign(n=n, n_total=n_total)


def cost(levels, costs, climb):
    """What a sequence of states costs, climbing from state 0."""
    steps = zip([0, *levels], levels, strict=False)
    return sum(costs[period][level] for period, level in enumerate(levels)) + climb * sum(max(0, to - at) for at, to in steps)


# --- a toy to count by eye ------------------------------------------------------------------------


def test_three_days_with_nine_times_as_many_are_one_burst():
    table = bursts(periods_of([1, 1, 1, 9, 9, 9, 1, 1, 1], 20))
    assert list(table.columns) == list(COLUMNS)
    row = table.iloc[0]
    assert len(table) == 1
    assert (row["period"], row["last_period"], row["level"], row["periods"]) == ("2031-01-04", "2031-01-06", 1, 3)
    assert (row["n"], row["n_total"], row["share"], row["usual"]) == (27, 60, 27 / 60, 33 / 180)


def test_where_all_articles_are_counted_the_rate_is_articles_per_day():
    counts = [1, 0, 1, 9, 8, 9, 1, 0, 1]
    row = bursts(periods_of(counts, counts)).iloc[0]
    assert (row["period"], row["last_period"], row["share"], row["usual"]) == ("2031-01-04", "2031-01-06", 26 / 3, 30 / 9)


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(SERIES)
def test_a_burst_lies_in_one_of_the_level_below_and_a_level_is_worth_its_climb(series):
    n, total = zip(*series, strict=True)
    table = bursts(periods_of(n, total))
    for row in table.itertuples():
        below = table[(table["level"] == row.level - 1) & (table["period"] <= row.period) & (row.last_period <= table["last_period"])]
        assert row.level == 1 or len(below) == 1
        assert row.weight >= log(max(len(n), 2)) - 1e-9 or row.level > 1
        assert row.share > row.usual


@settings(max_examples=40)
@given(st.lists(st.integers(0, 50), max_size=12), st.sampled_from([1.5, 2.0, 3.0]), st.sampled_from([0.5, 1.0]))
def test_bursts_of_moments_begin_and_end_at_moments_whatever_their_order(times, s, gamma):
    found = bursts_of_times(times, s=s, gamma=gamma)
    assert found == bursts_of_times(times[::-1], s=s, gamma=gamma)
    assert {moment for _, *ends in found for moment in ends} <= set(times)
    assert found[:1] == ([(1, min(times), max(times))] if len(set(times)) > 1 else [])


# --- a second way ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("s", "gamma", "expected"), PUBLISHED)
def test_the_published_example_holds(s, gamma, expected):
    assert set(bursts_of_times(MOMENTS, s=s, gamma=gamma)) == expected


@settings(max_examples=60, deadline=None)
@given(SERIES, st.sampled_from([1.5, 2.0, 3.0]), st.sampled_from([0.3, 1.0]))
def test_no_other_sequence_of_states_costs_less_with_totals(series, s, gamma):
    n, total = (np.array(column) for column in zip(*series, strict=True))
    levels = burst_levels(n, total, s=s, gamma=gamma)
    usual = n.sum() / max(total.sum(), 1)
    rates = [rate for rate in (usual * s**power for power in range(3)) if rate < 1] or [usual]
    costs = [[-binom.logpmf(a, b, min(rate, 1)) for rate in rates] for a, b in zip(n, total, strict=True)]
    climb = gamma * log(max(len(n), 2))
    best = min(cost(list(states), costs, climb) for states in product(range(len(rates)), repeat=len(n)))
    if max(levels) < len(rates):
        assert cost(levels, costs, climb) == pytest.approx(best)
    else:  # a state above those that were tried: it must be better still
        assert usual * s ** max(levels) < 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=6), st.sampled_from([2.0, 3.0]), st.sampled_from([0.3, 1.0]))
def test_no_other_sequence_of_states_costs_less_without_totals(n, s, gamma):
    levels = burst_levels(n, s=s, gamma=gamma)
    usual = sum(n) / len(n)
    costs = [[-poisson.logpmf(count, usual * s**state) for state in range(4)] for count in n]
    climb = gamma * log(max(len(n), 2))
    best = min(cost(list(states), costs, climb) for states in product(range(4), repeat=len(n)))
    assert cost(levels, costs, climb) == pytest.approx(best)


# --- feared mistakes ------------------------------------------------------------------------------


def test_moments_that_coincide_are_allowed():
    # The R package refuses them, and news of one day all have the same moment.
    assert (2, 100.0, 101.0) in bursts_of_times([0, 50, 100, 100, 100, 101, 150, 200])


def test_the_first_moment_costs_its_climb_too():
    # A greedy search looks one step ahead and misses bursts at the ends.
    assert burst_levels([9, 9, 9, 1, 1, 1, 1, 1, 1], [20] * 9)[:4] == [1, 1, 1, 0]
    assert burst_levels([1, 1, 1, 1, 1, 1, 9, 9, 9], [20] * 9)[-4:] == [0, 1, 1, 1]


def test_a_group_all_of_whose_articles_match_is_compared_by_shares_like_the_others():
    # It had been counted in articles per day, and every busy week of it was called a peak of the query.
    counts = [1, 1, 1, 9, 9, 9, 1, 1, 1]
    table = pd.concat([periods_of(counts, counts, "RU"), periods_of([1] * 9, 2, "FD")])
    assert bursts(table).empty
    assert set(bursts(periods_of(counts, counts, "RU"))["group"]) == {"RU"}


def test_a_period_without_articles_says_nothing_about_a_share():
    assert burst_levels([9, 0, 9, 1, 1, 1, 1, 1, 1], [20, 0, *[20] * 7])[:4] == [1, 1, 1, 0]


def test_an_unfinished_period_counts_only_its_days_so_far():
    days = pd.date_range("2031-01-01", periods=59).append(pd.to_datetime(["2031-03-01"] * 12))
    documents = pd.DataFrame({"doc_id": [str(number) for number in range(len(days))], "date": days})
    table = timeline(documents)
    assert table["days"].to_list() == [31, 28, 1]
    assert set(bursts(table)["period"]) == {"2031-03"}, "twelve on its only day are many, twelve in a month were few"
    assert bursts(table.assign(days=[31, 28, 31])).empty


def test_a_series_without_a_match_or_without_articles_has_no_burst():
    assert bursts(periods_of([0, 0], [3, 3])).empty
    assert bursts(periods_of([0, 0], [0, 0])).empty
    assert bursts(timeline(pd.DataFrame({"doc_id": ["a"], "date": [None]}))).columns.to_list() == list(COLUMNS)
    assert burst_levels([]) == []
    assert burst_levels([5, 5], [5, 5]) == [0, 0]
    assert bursts_of_times([3, 3]) == []


# --- errors that explain themselves ---------------------------------------------------------------


@pytest.mark.parametrize("call", [lambda **k: bursts(periods_of([1], [2]), **k), lambda **k: burst_levels([1], **k),
                                  lambda **k: bursts_of_times([1, 2], **k)])  # fmt: skip
@pytest.mark.parametrize(("settings_", "message"), [
    ({"s": 1}, "s must be above 1, got 1"), ({"s": float("nan")}, "s must be above 1"), ({"gamma": 0}, "gamma must be above 0, got 0"),
    ({"gamma": -1.0}, "gamma must be above 0"),
])  # fmt: skip
def test_settings_that_make_no_automaton_are_refused(call, settings_, message):
    with pytest.raises(ParameterError, match=message):
        call(**settings_)


def test_impossible_counts_and_other_tables_are_told_so():
    with pytest.raises(ParameterError, match="none larger than its total"):
        burst_levels([3], [2])
    with pytest.raises(ColumnError, match="needs the columns days"):
        bursts(empty("timeline"))
