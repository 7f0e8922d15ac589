"""Documents in parts: by language, because each has its own rules, and by size, so that memory does not grow with the corpus."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import polars as pl

#: Bytes of text that are worked on at a time.
SIZE = 8 << 20


def batches(documents: pl.DataFrame, size: int = SIZE) -> Iterator[pl.DataFrame]:
    """The documents in runs of about `size` bytes of text each, in order; a longer text is a run of its own.

    Examples
    --------
    >>> [len(batch) for batch in batches(pl.DataFrame({"text": ["ab", "cd", "ef"]}), size=4)]
    [2, 1]
    """
    upto = documents["text"].str.len_bytes().fill_null(0).cum_sum()
    first = 0
    while first < len(documents):
        before = upto[first - 1] if first else 0
        last = max(upto.search_sorted(before + size, side="right"), first + 1)
        yield documents[first:last]
        first = last


def by_language(documents: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """The documents of each language, with their `row` in all of them; a missing language is English.

    Examples
    --------
    >>> [(language, len(part)) for language, part in by_language(pl.DataFrame({"text": ["a", "b"], "language": ["az", None]}))]
    [('az', 1), ('en', 1)]
    """
    language = pl.col("language").cast(pl.String).fill_null("en") if "language" in documents.columns else pl.lit("en")
    numbered = documents.drop("row", strict=False).with_columns(language=language).with_row_index("row")
    for (name,), part in numbered.group_by("language", maintain_order=True):
        yield name, part


def mapped(work: Callable, *columns: list) -> list:
    """What `work` makes of each batch, in their order, several at once: Polars and NumPy let other threads run while they work.

    The threads last: what memory a thread has freed waits for its next batch, and would stay behind if the thread ended. Work that one of
    them hands out in its turn is done by itself, so that none waits for another.

    >>> mapped(lambda batch: mapped(len, batch), [["a", "bc"], ["def", ""]])
    [[1, 2], [3, 0]]
    """
    if len(columns[0]) < 2 or getattr(_here, "at_work", False):
        return list(map(work, *columns))
    return list(_threads().map(work, *columns))


_here = threading.local()


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(pl.thread_pool_size(), initializer=lambda: setattr(_here, "at_work", True))
