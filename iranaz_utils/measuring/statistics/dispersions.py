"""How evenly a word is spread over the parts of a corpus; parts are documents unless said otherwise.

========== ============================== ======= =================
measure    name for `dispersion`          even    all in one part
========== ============================== ======= =================
Gries's DP ``"dp"``                       0       towards 1
DPnorm     ``"dp_norm"``                  0       1 in the smallest
Juilland   ``"juilland_d"``               1       0
Rosengren  ``"rosengren_s"``              1       towards 0
Kullback–Leibler ``"kld"``                0       grows
Carroll    ``"carroll_d2"``               1       0
Burch      ``"burch_da"``                 1       0
variation  ``"vc"``                       0       √(parts − 1)
deviation  ``"sd"``                       0       grows
range      ``"range"``                    parts   1
========== ============================== ======= =================

`sd` and `vc` look at counts, as if all parts were of one size; the others weigh each part by its tokens.

All take `counts` of shape (terms, parts), or (parts,) for one term, and the `sizes` of the parts in tokens. Parts without tokens do not
count. A word that is nowhere has no dispersion: its value is missing (NaN). In a corpus of one part everything is even, which says nothing.
"""

from __future__ import annotations

import numpy as np

from iranaz_utils.measuring.statistics.inputs import one_of
from iranaz_utils.tables import BaseError, ParameterError


def dp(counts, sizes):
    """Gries's deviation of proportions: the share of a word's uses that would have to move for it to be spread evenly.

    Parameters
    ----------
    counts : array of int, shape (terms, parts) or (parts,)
        Uses of each word in each part.
    sizes : array of int, shape (parts,)
        Tokens of each part.

    Returns
    -------
    array of float, shape (terms,), or a number for one term
        0 when even, nearly 1 when all uses stand in one small part; missing for a word that is nowhere.

    Raises
    ------
    BaseError
        If there are no tokens.
    ParameterError
        If the shapes do not fit, a number is negative, or a part without tokens holds uses.

    References
    ----------
    Gries 2008.

    Examples
    --------
    >>> float(dp([0, 0, 1, 2, 5], [1000] * 5).round(3))
    0.475
    """
    shares, expected = _shares(counts, sizes)
    return np.abs(shares - expected).sum(axis=-1) / 2


def dp_norm(counts, sizes):
    """`dp` divided by the largest value that these parts allow, so that 1 is reached.

    Parameters
    ----------
    counts, sizes
        As in `dp`.

    Returns
    -------
    array of float, shape (terms,), or a number for one term
        0 when even, 1 when all uses stand in the smallest part.

    Raises
    ------
    BaseError, ParameterError
        As in `dp`.

    References
    ----------
    Lijffijt and Gries 2012.

    Examples
    --------
    >>> float(dp_norm([0, 0, 1, 2, 5], [1000] * 5).round(5))
    0.59375
    """
    _, expected = _shares(counts, sizes)
    largest = 1 - expected.min()
    return dp(counts, sizes) / (largest if largest > 0 else 1.0)


def juilland_d(counts, sizes):
    """Juilland's D: 1 less the variation of a word's rate over the parts, scaled to end at 0.

    Parameters
    ----------
    counts, sizes
        As in `dp`.

    Returns
    -------
    array of float, shape (terms,), or a number for one term
        1 when the rate is the same in all parts, 0 when all uses stand in one.

    Raises
    ------
    BaseError, ParameterError
        As in `dp`.

    References
    ----------
    Juilland and Chang-Rodríguez 1964, with rates in place of counts so that parts may differ in size.

    Examples
    --------
    >>> float(juilland_d([0, 0, 1, 2, 5], [1000] * 5).round(4))
    0.4204
    """
    shares, expected = _shares(counts, sizes)
    rates = shares / expected
    variation = rates.std(axis=-1) / rates.mean(axis=-1)
    return 1 - variation / np.sqrt(max(expected.size - 1, 1))


def rosengren_s(counts, sizes):
    """Rosengren's S: the share of a word's uses that remains when its uneven spread is discounted.

    Parameters
    ----------
    counts, sizes
        As in `dp`.

    Returns
    -------
    array of float, shape (terms,), or a number for one term
        1 when even; all uses in one part give the share of that part in all tokens.

    Raises
    ------
    BaseError, ParameterError
        As in `dp`.

    References
    ----------
    Rosengren 1971.

    Examples
    --------
    >>> float(rosengren_s([0, 0, 1, 2, 5], [1000] * 5).round(4))
    0.5406
    """
    shares, expected = _shares(counts, sizes)
    return np.sqrt(shares * expected).sum(axis=-1) ** 2


def kld(counts, sizes):
    """The Kullback–Leibler divergence of a word's spread from the spread of all tokens, in bits.

    Parameters
    ----------
    counts, sizes
        As in `dp`.

    Returns
    -------
    array of float, shape (terms,), or a number for one term
        0 when even; no upper end.

    Raises
    ------
    BaseError, ParameterError
        As in `dp`.

    References
    ----------
    Gries 2020.

    Examples
    --------
    >>> float(kld([0, 0, 1, 2, 5], [1000] * 5).round(4))
    1.0231
    """
    shares, expected = _shares(counts, sizes)
    ratio = np.divide(shares, np.broadcast_to(expected, shares.shape), out=np.ones_like(shares), where=shares > 0)
    bits = (shares * np.log2(ratio)).sum(axis=-1)
    return np.maximum(bits, 0.0)


def parts_with(counts, sizes):
    """The range of a word: in how many parts it is used at all.

    Parameters
    ----------
    counts, sizes
        As in `dp`.

    Returns
    -------
    array of float, shape (terms,), or a number for one term

    Raises
    ------
    BaseError, ParameterError
        As in `dp`.

    Examples
    --------
    >>> float(parts_with([0, 0, 1, 2, 5], [1000] * 5))
    3.0
    """
    shares, _ = _shares(counts, sizes)
    return np.where(np.isnan(shares).any(axis=-1), 0.0, (shares > 0).sum(axis=-1))


def carroll_d2(counts, sizes):
    """Carroll's D2: how unforeseeable it is in which part a word stands, as a share of the most that so many parts allow.

    Parameters
    ----------
    counts, sizes
        As in `dp`.

    Returns
    -------
    array of float, shape (terms,), or a number for one term
        1 when the rate is the same in all parts, 0 when all uses stand in one; 1 for a corpus of one part.

    Raises
    ------
    BaseError, ParameterError
        As in `dp`.

    References
    ----------
    Carroll 1970, with rates in place of counts so that parts may differ in size.

    Examples
    --------
    >>> float(carroll_d2([0, 0, 1, 2, 5], [1000] * 5).round(4))
    0.5594
    """
    rates = _rate_shares(counts, sizes)
    if rates.shape[-1] == 1:
        return rates[..., 0]
    bits = rates * np.log2(np.where(rates > 0, rates, 1.0))
    return np.abs(bits.sum(axis=-1)) / np.log2(rates.shape[-1])


def burch_da(counts, sizes):
    """Burch, Egbert and Biber's DA: 1 less the mean distance of the rates of any two parts, scaled to end at 0.

    Parameters
    ----------
    counts, sizes
        As in `dp`.

    Returns
    -------
    array of float, shape (terms,), or a number for one term
        1 when the rate is the same in all parts, 0 when all uses stand in one; 1 for a corpus of one part.

    Raises
    ------
    BaseError, ParameterError
        As in `dp`.

    References
    ----------
    Burch, Egbert and Biber 2017.

    Examples
    --------
    >>> float(burch_da([0, 0, 1, 2, 5], [1000] * 5).round(4))
    0.25
    """
    rates = np.sort(_rate_shares(counts, sizes), axis=-1)
    parts = rates.shape[-1]
    # In rising order the part at place k is the larger of k pairs and the smaller of the others: no table of all pairs is needed.
    distances = (rates * (2 * np.arange(parts) - parts + 1)).sum(axis=-1)
    return 1 - distances / max(parts - 1, 1)


def standard_deviation(counts, sizes):
    """How far a word's counts in the parts lie from their mean: the standard deviation of the whole, not of a sample.

    Parameters
    ----------
    counts, sizes
        As in `dp`. The sizes only tell which parts count.

    Returns
    -------
    array of float, shape (terms,), or a number for one term
        In uses; 0 when every part has as many.

    Raises
    ------
    BaseError, ParameterError
        As in `dp`.

    Examples
    --------
    >>> float(standard_deviation([0, 0, 1, 2, 5], [1000] * 5).round(4))
    1.8547
    """
    return _counted_parts(counts, sizes).std(axis=-1)


def variation_coefficient(counts, sizes):
    """The `standard_deviation` of a word's counts as a multiple of their mean.

    Parameters
    ----------
    counts, sizes
        As in `dp`. The sizes only tell which parts count.

    Returns
    -------
    array of float, shape (terms,), or a number for one term
        0 when every part has as many uses, √(parts − 1) when one has all.

    Raises
    ------
    BaseError, ParameterError
        As in `dp`.

    Examples
    --------
    >>> float(variation_coefficient([4, 0, 0, 0, 0], [1000] * 5).round(4))
    2.0
    """
    counts = _counted_parts(counts, sizes)
    mean = counts.mean(axis=-1)
    return np.divide(counts.std(axis=-1), mean, out=np.full_like(mean, np.nan), where=mean > 0)


def dispersion(counts, sizes, *, measure: str = "dp"):
    """Any of the measures of this module, by name.

    Parameters
    ----------
    counts, sizes
        As in `dp`.
    measure
        ``"dp"``, ``"dp_norm"``, ``"juilland_d"``, ``"rosengren_s"``, ``"kld"``, ``"carroll_d2"``, ``"burch_da"``, ``"vc"``, ``"sd"`` or
        ``"range"``.

    Returns
    -------
    array of float, shape (terms,), or a number for one term

    Raises
    ------
    BaseError, ParameterError
        As in `dp`; also if the name is unknown.

    Examples
    --------
    >>> float(dispersion([2, 2], [50, 50], measure="juilland_d"))
    1.0
    """
    one_of("measure", measure, tuple(MEASURES))
    return MEASURES[measure](counts, sizes)


MEASURES = {
    "dp": dp, "dp_norm": dp_norm, "juilland_d": juilland_d, "rosengren_s": rosengren_s, "kld": kld, "carroll_d2": carroll_d2,
    "burch_da": burch_da, "vc": variation_coefficient, "sd": standard_deviation, "range": parts_with,
}  # fmt: skip


def _shares(counts, sizes) -> tuple[np.ndarray, np.ndarray]:
    """Each part's share of a word's uses, and its share of all tokens; parts without tokens are left out."""
    counts, sizes = _checked(counts, sizes)
    uses = counts.sum(axis=-1, keepdims=True)
    return np.divide(counts, uses, out=np.full_like(counts, np.nan), where=uses > 0), sizes / sizes.sum()


def _rate_shares(counts, sizes) -> np.ndarray:
    """Each part's rate as a share of the sum of the rates of all parts."""
    shares, expected = _shares(counts, sizes)
    rates = shares / expected
    return rates / rates.sum(axis=-1, keepdims=True)


def _counted_parts(counts, sizes) -> np.ndarray:
    return _checked(counts, sizes)[0]


def _checked(counts, sizes) -> tuple[np.ndarray, np.ndarray]:
    """Counts and sizes of the parts that have tokens."""
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    if sizes.ndim != 1 or counts.shape[-1:] != sizes.shape:
        raise ParameterError(f"counts must have one column per part: shapes {counts.shape} and {sizes.shape} do not fit")
    if not ((counts >= 0).all() and (sizes >= 0).all() and not counts[..., sizes == 0].any()):
        raise ParameterError("counts and sizes must not be negative, and a part without tokens holds no uses")
    if not sizes.sum() > 0:
        raise BaseError("dispersion needs parts with tokens; got none")
    return counts[..., sizes > 0], sizes[sizes > 0]
