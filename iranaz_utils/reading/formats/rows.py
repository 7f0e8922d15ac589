"""Excel, JSON and Parquet → records, a row at a time: however large the table is, only the rows being handled are held.

========== ============================================================
workbook   Excel, every sheet that has a column with text
json_lines an object a line
json_text  an array of objects, an object of them, or one article
parquet    record batch by record batch
========== ============================================================

Each of them takes a source and the columns that the reader names, and gives records and problems. A row that is broken is a problem;
the rows around it survive.
"""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from iranaz_utils.reading.encodings import decode, encoding_of
from iranaz_utils.reading.formats.columns import Columns, Row, articles, by_name, chosen
from iranaz_utils.reading.records import Problem, Record, Source, Unreadable

#: The longest row of a table, in characters, and the largest table that has to be held at once, in bytes.
MAX_ROW, MAX_HELD = 16_000_000, 256_000_000
#: Rows of a Parquet file that are held at once, and bytes of it that are read at once.
BATCH, PIECE = 256, 1 << 20
#: Rows of a sheet among which its header is looked for, and objects in objects in which a list of articles is.
HEADER_ROWS, MAX_DEPTH = 10, 3


def json_lines(source: Source, given: Columns = ()) -> Iterator[Record | Problem]:
    """The articles of a file with a JSON object on each line."""
    with source.opens() as stream:
        encoding, note = encoding_of(stream)
    if note:
        yield Problem(source.name, "info", note, "read")
    with source.opens() as stream, io.TextIOWrapper(stream, encoding, errors="replace", newline="\n") as lines:
        yield from articles(source.name, _objects(lines, source.name), given)


def json_text(source: Source, given: Columns = ()) -> Iterator[Record | Problem]:
    """The articles of a JSON file, wherever in it they are listed."""
    text, note = decode(source.data(MAX_HELD))
    try:
        found = json.loads(text)
    except RecursionError:
        raise Unreadable("the JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        if not error.msg.startswith("Extra data"):
            raise Unreadable(f"it is not JSON: {error}") from None
        yield from json_lines(source, given)  # an object a line, under the wrong extension
        return
    if note:
        yield Problem(source.name, "info", note, "read")
    yield from articles(source.name, enumerate(_listed(found, given), 1), given)


def parquet(source: Source, given: Columns = ()) -> Iterator[Record | Problem]:
    """The articles of a Parquet file."""
    from pyarrow.parquet import ParquetFile

    with source.seekable(MAX_HELD) as stream:
        table = ParquetFile(stream, buffer_size=PIECE, pre_buffer=False)
        columns = list(dict.fromkeys(chosen(tuple(table.schema_arrow.names), given).values()))
        groups = range(table.num_row_groups)  # asked for at once, all of them are kept until the last is read
        batches = (batch for group in groups for batch in table.iter_batches(BATCH, row_groups=[group], columns=columns))
        rows = (row for batch in batches for row in batch.to_pylist())
        yield from articles(source.name, enumerate(rows, 1), given)


def workbook(source: Source, given: Columns = ()) -> Iterator[Record | Problem]:
    """The articles of an Excel file: every sheet whose first row names a column with text."""
    from openpyxl import load_workbook

    refused: list[Problem] = []
    read = 0
    with source.seekable(MAX_HELD) as stream:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and drawings, which do not matter here
            book = load_workbook(stream, read_only=True, data_only=True)
        for sheet in book.worksheets:
            name = source.name if len(book.worksheets) == 1 else f"{source.name}/{sheet.title}"
            try:
                for found in articles(name, _sheet(sheet, given), given):
                    read += isinstance(found, Record)
                    yield found
            except Unreadable as error:
                refused.append(Problem(name, "error", str(error), error.action))
    for problem in refused:  # beside a sheet of articles, one of notes is no mistake
        yield Problem(problem.path, "info", problem.problem, "left out") if read else problem


def _objects(lines: io.TextIOBase, name: str) -> Iterator[Row | Problem]:
    """The objects of a file, one a line; a line that is none is a problem."""
    number = 0
    while line := lines.readline(MAX_ROW + 1):
        number += 1
        if len(line) > MAX_ROW:
            while line and not line.endswith("\n"):
                line = lines.readline(MAX_ROW)
            yield Problem(f"{name}:{number}", "error", "the line is too long for one article", "left out")
        elif line.strip():
            try:
                found = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield Problem(f"{name}:{number}", "error", f"the line is not JSON: {error}", "left out")
            else:
                yield (number, found) if isinstance(found, dict) else Problem(f"{name}:{number}", "error", "no JSON object", "left out")


def _listed(found: object, given: Columns) -> list[dict[str, object]]:
    """The objects that are articles: the list itself, the longest list in an object, the object, or its columns."""
    if isinstance(found, list):
        return [item for item in found if isinstance(item, dict)] or _none_listed()
    if not isinstance(found, dict):
        return _none_listed()
    lists = list(_lists(found))
    if _has_text(found, given):
        columns = [value for value in found.values() if isinstance(value, dict)]
        if len(columns) == len(found):  # column → row → cell, as pandas writes it
            return [{column: cells.get(key) for column, cells in found.items()} for key in columns[0]]
        return [found]
    if lists:
        return max(lists, key=len)
    if found and all(isinstance(value, dict) for value in found.values()):  # identifier → article
        return [{"doc_id": key} | value for key, value in found.items()]
    return _none_listed(found)


def _lists(found: dict[str, object], depth: int = 0) -> Iterator[list[dict[str, object]]]:
    """The lists of objects in an object, and in objects inside it, as services put them into envelopes."""
    for value in found.values():
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            yield value
        elif isinstance(value, dict) and depth < MAX_DEPTH:
            yield from _lists(value, depth + 1)


def _has_text(found: dict[str, object], given: Columns) -> bool:
    return _names_text(tuple(found), given)


def _names_text(columns: Sequence[str], given: Columns) -> bool:
    try:
        return bool(chosen(tuple(columns), given))
    except Unreadable:
        return False


def _none_listed(found: Iterable[str] = ()) -> list:
    keys = f"; its keys are {', '.join(list(found)[:20])}" if found else ""
    raise Unreadable(f"the JSON holds no list of articles{keys}", "left out; save it as a list of objects")


def _sheet(sheet, given: Columns) -> Iterator[Row]:
    """The rows of a sheet that hold anything, by the names in the first of them, or in the first that names a column with text."""
    sheet.reset_dimensions()  # some programs write wrong ones
    rows = (row for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row))
    first = list(islice(rows, HEADER_ROWS))
    headers = [[str(column).strip() if column is not None else "" for column in row] for row in first]
    place = next((place for place, names in enumerate(headers) if _names_text(names, given)), 0)
    header = headers[place] if headers else []
    chosen(tuple(header), given)
    following = chain(first[place + 1 :], rows)
    for number, row in enumerate(following, 1):
        yield number, by_name(header, row)
