"""A reader's own list of events, to be laid over a chronology: a table with the columns `date` and `title`."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from iranaz_utils.reading.dates import read_date
from iranaz_utils.reading.encodings import decode
from iranaz_utils.tables import DAY, TEXT, CorpusError, ParameterError

COLUMNS = {"date": DAY, "precision": TEXT, "title": TEXT, "line": "int64"}
#: Faults that are told at once.
MOST = 10


def load_events(path: str | Path) -> pd.DataFrame:
    r"""Read a list of events from a CSV file whose first line names the columns `date` and `title`; further ones are passed over.

    Cells may be parted by commas, semicolons or tabs. A date is a day or a month, in any form that the dates of articles may have.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    DataFrame
        `date, precision, title, line`, in the order of time: the day, or the first day of the month, as `precision` says (``day``,
        ``month``), what happened, and the line of the file.

    Raises
    ------
    CorpusError
        If there is no such file.
    ParameterError
        If a column is missing, or a line has no title or no date that can be read; the text names each line and its fault.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "events.csv"
    ...     size = file.write_text("date,title\n2031-05-03,The bridge opens\n2031-04,First talks\n")
    ...     load_events(file)[["precision", "title"]].values.tolist()
    [['month', 'First talks'], ['day', 'The bridge opens']]
    """
    file = Path(path)
    if not file.is_file():
        raise CorpusError(f"there is no file {str(path)!r} to read events from")
    try:
        lines = _lines(file)
    except (ValueError, csv.Error) as error:
        raise ParameterError(f"{file.name} is no table that can be read: {error}") from error
    rows, faults = [], []
    for number, cells in lines:
        fault, row = _event(cells)
        if fault:
            faults.append(f"line {number}: {fault}")
        else:
            rows.append([*row, number])
    if faults:
        more = f"\nand {len(faults) - MOST} more" if len(faults) > MOST else ""
        raise ParameterError(f"{file.name} is no list of events:\n" + "\n".join(faults[:MOST]) + more)
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS).sort_values(["date", "precision", "line"], ignore_index=True)


def _lines(file: Path) -> list[tuple[int, dict[str, str]]]:
    """Each line that holds something, with its number, as column → cell."""
    lines = decode(file.read_bytes())[0].split("\n")
    mark = max(",;\t", key=lines[0].count)
    reader = csv.reader(lines, delimiter=mark)
    heads = [head.strip().lower() for head in next(reader)]
    if missing := [column for column in ("date", "title") if column not in heads]:
        raise ValueError(f"it needs the columns date and title in its first line; {' and '.join(missing)} not among {heads}")
    # The number is that of the last line of a row, where a title has line breaks.
    return [(reader.line_num, dict(zip(heads, map(str.strip, row), strict=False))) for row in reader if any(map(str.strip, row))]


def _event(cells: dict[str, str]) -> tuple[str | None, list[object]]:
    """What is wrong with a line, and otherwise its date, precision and title."""
    said, title = cells.get("date", ""), cells.get("title", "")
    if not title:
        return "no title", []
    if not said:
        return "no date", []
    written = read_date(said)
    if written is None:
        return f"{said!r} is no date; write YYYY-MM-DD or YYYY-MM", []
    if written.other:
        return f"{said!r} is {written.day} or {written.other}; write YYYY-MM-DD", []
    if written.precision not in ("day", "month"):
        return f"{said!r} names a {written.precision}; an event needs a day or a month", []
    return None, [written.day, written.precision, title]
