"""The tables that travel between the rooms: their columns and types, and the package's errors.

A table is a pandas frame whose first columns are those of `COLUMNS`, in that order; more may follow. Three functions keep it so:

========== ==================================================================
empty      the table with no rows, for a result that found nothing
shape      a frame, given the table's columns, order and types
take       the columns that a call needs, from a frame or a `Corpus`, as Polars
========== ==================================================================

>>> empty("mentions").columns.to_list()
['doc_id', 'sentence', 'name', 'kind', 'text', 'start', 'end']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from iranaz_utils.reading import Corpus

TEXT, WHOLE, REAL, DAY = "str", "int64", "float64", "datetime64[us]"

#: The group of rows whose value is missing in the column that groups them, and the one group there is without such a column.
UNKNOWN, ALL = "(unknown)", "all"

#: Table → column → pandas type. `DAY` is a calendar day without a zone; a missing day is `NaT`, a missing text `NaN`.
COLUMNS: dict[str, dict[str, str]] = {
    "documents": {
        "doc_id": TEXT, "title": TEXT, "date": DAY, "date_from": TEXT, "author": TEXT, "outlet": TEXT, "side": TEXT, "side_from": TEXT,
        "language": TEXT, "text": TEXT, "path": TEXT, "sha256": TEXT, "duplicate_of": TEXT,
    },
    "problems": {"path": TEXT, "severity": TEXT, "problem": TEXT, "action": TEXT},
    "tokens": {
        "doc_id": TEXT, "sentence": WHOLE, "position": WHOLE, "token": TEXT, "term": TEXT, "kind": TEXT, "start": WHOLE, "end": WHOLE,
    },
    "mentions": {"doc_id": TEXT, "sentence": WHOLE, "name": TEXT, "kind": TEXT, "text": TEXT, "start": WHOLE, "end": WHOLE},
    "timexes": {
        "doc_id": TEXT, "sentence": WHOLE, "type": TEXT, "value": TEXT, "first": DAY, "last": DAY, "text": TEXT, "start": WHOLE,
        "end": WHOLE,
    },
    "frequency": {
        "group": TEXT, "term": TEXT, "n": WHOLE, "documents": WHOLE, "rate": REAL, "rate_low": REAL, "rate_high": REAL, "dispersion": REAL,
        "base_tokens": WHOLE, "base_documents": WHOLE, "rank": WHOLE,
    },
    "keyness": {
        "term": TEXT, "n_target": WHOLE, "n_reference": WHOLE, "documents_target": WHOLE, "documents_reference": WHOLE, "rate_target": REAL,
        "rate_reference": REAL, "g2": REAL, "log_ratio": REAL, "lrc": REAL, "dispersion": REAL, "p_documents": REAL, "base_target": WHOLE,
        "base_reference": WHOLE,
    },
    "collocates": {
        "collocate": TEXT, "n": WHOLE, "n_node": WHOLE, "n_collocate": WHOLE, "expected": REAL, "g2": REAL, "log_dice": REAL, "npmi": REAL,
        "mi3": REAL, "t_score": REAL, "base_tokens": WHOLE,
    },
    "kwic": {
        "doc_id": TEXT, "date": DAY, "outlet": TEXT, "side": TEXT, "sentence": WHOLE, "left": TEXT, "node": TEXT, "right": TEXT,
        "start": WHOLE, "end": WHOLE,
    },
    "comentions": {
        "name_a": TEXT, "name_b": TEXT, "n": WHOLE, "n_a": WHOLE, "n_b": WHOLE, "expected": REAL, "g2": REAL, "npmi": REAL,
        "log_dice": REAL, "p": REAL, "q": REAL, "documents": WHOLE, "base_units": WHOLE,
    },
    "timeline": {
        "group": TEXT, "period": TEXT, "n": WHOLE, "n_total": WHOLE, "share": REAL, "share_low": REAL, "share_high": REAL, "status": TEXT,
    },
    "events": {
        "date": DAY, "precision": TEXT, "doc_id": TEXT, "outlet": TEXT, "side": TEXT, "sentence": WHOLE, "text": TEXT, "names": TEXT,
    },
}  # fmt: skip


class IranazError(Exception):
    """Base of every error that the package raises on purpose; its text says what was got, where, and what to do."""


class CorpusError(IranazError):
    """The articles cannot be read at all: no such path, an empty folder, nothing that is text."""


class ProfileError(IranazError):
    """A profile is missing or one of its files has a fault; the text names the file and the line."""


class ColumnError(IranazError, ValueError):
    """A table lacks a column, or a column holds another type than the table promises."""


class ParameterError(IranazError, ValueError):
    """A value that a function, notebook or command does not take; the text lists those it takes."""


class BaseError(IranazError, ValueError):
    """A rate or share was asked of nothing: no tokens, no documents, or no units to count in."""


def empty(table: str) -> pd.DataFrame:
    """The table with its columns and types and no rows.

    Examples
    --------
    >>> len(empty("timeline")), str(empty("timeline")["n"].dtype)
    (0, 'int64')
    """
    import pandas as pd  # in the functions: whoever only needs the errors does not wait for it

    return pd.DataFrame({column: pd.Series(dtype=dtype) for column, dtype in COLUMNS[table].items()})


def shape(table: str, frame: pd.DataFrame | pl.DataFrame) -> pd.DataFrame:
    """A frame as `table`: the promised columns first, in order, with their types; further columns follow as they are.

    Raises
    ------
    ColumnError
        If a promised column is missing or cannot take its type.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"action": ["left out"], "path": ["a.txt"], "severity": ["error"], "problem": ["empty"]}
    >>> shape("problems", pd.DataFrame(row)).columns.to_list()
    ['path', 'severity', 'problem', 'action']
    """
    import polars as pl

    found = frame.to_pandas() if isinstance(frame, pl.DataFrame) else frame
    promised = COLUMNS[table]
    if missing := [column for column in promised if column not in found.columns]:
        raise ColumnError(f"the table {table} needs the columns {', '.join(missing)}; got {_listed(found.columns)}")
    ordered = found[[*promised, *(column for column in found.columns if column not in promised)]]
    try:
        return ordered.astype(promised).reset_index(drop=True)
    except (TypeError, ValueError) as error:
        raise ColumnError(f"the table {table} cannot be made: {error}") from error


def take(source: pd.DataFrame | Corpus, *columns: str, table: str = "documents", optional: tuple[str, ...] = ()) -> pl.DataFrame:
    """The columns that a call needs, from a frame or a `Corpus`, as a Polars frame over the same Arrow data.

    Parameters
    ----------
    source
        A pandas frame with at least `columns`, or a `Corpus`, whose documents are taken.
    columns
        Columns that must be there.
    table
        The table that `source` is meant to be; names it in the error and gives the columns their types.
    optional
        Columns taken where they are there and made as missing where they are not.

    Raises
    ------
    ColumnError
        If a column of `columns` is not there, or `doc_id` stands on two rows of a documents table.

    Examples
    --------
    >>> import pandas as pd
    >>> take(pd.DataFrame({"doc_id": ["a"], "text": ["Baku."]}), "doc_id", "text", optional=("side",)).row(0)
    ('a', 'Baku.', None)
    """
    import pandas as pd
    import polars as pl

    frame = source if isinstance(source, pd.DataFrame) else getattr(source, "documents", source)
    if not isinstance(frame, pd.DataFrame):
        raise ColumnError(f"expected a pandas frame with the columns of {table}, got {type(source).__name__}")
    if missing := [column for column in columns if column not in frame.columns]:
        raise ColumnError(f"{table} needs the columns {', '.join(missing)}; got {_listed(frame.columns)}")
    made = {column: COLUMNS[table].get(column) for column in (*columns, *optional)}
    rows = range(len(frame))
    series = {
        column: _typed(frame[column], dtype, table) if column in frame.columns else pd.Series(dtype=dtype or TEXT).reindex(rows)
        for column, dtype in made.items()
    }
    taken = pl.DataFrame({column: pl.from_pandas(values, nan_to_null=True) for column, values in series.items()})
    if table == "documents" and "doc_id" in taken.columns and (twice := taken["doc_id"].is_duplicated()).any():
        raise ColumnError(f"doc_id must be unique in documents; {taken['doc_id'].filter(twice)[0]!r} stands on more than one row")
    return taken


def _typed(series: pd.Series, dtype: str | None, table: str) -> pd.Series:
    if dtype is None:
        return series
    try:
        return series.astype(dtype)
    except (TypeError, ValueError) as error:
        raise ColumnError(f"{table}.{series.name} must be {dtype}: {error}") from error


def _listed(columns) -> str:
    return ", ".join(map(str, columns)) or "no columns"
