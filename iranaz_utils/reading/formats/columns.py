"""Columns of other people's tables → the fields of a record."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache

from iranaz_utils.reading.encodings import repaired, sound
from iranaz_utils.reading.formats.html import is_marked_up, text_of
from iranaz_utils.reading.records import Problem, Record, Unreadable

#: Pairs of field and column, as the reader names them; and a row with its number.
Columns = tuple[tuple[str, str], ...]
Row = tuple[int, Mapping[str, object]]

#: Field of a record → names under which tables of others hold it, the first found counts. Case, spaces and signs do not matter.
FIELDS = {
    "text": ("text", "body", "content", "full_text", "fulltext", "article", "article_text", "body_text", "main_text", "paragraphs"),
    "title": ("title", "headline", "heading", "article_title", "slug"),
    "date": ("date", "published", "pubdate", "pub_date", "publish_date", "published_at", "publication_date", "date_published",
             "publication_datetime", "timestamp", "datetime"),
    "outlet": ("outlet", "source", "newspaper", "publisher", "publication", "source_name", "media_name", "site_name", "sitename"),
    "author": ("author", "authors", "byline", "creator"),
    "side": ("side",),
    "language": ("language", "lang", "language_code"),
    "url": ("url", "link", "uri", "source_url", "permalink"),
    "doc_id": ("doc_id", "id", "article_id", "document_id", "guid"),
}  # fmt: skip
#: Milliseconds since 1970 as text, or seconds since 2017: earlier seconds could be a day and an hour in figures of another calendar.
_MOMENT = re.compile(r"1\d{12}|1[5-9]\d{8}")
#: A day and an hour in figures, perhaps with minutes: as seconds, days from 2030 on.
_HOUR = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])(?:[0-5]\d)?")
_JOINED = {name.replace("_", ""): (field, rank) for field, names in FIELDS.items() for rank, name in enumerate(names)}


@lru_cache(maxsize=256)
def chosen(found: tuple[str, ...], given: Columns = ()) -> dict[str, str]:
    """Which of the columns of a table hold which field.

    Parameters
    ----------
    found
        The table's columns.
    given
        Pairs of field and column from the reader, which come before the names in `FIELDS`.

    Returns
    -------
    dict
        Field → column; always with `text`.

    Raises
    ------
    Unreadable
        If no column holds the text, or a given column is not there; the columns that are there are named.

    Examples
    --------
    >>> chosen(("Headline", "Pub. Date", "Body", "Pages"))
    {'title': 'Headline', 'date': 'Pub. Date', 'text': 'Body'}
    """
    if missing := [column for _, column in given if column not in found]:
        raise Unreadable(f"there is no column {', '.join(map(repr, missing))}; {_listed(found)}", _ACTION)
    best: dict[str, tuple[int, str]] = {}
    for column in found:
        field, rank = _JOINED.get(re.sub(r"[\W_]+", "", column).lower(), (None, 0))
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, column)
    columns = {field: column for field, (_, column) in best.items()} | dict(given)
    if "text" not in columns:
        raise Unreadable(f"no column holds the text; {_listed(found)}", _ACTION)
    return columns


_ACTION = "left out; name the columns, as in columns={'text': 'story'}"


def _listed(found: tuple[str, ...]) -> str:
    names = [name if len(name) <= 40 else name[:39] + "…" for name in found[:20]] + ["…"] * (len(found) > 20)
    return f"the columns are {', '.join(names) or 'none'}"


def cell(value: object, field: str) -> str | None:
    """What a cell says, as text; None where it says nothing.

    Examples
    --------
    >>> cell(date(2031, 2, 4), "date"), cell(["A. Berg", "B. Holm"], "author"), cell({"name": "Zenda News"}, "outlet"), cell(7.0, "doc_id")
    ('2031-02-04', 'A. Berg; B. Holm', 'Zenda News', '7')
    """
    if value is None or value != value or isinstance(value, bool):
        return None
    if isinstance(value, date):  # a datetime and a pandas Timestamp are dates too
        return value.isoformat()[:10] if field == "date" else value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").strip() or None
    if isinstance(value, Mapping):
        return next((said for key in ("rendered", "name", "title", "value", "text") if (said := cell(value.get(key), field))), None)
    if isinstance(value, list | tuple):
        return ("\n\n" if field == "text" else "; ").join(said for item in value if (said := cell(item, field))) or None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value)
    if field == "date" and (isinstance(value, int) or _MOMENT.fullmatch(text)) and (moment := _moment(int(text))):
        return moment
    return text if text.strip() else None


def _moment(number: int) -> str | None:
    """The day, in Greenwich, of seconds or milliseconds since 1970, as programs write times; None for a year, day or hour in figures."""
    seconds = number / 1000 if abs(number) >= 100_000_000_000 else number
    if not 100_000_000 <= seconds < 10_000_000_000 or _HOUR.fullmatch(str(number)):  # 1973 to 2286
        return None
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def articles(name: str, rows: Iterable[Row | Problem], given: Columns = ()) -> Iterator[Record | Problem]:
    """A record for each row that has a text, a problem for each that has none.

    Raises
    ------
    Unreadable
        If the first rows have no column with text.

    Examples
    --------
    >>> [(record.path, record.text) for record in articles("a.csv", [(1, {"body": "The bridge is open."})])]
    [('a.csv:1', 'The bridge is open.')]
    """
    read = seen = 0
    done: Counter[str] = Counter()
    for found in rows:
        seen += 1
        if isinstance(found, Problem):
            yield found
            continue
        number, row = found
        try:
            text, fields, repairs = _article(row, chosen(tuple(row), given))
        except (Unreadable, RecursionError) as error:
            if not read and isinstance(error, Unreadable):
                raise
            yield Problem(f"{name}:{number}", "error", str(error), "left out")
            continue
        if text.strip():
            read += 1
            done.update(repairs)
            yield Record(f"{name}:{number}", text, hashlib.sha256(text.encode()).hexdigest(), fields)
        else:
            yield Problem(f"{name}:{number}", "error", "the row has no text", "left out")
    if not seen:
        yield Problem(name, "error", "the table has no rows", "left out")
    for what, count in done.items():
        yield Problem(name, "info", f"{what} in {count} of {read} texts", "read")


def _article(row: Mapping[str, object], columns: Mapping[str, str]) -> tuple[str, dict[str, str], list[str]]:
    """The text and the fields of a row, and what had to be done to the text."""
    fields = {field: sound(said) for field, column in columns.items() if (said := cell(row[column], field)) is not None}
    text, note = repaired(fields.pop("text", ""))
    repairs = ["mojibake repaired"] if note else []
    if is_marked_up(text):
        text, repairs = text_of(text), [*repairs, "HTML tags taken out"]
    return text, fields | ({"date_from": "metadata"} if "date" in fields else {}), repairs


def by_name(header: Sequence[str], cells: Sequence[object]) -> dict[str, object]:
    """The cells of a row by their columns; of two columns with one name the first counts, and cells that lack are None.

    >>> by_name(["title", "text", "title"], ["A"])
    {'title': 'A', 'text': None}
    """
    row: dict[str, object] = {}
    for place, column in enumerate(header):
        row.setdefault(column, cells[place] if place < len(cells) else None)
    return row
