"""Bursts: stretches of time in which much more is written than usual, by Kleinberg's automaton.

=============== ================================================================
bursts          the bursts of each group of a timeline
burst_levels    the level of each period, from counts
bursts_of_times the bursts in a sequence of moments
=============== ================================================================

The automaton has a state for the usual rate and others in which it is s, s², … times as high. To climb costs, to fall is free. The sequence
of states that costs least explains the data best; it is found exactly (Viterbi), among all sequences.

References
----------
Kleinberg 2003, "Bursty and hierarchical structure in streams".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from iranaz_utils.tables import REAL, TEXT, WHOLE, ColumnError, ParameterError

#: States at most: levels so high are never reached, and each costs time.
MOST_LEVELS = 25
COLUMNS = {
    "group": TEXT, "period": TEXT, "last_period": TEXT, "level": WHOLE, "periods": WHOLE, "n": WHOLE, "n_total": WHOLE, "share": REAL,
    "usual": REAL, "weight": REAL,
}  # fmt: skip
_NEEDED = ("group", "period", "n", "n_total", "days")


def bursts(timeline: pd.DataFrame, *, s: float = 2.0, gamma: float = 1.0) -> pd.DataFrame:
    """The periods in which a group writes much more than usual, or much more of what was looked for.

    Where the timeline follows a query, a theme or an actor, shares are compared (matching articles of all articles), and a period without
    articles says nothing. Where it counts all articles, articles per day are compared, and a period without articles is one in which
    nothing was written: of a collection with holes ask for shares.

    Parameters
    ----------
    timeline
        As `timeline` or `followed` makes it.
    s
        How many times higher the rate of each level is than that of the level below; above 1.
    gamma
        How much it costs to climb a level; above 0. The higher, the fewer bursts.

    Returns
    -------
    DataFrame
        A row for each burst, by group, first period and level: `period` and `last_period`, the `periods` it covers, its articles `n` of
        `n_total`, their `share` and the `usual` one of the whole series (articles per day where all are counted), and the `weight`: how
        much better the level explains these periods than the one below does. A burst of level 2 lies within one of level 1.

    Raises
    ------
    ParameterError
        If `s` is not above 1, or `gamma` not above 0.

    Examples
    --------
    >>> days = pd.Series(pd.date_range("2031-01-01", periods=9))
    >>> table = pd.DataFrame({"group": "all", "period": days.dt.strftime("%Y-%m-%d"), "days": 1})
    >>> table = table.assign(n=[1, 1, 1, 9, 9, 9, 1, 1, 1], n_total=20)
    >>> bursts(table)[["period", "last_period", "level", "n"]].values.tolist()
    [['2031-01-04', '2031-01-06', 1, 27]]
    """
    _check(s, gamma)
    if missing := [column for column in _NEEDED if column not in timeline.columns]:
        raise ColumnError(f"a timeline needs the columns {', '.join(missing)}")
    counts_all = counts_all_articles(timeline)
    rows = [row for group, series in timeline.groupby("group", sort=False) for row in _of_group(str(group), series, counts_all, s, gamma)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def burst_levels(counts: Sequence[float], totals: Sequence[float] | None = None, *, s: float = 2.0, gamma: float = 1.0) -> list[int]:
    """The level of each period in the sequence of states that costs least: 0 is the usual rate.

    Parameters
    ----------
    counts : array of int, shape (periods,)
        What is counted in each period.
    totals : array, shape (periods,), optional
        Out of how many; a period of 0 costs nothing in any state. Without totals each period is as long as the others.
    s, gamma
        As in `bursts`.

    Raises
    ------
    ParameterError
        If `s` is not above 1 or `gamma` not above 0, or a count is negative or larger than its total.

    Notes
    -----
    With totals a state costs -ln of the binomial probability, as in section 4 of the paper; without, of the Poisson probability.
    Climbing a level costs gamma ln(periods). Of two sequences that cost the same, the one with the lower levels is taken.

    Examples
    --------
    >>> burst_levels([1, 1, 8, 9, 8, 1, 1], [20] * 7)
    [0, 0, 1, 1, 1, 0, 0]
    """
    _check(s, gamma)
    n = np.asarray(counts, dtype=float)
    of = None if totals is None else np.asarray(totals, dtype=float)
    if (n < 0).any() or (of is not None and ((n > of).any() or n.shape != of.shape)):
        raise ParameterError("counts must be 0 or more, and none larger than its total")
    costs = _poisson_costs(n, np.ones(len(n)), s) if of is None else _binomial_costs(n, of, s)
    return _cheapest(costs, gamma * np.log(max(len(n), 2))).tolist()


def bursts_of_times(times: Sequence[float], *, s: float = 2.0, gamma: float = 1.0) -> list[tuple[int, float, float]]:
    """The bursts in a sequence of moments, from the gaps between them: level, first and last moment, the outer ones first.

    The whole sequence is a burst of level 1. A burst begins at the moment before the first short gap. Moments may coincide.

    Parameters
    ----------
    times : array of float, shape (moments,)
        In any unit and order.
    s, gamma
        As in `bursts`.

    Raises
    ------
    ParameterError
        If `s` is not above 1, or `gamma` not above 0.

    Notes
    -----
    As in the R package `bursts`: climbing costs gamma ln(gaps), and there are 1 + log_s(T / shortest gap) states, where T is the time from
    first to last; of coinciding moments the shortest gap above 0 counts.

    Examples
    --------
    >>> bursts_of_times([0, 50, 100, 101, 102, 103, 104, 105, 150, 200])
    [(1, 0.0, 200.0), (2, 100.0, 105.0), (3, 100.0, 105.0), (4, 100.0, 105.0)]
    """
    _check(s, gamma)
    moments = np.sort(np.asarray(times, dtype=float))
    gaps = np.diff(moments)
    if not len(gaps) or not gaps.any():
        return []
    span, count = gaps.sum(), len(gaps)
    states = int(np.ceil(1 + np.log(span / gaps[gaps > 0].min()) / np.log(s)))
    rates = count / span * float(s) ** np.arange(min(states, MOST_LEVELS))
    levels = _cheapest(gaps[:, None] * rates - np.log(rates), gamma * np.log(max(count, 2))) + 1
    found = [(level, moments[begin], moments[end]) for level, begin, end in _stretches(levels)]
    return [(level, float(begin), float(end)) for level, begin, end in found]


def _check(s: float, gamma: float) -> None:
    if not (s > 1 and np.isfinite(s)):
        raise ParameterError(f"s must be above 1, got {s!r}: it is how many times higher the rate of a burst is")
    if not (gamma > 0 and np.isfinite(gamma)):
        raise ParameterError(f"gamma must be above 0, got {gamma!r}: it is what climbing to a burst costs")


def counts_all_articles(timeline: pd.DataFrame) -> bool:
    """Whether a timeline counts all articles, and so has no shares to compare: every article of every group is counted."""
    return bool((timeline["n"] == timeline["n_total"]).all())


def _of_group(group: str, series: pd.DataFrame, counts_all: bool, s: float, gamma: float) -> list[list[Any]]:
    """The bursts of one group as rows."""
    n, total = series["n"].to_numpy(), series["n_total"].to_numpy()
    of = series["days"].to_numpy(dtype=float) if counts_all else total
    if not n.sum() or not of.sum():
        return []
    costs = _poisson_costs(n, of, s) if counts_all else _binomial_costs(n, of, s)
    levels = _cheapest(costs, gamma * np.log(max(len(n), 2)))
    names = series["period"].to_list()
    rows = []
    for level, begin, end in _stretches(levels):
        inside = slice(begin, end)
        weight = (costs[inside, level - 1] - costs[inside, level]).sum()
        numbers = [end - begin, n[inside].sum(), total[inside].sum(), n[inside].sum() / of[inside].sum(), n.sum() / of.sum(), weight]
        rows.append([group, names[begin], names[end - 1], level, *numbers])
    return rows


def _rates(n: np.ndarray, of: np.ndarray, s: float, highest: float) -> np.ndarray:
    """The rate of each state: the usual one, s times it, … as long as they are below the highest one possible."""
    usual = n.sum() / of.sum() if of.sum() else 0.0
    if not usual:
        return np.array([usual])
    rates = usual * float(s) ** np.arange(MOST_LEVELS)
    return rates[: max(1, np.searchsorted(rates, highest))]


def _binomial_costs(n: np.ndarray, of: np.ndarray, s: float) -> np.ndarray:
    """-ln of the probability of each count in each state, without what is the same in all of them; shape (periods, states)."""
    rates = _rates(n, of, s, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        costs = -(n[:, None] * np.log(rates) + (of - n)[:, None] * np.log1p(-rates))
    return np.nan_to_num(costs, nan=0.0, posinf=0.0)


def _poisson_costs(n: np.ndarray, of: np.ndarray, s: float) -> np.ndarray:
    """The same for counts without a total: of is how long each period is."""
    highest = (n[of > 0] / of[of > 0]).max(initial=0.0) * s
    rates = _rates(n, of, s, highest)
    with np.errstate(divide="ignore", invalid="ignore"):
        costs = of[:, None] * rates - n[:, None] * np.log(rates)
    return np.nan_to_num(costs, nan=0.0, posinf=0.0)


def _cheapest(costs: np.ndarray, climb: float) -> np.ndarray:
    """The cheapest sequence of states, beginning from state 0, where each level up costs `climb`; shape (periods,)."""
    periods, states = costs.shape
    level = np.arange(states)
    steps = climb * np.maximum(0, level[None, :] - level[:, None])  # from row to column
    before = np.zeros((periods, states), dtype=np.int64)
    total = np.where(level == 0, 0.0, np.inf)
    for period in range(periods):
        ways = total[:, None] + steps
        before[period] = ways.argmin(axis=0)
        total = ways.min(axis=0) + costs[period]
    found = np.zeros(periods, dtype=np.int64)
    state = int(total.argmin())
    for period in range(periods - 1, -1, -1):
        found[period] = state
        state = before[period, state]
    return found


def _stretches(levels: np.ndarray) -> list[tuple[int, int, int]]:
    """Where the levels are at least 1, 2, …: level, first place, place behind the last; by beginning, then level."""
    found = []
    for level in range(1, int(levels.max(initial=0)) + 1):
        edges = np.diff(np.concatenate([[0], (levels >= level).astype(int), [0]]))
        ends = zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True)
        found += [(level, int(begin), int(end)) for begin, end in ends]
    return sorted(found, key=lambda stretch: (stretch[1], stretch[0]))
