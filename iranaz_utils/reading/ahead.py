"""Many files, one after the other, the next ones being read meanwhile.

Threads fetch the files while one of them is taken apart: where the disk is slow, nobody waits for it.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from iranaz_utils.reading.files import read
from iranaz_utils.reading.records import Found

#: From so many files on, files are read ahead, and a bar on a terminal shows how far the reading is.
SEVERAL, MANY = 50, 1_000
#: How many files are read ahead, in how many threads, and how large they may be: larger ones are read in their turn, row by row.
AHEAD, THREADS, SMALL = 64, 4, 1_000_000


def read_all(files: list[Path], root: Path, columns: Mapping[str, str] | None = None) -> Iterator[Found]:
    """The records and problems of all files, in their order.

    Parameters
    ----------
    files
        Their places. The list is emptied as they are read: so many paths would take as much memory as what is kept of their articles.
    root
        The folder that the names under which they are reported start from.
    columns
        Field → column of tables, as in `read`.

    Yields
    ------
    Record or Problem

    Examples
    --------
    >>> list(read_all([], Path("nowhere")))
    []
    """
    reads = _read_ahead if len(files) >= SEVERAL else _read_in_turn
    return reads(_with_bar(_taken(files), len(files)), root, columns)


def _read_in_turn(files: Iterable[Path], root: Path, columns: Mapping[str, str] | None) -> Iterator[Found]:
    for file in files:
        yield from read(file, file.relative_to(root).as_posix(), columns)


def _read_ahead(files: Iterable[Path], root: Path, columns: Mapping[str, str] | None) -> Iterator[Found]:
    def whole(file: Path) -> list[Found] | None:
        return list(_read_in_turn([file], root, columns)) if _is_small(file) else None

    def taken(file: Path, found: Future[list[Found] | None]) -> Iterable[Found]:
        read_ahead = found.result()
        return _read_in_turn([file], root, columns) if read_ahead is None else read_ahead

    with ThreadPoolExecutor(THREADS) as pool:
        waiting: deque[tuple[Path, Future[list[Found] | None]]] = deque()
        for file in files:
            waiting.append((file, pool.submit(whole, file)))
            if len(waiting) > AHEAD:
                yield from taken(*waiting.popleft())
        for one in waiting:
            yield from taken(*one)


def _is_small(file: Path) -> bool:
    try:
        return file.stat().st_size <= SMALL
    except OSError:  # `read` says what is wrong with it
        return False


def _taken(files: list[Path]) -> Iterator[Path]:
    """The files in their order, each taken off the list."""
    files.reverse()
    while files:
        yield files.pop()


def _with_bar(files: Iterator[Path], number: int) -> Iterable[Path]:
    """The files, with a bar on stderr where they are many and somebody looks on."""
    if number < MANY or not sys.stderr.isatty():
        return files
    from tqdm import tqdm

    return tqdm(files, total=number, desc="reading", unit=" files", leave=False)
