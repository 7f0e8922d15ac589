"""One term in two corpora, or in several groups: by how much do the rates differ?

The functions take what those of `contrasts` take, and their numbers, too, are positive when the target uses the term more, except for the
two quotients `odds_ratio` and `simple_maths`, where equal rates give 1.
"""

from __future__ import annotations

import numpy as np

from iranaz_utils.measuring.statistics.inputs import four_cells, one_of
from iranaz_utils.tables import ParameterError


def log_ratio(n_target, n_reference, base_target, base_reference, *, form: str = "walter"):
    """How many times more often a word is used in one corpus than in another, as a power of two.

    0 means equal rates, 1 twice the rate, -1 half. Half a use is added to each count so that an absent word has a finite value
    (Walter's form); Hardie's form adds it to zeros only and gives other numbers.

    Parameters
    ----------
    n_target, n_reference, base_target, base_reference
        As in `g2`.
    form
        ``"walter"`` or ``"hardie"``.

    Returns
    -------
    array of float, shape (terms,)

    Raises
    ------
    BaseError, ParameterError
        As in `g2`.

    References
    ----------
    Hardie 2014; Evert 2022.

    Examples
    --------
    >>> float(log_ratio(6, 2, 1000, 1000).round(3))
    1.379
    >>> float(log_ratio(6, 2, 1000, 1000, form="hardie").round(3))
    1.585
    """
    one_of("form", form, ("walter", "hardie"))
    a, b, c, d = four_cells(n_target, n_reference, base_target, base_reference)
    if form == "walter":
        return np.log2((a + 0.5) / (a + c + 0.5)) - np.log2((b + 0.5) / (b + d + 0.5))
    return np.log2(np.where(a > 0, a, 0.5) / (a + c)) - np.log2(np.where(b > 0, b, 0.5) / (b + d))


def lrc(n_target, n_reference, base_target, base_reference, *, family=None, form: str = "signed"):
    """The log ratio that can be vouched for: the end of its 95 % confidence interval that lies nearest to equal rates.

    It ranks words by size of difference without letting rare words win by luck: 1 says "at least twice the rate, as far as the counts
    can tell, even after testing the whole family of words". 0 says that the counts do not show a difference.

    Parameters
    ----------
    n_target, n_reference, base_target, base_reference
        As in `g2`.
    family : int, optional
        How many terms are tested together (Bonferroni's correction). By default as many as are given.
    form
        ``"signed"`` takes either end and stops at 0; ``"positive"`` asks only for higher rates in the target, spends the whole error on
        that end, and falls below 0 where it is not shown.

    Returns
    -------
    array of float, shape (terms,)
        A term used nowhere has 0; with ``"positive"``, a term absent from the target has minus infinity.

    Raises
    ------
    BaseError, ParameterError
        As in `g2`; also if `family` is below 1.

    References
    ----------
    Evert 2022, "Measuring keyness" (Clopper–Pearson interval of the target's share of the uses).

    Examples
    --------
    >>> float(lrc(733, 7074, 1177, 341_805, family=20_109).round(3))
    4.64
    """
    one_of("form", form, ("signed", "positive"))
    a, b, c, d = four_cells(n_target, n_reference, base_target, base_reference)
    if form == "positive":
        error = 0.05 / max(_family(family, a), 1)
        return np.where(a + b > 0, _log_odds_low(a, b, error) + np.log2((b + d) / (a + c)), 0.0)
    return nearest_to_equal(*log_ratio_interval(n_target, n_reference, base_target, base_reference, family=family))


def log_ratio_interval(n_target, n_reference, base_target, base_reference, *, family=None):
    """The log ratios that the counts do not speak against, at 95 % for the whole family of terms; `lrc` is the end nearest to 0.

    It knows of chance in words only, not of the choice of articles.

    Parameters
    ----------
    n_target, n_reference, base_target, base_reference, family
        As in `lrc`.

    Returns
    -------
    low, high : array of float, shape (terms,)
        Minus infinity where the target never uses the term, infinity where the reference does not.

    Raises
    ------
    BaseError, ParameterError
        As in `lrc`.

    References
    ----------
    Evert 2022 (Clopper–Pearson interval of the target's share of the uses).

    Examples
    --------
    >>> low, high = log_ratio_interval([30], [10], 1000, 1000)
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.51], [2.78])
    """
    a, b, c, d = four_cells(n_target, n_reference, base_target, base_reference)
    error, scale = 0.05 / max(_family(family, a), 1), np.log2((b + d) / (a + c))
    return _log_odds_low(a, b, error / 2) + scale, scale - _log_odds_low(b, a, error / 2)


def nearest_to_equal(low, high):
    """The end of an interval of log ratios that is nearest to 0, equal rates; 0 where the interval holds it.

    Examples
    --------
    >>> nearest_to_equal([0.5, -1.0, -3.0], [2.0, 1.0, -1.5]).tolist()
    [0.5, 0.0, -1.5]
    """
    return np.maximum(low, 0.0) + np.minimum(high, 0.0)


def _family(family: int | None, terms: np.ndarray) -> int:
    """How many terms are tested together."""
    if family is not None and family < 1 and terms.size:
        raise ParameterError(f"family must be at least 1; got {family}")
    return terms.size if family is None else family


def percent_difference(n_target, n_reference, base_target, base_reference):
    """%DIFF: by how many per cent the target's rate exceeds the reference's. 100 is twice the rate, -50 half, -100 never.

    Parameters
    ----------
    n_target, n_reference, base_target, base_reference
        As in `g2`.

    Returns
    -------
    array of float, shape (terms,)
        Infinite for a term that only the target uses, 0 for a term used nowhere.

    Raises
    ------
    BaseError, ParameterError
        As in `g2`.

    References
    ----------
    Gabrielatos and Marchi 2011.

    Examples
    --------
    >>> percent_difference([6, 1, 3], [2, 2, 0], 1000, 1000).tolist()
    [200.0, -50.0, inf]
    """
    a, b, c, d = four_cells(n_target, n_reference, base_target, base_reference)
    rate_target, rate_reference = a / (a + c), b / (b + d)
    only_target = np.where(a > 0, np.inf, 0.0)
    return np.divide(100 * (rate_target - rate_reference), rate_reference, out=only_target, where=b > 0)


def odds_ratio(n_target, n_reference, base_target, base_reference):
    """The odds of the term against other tokens in the target, divided by those in the reference. 1 means equal, 2 twice the odds.

    Parameters
    ----------
    n_target, n_reference, base_target, base_reference
        As in `g2`.

    Returns
    -------
    array of float, shape (terms,)
        Where one of the four cells is 0, half a use is added to all four, so that the ratio is finite.

    Raises
    ------
    BaseError, ParameterError
        As in `g2`.

    References
    ----------
    Haldane 1956; Anscombe 1956 (the half).

    Examples
    --------
    >>> odds_ratio([1, 1, 0], [1, 1, 0], 3, [3, 5, 3]).tolist()
    [1.0, 2.0, 1.0]
    """
    cells = np.stack(four_cells(n_target, n_reference, base_target, base_reference))
    a, b, c, d = cells + 0.5 * (cells == 0).any(axis=0)
    return (a * d) / (b * c)


def simple_maths(n_target, n_reference, base_target, base_reference, *, smoothing=1.0):
    """Sketch Engine's keyness score: the quotient of the two rates per million, with a constant added to both.

    1 means equal rates. A larger constant lets frequent words come first. The score has no theory behind it; it is here for replication.

    Parameters
    ----------
    n_target, n_reference, base_target, base_reference
        As in `g2`.
    smoothing : float
        Uses per million added to both rates. Must be positive.

    Returns
    -------
    array of float, shape (terms,)

    Raises
    ------
    BaseError, ParameterError
        As in `g2`; also if `smoothing` is not positive.

    References
    ----------
    Kilgarriff 2009.

    Examples
    --------
    >>> float(simple_maths(35, 263, 112_289_776, 1_559_716_979).round(4))
    1.1224
    """
    if not smoothing > 0:
        raise ParameterError(f"smoothing must be positive; got {smoothing}")
    a, b, c, d = four_cells(n_target, n_reference, base_target, base_reference)
    return (1e6 * a / (a + c) + smoothing) / (1e6 * b / (b + d) + smoothing)


def weighted_log_odds(counts, *, prior: str = "empirical"):
    """How far each group's odds of a term lie from those of all groups together, in standard errors (for two groups or more).

    The prior pulls rare terms towards 0, so that a term used twice cannot top the list.

    Parameters
    ----------
    counts : array of int, shape (groups, terms)
        Uses of each term in each group, over the whole vocabulary.
    prior
        Pseudo-uses given to each term in each group: ``"empirical"`` as many as all groups used it, ``"uniform"`` one.

    Returns
    -------
    array of float, shape (groups, terms)
        z-scores; above 1.96 the group uses the term more than all groups together, were tokens independent. 0 for a term used nowhere.

    Raises
    ------
    ParameterError
        If `prior` is unknown or `counts` has not two dimensions.

    References
    ----------
    Monroe, Colaresi and Quinn 2008, equations 15, 18 and 21.

    Examples
    --------
    >>> weighted_log_odds([[3, 1], [1, 3]]).round(3).tolist()
    [[0.707, -0.632], [-0.632, 0.707]]
    """
    one_of("prior", prior, ("empirical", "uniform"))
    counts = np.asarray(counts, dtype=float)
    if counts.ndim != 2:
        raise ParameterError(f"counts must have the shape (groups, terms); got {counts.shape}")
    used = np.broadcast_to(counts.sum(axis=0) > 0, counts.shape)
    in_group = counts + (counts.sum(axis=0) if prior == "empirical" else 1.0)
    in_all = np.broadcast_to(in_group.sum(axis=0), counts.shape)
    distance = _log_odds(in_group, in_group.sum(axis=1, keepdims=True), used) - _log_odds(in_all, in_group.sum(), used)
    error = np.sqrt(1 / np.where(used, in_group, 1.0) + 1 / np.where(used, in_all, 1.0))
    return np.where(used, distance / error, 0.0)


def _log_odds_low(uses, others, error):
    """The lower Clopper–Pearson bound of uses / (uses + others), as the binary logarithm of its odds; minus infinity for no uses."""
    from scipy.special import betaincinv

    some = uses > 0
    share = betaincinv(np.where(some, uses, 1.0), others + 1, error)
    return np.where(some, np.log2(share / (1 - share)), -np.inf)


def _log_odds(uses, total, used):
    """The natural logarithm of the odds of a term; a group that uses one term only is held short of certainty by half a use."""
    others = np.maximum(total - uses, 0.5)
    return np.log(np.where(used, uses, 1.0) / others)
