"""One term in two corpora: is it used more in the target than in the reference, how surely, and by how much?

Every function takes the same four things — the uses of each term in the target and in the reference, and the tokens of each —
and answers with one number per term, positive when the target uses the term more. The four cells behind them are

=========== ================ ===================
..          the term         any other token
=========== ================ ===================
target      a = n_target     c = base_target − a
reference   b = n_reference  d = base_reference − b
=========== ================ ===================
"""

from __future__ import annotations

import numpy as np

from iranaz_utils.measuring.statistics.inputs import counts_in, one_of
from iranaz_utils.tables import ParameterError


def g2(n_target, n_reference, base_target, base_reference, *, form: str = "four-cell"):
    """How strongly the counts speak against equal rates: the log-likelihood ratio, with a sign.

    Twice the sum of observed × ln(observed / expected); 0 means rates exactly equal, 3.84 would be reached by chance once in twenty
    terms *if tokens were independent*, which in running text they are not. It grows with the size of the corpora, so it says how sure
    a difference is, never how large.

    Parameters
    ----------
    n_target, n_reference : array of int, shape (terms,)
        Uses of each term.
    base_target, base_reference : int
        Tokens in each corpus, before any term is dropped. Must be positive.
    form
        ``"four-cell"`` sums over all four cells. ``"two-term"`` leaves out the other tokens, as Rayson's calculator does; it is lower
        for frequent words. ``"quanteda"`` is four-cell with half a use moved towards equality where a cell expects fewer than five.

    Returns
    -------
    array of float, shape (terms,)
        Positive when the target uses the term more, negative when less. A term used nowhere has 0.

    Raises
    ------
    BaseError
        If a corpus has no tokens.
    ParameterError
        If `form` is unknown, or a count is negative or larger than its corpus.

    References
    ----------
    Dunning 1993; Rayson and Garside 2000 (two-term).

    Examples
    --------
    Rayson's example of 2002, "keep" 348 and 99 times in a million words each:

    >>> float(g2(348, 99, 1_000_000, 1_000_000, form="two-term").round(2))
    146.95
    """
    one_of("form", form, ("four-cell", "two-term", "quanteda"))
    cells = _cells(n_target, n_reference, base_target, base_reference)
    observed = _moved_to_equality(*cells) if form == "quanteda" else cells
    terms = [_observed_log_ratio(o, e) for o, e in zip(observed, _expected(*cells), strict=True)]
    # The two cells of other tokens are large and nearly equal to what is expected: their rounding may leave a sum just below zero.
    return _sign(*cells) * np.maximum(2 * sum(terms[:2] if form == "two-term" else terms), 0.0)


def chi_square(n_target, n_reference, base_target, base_reference, *, form: str = "pearson"):
    """Pearson's chi-square on the same four cells, with a sign: another measure of how sure a difference is.

    Less trustworthy than `g2` where an expected count is below five, as it is for most words.

    Parameters
    ----------
    n_target, n_reference, base_target, base_reference
        As in `g2`.
    form
        ``"pearson"`` without correction; ``"yates"`` with half a use moved towards equality in every row; ``"quanteda"`` with Yates's
        correction only where a cell expects fewer than five.

    Returns
    -------
    array of float, shape (terms,)
        Positive when the target uses the term more. A term used nowhere, or making up both corpora, has 0.

    Raises
    ------
    BaseError, ParameterError
        As in `g2`.

    References
    ----------
    Pearson 1900; Yates 1934.

    Examples
    --------
    >>> float(chi_square(1048, 779, 43002, 108539, form="quanteda").round(3))
    764.448
    """
    one_of("form", form, ("pearson", "yates", "quanteda"))
    a, b, c, d = cells = _cells(n_target, n_reference, base_target, base_reference)
    total, product = a + b + c + d, a * d - b * c
    correction = {"pearson": 0.0, "yates": 0.5, "quanteda": _half_use(*cells)}[form]
    above = np.maximum(np.abs(product) - total * correction, 0.0)
    below = (a + b) * (c + d) * (a + c) * (b + d)
    return np.sign(product) * np.divide(total * above**2, below, out=np.zeros_like(total), where=below > 0)


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
    a, b, c, d = _cells(n_target, n_reference, base_target, base_reference)
    if form == "walter":
        return np.log2((a + 0.5) / (a + c + 0.5)) - np.log2((b + 0.5) / (b + d + 0.5))
    return np.log2(np.where(a > 0, a, 0.5) / (a + c)) - np.log2(np.where(b > 0, b, 0.5) / (b + d))


def lrc(n_target, n_reference, base_target, base_reference, *, family=None, confidence=0.95, form: str = "signed"):
    """The log ratio that can be vouched for: the end of its confidence interval that lies nearest to equal rates.

    It ranks words by size of difference without letting rare words win by luck: 1 says "at least twice the rate, as far as the counts
    can tell, even after testing the whole family of words". 0 says that the counts do not show a difference.

    Parameters
    ----------
    n_target, n_reference, base_target, base_reference
        As in `g2`.
    family : int, optional
        How many terms are tested together (Bonferroni's correction). By default as many as are given.
    confidence
        Of the interval for the whole family.
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
        As in `g2`; also if `family` is below 1 or `confidence` not between 0 and 1.

    References
    ----------
    Evert 2022, "Measuring keyness" (Clopper–Pearson interval of the target's share of the uses).

    Examples
    --------
    >>> float(lrc(733, 7074, 1177, 341_805, family=20_109).round(3))
    4.64
    """
    one_of("form", form, ("signed", "positive"))
    a, b, c, d = _cells(n_target, n_reference, base_target, base_reference)
    family = a.size if family is None else family
    if family < 1 and a.size:
        raise ParameterError(f"family must be at least 1; got {family}")
    if not 0 < confidence < 1:
        raise ParameterError(f"confidence must lie between 0 and 1; got {confidence}")
    error = (1 - confidence) / max(family, 1)
    scale = np.log2((b + d) / (a + c))
    if form == "positive":
        return np.where(a + b > 0, _log_odds_low(a, b, error) + scale, 0.0)
    low, high = _log_odds_low(a, b, error / 2) + scale, scale - _log_odds_low(b, a, error / 2)
    return np.maximum(low, 0.0) + np.minimum(high, 0.0)


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
    a, b, c, d = _cells(n_target, n_reference, base_target, base_reference)
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
    cells = np.stack(_cells(n_target, n_reference, base_target, base_reference))
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
    a, b, c, d = _cells(n_target, n_reference, base_target, base_reference)
    return (1e6 * a / (a + c) + smoothing) / (1e6 * b / (b + d) + smoothing)


def ell(n_target, n_reference, base_target, base_reference, *, form: str = "four-cell"):
    """The log-likelihood as an effect size: `g2` as a share of the largest that corpora of this size allow.

    0 means equal rates. Unlike `g2` it does not grow with the corpora.

    Parameters
    ----------
    n_target, n_reference, base_target, base_reference, form
        As in `g2`.

    Returns
    -------
    array of float, shape (terms,)
        With the sign of `g2`. Missing (NaN) where the smaller of the two expected counts is 1 or less: its logarithm would not be positive.

    Raises
    ------
    BaseError, ParameterError
        As in `g2`.

    References
    ----------
    Johnston, Berry and Mielke 2006.

    Examples
    --------
    >>> float(ell(348, 99, 1_000_000, 1_000_000, form="two-term").round(7))
    1.36e-05
    """
    strength = g2(n_target, n_reference, base_target, base_reference, form=form)
    cells = _cells(n_target, n_reference, base_target, base_reference)
    smaller = np.minimum(*_expected(*cells)[:2])
    largest = sum(cells) * np.log(np.maximum(smaller, 1.0))
    return np.divide(strength, largest, out=np.full_like(strength, np.nan), where=largest > 0)


def bic(n_target, n_reference, base_target, base_reference, *, form: str = "four-cell"):
    """The evidence that the rates differ, against the simpler story that they do not: |`g2`| less the log of all tokens.

    Above 2 the evidence is positive, above 6 strong, above 10 very strong; below 0 it favours equal rates.

    Parameters
    ----------
    n_target, n_reference, base_target, base_reference, form
        As in `g2`.

    Returns
    -------
    array of float, shape (terms,)
        Without the sign of `g2`: negative means "no difference shown", whichever corpus uses the term more.

    Raises
    ------
    BaseError, ParameterError
        As in `g2`.

    References
    ----------
    Wilson 2013; Kass and Raftery 1995.

    Examples
    --------
    >>> float(bic(348, 99, 1_000_000, 1_000_000, form="two-term").round(2))
    132.44
    """
    strength = g2(n_target, n_reference, base_target, base_reference, form=form)
    return np.abs(strength) - np.log(np.asarray(base_target, dtype=float) + base_reference)


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


def _cells(n_target, n_reference, base_target, base_reference):
    base_target, n_target = counts_in("base_target", base_target, n_target)
    base_reference, n_reference = counts_in("base_reference", base_reference, n_reference)
    a, b, c, d = np.broadcast_arrays(n_target, n_reference, base_target - n_target, base_reference - n_reference)
    return a, b, c, d


def _expected(a, b, c, d):
    """The four cells if both corpora used the term at the same rate."""
    total, uses = a + b + c + d, a + b
    return uses * (a + c) / total, uses * (b + d) / total, (total - uses) * (a + c) / total, (total - uses) * (b + d) / total


def _observed_log_ratio(observed, expected):
    return observed * np.log(np.divide(observed, expected, out=np.ones_like(observed), where=observed > 0))


def _sign(a, b, c, d):
    return np.sign(a * d - b * c)


def _half_use(a, b, c, d):
    """The condition of quanteda: half a use where a cell expects fewer than five and the shift cannot turn the difference round."""
    few = np.min(_expected(a, b, c, d), axis=0) < 5
    return np.where(few & (np.abs(a * d - b * c) >= (a + b + c + d) / 2), 0.5, 0.0)


def _moved_to_equality(a, b, c, d):
    move = _half_use(a, b, c, d) * _sign(a, b, c, d)
    return a - move, b + move, c + move, d - move


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
