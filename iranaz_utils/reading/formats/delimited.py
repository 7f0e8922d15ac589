"""CSV and its kin → records: cells parted by comma, semicolon, tab or `|`, read line by line.

A quote that is opened and never closed would swallow the rest of the table. Its line becomes a problem, and the reading starts anew with
the next one; lines are held only as long as they may be needed for that.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from iranaz_utils.reading.encodings import encoding_of
from iranaz_utils.reading.formats.columns import Columns, Row, articles, by_name, chosen
from iranaz_utils.reading.records import Problem, Record, Source, Unreadable

#: The longest row, in characters: what an open quote may swallow before it is given up.
MAX_ROW = 16_000_000
#: Lines and characters that tell the delimiter.
SNIFFED, SNIFFED_CHARACTERS = 50, 500_000
#: Quotes that are never closed in one table; each costs a second look at the lines behind it.
MAX_BROKEN = 100


def delimited(source: Source, given: Columns = ()) -> Iterator[Record | Problem]:
    """The articles of a table of lines, one a row; the delimiter is told from the first lines."""
    with source.opens() as stream:
        encoding, note = encoding_of(stream)
    if note:
        yield Problem(source.name, "info", note, "read")
    csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW))  # the default is shorter than a long article
    with source.opens() as stream, io.TextIOWrapper(stream, encoding, errors="replace", newline="") as lines:
        yield from articles(source.name, _rows(_Lines(lines), source.name, given), given)


class _Lines:
    """The lines of a table. Those of the row that is being read are kept, so that they can be read again."""

    def __init__(self, stream: io.TextIOBase):
        self.stream = stream
        self.row: list[str] = []
        self.again: list[str] = []
        self.number = self.size = 0
        self.is_cut = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if not (line := self.again.pop() if self.again else self.stream.readline(MAX_ROW + 1)):
            raise StopIteration
        self.row.append(line)
        self.size += len(line)
        if self.size > MAX_ROW:
            self.is_cut = True
            raise csv.Error("the row is too long")
        return line

    def first(self) -> list[str]:
        """The first lines, which will be read again."""
        lines: list[str] = []
        while len(lines) < SNIFFED and sum(map(len, lines)) < SNIFFED_CHARACTERS and (line := self.stream.readline(MAX_ROW + 1)):
            lines.append(line)
            if not _is_whole(line):
                break
        self.again = lines[::-1]
        return lines

    def begin(self) -> None:
        """The row before is done with."""
        self.number += len(self.row)
        self.row, self.size, self.is_cut = [], 0, False

    def give_up(self) -> None:
        """Leave out the first line of the row; those behind it are read again."""
        self.again += self.row[:0:-1]
        rest = self.row[0] if len(self.row) == 1 else "\n"
        while rest and not _is_whole(rest):
            rest = self.stream.readline(MAX_ROW)
        del self.row[1:]


def _is_whole(line: str) -> bool:
    return line.endswith(("\n", "\r"))


def _rows(lines: _Lines, name: str, given: Columns) -> Iterator[Row | Problem]:
    """The rows of a table, by the names in its first one."""
    delimiter = _delimiter(lines, given)
    header: list[str] = []
    number = 0
    for cells in _cells(lines, delimiter, name):
        if isinstance(cells, Problem):
            yield cells
        elif not header:
            header = [column.strip() for column in cells]
        elif any(cells):
            number += 1
            if len(header) == 1:
                cells = [delimiter.join(cells)]
            if any(cells[len(header) :]):
                problem = (
                    f"the row has {len(cells)} cells, the table {len(header)} columns; a text with {delimiter!r} in it lacks its quotes"
                )
                yield Problem(f"{name}:{number}", "error", problem, "left out")
            else:
                yield number, by_name(header, cells)
    if header and not number:
        chosen(tuple(header), given)


def _cells(lines: _Lines, delimiter: str, name: str) -> Iterator[list[str] | Problem]:
    """Each row as its cells; where a quote is not closed, its line is a problem and the reading starts anew behind it."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    given_up = undoubled = width = 0
    while given_up < MAX_BROKEN:
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            if len(lines.row) > 1 or lines.is_cut:
                given_up += 1
                problem = "opens a quote that is never closed" if len(lines.row) > 1 else "is too long"
                yield Problem(name, "error", f"line {lines.number + 1} {problem}", "left out; the lines behind it are read")
                lines.give_up()
                continue
            undoubled += 1
            cells = _as_it_stands(lines.row[0], delimiter, width)
        width = width or len(cells)
        yield cells
    if undoubled:
        yield Problem(name, "warning", f"rows with quotes within a cell that are not doubled: {undoubled}", "read as they stand")
    if given_up >= MAX_BROKEN:
        yield Problem(name, "error", f"{MAX_BROKEN} lines open a quote that is never closed", "the rest left out; save the table anew")


def _as_it_stands(line: str, delimiter: str, width: int) -> list[str]:
    """The cells of a line whose quotes follow no rule: cut at each delimiter, if that makes as many cells as there should be."""
    cells = [cell.strip() for cell in line.strip("\r\n").split(delimiter)]
    if len(cells) != width:
        return next(csv.reader([line], delimiter=delimiter))
    return [cell[1:-1] if len(cell) > 1 and cell[0] == cell[-1] == '"' else cell for cell in cells]


def _delimiter(lines: _Lines, given: Columns) -> str:
    """The sign that parts the cells: with which the first row names most fields, and the next ones have as many cells."""
    sample = [line[:SNIFFED_CHARACTERS] for line in lines.first()]
    if sample and sample[0].lower().startswith("sep=") and len(sample[0].strip()) == 5:  # a line that only Excel reads
        lines.again.pop()
        lines.number += 1
        return sample[0][4]

    def score(delimiter: str) -> tuple[int, int, int]:
        rows = list(csv.reader(sample, delimiter=delimiter))
        header = tuple(column.strip() for column in rows[0]) if rows else ()
        try:
            fields = len(chosen(header, given))
        except Unreadable:
            fields = 0
        return fields, sum(len(row) == len(header) for row in rows) if len(header) > 1 else 0, len(header)

    return max(",;\t|", key=score)
