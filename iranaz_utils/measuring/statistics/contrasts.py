"""One term in two corpora: how surely is it used more in the target, or less, than in the reference?

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

from iranaz_utils.measuring.statistics.inputs import four_cells, one_of


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
    cells = four_cells(n_target, n_reference, base_target, base_reference)
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
    a, b, c, d = cells = four_cells(n_target, n_reference, base_target, base_reference)
    total, product = a + b + c + d, a * d - b * c
    correction = {"pearson": 0.0, "yates": 0.5, "quanteda": _half_use(*cells)}[form]
    above = np.maximum(np.abs(product) - total * correction, 0.0)
    below = (a + b) * (c + d) * (a + c) * (b + d)
    return np.sign(product) * np.divide(total * above**2, below, out=np.zeros_like(total), where=below > 0)


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
    cells = four_cells(n_target, n_reference, base_target, base_reference)
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
