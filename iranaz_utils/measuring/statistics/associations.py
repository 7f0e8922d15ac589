"""Two things found together: a word near another, two names in one sentence. More often than chance, and how closely bound?

Every function counts in the same units (tokens, sentences, documents): `n` units hold both, `n_a` the first, `n_b` the second, of
`base` in all. Chance would join them in `expected` = n_a × n_b / base. For collocates within a window, let `n_a` be the places near the
node (its uses × the width of the window), so that the window stands in the expectation; in a short text they may be more than `base`.
"""

from __future__ import annotations

import numpy as np

from iranaz_utils.measuring.statistics.contrasts import g2
from iranaz_utils.measuring.statistics.inputs import counts_in
from iranaz_utils.tables import ParameterError


def expected(n_a, n_b, base):
    """How many units would hold both by chance alone.

    Parameters
    ----------
    n_a, n_b : array of int, shape (pairs,)
        Units that hold the first, and the second.
    base : int
        All units. Must be positive.

    Returns
    -------
    array of float, shape (pairs,)

    Raises
    ------
    BaseError
        If there are no units.
    ParameterError
        If a count is negative.

    Examples
    --------
    >>> float(expected(20, 10, 100))
    2.0
    """
    base, n_a, n_b = _units(base, n_a, n_b)
    return n_a * n_b / base


def g2_pair(n, n_a, n_b, base):
    """How strongly the counts speak against chance: the four-cell log-likelihood of the pair, negative when it avoids meeting.

    Parameters
    ----------
    n, n_a, n_b, base
        Units that hold both, the first, the second, and all; as in the head of this module.

    Returns
    -------
    array of float, shape (pairs,)
        0 where the first member is in every unit or in none: there is nothing to compare with.

    Raises
    ------
    BaseError, ParameterError
        As in `expected`; also if `n` is larger than `n_a`. (It may be larger than `n_b`: windows that overlap count a word twice.)

    References
    ----------
    Dunning 1993.

    Examples
    --------
    >>> float(g2_pair(110, 2552, 221, 31777).round(2))
    270.72
    """
    base, n_a, n_b, n = np.broadcast_arrays(*_units(base, n_a, n_b, n))
    if not (n <= n_a).all():
        raise ParameterError("a pair cannot be in more units than its first member")
    comparable = (n_a > 0) & (n_a < base)
    near, far = np.where(comparable, n_a, 1.0), np.where(comparable, base - n_a, 1.0)
    strength = g2(np.minimum(n, near), np.clip(n_b - n, 0.0, far), near, far)
    return np.where(comparable, strength, 0.0)


def pmi(n, n_a, n_b, base):
    """Pointwise mutual information: how many times more often than by chance, as a power of two.

    0 is chance, 1 twice as often, -1 half. Rare pairs reach high values by luck.

    Parameters
    ----------
    n, n_a, n_b, base
        As in `g2_pair`.

    Returns
    -------
    array of float, shape (pairs,)
        Minus infinity for a pair that never meets; 0 where chance, too, expects none.

    Raises
    ------
    BaseError, ParameterError
        As in `expected`.

    References
    ----------
    Church and Hanks 1990.

    Examples
    --------
    >>> float(pmi(20, 42, 20, 14_307_668).round(2))
    18.38
    """
    return _log_of_powers(n, n_a, n_b, base, power=1)


def mi3(n, n_a, n_b, base):
    """Cubed mutual information: `pmi` with the count cubed, so that frequent pairs come before rare ones.

    Parameters
    ----------
    n, n_a, n_b, base
        As in `g2_pair`.

    Returns
    -------
    array of float, shape (pairs,)
        log2(n³ / expected); minus infinity for a pair that never meets, 0 where chance, too, expects none.

    Raises
    ------
    BaseError, ParameterError
        As in `expected`.

    References
    ----------
    Daille 1994.

    Examples
    --------
    A window of ten words: 4,258,869 × 10 places near the node.

    >>> float(mi3(32, 4_258_869 * 10, 2165, 21_304_641_202).round(5))
    12.88633
    """
    return _log_of_powers(n, n_a, n_b, base, power=3)


def npmi(n, n_a, n_b, base):
    """`pmi` brought into the range from -1 (never together) over 0 (chance) to 1 (never apart).

    Parameters
    ----------
    n, n_a, n_b, base
        As in `g2_pair`.

    Returns
    -------
    array of float, shape (pairs,)
        0 where chance, too, expects no meeting; 1 for a pair in every unit.

    Raises
    ------
    BaseError, ParameterError
        As in `expected`.

    References
    ----------
    Bouma 2009.

    Examples
    --------
    >>> npmi([10, 1, 0], 10, 10, 100).tolist()
    [1.0, 0.0, -1.0]
    """
    information = pmi(n, n_a, n_b, base)
    base, n, information = np.broadcast_arrays(*_units(base, n), information)
    ends = np.where(n > 0, 1.0, np.where(np.isneginf(information), -1.0, 0.0))
    between = (n > 0) & (n < base)
    surprise = -np.log2(np.where(between, n, 1.0) / base)
    # Windows that overlap count a word twice, which may carry a pair past either end.
    return np.clip(np.divide(information, surprise, out=ends, where=between), -1.0, 1.0)


def log_dice(n, n_a, n_b):
    """How exclusively two things belong together: 14 if they only occur together, one less for each halving of the overlap.

    It needs no base, so values from corpora of different sizes may be compared.

    Parameters
    ----------
    n, n_a, n_b : array of int, shape (pairs,)
        Units that hold both, the first, and the second.

    Returns
    -------
    array of float, shape (pairs,)
        14 + log2(2n / (n_a + n_b)); minus infinity for a pair that never meets.

    Raises
    ------
    ParameterError
        If a count is negative, or `n` positive where a member is never found.

    References
    ----------
    Rychlý 2008. Some tools print the natural logarithm under this name.

    Examples
    --------
    >>> log_dice([300, 3, 0], [300, 3000, 5], [300, 3000, 5]).round(2).tolist()
    [14.0, 4.03, -inf]
    """
    n, n_a, n_b = np.broadcast_arrays(*(np.asarray(array, dtype=float) for array in (n, n_a, n_b)))
    if not ((n >= 0) & (n_a >= (n > 0)) & (n_b >= (n > 0))).all():
        raise ParameterError("log_dice needs counts of 0 or more, and members that occur wherever the pair does")
    met = n > 0
    return np.where(met, 14 + np.log2(np.where(met, 2 * n, 1.0) / np.where(met, n_a + n_b, 1.0)), -np.inf)


def t_score(n, n_a, n_b, base):
    """The surplus over chance in standard errors, the error being the root of the count. It favours frequent pairs.

    Parameters
    ----------
    n, n_a, n_b, base
        As in `g2_pair`.

    Returns
    -------
    array of float, shape (pairs,)
        Minus infinity for a pair that never meets; 0 where chance, too, expects none.

    Raises
    ------
    BaseError, ParameterError
        As in `expected`.

    References
    ----------
    Church et al. 1991.

    Examples
    --------
    >>> float(t_score(20, 42, 20, 14_307_668).round(4))
    4.4721
    """
    chance = expected(n_a, n_b, base)
    _, n = _units(base, n)
    return _surplus(n, chance, n)


def z_score(n, n_a, n_b, base):
    """The surplus over chance in standard errors, the error being the root of the *expected* count. It favours rare pairs.

    Parameters
    ----------
    n, n_a, n_b, base
        As in `g2_pair`.

    Returns
    -------
    array of float, shape (pairs,)
        0 where neither the counts nor chance give a meeting.

    Raises
    ------
    BaseError, ParameterError
        As in `expected`.

    References
    ----------
    Berry-Rogghe 1973.

    Examples
    --------
    >>> float(z_score(8, 20, 10, 100).round(3))
    4.243
    """
    chance = expected(n_a, n_b, base)
    _, n = _units(base, n)
    return _surplus(n, chance, chance)


def fisher_exact(n, n_a, n_b, base):
    """The probability that chance alone joins two things in `n` units or more: Fisher's exact test, one-sided.

    The margins are held fixed and the units are taken as independent, which sentences of one article are not.

    Parameters
    ----------
    n, n_a, n_b, base
        As in `g2_pair`.

    Returns
    -------
    array of float, shape (pairs,)
        The upper tail of the hypergeometric distribution; 1 for a pair that never meets.

    Raises
    ------
    BaseError, ParameterError
        As in `expected`; also if the four cells cannot all be filled, as when `n` is larger than `n_b`.

    References
    ----------
    Fisher 1935.

    Examples
    --------
    Both members twice among four units, and both times together: one way in six.

    >>> float(fisher_exact(2, 2, 2, 4).round(6))
    0.166667
    """
    base, n_a, n_b, n = np.broadcast_arrays(*counts_in("base", base, n_a, n_b, n))
    if not ((n <= n_a) & (n <= n_b) & (n >= n_a + n_b - base)).all():
        raise ParameterError("a pair cannot be in more units than either of its members, nor in fewer than they are forced to share")
    # Far from the most likely count the terms shrink. Below it, meeting less often is the first being elsewhere more often.
    above = n > (n_a + 1) * (n_b + 1) / (base + 2)
    tail = _hypergeometric_tail(np.where(above, n, n_b - n + 1), np.where(above, n_a, base - n_a), n_b, base)
    return np.where(above, tail, 1 - tail)[()]


def _hypergeometric_tail(n, n_a, n_b, base):
    """The probability of `n` or more, where each further term is smaller than the one before; 0 where `n` is more than can be."""
    from scipy.special import betaln  # `scipy.stats` has the whole, but takes half a second to import

    shape, total = n.shape, np.zeros(n.size)
    n, n_a, n_b, base = (np.asarray(array, dtype=float).ravel() for array in (n, n_a, n_b, base))
    going = np.flatnonzero(n <= np.minimum(n_a, n_b))
    n, n_a, n_b, base = n[going], n_a[going], n_b[going], base[going]

    def log_choose(total, chosen):
        return -np.log1p(total) - betaln(total - chosen + 1, chosen + 1)

    term = np.exp(log_choose(n_a, n) + log_choose(base - n_a, n_b - n) - log_choose(base, n_b))
    while len(going):
        total[going] += term
        term = term * (n_a - n) * (n_b - n) / ((n + 1) * (base - n_a - n_b + n + 1))
        more = term > 1e-18 * total[going]
        going, term, n, n_a, n_b, base = going[more], term[more], n[more] + 1, n_a[more], n_b[more], base[more]
    return np.minimum(total, 1).reshape(shape)


def _units(base, *counts):
    """The base and the counts as floats; windows may count more places than there are units."""
    (base,) = counts_in("base", base)
    arrays = [np.asarray(array, dtype=float) for array in counts]
    if not all((array >= 0).all() for array in arrays):
        raise ParameterError("a count must be 0 or more")
    return base, *arrays


def _log_of_powers(n, n_a, n_b, base, power):
    chance = expected(n_a, n_b, base)
    _, n, chance = np.broadcast_arrays(*_units(base, n), chance)
    met = n > 0
    if not (chance[met] > 0).all():
        raise ParameterError("a pair was counted whose member is never found")
    ratio = np.where(met, n, 1.0) ** power / np.where(met, chance, 1.0)
    return np.where(met, np.log2(ratio), np.where(chance > 0, -np.inf, 0.0))


def _surplus(n, chance, variance):
    n, chance, variance = np.broadcast_arrays(n, chance, variance)
    nothing = np.where(n > chance, np.inf, np.where(n < chance, -np.inf, 0.0))
    return np.divide(n - chance, np.sqrt(variance), out=nothing, where=variance > 0)
