"""Archives → the sources in them: ZIP, TAR and gzip, read in memory, never unpacked to disk.

What an archive claims is not trusted: a member may unpack to terabytes, or have a name that leads out of the folder. The limits below bound
the memory and the time; a member that breaks them is a problem, and the others are read.
"""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PureWindowsPath

from iranaz_utils.reading.records import Problem, Source, Unreadable

#: How many times its packed size a member may unpack to; text packs to a third or a tenth. Members up to `SMALL` bytes may do more.
MAX_RATIO, SMALL = 200, 10_000_000
#: Bytes that all of an archive may unpack to, and its members.
MAX_TOTAL, MAX_MEMBERS = 16_000_000_000, 500_000
#: Bytes of a member that has to be held at once: all members of a TAR, archives in archives.
MAX_HELD = 256_000_000

#: Bytes that a gzip file is unpacked by, so that a bomb is met before it is held.
PIECE = 1 << 20

_BOMB = "left out; unpack it yourself if you trust it"


def in_zip(source: Source) -> Iterator[Source | Problem]:
    """The members of a ZIP file, in the order of their names. Each can be opened until the next one is asked for.

    Raises
    ------
    Unreadable
        If the archive is broken, or claims to hold more than the limits allow.
    """
    with open_zip(source) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            name, path = _name(info), f"{source.name}/{_name(info)}"
            if info.is_dir() or _is_hidden(name):
                continue
            if refused := _refused(name, stat.S_ISLNK(info.external_attr >> 16)):
                yield Problem(path, "warning", refused, "left out")
            elif info.flag_bits & 1:
                yield Problem(path, "error", "it is encrypted", "left out; unpack it with its password")
            elif _is_bomb(info.file_size, info.compress_size):
                yield Problem(path, "error", _bomb_text(info.file_size, info.compress_size), _BOMB)
            else:
                yield Source(path, partial(archive.open, info), info.file_size)


@contextmanager
def open_zip(source: Source) -> Iterator[zipfile.ZipFile]:
    """A ZIP file whose claims are within the limits.

    Raises
    ------
    Unreadable
        If it is broken, or claims to hold more than they allow.
    """
    with source.seekable(MAX_HELD) as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError) as error:
            raise Unreadable(f"the archive is broken or cut off: {error}", "left out; fetch or pack it again") from None
        infos = archive.infolist()
        total = sum(info.file_size for info in infos)
        if total > MAX_TOTAL or len(infos) > MAX_MEMBERS:
            raise Unreadable(f"the archive claims to hold {len(infos):,} files of {total:,} bytes", _BOMB)
        yield archive


def check_office(archive: zipfile.ZipFile) -> None:
    """See that the parts of an office document are no larger than what can be held.

    Raises
    ------
    Unreadable
        If one is.
    """
    for info in archive.infolist():
        if _is_bomb(info.file_size, info.compress_size) or (info.filename.endswith(".xml") and info.file_size > MAX_HELD):
            raise Unreadable(_bomb_text(info.file_size, info.compress_size), _BOMB)


def in_tar(source: Source) -> Iterator[Source | Problem]:
    """The members of a TAR file, in their order, each held while it is read.

    Raises
    ------
    Unreadable
        If the archive is broken, or holds more than the limits allow.
    """
    try:
        with source.opens() as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for number, member in enumerate(archive, 1):
                name, path = member.name, f"{source.name}/{member.name}"
                if number > MAX_MEMBERS:
                    raise Unreadable(f"the archive holds more than {MAX_MEMBERS:,} files", _BOMB)
                if member.isdir() or _is_hidden(name):
                    continue
                if refused := _refused(name, not member.isfile()):
                    yield Problem(path, "warning", refused, "left out")
                elif member.size > MAX_HELD:
                    yield Problem(path, "error", f"it is too large to be read from a TAR: {member.size:,} bytes", "left out; unpack it")
                else:
                    data = archive.extractfile(member).read()  # type: ignore[union-attr]  # a plain file has content
                    yield Source(path, partial(io.BytesIO, data), len(data))
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Unreadable(f"the archive is broken or cut off: {error}", "what stands before is read; fetch or pack it again") from None


def unpacked(source: Source) -> Source:
    """What a gzip file holds, as a source that refuses to unpack to more than the limits allow."""
    name = source.kind_name
    inner = name[:-3] if name.lower().endswith(".gz") else name[:-4] + ".tar" if name.lower().endswith(".tgz") else name
    return Source(source.name, lambda: io.BufferedReader(_Unpacking(source)), kind_name=inner)


class _Unpacking(io.RawIOBase):
    """A gzip stream that counts what comes out of it."""

    mode = "gzip"

    def __init__(self, source: Source):
        self.packed, self.read_so_far = source.size or 0, 0
        self._inner = source.opens()
        self._gzip = gzip.GzipFile(fileobj=self._inner)

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer) -> int:
        """The next bytes."""
        try:
            data = self._gzip.read(min(len(buffer), PIECE))
        except (EOFError, OSError, zlib.error) as error:
            raise Unreadable(f"the archive is broken or cut off: {error}", "left out; fetch or pack it again") from None
        self.read_so_far += len(data)
        if _is_bomb(self.read_so_far, self.packed) or self.read_so_far > MAX_TOTAL:
            raise Unreadable(_bomb_text(self.read_so_far, self.packed), _BOMB)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the file beneath too."""
        if not self.closed:
            self._gzip.close()
            self._inner.close()
        super().close()


def _is_bomb(size: int, packed: int) -> bool:
    return size > SMALL and size > MAX_RATIO * max(packed, 1)


def _bomb_text(size: int, packed: int) -> str:
    return f"{packed:,} bytes unpack to {size:,} or more, which no text does"


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; most programs write UTF-8 and many forget to say so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _is_hidden(name: str) -> bool:
    parts = PureWindowsPath(name).parts  # of either slash
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in parts)


def _refused(name: str, is_special: bool) -> str | None:
    """Why a member is not looked at: it points elsewhere, or its name does."""
    if is_special:
        return "it is a link or a device, not a file"
    windows = PureWindowsPath(name)
    if name.startswith("/") or windows.drive or windows.root or ".." in windows.parts:
        return "its name leads out of the archive"
    return None
