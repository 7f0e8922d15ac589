"""How far a number can be trusted: rates and shares, their intervals, and tests of many things at once."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from iranaz_utils.measuring.statistics.inputs import counts_in
from iranaz_utils.tables import ParameterError

#: Tokens that a rate is given per: "12 per 10,000".
RATE_PER = 10_000


def rate(n, base):
    """Uses per 10,000 tokens.

    Parameters
    ----------
    n : array of int, shape (terms,)
        Uses of each term.
    base : int or array of int
        Tokens they were counted in, before any term is dropped. Must be positive.

    Returns
    -------
    array of float, shape (terms,)

    Raises
    ------
    BaseError
        If `base` is 0.
    ParameterError
        If a count is negative or larger than its base.

    Examples
    --------
    >>> rate([3, 0], 2000).tolist()
    [15.0, 0.0]
    """
    base, n = counts_in("base", base, n)
    return RATE_PER * n / base


def wilson(n, base, *, confidence=0.95):
    """An interval for a share n / base: the shares that the count does not speak against.

    Unlike the textbook interval it stays between 0 and 1 and does not shrink to nothing at 0 of 5.

    Parameters
    ----------
    n : array of int
        Units that match, such as documents that hold a word.
    base : array of int
        All units.
    confidence
        Between 0 and 1.

    Returns
    -------
    low, high : arrays of float
        Shares between 0 and 1. Missing (NaN) where `base` is 0, so that a series with empty days goes in whole.

    Raises
    ------
    ParameterError
        If a count is negative or larger than its base, or `confidence` not between 0 and 1.

    References
    ----------
    Wilson 1927.

    Examples
    --------
    >>> low, high = wilson(0, 5)
    >>> float(low), round(float(high), 3)
    (0.0, 0.434)
    """
    z2 = NormalDist().inv_cdf((1 + _share("confidence", confidence)) / 2) ** 2
    n, base = np.broadcast_arrays(np.asarray(n, dtype=float), np.asarray(base, dtype=float))
    if not ((n >= 0) & (n <= base)).all():
        raise ParameterError("wilson needs counts between 0 and their base")
    some = np.where(base > 0, base, np.nan)
    centre = (n + z2 / 2) / (some + z2)
    half = np.sqrt(z2 * (n * (some - n) / some + z2 / 4)) / (some + z2)
    return np.where(n == 0, centre * 0, centre - half), np.where(n == base, centre * 0 + 1, centre + half)


def benjamini_hochberg(p):
    """q-values: the share of false finds to expect among all tests at least as clear as this one.

    Parameters
    ----------
    p : array of float, shape (tests,)
        p-values of one family. Missing ones stay missing and do not count.

    Returns
    -------
    array of float, shape (tests,)
        In the order of `p`; never below `p`, never above 1.

    Raises
    ------
    ParameterError
        If a p-value lies outside 0 to 1.

    References
    ----------
    Benjamini and Hochberg 1995.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]
    """
    p = np.asarray(p, dtype=float)
    known = p[~np.isnan(p)]
    if not ((known >= 0) & (known <= 1)).all():
        raise ParameterError("p-values lie between 0 and 1")
    order = np.argsort(known)[::-1]
    scaled = known[order] * known.size / np.arange(known.size, 0, -1)
    q = np.full(p.shape, np.nan)
    q[np.flatnonzero(~np.isnan(p))[order]] = np.minimum.accumulate(scaled)
    return q


def _share(name: str, value: float) -> float:
    if not 0 < value < 1:
        raise ParameterError(f"{name} must lie between 0 and 1; got {value}")
    return value
