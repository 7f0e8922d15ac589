"""Wire copies: articles that say again, word for word, what an earlier article said.

Texts are compared as sets of runs of `SHINGLE` words. An article is a copy of an earlier one when the two have at least `SIMILAR` of all
their runs in common (Jaccard), or when the earlier one holds at least `HELD` of those of the later (containment: a report cut short). A
later article that repeats a background of four fifths and tells something new in front of it is no copy.

All pairs are never compared. Each article is stood for by the runs with the smallest hashes, and only articles that share some of these
are compared in full, each with the first and with the latest that has the same run: the work grows with the text, not with its square.

References: Broder 1997 (resemblance and containment, smallest hashes).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import polars as pl

from iranaz_utils.tables import COLUMNS

SHINGLE, SIMILAR, HELD = 3, 0.8, 0.9
#: An article is stood for by the runs in the lowest eighth of all hashes, a short one by about so many.
SAMPLE, LEAST_SAMPLE = 8, 16
#: The share of these that two articles must have in common to be compared. It is low because a run may first stand in a third one.
PROMISING = 0.15
#: Bytes of text that are taken apart at once, and pairs of articles that are compared in full at once.
BATCH, COMPARED = 2_000_000, 1_000

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
#: Two places as one number.
_PAIR = 1 << 32
_PAIRS = {"copy": pl.UInt32, "earlier": pl.UInt32}
_NO_RUNS = pl.DataFrame(schema={"place": pl.UInt32, "run": pl.UInt64})


def duplicates(documents: pd.DataFrame) -> pd.Series:
    """For each article the one that it copies, or missing.

    The earlier of two articles is the one with the earlier date, an undated one the later; between equals the order of the table
    decides. What a copy of a copy repeats is the original: an article named here copies no other.

    Parameters
    ----------
    documents
        Columns `doc_id`, `date` and `text`.

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
    frame = pl.DataFrame({"date": documents["date"], "text": documents["text"].astype("str")}, nan_to_null=True)
    frame = frame.with_row_index("row").sort("date", "row", nulls_last=True)
    texts = frame["text"].fill_null("")
    originals = _originals(_same_words(texts), _near(texts))
    ids = documents["doc_id"].to_numpy()[frame["row"].to_numpy()]
    found = np.where(originals == np.arange(len(ids)), None, ids[originals])
    back = np.empty_like(found)
    back[frame["row"].to_numpy()] = found
    return pd.Series(back, index=documents.index, dtype=COLUMNS["documents"]["duplicate_of"])


def _originals(*earlier: np.ndarray) -> np.ndarray:
    """The original of each article, given the earlier articles that it repeats; places are in the order of time."""
    originals = np.min(earlier, axis=0)
    for place, repeated in enumerate(originals.tolist()):
        originals[place] = originals[repeated]
    return originals


def _same_words(texts: pl.Series) -> np.ndarray:
    """The place of the first text with the same words, whatever stands between them."""
    hashes = pl.concat([pl.Series(dtype=pl.UInt64), *(_hash_of_words(texts[batch]) for batch in _batches(texts))])
    frame = pl.DataFrame({"words": hashes}).with_row_index("place")
    return frame.select(pl.col("place").first().over("words").cast(pl.Int64))["place"].to_numpy().copy()


def _hash_of_words(texts: pl.Series) -> pl.Series:
    """A number for the words of each text; one without words is taken as it stands."""
    words = _lower(texts).str.replace_all(r"[^\p{L}\p{M}\p{N}]+", " ").str.strip_chars()
    return pl.select(pl.when(words == "").then(texts).otherwise(words)).to_series().hash()


def _batches(texts: pl.Series) -> Iterator[slice]:
    """Slices of about `BATCH` bytes, so that the work on a large corpus needs no more memory than on a small one."""
    number = (texts.str.len_bytes().cum_sum() // BATCH).to_numpy()
    starts = np.flatnonzero(np.diff(number, prepend=-1)).tolist()
    yield from map(slice, starts, [*starts[1:], len(texts)])


def _lower(texts: pl.Series) -> pl.Series:
    """Lower case, with one letter for dotted and dotless I: capitals do not tell them apart in every language."""
    return texts.str.replace_many(["İ", "ı"], ["i", "i"]).str.to_lowercase()


def _near(texts: pl.Series) -> np.ndarray:
    """The place of the first text that holds enough of each text's runs; its own where none does."""
    places = np.arange(len(texts))
    pairs = _promising(pl.concat([_NO_RUNS, *(_sample(runs) for runs in _runs(texts, places))]))
    for batch in pairs.iter_slices(COMPARED):
        involved = np.unique(np.concatenate([batch["copy"], batch["earlier"]]))
        copies = _verified(batch, pl.concat([_NO_RUNS, *_runs(texts.gather(involved), involved)]).unique())
        np.minimum.at(places, copies["copy"].to_numpy(), copies["earlier"].to_numpy())
    return places


def _runs(texts: pl.Series, places: np.ndarray) -> Iterator[pl.DataFrame]:
    """The runs of words of each text, as `place` and `run`, for a batch of texts at a time."""
    for batch in _batches(texts):
        listed = _lower(texts[batch]).str.extract_all(r"[\p{L}\p{M}\p{N}]+")
        hashes = listed.explode().drop_nulls().hash().to_numpy()
        at = np.repeat(places[batch].astype(np.uint32), listed.list.len().to_numpy())
        starts = max(len(hashes) - SHINGLE + 1, 0)
        mixed = np.zeros(starts, dtype=np.uint64)
        for step in range(SHINGLE):
            mixed = (mixed ^ (mixed >> np.uint64(31))) * _MULTIPLIER + hashes[step : step + starts]
        whole = at[:starts] == at[SHINGLE - 1 :]
        yield pl.DataFrame({"place": at[:starts][whole], "run": mixed[whole]})


def _sample(runs: pl.DataFrame) -> pl.DataFrame:
    """The runs with the lowest hashes: an eighth of all, and more of a short text."""
    share = pl.max_horizontal(1 / SAMPLE, LEAST_SAMPLE / pl.len().over("place"))
    return runs.filter(pl.col("run") / 2.0**64 < share).unique()


def _promising(sample: pl.DataFrame) -> pl.DataFrame:
    """Pairs of places, `copy` and `earlier`, that share enough of the sample to be compared."""
    holders = sample.sort("run", "place").with_columns(pl.col("place").cast(pl.UInt64))
    is_first = (pl.col("run") != pl.col("run").shift(1)).fill_null(True)
    again = holders.select(
        copy="place", first=pl.when(is_first).then("place").forward_fill(), latest=pl.when(~is_first).then(pl.col("place").shift(1))
    ).drop_nulls()
    each = pl.concat([again.select(pl.col("copy") * _PAIR + pl.col(name)) for name in ("first", "latest")])["copy"]
    pairs, shared = np.unique(each.to_numpy(), return_counts=True)  # a tenth of the memory that grouping by two columns takes
    copy, earlier = np.divmod(pairs, np.uint64(_PAIR))
    enough = shared >= PROMISING * np.bincount(sample["place"])[copy.astype(np.int64)] if len(pairs) else slice(0)
    return pl.DataFrame({"copy": copy[enough], "earlier": earlier[enough]}, schema=_PAIRS)


def _verified(pairs: pl.DataFrame, runs: pl.DataFrame) -> pl.DataFrame:
    """The pairs of texts that have `SIMILAR` of all their runs in common, or of which the earlier holds `HELD` of those of the copy."""
    sizes = {name: runs.group_by(pl.col("place").alias(name)).len(f"runs_{name}") for name in ("copy", "earlier")}
    held = pairs.select("copy", "earlier").join(runs.rename({"place": "copy"}), on="copy")
    held = held.join(runs.rename({"place": "earlier"}), on=["earlier", "run"], how="semi").group_by("copy", "earlier").len("held")
    sized = held.join(sizes["copy"], on="copy").join(sizes["earlier"], on="earlier")
    both = pl.col("runs_copy") + pl.col("runs_earlier") - pl.col("held")
    return sized.filter((pl.col("held") >= SIMILAR * both) | (pl.col("held") >= HELD * pl.col("runs_copy")))
