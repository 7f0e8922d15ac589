"""Numbers instead of strings: what is counted and sorted by the million is a number, and only distinct strings are looked at.

========= =========================================================
chunked   numbers the chunks of texts, with no string for each
number    numbers the strings of a column
Numbering numbers strings batch after batch
ranked    sorts strings and tells where each went
tally     how often each number occurs
========= =========================================================
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
import pyarrow as pa


class Chunks(NamedTuple):
    """The chunks of texts, one after the other: text `i` has `many[i]` of them, and `distinct[codes]` spells them all."""

    codes: np.ndarray
    distinct: pl.Series
    many: np.ndarray


def chunked(texts: pl.Series) -> Chunks:
    r"""The chunks of texts: stretches that end with a space, a control character of ASCII or a no-break space, or with the text.

    Arrow numbers them where they stand in the bytes of the texts, so that only distinct ones become strings. Rarer kinds of white space
    stay inside a chunk.

    Examples
    --------
    >>> codes, distinct, many = chunked(pl.Series(["old  bridge, old\ntown", None, "old"]))
    >>> [distinct[int(code)] for code in codes], many.tolist()
    (['old ', ' ', 'bridge, ', 'old\n', 'town', 'old'], [5, 0, 1])
    """
    strings = texts.cast(pl.String).fill_null("").to_arrow(compat_level=pl.CompatLevel.oldest())
    _, ends, data = strings.buffers()
    upto = np.frombuffer(ends, np.int64, len(strings) + 1)
    bounds = _bounds(np.frombuffer(data or b"", np.uint8), upto)
    cut = pa.LargeStringArray.from_buffers(len(bounds) - 1, pa.py_buffer(bounds), data).dictionary_encode()
    return Chunks(cut.indices.to_numpy(), pl.Series(cut.dictionary, dtype=pl.String), np.diff(np.searchsorted(bounds, upto)))


def _bounds(read: np.ndarray, upto: np.ndarray) -> np.ndarray:
    """The places in bytes where a chunk begins or the last one ends; texts end at the places `upto`."""
    here = np.empty(len(read) + 1, dtype=bool)
    np.less_equal(read, ord(" "), out=here[1:])
    lead = np.flatnonzero(read == 0xC2)  # what follows it tells the no-break space from other characters
    here[lead[read[lead + 1] == 0xA0] + 2] = True
    here[upto] = True
    return np.flatnonzero(here)


class Numbering:
    """The distinct strings met so far, numbered from 0 and kept by Polars as categories; several threads may ask at once.

    Examples
    --------
    >>> numbering = Numbering()
    >>> numbering.of(pl.Series(["b", "a"])).tolist(), numbering.of(pl.Series(["c", "a"])).tolist(), numbering.strings().to_list()
    ([0, 1], [2, 1], ['b', 'a', 'c'])
    """

    def __init__(self) -> None:
        self._kept = pl.Series([], dtype=pl.Categorical(pl.Categories.random()))  # categories last as long as a column has them
        self._highest = [-1]  # of each batch; threads may append to a list at once

    def of(self, strings: pl.Series) -> np.ndarray:
        """The number of each string."""
        numbers = strings.cast(self._kept.dtype).to_physical().to_numpy()
        self._highest.append(int(numbers.max()) if len(numbers) else -1)
        return numbers

    def strings(self) -> pl.Series:
        """All strings, in the order of their numbers."""
        return pl.Series(np.arange(max(self._highest) + 1, dtype=np.uint32)).cat.to(self._kept.dtype).cast(pl.String)


def number(strings: pl.Series) -> tuple[np.ndarray, pl.Series]:
    """For each row of a column, the place of its string among the distinct strings; and these.

    >>> codes, distinct = number(pl.Series(["b", "a", "b"]))
    >>> distinct[codes].to_list()
    ['b', 'a', 'b']
    """
    coded = strings.to_arrow(compat_level=pl.CompatLevel.oldest()).dictionary_encode()
    return coded.indices.to_numpy(), pl.Series(coded.dictionary, dtype=pl.String)


def ranked(strings: pl.Series) -> tuple[pl.Series, np.ndarray]:
    """Distinct strings in the order of their code points, and the place there of each.

    >>> ordered, rank = ranked(pl.Series(["b", "a"]))
    >>> ordered.to_list(), rank.tolist()
    (['a', 'b'], [1, 0])
    """
    order, rank = strings.arg_sort(), np.empty(len(strings), dtype=np.uint32)
    rank[order.to_numpy()] = np.arange(len(strings), dtype=np.uint32)
    return strings.gather(order), rank


def tally(numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct numbers in rising order, and how often each occurs; Polars sorts them in half the time that `np.unique` takes.

    Small ones are sorted as such, in half that time again; none may be below 0.

    >>> [found.tolist() for found in tally(np.array([7, 3, 7]))]
    [[3, 7], [1, 2]]
    """
    small = numbers.astype(np.uint32 if numbers.max(initial=0) < 2**32 else np.uint64)
    ordered = pl.Series(small).sort(multithreaded=False).to_numpy()
    last = np.flatnonzero(np.append(ordered[1:] != ordered[:-1], [True] * (len(ordered) > 0)))
    return ordered[last], np.diff(last, prepend=-1)
