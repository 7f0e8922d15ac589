"""Wire copies: articles that say again, word for word, what an earlier article said.

Texts are compared as sets of runs of `SHINGLE` words. An article is a copy of an earlier one when the two have at least `SIMILAR` of all
their runs in common (Jaccard), or when the earlier one holds at least `HELD` of those of the later (containment: a report cut short). A
later article that repeats a background of four fifths and tells something new in front of it is no copy.

All pairs are never compared. Each article is stood for by the runs with the smallest hashes, and only articles that share some of these
are compared in full, each with the first and with the latest that has the same run: the work grows with the text, not with its square.
`Fingerprints` keeps these hashes, a sixth of the text in size, so that the texts themselves can go to a file as soon as they are read.

References: Broder 1997 (resemblance and containment, smallest hashes).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
import polars as pl

from iranaz_utils.tables import COLUMNS

SHINGLE, SIMILAR, HELD = 3, 0.8, 0.9
#: An article is stood for by the runs in the lowest eighth of all hashes, a short one by about so many.
SAMPLE, LEAST_SAMPLE = 8, 16
#: The share of these that two articles must have in common to be compared. It is low because a run may first stand in a third one.
PROMISING = 0.15
#: Bytes of text that are taken apart at once, hashes that are looked through at once, and hashes of texts compared in full at once.
BATCH, SLICE, COMPARED = 500_000, 1 << 17, 10_000

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
#: Two numbers as one, to be sorted by the first and then by the second.
_HIGH, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


class Fingerprints:
    """What is kept of texts to find copies among them: a hash of the words of each, and the smallest hashes of its runs.

    Examples
    --------
    >>> prints = Fingerprints()
    >>> prints.add(["The king opened the bridge.", "the king  opened the bridge"])
    >>> len(prints)
    2
    """

    def __init__(self) -> None:
        #: A hash for the words of each text, and how many hashes stand for it.
        self.words, self.sizes = array("Q"), array("Q")
        #: A run's hash and the place of the text that it stands in, as one number each. An array grows without being copied.
        self.sample = array("Q")

    def __len__(self) -> int:
        return len(self.words)

    def add(self, texts: Sequence[str] | pl.Series) -> None:
        """Take the next texts."""
        column, first = pl.Series(texts, dtype=pl.String), len(self)
        for batch in _batches(column):
            part, places = column[batch], np.arange(batch.start, batch.stop, dtype=np.uint32) + np.uint32(first)
            hashes, many = _hashes(part)
            sample = _sample(_runs(hashes, np.repeat(places, many)))
            self.words.frombytes(np.where(many, _hash_of_all(hashes, many), part.hash().to_numpy()).tobytes())
            self.sizes.frombytes(np.bincount(sample & _LOW, minlength=batch.stop + first)[places].astype(np.uint64).tobytes())
            self.sample.frombytes(sample.tobytes())


def duplicates(documents: pd.DataFrame, prints: Fingerprints | None = None, let_go: Callable[[], None] = lambda: None) -> pd.Series:
    """For each article the one that it copies, or missing.

    The earlier of two articles is the one with the earlier date, an undated one the later; between equals the order of the table
    decides. What a copy of a copy repeats is the original: an article named here copies no other.

    Parameters
    ----------
    documents
        Columns `doc_id`, `date` and `text`.
    prints
        Those of the texts, in the order of the rows, if they were taken already. They are used up.
    let_go
        Called whenever texts have been looked at that will not be looked at soon again.

    Returns
    -------
    Series of str
        `doc_id` of the original, on the index of `documents`.

    Examples
    --------
    >>> texts = ["The king opened the bridge.", "the king  opened the bridge", "The king opened the market."]
    >>> frame = pd.DataFrame({"doc_id": ["a", "b", "c"], "date": pd.Series([pd.NaT] * 3, dtype="datetime64[us]"), "text": texts})
    >>> duplicates(frame).fillna("").tolist()
    ['', 'a', '']
    """
    texts = documents["text"].astype("str")
    if prints is None:
        prints = Fingerprints()
        prints.add(_column(texts))
    rows = np.argsort(documents["date"].to_numpy(), kind="stable")  # what has no date comes last
    originals = _originals(_same_words(prints, rows), _near(prints, texts, rows, let_go))
    ids = documents["doc_id"].to_numpy()[rows]
    found = np.where(originals == np.arange(len(ids)), None, ids[originals])
    back = np.empty_like(found)
    back[rows] = found
    return pd.Series(back, index=documents.index, dtype=COLUMNS["documents"]["duplicate_of"])


def _column(texts: pd.Series) -> pl.Series:
    """Texts for Polars, which looks at the beginning of each."""
    return pl.Series(texts, nan_to_null=True, dtype=pl.String).fill_null("")


def _originals(*earlier: np.ndarray) -> np.ndarray:
    """The original of each article, given the earlier articles that it repeats; places are in the order of time."""
    originals = np.min(earlier, axis=0)
    for place, repeated in enumerate(originals.tolist()):
        originals[place] = originals[repeated]
    return originals


def _same_words(prints: Fingerprints, rows: np.ndarray) -> np.ndarray:
    """The place of the first text with the same words, whatever stands between them."""
    frame = pl.DataFrame({"words": np.frombuffer(prints.words, np.uint64)[rows]}).with_row_index("place")
    return frame.select(pl.col("place").first().over("words").cast(pl.Int64))["place"].to_numpy().copy()


def _hashes(texts: pl.Series) -> tuple[np.ndarray, np.ndarray]:
    """A number for each word of all texts, and how many words each text has."""
    words = _lower(texts).str.extract_all(r"[\p{L}\p{M}\p{N}]+")
    return words.explode().drop_nulls().hash().to_numpy(), words.list.len().to_numpy()


def _hash_of_all(hashes: np.ndarray, many: np.ndarray) -> np.ndarray:
    """A number for the words of each text in their order."""
    ends = np.cumsum(many, dtype=np.int64)
    nth = np.arange(len(hashes)) - np.repeat(ends - many, many)
    mixed = (hashes ^ nth.astype(np.uint64) * _MULTIPLIER) * _MULTIPLIER
    upto = np.append(np.uint64(0), np.cumsum(mixed ^ mixed >> np.uint64(31)))
    return upto[ends] - upto[ends - many]


def _batches(texts: pl.Series) -> Iterator[slice]:
    """Slices of about `BATCH` bytes, so that the work on a large corpus needs no more memory than on a small one."""
    number = (texts.str.len_bytes().cum_sum() // BATCH).to_numpy()
    starts = np.flatnonzero(np.diff(number, prepend=-1)).tolist()
    yield from map(slice, starts, [*starts[1:], len(texts)])


def _lower(texts: pl.Series) -> pl.Series:
    """Lower case, with one letter for dotted and dotless I: capitals do not tell them apart in every language."""
    return texts.str.replace_many(["İ", "ı"], ["i", "i"]).str.to_lowercase()


def _near(prints: Fingerprints, texts: pd.Series, rows: np.ndarray, let_go: Callable[[], None]) -> np.ndarray:
    """The place of the first text that holds enough of each text's runs; its own where none does."""
    places = np.arange(len(rows))
    for pairs in _together(_promising(prints, rows), np.frombuffer(prints.sizes, np.uint64)[rows]):
        copy, earlier = pairs >> _HIGH, pairs & _LOW
        involved = np.unique(np.concatenate([copy, earlier]))
        wanted = pl.Series([texts.array[row] for row in rows[involved].tolist()], dtype=pl.String)
        runs = pl.concat(_runs_of(wanted[part], np.arange(part.start, part.stop)) for part in _batches(wanted))
        is_copy = _holds(runs, np.searchsorted(involved, earlier), np.searchsorted(involved, copy))
        np.minimum.at(places, copy[is_copy].astype(np.int64), earlier[is_copy].astype(np.int64))
        let_go()
    return places


def _together(pairs: np.ndarray, sizes: np.ndarray) -> list[np.ndarray]:
    """The pairs in batches of about `COMPARED` hashes, or of as many as the earlier text has: a digest is taken apart seldom."""
    pairs = pairs[np.argsort(pairs & _LOW, kind="stable")]
    copy, earlier = pairs >> _HIGH, pairs & _LOW
    work = sizes[copy] + np.where(np.diff(earlier, prepend=_LOW), sizes[earlier], 0)
    number = np.cumsum(work / np.maximum(sizes[earlier], COMPARED)) // 1
    return np.split(pairs, np.flatnonzero(np.diff(number)) + 1) if len(pairs) else []


def _runs_of(texts: pl.Series, places: np.ndarray) -> pl.DataFrame:
    hashes, many = _hashes(texts)
    return _runs(hashes, np.repeat(places.astype(np.uint32), many))


def _runs(hashes: np.ndarray, places: np.ndarray) -> pl.DataFrame:
    """The runs of words of each text, as `place` and `run`; of each word its number and the place of its text."""
    starts = max(len(hashes) - SHINGLE + 1, 0)
    mixed = np.zeros(starts, dtype=np.uint64)
    for step in range(SHINGLE):
        mixed = (mixed ^ (mixed >> np.uint64(31))) * _MULTIPLIER + hashes[step : step + starts]
    whole = places[:starts] == places[SHINGLE - 1 :]
    return pl.DataFrame({"place": places[:starts][whole], "run": mixed[whole]})


def _sample(runs: pl.DataFrame) -> np.ndarray:
    """The runs with the lowest hashes, an eighth of all and more of a short text, each as a number made of the run and its place."""
    share = pl.max_horizontal(1 / SAMPLE, LEAST_SAMPLE / pl.len().over("place"))
    low = runs.filter(pl.col("run") / 2.0**64 < share)
    return np.unique(low["run"].to_numpy() << _HIGH | low["place"].to_numpy())


def _promising(prints: Fingerprints, rows: np.ndarray) -> np.ndarray:
    """Pairs of places in the order of time, the copy and the earlier as one number, that share enough of the sample to be compared."""
    sample = np.frombuffer(prints.sample, np.uint64)
    place_of = np.empty(len(rows), np.uint64)
    place_of[rows] = np.arange(len(rows))
    for start in range(0, len(sample), SLICE):
        part = sample[start : start + SLICE]
        part[:] = part >> _HIGH << _HIGH | place_of[part & _LOW]
    sample.sort()
    pairs = array("Q")
    for part in _slices(sample):
        pairs.frombytes(_again(part).tobytes())
    sizes, enough = np.frombuffer(prints.sizes, np.uint64)[rows], [np.empty(0, np.uint64)]
    counted = np.frombuffer(pairs, np.uint64)
    counted.sort()
    for part in _slices(counted):
        pair, shared = np.unique(part, return_counts=True)
        enough.append(pair[shared >= PROMISING * sizes[pair >> _HIGH]])
    return np.concatenate(enough)


def _again(sample: np.ndarray) -> np.ndarray:
    """Each text that has a run again with the first and with the latest before it, as numbers made of two places; these can be the same."""
    run, place = sample >> _HIGH, sample & _LOW
    again = np.flatnonzero(run[1:] == run[:-1]) + 1
    copy, first, latest = place[again], place[np.searchsorted(run, run[again])], place[again - 1]
    return np.concatenate([copy << _HIGH | first, copy << _HIGH | latest])


def _slices(numbers: np.ndarray) -> Iterator[np.ndarray]:
    """Sorted numbers in slices of about `SLICE`; those with the same upper half stay together."""
    start = 0
    while start < len(numbers):
        last = numbers[min(start + SLICE, len(numbers)) - 1]
        end = int(np.searchsorted(numbers, last | _LOW, "right"))
        yield numbers[start:end]
        start = end


def _holds(runs: pl.DataFrame, earlier: np.ndarray, copy: np.ndarray) -> np.ndarray:
    """For each pair whether the texts have `SIMILAR` of all their runs in common, or the earlier one holds `HELD` of those of the copy."""
    known, rows = np.unique(_keys(runs["place"].to_numpy(), runs["run"].to_numpy()), return_index=True)
    place, run = (runs[name].gather(np.sort(rows)).to_numpy() for name in ("place", "run"))
    sizes = np.bincount(place, minlength=max(earlier.max(), copy.max()) + 1)
    pair = np.repeat(np.arange(len(copy)), sizes[copy])
    of_copy = np.arange(len(pair)) + np.repeat((np.cumsum(sizes) - sizes)[copy] - np.cumsum(sizes[copy]) + sizes[copy], sizes[copy])
    keys = _keys(earlier[pair], run[of_copy])
    held = np.bincount(pair[known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys], minlength=len(copy))
    both = sizes[copy] + sizes[earlier] - held
    return (held >= SIMILAR * both) | (held >= HELD * sizes[copy])


def _keys(place: np.ndarray, run: np.ndarray) -> np.ndarray:
    """A number for a run in a text."""
    return (run ^ place.astype(np.uint64)) * _MULTIPLIER ^ place.astype(np.uint64) << _HIGH
