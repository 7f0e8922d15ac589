"""Changes: the periods from which on a group writes more, or less, than before, tested by shuffling the periods.

The series is cut where the two parts differ most: at the cut with the largest sum of squares between their means, each period weighing as
much as its base (the articles of which a share is taken, or the days that were counted). The same is done with the periods in random
order; a cut is kept if at most `level` of the random orders have one as good. Then each part is cut again (binary segmentation).

References
----------
Scott and Knott 1974 for the cutting; Vostrikova 1981; Antoch and Hušková 2001 for the test by permutation.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from iranaz_utils.measuring.bursts import counts_all_articles
from iranaz_utils.tables import REAL, TEXT, WHOLE, ColumnError, ParameterError

COLUMNS = {
    "group": TEXT, "period": TEXT, "before": REAL, "after": REAL, "n_before": WHOLE, "n_after": WHOLE, "total_before": WHOLE,
    "total_after": WHOLE, "p": REAL, "permutations": WHOLE,
}  # fmt: skip
_NEEDED = ("group", "period", "n", "n_total", "days")
#: Numbers that are shuffled at once, so that a long series does not fill the memory.
BATCH = 2_000_000


def changes(timeline: pd.DataFrame, *, level: float = 0.05, permutations: int = 999, seed: int = 0) -> pd.DataFrame:
    """From which periods on the share of each group, or its articles per day, is another one.

    As in `bursts`, shares are compared where the timeline follows something, and articles per day where it counts all; a period without
    articles is left out of a share.

    Parameters
    ----------
    timeline
        As `timeline` or `followed` makes it.
    level
        The largest p at which a change is kept; between 0 and 1.
    permutations
        Random orders for each cut, at least 1.
    seed
        Of the shuffling.

    Returns
    -------
    DataFrame
        A row for each change, by group and period: the `period` it begins with, the share or rate `before` and `after` it (up to the
        changes next to it), the articles and the bases of both stretches, the `p` of the cut and the `permutations` it rests on.

    Raises
    ------
    ParameterError
        If `level` or `permutations` are outside their range.

    Notes
    -----
    Shuffling supposes that without a change every order of the periods is as likely. Where the news of one period brings that of the next,
    it is not, and p is too small. Each group is tested for itself, and every cut anew: p is not corrected for their number.

    Examples
    --------
    >>> table = pd.DataFrame({"group": "all", "period": [str(year) for year in range(2001, 2011)], "n": [1] * 5 + [8] * 5})
    >>> changes(table.assign(n_total=10, days=365))[["period", "before", "after"]].values.tolist()
    [['2006', 0.1, 0.8]]
    """
    if not 0 < level < 1 or permutations < 1:
        raise ParameterError(f"level must lie between 0 and 1 and permutations be at least 1, got {level!r} and {permutations!r}")
    if missing := [column for column in _NEEDED if column not in timeline.columns]:
        raise ColumnError(f"a timeline needs the columns {', '.join(missing)}")
    rows, base = [], "days" if counts_all_articles(timeline) else "n_total"
    for group, series in timeline.groupby("group", sort=False):
        chance = _Chance(level, permutations, np.random.default_rng(seed))
        rows += _of_group(str(group), series[series[base] > 0], base, chance)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


class _Chance(NamedTuple):
    """What a cut is tested with."""

    level: float
    permutations: int
    generator: np.random.Generator


def _of_group(group: str, series: pd.DataFrame, base: str, chance: _Chance) -> list[list[Any]]:
    """The changes of one group as rows; the column `base` holds the weights of the periods."""
    n, total, weights = (series[column].to_numpy() for column in ("n", "n_total", base))
    cuts = _cuts(n / weights, weights.astype(float), chance)
    ends = [0, *cuts, len(n)]
    rows = []
    for begin, (cut, p), end in zip(ends, cuts.items(), ends[2:], strict=False):
        left, right = slice(begin, cut), slice(cut, end)
        means = [n[part].sum() / weights[part].sum() for part in (left, right)]
        numbers = [numbers[part].sum() for numbers in (n, total) for part in (left, right)]
        rows.append([group, series["period"].iloc[cut], *means, *numbers, p, chance.permutations])
    return rows


def _cuts(values: np.ndarray, weights: np.ndarray, chance: _Chance) -> dict[int, float]:
    """The places of the cuts, in order, each with its p."""
    found, waiting = {}, [(0, len(values))]
    while waiting:
        begin, end = waiting.pop(0)
        part = slice(begin, end)
        if end - begin < 2 or np.ptp(values[part]) == 0:
            continue
        gains = _gains(values[part], weights[part])
        p = _p(values[part], weights[part], gains.max(), chance)
        if p <= chance.level:
            cut = begin + 1 + int(gains.argmax())
            found[cut] = p
            waiting += [(begin, cut), (cut, end)]
    return dict(sorted(found.items()))


def _gains(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The sum of squares between the two parts, for a cut behind each place but the last; along the last axis."""
    before = np.cumsum(weights, axis=-1)[..., :-1]
    sums = np.cumsum(weights * values, axis=-1)
    whole, total = weights.sum(axis=-1, keepdims=True), sums[..., -1:]
    # The weighted square of the difference between both means, written so that it needs one pass.
    return (sums[..., :-1] * whole - total * before) ** 2 / (before * (whole - before) * whole)


def _p(values: np.ndarray, weights: np.ndarray, best: float, chance: _Chance) -> float:
    """The share of random orders that have a cut as good, the given order counted among them."""
    as_good, left = 0, chance.permutations
    while left:
        rows = min(left, max(1, BATCH // len(values)))
        order = chance.generator.permuted(np.tile(np.arange(len(values)), (rows, 1)), axis=1)
        as_good += int((_gains(values[order], weights[order]).max(axis=1) >= best * (1 - 1e-12)).sum())
        left -= rows
    return (1 + as_good) / (1 + chance.permutations)
