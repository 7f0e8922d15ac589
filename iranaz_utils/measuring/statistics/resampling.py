"""What chance among *documents* would do: an article's words hang together, so articles are drawn or shuffled, never single words.

All functions take `counts` of shape (terms, documents), as an array or a SciPy sparse matrix, and the tokens of each document. They work
through blocks of terms and of repetitions, so that memory stays near that of `counts`. Documents without tokens take no part.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice
from math import comb
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from iranaz_utils.measuring.statistics.certainty import RATE_PER
from iranaz_utils.measuring.statistics.inputs import whole
from iranaz_utils.tables import BaseError, ParameterError

if TYPE_CHECKING:
    from scipy.sparse import csr_array

#: Terms and repetitions handled at a time.
TERMS, REPETITIONS = 4096, 64
#: The share of the documents up to which a side is small: then only its own documents are added up.
SMALL = 1 / 8


def bootstrap_rates(counts, sizes, *, repeats=1000, confidence=0.95, seed=0):
    """An interval for the rate of each term: how it might have come out, had other documents of the same kind been collected.

    Documents are drawn with replacement, as many as there are; the interval holds the middle of the rates found so. With a handful of
    documents it is rough, and too narrow rather than too wide.

    Parameters
    ----------
    counts : array or sparse matrix of int, shape (terms, documents)
        Uses of each term in each document.
    sizes : array of int, shape (documents,)
        Tokens of each document.
    repeats
        How often the documents are drawn.
    confidence
        Share of the drawn rates that the interval holds.
    seed
        The same seed draws the same documents.

    Returns
    -------
    low, high : arrays of float, shape (terms,)
        Uses per 10,000 tokens. Missing (NaN) when fewer than two documents have tokens.

    Raises
    ------
    ParameterError
        If the shapes do not fit, `repeats` is below 1, or `confidence` not between 0 and 1.

    References
    ----------
    Efron 1979 (percentile interval); Lijffijt et al. 2016 for texts as the unit.

    Examples
    --------
    A word used evenly is sure of its rate; one that stands in one document of two is not.

    >>> low, high = bootstrap_rates([[5, 5], [10, 0]], [1000, 1000])
    >>> low.tolist(), high.tolist()
    ([50.0, 0.0], [50.0, 100.0])
    """
    whole("repeats", repeats, 1)
    if not 0 < confidence < 1:
        raise ParameterError(f"confidence must lie between 0 and 1; got {confidence}")
    counts, sizes, _ = _documents_with_tokens(counts, sizes)
    low, high = np.full((2, counts.shape[0]), np.nan)
    if sizes.size < 2:
        return low, high
    drawn = _draws(sizes.size, repeats, seed)
    tokens = np.concatenate([sizes @ block for block in drawn])
    ends = [(1 - confidence) / 2, (1 + confidence) / 2]
    for first in range(0, counts.shape[0], TERMS):
        terms = slice(first, first + TERMS)
        uses = [counts[terms] @ block.astype(np.float32) for block in drawn]
        low[terms], high[terms] = np.quantile(np.hstack(uses) * (RATE_PER / tokens), ends, axis=1)
    return low, high


def permutation_p(counts, sizes, in_target, *, permutations=1000, seed=0):
    """The probability that documents dealt out at random to the two sides differ in a term's rate as much as the sides do.

    The statistic is the difference of the two rates, either way round. When there are no more than `permutations` ways to deal the
    documents out, all are gone through and `p` is the share of those that differ at least as much; it cannot be smaller than one over
    their number. Otherwise that many are drawn, and the one observed is counted among them.

    Parameters
    ----------
    counts : array or sparse matrix of int, shape (terms, documents)
        Uses of each term in each document of both sides.
    sizes : array of int, shape (documents,)
        Tokens of each document.
    in_target : array of bool, shape (documents,)
        Whether a document belongs to the target; the others are the reference.
    permutations
        How many arrangements to try at most; 0 leaves the test out.
    seed
        The same seed shuffles the same way.

    Returns
    -------
    p : array of float, shape (terms,)
        Missing (NaN) when `permutations` is 0.
    arrangements : int
        How many arrangements `p` rests on.

    Raises
    ------
    BaseError
        If a side has no document with tokens.
    ParameterError
        If the shapes do not fit or `permutations` is negative.

    References
    ----------
    Koplenig 2019 (documents, not tokens, as the unit); Phipson and Smyth 2010 (the observed arrangement counts).

    Examples
    --------
    Three documents against two can be dealt out in ten ways, so p is a tenth at best:

    >>> p, arrangements = permutation_p([[4, 5, 6, 0, 0]], [100] * 5, [True, True, True, False, False])
    >>> p.tolist(), arrangements
    ([0.1], 10)
    """
    whole("permutations", permutations, 0)
    counts, sizes, in_target = _documents_with_tokens(counts, sizes, in_target)
    deals, ways = _dealt(in_target, permutations, seed)
    if permutations == 0:
        return np.full(counts.shape[0], np.nan), 0
    reached = _times_reached(counts, sizes, in_target, deals)
    return (reached / ways, ways) if ways <= permutations else ((reached + 1) / (permutations + 1), permutations)


def permutation_interval(counts, sizes, in_target, *, permutations=1000, confidence=0.95, seed=0):
    """Where the difference of two rates lies by chance: the middle of its values when documents are dealt out to the sides at random.

    The deals are those of `permutation_p`. A difference outside the interval is one that few deals reach.

    Parameters
    ----------
    counts, sizes, in_target, permutations, seed
        As in `permutation_p`.
    confidence
        Share of the deals that the interval holds.

    Returns
    -------
    low, high : arrays of float, shape (terms,)
        Differences of uses per token, target less reference. Missing (NaN) when `permutations` is 0.

    Raises
    ------
    BaseError, ParameterError
        As in `permutation_p`; also if `confidence` is not between 0 and 1.

    Examples
    --------
    There are three ways to choose the one document of the target: 1 − 0, and twice 0 − 1/2.

    >>> low, high = permutation_interval([[1, 0, 0]], [1, 1, 1], [True, False, False])
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([-0.5], [0.92])
    """
    if permutations < 0 or not 0 < confidence < 1:
        raise ParameterError(f"permutations must be 0 or more and confidence between 0 and 1; got {permutations} and {confidence}")
    counts, sizes, in_target = _documents_with_tokens(counts, sizes, in_target)
    low, high = np.full((2, counts.shape[0]), np.nan)
    if permutations == 0:
        return low, high
    blocks = [_weighed(sizes, deal) for deal in _dealt(in_target, permutations, seed)[0]]
    ends = [(1 - confidence) / 2, (1 + confidence) / 2]
    totals = np.asarray(counts.sum(axis=1, dtype=float)).ravel()
    for first in range(0, counts.shape[0], TERMS):
        terms = slice(first, first + TERMS)
        dealt = [_signed(counts[terms], totals[terms], deal) for deal in blocks]
        low[terms], high[terms] = np.quantile(np.hstack(dealt), ends, axis=1)
    return low, high


def _dealt(in_target, permutations: int, seed: int) -> tuple[Iterator[np.ndarray], int]:
    """The arrangements to go through, in blocks, and how many there are in all: every one, or so many drawn from them."""
    documents, members = in_target.size, int(in_target.sum())
    if not 0 < members < documents:
        raise BaseError(f"each side needs a document with tokens; the target has {members}, the reference {documents - members}")
    ways = comb(documents, members)
    return _all_deals(documents, members) if ways <= permutations else _drawn_deals(documents, members, permutations, seed), ways


class Deal(NamedTuple):
    """Some arrangements: documents × arrangements, sparse where one side is small; whether it is the target; tokens of both sides."""

    members: np.ndarray | csr_array
    of_target: bool
    target: np.ndarray
    reference: np.ndarray


def _weighed(sizes, deal: np.ndarray) -> Deal:
    from scipy.sparse import csr_array

    share, target = deal[:, 0].mean(), sizes @ deal
    small, of_target = min(share, 1 - share) <= SMALL, share <= 1 - SMALL
    members = deal if of_target else 1 - deal
    return Deal(csr_array(members) if small else members, of_target, target, sizes.sum() - target)


def _times_reached(counts, sizes, in_target, deals) -> np.ndarray:
    """In how many deals each term's rates differ at least as much as observed."""
    totals = np.asarray(counts.sum(axis=1, dtype=float)).ravel()
    observed = _differences(counts, totals, _weighed(sizes, in_target[:, None].astype(np.float32)))
    reached = np.zeros(counts.shape[0], dtype=np.int64)
    for deal in (_weighed(sizes, deal) for deal in deals):
        for first in range(0, counts.shape[0], TERMS):
            terms = slice(first, first + TERMS)
            # Sums of the same counts in another order must not tell equal differences apart.
            reached[terms] += (_differences(counts[terms], totals[terms], deal) >= observed[terms] * (1 - 1e-9)).sum(axis=1)
    return reached


def _differences(counts, totals, deal: Deal) -> np.ndarray:
    """How far each term's rates are apart in each deal, either way round."""
    difference = _signed(counts, totals, deal)
    return np.abs(difference, out=difference)


def _signed(counts, totals, deal: Deal) -> np.ndarray:
    """Each term's difference of rates in each deal. Equal rates give exactly 0, since equal quotients are rounded alike."""
    uses = counts @ deal.members
    uses = uses if isinstance(uses, np.ndarray) else uses.toarray()
    rest = totals[:, None] - uses
    target, reference = (uses, rest) if deal.of_target else (rest, uses)
    difference = target / deal.target
    difference -= reference / deal.reference
    return difference


def _draws(documents: int, repeats: int, seed: int) -> list[np.ndarray]:
    """How often each document is drawn in each repetition, in blocks of shape (documents, repetitions)."""
    generator = np.random.default_rng(seed)
    blocks = [np.empty((documents, block.stop - block.start), dtype=np.uint16) for block in _blocks(repeats)]
    for block in blocks:
        for repetition in block.T:
            repetition[:] = np.bincount(generator.integers(documents, size=documents), minlength=documents)
    return blocks


def _all_deals(documents: int, members: int) -> Iterator[np.ndarray]:
    chosen = combinations(range(documents), members)
    while block := list(islice(chosen, REPETITIONS)):
        deal = np.zeros((documents, len(block)), dtype=np.float32)
        deal[np.array(block).T, np.arange(len(block))] = 1
        yield deal


def _drawn_deals(documents: int, members: int, permutations: int, seed: int) -> Iterator[np.ndarray]:
    generator = np.random.default_rng(seed)
    for block in _blocks(permutations):
        deal = np.zeros((block.stop - block.start, documents), dtype=np.uint8)
        deal[:, :members] = 1
        yield generator.permuted(deal, axis=1).T.astype(np.float32, order="C")


def _blocks(total: int) -> list[slice]:
    return [slice(first, min(first + REPETITIONS, total)) for first in range(0, total, REPETITIONS)]


def _documents_with_tokens(counts, sizes, in_target=None):
    from scipy.sparse import csr_array

    counts, sizes = csr_array(counts, dtype=np.float32), np.asarray(sizes, dtype=float)
    in_target = np.ones(sizes.shape, dtype=bool) if in_target is None else np.asarray(in_target, dtype=bool)
    if counts.ndim != 2 or not counts.shape[1:] == sizes.shape == in_target.shape:
        raise ParameterError(f"counts must have one column per document: shapes {counts.shape} and {sizes.shape} do not fit")
    some = sizes > 0
    return (counts, sizes, in_target) if some.all() else (counts[:, some], sizes[some], in_target[some])
