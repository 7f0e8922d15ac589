"""What reading passes on: records and problems; and what it reads from: sources."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

#: How much of a source is looked at to tell what it is. A file no larger than this is opened once.
HEAD = 65_536
#: Tables beside the articles that speak of them, see `metadata`.
SIDECARS = ("metadata.csv", "metadata.xlsx")


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it stands on disk: where it was, its text, the hash of what was read, and the fields that came with it."""

    path: str
    text: str
    sha256: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """A row of the problems table; `severity` is error (left out), warning (doubtful) or info (repaired, or left out on purpose)."""

    path: str
    severity: str
    problem: str
    action: str


Found = Record | Problem


@dataclass(frozen=True)
class Export:
    """What an export of a news database holds: the text and the fields of each article, and how many it says that there are."""

    database: str
    articles: list[tuple[str, dict[str, str]]]
    declared: int | None = None


class Unreadable(ValueError):  # noqa: N818  (it says what the thing is)
    """Something that cannot be read, with what the reader of the problem can do about it."""

    def __init__(self, problem: str, action: str = "left out; open the file and save it anew"):
        super().__init__(problem)
        self.action = action


class Source:
    """Bytes with a name that can be opened any number of times: a file, or a member of an archive.

    `name` is the path under which its articles are reported, `kind_name` the file name whose extension counts (`a.csv` for `a.csv.gz`).

    Examples
    --------
    >>> from io import BytesIO
    >>> Source("a.zip/b.txt", lambda: BytesIO(b"The bridge is open."), 19).data(100)
    b'The bridge is open.'
    """

    def __init__(self, name: str, opens: Callable[[], IO[bytes]], size: int | None = None, kind_name: str | None = None):
        self.name, self.opens, self.size, self.kind_name = name, opens, size, kind_name or name
        self._whole: bytes | None = None

    def head(self) -> bytes:
        """The first `HEAD` bytes; where there are no more, `data` needs no second opening."""
        if self._whole is None:
            with self.opens() as stream:
                head = stream.read(HEAD)
            if len(head) == HEAD:
                return head
            self._whole = head
        return self._whole

    def data(self, limit: int) -> bytes:
        """All bytes.

        Raises
        ------
        Unreadable
            If there are more than `limit`.
        """
        if self.size is not None and self.size > limit:
            raise too_large(self.size, limit)
        if self._whole is None:
            with self.opens() as stream:
                found = stream.read(limit + 1)
            if len(found) > limit:
                raise too_large(len(found), limit)
            return found
        return self._whole

    def seekable(self, limit: int) -> IO[bytes]:
        """A stream in which one can go back: the file itself, or all bytes of a member, if they are not more than `limit`."""
        stream = self.opens()
        if isinstance(stream, io.BytesIO) or isinstance(getattr(stream, "raw", None), io.FileIO):
            return stream
        stream.close()
        return io.BytesIO(self.data(limit))


def too_large(size: int, limit: int) -> Unreadable:
    """What to say of something larger than an article can be."""
    return Unreadable(
        f"it is too large for one article: {_megabytes(size)}, more than {_megabytes(limit)}",
        "left out; split it, or make it a table with one article a row",
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size:,} bytes"
