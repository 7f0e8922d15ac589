"""How rich a vocabulary is. Every function takes the running terms of a text, in order, and answers with one number. Numbers in an
array may stand for the terms.

All but the plain ratio were made to depend less on length; still, compare texts of similar length. A text without terms has no vocabulary:
that raises `BaseError`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from iranaz_utils.measuring.statistics.inputs import one_of, whole
from iranaz_utils.tables import BaseError, ParameterError

NO_WORDS = "the vocabulary of a text without words has no richness"


def type_token_ratio(terms: Sequence[str] | np.ndarray, *, form: str = "plain") -> float:
    """Different terms per running term: 1 when none is repeated. It falls with length, so it compares texts of equal length only.

    Parameters
    ----------
    terms
        Running terms.
    form
        ``"plain"``, or ``"corrected"``: types / √(2 × tokens), which falls less and has no upper end.

    Raises
    ------
    BaseError
        If there are no terms.
    ParameterError
        If `form` is unknown.

    References
    ----------
    Carroll 1964 (corrected).

    Examples
    --------
    >>> type_token_ratio("the sea and the sky".split())
    0.8
    """
    one_of("form", form, ("plain", "corrected"))
    counts = _counts(terms)
    return float(counts.size / (counts.sum() if form == "plain" else np.sqrt(2 * counts.sum())))


def mattr(terms: Sequence[str] | np.ndarray, *, window: int = 50) -> float:
    """The moving-average type–token ratio: the ratio in every stretch of `window` terms, averaged. Between 1 / window and 1.

    Parameters
    ----------
    terms
        Running terms. A text shorter than the window is one stretch.
    window
        Terms per stretch.

    Raises
    ------
    BaseError
        If there are no terms.
    ParameterError
        If `window` is below 1.

    References
    ----------
    Covington and McFall 2010.

    Examples
    --------
    Stretches of two: "a b", "b b", "b a" with ratios 1, 1/2 and 1.

    >>> round(mattr(list("abba"), window=2), 4)
    0.8333
    """
    numbers = _numbers(terms)
    return float(mattr_of_each(numbers, np.array([numbers.size]), window=window)[0])


def mattr_of_each(numbers: np.ndarray, sizes: np.ndarray, *, window: int = 50) -> np.ndarray:
    """`mattr` of many texts at once, which lie one after the other.

    Parameters
    ----------
    numbers : array of int, shape (terms,)
        Running terms of all texts, as numbers.
    sizes : array of int, shape (texts,)
        How many terms each text has; none may be empty.
    window
        As in `mattr`.

    Returns
    -------
    array of float, shape (texts,)

    Raises
    ------
    BaseError
        If a text has no terms.
    ParameterError
        If `window` is below 1.

    Examples
    --------
    >>> mattr_of_each(np.array([0, 1, 1, 0, 7, 7]), np.array([4, 2]), window=2).round(4).tolist()
    [0.8333, 0.5]
    """
    whole("window", window, 1)
    if not (sizes > 0).all():
        raise BaseError(NO_WORDS)
    stretch = np.minimum(window, sizes)
    text, begin = np.repeat(np.arange(sizes.size), sizes), np.cumsum(sizes) - sizes
    # A term is new in every stretch that begins after its last use: from there, or from as far back as the stretch reaches, to itself.
    place = np.arange(numbers.size)
    first = np.maximum(_last_use(numbers, text) + 1, np.maximum(place - stretch[text] + 1, begin[text]))
    last = np.minimum(place, (begin + sizes - stretch)[text])
    return np.bincount(text, (last - first + 1).clip(0), sizes.size) / (stretch * (sizes - stretch + 1))


def mtld(terms: Sequence[str] | np.ndarray, *, threshold: float = 0.72) -> float:
    """The measure of textual lexical diversity: how many terms it takes, on average, until the type–token ratio falls below `threshold`.

    Parameters
    ----------
    terms
        Running terms; read forwards and backwards, and the two averaged. Where the ratio never falls, the answer is their number.
    threshold
        Between 0 and 1.

    Raises
    ------
    BaseError
        If there are no terms.
    ParameterError
        If `threshold` does not lie between 0 and 1.

    References
    ----------
    McCarthy and Jarvis 2010.

    Examples
    --------
    The ratio falls to 1/2 at every second term:

    >>> mtld(list("aaaa"))
    2.0
    """
    if not 0 < threshold < 1:
        raise ParameterError(f"threshold must lie between 0 and 1; got {threshold}")
    numbers = _numbers(terms).tolist()
    return (len(numbers) / _factors(numbers, threshold) + len(numbers) / _factors(numbers[::-1], threshold)) / 2


def hd_d(terms: Sequence[str] | np.ndarray, *, sample: int = 42) -> float:
    """The expected type–token ratio of `sample` terms drawn from the text at random, without replacement.

    Parameters
    ----------
    terms
        Running terms; their order does not matter. Of a shorter text all terms are drawn.
    sample
        Terms drawn.

    Raises
    ------
    BaseError
        If there are no terms.
    ParameterError
        If `sample` is below 1.

    References
    ----------
    McCarthy and Jarvis 2007.

    Examples
    --------
    Two of "a a b": the pairs aa, ab, ab hold 1, 2 and 2 types of 2.

    >>> round(hd_d(list("aab"), sample=2), 4)
    0.8333
    """
    counts = _counts(terms)
    size = min(whole("sample", sample, 1), int(counts.sum()))
    drawn = np.arange(size)
    missed = (np.maximum(counts.sum() - counts[:, None] - drawn, 0) / (counts.sum() - drawn)).prod(axis=1)
    return float((1 - missed).sum() / size)


def yule_k(terms: Sequence[str] | np.ndarray) -> float:
    """Yule's characteristic K: 10,000 times the chance that two terms drawn at random are the same. Low means rich.

    Parameters
    ----------
    terms
        Running terms; their order does not matter.

    Raises
    ------
    BaseError
        If there are no terms.

    References
    ----------
    Yule 1944.

    Examples
    --------
    >>> yule_k("a b c".split()), yule_k("a a".split())
    (0.0, 5000.0)
    """
    counts = _counts(terms).astype(float)
    return float(10_000 * (counts * (counts - 1)).sum() / counts.sum() ** 2)


def _numbers(terms: Sequence[str] | np.ndarray) -> np.ndarray:
    """Each term as the number of its type."""
    if len(terms) == 0:
        raise BaseError(NO_WORDS)
    if isinstance(terms, np.ndarray):
        return np.unique(terms, return_inverse=True)[1]
    types: dict[str, int] = {}
    return np.array([types.setdefault(term, len(types)) for term in terms])


def _counts(terms: Sequence[str] | np.ndarray) -> np.ndarray:
    return np.bincount(_numbers(terms))


def _last_use(numbers: np.ndarray, text: np.ndarray) -> np.ndarray:
    """Where each term stood last before in its text; -1 at its first use."""
    keys = text * (int(numbers.max(initial=0)) + 1) + numbers
    order = np.argsort(keys, kind="stable")
    same = np.flatnonzero(np.diff(keys[order]) == 0) + 1
    before = np.full(numbers.size, -1)
    before[order[same]] = order[same - 1]
    return before


def _factors(numbers: list[int], threshold: float) -> float:
    """How often the ratio falls below the threshold; an unfinished stretch counts by how far it has fallen. At least one."""
    factors, length, seen = 0.0, 0, set()
    for number in numbers:
        seen.add(number)
        length += 1
        if len(seen) < threshold * length:
            factors, length, seen = factors + 1, 0, set()
    if length:
        factors += (1 - len(seen) / length) / (1 - threshold)
    return factors or 1.0
