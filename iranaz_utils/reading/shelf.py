"""The texts of a corpus: a few are kept in memory, many are put aside and read when something looks at them.

A large corpus is mostly text, and most of what is asked of it (sides, dates, outlets) never touches that. So texts go to a temporary file
as they are read, and the column of the documents table lies over this file: a page of it comes into memory when a measure reads it, and
the system may drop it again. Polars and pandas work on it where it is. The file has no name that could stay behind, and goes with the
last table that uses it.
"""

from __future__ import annotations

import mmap
import tempfile
from typing import TYPE_CHECKING

import pandas as pd

from iranaz_utils.tables import TEXT, CorpusError

if TYPE_CHECKING:
    import pyarrow as pa

#: Characters that are held before they are put aside; a corpus that is smaller stays in memory.
HELD = 2_000_000


class Shelf:
    """Takes one text after the other, and gives all of them as a column.

    Examples
    --------
    >>> shelf = Shelf()
    >>> shelf.add(["The bridge is open."])
    >>> shelf.texts().tolist()
    ['The bridge is open.']
    """

    def __init__(self):
        self._held: list[str] = []
        self._characters = 0
        self._aside: _Aside | None = None

    def add(self, texts: list[str]) -> None:
        """Take some texts.

        Raises
        ------
        CorpusError
            If there is no room to put texts aside.
        """
        self._held += texts
        self._characters += sum(map(len, texts))
        if self._characters >= HELD:
            self._put_aside()

    def texts(self) -> pd.Series:
        """All texts, in the order in which they came."""
        if self._aside is None:
            return pd.Series(self._held, dtype=TEXT)
        self._put_aside()
        return pd.Series(pd.array(self._aside.mapped(), dtype=TEXT))

    def let_go(self) -> None:
        """Let the system drop the pages of the file that were looked at. What is asked for again, it reads again."""
        if self._aside:
            self._aside.let_go()

    def _put_aside(self) -> None:
        try:
            self._aside = self._aside or _Aside()
            self._aside.write(self._held)
        except OSError as error:
            place = tempfile.gettempdir()
            raise CorpusError(f"texts cannot be put aside in {place!r}: {error}; set TMPDIR to a folder with room") from error
        self._held, self._characters = [], 0


class _Aside:
    """A file of texts in Arrow's format, without a name."""

    def __init__(self):
        import pyarrow as pa

        self.file = tempfile.TemporaryFile(prefix="iranaz-")  # noqa: SIM115  (`mapped` closes it)
        self.schema = pa.schema([("text", pa.large_string())])
        self.writer = pa.ipc.new_file(self.file, self.schema)
        self.pages: mmap.mmap | None = None

    def write(self, texts: list[str]) -> None:
        """Add some texts."""
        import pyarrow as pa

        self.writer.write_batch(pa.record_batch([pa.array(texts, pa.large_string())], schema=self.schema))

    def mapped(self) -> pa.ChunkedArray:
        """All texts, none of them read yet."""
        import pyarrow as pa

        self.writer.close()
        self.file.flush()
        self.pages = mmap.mmap(self.file.fileno(), 0, access=mmap.ACCESS_READ)
        self.file.close()
        return pa.ipc.open_file(pa.BufferReader(pa.py_buffer(self.pages))).read_all().column("text")

    def let_go(self) -> None:
        """Drop the pages; not every system can be told to."""
        if self.pages and hasattr(mmap, "MADV_DONTNEED"):
            self.pages.madvise(mmap.MADV_DONTNEED)
